"""The templates in the store, as pages show them."""

from models.base import Value
from models.campaign import Campaign
from models.documents import KIND_NAMES, DocumentKind
from models.operations import OperationKind
from workflows.services import Services
from workflows.steps.pages.operations import OperationView, views_in
from workflows.steps.templates.template_pins import campaigns_behind
from workflows.steps.templates.template_versions import Edition, all_editions, editions

_LOOKED_AT = 50


class TemplateRow(Value):
    """One kind of document and how many versions of its template the store holds."""

    kind: DocumentKind
    title: str
    count: int
    newest: Edition | None


class TemplatesPage(Value):
    """Every kind, and the last time that templates were taken in."""

    rows: tuple[TemplateRow, ...]
    last: OperationView | None


class TemplatePage(Value):
    """One kind: its versions, newest first, and the campaigns that keep to an older one."""

    kind: DocumentKind
    title: str
    editions: tuple[Edition, ...]
    behind: tuple[tuple[Campaign, int], ...]


def templates_page(services: Services) -> TemplatesPage:
    """Return what the store holds of templates."""
    rows = tuple(
        TemplateRow(kind=kind, title=KIND_NAMES[kind], count=len(known), newest=known[0] if known else None)
        for kind, known in all_editions(services).items()
    )
    with services.registry.begin() as tx:
        done = [each for each in tx.operations.list(limit=_LOOKED_AT) if each.kind is OperationKind.PUBLISH_TEMPLATES]
        return TemplatesPage(rows=rows, last=next(iter(views_in(tx, done[:1])), None))


def template_page(services: Services, *, kind: DocumentKind) -> TemplatePage:
    """Return one kind's templates."""
    return TemplatePage(
        kind=kind,
        title=KIND_NAMES[kind],
        editions=editions(services, kind=kind),
        behind=campaigns_behind(services, kind=kind),
    )
