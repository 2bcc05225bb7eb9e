"""Mending never makes a file worse: lines of a head in one paragraph, steps taken back, strangers in every state."""

import re

import pytest

from doc_templates.format_check import check_format
from doc_templates.format_check.fixing import fix_format
from doc_templates.format_check.fixing.opened import Opened, runs
from doc_templates.format_check.fixing.stretches import own_runs
from doc_templates.format_check.roles.segments import segments
from doc_templates.format_check.word.names import W
from doc_templates.format_check.word.reader import read_sheet
from doc_templates.word.extract import text_of
from tests.format_check.odd import ODD
from tests.format_check.paper import COLUMNS, MOTTO, NATION, docx, foot, mid, par, plain, run, table, title
from tests.format_check.programs import RIGHT
from tests.format_check.spoiling import spoiled
from tests.format_check.strangers import CLOSED, KEPT, SENTENCE

_PAPERS = {**RIGHT, **ODD}
_MIXED = ("superior", "agency", "number", "nation", "motto", "date")
_TEXT = (
    title("BÁO CÁO", "Kết quả phong trào thi đua")
    + plain("I. KẾT QUẢ", SENTENCE, "II. KIẾN NGHỊ", CLOSED)
    + foot(("GIÁM ĐỐC",), "Trần Thị Mẫu", ("- UBND tỉnh;", KEPT))
)


def _broken_lines(look: str = "b", size: float = 13) -> str:
    """Return a head each cell of which is one paragraph and one run, its lines ended with Shift+Enter."""
    left = mid("UBND TỈNH MẪU\nSỞ NỘI VỤ\nSố: 5/BC-SNV", look=look, size=size)
    right = mid(f"{NATION}\n{MOTTO}\nMẫu, ngày 05 tháng 3 năm 2024", look=look, size=size)
    return table(COLUMNS, (left, right))


def _two_runs() -> str:
    """Return such a head whose runs end where no line does, the line ends in runs of their own."""
    left = run("UBND TỈNH ", look="i") + run("MẪU\nSỞ ", look="i") + run("NỘI VỤ", look="b") + run("\n")
    left += run("Số: 15/BC", look="b") + "<w:r><w:noBreakHyphen/></w:r>" + run("SNV")
    right = run(NATION[:9]) + run(NATION[9:] + "\n" + MOTTO[:5], look="bi") + run(MOTTO[5:])
    right += "<w:r><w:br/></w:r>" + run("Mẫu, ngày 05 tháng 3 năm 2024", look="b")
    centred = [par(one, align="center", first=0, before=0) for one in (left, right)]
    return table(COLUMNS, (centred[0], centred[1]))


def _rules(paper: bytes) -> set[str]:
    return {one.rule for one in check_format(paper).findings}


def _looks(paper: bytes) -> set[str]:
    wanted = re.compile(rf"nd30\.({'|'.join(_MIXED)})\.(weight|slope|size|align)")
    return {rule for rule in _rules(paper) if wanted.fullmatch(rule)}


def _words(paper: bytes) -> str:
    return re.sub(r"[\s_]+", "", re.sub(r"\b0(?=\d)", "", text_of(paper)))


@pytest.mark.parametrize(
    "head", [_broken_lines(), _broken_lines("", 11), _broken_lines("bi", 16), _two_runs()], ids=str.__len__
)
def test_lines_of_one_paragraph_are_mended_each_by_itself(head: str) -> None:
    """Quốc hiệu stays bold and upright where the date under it slopes; line ends, letters and other faults stay."""
    wrong = docx(head + _TEXT)
    mended = fix_format(wrong)
    assert _looks(wrong)
    assert _looks(mended) == set()
    assert "nd30.number.zero" not in _rules(mended)
    assert _rules(mended) <= _rules(wrong)
    assert _words(mended) == _words(wrong)
    assert _breaks(mended) == _breaks(wrong)
    assert fix_format(mended) == mended


def _breaks(paper: bytes) -> list[int]:
    return [one.text.count("\n") for one in read_sheet(paper).paragraphs if "\n" in one.text]


def test_a_run_is_cut_without_losing_what_it_holds() -> None:
    """A stretch gets runs of its own; the tab, the drawing and the note beside it stay in their order."""
    inside = '<w:r><w:t>Trên</w:t><w:drawing/><w:br/><w:t>Giữa</w:t><w:tab/><w:footnoteReference w:id="2"/></w:r>'
    file = Opened(docx(par(inside + run("đây\nDưới")) + _broken_lines() + _TEXT))
    paragraph = read_sheet(file.saved()).paragraphs[0]
    element = file.element(paragraph)
    before = [node.tag for one in runs(element) for node in one if node.tag not in (f"{W}rPr", f"{W}t")]
    told = {}
    for piece in segments(paragraph, 0):
        own = own_runs(element, piece)
        told[piece.text] = "".join(text.text or "" for one in own for text in one.iter(f"{W}t"))
    assert told == {one: one for one in ("Trên", "Giữa", "đây", "Dưới")}
    after = [node.tag for one in runs(element) for node in one if node.tag not in (f"{W}rPr", f"{W}t")]
    assert after == before
    assert read_sheet(file.saved()).paragraphs[0].text == paragraph.text


def test_a_line_is_not_drawn_under_what_stands_below_the_agency() -> None:
    """Where the number is a line of the agency's paragraph, a line after it would stand under the number."""
    mended = fix_format(docx(_broken_lines() + _TEXT))
    assert {"nd30.agency.line", "nd30.motto.line"} <= _rules(mended)
    assert Opened(mended).roots["word/document.xml"].find(f".//{W}tbl//{W}pBdr") is None


def test_only_what_makes_a_new_fault_is_taken_back() -> None:
    """Where blanks taken out would make bases of sentences, with a fault of bases, they stay; all else is mended."""
    bases = plain(*["Căn  cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;"] * 3)
    named = title("BÁO CÁO", "Kết quả phong trào thi đua")
    wrong = docx(_broken_lines("", 11) + _TEXT.replace(named, named + bases))
    mended = fix_format(wrong)
    assert "nd30.text.double_spaces" in _rules(mended)
    assert _looks(mended) == set()
    assert "nd30.number.zero" in _rules(wrong) - _rules(mended)
    assert _rules(mended) <= _rules(wrong)
    assert fix_format(mended) == mended


@pytest.mark.parametrize("name", sorted(set(_PAPERS) - {"strict"}))
@pytest.mark.parametrize("state", ["right", "spoiled", "in one paragraph"])
def test_no_file_is_worse_after_mending(name: str, state: str) -> None:
    """Whatever the file and its state, no rule is broken after mending that was not broken before."""
    paper = _PAPERS[name]()
    if state != "right":
        paper = spoiled(paper)
    if state == "in one paragraph":
        paper = _joined(paper)
    assert _rules(fix_format(paper)) <= _rules(paper)


def _joined(paper: bytes) -> bytes:
    """Return the paper with the paragraphs of each cell made one, its lines ended with Shift+Enter."""
    file = Opened(paper)
    for cell in list(file.roots["word/document.xml"].iter(f"{W}tc")):
        first, *others = cell.findall(f"{W}p") or [None]
        for one in others:
            line = first.makeelement(f"{W}r")
            line.append(line.makeelement(f"{W}br"))
            first.append(line)
            for node in one.findall(f"{W}r"):
                first.append(node)
            if one.find(f"{W}pPr/{W}sectPr") is None:
                cell.remove(one)
    return file.saved()


_ENDS = (
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:bookmarkEnd w:id="7"/>',
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
)


@pytest.mark.parametrize("end", _ENDS)
def test_an_empty_paragraph_that_ends_something_stays(end: str) -> None:
    """A field, a bookmark or a comment keeps both its ends; a paragraph with nothing in it goes."""
    head = _broken_lines() + title("BÁO CÁO", "Kết quả phong trào thi đua")
    last = foot(("GIÁM ĐỐC",), "Trần Thị Mẫu", ("- UBND tỉnh;", KEPT))
    hollow, holding = '<w:p w:rsidR="00A00A01"/>', f'<w:p w:rsidR="00A00A02">{end}</w:p>'
    mended = fix_format(docx(head + plain(SENTENCE) + hollow + plain(SENTENCE) + holding + plain(CLOSED) + last))
    left = {one.get(f"{W}rsidR"): one for one in Opened(mended).roots["word/document.xml"].iter(f"{W}p")}
    assert "00A00A01" not in left
    assert re.findall(r"<w:(\w+)", end) == [one.tag.removeprefix(W) for one in left["00A00A02"].iter()][1:]
