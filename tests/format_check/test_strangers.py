"""Papers of other offices: what is right is never refused, whatever program wrote it and however it was typed."""

import pytest

from doc_templates.format_check import Verdict, check_format
from tests.format_check.odd import ODD
from tests.format_check.programs import RIGHT


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_paper_of_another_office_passes(name: str) -> None:
    """Every kind, every authority, every program: nothing fails and nothing is warned of."""
    report = check_format(RIGHT[name]())
    assert [str(one) for one in report.findings] == []
    assert report.verdict is Verdict.PASS


@pytest.mark.parametrize("name", ODD)
def test_habits_of_typing_refuse_nothing(name: str) -> None:
    """Blanks, lines, tables and Kính gửi have many ways: what prints right does not fail."""
    report = check_format(ODD[name]())
    assert [str(one) for one in report.faults] == []
    assert report.verdict is Verdict.PASS
