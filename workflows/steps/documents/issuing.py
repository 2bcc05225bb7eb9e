"""Issuing a document: rehearse, number, render from frozen inputs, store, bind, issue.

Every step can be repeated, by anybody, at any time; a process may die between any two of them. The register
entry is the record: it comes before the bytes, and the bytes come before any row that points at them.

====  ==========================================  =====================================================
step  what is done                                what a death right after it leaves behind
====  ==========================================  =====================================================
1     render and judge with number 99999          nothing
2     number, one short transaction               an entry ``numbered`` with its frozen inputs
3     render from those inputs, put under sha256  the same, and an object that nothing names yet
4     bind where still ``numbered``               an entry ``stored``
5     issue, with hand-in and draft               an entry ``issued``
====  ==========================================  =====================================================

``reconcile_entries`` goes on from 2, 3 and 4; ``delete_unbound`` removes what 3 left and nobody bound.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Protocol

from doc_templates.catalogue import read_context
from doc_templates.rendering import CompiledTemplate
from doc_templates.word.extract import text_of
from models.campaign import Submission
from models.documents import (
    REHEARSAL_NUMBER,
    DocumentRecord,
    DocumentRequest,
    DraftState,
    EntryState,
    IssueKey,
    Numbering,
    TemplateVersion,
)
from models.errors import Conflict, NotFound, ThiduaError, Unavailable
from models.events import NewEvent
from models.ports import DocumentStore, Registry, TemplateStore, Transaction
from workflows.steps.accounts.rights import require_office
from workflows.steps.files.format_files import refuse_ill_formed

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RECONCILER = "hệ thống"
LookAgain = Callable[[Transaction, bytes], None]
"""Called with the transaction that gives a number and the rehearsed document; raises where none may be given."""
_DAY = 24 * 60 * 60


class EntryVoided(Conflict):
    """The document's number was voided; it is never finished, a new edition takes a new number."""

    code = "entry-voided"


class NumberNotPrinted(ThiduaError):
    """The template has no place for the document's number, so no number may be taken for it."""

    code = "number-not-printed"


class IssuingServices(Protocol):
    """What issuing sees of the services."""

    @property
    def registry(self) -> Registry:
        """The register, with everything that is kept in the same transaction."""

    @property
    def documents(self) -> DocumentStore:
        """Where the bytes go."""

    @property
    def templates(self) -> TemplateStore:
        """Where the frozen template version comes from."""


def issue_document(
    services: IssuingServices, request: DocumentRequest, *, actor: str, look_again: LookAgain | None = None
) -> DocumentRecord:
    """Return the issued document of the request's key; the same key again returns the same one.

    Raises what rendering raises, or ``FormatRefused``, before any number is taken; ``DateBeforeLast``, ``NumberTaken``
    or, where its draft has other words by then, ``DraftChanged`` when it is to be taken, or what ``look_again`` raises
    in the very transaction that would give the number; ``Unavailable`` when database or store does not answer: the
    same call goes on where this one stopped.
    """
    with services.registry.begin() as tx:
        entry = tx.register.find(request.key)
    if entry is None:
        rehearsed = rehearse(services, request)
        with services.registry.begin() as tx:
            if look_again is not None:
                look_again(tx, rehearsed)
            entry = tx.register.number(request)
    return finish_entry(services, entry, actor=actor)


def rehearse(services: IssuingServices, request: DocumentRequest) -> bytes:
    """Return the document as it would be, with number 99999; what cannot be rendered raises and gets no number.

    A template that would not print the number it is given is refused too, and a document that breaks the State's
    format (``FormatRefused``, every breach told), unless its number is entered: it was issued before.
    """
    numbered = request.numbering is not Numbering.NONE
    data = _render(services, request, number=REHEARSAL_NUMBER if numbered else None)
    if numbered and str(REHEARSAL_NUMBER) not in text_of(data):
        raise NumberNotPrinted(
            f"Mẫu của văn bản “{request.title}” không in số văn bản.",
            place=f"{request.template.key} ({request.template.version})",
            remedy="thêm trường số, ký hiệu vào mẫu, đưa mẫu vào kho rồi làm lại.",
        )
    if request.numbering is not Numbering.ENTERED:  # what was issued elsewhere is what it is
        refuse_ill_formed(data, kind=request.kind, title=request.title, issued_on=request.issued_on)
    return data


def finish_entry(services: IssuingServices, entry: DocumentRecord, *, actor: str) -> DocumentRecord:
    """Carry an entry from wherever it stands to ``issued``, from its frozen inputs alone."""
    if entry.state is EntryState.NUMBERED:
        entry = _store(services, entry)
    if entry.state is EntryState.VOIDED:
        raise EntryVoided(
            f"Số {entry.code} của văn bản “{entry.title}” đã bị hủy: {entry.void_reason}.",
            remedy="lập văn bản mới; số đã hủy vẫn nằm trong sổ đăng ký và không dùng lại.",
        )
    if entry.state is EntryState.STORED:
        _assure_bytes(services, entry)
        entry = _issue(services, entry, actor=actor)
    return entry


def reconcile_entries(
    services: IssuingServices, *, older_than_seconds: int = 60, actor: str = RECONCILER
) -> tuple[DocumentRecord, ...]:
    """Finish entries that somebody left unfinished; return those that are issued now, oldest first.

    An entry that cannot be finished does not hold up the others: the log says why, once. A server that does not
    answer raises ``Unavailable`` at once: it would be the same for all.
    """
    with services.registry.begin() as tx:
        older_than = tx.now() - timedelta(seconds=older_than_seconds)
        waiting = tx.register.unfinished(older_than=older_than, states=(EntryState.NUMBERED, EntryState.STORED))
    finished = []
    for entry in waiting:
        try:
            finished.append(finish_entry(services, entry, actor=actor))
        except Unavailable:
            raise
        except ThiduaError as error:
            _tell_stuck(services, entry, error=error, actor=actor)
    return tuple(finished)


def void_entry(services: IssuingServices, *, key: IssueKey, reason: str, actor: str) -> DocumentRecord:
    """Void an entry that must not be finished; its number stays in the register, its draft is withdrawn.

    Raises ``EntryIssued``, ``NoReason``, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        entry = tx.register.void(key, reason=reason, actor=actor)
        _move_draft(tx, key, to=DraftState.WITHDRAWN)
    return entry


def delete_unbound(services: IssuingServices, *, older_than_seconds: int = _DAY) -> tuple[str, ...]:
    """Delete stored bytes that no entry names and that are older than a day; return their hashes."""
    with services.registry.begin() as tx:
        older_than = tx.now() - timedelta(seconds=older_than_seconds)
        bound = tx.register.bound_hashes()
    return services.documents.delete_unbound(bound=bound, older_than=older_than)


def _store(services: IssuingServices, entry: DocumentRecord) -> DocumentRecord:
    """Render, put, bind; where another attempt bound first, its bytes count."""
    sha256 = services.documents.put(_render(services, entry, number=entry.number), content_type=DOCX)
    with services.registry.begin() as tx:
        return tx.register.bind(entry.key, sha256=sha256)


def _assure_bytes(services: IssuingServices, entry: DocumentRecord) -> None:
    """Put the bytes again if they went between put and bind, as unbound objects may."""
    if entry.sha256 is not None and not services.documents.exists(entry.sha256):
        services.documents.put(_render(services, entry, number=entry.number), content_type=DOCX)
        services.documents.get(entry.sha256)


def _issue(services: IssuingServices, entry: DocumentRecord, *, actor: str) -> DocumentRecord:
    """Turn it into an issued one; hand-in and draft belong to the same transaction."""
    with services.registry.begin() as tx:
        issued = tx.register.issue(entry.key, actor=actor)
        if issued.obligation_id is not None:
            tx.submissions.record(_hand_in(issued, obligation_id=issued.obligation_id, actor=actor))
        _move_draft(tx, issued.key, to=DraftState.ISSUED)
    return issued


def _hand_in(issued: DocumentRecord, *, obligation_id: str, actor: str) -> Submission:
    return Submission(
        campaign_id=issued.campaign_id,
        obligation_id=obligation_id,
        unit=issued.subject or issued.issuer,
        due=issued.due,
        handed_in=issued.issued_on,
        document=issued.id,
        by=actor,
    )


def _move_draft(tx: Transaction, key: IssueKey, *, to: DraftState) -> None:
    """Set the draft's state, where the document had a draft (a plan or a register has none)."""
    try:
        draft = tx.drafts.get(key)
    except NotFound:
        return
    if draft.state is not to:
        tx.drafts.replace(draft.model_copy(update={"state": to}))


def _tell_stuck(services: IssuingServices, entry: DocumentRecord, *, error: ThiduaError, actor: str) -> None:
    with services.registry.begin() as tx:
        tx.events.append(
            NewEvent(
                kind="document.stuck",
                campaign_id=entry.campaign_id,
                subject=entry.key,
                as_of=entry.as_of,
                actor=actor,
                data={"document": entry.id, "code": entry.code, "error": error.code, "message": str(error)},
                unique_key=f"document.stuck:{entry.key}:{error.code}",
            )
        )


def _render(services: IssuingServices, request: DocumentRequest, *, number: int | None) -> bytes:
    template = _compiled(_Stored(request.template.sha256, request.template, services.templates))
    own = {"number": number, "symbol": request.symbol, "issued_on": request.issued_on}
    return template.render(read_context(request.kind, request.context | own))


@dataclass(frozen=True)
class _Stored:
    """A template version to be fetched; two with the same hash are the same."""

    sha256: str
    version: TemplateVersion = field(compare=False)
    store: TemplateStore = field(compare=False)


@lru_cache(maxsize=64)
def _compiled(stored: _Stored) -> CompiledTemplate:
    """Return the compiled template, fetched and compiled once for its hash."""
    return CompiledTemplate.from_bytes(stored.store.get(stored.version))
