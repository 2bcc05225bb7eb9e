"""What people type into our own documents: habits are set right on the way in, what the decree forbids is a fault."""

import re

import pytest

from doc_templates import catalogue
from doc_templates.contexts import DocumentContext
from doc_templates.format_check import FORM_OF, Report, check_format
from doc_templates.rendering import CompiledTemplate
from models.body import Block, BlockStyle
from models.documents import DocumentKind
from models.entered import entered_body, entered_lines

_PARAGRAPH = BlockStyle.PARAGRAPH
_WORK = "I. NHIỆM VỤ"

TYPED: dict[str, tuple[str, ...]] = {
    "letters with dots, numbers with brackets": ("a. Một", "b . Hai", "1) Ba", "2/ Bốn", "3 . Năm"),
    "the list without its first letter's bracket": ("a)Một;", "b)  Hai;", "c. Ba."),
    "numbers left out": ("1. Một.", "3. Ba.", "10. Mười."),
    "citations": (
        "Theo Khoản 2 Điều 5 Luật Hộ tịch và Điểm a khoản 1 điều 3.",
        "Điều 7: giữ nguyên.",
        "Điều 3. của Quy chế",
    ),
    "days, amounts and names": (
        "15. 10 là ngày truyền thống.",
        "2. 340.000 đồng",
        "30.9.2024 là hạn",
        "V. I. Lê-nin đã dạy.",
        "h. Cẩm Mỹ: 12 vụ; tháng 10 điều 12 cán bộ.",
    ),
    "capitals": ("MỤC ĐÍCH", "1. NÂNG CAO NHẬN THỨC", "YÊU CẦU CÁC XÃ NỘP BÁO CÁO ĐÚNG HẠN, KHÔNG CHẬM TRỄ."),
    "bullets and tabs": ("•\tNâng cao  nhận thức , trách nhiệm ;", "\t\tThụt hai lần.", "-hai", "– ba"),
    "words of other places": ("Nơi nhận:", "- Như trên;", "NƠI NHẬN", "QUYẾT ĐỊNH:", "Phụ lục I"),
    "bases in the text": (
        "Căn cứ Kế hoạch số 210/KH-UBND, đơn vị đã triển khai.",
        "Căn cứ kết quả trên, đơn vị kiến nghị.",
    ),
    "clauses over their text": ("1. Mục đích", "Nâng cao nhận thức.", "2. Yêu cầu", "- Đúng hạn."),
    "posts": ("Đã xong./.", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "Chịu trách nhiệm.", "TL. CHỦ TỊCH", "GIÁM ĐỐC", "(Đã ký)"),
}

FAULTY: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "ladder without đ": (
        ("a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "e) Năm;", "f) Sáu;", "g) Bảy."),
        {"nd30.ladder.points"},
    ),
    "a clause's heading in capitals": (("1. MỤC ĐÍCH", "Nâng cao nhận thức."), {"nd30.clause_heading.case"}),
    "a number left out": (("II. KẾT QUẢ", "IV. YÊU CẦU"), {"nd30.ladder.roman"}),
    "Kính gửi in a plan": (("Kính gửi: các đơn vị", _WORK), {"nd30.addressee.where"}),
    "Kính gửi with a list": (
        ("Kính gửi:", "- Sở Tài chính", "- Sở Nội vụ", _WORK, "Nội dung."),
        {"nd30.addressee.where", "nd30.addressee.endings"},
    ),
}
"""What the decree forbids and nobody but the writer can put right, with the rules that say so of a plan."""


def _judged(context: DocumentContext) -> Report:
    made = CompiledTemplate.from_bytes(catalogue.built_in(context.KIND)).render(context)
    return check_format(made, as_of=context.issued_on, form=FORM_OF[context.KIND])


def _with(kind: DocumentKind, **changes: object) -> Report:
    return _judged(catalogue.sample(kind).model_copy(update=changes))


def _plan(*texts: str) -> Report:
    typed = entered_body("\n".join(texts if _WORK in texts else (_WORK, *texts)))
    last = Block(style=_PARAGRAPH, text="Trên đây là Kế hoạch của đơn vị")
    return _with(DocumentKind.SUB_PLAN, body=(*typed, last))


def _numbered(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was said as the minutes number it."""
    return tuple(f"{place}. {line}" for place, line in enumerate(entered_lines(texts), start=3))


def _rules(report: Report) -> set[str]:
    return {one.rule for one in report.findings}


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("kind", ["plan", "report", "minutes", "achievements"])
def test_habits_of_typing_hold_up_nothing(kind: str, name: str) -> None:
    """What people habitually type, taken in as the forms take it in, is warned of at most."""
    texts = TYPED[name]
    report = {
        "plan": lambda: _plan(*texts),
        "report": lambda: _with(
            DocumentKind.UNIT_FINAL_REPORT, results=entered_lines(texts), proposals=entered_lines(texts)
        ),
        "minutes": lambda: _with(DocumentKind.COUNCIL_MINUTES, discussion=_numbered(texts)),
        "achievements": lambda: _with(DocumentKind.ACHIEVEMENT_REPORT, achievements=entered_lines(texts)),
    }[kind]()
    assert [str(one) for one in report.faults] == []


@pytest.mark.parametrize("name", FAULTY)
def test_what_the_decree_forbids_is_a_fault_of_somebodys_words(name: str) -> None:
    """Such a line fails, and every rule that it breaks is about the text, where it is mended."""
    texts, broken = FAULTY[name]
    report = _plan(*texts)
    assert {one.rule for one in report.faults} == broken
    assert all(one.rule.own_words for one in report.results if one.rule.id in broken)


@pytest.mark.parametrize("name", [*TYPED, *FAULTY])
def test_no_word_is_lost_on_the_way_in(name: str) -> None:
    """Whatever is set right, the words are those that were typed, in their order."""
    texts = TYPED[name] if name in TYPED else FAULTY[name][0]
    typed = re.findall(r"\w+", " ".join(texts).casefold())
    assert re.findall(r"\w+", " ".join(entered_lines(texts)).casefold()) == typed
    body = " ".join(block.text for block in entered_body("\n".join(texts)))
    assert re.findall(r"\w+", body.casefold()) == typed


@pytest.mark.parametrize(
    "authority",
    [
        ("TM. LÃNH ĐẠO SỞ", "GIÁM ĐỐC"),
        ("TM. BCĐ 35", "TRƯỞNG BAN"),
        ("TM. CHỦ TỊCH ĐOÀN", "CHỦ TỊCH"),
        ("TM. NGƯỜI LAO ĐỘNG", "CHỦ TỊCH CÔNG ĐOÀN"),
        ("KT. TRƯỞNG BAN", "ỦY VIÊN THƯỜNG TRỰC"),
        ("Q. CỤC TRƯỞNG",),
        ("Q. VIỆN TRƯỞNG",),
        ("QUYỀN GIÁM ĐỐC",),
        ("PHỤ TRÁCH PHÒNG",),
        ("KT. HẠT TRƯỞNG", "PHÓ HẠT TRƯỞNG"),
    ],
)
def test_posts_that_no_list_knows_are_posts(authority: tuple[str, ...]) -> None:
    """Bodies and posts have more names than a list can hold: what is not surely wrong passes."""
    assert _with(DocumentKind.SUB_PLAN, authority=authority).findings == ()


@pytest.mark.parametrize("subject", ["Thực hiện phong trào thi đua năm 2024", "Căn cứ tính thành tích thi đua"])
def test_a_subject_may_begin_as_the_text_does(subject: str) -> None:
    """A subject is known by how it is set, though its first word often begins the text."""
    assert _with(DocumentKind.SUB_PLAN, subject=subject).findings == ()


@pytest.mark.parametrize("name", ["K’Brông", "Y Phước", "H’Hen Niê", "Lê A"])
def test_names_of_every_people_are_names(name: str) -> None:
    """A name of one word, with a letter for a family name or with a mark inside it, is a signer's name."""
    assert _with(DocumentKind.SUB_PLAN, signer_name=name).findings == ()


def test_abbreviations_are_no_shouting() -> None:
    """``HĐND, UBND`` in a list is right; whole words in capitals are told."""
    assert _with(DocumentKind.SUB_PLAN, recipients=("TT. HĐND, UBND", "VKSND")).findings == ()
    assert _rules(_with(DocumentKind.SUB_PLAN, recipients=("ỦY BAN NHÂN DÂN CÁC XÃ",))) == {"nd30.recipients.case"}


def test_numbers_begin_again_under_a_heading() -> None:
    """``A. TÌNH HÌNH`` begins the Roman numbers anew; without it the second ``I.`` is told, once."""
    again = ("A. TÌNH HÌNH", "I. KẾT QUẢ", "II. HẠN CHẾ", "B. NHIỆM VỤ", "I. MỤC TIÊU", "II. GIẢI PHÁP")
    assert "nd30.ladder.roman" not in _rules(_plan(*again))
    report = _plan("II. HẠN CHẾ", "I. MỤC TIÊU", "II. GIẢI PHÁP")
    assert [one.found for one in report.warnings] == ["“I” đứng sau “II.”"]
    assert report.faults == ()


@pytest.mark.parametrize("chapter", ["Phần I", "Phần thứ nhất", "PHẦN I: TÌNH HÌNH", "Mục 1"])
def test_a_chapter_that_a_form_cannot_centre_is_only_told(chapter: str) -> None:
    """A line that may be a heading of Phần, Chương, Mục, or only its words, holds nothing up."""
    report = _plan(chapter, "Nội dung.")
    assert report.faults == ()
    assert [one.rule for one in report.warnings] == ["nd30.chapter.bare"]


def test_a_quotation_keeps_its_own_marks() -> None:
    """Letters and numbers left out of a law that is quoted are no slip of whoever quotes it."""
    quoted = ("Luật quy định: “a) Công khai;", "d) Kịp thời;", "Điều 9. Thẩm quyền", "III. Hiệu lực”.")
    assert _plan(*quoted).findings == ()
    assert _plan("Theo khoản 1 Điều 12 Luật Hộ tịch:", "a) Cán bộ;", "d) Viên chức.").faults == ()


@pytest.mark.parametrize("over", ["Hồ sơ gồm: a) Tờ trình;", "a) Tờ trình; b) Biên bản;"])
def test_a_mark_inside_the_sentence_above_is_there(over: str) -> None:
    """A point that stands in the line over the next one is not left out."""
    below = "c) Báo cáo." if "b)" in over else "b) Báo cáo."
    assert _plan(over, below).faults == ()


def test_kinh_gui_below_a_heading_addresses_nobody() -> None:
    """A form to be filled in may stand in a plan, with whom it is for; a sentence may begin so too."""
    assert _plan("Kính gửi: Ủy ban nhân dân xã", "Họ và tên: …").findings == ()
    assert _plan("Kính gửi quý cơ quan xem xét.", _WORK).faults == ()


@pytest.mark.parametrize(
    ("basis", "broken"),
    [
        ("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15", True),
        ("Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 của Quốc hội", True),
        ("Căn cứ Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân năm 2015", False),
        ("Căn cứ Luật Hộ tịch và Nghị định số 123/2015/NĐ-CP ngày 15/11/2015 của Chính phủ", False),
    ],
)
def test_a_law_is_cited_without_its_own_number(basis: str, *, broken: bool) -> None:
    """Its name may hold Quốc hội, and a decree beside it keeps its number."""
    report = _with(DocumentKind.SUB_PLAN, opening=(f"{basis}.", "Xây dựng Kế hoạch như sau:"))
    assert ("nd30.basis.law" in {one.rule for one in report.faults}) is broken


def test_titles_of_papers_keep_their_letters() -> None:
    """What another paper is called is neither changed on the way in nor found fault with."""
    title = "Quyết định số 12/2023/QĐ-UBND về quy định chi tiết Khoản 2 Điều 5 Luật Thi đua, khen thưởng"
    assert entered_lines([f"Thực hiện {title}."]) == (f"Thực hiện {title}.",)
    assert _plan(f"Thực hiện {title}.").findings == ()


def test_one_slip_in_a_list_is_told_once() -> None:
    """After the letter that is wrong the list counts on from it."""
    found = _plan("a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "e) Năm;", "g) Sáu.").findings
    assert [one.found for one in found if one.rule == "nd30.ladder.points"] == ["“e” đứng sau “d)”"]


def test_what_only_the_template_sets_holds() -> None:
    """A post without its mark and a learned signer are no wording of the text: they hold the document up."""
    report = _with(DocumentKind.SUB_PLAN, authority=("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer_name="ThS. Nguyễn Văn Mẫu")
    assert {one.rule for one in report.faults} == {"nd30.authority.marks", "nd30.signer.title"}
    assert not any(one.rule.own_words for one in report.results if one.findings)
