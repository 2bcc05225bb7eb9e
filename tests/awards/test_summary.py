"""Who reported when, late, or not at all."""

from datetime import date

from models.awards.summary import all_results, results_by_unit
from models.campaign import Submission
from models.deadlines import AssessedDeadline, Deadline, DeadlineStatus, assess
from models.documents import CampaignId
from models.organisation import Directory, UnitId
from tests.awards import made

DUE = date(2024, 10, 31)
WEST, EAST = UnitId("mau.tay"), UnitId("mau.dong")
DIRECTORY = Directory((*made.DIRECTORY, made.unit(WEST, "UBND huyện Tây"), made.unit(EAST, "UBND huyện Đông")))


def deadline(unit: UnitId, *, obligation: str = "O4", due: date | None = DUE) -> Deadline:
    """Return a deadline of the final report."""
    return Deadline(obligation_id=obligation, title="Báo cáo tổng kết", unit=unit, due=due, period="-")


def handed(unit: UnitId, day: date, *, document: int | None = None) -> Submission:
    """Return what a unit handed in on a day."""
    return Submission(
        campaign_id=CampaignId("mau-2024"),
        obligation_id="O4",
        unit=unit,
        due=DUE,
        handed_in=day,
        document=document,
        by="mau",
    )


def assessed(as_of: date) -> tuple[tuple[AssessedDeadline, ...], tuple[Submission, ...]]:
    """Return four units' deadlines as of a day: one on time, one late, two without a report."""
    exempt = deadline(WEST).model_copy(update={"exempt_reason": "Đơn vị kết thúc hoạt động."})
    deadlines = (deadline(made.NORTH), deadline(made.SOUTH), deadline(EAST), exempt)
    submissions = (handed(made.NORTH, date(2024, 10, 28), document=7), handed(made.SOUTH, date(2024, 11, 4)))
    return assess(deadlines, submissions=submissions, as_of=as_of), submissions


def test_each_unit_stands_with_its_day_and_status() -> None:
    """On time, late with its days, not at all, and exempt with the reason, in the order of the alphabet."""
    found, submissions = assessed(date(2024, 11, 15))
    results = results_by_unit(
        found, obligation_id="O4", submissions=submissions, directory=DIRECTORY, as_of=date(2024, 11, 15)
    )
    assert [(row.name, row.words, row.document) for row in results.rows] == [
        ("UBND huyện Bắc (mẫu)", "đúng hạn", 7),
        ("UBND huyện Đông", "chưa gửi", None),
        ("UBND huyện Nam (mẫu)", "gửi muộn 4 ngày", None),
        ("UBND huyện Tây", "không phải gửi", None),
    ]
    assert results.rows[-1].note == "Đơn vị kết thúc hoạt động."
    assert results.counts[DeadlineStatus.MISSING] == 1
    assert results.chart == (("Đúng hạn", 1), ("Gửi muộn", 1), ("Chưa gửi", 1), ("Không phải gửi", 1))
    assert results.sentence == (
        "Báo cáo tổng kết: đến ngày 15/11/2024, trong 04 lượt có 01 đúng hạn, 01 gửi muộn, 01 chưa gửi, "
        "01 không phải gửi; chưa gửi: UBND huyện Đông."
    )


def test_what_came_later_does_not_count_yet() -> None:
    """As of the last day on time, a report of the week after has not come."""
    found, submissions = assessed(date(2024, 11, 1))
    results = results_by_unit(found, obligation_id="O4", submissions=submissions, directory=DIRECTORY, as_of=DUE)
    assert results.counts[DeadlineStatus.MISSING] == 2
    assert results.rows[2].handed_in is None


def test_obligations_stand_in_the_plans_order() -> None:
    """All results come obligation by obligation, those without a hand-in too."""
    found = assess((deadline(made.NORTH, obligation="O9", due=None), deadline(made.NORTH)), submissions=(), as_of=DUE)
    results = all_results(found, submissions=(), directory=DIRECTORY, as_of=DUE)
    assert [one.obligation_id for one in results] == ["O9", "O4"]
    assert results[0].rows[0].words == "chưa gửi, không có thời hạn"
    assert results_by_unit((), obligation_id="O5", submissions=(), directory=DIRECTORY, as_of=DUE).rows == ()
