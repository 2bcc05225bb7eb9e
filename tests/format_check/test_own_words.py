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

_HEADING, _PARAGRAPH = BlockStyle.PART, BlockStyle.PARAGRAPH
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
    "a chapter in small type": (("Phần I", "Nội dung."), {"nd30.chapter.weight", "nd30.chapter.align"}),
    "a number left out": (("II. KẾT QUẢ", "IV. YÊU CẦU"), {"nd30.ladder.roman"}),
    "Kính gửi in a plan": (("Kính gửi: các đơn vị",), {"nd30.addressee.where"}),
    "Kính gửi with a list": (
        ("Kính gửi:", "- Sở Tài chính", "- Sở Nội vụ", "Nội dung."),
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
    typed = entered_body("\n".join(texts))
    last = Block(style=_PARAGRAPH, text="Trên đây là Kế hoạch của đơn vị")
    return _with(DocumentKind.SUB_PLAN, body=(Block(style=_HEADING, text=_WORK), *typed, last))


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
    told = [one.found for one in _plan("II. HẠN CHẾ", "I. MỤC TIÊU", "II. GIẢI PHÁP").findings if "roman" in one.rule]
    assert told.count("“I” đứng sau “II.”") == 1


def test_one_slip_in_a_list_is_told_once() -> None:
    """After the letter that is wrong the list counts on from it."""
    found = _plan("a) Một;", "b) Hai;", "c) Ba;", "d) Bốn;", "e) Năm;", "g) Sáu.").findings
    assert [one.found for one in found if one.rule == "nd30.ladder.points"] == ["“e” đứng sau “d)”"]


def test_what_only_the_template_sets_holds() -> None:
    """A post without its mark and a learned signer are no wording of the text: they hold the document up."""
    report = _with(DocumentKind.SUB_PLAN, authority=("KT.GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), signer_name="ThS. Nguyễn Văn Mẫu")
    assert {one.rule for one in report.faults} == {"nd30.authority.marks", "nd30.signer.title"}
    assert not any(one.rule.own_words for one in report.results if one.findings)
