"""Whose awards an address is about: the campaign, the unit, the form of award; and the day they are seen on."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypedDict

from fastapi import Depends

from models.awards.nominations import AwardForm
from models.documents import CampaignId
from models.organisation import UnitId
from web.days import AskedDay, kept, page_day
from web.forms import Form
from web.state import WebState
from workflows.steps.pages.dossiers import DossierPage, dossier_page
from workflows.steps.pages.nominations import UnitAwards, unit_awards


class AwardsSubject(TypedDict):
    """Whose awards, by the names under which steps ask for it."""

    campaign_id: CampaignId
    unit: UnitId
    form: AwardForm


@dataclass(frozen=True, kw_only=True)
class AwardsAddress:
    """One unit's awards of one form in one campaign, as an address names them."""

    campaign_id: CampaignId
    unit: UnitId
    award: AwardForm
    day: date | None = None
    """The day chosen for the page; absent where none is."""

    @property
    def home(self) -> str:
        """Return the address of the unit's page, the chosen day kept."""
        return self.at("")

    def at(self, ending: str) -> str:
        """Return the address of what lies below the unit's page, the chosen day kept."""
        return f"/phong-trao/{self.campaign_id}/khen-thuong/{self.unit}/{self.award}{ending}{kept(self.day)}"

    @property
    def subject(self) -> AwardsSubject:
        """Return whose awards they are, as steps take it."""
        return {"campaign_id": self.campaign_id, "unit": self.unit, "form": self.award}

    def awards(self, state: WebState) -> UnitAwards:
        """Return whom the unit proposes and how far its papers are."""
        return unit_awards(state.services, **self.subject, today=state.today, day=self.day)

    def dossier(self, state: WebState) -> DossierPage:
        """Return the unit's dossier with its checklist."""
        return dossier_page(state.services, **self.subject, today=state.today, day=self.day)


def _shown(campaign_id: CampaignId, unit: UnitId, award: AwardForm, day: AskedDay) -> AwardsAddress:
    return AwardsAddress(campaign_id=campaign_id, unit=unit, award=award, day=day)


def _acted_on(campaign_id: CampaignId, unit: UnitId, award: AwardForm, form: Form) -> AwardsAddress:
    return AwardsAddress(campaign_id=campaign_id, unit=unit, award=award, day=page_day(form))


ShownAwards = Annotated[AwardsAddress, Depends(_shown)]
"""Of a page: the day stands in the address."""
ActedOnAwards = Annotated[AwardsAddress, Depends(_acted_on)]
"""Of an act: the day stands in the form that came with it."""
