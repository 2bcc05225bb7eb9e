"""The desk at which the demo's clerk sits: what both halves of the play do again and again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cli.demo.assumptions import Assumptions
from cli.demo.runs import Runs
from cli.demo.talk import Talk
from models.documents import CampaignId, DocumentKind, Draft, DraftState
from models.operations import Operation, OperationKind
from models.organisation import Directory
from workflows.services import Services
from workflows.steps.confirming import DraftChanges, confirm_draft


class Desk:
    """Services, assumptions and a voice; drafts looked up and confirmed, operations run and waited for."""

    def __init__(self, *, services: Services, assumptions: Assumptions, talk: Talk) -> None:
        self.services = services
        self.given = assumptions
        self.talk = talk
        self._runs = Runs(services=services, talk=talk, actor=assumptions.clerk)

    @property
    def campaign(self) -> CampaignId:
        """Return the campaign that is played."""
        return self.given.campaign

    @property
    def clerk(self) -> str:
        """Return who acts."""
        return self.given.clerk

    @property
    def operations(self) -> tuple[Operation, ...]:
        """Return the operations that were run, in order."""
        return tuple(self._runs.ended)

    def run(
        self, kind: OperationKind, *, as_of: date, params: Mapping[str, Any] | None = None, title: str | None = None
    ) -> Operation:
        """Ask for an operation of the campaign and wait for its end."""
        campaign = None if kind is OperationKind.PUBLISH_TEMPLATES else self.campaign
        return self._runs.run(kind, campaign_id=campaign, as_of=as_of, params=params, title=title)

    def drafts(self, kind: DocumentKind | None = None) -> tuple[Draft, ...]:
        """Return the campaign's drafts."""
        with self.services.registry.begin() as tx:
            return tx.drafts.list(self.campaign, kind=kind)

    def confirm(self, draft: Draft, *, dated: date, changes: DraftChanges | None = None) -> None:
        """Confirm a draft that is still open, signed by the sample signer."""
        if draft.state is not DraftState.DRAFTED:
            return
        confirm_draft(
            self.services,
            key=draft.key,
            dated=dated,
            changes=(changes or DraftChanges()).model_copy(update={"signer_name": self.given.signer}),
            actor=self.clerk,
            request_issue=False,
        )

    def issue_confirmed(self, as_of: date, *, title: str) -> None:
        """Have the confirmed drafts issued, where there are any."""
        if any(draft.state is DraftState.CONFIRMED for draft in self.drafts()):
            self.run(OperationKind.ISSUE_CONFIRMED, as_of=as_of, title=title)

    def directory(self) -> Directory:
        """Return the organisation directory."""
        with self.services.registry.begin() as tx:
            return tx.units.directory()
