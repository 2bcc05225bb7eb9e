"""Plan files made to hurt: they cost little time and end in told faults."""

import time

import pytest

from workflows.steps.files.plan_files import PlanFileFaults, read_plan

_MOST = 900_000
_SECONDS = 5.0
"""Each took minutes or hours before it was stopped in time; now far less than a second."""


def _faults(text: str) -> list[str]:
    with pytest.raises(PlanFileFaults) as told:
        read_plan(text, file_name="hai.yaml")
    return [f"{fault.line}: {fault.message}" for fault in told.value.faults]


@pytest.mark.parametrize("text", ["[" * _MOST, "a: " + "{a: " * (_MOST // 4), "- " * (_MOST // 2), "? " * (_MOST // 2)])
def test_depth_without_end_is_refused_at_once(text: str) -> None:
    """However deep a file is nested, it is read no further than the depth that a plan may have."""
    began = time.monotonic()
    assert _faults(text) == ["1: lồng nhau quá 20 tầng"]
    assert time.monotonic() - began < _SECONDS


def test_the_same_slip_on_every_line_is_told_a_limited_number_of_times() -> None:
    """A file whose every line holds the same slip is not read again for each of them."""
    began = time.monotonic()
    told = _faults("\n".join(f"muc{'x' * (n % 7)}: Căn cứ: văn bản" for n in range(10_000)))
    assert time.monotonic() - began < _SECONDS
    assert 50 <= sum("dấu hai chấm" in fault for fault in told) <= 51


@pytest.mark.parametrize("escape", [r"\0", r"\x07", r"\x85", r"\x7f"])
def test_characters_that_nobody_can_print_are_told_with_their_place(escape: str) -> None:
    """A control character hidden behind an escape is a fault of the file, not of the database or the printer."""
    assert "2: có ký tự điều khiển không in được" in _faults(f'id: thu\nname: "Phong{escape} trào"')


def test_faults_of_one_line_come_in_the_order_of_the_plans_parts() -> None:
    """The same file tells its faults in the same order each time: a clerk finds the place where they stopped."""
    assert [fault.removeprefix("1: ") for fault in _faults("x: 1")][-1].startswith("mục “x” không có")
