"""Papers of other offices: what is right is never refused, whatever program wrote it and however it was typed."""

import re
import unicodedata

import pytest

from doc_templates.faults import TemplateFault
from doc_templates.format_check import Verdict, check_format
from doc_templates.format_check.fixing import fix_format
from doc_templates.format_check.remarks import with_findings
from doc_templates.format_check.word.names import W
from doc_templates.word import package, wordxml
from doc_templates.word.extract import text_of
from tests.format_check.odd import ODD
from tests.format_check.offices import OFFICES
from tests.format_check.programs import RIGHT
from tests.format_check.spoiling import spoiled


@pytest.mark.parametrize("name", [*RIGHT, *OFFICES])
def test_a_right_paper_of_another_office_passes(name: str) -> None:
    """Every kind, every authority, every program: nothing fails and nothing is warned of."""
    report = check_format(_ALL[name]())
    assert [str(one) for one in report.findings] == []
    assert report.verdict is Verdict.PASS


@pytest.mark.parametrize("name", ODD)
def test_habits_of_typing_refuse_nothing(name: str) -> None:
    """Blanks, lines, tables and Kính gửi have many ways: what prints right does not fail."""
    report = check_format(ODD[name]())
    assert [str(one) for one in report.faults] == []
    assert report.verdict is Verdict.PASS


_UNMENDED = frozenset({"strict", "docm"})
"""One has another form of the standard, which is told; the other is opened by no test: it has macros."""
_LEFT = {"no widths": {"nd30.motto.line", "nd30.agency.line"}, "a general": {"nd30.authority.present"}}
"""Without widths no line can be drawn to measure; a post that no list knows is known by its weight alone."""
_ALL = {**RIGHT, **OFFICES, **ODD}


def _words(docx: bytes) -> str:
    text = unicodedata.normalize("NFC", text_of(docx))
    return re.sub(r"[\s_]+", "", re.sub(r"\b0(?=\d)", "", text))


@pytest.mark.parametrize("name", sorted(set(_ALL) - _UNMENDED))
def test_what_is_mechanical_in_a_strangers_paper_is_mended(name: str) -> None:
    """Spoiled in every mechanical way and mended it has no fault left, the same words, and the same bytes again."""
    wrong = spoiled(_ALL[name]())
    mended = fix_format(wrong)
    assert {one.rule for one in check_format(mended).findings} == _LEFT.get(name, set())
    assert _words(mended) == _words(wrong)
    assert fix_format(mended) == mended


def test_the_strict_form_is_judged_and_its_mending_told() -> None:
    """“Strict Open XML” is read like any other file; what cannot be mended or marked in it says how to save it."""
    strict = RIGHT["strict"]()
    for act in (fix_format, lambda docx: with_findings(docx, check_format(spoiled(docx)).findings)):
        with pytest.raises(TemplateFault, match="Strict Open XML"):
            act(strict)


@pytest.mark.parametrize("name", sorted(set(_ALL) - {"strict"}))
def test_findings_stand_as_comments_at_their_words(name: str) -> None:
    """Each comment is whole: listed once, begun, ended and referred to in one paragraph, the one that it quotes."""
    wrong = spoiled(_ALL[name]())
    findings = check_format(wrong).findings
    parts = dict(package.contents(with_findings(wrong, findings), whole=True))
    body, comments = (wordxml.parse(parts[f"word/{one}.xml"]) for one in ("document", "comments"))
    numbers = [one.get(f"{W}id") for one in comments]
    assert (
        len(set(numbers))
        == len(numbers)
        == len(findings) + ("Trưởng phòng" in str(parts["word/comments.xml"], "utf-8"))
    )
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        marks = list(body.iter(f"{W}{kind}"))
        assert sorted(one.get(f"{W}id") for one in marks) == sorted(numbers)
        assert all(_holder(one) is not None for one in marks)
    quoted = {one.get(f"{W}id"): "".join(text.text or "" for text in one.iter(f"{W}t")) for one in comments}
    for mark in body.iter(f"{W}commentReference"):
        there = " ".join(wordxml.paragraph_text(_holder(mark)).split())
        told = [one for one in findings if one.rule in quoted[mark.get(f"{W}id")] and one.paragraph >= 0]
        assert not told or any(_same(one.text, there) for one in told) or not there
    assert parts["[Content_Types].xml"].count(b'PartName="/word/comments.xml"') == 1
    assert parts["word/_rels/document.xml.rels"].count(b"relationships/comments") == 1


def _same(quoted: str, there: str) -> bool:
    """Tell whether a finding's words are those of its comment's paragraph, as they are printed."""
    begin = unicodedata.normalize("NFC", there).replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    return quoted.rstrip("…")[:20] in begin or not quoted


def _holder(mark: wordxml.Element) -> wordxml.Element | None:
    """Return the paragraph of a mark; none may stand in a text box, where Word takes no comment."""
    around = list(mark.iterancestors(f"{W}p"))
    return around[0] if len(around) == 1 else None


def test_comments_notes_and_changes_of_others_stay() -> None:
    """A draft that came back from a chief keeps his comment, its footnote and his changes, marked and mended."""
    wrong = spoiled(RIGHT["reviewed"]())
    before = dict(package.contents(wrong, whole=True))
    marked = dict(package.contents(with_findings(wrong, check_format(wrong).findings), whole=True))
    mended = dict(package.contents(fix_format(wrong), whole=True))
    assert mended["word/comments.xml"].count("Rà lại số liệu".encode()) == 1
    assert marked["word/comments.xml"].count("Rà lại số liệu".encode()) == 1
    for made in (marked, mended):
        assert set(before) <= set(made)
        assert made["word/footnotes.xml"].count("Số liệu năm 2023".encode()) == 1
        for kept in (b"<w:del ", b"<w:ins ", b"<w:footnoteReference", b'<w:commentRangeStart w:id="0"'):
            assert kept in made["word/document.xml"]
