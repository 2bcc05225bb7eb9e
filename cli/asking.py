"""What commands share: the services, who and when, and an operation that is asked for and watched."""

import os
import pwd
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from datetime import date

    from models.documents import Draft
    from models.operations import Operation, OperationKind
    from workflows.services import Services


def ask(
    kind: "OperationKind", campaign: str | None, as_of: "date | None", params: dict[str, Any], *, wait: bool
) -> None:
    """Ask for an operation; with ``wait`` show its progress to the end, else print its id."""
    from models.documents import CampaignId
    from workflows.steps.documents.requests import request_operation

    services = services_here()
    operation = request_operation(
        services,
        kind=kind,
        campaign_id=CampaignId(campaign) if campaign else None,
        as_of=day_or_today(as_of),
        params=params,
        actor=me(),
    )
    if wait:
        follow(services, operation)
    else:
        print(operation.id)


def follow(services: "Services", operation: "Operation") -> None:
    """Show progress until it ends; exit with 1 where it did not end well, 130 where the person stops waiting."""
    from models.operations import OperationState

    try:
        operation = _ended(services, operation)
    except KeyboardInterrupt:
        print(f"Thôi chờ; công việc {operation.id} vẫn tiếp tục. Xem: thidua operations", file=sys.stderr)
        sys.exit(130)
    print(operation.message, file=sys.stderr)
    if operation.state is not OperationState.SUCCEEDED:
        sys.exit(1)


def _ended(services: "Services", operation: "Operation") -> "Operation":
    from models.operations import OPEN_STATES

    shown = ""
    while operation.state in OPEN_STATES:
        if (line := told(operation)) != shown:
            print(line, file=sys.stderr)
            shown = line
        time.sleep(0.3)
        with services.registry.begin() as tx:
            operation = tx.operations.get(operation.id)
    return operation


def told(operation: "Operation") -> str:
    """Return one line on how far an operation is."""
    from models.operations import OPERATION_NAMES

    return f"{OPERATION_NAMES[operation.kind]}: {operation.message or 'đang chờ bộ điều phối'}"


def draft_line(draft: "Draft") -> str:
    """Return a draft's key, state and title, apart by tabs."""
    from models.documents import DRAFT_STATE_NAMES

    return f"{draft.key}\t{DRAFT_STATE_NAMES[draft.state]}\t{draft.title}"


def services_here() -> "Services":
    """Return the services that this machine's settings describe."""
    from workflows.bootstrap import build_services
    from workflows.settings import load_settings

    return build_services(load_settings())


def services_for(*, campaign: str | None = None, unit: str | None = None) -> "Services":
    """Return the services where the campaign and the unit are known; raises ``NotFound`` that names which is not."""
    from models.documents import CampaignId
    from models.organisation import UnitId

    services = services_here()
    with services.registry.begin() as tx:
        if campaign is not None:
            tx.campaigns.get(CampaignId(campaign))
        if unit is not None:
            tx.units.directory().unit(UnitId(unit))
    return services


def me() -> str:
    """Return who acts, for the log: the account at this machine's terminal, which is none of the service's own."""
    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:
        name = str(number)
    return f"máy chủ:{name}"


def day_or_today(given: "date | None") -> "date":
    """Return the given day, else today in Viet Nam: a command is an entry point and may read the clock."""
    return given or datetime.now(tz=ZoneInfo("Asia/Ho_Chi_Minh")).date()


def answered(question: str) -> str:
    """Return what the person types after the question; the terminal's end breaks the command off."""
    print(f"{question}: ", end="", file=sys.stderr, flush=True)
    return input().strip()


def agreed(question: str) -> bool:
    """Return whether the person answers the question with yes; anything else is no."""
    return answered(f"{question} [c/K]").lower() in ("c", "co", "có")
