"""Which rule set a campaign's awards go by, as its page shows it, and what another one would change."""

from datetime import date

from models.awards.checklist import ChecklistItem, checklist
from models.awards.nominations import SHORT_AWARD_NAMES, AwardForm
from models.awards.regulation_changes import RegulationChange, regulation_changes
from models.awards.regulations import Law, Regulation
from models.base import Value
from models.dates import short_date
from models.documents import CampaignId
from models.errors import ThiduaError
from models.findings import unverified
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.awards.decisions import plan_in
from workflows.steps.awards.dossier_parts import DossierView, regulation_of, subjects, view_in
from workflows.steps.campaigns.campaign_law import is_decided, law_of
from workflows.steps.files.law_files import shipped_law
from workflows.steps.pages.campaigns import CampaignHead, head_in, unit_name_in

PINNED = "regulation.pinned"
BY_DAY = "theo-ngay"
"""What a form calls having no rule set of the campaign's own."""


class RegulationChoice(Value):
    """One rule set that a campaign may go by."""

    id: str
    title: str
    period: str
    """From when to when it is in force."""
    doubt: str
    """How its time is known, where it was not found in its official text."""


class PinTold(Value):
    """Who set the rule set last, when and on what ground."""

    actor: str
    as_of: date
    note: str


class RegulationPage(Value):
    """The rule set that a campaign's awards go by, and the others."""

    head: CampaignHead
    current: Regulation
    chosen: str
    """The pinned one's id, or ``theo-ngay``."""
    told: PinTold | None
    choices: tuple[RegulationChoice, ...]
    decided: bool
    """A decision has its number: nothing can be changed any more."""

    @property
    def why_not(self) -> str:
        """Return why the rule set cannot be changed; empty where it can."""
        return "quyết định khen thưởng của phong trào đã lấy số." if self.decided else ""


class DossierChange(Value):
    """What becomes of one dossier: how many papers it lacks, and how many of them stop its submission."""

    name: str
    before: tuple[int, int]
    after: tuple[int, int]


class RegulationPreview(Value):
    """What another rule set would change."""

    chosen: str
    title: str
    in_force: bool
    """On the page's day."""
    changes: tuple[RegulationChange, ...]
    dossiers: tuple[DossierChange, ...]
    total: tuple[int, int] | None
    """The money of a decision on the dossiers that lie with the Board, before and after; None without such."""


def regulation_page(services: Services, *, campaign_id: CampaignId, today: date, day: date | None) -> RegulationPage:
    """Return what a campaign's awards go by on the day; raises ``NoRule`` where there is no rule set for it."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        law = law_of(head.campaign)
        return RegulationPage(
            head=head,
            current=law.regulation_on(head.work_day),
            chosen=law.pinned or BY_DAY,
            told=_told(tx, campaign_id),
            choices=tuple(_choice(one) for one in law.regulations),
            decided=is_decided(tx, campaign_id),
        )


def preview_regulation(services: Services, *, page: RegulationPage, chosen: str) -> RegulationPreview:
    """Return what ``chosen`` would change on the page's day; nothing is written. Raises ``NoRule``."""
    day = page.head.work_day
    before, after = law_of(page.head.campaign), shipped_law().under(pin_of(chosen))
    with services.registry.begin() as tx:
        dossiers = [_dossier_change(tx, one, after, day=day) for one in _views(tx, page)]
        total = _total(tx, page, before=before, after=after)
    other = after.regulation_on(day)
    return RegulationPreview(
        chosen=chosen,
        title=other.title,
        in_force=other.in_force_on(day),
        changes=regulation_changes(before, after, day=day),
        dossiers=tuple(one for one in dossiers if one.before != one.after),
        total=total,
    )


def pin_of(chosen: str) -> str | None:
    """Return the rule set that a form's choice means, None for that of the day."""
    return None if chosen == BY_DAY else chosen


def _told(tx: Transaction, campaign_id: CampaignId) -> PinTold | None:
    event = next(iter(tx.events.list(campaign_id, kinds=(PINNED,), limit=1)), None)
    return PinTold(actor=event.actor, as_of=event.as_of, note=str(event.data.get("note", ""))) if event else None


def _choice(one: Regulation) -> RegulationChoice:
    parts = (
        f"từ {short_date(one.valid_from)}" if one.valid_from else "",
        f"đến {short_date(one.valid_to)}" if one.valid_to else "",
    )
    return RegulationChoice(
        id=one.id, title=one.title, period=" ".join(filter(None, parts)), doubt=unverified(one.confidence)
    )


def _views(tx: Transaction, page: RegulationPage) -> list[DossierView]:
    campaign_id, day = page.head.campaign.id, page.head.work_day
    return [
        view_in(tx, campaign_id=campaign_id, unit=unit, form=form, as_of=day)
        for unit, form in subjects(tx, campaign_id)
    ]


def _dossier_change(tx: Transaction, view: DossierView, after: Law, *, day: date) -> DossierChange:
    regulation = regulation_of(after, view.dossier, as_of=day)
    return DossierChange(
        name=f"{unit_name_in(tx, view.dossier.unit)}, {SHORT_AWARD_NAMES[view.dossier.form]}",
        before=_lacks(view.items),
        after=_lacks(checklist(view.dossier, nominations=view.nominations, regulation=regulation)),
    )


def _lacks(items: tuple[ChecklistItem, ...]) -> tuple[int, int]:
    lacking = [one for one in items if one.is_open]
    return len(lacking), sum(one.blocking for one in lacking)


def _total(tx: Transaction, page: RegulationPage, *, before: Law, after: Law) -> tuple[int, int] | None:
    """Return the money of the decision that could be drafted now; a decision that could not has none."""
    try:
        old, new = (
            plan_in(
                tx,
                campaign_id=page.head.campaign.id,
                form=AwardForm.BANG_KHEN_TINH,
                decided_on=page.head.work_day,
                law=law,
            )
            for law in (before, after)
        )
    except ThiduaError:
        return None
    return (old.total, new.total) if old.lines else None
