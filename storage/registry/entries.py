"""Register entries as rows: how they are written, read, found and limited to what a reader may see."""

import re
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, and_, false, or_

from models.accounts import Scope
from models.documents import DocumentKind, DocumentRecord, DocumentRequest, EntryState, printed_number
from models.ports import DocumentFilter
from models.text import squeeze
from storage.registry.bodies import value_in
from storage.registry.tables import entries

_NUMBERED_CODE = re.compile(r"0*(\d+)\s*/\s*(.+)")
_OWN_COLUMNS = ("id", "number", "state", "sha256", "pdf_sha256", "page_count", "void_reason", "created_at")


def entry_row(request: DocumentRequest, *, number: int | None) -> dict[str, Any]:
    """Return the row of a new entry: its frozen request whole, and what is searched in columns."""
    series = request.series
    return {
        "key": request.key,
        "campaign_id": request.campaign_id,
        "kind": request.kind,
        "issuer": request.issuer,
        "subject": request.subject,
        "series_agency": series and series.agency,
        "series_scheme": series and series.scheme,
        "series_year": series and series.year,
        "numbering": request.numbering,
        "number": number,
        "code": "" if number is None else f"{printed_number(number)}/{request.symbol}",
        "issued_on": request.issued_on,
        "request": DocumentRequest.model_validate(request, from_attributes=True).model_dump(mode="json"),
        "state": EntryState.NUMBERED,
    }


def record_of(row: RowMapping) -> DocumentRecord:
    """Return the record that a row of ``entries`` holds."""
    return value_in(row["request"] | {name: row[name] for name in _OWN_COLUMNS}, of=DocumentRecord)


def visible_to(scope: Scope) -> ColumnElement[bool] | None:
    """Return what a reader may see: own and addressed documents, and issued plans; None for everything."""
    if scope.units is None:
        return None
    return or_(
        entries.c.issuer.in_(scope.units),
        entries.c.subject.in_(scope.units),
        and_(entries.c.kind == DocumentKind.CAMPAIGN_PLAN, entries.c.state == EntryState.ISSUED),
    )


def matching(where: DocumentFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter."""
    plain = (
        (entries.c.campaign_id, where.campaign_id),
        (entries.c.kind, where.kind),
        (entries.c.issuer, where.issuer),
        (entries.c.number, where.number),
        (entries.c.state, where.state),
    )
    found = [column == wanted for column, wanted in plain if wanted is not None]
    if where.code is not None:
        found.append(entries.c.code == printed_code(where.code))
    if where.unit is not None:
        found.append(or_(entries.c.issuer == where.unit, entries.c.subject == where.unit))
    if where.issued_from is not None:
        found.append(entries.c.issued_on >= where.issued_from)
    if where.issued_to is not None:
        found.append(entries.c.issued_on <= where.issued_to)
    if where.year is not None:
        found.append(_in_year(where.year))
    if where.ids is not None:
        found.append(entries.c.id.in_(where.ids))
    return found


def _in_year(year: int) -> ColumnElement[bool]:
    """Return the condition of a year; nothing was ever issued in a year that no calendar has."""
    if not date.min.year <= year <= date.max.year:
        return false()
    return entries.c.issued_on.between(date(year, 1, 1), date(year, 12, 31))


def printed_code(typed: str) -> str:
    """Return number and symbol as printed, from how people type them: ``5/kh-ubnd`` is ``05/KH-UBND``."""
    text = squeeze(typed).upper()
    found = _NUMBERED_CODE.fullmatch(text)
    return f"{printed_number(int(found[1]))}/{found[2]}" if found else text
