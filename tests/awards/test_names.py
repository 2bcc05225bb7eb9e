"""Names of nominees as papers write them."""

import pytest

from models.awards.nominees import NomineeKind
from models.organisation import UnitId
from tests.awards import made

STP = UnitId("dong-nai.stp")


@pytest.mark.parametrize(
    ("honorific", "written"),
    [("Bà", "bà Trần Thị B"), ("Thượng tá", "thượng tá Trần Thị B"), ("TS.", "TS. Trần Thị B"), ("", "Trần Thị B")],
)
def test_an_honorific_is_small_within_a_sentence(honorific: str, written: str) -> None:
    """Honorifics and ranks take a capital only where they begin a line; what is shortened keeps its capitals."""
    who = made.nominee(STP, NomineeKind.PERSON, 1, "Trần Thị B", honorific=honorific)
    assert who.mentioned == written


def test_a_body_keeps_its_capital() -> None:
    """A collective's name is a proper name wherever it stands."""
    who = made.nominee(STP, NomineeKind.COLLECTIVE, 1, "Phòng Hành chính tư pháp")
    assert who.mentioned == who.full_name == "Phòng Hành chính tư pháp"
