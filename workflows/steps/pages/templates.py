"""The templates in the store."""

from models.base import Value
from models.documents import KIND_NAMES, DocumentKind, TemplateVersion
from models.operations import OperationKind
from workflows.services import Services
from workflows.steps.pages.operations import OperationView, views_in

_LOOKED_AT = 50


class TemplateRow(Value):
    """One kind of document and the template versions that the store holds of it."""

    kind: DocumentKind
    title: str
    versions: tuple[TemplateVersion, ...]
    """Newest first; empty while none is published."""


class TemplatesPage(Value):
    """Every kind, and the last time that templates were taken in."""

    rows: tuple[TemplateRow, ...]
    last: OperationView | None


def templates_page(services: Services) -> TemplatesPage:
    """Return what the store holds of templates."""
    rows = tuple(
        TemplateRow(kind=kind, title=KIND_NAMES[kind], versions=services.templates.history(kind))
        for kind in DocumentKind
    )
    with services.registry.begin() as tx:
        done = [each for each in tx.operations.list(limit=_LOOKED_AT) if each.kind is OperationKind.PUBLISH_TEMPLATES]
        return TemplatesPage(rows=rows, last=next(iter(views_in(tx, done[:1])), None))
