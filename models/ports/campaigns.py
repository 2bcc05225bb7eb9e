"""Campaigns, the organisation directory, drafts and hand-ins."""

from collections.abc import Iterable
from typing import Protocol

from models.campaign import Campaign, CampaignState, Filling, Membership, Submission
from models.documents import CampaignId, DocumentKind, Draft, DraftState, IssueKey, TemplateVersion
from models.organisation import Directory, Unit, UnitId


class Campaigns(Protocol):
    """Campaigns, their plans, and what people added."""

    def add(self, campaign: Campaign, *, plan_text: str) -> None:
        """Keep a new campaign; ``Conflict`` where its id is taken by another plan text."""

    def get(self, campaign_id: CampaignId, *, to_change: bool = False) -> Campaign:
        """Return it, or raise ``NotFound``; ``to_change`` keeps others waiting until the act is over."""

    def renew_plan(self, campaign: Campaign, *, plan_text: str) -> None:
        """Keep another plan file for the campaign, and what follows from it; raises ``NotFound``."""

    def plan_text(self, campaign_id: CampaignId) -> str:
        """Return the plan file's text as it was given."""

    def update(self, campaign: Campaign) -> None:
        """Keep the campaign's new state."""

    def list(self, *, state: CampaignState | None = None) -> tuple[Campaign, ...]:
        """Return campaigns, newest first."""

    def fill(self, campaign_id: CampaignId, filling: Filling) -> None:
        """Keep an answer; a later one for the same path takes its place, both stay in the log."""

    def fillings(self, campaign_id: CampaignId) -> tuple[Filling, ...]:
        """Return the answers in force."""

    def join_group(self, campaign_id: CampaignId, membership: Membership) -> None:
        """Put a unit into a group; an earlier membership of that unit ends the day before."""

    def memberships(self, campaign_id: CampaignId) -> tuple[Membership, ...]:
        """Return every membership, past and present."""


class Units(Protocol):
    """The organisation directory."""

    def keep(self, units: Iterable[Unit]) -> int:
        """Add or renew units; return how many changed."""

    def directory(self) -> Directory:
        """Return all of them."""

    def hold(self, unit: UnitId) -> None:
        """Have every other act that holds the unit wait until this one is over."""


class Drafts(Protocol):
    """Documents before their number."""

    def add(self, draft: Draft) -> bool:
        """Keep a draft unless its key is there already; tell whether it was added."""

    def get(self, key: IssueKey) -> Draft:
        """Return it, or raise ``NotFound``."""

    def replace(self, draft: Draft) -> None:
        """Keep the draft's new content or state."""

    def move_template(self, campaign_id: CampaignId, *, template: TemplateVersion) -> int:
        """Give a campaign's drafts of the template's kind that nobody has confirmed yet this version; return how many.

        A draft that is being confirmed at the same moment keeps the version that it was confirmed with.
        """

    def list(
        self,
        campaign_id: CampaignId,
        *,
        state: DraftState | None = None,
        kind: DocumentKind | None = None,
        issuer: UnitId | None = None,
    ) -> tuple[Draft, ...]:
        """Return drafts in the order of their keys."""


class Submissions(Protocol):
    """What units handed in."""

    def record(self, submission: Submission) -> bool:
        """Keep a hand-in; the first for a unit's deadline counts, a second is told by False."""

    def list(
        self, campaign_id: CampaignId, *, unit: UnitId | None = None, obligation_id: str | None = None
    ) -> tuple[Submission, ...]:
        """Return hand-ins by date."""
