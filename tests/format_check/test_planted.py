"""One fault planted in a stranger's right paper: it is found, at its words, and nothing else is said."""

from collections.abc import Callable

import pytest

from doc_templates.format_check import check_format
from tests.format_check import strangers
from tests.format_check.paper import NUMBERED, docx, flush, mid, par, run, section, text
from tests.format_check.strangers import CLOSED, SENTENCE

_ADDRESSED = par(run("Kính gửi: Ủy ban nhân dân tỉnh Mẫu"), align="center", before=18, first=0)
_AMONG = "Kính gửi: Ủy ban nhân dân tỉnh; Sở Tài chính; Sở Y tế."
_BASIS = "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"
_LAST = section(header=True, start='<w:pgNumType w:start="1"/>')
Paper = Callable[[], str]

PLANTED: dict[str, tuple[Paper, str, str, str, str]] = {
    "several addressees on a line": (
        strangers.letter,
        _ADDRESSED,
        par(run(_AMONG), align="center", before=18, first=0),
        "addressee.form",
        "Kính gửi",
    ),
    "an addressee on a line of his own": (
        strangers.letter,
        _ADDRESSED,
        par(run("Kính gửi:\n- Ủy ban nhân dân tỉnh Mẫu"), align="center", before=18, first=0),
        "addressee.form",
        "Kính gửi",
    ),
    "nobody addressed": (
        strangers.letter,
        "Kính gửi: Ủy ban nhân dân tỉnh Mẫu",
        "Kính gửi:",
        "addressee.form",
        "Kính gửi:",
    ),
    "like above, of nobody": (
        strangers.plan,
        "- UBND tỉnh (để b/c);",
        "- Như trên;",
        "recipients.above_whom",
        "- Như trên;",
    ),
    "report to nobody": (
        strangers.report,
        par(run("Kính gửi: Ủy ban nhân dân huyện Mẫu"), align="center", before=12, first=0),
        "",
        "recipients.above_whom",
        "- Như trên;",
    ),
    "letter not like above": (strangers.letter, "- Như trên;", "- Sở Y tế;", "recipients.like_above", "- Sở Y tế;"),
    "small letters in the number": (strangers.plan, "15/KH-SNV", "15/KH-Snv", "symbol.form", "Số: 15/KH-Snv"),
    "another kind's symbol": (strangers.report, "07/BC-PNV", "07/TB-PNV", "symbol.type", "Số: 07/TB-PNV"),
    "number without zero": (strangers.report, "Số: 07/", "Số: 7/", "number.zero", "Số: 7/BC-PNV"),
    "month with a zero": (strangers.report, "tháng 9 năm", "tháng 09 năm", "date.zero", "Mẫu, ngày 30 tháng 09"),
    "place without comma": (strangers.letter, "Mẫu, ngày 12", "Mẫu ngày 12", "date.form", "Mẫu ngày 12"),
    "motto with dashes": (
        strangers.plan,
        "Độc lập - Tự do - Hạnh",
        "Độc lập – Tự do – Hạnh",
        "motto.words",
        "Độc lập –",
    ),
    "no end": (strangers.plan, CLOSED, CLOSED.replace("./.", "."), "body.closing", "Yêu cầu các cơ quan"),
    "article skipped": (strangers.decision, "Điều 3. ", "Điều 4. ", "ladder.articles", "Điều 4. Chánh"),
    "letter after d": (strangers.plan, f"b) {SENTENCE}", f"c) {SENTENCE}", "ladder.points", "c) Các cơ quan"),
    "part skipped": (strangers.plan, "II. TỔ CHỨC", "III. TỔ CHỨC", "ladder.roman", "III. TỔ CHỨC"),
    "part in small letters": (
        strangers.plan,
        "II. TỔ CHỨC THỰC HIỆN",
        "II. Tổ chức thực hiện",
        "roman_heading.case",
        "II. Tổ",
    ),
    "law with its number": (
        strangers.decision,
        _BASIS,
        _BASIS.replace("ngày 15", "số 06/2022/QH15 ngày 15"),
        "basis.law",
        "Căn cứ Luật Thi",
    ),
    "basis with a stop": (strangers.decision, _BASIS, _BASIS.replace(";", "."), "basis.endings", "Căn cứ Luật Thi"),
    "basis standing upright": (
        strangers.decision,
        text(_BASIS, look="i"),
        text(_BASIS),
        "basis.slope",
        "Căn cứ Luật Thi",
    ),
    "degree before the name": (strangers.letter, "Lê Văn Mẫu", "TS. Lê Văn Mẫu", "signer.title", "TS. Lê Văn Mẫu"),
    "no dot after KT": (strangers.letter, "KT. GIÁM ĐỐC", "KT GIÁM ĐỐC", "authority.marks", "KT GIÁM ĐỐC"),
    "head signs for the head": (strangers.letter, "PHÓ GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "authority.order", "KT. GIÁM ĐỐC"),
    "post signs for a body": (
        strangers.notice,
        "TM. ỦY BAN NHÂN DÂN",
        "TM. CHỦ TỊCH UBND XÃ",
        "authority.order",
        "TM. CHỦ TỊCH UBND XÃ",
    ),
    "copy kept nowhere": (strangers.letter, "- Lưu: VT, TĐKT.", "- Phòng TĐKT.", "recipients.archive", "- Phòng TĐKT."),
    "recipients with commas": (strangers.plan, "thuộc Sở;", "thuộc Sở,", "recipients.endings", "- Các phòng thuộc Sở,"),
    "recipients too large": (
        strangers.plan,
        flush("- Các phòng thuộc Sở;"),
        flush("- Các phòng thuộc Sở;", size=13),
        "recipients.size",
        "- Các phòng thuộc Sở;",
    ),
    "superior bold": (
        strangers.plan,
        mid("UBND TỈNH MẪU", size=13),
        mid("UBND TỈNH MẪU", size=13, look="b"),
        "superior.weight",
        "UBND TỈNH",
    ),
    "chapter in Arabic figures": (strangers.regulated, "Chương I", "Chương 1", "chapter.numbers", "Chương 1"),
    "minutes without an end": (
        strangers.minutes,
        "Cuộc họp kết thúc vào 16 giờ 30, ngày 26 tháng 9 năm 2022./.",
        "Đã thống nhất./.",
        "minutes.fields",
        "BIÊN BẢN",
    ),
    "city in small letters": (
        strangers.plan,
        SENTENCE,
        f"{SENTENCE[:-1]} tại thành phố Hồ Chí Minh.",
        "text.names",
        "Các cơ quan",
    ),
    "clause in a citation": (
        strangers.report,
        SENTENCE,
        f"{SENTENCE[:-1]} theo Khoản 2 Điều 5.",
        "text.citations",
        "1. Các cơ quan",
    ),
    "stamp without its box": (strangers.urgent, "<w:pBdr><w:top", "<w:pBdr><w:x", "urgency.box", "HỎA TỐC"),
    "annex without a title": (
        strangers.annexed,
        mid("DANH MỤC NHIỆM VỤ NĂM 2024", look="b"),
        "",
        "annex.title",
        "Phụ lục",
    ),
}
"""Paper, what stood there, what was planted, the rule that finds it, and how the words at its place begin."""


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_at_its_place(name: str) -> None:
    """Only its rule speaks, and each sentence names what was found, what is right, and the article."""
    paper, right, wrong, rule, words = PLANTED[name]
    body = paper()
    assert right in body
    found = check_format(docx(body.replace(right, wrong), last=_LAST, header=NUMBERED)).findings
    assert {one.rule for one in found} == {f"nd30.{rule}"}
    assert found[0].text.startswith(words)
    assert all(one.found and one.right and one.article for one in found)
