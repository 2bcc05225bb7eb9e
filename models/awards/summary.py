"""What units handed in, as the province's final report tells it: per unit when, late or not at all, and the counts."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.base import Value
from models.campaign import Submission
from models.dates import short_date
from models.deadlines import AssessedDeadline, DeadlineStatus
from models.organisation import Directory, UnitId
from models.text import sort_key

RESULT_NAMES: dict[DeadlineStatus, str] = {
    DeadlineStatus.MET: "đúng hạn",
    DeadlineStatus.LATE: "gửi muộn",
    DeadlineStatus.MISSING: "chưa gửi",
    DeadlineStatus.NOT_DUE: "chưa đến hạn",
    DeadlineStatus.GAP: "chưa gửi, không có thời hạn",
    DeadlineStatus.EXEMPT: "không phải gửi",
}
"""Words of the report's table and the labels of its chart, in order."""


class UnitResult(Value):
    """What one unit handed in for one deadline."""

    unit: UnitId
    name: str
    due: date | None
    handed_in: date | None
    status: DeadlineStatus
    document: int | None = None
    """The register entry, where the hand-in is a document of this service."""
    note: str = ""

    @property
    def days_late(self) -> int:
        """Return how many days after the last day on time it came; 0 where it was on time or did not come."""
        if self.due is None or self.handed_in is None:
            return 0
        return max(0, (self.handed_in - self.due).days)

    @property
    def words(self) -> str:
        """Return the status as the table prints it: ``gửi muộn 3 ngày``."""
        return f"{RESULT_NAMES[self.status]} {self.days_late} ngày" if self.days_late else RESULT_NAMES[self.status]


class ResultsByUnit(Value):
    """One obligation's results, unit by unit in Vietnamese order, as of a day."""

    obligation_id: str
    title: str
    as_of: date
    rows: tuple[UnitResult, ...]

    @property
    def counts(self) -> dict[DeadlineStatus, int]:
        """Return how many rows have each status; a status that nobody has is left out."""
        by_status = {status: sum(row.status is status for row in self.rows) for status in RESULT_NAMES}
        return {status: count for status, count in by_status.items() if count}

    @property
    def chart(self) -> tuple[tuple[str, int], ...]:
        """Return label and number of each bar; on time, late and not at all always have one."""
        always = (DeadlineStatus.MET, DeadlineStatus.LATE, DeadlineStatus.MISSING)
        counts = self.counts
        return tuple(
            (RESULT_NAMES[status].capitalize(), counts.get(status, 0))
            for status in RESULT_NAMES
            if status in always or status in counts
        )

    @property
    def sentence(self) -> str:
        """Return the result as one Vietnamese sentence with its counts and who handed in nothing."""
        told = ", ".join(f"{count:02d} {RESULT_NAMES[status]}" for status, count in self.counts.items())
        missing = [row.name for row in self.rows if row.status is DeadlineStatus.MISSING]
        who = f"; chưa gửi: {', '.join(missing)}" if missing else ""
        return f"{self.title}: đến ngày {short_date(self.as_of)}, trong {len(self.rows):02d} lượt có {told}{who}."


def results_by_unit(
    assessed: Iterable[AssessedDeadline],
    *,
    obligation_id: str,
    submissions: Iterable[Submission],
    directory: Directory,
    as_of: date,
) -> ResultsByUnit:
    """Return one obligation's results; several periods of a unit stand as several rows, by day."""
    own = [one for one in assessed if one.obligation_id == obligation_id]
    known = [one for one in submissions if one.obligation_id == obligation_id and one.handed_in <= as_of]
    rows = [_row(one, submissions=known, directory=directory) for one in own]
    return ResultsByUnit(
        obligation_id=obligation_id,
        title=own[0].title if own else obligation_id,
        as_of=as_of,
        rows=tuple(sorted(rows, key=lambda row: (sort_key(row.name), row.due or date.max))),
    )


def all_results(
    assessed: Iterable[AssessedDeadline], *, submissions: Iterable[Submission], directory: Directory, as_of: date
) -> tuple[ResultsByUnit, ...]:
    """Return the results of every obligation, in the order in which the plan states them."""
    known, handed = tuple(assessed), tuple(submissions)
    return tuple(
        results_by_unit(known, obligation_id=one, submissions=handed, directory=directory, as_of=as_of)
        for one in dict.fromkeys(deadline.obligation_id for deadline in known)
    )


def _row(deadline: AssessedDeadline, *, submissions: Sequence[Submission], directory: Directory) -> UnitResult:
    of_unit = [one for one in submissions if one.unit == deadline.unit and one.handed_in == deadline.handed_in]
    exact = next((one for one in of_unit if one.due == deadline.due), of_unit[0] if of_unit else None)
    return UnitResult(
        unit=deadline.unit,
        name=directory.unit(deadline.unit).name,
        due=deadline.due,
        handed_in=deadline.handed_in,
        status=deadline.status,
        document=exact.document if exact else None,
        note=exact.note if exact and exact.note else deadline.exempt_reason or "",
    )
