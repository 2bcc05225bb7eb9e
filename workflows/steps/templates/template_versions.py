"""The versions of a kind's template: who published each and when, its bytes, and how it looks when filled."""

from datetime import date, datetime

from doc_templates.checking import judge
from models.base import Value
from models.documents import KIND_NAMES, DocumentKind, TemplateVersion
from models.errors import Conflict, NotFound
from models.events import Event
from models.text import slug
from workflows.services import Services
from workflows.steps.documents.files import DocumentFile, preview_pdf

PUBLISHED = "template.published"
_MOST_EVENTS = 5000


class NoTemplate(NotFound):
    """The store has no template of that kind."""

    code = "no-template"


class NoEdition(NotFound):
    """The kind's template has no version of that number."""

    code = "no-template-version"


class NoSample(Conflict):
    """A stored version cannot be filled with made-up values any more."""

    code = "no-sample"


class Edition(Value):
    """One version of a kind's template, numbered from 1 as they came."""

    kind: DocumentKind
    number: int
    version: TemplateVersion
    newest: bool
    published_on: date | None = None
    """The business date; absent where somebody put it into the store from elsewhere."""
    at: datetime | None = None
    actor: str = ""
    note: str = ""

    @property
    def stem(self) -> str:
        """Return the name of its file without an ending."""
        return f"{slug(KIND_NAMES[self.kind])}-phien-ban-{self.number}"


def editions(services: Services, *, kind: DocumentKind) -> tuple[Edition, ...]:
    """Return every version, newest first; empty where the store has none."""
    return tuple(_editions(services, kind, _told(services)))


def all_editions(services: Services) -> dict[DocumentKind, tuple[Edition, ...]]:
    """Return the versions of every kind."""
    told = _told(services)
    return {kind: tuple(_editions(services, kind, told)) for kind in DocumentKind}


def find_edition(services: Services, *, kind: DocumentKind, number: int | None = None) -> Edition:
    """Return the version of that number, else the newest; raises ``NoTemplate`` or ``NoEdition``."""
    known = editions(services, kind=kind)
    if not known:
        raise NoTemplate(
            f"Kho chưa có mẫu {KIND_NAMES[kind]}.",
            remedy="đưa các mẫu kèm theo vào kho trước (nút ở trang Mẫu văn bản), hoặc đưa mẫu của cơ quan vào.",
        )
    for edition in known:
        if number in (None, edition.number):
            return edition
    raise NoEdition(
        f"Mẫu {KIND_NAMES[kind]} không có phiên bản {number}; kho có các phiên bản 1 đến {len(known)}.",
        remedy=f"xem “thidua template history {kind.value}” hoặc trang Mẫu văn bản.",
    )


def edition_bytes(services: Services, *, kind: DocumentKind, number: int | None = None) -> bytes:
    """Return a version's Word file; raises as ``find_edition``."""
    return services.templates.get(find_edition(services, kind=kind, number=number).version)


def edition_file(services: Services, *, kind: DocumentKind, number: int | None = None) -> DocumentFile:
    """Return the same with a name for it."""
    edition = find_edition(services, kind=kind, number=number)
    return DocumentFile(name=f"{edition.stem}.docx", data=services.templates.get(edition.version))


def sample_file(services: Services, *, kind: DocumentKind, number: int | None = None) -> DocumentFile:
    """Return a version filled with made-up values, as a Word file; raises ``NoSample`` and as ``find_edition``."""
    edition = find_edition(services, kind=kind, number=number)
    judged = judge(services.templates.get(edition.version), kind=kind, sample=True)
    if judged.sample is None:
        faults = "; ".join(fault.message for fault in judged.report.faults)
        raise NoSample(
            f"Phiên bản {edition.number} của mẫu {KIND_NAMES[kind]} không điền thử được: {faults}",
            remedy="tải mẫu về, sửa lỗi rồi đưa vào kho thành phiên bản mới.",
        )
    return DocumentFile(name=f"{edition.stem}-xem-thu.docx", data=judged.sample)


def sample_pdf(services: Services, *, kind: DocumentKind, number: int | None = None) -> DocumentFile:
    """Return the same as PDF; ``Unavailable`` where no converter is installed."""
    sample = sample_file(services, kind=kind, number=number)
    name = f"{sample.name.removesuffix('.docx')}.pdf"
    return DocumentFile(name=name, data=preview_pdf(services, sample.data))


def _told(services: Services) -> dict[tuple[str, str], Event]:
    """Return who published what, by kind and the store's version id."""
    with services.registry.begin() as tx:
        told = tx.events.list(None, kinds=(PUBLISHED,), limit=_MOST_EVENTS)
    return {(event.subject, str(event.data.get("version"))): event for event in told}


def _editions(services: Services, kind: DocumentKind, told: dict[tuple[str, str], Event]) -> list[Edition]:
    history = services.templates.history(kind)
    return [
        _edition(version, number=len(history) - place, newest=place == 0, event=told.get((kind.value, version.version)))
        for place, version in enumerate(history)
    ]


def _edition(version: TemplateVersion, *, number: int, newest: bool, event: Event | None) -> Edition:
    known = Edition(kind=version.kind, number=number, version=version, newest=newest)
    if event is None:
        return known
    note = str(event.data.get("note", ""))
    return known.model_copy(update={"published_on": event.as_of, "at": event.at, "actor": event.actor, "note": note})
