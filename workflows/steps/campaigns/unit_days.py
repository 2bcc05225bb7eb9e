"""Days that single units have for a duty without a day for all, such as "on completion": many in one act."""

from collections.abc import Iterable
from datetime import date

from models.base import Value
from models.campaign import Filling
from models.dates import short_date
from models.documents import CampaignId
from models.errors import Conflict
from models.organisation import UnitId
from models.plan import Obligation
from models.plan.due_gaps import unit_path
from models.plan.filling import no_such_gap
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.campaigns.campaigns import effective_plan, fill_in


class ChangedMeanwhile(Conflict):
    """What a person is changing is no longer as it was shown to them."""

    code = "changed-meanwhile"


class UnitDayChange(Value):
    """One unit's own day as it was seen and as it is to be; None for no day of its own."""

    unit: UnitId
    before: date | None
    after: date | None

    def filling(self, obligation_id: str, *, actor: str, as_of: date, note: str = "") -> Filling:
        """Return the answer that the change is kept as."""
        value = self.after.isoformat() if self.after else ""
        return Filling(path=unit_path(obligation_id, self.unit), value=value, by=actor, on=as_of, note=note)


def change_unit_days(
    services: Services,
    *,
    campaign_id: CampaignId,
    obligation_id: str,
    changes: Iterable[UnitDayChange],
    actor: str,
    as_of: date,
    note: str,
) -> int:
    """Set, move or take back units' own days for a duty, all or none; return how many were not so already.

    Raises ``ChangedMeanwhile`` where somebody else has changed one since it was seen, ``BadFilling``, ``Forbidden``.
    """
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        tx.campaigns.get(campaign_id, to_change=True)
        own = own_days(duty_in(tx, campaign_id, obligation_id))
        due = [one for one in changes if own.get(one.unit) != one.after]
        for one in due:
            _refuse_changed(tx, one, now=own.get(one.unit))
            fill_in(tx, campaign_id, one.filling(obligation_id, actor=actor, as_of=as_of, note=note))
    return len(due)


def duty_in(tx: Transaction, campaign_id: CampaignId, obligation_id: str) -> Obligation:
    """Return one of the campaign's duties with the answers in force, or raise ``BadFilling``."""
    found = effective_plan(tx, campaign_id).obligation(obligation_id)
    if found is None:
        raise no_such_gap(f"obligations.{obligation_id}.due")
    return found


def own_days(obligation: Obligation) -> dict[UnitId, date]:
    """Return the days that units have of their own for a duty."""
    return {one.unit: one.day for one in obligation.unit_days}


def _refuse_changed(tx: Transaction, change: UnitDayChange, *, now: date | None) -> None:
    if now != change.before:
        told = f"đang là {short_date(now)}" if now else "đã bị bỏ"
        raise ChangedMeanwhile(
            f"Ngày riêng của {tx.units.directory().unit(change.unit).name} vừa được người khác đổi: {told}.",
            remedy="xem lại các ngày bên dưới rồi đặt lại.",
        )
