"""Plain texts with tags, which the properties of a file are: filled like the parts, as text and not as XML."""

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import Template, TemplateSyntaxError

from doc_templates.faults import TemplateFault
from doc_templates.language.budget import BUDGET
from doc_templates.language.environment import with_filters
from doc_templates.language.failing import ENDINGS, FAILURES, explained, syntax_told
from doc_templates.language.filling import compiled, pieces
from doc_templates.language.naming import path_of, tag_of
from doc_templates.language.operations import legal
from doc_templates.language.refusals import Refusal, refuse
from doc_templates.language.source import scope
from doc_templates.limits import MAX_TURNS, Budget
from doc_templates.word.characters import PAGE

_NO_FILTERS: Mapping[str, Callable[..., Any]] = {}
_REMEDY = "sửa thẻ trong thuộc tính của tệp (File > Info > Properties)."
_TURNS = MAX_TURNS // 10


def text_filler(
    text: str, *, part: str, filters: Mapping[str, Callable[..., Any]] = _NO_FILTERS
) -> Callable[[Mapping[str, object], bool], str]:
    """Return what fills a plain text with tags (a document property), not escaped."""
    templates = {draft: _compiled(text, part, filters, draft=draft) for draft in (False, True)}

    def filled(values: Mapping[str, object], draft: bool) -> str:  # noqa: FBT001 - called by position only
        names = scope(values) | {BUDGET: Budget(_TURNS)}
        template = templates[draft]
        try:
            made = "".join(pieces(template, names, at_once=1))
            return legal(PAGE.sub(" ", made))
        except ENDINGS as error:
            known: Any = template.environment
            raise explained(
                error,
                place=lambda _: part,
                tag=lambda: tag_of(text, environment=known, values=names, budget=BUDGET),
                path=lambda name, line: path_of(name, known.parse(text), line=line),
                remedy=_REMEDY,
            ) from error

    return filled


def _compiled(text: str, part: str, filters: Mapping[str, Callable[..., Any]], *, draft: bool) -> Template:
    known = with_filters(filters, draft=draft).overlay(autoescape=False)
    try:
        tree = known.parse(text)
        refuse(tree, known=frozenset(known.filters))
        return compiled(tree, known)
    except Refusal as error:
        raise TemplateFault(error.message, place=part, remedy=error.remedy) from error
    except TemplateSyntaxError as error:
        raise TemplateFault(syntax_told(error.message or ""), place=part, remedy=_REMEDY) from error
    except FAILURES as error:
        raise explained(error, place=lambda _: part, tag=str, path=lambda name, _: name, remedy=_REMEDY) from error
