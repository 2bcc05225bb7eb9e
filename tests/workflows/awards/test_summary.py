"""The province's final report: figures from what came in, the rest written by a person."""

from datetime import date

import pytest

from models.documents import DocumentKind, DraftState
from models.operations import OperationKind
from tests.workflows.awards.conftest import Ending
from tests.workflows.conftest import CLERK, all_drafts, all_entries, report
from workflows.steps.confirming import DraftChanges, confirm_draft
from workflows.steps.documents.drafts import WordsMissing

AT_THE_END = date(2024, 11, 30)
WRITTEN = DraftChanges(limits=("Còn chậm.",), causes=("Ít người.",), lessons=("Giao sớm.",), directions=("Duy trì.",))


def test_the_draft_tells_who_reported_when_late_and_not_at_all(ending: Ending) -> None:
    """Two on time, one late, the others missing: in the table, the sentence and the chart alike."""
    handed_in(ending)
    ended = ending.do(OperationKind.SUMMARISE_REPORTS, AT_THE_END)
    (draft,) = all_drafts(ending.services, DocumentKind.FINAL_REPORT)
    rows = {row["unit"]: row for row in draft.context["units"]}
    assert rows["Sở Tư pháp"]["report"] == "01/BC-STP"
    assert rows["Sở Tư pháp"]["status"] == "Đúng hạn"
    late = rows["Ủy ban nhân dân thành phố Biên Hòa"]
    assert (late["status"], late["note"]) == ("Gửi muộn", "Muộn 04 ngày")
    assert rows["Sở Y tế"]["status"] == "Chưa gửi"
    chart = {bar["label"]: bar["value"] for bar in draft.context["chart"]}
    assert (chart["Đúng hạn"], chart["Gửi muộn"], chart["Chưa gửi"]) == (2, 1, len(rows) - 3)
    assert "02 đúng hạn, 01 gửi muộn" in ended.message


def test_a_person_writes_what_the_registry_cannot_know(ending: Ending) -> None:
    """Without limits, causes, lessons and directions it is not confirmed; with them it is BC number 01."""
    handed_in(ending)
    ending.do(OperationKind.SUMMARISE_REPORTS, AT_THE_END)
    (draft,) = all_drafts(ending.services, DocumentKind.FINAL_REPORT)
    with pytest.raises(WordsMissing, match="tồn tại, hạn chế, nguyên nhân, bài học kinh nghiệm"):
        confirm_draft(ending.services, key=draft.key, dated=AT_THE_END, actor=CLERK)
    confirm_draft(ending.services, key=draft.key, dated=AT_THE_END, changes=WRITTEN, actor=CLERK)
    ending.issue(AT_THE_END)
    (issued,) = all_entries(ending.services, DocumentKind.FINAL_REPORT)
    assert issued.code == "01/BC-UBND"
    assert issued.context["limits"] == ["Còn chậm."]
    assert issued.signer is not None
    assert issued.signer.authority == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_summarising_again_renews_a_draft_and_nothing_else(ending: Ending) -> None:
    """A report that came meanwhile is taken in; once confirmed, the words of a person are never lost."""
    handed_in(ending)
    ending.do(OperationKind.SUMMARISE_REPORTS, AT_THE_END)
    assert "không có gì thay đổi" in ending.do(OperationKind.SUMMARISE_REPORTS, AT_THE_END).message
    report("dong-nai.long-khanh", date(2024, 11, 20), ending.services)
    ending.issue(date(2024, 11, 20))
    assert "cập nhật" in ending.do(OperationKind.SUMMARISE_REPORTS, AT_THE_END).message
    (draft,) = all_drafts(ending.services, DocumentKind.FINAL_REPORT)
    confirm_draft(ending.services, key=draft.key, dated=AT_THE_END, changes=WRITTEN, actor=CLERK, request_issue=False)
    report("dong-nai.trang-bom", date(2024, 11, 21), ending.services)
    ending.issue(date(2024, 11, 21))
    assert "giữ nguyên" in ending.do(OperationKind.SUMMARISE_REPORTS, AT_THE_END).message
    (kept,) = all_drafts(ending.services, DocumentKind.FINAL_REPORT)
    assert (kept.state, kept.context["limits"]) == (DraftState.CONFIRMED, ["Còn chậm."])


def handed_in(ending: Ending) -> None:
    for unit, day in (("stp", date(2024, 10, 30)), ("snv", date(2024, 10, 31)), ("bien-hoa", date(2024, 11, 4))):
        report(f"dong-nai.{unit}", day, ending.services)
    ending.issue(date(2024, 11, 4))
