"""Act: a nominee's achievement report is drafted, to be confirmed by the head of the unit that proposes."""

from datetime import date
from typing import Any

from doc_templates.contexts import AchievementReportContext, EarlierAwardRow
from models.awards.nominations import (
    AwardForm,
    CollectiveWords,
    Nomination,
    NominationState,
    PersonWords,
    standing,
)
from models.awards.nominees import NomineeKind
from models.campaign import Campaign
from models.documents import CampaignId, DocumentKind, Draft, Signer
from models.errors import Conflict
from models.findings import Finding
from models.organisation import Unit, UnitId
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_may_act_for
from workflows.steps.awards.award_words import award_name, letterhead_line
from workflows.steps.campaigns.campaign_law import law_of
from workflows.steps.campaigns.campaigns import printed_plan
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.documents.citing import area_of, full_name
from workflows.steps.documents.composing import SAMPLE_SIGNER, as_context, heading
from workflows.steps.documents.papers import keep_draft, paper_key

_HEAD = ("THỦ TRƯỞNG ĐƠN VỊ",)
_REPORTER = ("NGƯỜI BÁO CÁO",)


class ReportNotWritten(Conflict):
    """The nominee's report has no words yet."""

    code = "report-not-written"


def draft_achievement_reports(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, form: AwardForm, actor: str, as_of: date
) -> tuple[Draft, ...]:
    """Return the drafts of all the unit's nominees for the form whose reports are written, in the list's order."""
    with services.registry.begin() as tx:
        require_may_act_for(tx, actor=actor, unit=unit)
        stand = standing(tx.nominations.list(campaign_id, unit=unit, form=form), unit=unit, form=form)
        return tuple(_keep(tx, services, one, actor=actor, as_of=as_of) for one in stand if one.report is not None)


def report_form_finding(campaign: Campaign, *, as_of: date) -> Finding | None:
    """Return the warning that the report's form number is not known to the campaign's rules; None where it is."""
    regulation = law_of(campaign).regulation_on(as_of)
    if regulation.report_form_line:
        return None
    return Finding(
        code="report-form-unknown",
        message=f"Chưa biết số mẫu báo cáo thành tích theo {regulation.title}; báo cáo để trống dòng số mẫu.",
        remedy="ghi số mẫu vào plans/law/regulations.yaml khi đã đối chiếu văn bản chính thức",
        source=regulation.campaign_report.source,
        confidence=regulation.campaign_report.confidence,
    )


def _keep(tx: Transaction, services: Services, nomination: Nomination, *, actor: str, as_of: date) -> Draft:
    if nomination.report is None or nomination.state is NominationState.WITHDRAWN:
        raise ReportNotWritten(
            f"“{nomination.nominee.full_name}” chưa có nội dung báo cáo thành tích, hoặc đề nghị đã rút.",
            place=nomination.id,
            remedy="ghi nội dung báo cáo thành tích ở trang đề nghị khen thưởng.",
        )
    campaign = tx.campaigns.get(nomination.campaign_id)
    directory = tx.units.directory()
    issuer = directory.unit(printed_plan(tx, campaign.id).issuer)
    context = _context(campaign, nomination, unit=directory.unit(nomination.unit), issuer=issuer, as_of=as_of)
    draft = Draft(
        key=paper_key(
            campaign.id, DocumentKind.ACHIEVEMENT_REPORT, subject=nomination.nominee.id, form=nomination.form
        ),
        campaign_id=campaign.id,
        kind=DocumentKind.ACHIEVEMENT_REPORT,
        issuer=nomination.unit,
        subject=nomination.unit,
        title=f"Báo cáo thành tích của {nomination.nominee.mentioned} đề nghị tặng {context.award_name}",
        type_name="Báo cáo thành tích",
        symbol="",
        scheme="",
        signer=Signer(authority=context.authority, name=context.signer_name) if context.signer_name else None,
        recipients=(),
        context=as_context(context),
        template=template_in_use(services, campaign, DocumentKind.ACHIEVEMENT_REPORT),
    )
    return keep_draft(tx, draft, actor=actor, as_of=as_of)


def _context(
    campaign: Campaign, nomination: Nomination, *, unit: Unit, issuer: Unit, as_of: date
) -> AchievementReportContext:
    award = award_name(nomination.form, issuer=issuer)
    fields = heading(unit, campaign=campaign, symbol="", subject=f"Báo cáo thành tích đề nghị tặng {award}")
    return AchievementReportContext(
        **(fields | _letterhead(nomination, unit, issuer) | _reporter(campaign, nomination)),
        shape=nomination.report.shape if nomination.report else "person",
        nominee=nomination.nominee.id,
        nominee_name=_name(nomination),
        award_name=award,
        form_line=law_of(campaign).regulation_on(as_of).report_form_line or None,
        confirming_authority=("XÁC NHẬN CỦA", letterhead_line(unit), unit.signing[-1]),
        confirmer_name=SAMPLE_SIGNER if campaign.sample else None,
        **_words(nomination),
    )


def _letterhead(nomination: Nomination, unit: Unit, issuer: Unit) -> dict[str, Any]:
    """Return the heading of whoever reports: the collective's own name, or the place where the person works.

    Who belongs to the unit itself has the unit's own heading.
    """
    nominee = nomination.nominee
    if nominee.body == unit.id:
        return {}
    own = nominee.name if nominee.kind is NomineeKind.COLLECTIVE else nominee.organisation
    first = own.split(",")[0].strip()
    name = full_name(unit)
    if first in ("", unit.name, name, f"{name} {area_of(issuer)}"):
        return {}
    return {"superior_line": letterhead_line(unit), "letterhead": (first.upper(),), "archive_line": ""}


def _reporter(campaign: Campaign, nomination: Nomination) -> dict[str, Any]:
    nominee = nomination.nominee
    if nominee.kind is NomineeKind.COLLECTIVE:
        return {"authority": _HEAD, "signer_name": SAMPLE_SIGNER if campaign.sample else None}
    return {"authority": _REPORTER, "signer_name": nominee.name}


def _name(nomination: Nomination) -> str:
    nominee = nomination.nominee
    return nominee.listed if nominee.kind is NomineeKind.COLLECTIVE else nominee.name


def _words(nomination: Nomination) -> dict[str, Any]:
    report = nomination.report
    earlier = tuple(EarlierAwardRow(**one.model_dump()) for one in report.earlier_awards) if report else ()
    if isinstance(report, CollectiveWords):
        return {
            "characteristics": report.characteristics,
            "functions": report.functions,
            "achievements": report.achievements,
            "earlier": earlier,
        }
    if isinstance(report, PersonWords):
        own = report.model_dump(include={"born", "gender", "home_town", "residence", "qualification", "achievements"})
        nominee = nomination.nominee
        return own | {
            "position": report.posts or nominee.position,
            "workplace": nominee.organisation,
            "earlier": earlier,
        }
    return {}
