"""The archive's rows: only ever added, each sealed by its own hash and chained to the row before.

One row changed by hand no longer has its hash; one taken away leaves a gap; a chain written anew from some row on
differs from the lists that lie in the locked store (``workflows.steps.archive.archiving``).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, RowMapping, Select, and_, false, func, insert, or_, select

from models.accounts import Scope
from models.awards.archive import ArchiveId, ArchiveRecord
from models.documents import CampaignId
from models.errors import Conflict, NotFound, ThiduaError
from models.ports import ArchiveFilter, NamedObject, RowFault, RowFaultKind, SealedRecord
from storage.registry.award_tables import archive_records, dossiers
from storage.registry.entries import visible_to
from storage.registry.sealing import FIRST, document_sources, dossier_sources, hash_of, settled_rows
from storage.registry.session import Session
from storage.registry.tables import entries

ARCHIVE_LOCK = 7_405_222
"""The advisory lock of those who add to the chain."""

_FIELDS = [archive_records.c[name] for name in SealedRecord.model_fields]
_OWN = (*ArchiveRecord.model_fields, "place", "source_sha256", "previous_sha256")
"""What a row's hash is taken of; these never change either."""


_JOINED = archive_records.outerjoin(entries, entries.c.id == archive_records.c.document).outerjoin(
    dossiers, dossiers.c.id == archive_records.c.dossier
)


class ArchivedOtherwise(Conflict):
    """The thing is archived already, with other bytes."""

    code = "archived-otherwise"


class NothingToArchive(NotFound):
    """The register entry or dossier that an archive record names is not there."""

    code = "nothing-to-archive"


class RowDamaged(ThiduaError):
    """A row of the archive no longer holds what the program writes there: somebody changed it by hand."""

    code = "row-damaged"
    http_status = 500
    exit_code = 4


class ArchiveRepository:
    """``models.ports.Archive`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, record: ArchiveRecord) -> SealedRecord:
        """Chain a record to the last one; the same id with the same bytes again changes nothing."""
        self._session.value(select(func.pg_advisory_xact_lock(ARCHIVE_LOCK)))
        found = self.find(record.id)
        if found is not None:
            return _same_bytes(found, record)
        last = self._session.row(
            select(archive_records.c.place, archive_records.c.row_sha256)
            .order_by(archive_records.c.place.desc())
            .limit(1)
        )
        values = ArchiveRecord.model_validate(record, from_attributes=True).model_dump(exclude={"metadata"}) | {
            "metadata": record.metadata.model_dump(mode="json"),
            "place": 1 + (last["place"] if last else 0),
            "source_sha256": self._source_of(record),
            "previous_sha256": last["row_sha256"] if last else FIRST,
        }
        values["row_sha256"] = _row_hash(values)
        self._session.run(insert(archive_records).values(values))
        return SealedRecord.model_validate(values)

    def find(self, archive_id: ArchiveId) -> SealedRecord | None:
        """Return the record, if any."""
        row = self._session.row(select(*_FIELDS).where(archive_records.c.id == archive_id))
        return None if row is None else _record(row)

    def list(
        self, where: ArchiveFilter, *, scope: Scope, offset: int = 0, limit: int | None = 50
    ) -> tuple[SealedRecord, ...]:
        """Return records in the order of the chain."""
        statement = _found(select(*_FIELDS), where, scope).order_by(archive_records.c.place)
        rows = self._session.rows(statement.offset(offset).limit(limit))
        return tuple(_record(row) for row in rows)

    def count(self, where: ArchiveFilter, *, scope: Scope) -> int:
        """Return how many ``list`` would give without a limit."""
        return int(self._session.value(_found(select(func.count()), where, scope)))

    def named(self, *, campaign_id: CampaignId | None = None) -> tuple[NamedObject, ...]:
        """Return what every row names, in the order of the chain, also where a row was changed by hand."""
        statement = select(*(archive_records.c[name] for name in NamedObject.model_fields))
        if campaign_id is not None:
            statement = statement.where(archive_records.c.campaign_id == campaign_id)
        rows = self._session.rows(statement.order_by(archive_records.c.place))
        return tuple(NamedObject.model_validate(dict(row)) for row in rows)

    def settled(self, campaign_id: CampaignId, *, place: int) -> Mapping[str, str]:
        """Return the hash of each row of the campaign that was settled when the row at ``place`` was written."""
        until = self._session.value(select(archive_records.c.created_at).where(archive_records.c.place == place))
        return {} if until is None else settled_rows(self._session, campaign_id, until=until)

    def row_faults(self) -> tuple[RowFault, ...]:
        """Return every row that was changed or taken away behind the program's back, in the order of the chain."""
        rows = self._session.rows(_with_pointers().order_by(archive_records.c.place))
        sources = self._sources(rows)
        faults, place, previous = [], 0, FIRST
        for row in rows:
            if row["place"] != place + 1 or row["previous_sha256"] != previous:
                faults.append(_fault(RowFaultKind.ROW_GONE, row))
            if _row_hash(row) != row["row_sha256"]:
                faults.append(_fault(RowFaultKind.ROW_CHANGED, row))
            if row["source_sha256"] != sources.get(row["document"] or row["dossier"]) or not row["pointed_at"]:
                faults.append(_fault(RowFaultKind.SOURCE_CHANGED, row))
            place, previous = row["place"], row["row_sha256"]
        return tuple(faults)

    def _sources(self, rows: Iterable[RowMapping]) -> dict[Any, str]:
        documents = document_sources(self._session, (row["document"] for row in rows if row["document"] is not None))
        return {**documents, **dossier_sources(self._session, (row["dossier"] for row in rows if row["dossier"]))}

    def _source_of(self, record: ArchiveRecord) -> str | None:
        """Return the hash of what the record was made from, or raise ``NothingToArchive``."""
        if record.document is None and record.dossier is None:
            return None
        found: str | None
        if record.document is not None:
            found = document_sources(self._session, [record.document]).get(record.document)
        else:
            found = dossier_sources(self._session, [record.dossier or ""]).get(record.dossier or "")
        if found is None:
            raise NothingToArchive(
                f"Không có văn bản hay hồ sơ của mục lưu trữ “{record.id}”.", remedy="báo cho người quản trị."
            )
        return found


def _record(row: RowMapping) -> SealedRecord:
    try:
        return SealedRecord.model_validate(dict(row))
    except ValidationError as error:
        raise RowDamaged(
            f"Dòng {row['place']} của sổ lưu trữ ({row['id']}) không còn đúng như khi ghi.",
            remedy="chạy “thidua archive verify” rồi báo người quản trị.",
        ) from error


def _with_pointers() -> Select[Any]:
    """Select every row, and whether its source still points at the bytes it names."""
    own = archive_records.c
    bound = (entries.c.sha256, entries.c.pdf_sha256, dossiers.c.zip_sha256, dossiers.c.pdf_sha256)
    no_source = and_(own.document.is_(None), own.dossier.is_(None))
    pointed_at = or_(no_source, *(func.coalesce(column == own.sha256, false()) for column in bound))
    return select(*_FIELDS, pointed_at.label("pointed_at")).select_from(_JOINED)


def _row_hash(row: RowMapping | dict[str, Any]) -> str:
    return hash_of({name: row[name] for name in _OWN})


def _same_bytes(found: SealedRecord, record: ArchiveRecord) -> SealedRecord:
    if found.sha256 != record.sha256:
        raise ArchivedOtherwise(
            f"Mục lưu trữ “{record.id}” đã có với nội dung khác.",
            remedy="không lưu trữ đè; đối chiếu văn bản trong sổ đăng ký với bản đã lưu rồi báo người quản trị.",
        )
    return found


def _fault(kind: RowFaultKind, row: RowMapping) -> RowFault:
    return RowFault(kind=kind, place=row["place"], id=row["id"])


def _found(statement: Select[Any], where: ArchiveFilter, scope: Scope) -> Select[Any]:
    """Return the statement limited to what the filter and the reader's rights leave."""
    return statement.select_from(_JOINED).where(*_conditions(where), *_rights(scope))


def _conditions(where: ArchiveFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if where.campaign_id is not None:
        found.append(archive_records.c.campaign_id == where.campaign_id)
    if where.kind is not None:
        found.append(entries.c.kind == where.kind)
    if where.unit is not None:
        found.append(or_(*(column == where.unit for column in (entries.c.issuer, entries.c.subject, dossiers.c.unit))))
    if where.year is not None:
        day = func.coalesce(entries.c.issued_on, dossiers.c.submitted_on, archive_records.c.archived_on)
        found.append(day.between(date(where.year, 1, 1), date(where.year, 12, 31)))
    if where.documents is not None:
        found.append(archive_records.c.document.in_(where.documents))
    return found


def _rights(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    seen = visible_to(scope)
    if seen is None:
        return ()
    return (or_(and_(archive_records.c.document.is_not(None), seen), dossiers.c.unit.in_(scope.units or ())),)
