"""Papers that NĐ 30/2020 gives no form for: recognised, and judged only where it says something of them."""

from collections.abc import Callable

import pytest

from doc_templates.format_check import Form, Verdict, check_format
from tests.format_check.paper import COLUMNS, MOTTO, NATION, docx, foot, head, mid, par, plain, run, table, title, vml
from tests.format_check.strangers import CLOSED, SENTENCE, plan

_PICTURE = '<w:r><w:pict><v:shape style="width:400pt;height:500pt"><v:imagedata r:id="rId5"/></v:shape></w:pict></w:r>'


def _nation() -> str:
    return mid(NATION, size=13, look="b") + mid(MOTTO, look="b") + vml(61)


def _contract() -> str:
    signed = (mid("ĐẠI DIỆN BÊN A", look="b"), mid("ĐẠI DIỆN BÊN B", look="b"))
    text = plain("Hôm nay, ngày 05 tháng 3 năm 2024, hai bên gồm:", "1. Bên A: Sở Nội vụ.", "2. Bên B: Công ty Mẫu.")
    named = mid("HỢP ĐỒNG MUA BÁN", look="b", before=12) + mid("Số: 01/2024/HĐMB")
    return _nation() + named + text + table(COLUMNS, signed)


def _petition() -> str:
    named = mid("ĐƠN XIN NGHỈ PHÉP", look="b", before=12) + mid("Kính gửi: Giám đốc Sở Nội vụ")
    text = plain("Tôi tên là: Nguyễn Văn A.", "Tôi xin nghỉ phép từ ngày 05 tháng 3 năm 2024.")
    return _nation() + named + text + mid("NGƯỜI LÀM ĐƠN", look="b")


def _youth() -> str:
    left = mid("BAN CHẤP HÀNH TỈNH MẪU", size=13, look="b") + mid("***") + mid("Số: 12-KH/TĐTN-BTG", size=13)
    right = mid("ĐOÀN TNCS HỒ CHÍ MINH", size=13, look="b") + mid("Mẫu, ngày 05 tháng 3 năm 2024", look="i")
    return table(COLUMNS, (left, right)) + title("KẾ HOẠCH", "Tổ chức Tháng Thanh niên") + plain(SENTENCE)


def _old_font() -> str:
    typed = mid("Céng hßa x· héi chñ nghÜa viÖt nam") + mid("KÕ ho¹ch ph¸t ®éng phong trµo thi ®ua")
    return typed.replace("<w:rPr>", '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (_contract, "các bên cùng ký"),
        (_petition, "không phải là văn bản hành chính"),
        (_youth, "Đoàn Thanh niên"),
        (_old_font, "phông chữ cũ (.VnTime)"),
        (lambda: f"<w:p>{_PICTURE}</w:p>", "bản quét"),
        (lambda: '<w:altChunk r:id="rId30"/>', "tệp nhúng"),
        (lambda: "", "không nhận ra"),
    ],
    ids=["contract", "petition", "youth", "old font", "scan", "taken in", "empty"],
)
def test_what_the_decree_gives_no_form_for_is_not_judged(made: Callable[[], str], told: str) -> None:
    """The reason is told in the words of the office, and nothing is found wrong."""
    report = check_format(docx(made()))
    assert report.verdict is Verdict.NOT_EVALUATED
    assert told in report.unjudged
    assert report.findings == ()


def _headed(number: str) -> str:
    return head(("UBND HUYỆN MẪU",), ("UBND XÃ MẪU",), number, "Mẫu, ngày 05 tháng 3 năm 2024")


def _confirmation() -> str:
    signed = mid("CHỦ TỊCH", look="b") + mid("") * 3 + mid("Lê Văn Mẫu", look="b")
    text = plain("Ủy ban nhân dân xã Mẫu xác nhận ông Nguyễn Văn A cư trú tại xã.")
    return (
        _headed("Số: 12/GXN-UBND")
        + mid("GIẤY XÁC NHẬN", look="b", before=12)
        + text
        + table(COLUMNS, ("<w:p/>", signed))
    )


def _slip() -> str:
    named = mid("PHIẾU TRÌNH", look="b", before=12) + mid("Kính gửi: Chủ tịch UBND xã", before=6)
    ending = foot(("TRƯỞNG PHÒNG",), "Lê Văn Mẫu", ("- Lưu: VT.",))
    return _headed("Số: 12/PTr-UBND") + named + plain(SENTENCE, CLOSED) + ending


@pytest.mark.parametrize("made", [_confirmation, _slip], ids=["confirmation", "slip"])
def test_kinds_outside_article_7_have_page_and_head_judged(made: Callable[[], str]) -> None:
    """A paper of a kind that the decree does not list is no letter without V/v: its own form is left alone."""
    report = check_format(docx(made()))
    assert report.form is Form.OTHER
    assert [str(one) for one in report.findings] == []
    wrong = check_format(docx(made().replace(MOTTO, "Độc lập - tự do - hạnh phúc")))
    assert "nd30.motto.words" in {one.rule for one in wrong.faults}


def _letter_without_subject() -> str:
    addressed = par(run("Kính gửi: Ủy ban nhân dân tỉnh Mẫu"), align="center", before=18, first=0)
    ending = foot(("GIÁM ĐỐC",), "Lê Văn Mẫu", ("- Như trên;", "- Lưu: VT."))
    return _headed("Số: 120/SNV-TĐKT") + addressed + plain(SENTENCE, CLOSED) + ending


def test_a_letter_without_its_subject_stays_a_letter() -> None:
    """A letter that lacks V/v is told so, and nothing else."""
    report = check_format(docx(_letter_without_subject()))
    assert report.form is Form.LETTER
    assert {one.rule for one in report.findings} == {"nd30.letter_subject.present"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (mid("UBND TỈNH MẪU", size=13), mid("DỰ THẢO", look="bi", size=11) + mid("UBND TỈNH MẪU", size=13)),
        (mid("SỞ NỘI VỤ", size=13, look="b"), mid("SỞ NỘI VỤ", size=13, look="b") + mid("***", size=13)),
        ("1. Mục đích", "1. Đối tượng: Cán bộ, công chức"),
        ("Số: 15/KH-SNV", "Số: 15/KH-BCĐ-35"),
    ],
    ids=["mark of a draft", "stars", "clause with its text", "number in the symbol"],
)
def test_what_is_not_surely_wrong_passes(old: str, new: str) -> None:
    """A draft's mark is no agency, stars are no name, a clause with a colon in it is no heading."""
    assert check_format(docx(plan().replace(old, new))).faults == ()


@pytest.mark.parametrize("subject", ["Về việc tặng Bằng khen", "V/v tặng Bằng khen"])
def test_a_light_subject_makes_no_letter_of_a_decision(subject: str) -> None:
    """``Về việc`` under QUYẾT ĐỊNH is its subject even where it is not bold: that alone is told of it."""
    body = plan().replace("KẾ HOẠCH", "QUYẾT ĐỊNH").replace("15/KH-", "15/QĐ-")
    light = body.replace(mid("Phát động phong trào thi đua năm 2024", look="b"), mid(subject))
    report = check_format(docx(light))
    assert report.form is Form.NAMED
    assert "nd30.letter_subject.form" not in {one.rule for one in report.findings}
    assert "nd30.subject.weight" in {one.rule for one in report.findings}
