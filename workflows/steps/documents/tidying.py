"""What is put right now and then without anybody asking."""

from models.documents import DocumentRecord
from workflows.services import Services
from workflows.steps.documents.issuing import delete_unbound, reconcile_entries


def tidy_register(services: Services) -> tuple[DocumentRecord, ...]:
    """Finish entries left between number and bytes; return what was finished."""
    return reconcile_entries(services)


def tidy_store(services: Services) -> tuple[str, ...]:
    """Remove bytes that nobody names and that are a day old; return their hashes. Goes through the whole bucket."""
    return delete_unbound(services)
