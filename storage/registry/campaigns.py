"""Campaigns, their plans, answers to gaps, and who belongs to which group."""

from datetime import timedelta

from sqlalchemy import RowMapping, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from models.campaign import Campaign, CampaignState, Filling, Membership
from models.documents import CampaignId
from models.errors import Conflict, NotFound
from storage.registry.bodies import value_in
from storage.registry.session import Session
from storage.registry.tables import campaigns, fillings, memberships


class CampaignExists(Conflict):
    """The campaign's id belongs to another plan already."""

    code = "campaign-exists"


class UnknownCampaign(NotFound):
    """No campaign has that id."""

    code = "unknown-campaign"


class CampaignRepository:
    """``models.ports.Campaigns`` over PostgreSQL."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, campaign: Campaign, *, plan_text: str) -> None:
        """Keep a new campaign; the same plan under the same id again changes nothing."""
        values = {
            "id": campaign.id,
            "state": campaign.state,
            "body": campaign.model_dump(mode="json"),
            "plan_text": plan_text,
        }
        if self._session.run(upsert(campaigns).values(values).on_conflict_do_nothing()):
            return
        if self.plan_text(campaign.id) != plan_text:
            raise CampaignExists(
                f"Mã phong trào “{campaign.id}” đã thuộc về một kế hoạch khác.",
                remedy="đặt mã khác ở dòng “id” của tệp kế hoạch, hoặc mở phong trào đã có.",
            )

    def get(self, campaign_id: CampaignId, *, to_change: bool = False) -> Campaign:
        """Return it, or raise ``UnknownCampaign``; ``to_change`` keeps others waiting until the act is over."""
        statement = select(campaigns.c.body).where(campaigns.c.id == campaign_id)
        row = self._session.row(statement.with_for_update() if to_change else statement)
        if row is None:
            raise _unknown(campaign_id)
        return value_in(row["body"], of=Campaign)

    def plan_text(self, campaign_id: CampaignId) -> str:
        """Return the plan file's text as it was given."""
        row = self._session.row(select(campaigns.c.plan_text).where(campaigns.c.id == campaign_id))
        if row is None:
            raise _unknown(campaign_id)
        return str(row["plan_text"])

    def update(self, campaign: Campaign) -> None:
        """Keep the campaign's new state, or raise ``UnknownCampaign``."""
        self._write(campaign, {})

    def renew_plan(self, campaign: Campaign, *, plan_text: str) -> None:
        """Keep another plan file for the campaign, and what follows from it; raises ``UnknownCampaign``."""
        self._write(campaign, {"plan_text": plan_text})

    def _write(self, campaign: Campaign, others: dict[str, str]) -> None:
        values = {"state": campaign.state, "body": campaign.model_dump(mode="json")} | others
        if not self._session.run(update(campaigns).where(campaigns.c.id == campaign.id).values(values)):
            raise _unknown(campaign.id)

    def list(self, *, state: CampaignState | None = None) -> tuple[Campaign, ...]:
        """Return campaigns, newest first."""
        statement = select(campaigns.c.body).order_by(campaigns.c.place.desc())
        if state is not None:
            statement = statement.where(campaigns.c.state == state)
        return tuple(value_in(row["body"], of=Campaign) for row in self._session.rows(statement))

    def fill(self, campaign_id: CampaignId, filling: Filling) -> None:
        """Keep an answer; rows are only ever added, so every earlier answer stays."""
        values = {"campaign_id": campaign_id, "path": filling.path, "body": filling.model_dump(mode="json")}
        self._session.run(insert(fillings).values(values))

    def fillings(self, campaign_id: CampaignId) -> tuple[Filling, ...]:
        """Return the answers in force, one for each path, in the order of their paths."""
        statement = (
            select(fillings.c.body)
            .distinct(fillings.c.path)
            .where(fillings.c.campaign_id == campaign_id)
            .order_by(fillings.c.path, fillings.c.id.desc())
        )
        return tuple(value_in(row["body"], of=Filling) for row in self._session.rows(statement))

    def join_group(self, campaign_id: CampaignId, membership: Membership) -> None:
        """Put a unit into a group from a day on; one group at a time, a correction for the same day takes its place.

        Where the unit already has a membership that begins later, the new one ends the day before that.
        """
        mine = (memberships.c.campaign_id == campaign_id) & (memberships.c.unit == membership.unit)
        start = membership.start
        self._session.value(select(campaigns.c.id).where(campaigns.c.id == campaign_id).with_for_update())
        self._session.run(delete(memberships).where(mine & (memberships.c.start == start)))
        covers = (memberships.c.start < start) & (memberships.c.end.is_(None) | (memberships.c.end >= start))
        self._session.run(update(memberships).where(mine & covers).values(end=start - timedelta(days=1)))
        later = select(memberships.c.start).where(mine & (memberships.c.start > start)).order_by(memberships.c.start)
        following = self._session.row(later.limit(1))
        ends = [day for day in (membership.end, following and following["start"] - timedelta(days=1)) if day]
        values = membership.model_dump() | {"campaign_id": campaign_id, "end": min(ends, default=None)}
        self._session.run(insert(memberships).values(values))

    def memberships(self, campaign_id: CampaignId) -> tuple[Membership, ...]:
        """Return every membership, past and present, by unit and day."""
        statement = (
            select(memberships)
            .where(memberships.c.campaign_id == campaign_id)
            .order_by(memberships.c.unit, memberships.c.start)
        )
        return tuple(_membership(row) for row in self._session.rows(statement))


def _membership(row: RowMapping) -> Membership:
    return Membership(group=row["group"], unit=row["unit"], start=row["start"], end=row["end"], by=row["by"])


def _unknown(campaign_id: CampaignId) -> UnknownCampaign:
    return UnknownCampaign(
        f"Không có phong trào mang mã “{campaign_id}”.", remedy="xem danh sách phong trào để lấy đúng mã."
    )
