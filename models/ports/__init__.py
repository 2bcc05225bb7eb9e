"""What the house needs from the outside, as Protocols; each has one contract suite in ``tests/contracts/``.

A transaction holds everything of one act. Errors of a driver never come through a port: what comes
out is one of ``models.errors`` (``Unavailable`` when a server does not answer).
"""

from models.ports.accounts import Accounts, SignIns
from models.ports.archive import (
    Archive,
    ArchiveFilter,
    ArchiveStore,
    LockProbe,
    NamedObject,
    Readings,
    RowFault,
    RowFaultKind,
    SealedRecord,
    StoredObject,
)
from models.ports.awards import Councils, Dossiers, Nominations
from models.ports.campaigns import Campaigns, Drafts, Submissions, Units
from models.ports.converter import ConversionFailed, Converted, NoConverter, PdfConverter
from models.ports.operations import Events, Notice, Operations, Outbox
from models.ports.register import DocumentFilter, Register
from models.ports.registry import Registry, Transaction
from models.ports.search import ANY, Hit, HitFilter, SearchEntry, SearchIndex
from models.ports.stores import DocumentStore, TemplateStore

__all__ = [
    "ANY",
    "Accounts",
    "Archive",
    "ArchiveFilter",
    "ArchiveStore",
    "Campaigns",
    "ConversionFailed",
    "Converted",
    "Councils",
    "DocumentFilter",
    "DocumentStore",
    "Dossiers",
    "Drafts",
    "Events",
    "Hit",
    "HitFilter",
    "LockProbe",
    "NamedObject",
    "NoConverter",
    "Nominations",
    "Notice",
    "Operations",
    "Outbox",
    "PdfConverter",
    "Readings",
    "Register",
    "Registry",
    "RowFault",
    "RowFaultKind",
    "SealedRecord",
    "SearchEntry",
    "SearchIndex",
    "SignIns",
    "StoredObject",
    "Submissions",
    "TemplateStore",
    "Transaction",
    "Units",
]
