"""The plan's format as its page and the list of steps show it, while the plan can still be mended."""

from datetime import date

from models.base import Value
from models.campaign import CampaignState
from models.documents import CampaignId, DocumentRecord
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.plan_entries import plan_entry
from workflows.steps.campaigns.templates_in_use import TemplatesMissing
from workflows.steps.documents.plan_format import plan_notes
from workflows.steps.operations.preconditions import numbering_of
from workflows.steps.pages.previews import DraftLook


class PlanFormatPage(Value):
    """What the format check says of a campaign's plan."""

    issued: DocumentRecord | None
    entered: bool
    """Its number was given before or elsewhere: it prints as it was issued, and is not judged."""
    look: DraftLook | None
    """The findings; absent where the plan is issued, or cannot be set yet."""
    why_not: str = ""
    """Why it cannot be judged yet, with the way out."""

    @property
    def told(self) -> str:
        """Return in one sentence what whoever issues the plan has to know; empty where there is nothing."""
        faults = len(self.look.must_mend) if self.look else 0
        return f"Thể thức của kế hoạch còn {faults} lỗi; sửa xong mới ban hành được." if faults else ""


def plan_format_page(services: Services, *, campaign_id: CampaignId, as_of: date) -> PlanFormatPage:
    """Return the findings on the plan as it would be issued on a day; nothing is written."""
    with services.registry.begin() as tx:
        campaign = tx.campaigns.get(campaign_id)
        issued = plan_entry(tx, campaign_id)
        entered = numbering_of(effective_plan(tx, campaign_id), {}) is not None
    if issued is not None or campaign.state is not CampaignState.PREPARING:
        return PlanFormatPage(issued=issued, entered=entered, look=None)
    try:
        notes = plan_notes(services, campaign_id=campaign_id, as_of=as_of)
    except TemplatesMissing as missing:
        return PlanFormatPage(issued=None, entered=entered, look=None, why_not=str(missing))
    return PlanFormatPage(issued=None, entered=entered, look=DraftLook("", notes))


def plan_file_text(services: Services, *, campaign_id: CampaignId) -> str:
    """Return the campaign's plan file, in whose lines the findings are told; raises ``UnknownCampaign``."""
    with services.registry.begin() as tx:
        return tx.campaigns.plan_text(campaign_id)
