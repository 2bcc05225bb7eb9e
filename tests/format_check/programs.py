"""The same papers as other programs write them: Word old and new, WPS, Google Docs, LibreOffice."""

from collections.abc import Callable

from doc_templates.word import package
from tests.format_check.paper import (
    LYING,
    MOTTO,
    NATION,
    NS,
    NUMBERED,
    STYLES,
    TNR,
    bordered,
    docx,
    mid,
    par,
    run,
    section,
    shape,
    text,
    vml,
)
from tests.format_check.strangers import (
    CLOSED,
    SENTENCE,
    annexed,
    decision,
    invitation,
    letter,
    listed,
    minutes,
    notice,
    plan,
    proposal,
    regulated,
    report,
    school,
    three_levels,
    two_bodies,
    urgent,
)


def acting(*authority: str) -> Callable[[], bytes]:
    return lambda: docx(plan(authority))


def wps() -> bytes:
    """Return a letter of WPS Office: East Asian hints and fonts, and a grid."""
    styles = STYLES.replace(TNR, TNR.replace("/>", ' w:eastAsia="宋体"/>')).replace(
        '<w:name w:val="Normal"/>',
        '<w:name w:val="Normal"/><w:pPr><w:widowControl w:val="0"/></w:pPr><w:rPr><w:kern w:val="2"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>',
    )
    body = letter().replace("<w:rPr>", '<w:rPr><w:rFonts w:hint="eastAsia" w:eastAsia="宋体"/>')
    return docx(body, styles=styles, last=section().replace("</w:sectPr>", '<w:docGrid w:linePitch="360"/></w:sectPr>'))


def google() -> bytes:
    """Return a report of Google Docs: fonts and switches on every run, no theme, a fixed table."""
    fonts = (
        '<w:rFonts w:ascii="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"'
        ' w:hAnsi="Times New Roman"/>'
    )
    styles = (
        f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:cs="Arial"'
        f' w:eastAsia="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults></w:styles>'
    )
    body = report().replace("<w:rPr>", f"<w:rPr>{fonts}").replace("<w:b/>", '<w:b w:val="1"/><w:bCs w:val="1"/>')
    body = body.replace("</w:rPr>", '<w:rtl w:val="0"/></w:rPr>').replace(
        "<w:tblPr>", '<w:tblPr><w:tblLayout w:type="fixed"/>'
    )
    return docx(body, styles=styles)


def no_defaults() -> bytes:
    """Return a plan without a styles part: Word prints Times New Roman."""
    return docx(plan(), styles="")


def themed() -> bytes:
    """Return a proposal whose fonts are the theme's, Times New Roman."""
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        '<a:fontScheme name="x">'
        '<a:majorFont><a:latin typeface="Times New Roman"/></a:majorFont><a:minorFont><a:latin'
        ' typeface="Times New Roman"/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
    named = (
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"'
        ' w:cstheme="minorBidi"/>'
    )
    return docx(proposal(), styles=STYLES.replace(TNR, named), more=(("theme/theme1.xml", "theme", theme),))


def strict() -> bytes:
    """Return a notice saved as “Strict Open XML”."""
    made = docx(notice())
    changes = (
        (b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"),
        (
            b"schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (b"schemas.openxmlformats.org/drawingml/2006/main", b"purl.oclc.org/ooxml/drawingml/main"),
    )
    parts = []
    for part in package.read(made):
        data = part.data
        for old, new in changes:
            data = data.replace(old, new)
        parts.append(part._replace(data=data))
    return package.write(tuple(parts))


def controlled() -> bytes:
    """Return a plan with content controls around table, paragraphs and runs; the page number in one too."""
    numbered = NUMBERED.replace("<w:p>", "<w:sdt><w:sdtPr/><w:sdtContent><w:p>").replace(
        "</w:p>", "</w:p></w:sdtContent></w:sdt>"
    )
    body = (
        plan()
        .replace("<w:tbl>", "<w:sdt><w:sdtPr/><w:sdtContent><w:tbl>", 1)
        .replace("</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>", 1)
    )
    body = body.replace(run(SENTENCE), f"<w:sdt><w:sdtPr/><w:sdtContent>{run(SENTENCE)}</w:sdtContent></w:sdt>")
    return docx(body, header=numbered, last=section(header=True))


def framed() -> bytes:
    """Return a plan with the page number in a frame, as Word 2003 made it."""
    frame = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="center" w:y="1"/>'
    numbered = NUMBERED.replace('<w:jc w:val="center"/>', frame).replace("</w:hdr>", "<w:p/></w:hdr>")
    return docx(plan(), header=numbered, last=section(header=True))


def reviewed() -> bytes:
    """Return a plan with tracked changes, a comment and a footnote, as a draft comes back from a chief."""
    old = '<w:del w:id="7" w:author="A"><w:r><w:delText>cũ </w:delText></w:r></w:del>'
    new = f'<w:ins w:id="8" w:author="A">{run("mới ")}</w:ins>'
    noted = (
        '<w:commentRangeStart w:id="0"/>'
        + run("Xem lại.")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    footed = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="1"/></w:r>'
    body = plan().replace(text(CLOSED), par(old + new + run(SENTENCE) + noted + footed) + text(CLOSED))
    comments = (
        f'<w:comments {NS}><w:comment w:id="0" w:author="Trưởng phòng"><w:p><w:r><w:t>Rà lại số liệu</w:t>'
        f"</w:r></w:p></w:comment></w:comments>"
    )
    notes = (
        f'<w:footnotes {NS}><w:footnote w:id="1"><w:p><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>Số liệu năm'
        f" 2023.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    return docx(body, more=(("comments.xml", "comments", comments), ("footnotes.xml", "footnotes", notes)))


def boxed_head() -> bytes:
    """Return a plan with the agency's side and the nation's side each in a text box."""

    def box(inside: str) -> str:
        return (
            f'<w:r><w:pict><v:shape style="width:200pt"><v:textbox><w:txbxContent>{inside}</w:txbxContent>'
            f"</v:textbox></v:shape></w:pict></w:r>"
        )

    left = mid("UBND TỈNH MẪU", size=13) + mid("SỞ NỘI VỤ", size=13, look="b") + vml(10) + mid("Số: 15/KH-SNV", size=13)
    right = (
        mid(NATION, size=13, look="b")
        + mid(MOTTO, size=14, look="b")
        + vml(61)
        + mid("Mẫu, ngày 05 tháng 3 năm 2024", look="i")
    )
    body = plan()
    return docx(f"<w:p>{box(left)}{box(right)}</w:p>" + body[body.index("</w:tbl>") + 8 :])


def named_styles() -> bytes:
    """Return a plan set by named styles based on each other, nothing direct."""
    styles = STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="TextBody"><w:name w:val="Body Text"/><w:basedOn'
        ' w:val="Normal"/><w:pPr><w:spacing w:before="120" w:line="288" w:lineRule="auto"/><w:ind'
        ' w:firstLine="567"/><w:jc w:val="both"/></w:pPr></w:style></w:styles>',
    )
    body = plan().replace(
        text(SENTENCE), f'<w:p><w:pPr><w:pStyle w:val="TextBody"/></w:pPr><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>'
    )
    return docx(body, styles=styles)


def macro() -> bytes:
    """Return a ``.docm`` with its project."""
    return docx(
        plan(),
        main="application/vnd.ms-word.document.macroEnabled.main+xml",
        more=(("vbaProject.bin", "vbaProject", "x"),),
    )


def chunked() -> bytes:
    """Return a plan with a part of the text brought in as HTML."""
    return docx(plan().replace(text(CLOSED), '<w:altChunk r:id="rId30"/>' + text(CLOSED)))


RIGHT: dict[str, Callable[[], bytes]] = {
    "decision": lambda: docx(decision()),
    "plan": lambda: docx(plan()),
    "plan, borders": lambda: docx(plan(rule=lambda length: bordered(length, 60 if length < 40 else 96))),
    "plan, shapes": lambda: docx(plan(rule=shape)),
    "letter": lambda: docx(letter()),
    "report": lambda: docx(report()),
    "proposal": lambda: docx(proposal()),
    "notice of a commune": lambda: docx(notice()),
    "invitation": lambda: docx(invitation()),
    "minutes": lambda: docx(minutes()),
    "two bodies": lambda: docx(two_bodies()),
    "school": lambda: docx(school()),
    "three levels": lambda: docx(three_levels()),
    "annex lying": lambda: docx(
        annexed(), last=section(LYING, header=True, start='<w:pgNumType w:start="1"/>'), header=NUMBERED
    ),
    "list of names": lambda: docx(listed(), last=section(header=True), header=NUMBERED),
    "rules issued": lambda: docx(regulated(), last=section(header=True), header=NUMBERED),
    "telegram": lambda: docx(urgent()),
    "TUQ": acting("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"),
    "Q": acting("Q. GIÁM ĐỐC"),
    "KT under TL": acting("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    "WPS": wps,
    "Google Docs": google,
    "no styles": no_defaults,
    "theme": themed,
    "strict": strict,
    "controls": controlled,
    "frame": framed,
    "reviewed": reviewed,
    "boxed head": boxed_head,
    "named styles": named_styles,
    "docm": macro,
    "altChunk": chunked,
}
