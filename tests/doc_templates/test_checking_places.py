"""Where tags stand in Word's own things: changes, fields, boxes, tables, values that nobody sees."""

import pytest

from doc_templates.checking import Finding, Severity, Verdict, examine
from doc_templates.checking.findings import report_of
from doc_templates.rendering import CompiledTemplate
from doc_templates.word import package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from tests.doc_templates.make_docx import docx, docx_of
from tests.doc_templates.test_checking import PLAN, edited, told


def _word(inner: str) -> bytes:
    return docx_of(f"<w:p>{inner}</w:p>")


def _run(text: str, *, name: str = "t") -> str:
    return f"<w:r><w:{name}>{text}</w:{name}></w:r>"


def test_tags_in_tracked_changes_are_told() -> None:
    """A tag that was added, or deleted, without anybody accepting it is a fault; other changes are warned of."""
    for change, run in (("ins", _run("{{ subject }}")), ("del", _run("{{ subject }}", name="delText"))):
        (fault,) = told(_word(f'<w:{change} w:id="1" w:author="Lan">{run}</w:{change}>'))
        assert "Track Changes" in fault
    report = examine(_word(f'<w:ins w:id="1" w:author="Lan">{_run("chữ")}</w:ins>'), kind=PLAN).report
    assert "tracked-changes" in {one.code for one in report.warnings}


def test_tags_in_fields_and_bound_controls_are_told() -> None:
    """What Word puts in the place of a tag by itself is named; a hyperlink and a plain control are understood."""
    tag = _run("{{ subject }}")
    bound = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    kind = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = f"{kind.format('begin')}{{}}{kind.format('separate')}{{}}{kind.format('end')}"
    assert any("(Field)" in one for one in told(_word(f'<w:fldSimple w:instr="REF a">{tag}</w:fldSimple>')))
    assert any("(Field)" in one for one in told(_word(field.format(_run("REF a", name="instrText"), tag))))
    assert any("(Field)" in one for one in told(_word(field.format(_run("{{ subject }}", name="instrText"), ""))))
    assert any("Content Control" in one for one in told(_word(bound.format("<w:dataBinding/>", tag))))
    assert told(_word(bound.format("<w:text/>", tag))) == []
    assert told(_word(f'<w:hyperlink w:anchor="a">{tag}</w:hyperlink>{field.format("", "1")}{tag}')) == []


_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def test_tags_in_a_text_box_are_read_in_both_copies() -> None:
    """Word keeps a text box twice; the same fault in both is told once, and a sound one in both is understood."""
    made = f"<w:r><mc:AlternateContent xmlns:mc='{_MC}'><mc:Choice>{{0}}</mc:Choice><mc:Fallback>{{1}}</mc:Fallback>"
    made += "</mc:AlternateContent></w:r>"
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></w:pict>"
    sound, faulty = box.format("{{ subject }}"), box.format("{{ subjct }}")
    assert told(_word(made.format(sound, sound))) == []
    for first, second in ((faulty, faulty), (sound, faulty), (faulty, sound)):
        (fault,) = told(_word(made.format(first, second)))
        assert "“subjct”" in fault


def test_a_row_that_goes_takes_its_text_along() -> None:
    """Words in the row of a ``{%tr`` tag would vanish with it, so they are told."""
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell.format('{%tr for x in blocks %}')}{cell.format('Số thứ tự')}</w:tr>"
    end = f"<w:tr>{cell.format('{%tr endfor %}')}</w:tr>"
    (lost,) = told(docx_of(f"<w:tbl>{row}<w:tr>{cell.format('{{ x.text }}')}</w:tr>{end}</w:tbl>"))
    assert "“Số thứ tự” nằm cùng hàng của bảng" in lost


@pytest.mark.parametrize(
    ("texts", "lost", "printed"),
    [
        (("đầu", "giữa {%- if subject %} b{% endif %}"), ["giữa"], "đầu b"),
        (("đầu", "{{ subject }} và {%- if subject %} b{% endif %}"), ["{{ subject }} và"], "đầu b"),
        (("a {% if subject %}b{% endif -%} mất", "cuối"), ["mất"], "a bcuối"),
        (("a {% if subject %}b{% endif -%}", "cuối"), [], "a bcuối"),
        (("đầu", "{%- if subject %} b{% endif %}", "cuối"), [], "đầu b\ncuối"),
        (("a {% if subject -%} b{% endif %}", "cuối"), [], "a b\ncuối"),
        (("a {%- if subject %} b{% endif %}",), [], "a b"),
    ],
)
def test_words_that_a_trimming_tag_takes_along_are_told(texts: tuple[str, ...], lost: list[str], printed: str) -> None:
    """What stands where a ``-`` joins two paragraphs is left out, as by docxtpl, and told beforehand."""
    template = docx(*texts)
    assert text_of(CompiledTemplate.from_bytes(template).render({"subject": "chữ"})) == printed
    found = [one for one in told(template) if "nằm sát dấu -" in one]
    assert len(found) == len(lost)
    assert all(f"“{words}”" in one for words, one in zip(lost, found, strict=True))


def _cell(*texts: str) -> str:
    return f"<w:tc>{''.join(_paragraph(_run(text)) for text in texts)}</w:tc>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def _control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


_IF, _END, _P_IF, _P_END = "{% if subject %}a", "b{% endif %}", "{%p if subject %}", "{%p endif %}"
CUT = {
    "two cells": _table(_row(_cell(_IF), _cell(_END))),
    "two cells, paragraphs": _table(_row(_cell(_P_IF, "a"), _cell(_P_END, "b"))),
    "two tables": _table(_row(_cell("{%tr if subject %}"))) + _table(_row(_cell("{%tr endif %}"))),
    "into a table": _paragraph(_run(_IF)) + _table(_row(_cell(_END))),
    "out of a table": _table(_row(_cell("a", _P_IF))) + _paragraph(_run("b")) + _paragraph(_run(_P_END)),
    "out of a control": _control(_paragraph(_run(_P_IF)) + _paragraph(_run("a"))) + _paragraph(_run(_P_END)),
    "an else elsewhere": _table(_row(_cell(_IF), _cell("{% else %}"), _cell(_END))),
}


@pytest.mark.parametrize("name", CUT)
def test_a_block_that_cuts_through_cells_is_a_fault(name: str) -> None:
    """With the condition false the page would lose a cell, or the file would be damaged: both samples look right."""
    (first, *_) = [one for one in told(docx_of(CUT[name])) if "không nằm cùng chỗ" in one]
    assert "{% " in first or "{%p" in first or "{%tr" in first


def test_a_block_over_paragraphs_is_warned_of() -> None:
    """Two paragraphs of the same place may share a block; what is left of them flows together, which is told."""
    (warning,) = told(docx(_IF, _END))
    assert "hai đoạn bị dính" in warning
    assert "{%p if … %}" in warning
    assert told(docx(f"{_IF}{_END}")) == []
    assert told(docx(_P_IF, "a", _P_END)) == []


LOST = {
    "hình": "<w:r><w:drawing/></w:r>",
    "đối tượng nhúng": "<w:r><w:object/></w:r>",
    "ngắt trang": '<w:r><w:br w:type="page"/></w:r>',
    "cước chú": '<w:r><w:footnoteReference w:id="2"/></w:r>',
}


@pytest.mark.parametrize("name", LOST)
def test_what_stands_beside_text_is_not_lost_in_silence(name: str) -> None:
    """A picture, a break or a note in the paragraph of a ``{%p`` tag would vanish with it."""
    body = f"<w:p>{_run(_P_IF)}{LOST[name]}</w:p>{_paragraph(_run('a'))}{_paragraph(_run(_P_END))}"
    assert any(name in one and "sẽ bị mất" in one for one in told(docx_of(body)))


def test_a_section_break_is_not_lost_in_silence() -> None:
    """The end of a section turns the page for all that is before it."""
    body = f"<w:p><w:pPr><w:sectPr/></w:pPr>{_run(_P_IF)}</w:p>{_paragraph(_run('a'))}{_paragraph(_run(_P_END))}"
    assert any("Section Break" in one for one in told(docx_of(body)))


def test_a_cell_left_without_a_paragraph_is_told() -> None:
    """Word takes a cell without a paragraph for damage, and only a document of the fewest values shows it."""
    inside = ("{%p for line in superior_lines %}", "{{ line }}", "{%p endfor %}")
    table = f"{_table(_row(_cell(*inside)))}<w:p/>"
    (fault,) = told(docx_of(table))
    assert "không để lại đoạn nào" in fault
    assert "superior_lines" in fault
    assert told(docx_of(table.replace("</w:tc>", "<w:p/></w:tc>"))) == []


FETCHING = (
    "DDEAUTO c:\\\\x cmd",
    "INCLUDETEXT a.docx",
    "INCLUDEPICTURE http://x.vn/a.png",
    "LINK Excel a.xls",
    "IMPORT a",
)


@pytest.mark.parametrize("code", FETCHING)
def test_fields_that_fetch_are_faults(code: str) -> None:
    """A field that opens a file, an address or a program is named, however Word has cut its code into pieces."""
    kind = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    split = f"{_run(code[:3], name='instrText')}{_run(code[3:], name='instrText')}"
    for body in (
        f'<w:fldSimple w:instr=" {code} ">{_run("x")}</w:fldSimple>',
        f"{kind.format('begin')}{split}{kind.format('separate')}{_run('x')}{kind.format('end')}",
        f"{kind.format('begin')}{split}",
    ):
        (fault,) = told(_word(body))
        assert code.split()[0] in fault
        assert "Ctrl+Shift+F9" in fault


@pytest.mark.parametrize("address", ["http://ngoai.vn/a.png", "file:///etc/passwd", r"\\may-khac\a.png"])
def test_a_picture_at_an_address_of_its_own_is_a_fault(address: str) -> None:
    """Older Word's pictures may name an address without any relation; one with a part's name is none."""
    box = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="{}"/></v:shape></w:pict></w:r>'
    )
    (fault,) = told(_word(box.format(address) + _run("chữ")))
    assert address in fault
    assert "chữ" in fault
    assert told(_word(box.format("media/a.png"))) == []


def test_a_link_made_as_a_field_keeps_its_words() -> None:
    """Updating a hyperlink's field leaves its words: a tag in them is understood; page numbers are no fault."""
    kind = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    field = f"{kind.format('begin')}{{}}{kind.format('separate')}{{}}{kind.format('end')}"
    link = _run(" HYPERLINK &quot;http://a.vn&quot; ", name="instrText")
    assert told(_word(field.format(link, _run("{{ subject }}")))) == []
    assert told(_word(field.format(_run(" PAGE ", name="instrText"), _run("1")))) == []


UNSEEN = {
    "a picture's words": '<w:r><w:drawing><x:docPr xmlns:x="urn:x" id="1" name="a" descr="{}"/></w:drawing></w:r>',
    "a list's entry": '<w:sdt><w:sdtPr><w:listItem w:displayText="{}"/></w:sdtPr><w:sdtContent/></w:sdt>',
    "a formula": '<m:oMath xmlns:m="urn:m"><m:r><m:t>{}</m:t></m:r></m:oMath>',
}


@pytest.mark.parametrize("name", UNSEEN)
def test_tags_that_nobody_sees_are_read(name: str) -> None:
    """A picture's description, a list's entry, a formula: what is filled is checked."""
    assert told(_word(UNSEEN[name].format("{{ subject }}") + _run("x"))) == []
    assert any("“subjct”" in one for one in told(_word(UNSEEN[name].format("{{ subjct }}") + _run("x"))))


def _with_part(name: str, data: str) -> bytes:
    parts = [one for one in package.read(edited("x", "x")) if one.name != name]
    return package.write((*parts, Part(name, data.encode())))


def _findings(data: bytes) -> list[Finding]:
    return list(examine(data, kind=PLAN).report.findings)


def test_tags_in_the_files_properties_are_read() -> None:
    """The title of the file may print a field; a misspelt one is told with the nearest name."""
    core = (
        '<p:coreProperties xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>{}</d:title></p:coreProperties>'
    )
    assert _findings(_with_part("docProps/core.xml", core.format("{{ subject }}"))) == []
    (fault, *_) = _findings(_with_part("docProps/core.xml", core.format("{{ subjct }}")))
    assert (fault.code, fault.part, fault.remedy) == ("unknown-field", "docProps/core.xml", "có phải là “subject”?")


@pytest.mark.parametrize("name", ["word/charts/chart1.xml", "word/diagrams/data1.xml", "docProps/app.xml"])
def test_tags_where_nothing_is_filled_are_warned_of(name: str) -> None:
    """A tag in a chart or a drawing of shapes stays as it is: somebody should know before it is printed."""
    (warning,) = _findings(_with_part(name, "<x><t>{{ sub</t><t>ject }}</t></x>"))
    assert (warning.code, warning.severity, warning.part) == ("tag-not-filled", Severity.WARNING, name)


def test_changes_of_sections_and_rows_are_tracked_changes() -> None:
    """A change of the page or of a row that nobody accepted is warned of as words are."""
    section = '<w:sectPr><w:sectPrChange w:id="1" w:author="Lan"><w:sectPr/></w:sectPrChange></w:sectPr>'
    (warning,) = told(docx_of(f"{_paragraph(_run('x'))}{section}"))
    assert "Track Changes" in warning
    row = f'<w:tr><w:trPr><w:ins w:id="1" w:author="Lan"/></w:trPr>{_cell("Tên hàng")}</w:tr>'
    (warning,) = told(docx_of(_table(row)))
    assert "Tên hàng" in warning


def test_more_findings_than_are_told_keep_their_weight() -> None:
    """A flood of warnings keeps no template out, a flood with faults in it does."""
    warnings = [Finding(code="x", severity=Severity.WARNING, message=f"Lưu ý {place}.") for place in range(400)]
    assert report_of(PLAN, warnings).verdict is Verdict.SOUND
    assert report_of(PLAN, [*warnings, Finding(code="y", message="Lỗi.")]).verdict is Verdict.FAULTY


def test_words_that_explain_are_no_name() -> None:
    """The nearest name is sought in what a field is, not in the remarks behind it."""
    (fault,) = told(docx("{{ không có }}"))
    assert "có phải là" not in fault


def test_what_fails_while_filled_is_told_at_its_own_paragraph() -> None:
    """A failure is placed at the paragraph that reads so, not at a longer one before; a paragraph's tag at its own."""
    tag = "1 // (code|length - code|length)"
    longer = f"{{% if code == 'x' %}}a {{{{ {tag} }}}} b{{% endif %}}"
    for template, text in (
        (docx(longer, f"{{{{ {tag} }}}}"), f"{{{{ {tag} }}}}"),
        (docx("Mở đầu", f"{{%p if {tag} %}}", "b", "{%p endif %}"), f"Mở đầu{{% if {tag} %}}"),
    ):
        (failed,) = (one for one in examine(template, kind=PLAN).report.faults if "chia cho 0" in one.message)
        assert (failed.paragraph, failed.text) == (1, text)
