"""Rewards on both sides of every day on which the base salary or the decree changed."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.awards.money import reward, rounded_up, total
from models.awards.nominations import AwardForm
from models.awards.nominees import NomineeKind
from models.awards.regulations import NoRule
from models.organisation import Confidence
from workflows.steps.files.law_files import shipped_law

BK, GK = AwardForm.BANG_KHEN_TINH, AwardForm.GIAY_KHEN
PERSON, COLLECTIVE, HOUSEHOLD = NomineeKind.PERSON, NomineeKind.COLLECTIVE, NomineeKind.HOUSEHOLD

BOTH_SIDES = {
    date(2023, 6, 30): (1_490_000, 2_980_000, 450_000, 900_000),
    date(2023, 7, 1): (1_800_000, 3_600_000, 540_000, 1_080_000),
    date(2023, 12, 31): (1_800_000, 3_600_000, 540_000, 1_080_000),
    date(2024, 1, 1): (2_700_000, 5_400_000, 540_000, 1_080_000),
    date(2024, 6, 30): (2_700_000, 5_400_000, 540_000, 1_080_000),
    date(2024, 7, 1): (3_510_000, 7_020_000, 710_000, 1_410_000),
    date(2024, 12, 20): (3_510_000, 7_020_000, 710_000, 1_410_000),
    date(2025, 6, 30): (3_510_000, 7_020_000, 710_000, 1_410_000),
    date(2025, 7, 1): (3_510_000, 7_020_000, 710_000, 1_410_000),
    date(2026, 6, 30): (3_510_000, 7_020_000, 710_000, 1_410_000),
    date(2026, 7, 1): (3_800_000, 7_590_000, 760_000, 1_520_000),
}
"""Bằng khen of a person and a collective, Giấy khen of a person and a collective, in đồng."""


@pytest.mark.parametrize(("day", "expected"), BOTH_SIDES.items())
def test_money_follows_the_decisions_date(day: date, expected: tuple[int, ...]) -> None:
    """Rule set and base salary are those of the decision's date, rounded up to the next 10.000 đồng."""
    law = shipped_law()
    found = [reward(form=f, kind=k, decided_on=day, law=law).amount for f in (BK, GK) for k in (PERSON, COLLECTIVE)]
    assert tuple(found) == expected


@pytest.mark.parametrize(
    ("day", "bang_khen", "giay_khen"),
    [(date(2024, 7, 1), 5_270_000, 1_060_000), (date(2026, 7, 1), 5_700_000, 1_140_000)],
)
def test_a_household_gets_half_as_much_again_with_a_warning(day: date, bang_khen: int, giay_khen: int) -> None:
    """A household's figure is 1,5 times the person's before rounding, told to be uncertain."""
    law = shipped_law()
    for form, expected in ((BK, bang_khen), (GK, giay_khen)):
        found = reward(form=form, kind=HOUSEHOLD, decided_on=day, law=law)
        assert found.amount == expected
        assert any(note.confidence is Confidence.UNCERTAIN for note in found.notes)


def test_a_household_after_rounding_is_another_figure() -> None:
    """The other reading of the rule changes one figure of the table: the doubt is worth a warning."""
    law = shipped_law()
    in_force = law.regulation_on(date(2024, 7, 1))
    assert in_force.household is not None
    other = in_force.model_copy(update={"household": in_force.household.model_copy(update={"of_rounded": True})})
    changed = law.model_copy(update={"regulations": (other,)})
    assert reward(form=GK, kind=HOUSEHOLD, decided_on=date(2024, 7, 1), law=changed).amount == 1_070_000


def test_a_figure_nobody_found_is_not_invented() -> None:
    """Where the data hold no figure there is an error, not a guess."""
    law = shipped_law()
    with pytest.raises(NoRule, match="hộ gia đình"):
        reward(form=BK, kind=HOUSEHOLD, decided_on=date(2023, 12, 31), law=law)
    with pytest.raises(NoRule, match="30/6/2019"):
        reward(form=BK, kind=PERSON, decided_on=date(2019, 6, 30), law=law)


def test_unverified_figures_warn_and_never_refuse() -> None:
    """A figure from a secondary source says so; one from the decree's text says nothing of itself."""
    law = shipped_law()
    old = reward(form=BK, kind=PERSON, decided_on=date(2023, 6, 30), law=law)
    assert {note.confidence for note in old.notes} == {Confidence.SECONDARY}
    assert not any(note.refuses for note in old.notes)
    new = reward(form=BK, kind=PERSON, decided_on=date(2024, 12, 20), law=law)
    assert [note.message for note in new.notes] == [
        "Mức thưởng: cách làm tròn lên hàng chục nghìn đồng lấy từ nguồn thứ cấp, "
        "chưa đối chiếu với văn bản chính thức."
    ]


def test_the_central_boards_example_of_rounding() -> None:
    """834.000 becomes 840.000, as the Central Board answered; a round figure stays."""
    assert rounded_up(Decimal(834_000), step=10_000) == 840_000
    assert rounded_up(Decimal(840_000), step=10_000) == 840_000


@given(st.integers(min_value=1, max_value=10**12))
def test_rounding_raises_by_less_than_a_step(amount: int) -> None:
    """A rounded amount is a multiple of the step, never less than the amount, and less than a step above it."""
    rounded = rounded_up(Decimal(amount), step=10_000)
    assert rounded % 10_000 == 0
    assert 0 <= rounded - amount < 10_000


def test_rewards_are_summed() -> None:
    """The total of rewards is the sum of their amounts."""
    law, day = shipped_law(), date(2024, 12, 20)
    rewards = [reward(form=BK, kind=kind, decided_on=day, law=law) for kind in (PERSON, COLLECTIVE, PERSON)]
    assert total(rewards) == 14_040_000
