"""One flow per kind of operation; all that travels is the operation's id and the attempt."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prefect import Flow, flow

from models.operations import OperationKind
from workflows.flows.carrying import carry_out


@flow(name="publish-templates")
async def publish_templates(operation_id: str, attempt: int) -> None:
    """Put the built-in templates into the store."""
    await carry_out(operation_id, attempt)


@flow(name="issue-plan")
async def issue_plan(operation_id: str, attempt: int) -> None:
    """Issue a campaign's plan."""
    await carry_out(operation_id, attempt)


@flow(name="distribute-sub-plans")
async def distribute_sub_plans(operation_id: str, attempt: int) -> None:
    """Draft a sub-plan for each unit that owes one."""
    await carry_out(operation_id, attempt)


@flow(name="issue-confirmed")
async def issue_confirmed(operation_id: str, attempt: int) -> None:
    """Issue what units have confirmed."""
    await carry_out(operation_id, attempt)


@flow(name="sweep-deadlines")
async def sweep_deadlines(operation_id: str, attempt: int) -> None:
    """Find who is overdue in a window of days."""
    await carry_out(operation_id, attempt)


@flow(name="print-registers")
async def print_registers(operation_id: str, attempt: int) -> None:
    """Make the outgoing register of each agency."""
    await carry_out(operation_id, attempt)


@flow(name="make-pdfs")
async def make_pdfs(operation_id: str, attempt: int) -> None:
    """Make the PDF rendition of each issued document."""
    await carry_out(operation_id, attempt)


@flow(name="summarise-reports")
async def summarise_reports(operation_id: str, attempt: int) -> None:
    """Draft the province's final report from what units handed in."""
    await carry_out(operation_id, attempt)


@flow(name="assemble-dossiers")
async def assemble_dossiers(operation_id: str, attempt: int) -> None:
    """Bind the dossiers of nominating units."""
    await carry_out(operation_id, attempt)


@flow(name="issue-awards")
async def issue_awards(operation_id: str, attempt: int) -> None:
    """Issue the award decision, then a certificate per line."""
    await carry_out(operation_id, attempt)


@flow(name="archive-campaign")
async def archive_campaign(operation_id: str, attempt: int) -> None:
    """Lay issued documents and closed dossiers away for good."""
    await carry_out(operation_id, attempt)


@flow(name="verify-archive")
async def verify_archive(operation_id: str, attempt: int) -> None:
    """Read the archive against its hashes, locks and rows."""
    await carry_out(operation_id, attempt)


FLOWS: Mapping[OperationKind, Flow[..., Any]] = MappingProxyType(
    {
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
        OperationKind.VERIFY_ARCHIVE: verify_archive,
    }
)
