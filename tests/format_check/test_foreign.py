"""Files that other people and other programs made: the checker neither crashes nor lies."""

from collections.abc import Callable

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from doc_templates.format_check import Form, Report, Verdict, check_format
from doc_templates.format_check.word.names import W
from tests.format_check import clerks
from tests.format_check.clerks import CENTER, bytes_of, drawn_line, line, vml_line
from tests.format_check.making import Draft, good


def _failing(report: Report) -> set[str]:
    return {one.rule for one in report.findings}


@pytest.mark.parametrize("ruled", [vml_line, drawn_line], ids=["old shapes", "new shapes"])
def test_a_right_plan_made_by_hand_passes(ruled: clerks.Line) -> None:
    """Direct formatting, words cut into runs and lines as shapes: nothing is found, and it is judged in full."""
    report = check_format(clerks.clerk_plan(ruled=ruled))
    assert [str(one) for one in report.findings] == []
    judged = {one.rule.id for one in report.results if one.verdict is Verdict.PASS}
    assert {"nd30.motto.line", "nd30.motto.line_length", "nd30.agency.line", "nd30.subject.line"} <= judged
    assert {"nd30.ladder.points", "nd30.signer.title", "nd30.recipients.archive", "nd30.basis.law"} <= judged


def test_a_head_set_with_tabs_is_read() -> None:
    """Both sides of the tabs are told apart; what tabs cannot show is not evaluated, what is wrong is found."""
    report = check_format(clerks.tabbed_plan())
    verdicts = {one.rule.id: one.verdict for one in report.results}
    assert report.form is Form.NAMED
    assert {"nd30.superior.weight", "nd30.date.slope", "nd30.recipients_head.slope", "nd30.lines.drawn"} <= _failing(
        report
    )
    assert not {"nd30.agency.weight", "nd30.nation.align", "nd30.motto.present", "nd30.signer.present"} & _failing(
        report
    )
    assert verdicts["nd30.nation.one_line"] is Verdict.NOT_EVALUATED


def test_fonts_of_the_theme_are_seen() -> None:
    """A file that names no font prints in its theme's: that is found, with the font's name."""
    document = clerks.page()
    fonts = document.styles["Normal"].element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    found = [one for one in check_format(bytes_of(document)).findings if one.rule == "nd30.font.name"]
    assert [one.found for one in found] == ["phông chữ Cambria"]


def test_numbers_written_by_word_count() -> None:
    """A ladder numbered by Word itself is read as printed: the fifth letter of its alphabet is e, not đ."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            '<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for one in [one for one in document.paragraphs if one.text[1:2] == ")"]:
        words = one.text[3:]
        for run in one.runs[1:]:
            run._r.getparent().remove(run._r)
        one.runs[0].text = words
        one._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
        )
    clerks.table_foot(document)
    found = [one for one in check_format(bytes_of(document)).findings if one.rule == "nd30.ladder.points"]
    assert [(one.found, one.right) for one in found[:1]] == [("“e” đứng sau “d)”", "“đ)”")]


def _with_number(number: str) -> bytes:
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    cell = document.tables[0].cell(1, 0)
    for run in cell.paragraphs[-1].runs[1:]:
        run._r.getparent().remove(run._r)
    cell.paragraphs[-1].runs[0].text = number
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    return bytes_of(document)


def _party() -> bytes:
    document = clerks.page()
    left, right = document.add_table(rows=1, cols=2).rows[0].cells
    line(left, "TỈNH ỦY MẪU", align=CENTER)
    line(left, "Số 12-KH/TU", align=CENTER)
    line(right, "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, align=CENTER)
    line(document, "KẾ HOẠCH", bold=True, align=CENTER)
    return bytes_of(document)


def _poem() -> bytes:
    document = clerks.page()
    line(document, "Danh sách mua sắm")
    line(document, "Bút, giấy, mực.")
    return bytes_of(document)


@pytest.mark.parametrize(
    ("made", "word"),
    [(_party, "Đảng"), (lambda: _with_number("Số: 86/2025/QĐ-UBND"), "quy phạm pháp luật"), (_poem, "không nhận ra")],
    ids=["party", "normative", "no administrative paper"],
)
def test_other_regimes_are_not_judged(made: Callable[[], bytes], word: str) -> None:
    """What other regulations shape is recognised and not evaluated, with the reason."""
    report = check_format(made())
    assert report.verdict is Verdict.NOT_EVALUATED
    assert word in report.unjudged
    assert report.findings == ()


def test_a_table_drawn_cell_by_cell_is_a_table() -> None:
    """LibreOffice draws tables cell by cell: a lying page with such a table may lie."""
    draft = Draft(good("outgoing_register"))
    table = list(draft.root.iter(f"{W}tbl"))[-1]
    borders = table.find(f"{W}tblPr/{W}tblBorders")
    borders.getparent().remove(borders)
    assert _failing(check_format(draft.saved())) == {"nd30.page.orientation"}
    for cell in table.iter(f"{W}tc"):
        sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right"))
        cell.find(f"{W}tcPr").append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{sides}</w:tcBorders>"))
    assert check_format(draft.saved()).findings == ()


def test_an_old_number_on_a_state_paper_is_a_fault() -> None:
    """Under Quốc hiệu a number in the Party's form is a wrong number, not another regime."""
    report = check_format(_with_number("Số: 15-KH/STP"))
    assert report.unjudged == ""
    assert "nd30.number.form" in _failing(report)


def test_letters_as_headings_are_no_roman_numbers() -> None:
    """``C.`` after ``B.`` is a letter; only I, V and X make the parts of a plan."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    line(document, "C. Nội dung khác", bold=True)
    clerks.table_foot(document)
    assert not {"nd30.ladder.roman", "nd30.roman_heading.case"} & _failing(check_format(bytes_of(document)))


def test_papers_before_the_decree_are_not_judged() -> None:
    """A paper dated before 05/3/2020 is not evaluated; one of that day is; ``as_of`` wins over the printed date."""
    from datetime import date

    plan = clerks.clerk_plan()
    assert check_format(plan, as_of=date(2020, 3, 4)).verdict is Verdict.NOT_EVALUATED
    assert "01/2011/TT-BNV" in check_format(plan, as_of=date(2020, 3, 4)).unjudged
    assert check_format(plan, as_of=date(2020, 3, 5)).verdict is Verdict.PASS


def test_tracked_and_hidden_words_are_read_as_printed() -> None:
    """Deleted and hidden words are not there, inserted ones are."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    number = document.tables[0].cell(1, 0).paragraphs[-1]
    number._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>/2019</w:delText></w:r></w:del>')
    )
    number._p.append(parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>-HCTP</w:t></w:r></w:ins>'))
    number._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"))
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    report = check_format(bytes_of(document))
    assert "nd30.number.form" not in _failing(report)
    assert "nd30.symbol.form" not in _failing(report)


def test_letters_in_text_boxes_and_frames_do_not_mislead() -> None:
    """A stamp in a text box before the head is neither the agency nor the number."""
    document = clerks.page()
    stamp = line(document, "")
    stamp._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
            '<w:p><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>SAO Y; SỞ TƯ PHÁP; 05/03/2024 08:00:00</w:t></w:r></w:p>'
            "</w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r>"
        )
    )
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    report = check_format(bytes_of(document))
    assert _failing(report) == set()


def test_a_page_number_at_the_foot_is_found() -> None:
    """The number belongs to the top centre of the page, and not on page 1."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>')
    )
    assert {"nd30.page_number.place", "nd30.page_number.first_hidden"} <= _failing(check_format(bytes_of(document)))


def test_a_long_paper_without_page_numbers_is_found() -> None:
    """Two pages and more need numbers; whether a short paper has two is not sure, so nothing is said of it."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    short = bytes_of(document)
    verdicts = {one.rule.id: one.verdict for one in check_format(short).results}
    assert verdicts["nd30.page_number.present"] is Verdict.NOT_EVALUATED
    for _ in range(60):
        made = line(document, "Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc, báo cáo kết quả đúng thời hạn.")
        made.paragraph_format.first_line_indent, made.paragraph_format.space_before = Mm(12.7), Pt(6)
    assert "nd30.page_number.present" in _failing(check_format(bytes_of(document)))


def test_a_head_whose_lines_begin_with_tabs_is_read() -> None:
    """A tab before the agency's name changes nothing: it stands left of Quốc hiệu."""
    document = clerks.page()
    line(document, "\tUBND TỈNH MẪU\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13)
    line(document, "\tSỞ TƯ PHÁP\tĐộc lập - Tự do - Hạnh phúc", size=13, bold=True)
    line(document, "\tSố: 15/KH-STP\tMẫu, ngày 05 tháng 3 năm 2024", size=13)
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    failing = _failing(check_format(bytes_of(document)))
    assert not {"nd30.agency.present", "nd30.agency.weight", "nd30.superior.weight", "nd30.number.form"} & failing


@pytest.mark.parametrize(
    ("dated", "rules"),
    [
        ("Mẫu, ngày      tháng     năm 2024", set()),
        ("Mẫu, ngày     tháng 3 năm 2024", set()),
        ("Mẫu, ngày ... tháng ... năm 2024", set()),
        ("Mẫu, ngày 5/3/2024", {"nd30.date.form"}),
    ],
)
def test_a_date_still_to_be_filled_in_is_a_date(dated: str, rules: set[str]) -> None:
    """Room for the day is no fault of a draft; a date in figures is found as what it is, written wrongly."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    cell = document.tables[0].cell(1, 1)
    for run in cell.paragraphs[-1].runs[1:]:
        run._r.getparent().remove(run._r)
    cell.paragraphs[-1].runs[0].text = dated
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    assert _failing(check_format(bytes_of(document))) == rules


def test_a_draft_without_number_has_its_symbol_judged() -> None:
    """The room left for the number sets nothing apart from it."""
    assert _failing(check_format(_with_number("Số:         /KH-STP"))) == set()
    assert _failing(check_format(_with_number("Số:         /STP-KH"))) == {"nd30.symbol.type"}


def test_lines_of_a_list_are_no_headings() -> None:
    """``1. Một`` above ``2. Hai`` is a list: it need not be bold."""
    document = clerks.page()
    clerks.table_head(document, ruled=vml_line)
    clerks.text(document, ruled=vml_line)
    for words in ("II. ĐƠN VỊ THỰC HIỆN", "1. Phòng Hành chính", "2. Phòng Bổ trợ", "3. Thanh tra Sở"):
        made = line(document, words, bold=words.isupper())
        made.paragraph_format.first_line_indent, made.paragraph_format.space_before = Mm(12.7), Pt(6)
    clerks.table_foot(document)
    assert "nd30.clause_heading.weight" not in _failing(check_format(bytes_of(document)))


def test_a_letterhead_made_as_a_picture_is_told_so() -> None:
    """What a picture shows cannot be read: the finding says so instead of denying what everybody sees."""
    document = clerks.page()
    line(document, "")._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:imagedata/></v:shape>"
            "</w:pict></w:r>"
        )
    )
    clerks.text(document, ruled=vml_line)
    clerks.table_foot(document)
    found = [one.found for one in check_format(bytes_of(document)).findings if one.rule == "nd30.nation.present"]
    assert found == ["không tìm thấy Quốc hiệu; đầu trang có hình, chữ trong hình không đọc được"]
