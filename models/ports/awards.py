"""Nominations, council sessions and dossiers."""

from typing import Protocol

from models.awards.councils import CouncilSession
from models.awards.dossiers import Dossier, DossierId, DossierState
from models.awards.nominations import AwardForm, Nomination, NominationId, NominationState
from models.documents import CampaignId
from models.organisation import UnitId


class Nominations(Protocol):
    """Who is proposed, by whom, for what."""

    def keep(self, nomination: Nomination) -> bool:
        """Add it or keep its new state; tell whether anything changed.

        ``DossierClosed`` while the unit's dossier for that form lies with the Board or is closed.
        """

    def get(self, nomination_id: NominationId) -> Nomination:
        """Return it, or raise ``NotFound``."""

    def list(
        self,
        campaign_id: CampaignId,
        *,
        unit: UnitId | None = None,
        form: AwardForm | None = None,
        state: NominationState | None = None,
    ) -> tuple[Nomination, ...]:
        """Return nominations by unit, form and place in the unit's list."""


class Councils(Protocol):
    """What the units' councils decided; one session for each unit and form."""

    def keep(self, session: CouncilSession) -> bool:
        """Add it or put it in the place of an earlier one; tell whether anything changed.

        ``DossierClosed`` while the unit's dossier for that form lies with the Board or is closed.
        """

    def find(self, campaign_id: CampaignId, *, unit: UnitId, form: AwardForm) -> CouncilSession | None:
        """Return the session, if one was recorded."""

    def list(self, campaign_id: CampaignId) -> tuple[CouncilSession, ...]:
        """Return sessions by unit and form."""


class Dossiers(Protocol):
    """The papers of a unit for a form of award, and how far they have come."""

    def add(self, dossier: Dossier) -> bool:
        """Keep a new dossier unless its id is there already; tell whether it was added."""

    def get(self, dossier_id: DossierId, *, to_change: bool = False) -> Dossier:
        """Return it, or raise ``NotFound``; ``to_change`` keeps others waiting until the act is over."""

    def replace(self, dossier: Dossier) -> int:
        """Keep the dossier's new state and parts; return how many rows were written, 0 where nothing changed.

        A part that is the same stays untouched. Parts change only at the unit; states follow one another as
        ``models.awards.dossiers`` says, a closed dossier takes at most a package that it lacked;
        ``DossierClosed`` otherwise.
        """

    def list(
        self, campaign_id: CampaignId, *, unit: UnitId | None = None, state: DossierState | None = None
    ) -> tuple[Dossier, ...]:
        """Return dossiers by unit and form."""
