"""The act "please do this": preconditions are checked now, the work itself follows in a run."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from models.documents import CampaignId
from models.errors import Conflict
from models.events import NewEvent
from models.operations import OPERATION_NAMES, Operation, OperationKind, OperationRequest
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.campaigns.templates_in_use import require_templates
from workflows.steps.documents.plan_format import refuse_ill_formed_plan
from workflows.steps.operations.preconditions import require_ready

SUBJECTS = {OperationKind.PUBLISH_TEMPLATES: "templates", OperationKind.VERIFY_ARCHIVE: "archive"}
"""The subject of operations that are about one thing for all campaigns; of others it is the campaign."""


class OtherUnderWay(Conflict):
    """The same work is under way for that day with other parameters."""

    code = "other-under-way"


def request_operation(
    services: Services,
    *,
    kind: OperationKind,
    campaign_id: CampaignId | None,
    as_of: date,
    params: Mapping[str, Any] | None = None,
    actor: str,
) -> Operation:
    """Return the operation that does this work: a new one, or the open one of the same kind, subject and day.

    Raises ``NotReady`` (or ``OpenGaps``) naming everything that is still missing for this step; ``DayAhead``;
    ``FormatRefused`` for a plan whose words break the State's format otherwise than the office keeps.
    """
    if kind is OperationKind.ISSUE_PLAN:
        require_templates(services)
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        require_ready(tx, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params or {})
    if kind is OperationKind.ISSUE_PLAN and campaign_id is not None:
        refuse_ill_formed_plan(services, campaign_id=campaign_id, as_of=as_of, params=params or {})
    with services.registry.begin() as tx:
        require_ready(tx, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params or {})
        return request_in(tx, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params or {}, actor=actor)


def request_in(
    tx: Transaction,
    *,
    kind: OperationKind,
    campaign_id: CampaignId | None,
    as_of: date,
    params: Mapping[str, Any],
    actor: str,
) -> Operation:
    """Write the wish within an act's own transaction; the caller has checked the preconditions.

    Raises ``OtherUnderWay`` where the same kind is at work for that day with other parameters, or for another campaign.
    """
    operation = tx.operations.request(
        OperationRequest(
            kind=kind,
            subject=SUBJECTS.get(kind, campaign_id or ""),
            campaign_id=campaign_id,
            as_of=as_of,
            params=dict(params),
            requested_by=actor,
        )
    )
    if operation.params != dict(params) or operation.campaign_id != campaign_id:
        raise OtherUnderWay(
            f"“{OPERATION_NAMES[kind]}” cho ngày {as_of:%d/%m/%Y} đang chạy với tham số khác.",
            remedy="chờ tác vụ đó xong rồi thực hiện lại.",
        )
    tx.events.append(
        NewEvent(
            kind="operation.requested",
            campaign_id=campaign_id,
            subject=operation.id,
            as_of=as_of,
            actor=actor,
            data={"kind": kind.value, "name": OPERATION_NAMES[kind]},
            unique_key=f"operation.requested:{operation.id}",
        )
    )
    return operation
