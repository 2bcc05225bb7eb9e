"""From what a person typed to a Tantivy query."""

import re

import tantivy
from tantivy import FieldType, Occur, Query

from models.accounts import Scope
from models.documents import DocumentKind
from models.ports import HitFilter
from models.text import fold, nfc
from storage.search.engine import moment_of, plain_words, words

_QUOTED = re.compile(r"[“”\"]([^“”\"]+)[“”\"]")
_TITLE_BOOST = 3.0
_EXACT_BOOST = 2.0
_NEARBY_BOOST = 2.0
_PLAN_BONUS = 20.0
"""A campaign's plan stands before the many documents that repeat its title; few words score more than this."""
_FUZZY_FROM = 4
"""Shorter words are never guessed: most Vietnamese syllables of three letters differ by one letter from another."""


class Typed:
    """What was typed: single words, and phrases between quotation marks."""

    def __init__(self, text: str) -> None:
        text = nfc(text)
        self.phrases = [phrase for phrase in _QUOTED.findall(text) if words(phrase)]
        self.loose = _QUOTED.sub(" ", text)
        self.accented = fold(text) != text.lower()

    @property
    def highlights(self) -> list[str]:
        """Return the words without diacritics that an excerpt should show."""
        return plain_words(" ".join((self.loose, *self.phrases)))


def make_query(schema: tantivy.Schema, typed: Typed, *, scope: Scope, where: HitFilter, guess: bool) -> Query | None:
    """Return the query, None where nothing was typed; with ``guess`` a long word may hold one typing error."""
    required = [_phrase(schema, phrase) for phrase in typed.phrases]
    plain = plain_words(typed.loose)
    exact = words(typed.loose)
    for position, word in enumerate(plain):
        accented = exact[position] if typed.accented and len(exact) == len(plain) else None
        required.append(_word(schema, word, accented=accented, guess=guess))
    if not required:
        return None
    clauses = [(Occur.Must, query) for query in required]
    if len(plain) > 1:
        clauses.append((Occur.Should, Query.boost_query(_in_order(schema, "plain", plain), _NEARBY_BOOST)))
    clauses.append((Occur.Should, Query.const_score_query(_of_plan(schema), _PLAN_BONUS)))
    limits = _filters(schema, where)
    if scope.units is not None:
        limits.append(_visible(schema, scope.units))
    clauses += [(Occur.Must, Query.boost_query(query, 0.0)) for query in limits]
    return Query.boolean_query(clauses)


def _word(schema: tantivy.Schema, word: str, *, accented: str | None, guess: bool) -> Query:
    queries = [
        Query.boost_query(Query.term_query(schema, "plain_title", word), _TITLE_BOOST),
        Query.term_query(schema, "plain_text", word),
    ]
    if accented is not None:
        queries.append(
            Query.boost_query(Query.term_query(schema, "exact_title", accented), _TITLE_BOOST * _EXACT_BOOST)
        )
        queries.append(Query.boost_query(Query.term_query(schema, "exact_text", accented), _EXACT_BOOST))
    if guess and len(word) >= _FUZZY_FROM:
        queries += [Query.fuzzy_term_query(schema, field, word, distance=1) for field in ("plain_title", "plain_text")]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _phrase(schema: tantivy.Schema, phrase: str) -> Query:
    if fold(phrase) != phrase.lower():
        return _in_order(schema, "exact", words(phrase))
    return _in_order(schema, "plain", plain_words(phrase))


def _in_order(schema: tantivy.Schema, spelling: str, row: list[str]) -> Query:
    fields = ((f"{spelling}_title", _TITLE_BOOST), (f"{spelling}_text", 1.0))
    return Query.boolean_query(
        [(Occur.Should, Query.boost_query(_row(schema, field, row), boost)) for field, boost in fields]
    )


def _row(schema: tantivy.Schema, field: str, row: list[str]) -> Query:
    if len(row) == 1:
        return Query.term_query(schema, field, row[0])
    return Query.phrase_query(schema, field, list(row))


def _filters(schema: tantivy.Schema, where: HitFilter) -> list[Query]:
    """Return a query for each thing that is asked of a hit besides its words."""
    asked = (("campaign", where.campaign_id), ("kind", where.kind), ("unit", where.unit))
    filters = [Query.term_query(schema, field, str(wanted)) for field, wanted in asked if wanted is not None]
    start = moment_of(where.issued_from) if where.issued_from else None
    end = moment_of(where.issued_to) if where.issued_to else None
    if start or end:
        filters.append(Query.range_query(schema, "issued_on", FieldType.Date, start, end))
    return filters


def _visible(schema: tantivy.Schema, units: tuple[str, ...]) -> Query:
    """Return what a limited reader sees: their units' own documents, and every campaign plan."""
    own = [Query.term_query(schema, "unit", unit) for unit in units]
    return Query.boolean_query([(Occur.Should, query) for query in (_of_plan(schema), *own)])


def _of_plan(schema: tantivy.Schema) -> Query:
    return Query.term_query(schema, "kind", DocumentKind.CAMPAIGN_PLAN.value)
