"""Whom a unit proposes for a form of award, with the papers that go with it, as its page shows them."""

from datetime import date

from models.awards.councils import CouncilSession, session_findings
from models.awards.nominations import AwardForm, Nomination, NominationState, standing
from models.awards.nominees import NomineeId, alike
from models.base import Value
from models.documents import CampaignId, DocumentKind
from models.errors import NotFound
from models.findings import Finding
from models.organisation import Unit, UnitId
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.awards.achievements import report_form_finding
from workflows.steps.awards.award_words import common_achievement
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.documents.papers import listed_nominees
from workflows.steps.pages.campaigns import CampaignHead, head_in
from workflows.steps.pages.papers import Paper, PapersOfUnit


class UnseenNomination(NotFound):
    """The unit proposes no such nominee."""

    code = "unseen-nomination"


class NominationRow(Value):
    """One nomination with its report."""

    nomination: Nomination
    report: Paper | None = None
    """The achievement report, once it is drafted."""
    like: tuple[str, ...] = ()
    """Names in the same list that may be the same person, written with other accents."""

    @property
    def stands(self) -> bool:
        """Tell whether it was not withdrawn."""
        return self.nomination.state is NominationState.PROPOSED


class UnitAwards(Value):
    """What a unit's clerk needs to propose somebody."""

    head: CampaignHead
    unit: Unit
    form: AwardForm
    rows: tuple[NominationRow, ...]
    """In the order of the list."""
    withdrawn: tuple[NominationRow, ...]
    session: CouncilSession | None
    minutes: Paper | None
    proposal: Paper | None
    session_notes: tuple[Finding, ...]
    """What is unusual about the session; it warns."""
    report_note: Finding | None
    """The warning that the report's form number is not known."""

    @property
    def unwritten(self) -> int:
        """Return how many nominees have no words for their report yet."""
        return sum(row.nomination.report is None for row in self.rows)

    @property
    def minutes_outdated(self) -> bool:
        """Tell whether the minutes list others than the unit proposes by now."""
        return self._lists_others(self.minutes)

    @property
    def proposal_outdated(self) -> bool:
        """Tell whether the proposal lists others than the unit proposes by now."""
        return self._lists_others(self.proposal)

    @property
    def why_no_proposal(self) -> str:
        """Return why no proposal can be drafted yet; empty where one can."""
        if not self.rows:
            return "Chưa có đề nghị nào. Cách xử lý: ghi tập thể, cá nhân ở mục 1."
        if self.minutes is None:
            return "Chưa ghi phiên họp Hội đồng. Cách xử lý: làm mục 2 trước."
        if not self.minutes.issued:
            return "Biên bản chưa ban hành nên chưa có số để viện dẫn. Cách xử lý: xác nhận biên bản ở mục 2."
        if self.minutes_outdated:
            return "Danh sách trong biên bản khác danh sách hiện nay. Cách xử lý: ghi lại phiên họp ở mục 2."
        return ""

    def _lists_others(self, paper: Paper | None) -> bool:
        listed = {row.nomination.nominee.id for row in self.rows}
        return paper is not None and set(listed_nominees(paper.draft.context)) != listed


def unit_awards(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, today: date, day: date | None
) -> UnitAwards:
    """Return a unit's nominations and papers for a form of award; raises ``UnknownUnit`` or ``NotFound``."""
    with services.registry.begin() as tx:
        head = head_in(tx, campaign_id, today=today, day=day)
        return unit_awards_in(tx, head=head, unit=unit, form=form)


def unit_awards_in(tx: Transaction, *, head: CampaignHead, unit: UnitId, form: AwardForm) -> UnitAwards:
    """Return the same within a transaction that is already open."""
    campaign_id = head.campaign.id
    known = tx.nominations.list(campaign_id, unit=unit, form=form)
    stand = standing(known)
    papers = PapersOfUnit(tx, campaign_id=campaign_id, unit=unit, form=form)
    session = tx.councils.find(campaign_id, unit=unit, form=form)
    return UnitAwards(
        head=head,
        unit=tx.units.directory().unit(unit),
        form=form,
        rows=tuple(_row(one, papers, among=stand) for one in stand),
        withdrawn=tuple(NominationRow(nomination=one) for one in known if one not in stand),
        session=session,
        minutes=papers.newest(DocumentKind.COUNCIL_MINUTES, subject=unit),
        proposal=papers.newest(DocumentKind.AWARD_PROPOSAL, subject=unit),
        session_notes=session_findings(session) if session else (),
        report_note=report_form_finding(head.campaign, as_of=head.work_day),
    )


def nomination_of(view: UnitAwards, *, nominee: NomineeId) -> Nomination:
    """Return the nomination of one nominee of the list, or raise ``UnseenNomination``."""
    for row in (*view.rows, *view.withdrawn):
        if row.nomination.nominee.id == nominee:
            return row.nomination
    raise UnseenNomination(
        f"Đơn vị không đề nghị đối tượng “{nominee}”.",
        place=view.unit.name,
        remedy="mở lại danh sách đề nghị của đơn vị và chọn trong đó.",
    )


def usual_achievement(services: Services, *, campaign_id: CampaignId) -> str:
    """Return the phrase that is taken where a unit writes no achievement of its own."""
    with services.registry.begin() as tx:
        return common_achievement(effective_plan(tx, campaign_id))


def _row(nomination: Nomination, papers: PapersOfUnit, *, among: tuple[Nomination, ...]) -> NominationRow:
    nominee = nomination.nominee
    return NominationRow(
        nomination=nomination,
        report=papers.newest(DocumentKind.ACHIEVEMENT_REPORT, subject=nominee.id),
        like=tuple(one.nominee.full_name for one in among if alike(nominee, one.nominee)),
    )
