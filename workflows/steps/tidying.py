"""What is put right now and then without anybody asking."""

from models.documents import DocumentRecord
from workflows.services import Services
from workflows.steps.issuing import delete_unbound, reconcile_entries


def tidy_register(services: Services) -> tuple[DocumentRecord, ...]:
    """Finish entries left between number and bytes, remove bytes nobody names; return what was finished."""
    finished = reconcile_entries(services)
    delete_unbound(services)
    return finished
