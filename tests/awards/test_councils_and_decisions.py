"""Council sessions that add up, and the plan of a decision."""

from datetime import date, time
from typing import Any

import pytest

from models.awards.councils import CouncilSession, printed_percent, session_findings, vote_percent
from models.awards.decisions import NotProposed
from models.awards.nominees import NomineeKind, nominee_id
from models.awards.regulations import LegalBasis
from models.findings import refusing
from models.organisation import Confidence
from tests.awards import made
from workflows.steps.files.law_files import shipped_law


def session(**given: Any) -> CouncilSession:
    """Return a session in which nine of nine members agree."""
    usual: dict[str, Any] = {
        "campaign_id": made.CAMPAIGN,
        "unit": made.SOUTH,
        "form": made.FORM,
        "held_on": date(2024, 11, 18),
        "start": time(8, 0),
        "end": time(9, 30),
        "place": "Phòng họp số 1",
        "members_total": 9,
        "present": 9,
        "chair": "Người chủ trì (mẫu)",
        "chair_role": "Chủ tịch Hội đồng",
        "secretary": "Thư ký (mẫu)",
        "votes_for": 9,
        "votes_base": 9,
    }
    return CouncilSession(**(usual | given))


def test_a_session_that_adds_up_raises_nothing() -> None:
    """Nine of nine present, nine of nine in favour: 100%."""
    assert session_findings(session()) == ()
    assert printed_percent(session()) == "100%"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"present": 8}, "council-present"),
        ({"present": 10}, "council-present"),
        ({"end": time(8, 0)}, "council-time"),
        ({"votes_for": 10}, "council-votes"),
        ({"votes_base": 12}, "council-votes"),
    ],
)
def test_what_does_not_add_up_refuses(given: dict[str, Any], code: str) -> None:
    """Members, votes and times that cannot be are refused."""
    assert code in {one.code for one in refusing(session_findings(session(**given)))}


def test_a_thin_session_only_warns() -> None:
    """A quorum is some province's rule and a threshold is not set for this award: both only warn."""
    absent = ("Một (mẫu)", "Hai (mẫu)", "Ba (mẫu)", "Bốn (mẫu)")
    findings = session_findings(session(present=5, absent=absent, votes_for=4, votes_base=9))
    assert {one.code for one in findings} == {"council-quorum", "council-majority"}
    assert refusing(findings) == ()


def test_the_share_is_of_all_members() -> None:
    """Eight of nine are 88,9%, the absent counted in the base."""
    found = session(present=8, absent=("Một (mẫu)",), votes_for=8)
    assert str(vote_percent(found)) == "88.9"
    assert printed_percent(found) == "88,9%"


def test_a_decision_counts_and_sums() -> None:
    """Two collectives and three persons at the rates of the date make 24.570.000 đồng, in words too."""
    plan = made.plan()
    assert [(one.kind, one.count, one.each, one.subtotal) for one in plan.money] == [
        (NomineeKind.COLLECTIVE, 2, 7_020_000, 14_040_000),
        (NomineeKind.PERSON, 3, 3_510_000, 10_530_000),
    ]
    assert plan.total == 24_570_000
    assert plan.total_words == "Hai mươi tư triệu năm trăm bảy mươi nghìn đồng"
    assert [(line.place, line.ordinal) for line in plan.lines] == [(1, 1), (2, 2), (3, 1), (4, 2), (5, 3)]
    assert plan.count(NomineeKind.PERSON) == 3
    assert [one.code for one in plan.proposals] == ["12/TTr-UBND", "05/TTr-UBND"]


def test_nobody_gets_in_without_a_proposal() -> None:
    """A nominee whom no proposal names stops the plan, found by identity."""
    chosen = made.nominations()
    refs = tuple(
        one.model_copy(update={"nominees": (nominee_id(unit=one.unit, kind=NomineeKind.PERSON, number=8),)})
        for one in made.proposals(chosen)
    )
    with pytest.raises(NotProposed, match="không có trong tờ trình nào"):
        made.plan(chosen, proposals=refs)


def test_a_proposal_that_names_nobody_awarded_is_not_cited() -> None:
    """Only proposals that the decision answers stand in it."""
    north = tuple(one for one in made.nominations() if one.unit == made.NORTH)
    plan = made.plan(north, proposals=made.proposals(made.nominations()))
    assert [one.unit for one in plan.proposals] == [made.NORTH]


def test_what_is_not_verified_is_noted_once() -> None:
    """The plan notes the rounding rule, once per kind of award, and that the province's own rule is not known."""
    codes = [note.code for note in made.plan().notes]
    assert codes.count("no-provincial-basis") == 1
    assert "figure-unverified" in codes
    assert "basis-unverified" not in codes
    later = made.plan(decided_on=date(2026, 11, 2))
    assert {"tdkt-2026", "nd-152-2025"} <= {one.id for one in later.bases}
    assert "basis-unverified" in [note.code for note in later.notes]
    assert not any(note.refuses for note in later.notes)


def test_a_provinces_own_rule_is_cited_there_alone() -> None:
    """A basis with a province stands in that province's decisions and in no other's."""
    own = LegalBasis(
        id="mau-quy-che",
        text="Căn cứ Quyết định số 01/2024/QĐ-UBND của UBND tỉnh Mẫu (mẫu)",
        province="mau",
        source="mẫu",
        confidence=Confidence.FOUND,
    )
    law = shipped_law().model_copy(update={"bases": (*shipped_law().bases, own)})
    assert own in made.plan(law=law).bases
    assert "no-provincial-basis" not in {note.code for note in made.plan(law=law).notes}
    assert own not in law.bases_on(made.DECIDED, province="dong-nai")
