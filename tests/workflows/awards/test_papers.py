"""Nominations, minutes, achievement reports and proposals: who, in which order, with which numbers."""

import pytest

from models.awards.nominations import Nomination
from models.awards.nominees import alike
from models.documents import DocumentKind, DraftState
from models.organisation import UnitId
from tests.workflows.awards.conftest import FORM, MET, PROPOSED, SIX, Ending, collective, person, session
from tests.workflows.conftest import CLERK, DONG_NAI, all_drafts, all_entries
from workflows.steps.awards.councils import CouncilFaults, NothingNominated, record_council
from workflows.steps.awards.nominations import (
    NomineeEntry,
    NomineeUnnamed,
    record_nomination,
    record_nominations,
    withdraw_nomination,
)
from workflows.steps.awards.proposals import MinutesNotIssued, PaperOutdated
from workflows.steps.confirming import DraftChanges, confirm_draft

STP = UnitId("dong-nai.stp")


@pytest.mark.stage("papers")
def test_the_papers_of_six_units_bear_numbers_of_their_own_series(ending: Ending) -> None:
    """Minutes and proposal are number 01 of their unit, the proposal cites the minutes, reports have no number."""
    entries = {kind: all_entries(ending.services, kind) for kind in DocumentKind}
    minutes = {entry.issuer: entry for entry in entries[DocumentKind.COUNCIL_MINUTES]}
    proposals = {entry.issuer: entry for entry in entries[DocumentKind.AWARD_PROPOSAL]}
    assert len(entries[DocumentKind.ACHIEVEMENT_REPORT]) == 20
    assert {entry.number for entry in entries[DocumentKind.ACHIEVEMENT_REPORT]} == {None}
    assert minutes[STP].code == "01/BB-STP"
    assert proposals[STP].code == "01/TTr-STP"
    assert proposals[UnitId("dong-nai.xuan-loc")].code == "01/TTr-UBND"
    assert "Biên bản số 01/BB-STP ngày 18 tháng 11 năm 2024" in proposals[STP].context["opening"][-1]
    assert [row["nominee"] for row in proposals[STP].context["nominees"]] == [
        f"{STP}/tt-01",
        f"{STP}/cn-01",
        f"{STP}/cn-02",
        f"{STP}/cn-03",
    ]


@pytest.mark.stage("papers")
def test_doing_it_all_again_adds_nothing(ending: Ending) -> None:
    """The same acts a second time find every paper there, word for word."""
    before = {draft.key: draft for kind in DocumentKind for draft in all_drafts(ending.services, kind)}
    for unit in SIX:
        ending.nominate(unit)
        ending.meet(unit)
        ending.report(unit)
        ending.propose(unit)
    after = {draft.key: draft for kind in DocumentKind for draft in all_drafts(ending.services, kind)}
    assert after == before


def test_a_proposal_waits_for_the_minutes(ending: Ending) -> None:
    """Before the minutes have their number there is no proposal, and the refusal says what comes first."""
    ending.nominate(STP)
    ending.meet(STP)
    with pytest.raises(MinutesNotIssued) as refused:
        ending.propose(STP)
    assert "ban hành biên bản trước" in str(refused.value)


def test_a_list_that_moved_is_not_confirmed(ending: Ending) -> None:
    """Minutes drafted before a nominee was withdrawn are refused, drafted anew they are taken."""
    _, first, *_ = ending.nominate(STP)
    minutes = ending.meet(STP)
    withdraw_nomination(ending.services, nomination=first.id, reason="xin rút", actor=CLERK, as_of=MET)
    with pytest.raises(PaperOutdated):
        confirm_draft(ending.services, key=minutes.key, dated=MET, actor=CLERK)
    again = ending.meet(STP)
    assert again.key == minutes.key
    assert len(again.context["nominees"]) == 3
    assert confirm_draft(ending.services, key=again.key, dated=MET, actor=CLERK).state is DraftState.CONFIRMED


def test_issued_minutes_get_a_new_edition_when_the_council_meets_again(ending: Ending) -> None:
    """What was issued stays; another list is a second document with the next number."""
    _, first, *_ = ending.nominate(STP)
    ending.meet(STP)
    ending.confirm(DocumentKind.COUNCIL_MINUTES, MET)
    ending.issue(MET)
    withdraw_nomination(ending.services, nomination=first.id, reason="xin rút", actor=CLERK, as_of=PROPOSED)
    with pytest.raises(PaperOutdated):
        ending.propose(STP)
    ending.meet(STP, held_on=PROPOSED)
    ending.confirm(DocumentKind.COUNCIL_MINUTES, PROPOSED)
    ending.issue(PROPOSED)
    assert sorted(entry.code for entry in all_entries(ending.services, DocumentKind.COUNCIL_MINUTES)) == [
        "01/BB-STP",
        "02/BB-STP",
    ]
    assert "02/BB-STP" in ending.propose(STP).context["opening"][-1]


def test_a_nominee_keeps_identity_under_another_name(ending: Ending) -> None:
    """The id stays when the name is mended; a like name without the id is someone new, and shown as alike."""
    kept = _record(ending, person(STP, 1))
    mended = _record(ending, person(STP, 1).model_copy(update={"name": "Nguyễn Văn Mậu", "nominee": kept.nominee.id}))
    assert (mended.id, mended.nominee.name) == (kept.id, "Nguyễn Văn Mậu")
    other = _record(ending, person(STP, 1).model_copy(update={"name": "Nguyen Van Mau"}))
    assert other.nominee.id == f"{STP}/cn-02"
    assert alike(mended.nominee, other.nominee)


def test_an_achievement_is_set_right_on_the_way_in(ending: Ending) -> None:
    """A citation as people type it holds up no paper that names the nominee later on."""
    entry = person(STP, 1).model_copy(update={"achievement": "Làm tốt  việc nêu tại Khoản 2 điều 5 Luật Hộ tịch."})
    kept = record_nomination(
        ending.services, campaign_id=DONG_NAI, unit=STP, form=FORM, entry=entry, actor=CLERK, as_of=MET
    )
    assert kept.achievement == "Làm tốt việc nêu tại khoản 2 Điều 5 Luật Hộ tịch"


def test_a_list_is_taken_whole_or_not_at_all(ending: Ending) -> None:
    """One entry without a name stops the whole list."""
    nameless = collective(STP, 1).model_copy(update={"name": "  "})
    with pytest.raises(NomineeUnnamed):
        record_nominations(
            ending.services,
            campaign_id=DONG_NAI,
            unit=STP,
            form=FORM,
            entries=(person(STP, 1), nameless),
            actor=CLERK,
            as_of=MET,
        )
    with ending.services.registry.begin() as tx:
        assert tx.nominations.list(DONG_NAI) == ()


def test_minutes_that_do_not_add_up_are_refused(ending: Ending) -> None:
    """Present and absent must make the whole council; without nominees there is nothing to vote on."""
    with pytest.raises(NothingNominated):
        ending.meet(STP)
    ending.nominate(STP)
    wrong = session(STP).model_copy(update={"present": 9})
    with pytest.raises(CouncilFaults, match="Có mặt 9 và vắng 1"):
        record_council(ending.services, session=wrong, actor=CLERK, as_of=MET)


def test_the_head_of_the_unit_confirms_a_report_and_the_nominee_signs_it(ending: Ending) -> None:
    """The name typed at confirming goes under the confirmation; a person's own name stays under the report."""
    ending.nominate(STP)
    report = next(one for one in ending.report(STP) if one.key.split(":")[2].endswith("cn-01"))
    confirm_draft(
        ending.services, key=report.key, dated=MET, changes=DraftChanges(signer_name="Người xác nhận"), actor=CLERK
    )
    ending.issue(MET)
    (issued,) = all_entries(ending.services, DocumentKind.ACHIEVEMENT_REPORT)
    assert issued.context["confirmer_name"] == "Người xác nhận"
    assert issued.context["signer_name"] == "Nguyễn Văn An 1"


def _record(ending: Ending, entry: NomineeEntry) -> Nomination:
    return record_nomination(
        ending.services, campaign_id=DONG_NAI, unit=STP, form=FORM, entry=entry, actor=CLERK, as_of=MET
    )


def test_a_council_has_its_own_letters_in_the_symbol_where_the_directory_has_them(ending: Ending) -> None:
    """The directory says what stands behind BB in the minutes' symbol; without that it is the unit's own letters."""
    ending.nominate(STP)
    assert ending.meet(STP).symbol == "BB-STP"
    with ending.services.registry.begin() as tx:
        unit = tx.units.directory().unit(STP)
        tx.units.keep([unit.model_copy(update={"council_abbreviation": "HĐTĐKT"})])
    assert ending.meet(STP).symbol == "BB-HĐTĐKT"
    ending.confirm(DocumentKind.COUNCIL_MINUTES, MET)
    ending.issue(MET)
    assert [one.code for one in all_entries(ending.services, DocumentKind.COUNCIL_MINUTES)] == ["01/BB-HĐTĐKT"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("1. Nhất trí với danh sách.\n2. Đề nghị hoàn thiện báo cáo.", ("3. Nhất trí với danh sách.", "4. Đề nghị")),
        ("Nhất trí với danh sách.\n5. Mục 5 giữ nguyên.", ("3. Nhất trí với danh sách.", "4. 5. Mục 5")),
    ],
)
def test_minutes_number_what_was_said_once(ending: Ending, typed: str, printed: tuple[str, ...]) -> None:
    """Lines that the secretary numbered from 1 go on with the minutes' own numbers; any other number is words."""
    ending.nominate(STP)
    met = session(STP).model_copy(update={"opinion": typed})
    draft = record_council(ending.services, session=met, actor=CLERK, as_of=MET)
    for line, start in zip(draft.context["discussion"][2:], printed, strict=True):
        assert line.startswith(start)
