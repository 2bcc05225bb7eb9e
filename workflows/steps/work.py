"""From an operation's kind to the step that does it, and from the step's end to the operation's end."""

import logging
from collections.abc import Callable

from models.errors import ThiduaError, Unavailable
from models.operations import Operation, OperationKind, StaleAttempt
from models.ports import NoConverter, Transaction
from workflows.services import Services
from workflows.steps.archive.archiving import archive_campaign
from workflows.steps.archive.verifications import read_archive
from workflows.steps.awards.assembling import assemble_dossiers
from workflows.steps.awards.awarding import issue_awards, waiting_decisions
from workflows.steps.documents.confirmed import issue_confirmed, waiting_in
from workflows.steps.documents.launching import issue_plan
from workflows.steps.documents.pdfs import make_pdfs
from workflows.steps.documents.registers import print_registers
from workflows.steps.operations.progress import Work, never
from workflows.steps.reporting.distributing import distribute_sub_plans
from workflows.steps.reporting.summarising import summarise_reports
from workflows.steps.reporting.sweeping import sweep_deadlines
from workflows.steps.templates.publishing import publish_templates

_log = logging.getLogger(__name__)

Step = Callable[[Work], str]
"""Does the work and returns the Vietnamese sentence that says what came of it."""

STEPS: dict[OperationKind, Step] = {
    OperationKind.PUBLISH_TEMPLATES: publish_templates,
    OperationKind.ISSUE_PLAN: issue_plan,
    OperationKind.DISTRIBUTE_SUB_PLANS: distribute_sub_plans,
    OperationKind.ISSUE_CONFIRMED: issue_confirmed,
    OperationKind.SWEEP_DEADLINES: sweep_deadlines,
    OperationKind.PRINT_REGISTERS: print_registers,
    OperationKind.MAKE_PDFS: make_pdfs,
    OperationKind.SUMMARISE_REPORTS: summarise_reports,
    OperationKind.ASSEMBLE_DOSSIERS: assemble_dossiers,
    OperationKind.ISSUE_AWARDS: issue_awards,
    OperationKind.ARCHIVE_CAMPAIGN: archive_campaign,
    OperationKind.VERIFY_ARCHIVE: read_archive,
}

LEFT_OVER: dict[OperationKind, Callable[[Transaction, Work], object]] = {
    OperationKind.ISSUE_CONFIRMED: waiting_in,
    OperationKind.ISSUE_AWARDS: waiting_decisions,
}
"""What a person's act may have added while the step was ending, for operations that such acts join."""

UNEXPECTED = "unexpected"


def run_operation(
    services: Services, *, operation_id: str, attempt: int, stopping: Callable[[], bool] = never
) -> Operation | None:
    """Do an operation's work as its ``attempt``-th try; return how it ended, None where another try took over.

    An error that a person must mend ends the operation; one that may pass (a store that does not
    answer, a fault nobody foresaw) leaves it to the next attempt. A fault nobody foresaw is raised again.
    """
    try:
        work = _take_up(services, operation_id, attempt, stopping)
    except StaleAttempt:
        return None
    try:
        ended = None
        while ended is None:
            ended = _succeed(services, work, STEPS[work.operation.kind](work))
        return ended
    except StaleAttempt:
        return None
    except Unavailable as error:
        final = isinstance(error, NoConverter)  # LibreOffice does not come by itself
        return _fail(services, work, message=str(error), code=error.code, final=final)
    except ThiduaError as error:
        return _fail(services, work, message=str(error), code=error.code, final=True)
    except Exception as error:
        told = f"Lỗi ngoài dự kiến ({type(error).__name__}): {error}"
        _fail(services, work, message=told, code=UNEXPECTED, final=False)
        raise


def _take_up(services: Services, operation_id: str, attempt: int, stopping: Callable[[], bool]) -> Work:
    with services.registry.begin() as tx:
        operation = tx.operations.start(operation_id, attempt=attempt)
    return Work(services=services, operation=operation, stopping=stopping)


def _succeed(services: Services, work: Work, message: str) -> Operation | None:
    """End it well; None where something was added meanwhile. Touching first locks the row that acts join."""
    operation = work.operation
    with services.registry.begin() as tx:
        tx.operations.touch(operation.id, attempt=operation.attempt)
        left = LEFT_OVER.get(operation.kind)
        if left is not None and left(tx, work):
            return None
        tx.operations.succeed(operation.id, attempt=operation.attempt, message=message)
        return tx.operations.get(operation.id)


def _fail(services: Services, work: Work, *, message: str, code: str, final: bool) -> Operation | None:
    """End it badly. Where even that cannot be written, its silence tells the dispatcher."""
    try:
        with services.registry.begin() as tx:
            return tx.operations.fail(
                work.operation.id, attempt=work.operation.attempt, message=message, code=code, final=final
            )
    except (StaleAttempt, Unavailable) as untold:
        _log.warning("operation %s: %s; not written down: %s", work.operation.id, message, untold)
        return None
