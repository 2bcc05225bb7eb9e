"""What every step is given: the ports of ``models.ports``, never a concrete store."""

from dataclasses import dataclass

from models.ports import DocumentStore, PdfConverter, Registry, SearchIndex, TemplateStore


@dataclass(frozen=True)
class Services:
    """The outside world of the steps; made once per process by ``workflows.bootstrap.build_services``."""

    registry: Registry
    documents: DocumentStore
    templates: TemplateStore
    search: SearchIndex
    pdf: PdfConverter
