"""What every step is given: the ports of ``models.ports``, never a concrete store."""

from dataclasses import dataclass

from models.ports import ArchiveStore, DocumentStore, PdfConverter, Registry, SearchIndex, TemplateStore


@dataclass(frozen=True)
class ArchiveRules:
    """Whether and for how long this installation may lock documents for good; nobody can take a lock back."""

    allowed: bool = False
    """The lock was tried and held, and no side door stood open, when the settings were written."""
    lock_days: int | None = None
    """How long an archived object is locked; absent where the installation has not said."""
    own_store: bool = False
    """The store is the local stack's own, where a lock of one day is assumed and shorter ones may be asked for."""


@dataclass(frozen=True)
class Services:
    """The outside world of the steps; made once per process by ``workflows.bootstrap.build_services``."""

    registry: Registry
    documents: DocumentStore
    templates: TemplateStore
    search: SearchIndex
    pdf: PdfConverter
    archive: ArchiveStore
    archive_rules: ArchiveRules = ArchiveRules()
