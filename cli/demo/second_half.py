"""The campaign's end: the province's report, proposals, dossiers, decision, certificates.

Every act here is one that a person does on a page. Two units show what goes wrong: one whose report comes
late, so that its dossier is assembled again with only that part new, and one whose council never meets, so
that its dossier stays incomplete and says why.
"""

from collections.abc import Iterator
from datetime import date

from cli.demo.award_assumptions import UnitNominees
from cli.demo.desk import Desk
from models.awards.councils import CouncilSession
from models.awards.nominees import NomineeKind
from models.documents import DocumentKind, Draft
from models.operations import OperationKind
from models.organisation import UnitId
from workflows.steps.awards.achievements import draft_achievement_reports
from workflows.steps.awards.councils import record_council
from workflows.steps.awards.decisions import confirm_decision, draft_decision
from workflows.steps.awards.dossiers import campaign_dossiers, submit_dossier
from workflows.steps.awards.nominations import NomineeEntry, record_nominations
from workflows.steps.awards.proposals import draft_proposal
from workflows.steps.confirming import DraftChanges


class SecondHalf:
    """Report, proposals, dossiers, decision."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._given = desk.given.awards

    def play(self) -> None:
        """Play it to the certificates."""
        self._final_report()
        self._nominate()
        self._propose()
        self._hand_in_dossiers(self._given.submitted_on)
        self._late_part()
        self._decide()

    def _final_report(self) -> None:
        desk, words = self._desk, self._desk.given.final_report
        desk.run(OperationKind.SUMMARISE_REPORTS, as_of=words.drafted_on)
        changes = DraftChanges(
            limits=words.limits, causes=words.causes, lessons=words.lessons, directions=words.directions
        )
        with desk.talk.step("Sở Tư pháp hoàn thiện báo cáo tổng kết của tỉnh"):
            for draft in desk.drafts(DocumentKind.FINAL_REPORT):
                desk.confirm(draft, dated=words.issued_on, changes=changes)
        desk.issue_confirmed(words.issued_on, title="Ban hành báo cáo tổng kết của tỉnh")

    def _nominate(self) -> None:
        desk, given = self._desk, self._given
        held_on = given.council.held_on
        with desk.talk.step(f"{len(given.nominees)} đơn vị ghi đề nghị, họp Hội đồng, lập báo cáo thành tích"):
            for entry in given.nominees:
                record_nominations(
                    desk.services,
                    campaign_id=desk.campaign,
                    unit=entry.unit,
                    form=given.form,
                    entries=self._entries(entry),
                    actor=desk.clerk,
                    as_of=held_on,
                )
                if entry.unit != given.without_minutes:
                    self._meet(entry.unit)
                self._reports(entry.unit, dated=held_on)
        desk.issue_confirmed(held_on, title="Ban hành biên bản, báo cáo thành tích")

    def _entries(self, entry: UnitNominees) -> Iterator[NomineeEntry]:
        given = self._given
        common = {"organisation": entry.organisation, "achievement": given.achievement}
        for name in entry.collectives:
            yield NomineeEntry(kind=NomineeKind.COLLECTIVE, name=name, report=given.collective_words, **common)
        for person in entry.persons:
            yield NomineeEntry(kind=NomineeKind.PERSON, report=given.person_words, **person.model_dump(), **common)

    def _meet(self, unit: UnitId) -> None:
        desk, council = self._desk, self._given.council
        draft = record_council(
            desk.services,
            session=CouncilSession(
                campaign_id=desk.campaign,
                unit=unit,
                form=self._given.form,
                held_on=council.held_on,
                start=council.start,
                end=council.end,
                place=council.place,
                members_total=council.members,
                present=council.members,
                chair=council.chair,
                chair_role=council.chair_role,
                secretary=council.secretary,
                votes_for=council.members,
                votes_base=council.members,
            ),
            actor=desk.clerk,
            as_of=council.held_on,
        )
        desk.confirm(draft, dated=council.held_on)

    def _reports(self, unit: UnitId, *, dated: date, late: bool = False) -> None:
        desk, given = self._desk, self._given
        drafts = draft_achievement_reports(
            desk.services, campaign_id=desk.campaign, unit=unit, form=given.form, actor=desk.clerk, as_of=dated
        )
        for draft in drafts:
            if late or not self._is_late(draft):
                desk.confirm(draft, dated=dated)

    def _is_late(self, draft: Draft) -> bool:
        return f":{self._given.late_report}:" in draft.key

    def _propose(self) -> None:
        desk, given = self._desk, self._given
        with desk.talk.step("Các đơn vị đã họp Hội đồng lập tờ trình"):
            for entry in given.nominees:
                if entry.unit == given.without_minutes:
                    continue
                draft = draft_proposal(
                    desk.services,
                    campaign_id=desk.campaign,
                    unit=entry.unit,
                    form=given.form,
                    actor=desk.clerk,
                    as_of=given.proposals_on,
                )
                desk.confirm(draft, dated=given.proposals_on)
        desk.issue_confirmed(given.proposals_on, title="Ban hành các tờ trình")

    def _hand_in_dossiers(self, day: date) -> None:
        desk = self._desk
        desk.run(OperationKind.ASSEMBLE_DOSSIERS, as_of=day)
        for view in campaign_dossiers(desk.services, campaign_id=desk.campaign, as_of=day):
            if view.may_submit:
                submit_dossier(
                    desk.services,
                    campaign_id=desk.campaign,
                    unit=view.dossier.unit,
                    form=view.dossier.form,
                    actor=desk.clerk,
                    as_of=day,
                )

    def _late_part(self) -> None:
        desk, given = self._desk, self._given
        unit = UnitId(given.late_report.split("/")[0])
        with desk.talk.step("Đơn vị còn thiếu một báo cáo thành tích bổ sung báo cáo đó"):
            self._reports(unit, dated=given.late_part_on, late=True)
        desk.issue_confirmed(given.late_part_on, title="Ban hành báo cáo thành tích bổ sung")
        self._hand_in_dossiers(given.late_part_on)

    def _decide(self) -> None:
        desk, given = self._desk, self._given
        if desk.drafts(DocumentKind.AWARD_DECISION):
            return
        with desk.talk.step("Lập dự thảo quyết định khen thưởng, kiểm tra và xác nhận"):
            draft = draft_decision(
                desk.services,
                campaign_id=desk.campaign,
                form=given.form,
                decided_on=given.decided_on,
                actor=desk.clerk,
            )
            confirm_decision(
                desk.services,
                key=draft.key,
                dated=given.decided_on,
                signer_name=desk.given.signer,
                actor=desk.clerk,
                request_issue=False,
            )
        desk.run(OperationKind.ISSUE_AWARDS, as_of=given.decided_on)
