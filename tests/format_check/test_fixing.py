"""Mending: what is mechanical is mended, the words stay, and a good document stays as it is."""

import re
import unicodedata

import pytest
from lxml import etree

from doc_templates.format_check import Verdict, check_format
from doc_templates.format_check.fixing import fix_format
from doc_templates.format_check.fixing.opened import runs
from doc_templates.format_check.word.names import W
from doc_templates.word.extract import text_of
from tests.format_check import clerks
from tests.format_check.breakers import BREAKS
from tests.format_check.making import Draft, good, saying, swap, write

_MECHANICAL = ("size", "weight", "slope", "align", "line_length", "first_line", "gap", "spacing")
_BY_HAND = frozenset({"nd30.clause.weight"})
_MORE = (
    "nd30.page.margins",
    "nd30.font.name",
    "nd30.font.colour",
    "nd30.page_number.first_hidden",
    "nd30.page_number.place",
    "nd30.motto.line",
    "nd30.agency.line",
    "nd30.subject.line",
    "nd30.lines.drawn",
    "nd30.number.zero",
    "nd30.date.zero",
    "nd30.body.one_size",
    "nd30.text.composed",
    "nd30.text.double_spaces",
    "nd30.text.space_before_mark",
    "nd30.text.empty_paragraphs",
)
MENDED = sorted({*(one for one in BREAKS if one.rpartition(".")[2] in _MECHANICAL), *_MORE} - _BY_HAND)


def _words(docx: bytes) -> str:
    """Return a file's words without what mending may change: spaces, zeros, typed rules."""
    text = unicodedata.normalize("NFC", text_of(docx))
    return re.sub(r"[\s_]+", "", re.sub(r"\b0(?=\d)", "", text))


@pytest.mark.parametrize("rule", MENDED)
def test_what_is_mechanical_is_mended(rule: str) -> None:
    """After mending, the rule that was broken passes, nothing else fails, and the words are the same."""
    draft = Draft(good(BREAKS[rule].document))
    BREAKS[rule].change(draft)
    broken = draft.saved()
    mended = fix_format(broken)
    assert [str(one) for one in check_format(mended).findings] == []
    assert _words(mended) == _words(broken)


@pytest.mark.parametrize("rule", sorted(set(BREAKS) - set(MENDED)))
def test_words_are_never_mended(rule: str) -> None:
    """Whatever else is wrong, mending leaves every word as it was."""
    draft = Draft(good(BREAKS[rule].document))
    BREAKS[rule].change(draft)
    broken = draft.saved()
    assert _words(fix_format(broken)) == _words(broken)


@pytest.mark.parametrize("name", ["campaign_plan", "reminder_letter", "award_decision", "rich", "outgoing_register"])
def test_a_good_document_stays_good(name: str) -> None:
    """Mending a good document changes neither its words nor its verdict; doing it twice is doing it once."""
    mended = fix_format(good(name))
    assert check_format(mended).findings == ()
    assert text_of(mended) == text_of(good(name))
    assert fix_format(mended) == mended


def test_a_clerks_wrong_file_gets_right() -> None:
    """A plan in another font, other sizes and margins, with lines typed, has nothing mechanical left after mending."""
    document = clerks.page()
    document.styles["Normal"].font.name = "Arial"
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin
    clerks.table_head(document, ruled=lambda paragraph, _length: None)
    clerks.text(document, ruled=lambda paragraph, _length: None)
    clerks.table_foot(document)
    wrong = clerks.bytes_of(document)
    assert check_format(wrong).verdict is Verdict.FAIL
    mended = fix_format(wrong)
    assert [str(one) for one in check_format(mended).findings] == []
    assert _words(mended) == _words(wrong)


def test_word_lists_that_swallow_their_gaps_are_set_apart() -> None:
    """Word's own lists leave no gap between lines of one style: after mending there is one."""
    document = clerks.page()
    clerks.table_head(document, ruled=clerks.vml_line)
    clerks.text(document, ruled=clerks.vml_line)
    for words in ("Phòng Hành chính tư pháp;", "Thanh tra Sở;", "Văn phòng Sở."):
        document.add_paragraph(words, style="List Bullet")
    clerks.table_foot(document)
    wrong = clerks.bytes_of(document)
    assert "nd30.body.gap" in {one.rule for one in check_format(wrong).findings}
    assert "nd30.body.gap" not in {one.rule for one in check_format(fix_format(wrong)).findings}


def test_head_and_foot_set_with_tabs_become_tables() -> None:
    """What tabs held apart in head and foot stands in tables after mending, with every word."""
    wrong = clerks.tabbed_plan()
    mended = fix_format(wrong)
    assert sorted(_words(mended)) == sorted(_words(wrong))
    assert {one.rule for one in check_format(mended).findings} == {"nd30.recipients.above_whom"}
    verdicts = {one.rule.id: one.verdict for one in check_format(mended).results}
    measured = ("nation.one_line", "motto.line_length", "agency.line_length", "recipients_head.level")
    assert {verdicts[f"nd30.{one}"] for one in measured} == {Verdict.PASS}


def test_tabs_that_hold_more_than_words_stay() -> None:
    """A head with a tracked change in it is not taken apart: nothing of it may be lost."""
    draft = Draft(clerks.tabbed_plan())
    line = saying(draft, "SỞ TƯ PHÁP")
    run = runs(line)[0]
    changed = etree.SubElement(line, f"{W}ins")
    changed.append(run)
    line.insert(1, changed)
    mended = fix_format(draft.saved())
    assert "SỞ TƯ PHÁP\t" in text_of(mended)


def test_zeros_go_where_they_belong() -> None:
    """A day that is the number's own digit stays what it is: the zero goes before the number."""
    draft = Draft(clerks.tabbed_plan())
    line = saying(draft, "Số: 15/KH-STP")
    write(line, "Mẫu, ngày 25 tháng 03 năm 2024     Số: 5/KH-STP")
    mended = text_of(fix_format(draft.saved()))
    assert "ngày 25 tháng 3 năm 2024" in mended
    assert "Số: 05/KH-STP" in mended


def test_dashes_that_word_made_are_hyphens_again() -> None:
    """Word turns a hyphen between blanks into a dash: mending turns it back in Tiêu ngữ and before recipients."""
    draft = Draft(good("campaign_plan"))
    swap(draft.styled("ND30TieuNgu")[0], "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc")
    for one in draft.styled("ND30DongNoiNhan"):
        swap(one, "- ", "– ")
    wrong = draft.saved()
    assert {one.rule for one in check_format(wrong).findings} >= {"nd30.motto.words", "nd30.recipients.dashes"}
    assert [str(one) for one in check_format(fix_format(wrong)).findings] == []


def test_tables_that_programs_set_differently_agree_after_mending() -> None:
    """Where grid and cells tell different widths, the grid is written anew, and what could not be measured is."""
    draft = Draft(good("campaign_plan"))
    for column in list(draft.root.iter(f"{W}gridCol"))[:2]:
        column.set(f"{W}w", "4500")
    unsure, sure = (
        {one.rule.id: one.verdict for one in check_format(docx).results}
        for docx in (draft.saved(), fix_format(draft.saved()))
    )
    assert unsure["nd30.nation.one_line"] is Verdict.NOT_EVALUATED
    assert sure["nd30.nation.one_line"] is Verdict.PASS
