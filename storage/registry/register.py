"""The register: the entry is the record of a document, from its number to the day it is issued or voided."""

from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.accounts import Scope
from models.documents import (
    DocumentRecord,
    DocumentRequest,
    Draft,
    DraftChanged,
    DraftState,
    EntryState,
    IssueKey,
    Numbering,
    SeriesKey,
)
from models.errors import Conflict, NotFound, ThiduaError
from models.events import NewEvent
from models.ports import DocumentFilter
from storage.registry.award_tables import dossier_parts, dossiers
from storage.registry.bodies import value_in
from storage.registry.entries import entry_row, matching, record_of, visible_to
from storage.registry.events import EventRepository
from storage.registry.numbering import SeriesBook, required_series
from storage.registry.session import Session
from storage.registry.tables import drafts, entries


class UnknownEntry(NotFound):
    """No register entry has that id or key."""

    code = "unknown-entry"


class DraftOpen(Conflict):
    """A number is asked for a draft that its unit has not confirmed, or has withdrawn."""

    code = "draft-open"


class EntryNotStored(Conflict):
    """The entry has a number but no bytes yet, or was voided: it cannot be issued."""

    code = "entry-not-stored"


class EntryIssued(Conflict):
    """An issued document cannot be voided; it is recalled, corrected or replaced by another document."""

    code = "entry-issued"


class NoReason(ThiduaError):
    """Voiding needs a reason, which stays in the register."""

    code = "no-reason"


class RegisterRepository:
    """``models.ports.Register`` over PostgreSQL."""

    def __init__(self, session: Session, *, events: EventRepository) -> None:
        self._session = session
        self._events = events
        self._book = SeriesBook(session)

    def open_series(self, series: SeriesKey, *, opening: int, instead_of: int | None = None) -> bool:
        """Set where a series starts; ``SeriesInUse`` once it has given numbers, ``SeriesOpened`` where another did."""
        return self._book.open(series, opening=opening, instead_of=instead_of)

    def number(self, request: DocumentRequest) -> DocumentRecord:
        """Return the entry of the request's key, making it with its number where there is none."""
        found = self.find(request.key)
        if found is not None:
            return found
        if request.numbering is Numbering.NONE:
            self._refuse_other_words(request)
            return self._enter(request, number=None) or self._by_key(request.key)
        held = self._book.lock(required_series(request))
        found = self.find(request.key)  # another may have been first while we waited for the lock
        if found is not None:
            return found
        self._refuse_other_words(request)
        number = self._book.next_number(request, held=held)
        record = self._enter(request, number=number)
        if record is None:
            return self._by_key(request.key)
        self._book.advance(request, held=held, number=number)
        return record

    def find(self, key: IssueKey) -> DocumentRecord | None:
        """Return the entry with that key, if any."""
        row = self._session.row(select(entries).where(entries.c.key == key))
        return None if row is None else record_of(row)

    def get(self, record_id: int) -> DocumentRecord:
        """Return the entry, or raise ``UnknownEntry``."""
        row = self._session.row(select(entries).where(entries.c.id == record_id))
        if row is None:
            raise _unknown(str(record_id))
        return record_of(row)

    def bind(self, key: IssueKey, *, sha256: str) -> DocumentRecord:
        """Point a ``numbered`` entry at its bytes (``stored``); the first wins. Return the entry as it stands."""
        numbered = (entries.c.key == key) & (entries.c.state == EntryState.NUMBERED)
        self._session.run(update(entries).where(numbered).values(sha256=sha256, state=EntryState.STORED))
        return self._by_key(key)

    def issue(self, key: IssueKey, *, actor: str) -> DocumentRecord:
        """Turn a ``stored`` entry into an ``issued`` one and write ``document.issued``; twice is once."""
        stored = (entries.c.key == key) & (entries.c.state == EntryState.STORED)
        changed = self._session.run(update(entries).where(stored).values(state=EntryState.ISSUED))
        record = self._by_key(key)
        if changed:
            self._tell("document.issued", record, actor=actor)
        elif record.state is not EntryState.ISSUED:
            raise EntryNotStored(
                f"Văn bản {record.code or record.title} chưa ban hành được: "
                f"{'số đã bị hủy' if record.state is EntryState.VOIDED else 'tệp văn bản chưa lập xong'}.",
                remedy="chờ hệ thống làm xong tệp văn bản; nếu mục đã hủy, lập văn bản mới.",
            )
        return record

    def bind_pdf(self, key: IssueKey, *, sha256: str, page_count: int) -> DocumentRecord:
        """Keep the PDF rendition of a document that has its bytes; the first to come wins."""
        without = (entries.c.key == key) & entries.c.pdf_sha256.is_(None) & entries.c.sha256.is_not(None)
        self._session.run(update(entries).where(without).values(pdf_sha256=sha256, page_count=page_count))
        return self._by_key(key)

    def void(self, key: IssueKey, *, reason: str, actor: str) -> DocumentRecord:
        """Void an entry that must not be finished; it keeps its number. Twice is once."""
        if not reason.strip():
            raise NoReason("Chưa nêu lý do hủy số.", remedy="ghi lý do; lý do được giữ lại trong sổ đăng ký.")
        open_states = (EntryState.NUMBERED, EntryState.STORED)
        unfinished = (entries.c.key == key) & entries.c.state.in_(open_states)
        changed = self._session.run(
            update(entries).where(unfinished).values(state=EntryState.VOIDED, void_reason=reason.strip())
        )
        record = self._by_key(key)
        if changed:
            self._tell("document.voided", record, actor=actor)
        elif record.state is EntryState.ISSUED:
            raise EntryIssued(
                f"Văn bản {record.code or record.title} đã ban hành nên không hủy số được.",
                remedy="thu hồi, đính chính hoặc ban hành văn bản thay thế.",
            )
        return record

    def unfinished(
        self, *, older_than: datetime, states: tuple[EntryState, ...] = (EntryState.NUMBERED,)
    ) -> tuple[DocumentRecord, ...]:
        """Return entries in those states made before a moment, oldest first."""
        old = (entries.c.created_at < older_than) & entries.c.state.in_(states)
        return self._read(select(entries).where(old).order_by(entries.c.id))

    def list(
        self, where: DocumentFilter, *, scope: Scope, offset: int = 0, limit: int = 50
    ) -> tuple[DocumentRecord, ...]:
        """Return entries by date and number; documents without number come first on their day."""
        number = entries.c.number.asc().nulls_first()
        statement = (
            select(entries).where(*_conditions(where, scope)).order_by(entries.c.issued_on, number, entries.c.id)
        )
        return self._read(statement.offset(offset).limit(limit))

    def count(self, where: DocumentFilter, *, scope: Scope) -> int:
        """Return how many ``list`` would give without a limit."""
        return int(self._session.value(select(func.count()).select_from(entries).where(*_conditions(where, scope))))

    def bound_hashes(self) -> set[str]:
        """Return every sha256 that an entry, a dossier or a part of one points at."""
        pointing = (
            select(entries.c.sha256, entries.c.pdf_sha256),
            select(dossiers.c.zip_sha256, dossiers.c.pdf_sha256),
            select(dossier_parts.c.sha256),
        )
        rows = chain.from_iterable(self._session.rows(statement) for statement in pointing)
        return {value for row in rows for value in row.values() if value is not None}

    def _refuse_other_words(self, request: DocumentRequest) -> None:
        """Refuse a draft that is not confirmed, or not in these words; nobody changes it before the commit."""
        row = self._session.row(select(drafts.c.body).where(drafts.c.key == request.key).with_for_update(read=True))
        if row is None:
            return
        draft = value_in(row["body"], of=Draft)
        if draft.state not in (DraftState.CONFIRMED, DraftState.ISSUED):
            raise DraftOpen(
                f"Dự thảo “{request.title}” chưa được xác nhận hoặc đã rút nên chưa lấy số được.",
                remedy="để đơn vị ban hành xác nhận dự thảo trước.",
            )
        if not draft.asks_for(request):
            raise DraftChanged(
                f"Dự thảo “{draft.title}” vừa được sửa và xác nhận lại nên chưa lấy số theo nội dung cũ.",
                remedy="thực hiện lại bước ban hành; văn bản được lập theo nội dung mới nhất.",
            )

    def _enter(self, request: DocumentRequest, *, number: int | None) -> DocumentRecord | None:
        """Write the entry and its event; None where the key came in from elsewhere at the same moment."""
        adding = upsert(entries).values(entry_row(request, number=number))
        row = self._session.row(adding.on_conflict_do_nothing(index_elements=["key"]).returning(entries))
        if row is None:
            return None
        record = record_of(row)
        self._tell("document.numbered", record, actor=request.entered_by or "hệ thống")
        return record

    def _tell(self, kind: str, record: DocumentRecord, *, actor: str) -> None:
        data: dict[str, Any] = {"document": record.id, "kind": record.kind, "code": record.code}
        self._events.append(
            NewEvent(
                kind=kind,
                campaign_id=record.campaign_id,
                subject=record.key,
                as_of=record.as_of,
                actor=actor,
                data=data | ({"reason": record.void_reason} if record.void_reason else {}),
                unique_key=f"{kind}:{record.key}",
            )
        )

    def _by_key(self, key: IssueKey) -> DocumentRecord:
        record = self.find(key)
        if record is None:
            raise _unknown(key)
        return record

    def _read(self, statement: Select[Any]) -> tuple[DocumentRecord, ...]:
        return tuple(record_of(row) for row in self._session.rows(statement))


def _conditions(where: DocumentFilter, scope: Scope) -> tuple[ColumnElement[bool], ...]:
    visible = visible_to(scope)
    return (*matching(where), *(() if visible is None else (visible,)))


def _unknown(name: str) -> UnknownEntry:
    return UnknownEntry(
        f"Không có văn bản “{name}” trong sổ đăng ký.", remedy="tìm lại theo số, ký hiệu hoặc trích yếu."
    )
