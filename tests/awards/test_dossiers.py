"""What a dossier lacks, when it may be submitted, and how it goes back and forth."""

from datetime import date

import pytest
from pydantic import ValidationError

from models.awards.checklist import (
    DossierIncomplete,
    ItemState,
    checklist,
    lacking,
    may_submit,
    submitted,
    with_standing,
)
from models.awards.dossiers import (
    Dossier,
    DossierClosed,
    DossierPart,
    DossierState,
    NoReturnReason,
    closed,
    returned,
    with_part,
    without_part,
)
from models.awards.nominations import AwardForm, Nomination, NominationState, standing
from models.awards.nominees import NomineeKind, alike, same_person
from models.awards.regulations import NoRule, PartKind, Regulation
from models.documents import CampaignId
from models.findings import refusing, unverified
from models.organisation import Confidence
from tests.awards import made
from workflows.steps.files.law_files import shipped_law

DAY = date(2024, 11, 25)
NOMINATIONS = made.nominations()


def rules(regulation: str = "nd-98-2023") -> Regulation:
    """Return a shipped rule set."""
    return shipped_law().regulation(regulation)


def lacking_minutes() -> Dossier:
    """Return the south's dossier without its minutes."""
    return without_part(made.whole_dossier(made.SOUTH, NOMINATIONS), kind=PartKind.MINUTES)


def test_the_checklist_asks_for_a_report_of_each_nominee() -> None:
    """One proposal, one set of minutes, and a confirmed report per nominee in the order of the list."""
    dossier = made.whole_dossier(made.SOUTH, NOMINATIONS)
    items = checklist(dossier, nominations=NOMINATIONS, regulation=rules())
    assert [(item.part, item.whom) for item in items] == [
        (PartKind.PROPOSAL, ""),
        (PartKind.MINUTES, ""),
        (PartKind.REPORT, "Phòng Tư pháp huyện Nam (mẫu)"),
        (PartKind.REPORT, "Bà Lê Thị Thủy (mẫu)"),
        (PartKind.REPORT, "Bà Phạm Thị Hồng (mẫu)"),
    ]
    assert all(item.state is ItemState.PRESENT and item.owed_by == made.SOUTH for item in items)
    assert may_submit(items)
    assert with_standing(dossier, items=items).state is DossierState.COMPLETE


def test_a_lack_under_a_found_rule_stops_the_submission() -> None:
    """Under the decree of 2023 missing minutes stop a dossier, and the message names them and the rule."""
    dossier = lacking_minutes()
    items = checklist(dossier, nominations=NOMINATIONS, regulation=rules())
    assert not may_submit(items)
    assert with_standing(dossier, items=items).state is DossierState.INCOMPLETE
    with pytest.raises(
        DossierIncomplete, match="Biên bản xét của Hội đồng Thi đua - Khen thưởng cấp trình: còn thiếu"
    ) as caught:
        submitted(dossier, items=items, nominations=NOMINATIONS, on=DAY)
    assert caught.value.place == dossier.id
    assert "26039" in (caught.value.remedy or "")


def test_a_lack_under_an_unverified_rule_only_warns() -> None:
    """Under the decree of 2025, whose list of papers is inferred, the same lack warns and is recorded."""
    dossier = lacking_minutes()
    items = checklist(dossier, nominations=NOMINATIONS, regulation=rules("nd-152-2025"))
    assert may_submit(items)
    findings = lacking(items)
    assert [one.code for one in findings] == ["part-lacking"]
    assert not refusing(findings)
    assert "suy ra từ quy định khác, chưa đối chiếu" in str(findings[0])
    done = submitted(dossier, items=items, nominations=NOMINATIONS, on=DAY)
    assert (done.state, done.submitted_on) == (DossierState.SUBMITTED, DAY)


def test_an_unconfirmed_report_is_no_report_yet() -> None:
    """A report that lies there unconfirmed stops the dossier as a missing one does."""
    whole = made.whole_dossier(made.NORTH, NOMINATIONS)
    report = whole.parts[-1]
    dossier = with_part(whole, report.model_copy(update={"confirmed": False}))
    items = checklist(dossier, nominations=NOMINATIONS, regulation=rules())
    assert [item.state for item in items if item.is_open] == [ItemState.UNCONFIRMED]
    assert not may_submit(items)
    assert [one.code for one in lacking(items)] == ["part-unconfirmed"]


def test_an_empty_dossier_is_not_submitted() -> None:
    """Where nobody is proposed there is nothing to submit."""
    dossier = made.whole_dossier(made.SOUTH, NOMINATIONS)
    nobody = tuple(one.model_copy(update={"state": NominationState.WITHDRAWN}) for one in NOMINATIONS)
    items = checklist(dossier, nominations=nobody, regulation=rules())
    assert len(items) == 2
    with pytest.raises(DossierIncomplete, match="chưa có tập thể, cá nhân"):
        submitted(dossier, items=items, nominations=nobody, on=DAY)


def test_a_dossier_goes_back_with_a_reason_and_comes_again() -> None:
    """Sent back it opens as the next edition, keeps its reason until it is submitted again, and then closes."""
    dossier = made.assessed(made.SOUTH, NOMINATIONS).dossier
    with pytest.raises(DossierClosed, match="đã nộp"):
        with_part(dossier, DossierPart(kind=PartKind.MINUTES, document=9))
    with pytest.raises(NoReturnReason):
        returned(dossier, reason="  ")
    back = returned(dossier, reason="Thiếu chữ ký thư ký trong biên bản.")
    assert (back.state, back.edition, back.at_unit) == (DossierState.RETURNED, 2, True)
    mended = with_part(back, DossierPart(kind=PartKind.MINUTES, document=9, sha256="b"))
    items = checklist(mended, nominations=NOMINATIONS, regulation=rules())
    assert with_standing(mended, items=items).return_reason == "Thiếu chữ ký thư ký trong biên bản."
    again = submitted(mended, items=items, nominations=NOMINATIONS, on=DAY)
    assert (again.state, again.return_reason, again.edition) == (DossierState.SUBMITTED, None, 2)
    with pytest.raises(DossierClosed):
        submitted(again, items=items, nominations=NOMINATIONS, on=DAY)
    assert closed(again).state is DossierState.CLOSED
    assert closed(closed(again)) == closed(again)


def test_what_is_not_submitted_is_neither_returned_nor_closed() -> None:
    """Only a submitted dossier can be sent back or closed."""
    dossier = made.whole_dossier(made.SOUTH, NOMINATIONS)
    with pytest.raises(DossierClosed, match="đang lập"):
        returned(dossier, reason="Thiếu biên bản.")
    with pytest.raises(DossierClosed, match="chưa kết thúc"):
        closed(dossier)


def test_the_same_part_twice_changes_nothing() -> None:
    """A paper that is handed in again unchanged leaves the dossier as it was."""
    dossier = made.whole_dossier(made.SOUTH, NOMINATIONS)
    assert with_part(dossier, dossier.parts[0]) == dossier


def test_a_form_without_a_rule_is_told() -> None:
    """Where the regulation says nothing of a form there is an error, not a guess."""
    bare = rules().model_copy(update={"dossiers": ()})
    with pytest.raises(NoRule, match="giay_khen"):
        bare.dossier_rule(AwardForm.GIAY_KHEN)


def test_nominations_stand_collectives_first() -> None:
    """The list's order is collectives, persons, households; withdrawn ones are left out."""
    first, *rest = NOMINATIONS
    withdrawn = first.model_copy(update={"state": NominationState.WITHDRAWN})
    kinds = [one.nominee.kind for one in standing((withdrawn, *rest))]
    assert kinds == [NomineeKind.COLLECTIVE] * 2 + [NomineeKind.PERSON] * 2


def test_identity_is_the_id_and_likeness_is_a_question() -> None:
    """Two spellings are one nominee only by id; like names of one place are asked about, of two places not."""
    thuy = made.nominee(made.SOUTH, NomineeKind.PERSON, 1, "Lê Thị Thủy")
    other_words = thuy.model_copy(update={"name": "Lê Thị Thu Thủy"})
    assert same_person(thuy, other_words)
    assert not alike(thuy, other_words)
    again = made.nominee(made.SOUTH, NomineeKind.PERSON, 2, "LÊ THỊ  THUỶ", position="Chuyên viên")
    assert alike(thuy, again)
    elsewhere = made.nominee(
        made.NORTH, NomineeKind.PERSON, 1, "Lê Thị Thuỷ", position="Chuyên viên", organisation="Phòng Nội vụ"
    )
    assert not alike(thuy, elsewhere)


def test_a_nomination_belongs_to_its_unit_and_shape() -> None:
    """A nominee of another unit, or a person with a collective's report, is refused in Vietnamese."""
    good = NOMINATIONS[0]
    with pytest.raises(ValidationError, match=r"do đơn vị mau\.bac đề nghị"):
        Nomination.model_validate(good.model_dump() | {"unit": made.SOUTH})
    words = {"shape": "collective", "characteristics": (), "functions": (), "achievements": ("x",)}
    with pytest.raises(ValidationError, match="không đúng mẫu"):
        Nomination.model_validate(good.model_dump() | {"report": words, "campaign_id": CampaignId("x")})


def test_a_verified_rule_says_nothing_of_itself() -> None:
    """Only rules not found in their text carry the doubt."""
    assert unverified(Confidence.FOUND) == ""
    assert all("chưa đối chiếu" in unverified(one) for one in Confidence if one is not Confidence.FOUND)
