"""Work step: the PDF rendition of each issued document, many in one call of the converter."""

from collections.abc import Sequence

from doc_templates.pdf import page_count
from models.accounts import Scope
from models.documents import DocumentRecord, EntryState
from models.errors import Conflict, ThiduaError, Unavailable
from models.ports import DocumentFilter, Transaction
from workflows.services import Services
from workflows.steps.preconditions import require_ready
from workflows.steps.progress import Work

PDF = "application/pdf"
AT_ONCE = 100
"""About ten seconds of converting: below the minute after which an operation counts as silent."""
_PAGE = 500


class SomeNotConverted(Conflict):
    """Some documents could not be turned into PDF; the others were."""

    code = "some-not-converted"


def make_pdfs(work: Work) -> str:
    """Convert and bind what has no PDF yet; a document's first PDF stays its PDF."""
    with work.services.registry.begin() as tx:
        require_ready(tx, kind=work.operation.kind, campaign_id=work.campaign_id, as_of=work.as_of, params={})
        missing = _without_pdf(tx, work)
    faults: list[str] = []
    for start in range(0, len(missing), AT_ONCE):
        batch = missing[start : start + AT_ONCE]
        work.progress(start, len(missing), f"Đang chuyển {len(batch)} văn bản sang PDF.")
        faults += _bind_most(work.services, batch)
        work.progress(start + len(batch), len(missing), f"Đã xử lý {start + len(batch)}/{len(missing)} văn bản.")
    if faults:
        raise SomeNotConverted(
            f"{len(faults)} văn bản chưa chuyển được sang PDF: {'; '.join(faults)}.",
            remedy="mở các văn bản này bằng Word để kiểm tra, rồi thực hiện lại; các văn bản khác đã có bản PDF.",
        )
    return f"Đã tạo {len(missing)} bản PDF." if missing else "Mọi văn bản đã có bản PDF."


def _bind_most(services: Services, batch: Sequence[DocumentRecord]) -> list[str]:
    """Convert a batch, in halves where one file spoils it; return what could not be converted."""
    try:
        bind_pdfs(services, batch)
    except Unavailable:
        raise
    except ThiduaError as error:
        if len(batch) == 1:
            return [f"{batch[0].code or batch[0].title} ({error.message})"]
        middle = len(batch) // 2
        return _bind_most(services, batch[:middle]) + _bind_most(services, batch[middle:])
    return []


def _without_pdf(tx: Transaction, work: Work) -> list[DocumentRecord]:
    where = DocumentFilter(campaign_id=work.campaign_id, state=EntryState.ISSUED)
    total = tx.register.count(where, scope=Scope())
    records: list[DocumentRecord] = []
    for offset in range(0, total, _PAGE):
        records += tx.register.list(where, scope=Scope(), offset=offset, limit=_PAGE)
    return [record for record in records if record.pdf_sha256 is None]


def bind_pdfs(services: Services, records: Sequence[DocumentRecord]) -> tuple[DocumentRecord, ...]:
    """Convert the records' documents in one call, store and bind each PDF; return the entries as they stand."""
    sources = [services.documents.get(record.sha256) for record in records if record.sha256 is not None]
    bound = []
    for record, pdf in zip(records, services.pdf.convert(sources), strict=True):
        sha256 = services.documents.put(pdf, content_type=PDF)
        with services.registry.begin() as tx:
            bound.append(tx.register.bind_pdf(record.key, sha256=sha256, page_count=page_count(pdf)))
    return tuple(bound)
