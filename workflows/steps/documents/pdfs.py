"""Work step: the PDF rendition of each issued document, made once, kept as soon as it is made."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from models.accounts import Scope
from models.documents import DocumentRecord, EntryState
from models.errors import Conflict, ThiduaError
from models.ports import ConversionFailed, DocumentFilter, NoConverter, Transaction
from workflows.services import Services
from workflows.steps.operations.preconditions import require_ready
from workflows.steps.operations.progress import Work

PDF = "application/pdf"
AT_ONCE = 200
"""Documents whose bytes are held at the same time."""
_TOLD_EVERY = 10
_PAGE = 500


class SomeNotConverted(Conflict):
    """Some documents could not be turned into PDF; the others were."""

    code = "some-not-converted"


class Bound(NamedTuple):
    """One document after its conversion: with its PDF, or with the reason why it has none."""

    record: DocumentRecord
    fault: ThiduaError | None = None

    @property
    def told(self) -> str:
        """Return the document and its fault: ``12/QĐ-UBND (Tệp ...)``."""
        reason = self.fault.message.rstrip(".") if self.fault else ""
        return f"{self.record.code or self.record.title} ({reason})"


def make_pdfs(work: Work) -> str:
    """Convert and bind what has no PDF yet; a document's first PDF stays its PDF."""
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params={})
        missing = _without_pdf(tx, work)
    faults: list[str] = []
    for start in range(0, len(missing), AT_ONCE):
        tell = teller(work, what="văn bản", before=start, total=len(missing))
        bound = bind_each(work.services, missing[start : start + AT_ONCE], progress=tell)
        faults += [one.told for one in bound if one.fault is not None]
    if faults:
        raise SomeNotConverted(
            f"{len(faults)} văn bản chưa chuyển được sang PDF: {'; '.join(faults)}.",
            remedy="mở các văn bản này bằng Word để kiểm tra, rồi thực hiện lại; các văn bản khác đã có bản PDF.",
        )
    return f"Đã tạo {len(missing)} bản PDF." if missing else "Mọi văn bản đã có bản PDF."


def teller(work: Work, *, what: str, before: int = 0, total: int | None = None) -> Callable[[int, int], None]:
    """Return what tells the operation how far it is: every few documents, and whenever nothing is made for long."""
    last = -1

    def tell(done: int, of: int) -> None:
        nonlocal last
        if done in (last, of) or done % _TOLD_EVERY == 0:
            here, all_ = before + done, total or of
            work.progress(here, all_, f"Đã chuyển {here}/{all_} {what} sang PDF.")
        last = done

    return tell


def _without_pdf(tx: Transaction, work: Work) -> list[DocumentRecord]:
    where = DocumentFilter(campaign_id=work.campaign_id, state=EntryState.ISSUED)
    total = tx.register.count(where, scope=Scope())
    records: list[DocumentRecord] = []
    for offset in range(0, total, _PAGE):
        records += tx.register.list(where, scope=Scope(), offset=offset, limit=_PAGE)
    return [record for record in records if record.pdf_sha256 is None]


def bind_each(
    services: Services, records: Sequence[DocumentRecord], *, progress: Callable[[int, int], None] | None = None
) -> Iterator[Bound]:
    """Convert the records' documents, store and bind each PDF with its pages as it comes; yield each in no order."""
    stored = [record for record in records if record.sha256 is not None]
    sources = [services.documents.get(record.sha256 or "") for record in stored]
    for made in services.pdf.convert_each(sources, progress=progress):
        record = stored[made.place]
        if made.fault is not None:
            yield Bound(record, made.fault)
            continue
        sha256 = services.documents.put(made.pdf, content_type=PDF)
        with services.registry.begin() as tx:
            bound = tx.register.bind_pdf(record.key, sha256=sha256, page_count=made.page_count)
        yield Bound(bound)


def bind_pdfs(
    services: Services, records: Sequence[DocumentRecord], *, progress: Callable[[int, int], None] | None = None
) -> tuple[DocumentRecord, ...]:
    """Return the entries with their PDFs bound, in their order.

    Raises ``ConversionFailed`` naming those that cannot be converted; the others are bound all the same.
    """
    bound = {one.record.id: one for one in bind_each(services, records, progress=progress)}
    faults = [one.told for one in bound.values() if one.fault is not None]
    if faults:
        raise ConversionFailed(
            f"Chưa chuyển được sang PDF: {'; '.join(faults)}.",
            remedy="mở văn bản này bằng Word để kiểm tra, rồi thử lại.",
        )
    return tuple(bound[record.id].record for record in records if record.id in bound)


def lacking_converter(services: Services) -> str:
    """Return why no PDF can be made on this machine, in words for staff; empty where one can."""
    try:
        services.pdf.check()
    except NoConverter as error:
        return error.message
    return ""
