"""The campaign from its plan to the reminder, act by act, in the order of its days.

Every act here is one that a person does on a page; nothing is added. Played again on the same registry,
everything is found done.
"""

from datetime import date, timedelta

from cli.demo.desk import Desk
from models.campaign import Clock
from models.deadlines import Deadline
from models.documents import DocumentKind
from models.operations import OperationKind
from models.organisation import Unit, UnitId, UnitKind
from workflows.steps.campaigns.campaigns import assign_group, create_campaign, fill_gap
from workflows.steps.campaigns.deadlines import campaign_deadlines
from workflows.steps.campaigns.shipped import keep_shipped_directories, shipped_text
from workflows.steps.confirming import DraftChanges
from workflows.steps.documents.series import open_series
from workflows.steps.reporting.reports import FigureLine, ReportContent, hand_in_report, record_progress

REPORT = DocumentKind.UNIT_FINAL_REPORT
ONCE = "-"
"""The period of what is owed once."""


class FirstHalf:
    """Plan, sub-plans, reports, reminder."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def play(self) -> None:
        """Play it to the end of the sweep."""
        self._prepare()
        self._launch()
        self._sub_plans()
        self._progress_reports()
        self._reports_on_time()
        self._remind()
        self._late_reports()

    def _prepare(self) -> None:
        given, services = self._desk.given, self._desk.services
        with self._desk.talk.step("Nạp danh mục đơn vị và tệp kế hoạch, trả lời các chỗ trống"):
            keep_shipped_directories(services, actor=given.clerk, as_of=given.plan_issue.issued_on)
            create_campaign(
                services,
                plan_text=shipped_text(given.plan),
                file_name=given.plan,
                clock=Clock.REPLAY,
                sample=True,
                actor=given.clerk,
                as_of=given.plan_issue.issued_on,
            )
            self._answer()
        self._desk.run(OperationKind.PUBLISH_TEMPLATES, as_of=given.plan_issue.issued_on)

    def _answer(self) -> None:
        given, as_of = self._desk.given, self._desk.given.plan_issue.issued_on
        for path, value in given.fillings.items():
            fill_gap(
                self._desk.services,
                campaign_id=given.campaign,
                path=path,
                value=value,
                actor=given.clerk,
                as_of=as_of,
                note=given.note,
            )
        for series in given.series:
            open_series(
                self._desk.services,
                agency=series.agency,
                scheme=series.scheme,
                year=series.year,
                opening=series.opening,
                actor=given.clerk,
                as_of=as_of,
            )
        for entry in given.groups:
            for unit in entry.units:
                assign_group(
                    self._desk.services,
                    campaign_id=given.campaign,
                    unit=unit,
                    group=entry.group,
                    start=entry.start,
                    actor=given.clerk,
                )

    def _launch(self) -> None:
        given = self._desk.given
        self._desk.run(
            OperationKind.ISSUE_PLAN,
            as_of=given.plan_issue.issued_on,
            params={"numbering": "given"},
        )
        self._desk.run(OperationKind.DISTRIBUTE_SUB_PLANS, as_of=given.plan_issue.distributed_on)

    def _sub_plans(self) -> None:
        dates = self._desk.given.sub_plans
        drafts = {draft.issuer: draft for draft in self._desk.drafts(DocumentKind.SUB_PLAN)}
        with self._desk.talk.step(f"{len(dates)} đơn vị đọc và xác nhận kế hoạch triển khai"):
            for unit, dated in dates.items():
                self._desk.confirm(drafts[unit], dated=dated)
        self._desk.issue_confirmed(max(dates.values()), title="Ban hành các kế hoạch triển khai")

    def _progress_reports(self) -> None:
        given = self._desk.given
        recurring = (d for d in self._deadlines() if d.fulfilled_by is None and d.period != ONCE)
        due = [(deadline, deadline.due) for deadline in recurring if deadline.due]
        with self._desk.talk.step(f"Ghi nhận {len(due)} lần báo cáo tiến độ tuần, tháng"):
            for deadline, day in due:
                record_progress(
                    self._desk.services,
                    campaign_id=given.campaign,
                    obligation_id=deadline.obligation_id,
                    unit=deadline.unit,
                    due=day,
                    handed_in=day,
                    note=given.note,
                    actor=given.clerk,
                )

    def _reports_on_time(self) -> None:
        due = self._final_report_due()
        on_time = {unit: day for unit, day in self._desk.given.final_reports.items() if day <= due}
        self._hand_in(on_time)
        self._desk.issue_confirmed(due, title="Ban hành các báo cáo nộp đúng hạn")

    def _remind(self) -> None:
        given = self._desk.given
        self._sweep(given.sweep.start, given.reminder.dated)
        changes = DraftChanges(new_deadline=given.reminder.new_deadline)
        with self._desk.talk.step("Sở Tư pháp đọc và xác nhận công văn đôn đốc"):
            for draft in self._desk.drafts(DocumentKind.REMINDER_LETTER):
                self._desk.confirm(draft, dated=given.reminder.dated, changes=changes)
        self._desk.issue_confirmed(given.reminder.dated, title="Ban hành công văn đôn đốc")

    def _late_reports(self) -> None:
        given, due = self._desk.given, self._final_report_due()
        self._hand_in({unit: day for unit, day in given.final_reports.items() if day > due})
        self._desk.issue_confirmed(given.sweep.end, title="Ban hành các báo cáo nộp muộn")
        self._sweep(given.reminder.dated + timedelta(days=1), given.sweep.end)

    def _sweep(self, start: date, end: date) -> None:
        self._desk.run(
            OperationKind.SWEEP_DEADLINES,
            as_of=end,
            params={"from": start.isoformat(), "to": end.isoformat()},
            title=f"Rà soát thời hạn từ {start:%d/%m} đến {end:%d/%m/%Y}",
        )

    def _hand_in(self, dates: dict[UnitId, date]) -> None:
        (deadline,) = {(d.obligation_id, d.due) for d in self._deadlines() if d.fulfilled_by is REPORT}
        obligation, due = deadline
        directory = self._desk.directory()
        handed_in = {draft.issuer for draft in self._desk.drafts(REPORT)}
        with self._desk.talk.step(f"{len(dates)} đơn vị nộp báo cáo tổng kết"):
            for unit, dated in dates.items():
                if unit in handed_in:
                    continue
                hand_in_report(
                    self._desk.services,
                    campaign_id=self._desk.given.campaign,
                    obligation_id=obligation,
                    unit=unit,
                    due=due,
                    dated=dated,
                    content=self._content(directory.unit(unit)),
                    actor=self._desk.given.clerk,
                    request_issue=False,
                )

    def _content(self, unit: Unit) -> ReportContent:
        given = self._desk.given.report
        words = given.district if unit.kind is UnitKind.DISTRICT else given.department
        return ReportContent(
            results=tuple(line.format(unit=unit.name) for line in words.results),
            figures=tuple(FigureLine(**row.model_dump()) for row in words.figures),
            limits=words.limits,
            causes=words.causes,
            lessons=words.lessons,
            proposals=words.proposals,
            signer_name=self._desk.given.signer,
        )

    def _deadlines(self) -> tuple[Deadline, ...]:
        with self._desk.services.registry.begin() as tx:
            return campaign_deadlines(tx, self._desk.given.campaign, until=self._desk.given.sweep.end)

    def _final_report_due(self) -> date:
        return next(d.due for d in self._deadlines() if d.fulfilled_by is REPORT and d.due)
