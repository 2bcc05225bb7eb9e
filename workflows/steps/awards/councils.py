"""Act: what a unit's council decided is recorded, and its minutes are drafted (NĐ 30/2020, PL III, form 1.9)."""

from datetime import date, time

from doc_templates.contexts import CouncilMinutesContext
from models.awards.councils import CouncilSession, session_findings
from models.awards.nominations import Nomination, standing
from models.campaign import Campaign
from models.documents import DocumentKind, Draft, Signer
from models.entered import entered_lines
from models.errors import Conflict, ThiduaError
from models.events import NewEvent
from models.findings import refusing
from models.organisation import Unit
from models.plan import Plan
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_act_for
from workflows.steps.awards.award_words import award_name, council_name, letterhead_line, listed, reason_for
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import movement_name
from workflows.steps.documents.composing import as_context, heading
from workflows.steps.documents.papers import keep_draft, paper_key

SCHEME = "BB"
CHAIR = ("CHỦ TỌA",)
_LETTERHEAD = ("HỘI ĐỒNG", "THI ĐUA - KHEN THƯỞNG")


class CouncilFaults(ThiduaError):
    """The minutes do not add up; the message names every fault."""

    code = "council-faults"


class NothingNominated(Conflict):
    """The unit has proposed nobody for that form of award."""

    code = "nothing-nominated"


def record_council(services: Services, *, session: CouncilSession, actor: str, as_of: date) -> Draft:
    """Return the draft of the minutes, with the unit's standing nominations as its list.

    The same session again changes nothing; another one takes its place, and minutes already issued get a new
    edition. Raises ``CouncilFaults``, ``NothingNominated``, ``Forbidden``, ``DossierClosed``.
    """
    if faults := refusing(session_findings(session)):
        raise CouncilFaults(
            "Biên bản chưa đúng: " + " ".join(one.message for one in faults),
            place="biên bản họp Hội đồng",
            remedy="; ".join(one.remedy for one in faults) + ".",
        )
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=session.unit)
        draft = _draft(tx, services, session)
        if tx.councils.keep(session):
            _tell(tx, session, actor=actor, as_of=as_of)
        return keep_draft(tx, draft, actor=actor, as_of=as_of)


def standing_nominations(tx: Transaction, session: CouncilSession) -> tuple[Nomination, ...]:
    """Return whom the unit proposes for the form, in the order of lists; raises ``NothingNominated``."""
    nominations = tx.nominations.list(session.campaign_id, unit=session.unit, form=session.form)
    stand = standing(nominations, unit=session.unit, form=session.form)
    if not stand:
        raise NothingNominated(
            "Đơn vị chưa đề nghị tập thể, cá nhân nào cho hình thức này.",
            place=session.unit,
            remedy="ghi các đề nghị khen thưởng trước, rồi ghi phiên họp Hội đồng.",
        )
    return stand


def _draft(tx: Transaction, services: Services, session: CouncilSession) -> Draft:
    campaign = tx.campaigns.get(session.campaign_id)
    plan = printed_plan(tx, campaign.id)
    directory = tx.units.directory()
    unit, issuer = directory.unit(session.unit), directory.unit(plan.issuer)
    nominations = standing_nominations(tx, session)
    context = _context(campaign, plan=plan, unit=unit, issuer=issuer, session=session, nominations=nominations)
    return Draft(
        key=paper_key(campaign.id, DocumentKind.COUNCIL_MINUTES, subject=unit.id, form=session.form),
        campaign_id=campaign.id,
        kind=DocumentKind.COUNCIL_MINUTES,
        issuer=unit.id,
        subject=unit.id,
        title=context.subject,
        type_name="Biên bản",
        symbol=context.symbol,
        scheme=SCHEME,
        signer=Signer(authority=CHAIR, name=session.chair),
        recipients=context.recipients,
        context=as_context(context),
        template=template_in_use(services, campaign, DocumentKind.COUNCIL_MINUTES),
    )


def _context(
    campaign: Campaign,
    *,
    plan: Plan,
    unit: Unit,
    issuer: Unit,
    session: CouncilSession,
    nominations: tuple[Nomination, ...],
) -> CouncilMinutesContext:
    award = award_name(session.form, issuer=issuer)
    fields = heading(
        unit,
        campaign=campaign,
        symbol=f"{SCHEME}-{unit.council_abbreviation or unit.abbreviation}",
        subject=f"Họp {council_name(unit)} xét, đề nghị tặng {award}",
        recipients=("Thành viên Hội đồng",),
    )
    own = {
        "superior_line": letterhead_line(unit),
        "letterhead": _LETTERHEAD,
        "archive_line": "Lưu: VT, Hồ sơ.",
        "authority": CHAIR,
        "signer_name": session.chair,
    }
    return CouncilMinutesContext(
        **(fields | own),
        council_name=council_name(unit),
        held_on=session.held_on,
        starts_at=_clock(session.start),
        ends_at=_clock(session.end),
        meeting_place=session.place,
        purpose=f"xét, đề nghị khen thưởng tập thể, cá nhân có thành tích trong {movement_name(plan)}",
        attending=session.attending or (f"{session.chair}, {session.chair_role}", _secretary(session)),
        members_total=session.members_total,
        present=session.present,
        absent=session.absent,
        chair_role=session.chair_role,
        secretary=session.secretary,
        secretary_role=session.secretary_role,
        discussion=_discussion(session),
        award_name=award,
        reason=reason_for(plan, (one.achievement for one in nominations)),
        nominees=tuple(listed(one) for one in nominations),
        votes_for=session.votes_for,
        votes_base=session.votes_base,
        method=session.method.value,
    )


def _secretary(session: CouncilSession) -> str:
    return f"{session.secretary}, {session.secretary_role}"


def _discussion(session: CouncilSession) -> tuple[str, ...]:
    usual = (
        "Chủ tọa phổ biến nội dung, điều kiện, tiêu chuẩn khen thưởng của phong trào thi đua.",
        "Thư ký báo cáo tóm tắt thành tích của từng tập thể, cá nhân được đề nghị.",
    )
    opinions = entered_lines(line for line in session.opinion.splitlines() if line.strip())
    said = (*usual, *_without_numbers(opinions))
    return tuple(f"{number}. {line}" for number, line in enumerate(said, start=1))


def _without_numbers(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return lines without numbers of their own, where somebody has numbered them all from 1: the minutes count on."""
    if all(line.startswith(f"{number}. ") for number, line in enumerate(lines, start=1)):
        return tuple(line.partition(". ")[2] for line in lines)
    return lines


def _clock(moment: time) -> str:
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def _tell(tx: Transaction, session: CouncilSession, *, actor: str, as_of: date) -> None:
    warned = [str(one) for one in session_findings(session) if not one.refuses]
    tx.events.append(
        NewEvent(
            kind="council.recorded",
            campaign_id=session.campaign_id,
            subject=session.unit,
            as_of=as_of,
            actor=actor,
            data={"form": session.form.value, "held_on": session.held_on.isoformat(), "warnings": warned},
        )
    )
