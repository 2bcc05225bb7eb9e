"""Finding documents again: by number, by unit, by words; each reader sees only what is theirs to see."""

import re
from datetime import date
from enum import StrEnum

from models.accounts import Scope
from models.base import Value
from models.documents import CampaignId, DocumentKind, DocumentRecord, EntryState
from models.organisation import Unit, UnitId
from models.ports import DocumentFilter, Hit, HitFilter, Transaction
from models.text import fold, squeeze
from workflows.services import Services

_CODE = re.compile(r"(?:s[oố]\s*:?\s*)?0*(\d{1,6})\s*/\s*([^\s/]+)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:s[oố]\s*:?\s*)?0*(\d{1,6})", re.IGNORECASE)
_MANY = 2000


class FoundBy(StrEnum):
    """Why a document was found."""

    NUMBER = "number"
    UNIT = "unit"
    WORDS = "words"
    FILTER = "filter"


FOUND_BY_NAMES: dict[FoundBy, str] = {
    FoundBy.NUMBER: "đúng số, ký hiệu",
    FoundBy.UNIT: "văn bản của đơn vị",
    FoundBy.WORDS: "có các từ cần tìm",
    FoundBy.FILTER: "theo điều kiện lọc",
}


class FindFilters(Value):
    """What narrows a search; absent means any."""

    campaign_id: CampaignId | None = None
    kind: DocumentKind | None = None
    unit: UnitId | None = None
    year: int | None = None
    issued_from: date | None = None
    issued_to: date | None = None


class Found(Value):
    """One found document: its entry, why it was found, and words around the match."""

    record: DocumentRecord
    by: FoundBy
    excerpt: str = ""
    score: float = 0.0


def find_documents(
    services: Services,
    *,
    query: str,
    scope: Scope,
    filters: FindFilters | None = None,
    limit: int = 50,
) -> tuple[Found, ...]:
    """Return issued documents: those of that exact number first, then a named unit's, then those with the words."""
    wanted = squeeze(query)
    narrow = filters or FindFilters()
    with services.registry.begin() as tx:
        exact = _by_number(tx, wanted, scope, narrow)
        of_unit = _by_unit(tx, wanted, scope, narrow)
        if not wanted:
            return _unique([], _listed(tx, scope, narrow, by=FoundBy.FILTER), limit=limit)
    hits = () if exact else _hits(services, wanted, scope, narrow, limit=max(limit, 200))
    with services.registry.begin() as tx:
        by_words = _by_words(tx, hits, scope, narrow)
    return _unique(exact, of_unit, by_words, limit=limit)


def _hits(services: Services, wanted: str, scope: Scope, narrow: FindFilters, *, limit: int) -> tuple[Hit, ...]:
    """Return the index's best hits among what the filters let through; none in a year that no calendar has."""
    start, end = narrow.issued_from, narrow.issued_to
    if narrow.year is not None:
        if not date.min.year <= narrow.year <= date.max.year:
            return ()
        start = max(start or date.min, date(narrow.year, 1, 1))
        end = min(end or date.max, date(narrow.year, 12, 31))
    where = HitFilter(
        campaign_id=narrow.campaign_id, kind=narrow.kind, unit=narrow.unit, issued_from=start, issued_to=end
    )
    return services.search.search(wanted, scope=scope, where=where, limit=limit)


def _by_number(tx: Transaction, wanted: str, scope: Scope, narrow: FindFilters) -> list[Found]:
    if code := _CODE.fullmatch(wanted):
        typed = f"{code[1]}/{code[2]}"
        return _found(tx.register.list(_where(narrow, code=typed), scope=scope), by=FoundBy.NUMBER)
    if number := _NUMBER.fullmatch(wanted):
        same = tx.register.list(_where(narrow, number=int(number[1])), scope=scope, limit=_MANY)
        return _found(same, by=FoundBy.NUMBER)
    return []


def _by_unit(tx: Transaction, wanted: str, scope: Scope, narrow: FindFilters) -> list[Found]:
    """Return the documents that a unit issued or is the subject of, where the query is the unit's name."""
    names = fold(wanted)
    units = [unit.id for unit in tx.units.directory() if names and names in _names(unit)]
    records: list[DocumentRecord] = []
    for unit in units:
        for where in _concerning(narrow, unit):
            records += tx.register.list(where, scope=scope, limit=_MANY)
    return _found(tuple(records), by=FoundBy.UNIT)


def _concerning(narrow: FindFilters, unit: UnitId) -> tuple[DocumentFilter, ...]:
    """Return what lists a unit's documents: with another unit as filter, those between the two."""
    if narrow.unit in (None, unit):
        return (_where(narrow, unit=unit),)
    return (_where(narrow, issuer=unit), _where(narrow, issuer=narrow.unit, unit=unit))


def _names(unit: Unit) -> frozenset[str]:
    """Return how people type a unit's name: whole, without UBND, and by its place alone for a district."""
    whole = fold(unit.name)
    short = whole.removeprefix("ubnd ")
    bare = re.sub(r"^(huyen|thanh pho|tinh|thi xa|xa|phuong|thi tran) ", "", short)
    spelt = whole.replace("ubnd", "uy ban nhan dan", 1)
    return frozenset({whole, short, bare, spelt})


def _by_words(tx: Transaction, hits: tuple[Hit, ...], scope: Scope, narrow: FindFilters) -> list[Found]:
    """Return the index's hits as the registry knows them: rights are asked for once more, where they are true."""
    ids = tuple(hit.document for hit in hits)
    if not ids:
        return []
    known = tx.register.list(_where(narrow, ids=ids), scope=scope, limit=len(ids))
    records = {record.id: record for record in known}
    return [
        Found(record=records[hit.document], by=FoundBy.WORDS, excerpt=hit.excerpt, score=hit.score)
        for hit in hits
        if hit.document in records
    ]


def _listed(tx: Transaction, scope: Scope, narrow: FindFilters, *, by: FoundBy) -> list[Found]:
    return _found(tx.register.list(_where(narrow), scope=scope, limit=_MANY), by=by)


def _where(narrow: FindFilters, **more: object) -> DocumentFilter:
    return DocumentFilter.model_validate(narrow.model_dump() | {"state": EntryState.ISSUED} | more)


def _found(records: tuple[DocumentRecord, ...], *, by: FoundBy) -> list[Found]:
    return [Found(record=record, by=by) for record in records]


def _unique(*lists: list[Found], limit: int) -> tuple[Found, ...]:
    kept: dict[int, Found] = {}
    for found in lists:
        for one in found:
            kept.setdefault(one.record.id, one)
    return tuple(kept.values())[:limit]
