"""The package of a dossier: cover and index issued, papers bound into one PDF and one ZIP, kept by hash."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

from doc_templates.binding import Whole, page_ranges, zip_files
from doc_templates.binding import bind_pdfs as bind_into_one
from doc_templates.pdf import page_count
from models.awards.nominations import SHORT_AWARD_NAMES
from models.documents import DocumentRecord
from models.errors import ThiduaError, Unavailable
from models.events import NewEvent
from workflows.services import Services
from workflows.steps.awards.dossier_index import IndexFacts, Paper, index_key, index_request
from workflows.steps.documents.issuing import issue_document, rehearse
from workflows.steps.documents.papers import open_key
from workflows.steps.documents.pdfs import PDF, bind_each, bind_pdfs
from workflows.steps.operations.held_up import HeldUp, apart

ZIP = "application/zip"
TOGETHER = 4
"""Dossiers bound at the same time."""
_INDEX = "Bìa và mục lục"
_WIDE = (998, 999)
"""Page numbers as wide as any: cover and index take as many pages with the right ones."""


@dataclass(frozen=True)
class Job:
    """One dossier to be bound."""

    facts: IndexFacts
    as_of: date
    actor: str
    pdfs: tuple[bytes, ...] | None = None
    """A PDF per paper; absent where none can be made."""
    index_pages: int = 0
    """Pages of cover and index."""
    index: DocumentRecord | None = None
    """Cover and index, once issued."""

    @property
    def name(self) -> str:
        """Return the package's name without ending: ``Hồ sơ Bằng khen - UBND huyện Xuân Lộc``."""
        return f"Hồ sơ {SHORT_AWARD_NAMES[self.facts.view.dossier.form]} - {self.facts.unit.name}"


def with_indexes(services: Services, jobs: Sequence[Job], *, converter: bool, held: list[HeldUp]) -> tuple[Job, ...]:
    """Return the jobs with PDFs of their papers and with their indexes issued, few calls of the converter for all.

    What cannot be converted is put on the list, and its dossier goes without a PDF; a dossier whose index is held up
    is put there too and is not bound.
    """
    ready = _with_pdfs(services, jobs, held) if converter else tuple(jobs)
    with ThreadPoolExecutor(TOGETHER) as pool:
        indexed = tuple(pool.map(lambda job: _indexed(services, job), ready))
    held += [one for one in indexed if isinstance(one, HeldUp)]
    issued = tuple(one for one in indexed if isinstance(one, Job))
    unconverted = [job.index for job in issued if job.pdfs is not None and job.index and not job.index.pdf_sha256]
    if not unconverted:
        return issued
    bound = {one.record.id: one for one in bind_each(services, unconverted)}
    faults = {made.record.id: made.fault for made in bound.values() if made.fault is not None}
    held += [
        HeldUp(job.facts.unit.name, faults[job.index.id]) for job in issued if job.index and job.index.id in faults
    ]
    return tuple(
        replace(job, index=bound[job.index.id].record) if job.index and job.index.id in bound else job for job in issued
    )


def bind_together(services: Services, jobs: Sequence[Job], *, held: list[HeldUp]) -> Iterator[bool]:
    """Bind a few dossiers at a time and yield what ``bind`` tells of each; most of it is waiting for the stores.

    One that cannot be bound is put on the list and costs no other.
    """
    for start in range(0, len(jobs), TOGETHER):
        with ThreadPoolExecutor(TOGETHER) as pool:
            yield from tuple(pool.map(lambda job: _bound(services, job, held), jobs[start : start + TOGETHER]))


def _bound(services: Services, job: Job, held: list[HeldUp]) -> bool:
    with apart(held, job.facts.unit.name):
        return bind(services, job)
    return False


def bind(services: Services, job: Job) -> bool:
    """Put the package's bytes into the store and point the dossier at them; False where it moved meanwhile."""
    assert job.index is not None  # with_indexes came before
    whole = _bound_pdf(services, job)
    pdf = whole.data if whole is not None else None
    pdf_sha256 = services.documents.put(pdf, content_type=PDF) if pdf is not None else None
    zip_sha256 = services.documents.put(_zip(services, job, pdf), content_type=ZIP)
    with services.registry.begin() as tx:
        held = tx.dossiers.get(job.facts.view.dossier.id, to_change=True)
        if set(held.parts) != set(job.facts.view.dossier.parts):
            return False
        package = {"zip_sha256": zip_sha256, "pdf_sha256": pdf_sha256, "index_document": job.index.id}
        tx.dossiers.replace(held.model_copy(update=package))
        tx.events.append(
            NewEvent(
                kind="dossier.assembled",
                campaign_id=held.campaign_id,
                subject=held.id,
                as_of=job.as_of,
                actor=job.actor,
                data={
                    "edition": held.edition,
                    "papers": len(job.facts.papers),
                    "index": job.index.id,
                    "not_archival": [one.told for one in whole.obstacles] if whole is not None else [],
                },
                unique_key=f"dossier.assembled:{job.index.key}",
            )
        )
    return True


def _with_pdfs(services: Services, jobs: Sequence[Job], held: list[HeldUp]) -> tuple[Job, ...]:
    try:
        return tuple(_converted(services, jobs))
    except Unavailable:
        raise
    except ThiduaError as error:
        if len(jobs) == 1:
            held.append(HeldUp(jobs[0].facts.unit.name, error))
            return tuple(jobs)
        return tuple(done for job in jobs for done in _with_pdfs(services, (job,), held))


def _converted(services: Services, jobs: Sequence[Job]) -> Iterator[Job]:
    papers = [paper for job in jobs for paper in job.facts.papers]
    unconverted = [paper.record for paper in papers if paper.record and paper.record.pdf_sha256 is None]
    bound = {record.id: record for record in bind_pdfs(services, unconverted)} if unconverted else {}
    brought = _brought(services, papers)
    trials = [_trial(services, job) for job in jobs]
    counts = [page_count(pdf) for pdf in services.pdf.convert(trials)]
    for job, pages in zip(jobs, counts, strict=True):
        pdfs = tuple(_pdf_of(services, paper, bound=bound, brought=brought) for paper in job.facts.papers)
        yield replace(job, pdfs=pdfs, index_pages=pages)


def _trial(services: Services, job: Job) -> bytes:
    key = index_key(job.facts, with_pages=True)
    pages = [_WIDE] * len(job.facts.papers)
    return rehearse(services, index_request(job.facts, key=key, pages=pages, total=_WIDE[1], as_of=job.as_of))


def _brought(services: Services, papers: Sequence[Paper]) -> dict[str, bytes]:
    """Return a PDF for each paper that was made elsewhere, by its hash."""
    hashes = [paper.part.sha256 for paper in papers if paper.record is None and paper.part.sha256]
    files = {sha256: services.documents.get(sha256) for sha256 in dict.fromkeys(hashes)}
    words = {sha256: data for sha256, data in files.items() if not data.startswith(b"%PDF")}
    converted = dict(zip(words, services.pdf.convert(tuple(words.values())), strict=True)) if words else {}
    return files | converted


def _pdf_of(services: Services, paper: Paper, *, bound: dict[int, DocumentRecord], brought: dict[str, bytes]) -> bytes:
    if paper.record is None:
        return brought[paper.part.sha256 or ""]
    record = bound.get(paper.record.id, paper.record)
    return services.documents.get(record.pdf_sha256 or "")


def _indexed(services: Services, job: Job) -> Job | HeldUp:
    """Return the job with its index issued, or why it cannot be."""
    try:
        return replace(job, index=_issued_index(services, job))
    except Unavailable:
        raise
    except ThiduaError as error:
        return HeldUp(job.facts.unit.name, error)


def _issued_index(services: Services, job: Job) -> DocumentRecord:
    with services.registry.begin() as tx:
        key = open_key(tx, index_key(job.facts, with_pages=job.pdfs is not None))
    pages, total = None, None
    if job.pdfs is not None:
        counts = [page_count(pdf) for pdf in job.pdfs]
        pages, total = page_ranges(counts, first=job.index_pages + 1), job.index_pages + sum(counts)
    request = index_request(job.facts, key=key, pages=pages, total=total, as_of=job.as_of)
    return issue_document(services, request, actor=job.actor)


def _bound_pdf(services: Services, job: Job) -> Whole | None:
    if job.pdfs is None or job.index is None or job.index.pdf_sha256 is None:
        return None
    index = services.documents.get(job.index.pdf_sha256)
    titles = [paper.title for paper in job.facts.papers]
    return bind_into_one([(_INDEX, index), *zip(titles, job.pdfs, strict=True)], title=job.name)


def _zip(services: Services, job: Job, pdf: bytes | None) -> bytes:
    """Return the folder of papers as one ZIP: the index, each paper as it was issued or brought, the bound PDF."""
    assert job.index is not None  # with_indexes came before
    files = [(f"00 {_INDEX}.docx", services.documents.get(job.index.sha256 or ""))]
    for place, paper in enumerate(job.facts.papers, start=1):
        data = services.documents.get((paper.record.sha256 if paper.record else paper.part.sha256) or "")
        files.append((f"{place:02d} {_file_name(paper, data)}", data))
    if pdf is not None:
        files.append((f"{job.name}.pdf", pdf))
    return zip_files([(f"{job.name}/{name}", data) for name, data in files])


def _file_name(paper: Paper, data: bytes) -> str:
    ending = "pdf" if data.startswith(b"%PDF") else "docx"
    code = f" số {paper.record.code.replace('/', '-')}" if paper.record and paper.record.code else ""
    return f"{paper.title}{code}.{ending}"
