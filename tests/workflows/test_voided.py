"""After a number that nothing came of is voided, the same paper can be made anew: no way ends there."""

from datetime import date

import pytest

from models.accounts import Account, Role
from models.campaign import Campaign
from models.documents import DocumentKind, DocumentRecord, Draft, DraftState, EntryState, IssueKey
from models.errors import Forbidden
from models.operations import OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.conftest import (
    CLERK,
    DONG_NAI,
    PLAN_DAY,
    all_drafts,
    all_entries,
    doing,
    issued_plan,
    prepared,
    report,
)
from workflows.services import Services
from workflows.steps.campaigns.campaigns import effective_plan
from workflows.steps.campaigns.plan_entries import plan_key
from workflows.steps.campaigns.templates_in_use import template_in_use
from workflows.steps.confirming import DraftChanges, confirm_draft
from workflows.steps.documents.composing import request_from
from workflows.steps.documents.issuing import void_entry
from workflows.steps.documents.plan_document import plan_request
from workflows.steps.documents.plan_format import planned_issue
from workflows.steps.documents.requests import request_operation
from workflows.steps.pages.plan_format import plan_format_page
from workflows.steps.pages.units import TaskWay, unit_page
from workflows.steps.work import run_operation

JUSTICE = UnitId("dong-nai.stp")
HANDED_OUT, DAY = date(2024, 6, 26), date(2024, 10, 30)


def void(services: Services, draft: Draft) -> DocumentRecord:
    """Take the draft's number and void it, as where a worker died and the paper is not to be finished."""
    with services.registry.begin() as tx:
        tx.register.number(request_from(draft, as_of=DAY))
    return void_entry(services, key=draft.key, reason="lập nhầm", actor=CLERK)


def numbered_plan(services: Services, campaign: Campaign) -> DocumentRecord:
    """Take the plan's number and leave it there, as a worker does that dies."""
    template = template_in_use(services, campaign, DocumentKind.CAMPAIGN_PLAN)
    with services.registry.begin() as tx:
        plan = effective_plan(tx, campaign.id)
        issue = planned_issue(plan, {}, as_of=PLAN_DAY, actor=CLERK, key=plan_key(tx, campaign.id))
        issuer = tx.units.directory().unit(plan.issuer)
        return tx.register.number(plan_request(campaign, plan=plan, issuer=issuer, template=template, issue=issue))


def test_a_plan_whose_number_was_voided_is_issued_with_the_next(services: Services) -> None:
    """The void number keeps its line; the plan can be mended, judged and issued as before."""
    campaign = prepared(services)
    do = doing(services)
    asked = request_operation(
        services, kind=OperationKind.ISSUE_PLAN, campaign_id=DONG_NAI, as_of=PLAN_DAY, actor=CLERK
    )
    void_entry(services, key=numbered_plan(services, campaign).key, reason="lập nhầm", actor=CLERK)
    assert plan_format_page(services, campaign_id=DONG_NAI, as_of=PLAN_DAY).look is not None
    ended = run_operation(services, operation_id=asked.id, attempt=asked.attempt)
    assert ended is not None
    assert ended.state is OperationState.SUCCEEDED
    assert [(one.number, one.state) for one in all_entries(services, DocumentKind.CAMPAIGN_PLAN)] == [
        (1, EntryState.VOIDED),
        (2, EntryState.ISSUED),
    ]
    assert do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT).state is OperationState.SUCCEEDED


def test_a_unit_whose_number_was_voided_writes_its_paper_anew(services: Services) -> None:
    """Its sub-plan is handed out again, its report handed in again; the withdrawn drafts are nobody's task."""
    do = issued_plan(services)
    do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT)
    draft = next(one for one in all_drafts(services, DocumentKind.SUB_PLAN) if one.issuer == JUSTICE)
    void(services, confirm_draft(services, key=draft.key, dated=DAY, actor=CLERK, request_issue=False))
    assert do(OperationKind.DISTRIBUTE_SUB_PLANS, HANDED_OUT).message.endswith("thêm 1 dự thảo mới.")
    void(services, report(JUSTICE, DAY, services, issue=False))
    again = report(JUSTICE, DAY, services)
    assert (again.state, again.key[-2:]) == (DraftState.CONFIRMED, ":2")
    page = unit_page(services, campaign_id=DONG_NAI, unit=JUSTICE, today=DAY, day=DAY)
    shown = [task.draft for task in (*page.now, *page.later) if task.way is not TaskWay.NOTE and task.draft]
    assert [one.key[-2:] for one in shown] == [":2"] * len(shown) != []
    assert do(OperationKind.ISSUE_CONFIRMED, DAY).state is OperationState.SUCCEEDED
    assert [one.state for one in all_entries(services, DocumentKind.UNIT_FINAL_REPORT)] == [
        EntryState.VOIDED,
        EntryState.ISSUED,
    ]


def test_a_letter_whose_number_was_voided_is_drafted_anew(services: Services) -> None:
    """The units stay reminded of: when the day is looked at again there is a new draft, and not a third."""
    do = issued_plan(services)
    day = date(2024, 11, 1)
    do(OperationKind.SWEEP_DEADLINES, day, **{"from": str(day), "to": str(day)})
    (draft,) = all_drafts(services, DocumentKind.REMINDER_LETTER)
    void(services, confirm_draft(services, key=draft.key, dated=day, actor=CLERK, request_issue=False))
    for more in (1, 0):
        told = do(OperationKind.SWEEP_DEADLINES, day, **{"from": str(day), "to": str(day)}).message
        assert told.endswith(f"thêm 0 lượt quá hạn, {more} dự thảo công văn đôn đốc.")
    old, new = sorted(all_drafts(services, DocumentKind.REMINDER_LETTER), key=lambda one: one.key)
    assert (old.state, new.state, new.key[-2:]) == (DraftState.WITHDRAWN, DraftState.DRAFTED, ":2")
    assert new.context["units"] == old.context["units"]


def test_a_summary_whose_number_was_voided_is_drafted_anew(services: Services) -> None:
    """The province's final report is not told to be confirmed when its number was voided."""
    do = issued_plan(services)
    report(JUSTICE, DAY, services)
    do(OperationKind.ISSUE_CONFIRMED, DAY)
    do(OperationKind.SUMMARISE_REPORTS, DAY)
    (draft,) = all_drafts(services, DocumentKind.FINAL_REPORT)
    written = dict.fromkeys(("limits", "causes", "lessons", "directions"), ("Không có.",))
    confirmed = confirm_draft(
        services, key=draft.key, dated=DAY, changes=DraftChanges(**written), actor=CLERK, request_issue=False
    )
    void(services, confirmed)
    assert do(OperationKind.SUMMARISE_REPORTS, DAY).message.startswith("Đã lập dự thảo báo cáo tổng kết")


def test_only_the_office_voids_a_number(services: Services) -> None:
    """A unit's account, or one of the Board, has no say over numbers."""
    issued_plan(services)
    with services.registry.begin() as tx:
        tx.accounts.add(Account(name="stp", display_name="stp", role=Role.UNIT, unit=JUSTICE, password_hash="x"))
    draft = report(JUSTICE, DAY, services, issue=False)
    with services.registry.begin() as tx:
        tx.register.number(request_from(draft, as_of=DAY))
    with pytest.raises(Forbidden):
        void_entry(services, key=IssueKey(draft.key), reason="lập nhầm", actor="stp")
