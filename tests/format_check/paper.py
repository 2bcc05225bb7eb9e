"""Papers in raw XML, as strangers' programs write them: runs, paragraphs, heads, feet, and the package around them."""

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from doc_templates.typesetting.metrics import line_width
from doc_templates.word import package
from doc_templates.word.package import Part

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
TNR = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
A4 = '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" {}/>'.format(
    'w:header="567" w:footer="567" w:gutter="0"'
)
LYING = (
    '<w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134"'
    ' w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)
Rule = Callable[[float], str]
"""What draws a line of a length in millimetres, as a paragraph of its own."""


def run(text: str, *, size: float = 14, look: str = "", extra: str = "") -> str:
    """Return a run; ``look`` holds ``b`` and ``i``; a tab or line end in the text becomes Word's."""
    marks = "".join(f"<w:{one}/>" for one in look)
    letters = f'{extra}{marks}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>'
    words = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    words = words.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r><w:rPr>{letters}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def par(
    inside: str, *, align: str = "both", before: float = 6, after: float = 0, first: int = 720, extra: str = ""
) -> str:
    """Return a paragraph; ``before`` and ``after`` in points, ``first`` in twips."""
    return (
        f'<w:p><w:pPr>{extra}<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}"/>'
        f'<w:ind w:firstLine="{first}"/><w:jc w:val="{align}"/></w:pPr>{inside}</w:p>'
    )


def text(words: str, *, look: str = "", size: float = 14, **shape: object) -> str:
    """Return a paragraph of running text."""
    return par(run(words, size=size, look=look), **shape)  # type: ignore[arg-type]


def mid(words: str, *, look: str = "", size: float = 14, before: float = 0, after: float = 0) -> str:
    """Return a centred line."""
    return par(run(words, size=size, look=look), align="center", before=before, after=after, first=0)


def flush(words: str, *, look: str = "", size: float = 11, before: float = 0) -> str:
    """Return a line at the left margin."""
    return par(run(words, size=size, look=look), align="left", before=before, first=0)


def plain(*lines: str) -> str:
    """Return the text of a paper by what its lines begin with: parts and clauses that are headings are bold."""
    made = []
    for line in lines:
        heading = line.split(". ")[0] in ("I", "II", "III", "IV", "V", "1", "2", "3") and not line.endswith(
            (".", ";", ":")
        )
        if line.startswith("Điều "):
            mark, _, rest = line.partition(". ")
            made.append(par(run(f"{mark}. ", look="b") + run(rest)))
        else:
            made.append(text(line, look="b" if heading else ""))
    return "".join(made)


def bordered(length: float, room: float = 100) -> str:
    """Return a line as the border over an empty paragraph between indents."""
    side = round((room - length) / 2 * 56.7)
    return (
        '<w:p><w:pPr><w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        f'<w:spacing w:before="0" w:after="0"/><w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
    )


def vml(length: float) -> str:
    """Return a line as an old shape."""
    points = round(length * 72 / 25.4, 1)
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:pict><v:line id="L" from="0,2pt"'
        f' to="{points}pt,2pt" style="position:absolute;z-index:1"/></w:pict></w:r></w:p>'
    )


def shape(length: float) -> str:
    """Return a line as a new shape with its older copy."""
    emu = round(length * 36000)
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor><wp:extent cx="{emu}" cy="0"/><a:graphic><a:graphicData uri="x"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/>'
        "</a:prstGeom></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        "</mc:Choice>"
        f'<mc:Fallback><w:pict><v:shape type="#_x0000_t32" style="width:{length * 2.83}pt;height:0"/></w:pict>'
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def cell(width: int, inside: str, extra: str = "") -> str:
    """Return a table cell of a width in twips."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{extra}</w:tcPr>{inside}</w:tc>'


def table(widths: Sequence[int], *rows: Sequence[str], ruled: bool = False) -> str:
    """Return a table without lines, or ruled."""
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if ruled else ""
    cells = "".join(
        "<w:tr>" + "".join(cell(width, inside) for width, inside in zip(widths, row, strict=True)) + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}</w:tblPr><w:tblGrid>{grid}'
        f"</w:tblGrid>{cells}</w:tbl>"
    )


COLUMNS = (3400, 5700)


def head(
    above: Sequence[str],
    agency: Sequence[str],
    number: str,
    date: str,
    *,
    about: str = "",
    rule: Rule = vml,
    columns: tuple[int, int] = COLUMNS,
) -> str:
    """Return the head as a table of two rows."""
    left = "".join(mid(one, size=13) for one in above) + "".join(mid(one, size=13, look="b") for one in agency)
    right = (
        mid(NATION, size=13, look="b") + mid(MOTTO, size=14, look="b") + rule(line_width(MOTTO, points=14, bold=True))
    )
    below = mid(number, size=13) + (mid(about, size=12, before=6) if about else "")
    dated = mid(date, size=14, look="i") if date else "<w:p/>"
    return table(columns, (left + rule(share(agency, 13)), right), (below, dated))


def share(lines: Sequence[str], points: float) -> float:
    """Return a length between a third and a half of the lines' own."""
    widths = [line_width(one, points=points, bold=True) for one in lines]
    return round(min(max(widths) / 2, min(widths) / 2.4), 1)


def title(name: str, subject: str, *, rule: Rule = vml) -> str:
    """Return the kind's name and the subject with its line."""
    return mid(name, look="b", before=12) + mid(subject, look="b") + rule(share((subject,), 14))


def foot(
    authority: Sequence[str], signer: str, recipients: Sequence[str], *, columns: tuple[int, int] = COLUMNS
) -> str:
    """Return Nơi nhận and signature as a table."""
    left = flush("Nơi nhận:", look="bi", size=12) + "".join(flush(one) for one in recipients)
    right = "".join(mid(one, look="b") for one in authority) + mid("") * 4 + mid(signer, look="b")
    return table(columns, (left, right))


STYLES = (
    f'<w:styles {NS}><w:docDefaults><w:rPrDefault><w:rPr>{TNR}<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
)
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FORMAT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NUMBERED = (
    f'<w:hdr {NS}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
    '<w:instrText xml:space="preserve"> PAGE \\* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar'
    ' w:fldCharType="separate"/>'
    '</w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/>'
    "</w:r></w:p></w:hdr>"
)
HEADER = '<w:headerReference w:type="default" r:id="rId9"/>'


def section(page: str = A4, *, header: bool = False, start: str = "", kind: str = "") -> str:
    """Return a section's properties; with a header its first page shows none."""
    first = "<w:titlePg/>" if header else ""
    return f"<w:sectPr>{HEADER if header else ''}{kind}{page}{start}{first}</w:sectPr>"


def docx(
    body: str,
    *,
    last: str = "",
    styles: str = STYLES,
    header: str = "",
    more: Sequence[tuple[str, str, str]] = (),
    main: str = "document.main+xml",
    root: str = NS,
) -> bytes:
    """Return the package; ``more`` are parts as (name, relation's kind, XML)."""
    named = [("styles.xml", "styles", styles), *([("header1.xml", "header", header)] if header else []), *more]
    named = [one for one in named if one[2]]
    kinds = {"styles": "styles+xml", "header": "header+xml", "footer": "footer+xml", "comments": "comments+xml"}
    types = "".join(
        f'<Override PartName="/word/{name}" ContentType="{_FORMAT}.{kinds.get(kind, f"{kind}+xml")}"/>'
        for name, kind, _ in named
    )
    content = main if "/" in main else f"{_FORMAT}.{main}"
    relations = "".join(
        f'<Relationship Id="{"rId9" if name == "header1.xml" else f"rId{place + 20}"}" Type="{_KIND}/{kind}"'
        f' Target="{name}"/>'
        for place, (name, kind, _) in enumerate(named)
    )
    parts = {
        "[Content_Types].xml": f'{_TYPES}<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override'
        f' PartName="/word/document.xml"'
        f' ContentType="{content}"/>{types}</Types>',
        "_rels/.rels": f'{_RELATIONS}<Relationship Id="rId1" Type="{_KIND}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {root}><w:body>{body}<w:p/>{last or section()}</w:body></w:document>",
        "word/_rels/document.xml.rels": f"{_RELATIONS}{relations}</Relationships>",
        **{f"word/{name}": xml for name, _, xml in named},
    }
    return package.write(tuple(Part(name, xml.encode()) for name, xml in parts.items()))
