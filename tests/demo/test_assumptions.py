"""What the demo takes for granted fits the plan and the directory that come with the service."""

from cli.demo.assumptions import load_assumptions
from models.plan import open_gaps
from workflows.steps.campaigns.shipped import PLANS, shipped_text
from workflows.steps.files.plan_files import read_directory, read_plan


def test_every_gap_that_issuing_or_deadlines_need_is_answered() -> None:
    """The assumptions answer each gap that the plan cannot do without, and no gap that it does not have."""
    given = load_assumptions()
    gaps = open_gaps(read_plan(shipped_text(given.plan), file_name=given.plan))
    needed = {gap.path for gap in gaps if gap.needed_for != "nothing"}
    assert needed <= set(given.fillings) <= {gap.path for gap in gaps}


def test_every_unit_named_is_in_the_directory() -> None:
    """No assumption speaks of a unit that the directory does not know."""
    given = load_assumptions()
    file = PLANS / "directories" / "dong_nai.yaml"
    known = {unit.id for unit in read_directory(file.read_text(encoding="utf-8"), file_name=file.name)}
    named = {*given.sub_plans, *given.final_reports, *(unit for group in given.groups for unit in group.units)}
    assert named <= known


def test_some_reports_are_late_and_some_missing() -> None:
    """The demo shows all three: reports in time, late ones, and units that hand in nothing."""
    given = load_assumptions()
    late = [day for day in given.final_reports.values() if day > given.reminder.dated]
    in_time = [day for day in given.final_reports.values() if day < given.reminder.dated]
    assert len(given.sub_plans) == 13
    assert (len(in_time), len(late)) == (28, 3)
