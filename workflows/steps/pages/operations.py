"""Operations as pages show them."""

from collections.abc import Iterable
from datetime import datetime

from models.base import Value
from models.documents import CampaignId
from models.operations import OPEN_STATES, Operation, OperationState
from models.ports import Transaction
from workflows.services import Services

_QUIET_FROM = 25
"""A running attempt is heard of every ten seconds; two missed beats are worth a word."""


class OperationView(Value):
    """One operation with what a person asks about it."""

    operation: Operation
    campaign_name: str
    """Empty for work that belongs to no campaign."""
    open: bool
    """Still to be done or being done: the page looks again by itself."""
    failed: bool
    quiet_seconds: int | None = None
    """For how long a running attempt has not been heard of, once that is longer than it should be."""

    @property
    def percent(self) -> int | None:
        """Return how far it is in percent; None while the total is unknown."""
        return round(100 * self.operation.done / self.operation.total) if self.operation.total else None


def operation_view(services: Services, *, operation_id: str) -> OperationView:
    """Return one operation; raises ``NotFound``."""
    with services.registry.begin() as tx:
        return next(iter(views_in(tx, [tx.operations.get(operation_id)])))


def latest_operations(services: Services, *, limit: int = 50) -> tuple[OperationView, ...]:
    """Return the newest operations of every campaign."""
    with services.registry.begin() as tx:
        return views_in(tx, tx.operations.list(limit=limit))


def campaign_operations(tx: Transaction, campaign_id: CampaignId, *, limit: int = 8) -> tuple[OperationView, ...]:
    """Return a campaign's newest operations."""
    return views_in(tx, tx.operations.list(campaign_id=campaign_id, limit=limit))


def views_in(tx: Transaction, operations: Iterable[Operation]) -> tuple[OperationView, ...]:
    """Return views of operations, their campaigns named."""
    names = {campaign.id: campaign.name for campaign in tx.campaigns.list()}
    now = tx.now()
    return tuple(
        OperationView(
            operation=each,
            campaign_name=names.get(each.campaign_id, "") if each.campaign_id else "",
            open=each.state in OPEN_STATES,
            failed=each.state is OperationState.FAILED,
            quiet_seconds=_quiet_seconds(each, now=now),
        )
        for each in operations
    )


def _quiet_seconds(operation: Operation, *, now: datetime) -> int | None:
    if operation.state is not OperationState.RUNNING:
        return None
    quiet = int((now - operation.heartbeat_at).total_seconds())
    return quiet if quiet >= _QUIET_FROM else None
