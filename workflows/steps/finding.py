"""Finding documents again: by number, by unit, by words; each reader sees only what is theirs to see."""

import re
from datetime import date
from enum import StrEnum

from models.accounts import Scope
from models.base import Value
from models.documents import CampaignId, DocumentKind, DocumentRecord, EntryState
from models.organisation import Unit, UnitId
from models.ports import DocumentFilter, Hit, Transaction
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
    hits = services.search.search(wanted, scope=scope, limit=max(limit, 200)) if not exact else ()
    with services.registry.begin() as tx:
        by_words = _by_words(tx, hits, scope, narrow)
    return _unique(exact, of_unit, by_words, limit=limit)


def _by_number(tx: Transaction, wanted: str, scope: Scope, narrow: FindFilters) -> list[Found]:
    if code := _CODE.fullmatch(wanted):
        typed = f"{code[1]}/{code[2]}"
        return _found(tx.register.list(_where(narrow, code=typed), scope=scope), narrow, by=FoundBy.NUMBER)
    if number := _NUMBER.fullmatch(wanted):
        listed = tx.register.list(_where(narrow), scope=scope, limit=_MANY)
        same = tuple(record for record in listed if record.number == int(number[1]))
        return _found(same, narrow, by=FoundBy.NUMBER)
    return []


def _by_unit(tx: Transaction, wanted: str, scope: Scope, narrow: FindFilters) -> list[Found]:
    """Return the documents that a unit issued or is the subject of, where the query is the unit's name."""
    names = fold(wanted)
    units = [unit.id for unit in tx.units.directory() if names and names in _names(unit)]
    records: list[DocumentRecord] = []
    for unit in units:
        records += tx.register.list(_where(narrow, issuer=unit), scope=scope, limit=_MANY)
    return _found(tuple(records), narrow, by=FoundBy.UNIT)


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
    records = {record.id: record for record in _narrowed(known, narrow)}
    return [
        Found(record=records[hit.document], by=FoundBy.WORDS, excerpt=hit.excerpt, score=hit.score)
        for hit in hits
        if hit.document in records
    ]


def _listed(tx: Transaction, scope: Scope, narrow: FindFilters, *, by: FoundBy) -> list[Found]:
    return _found(tx.register.list(_where(narrow, issuer=narrow.unit), scope=scope, limit=_MANY), narrow, by=by)


def _where(narrow: FindFilters, **more: object) -> DocumentFilter:
    common = {"campaign_id": narrow.campaign_id, "kind": narrow.kind, "year": narrow.year, "state": EntryState.ISSUED}
    return DocumentFilter.model_validate(common | more)


def _found(records: tuple[DocumentRecord, ...], narrow: FindFilters, *, by: FoundBy) -> list[Found]:
    return [Found(record=record, by=by) for record in _narrowed(records, narrow)]


def _narrowed(records: tuple[DocumentRecord, ...], narrow: FindFilters) -> tuple[DocumentRecord, ...]:
    return tuple(
        record
        for record in records
        if (narrow.unit is None or narrow.unit in (record.issuer, record.subject))
        and (narrow.issued_from is None or narrow.issued_from <= record.issued_on)
        and (narrow.issued_to is None or record.issued_on <= narrow.issued_to)
    )


def _unique(*lists: list[Found], limit: int) -> tuple[Found, ...]:
    kept: dict[int, Found] = {}
    for found in lists:
        for one in found:
            kept.setdefault(one.record.id, one)
    return tuple(kept.values())[:limit]
