"""Word templates made for one feature each, with python-docx as staff's Word would make them."""

import io
from collections.abc import Callable, Sequence

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from doc_templates.drawing.canvas import Canvas
from doc_templates.word import package
from doc_templates.word.package import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"
Rows = Sequence[Sequence[str]]


def picture(size: int, *, grey: int = 0) -> bytes:
    """Return a PNG of so many pixels each way."""
    canvas = Canvas(size, size)
    canvas.box(1, 1, size - 1, size // 2, grey=grey)
    return canvas.png(dots_per_inch=96)


def saved(document: Document) -> bytes:
    """Return a document's bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs(*texts: str) -> bytes:
    """Return a template of paragraphs; a ``‖`` splits one into runs, every second of them bold."""
    document = docx.Document()
    for text in texts:
        with_runs(document.add_paragraph(), text)
    return saved(document)


def with_runs(paragraph: Paragraph, text: str) -> None:
    """Write a text into a paragraph; a ``‖`` splits it into runs, every second of them bold."""
    for place, run in enumerate(text.split("‖")):
        paragraph.add_run(run).bold = place % 2 == 1 or None


def filled_table(table: Table, rows: Rows) -> Table:
    """Write texts into a table's cells, row by row."""
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            with_runs(cell.paragraphs[0], text)
    return table


def table(*rows: Sequence[str]) -> bytes:
    """Return a template of one table between two paragraphs."""
    document = docx.Document()
    document.add_paragraph("trước bảng")
    filled_table(document.add_table(len(rows), len(rows[0])), rows)
    document.add_paragraph("sau bảng")
    return saved(document)


def nested_tables() -> bytes:
    """Return a template whose table's cell holds another table with rows of its own."""
    document = docx.Document()
    outer = filled_table(
        document.add_table(3, 2), [["{%tr for g in groups %}", ""], ["{{ g.name }}", ""], ["{%tr endfor %}", ""]]
    )
    inner = outer.rows[1].cells[1].add_table(3, 1)
    filled_table(inner, [["{%tr for m in g.members %}"], ["{{ m }} của {{ g.name }}"], ["{%tr endfor %}"]])
    return saved(document)


def merged_heading() -> bytes:
    """Return a table whose heading spans two columns already and is to grow with the loop."""
    document = docx.Document()
    made = filled_table(
        document.add_table(2, 4),
        [
            ["Tháng", "{%tc for n in names %}", "", "{%tc endfor %}"],
            ["{{ x }}", "{%tc for n in names %}", "{{ n }}", "{%tc endfor %}"],
        ],
    )
    made.rows[0].cells[2].paragraphs[0].add_run("{% hm %}chung")
    return saved(document)


def with_headers() -> bytes:
    """Return a template with tags in first and other headers and footers."""
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for place, text in (
        (section.first_page_header, "đầu trang đầu {{ name }}"),
        (section.header, "{% if x > 1 %}đầu trang {{ name|upper }}{% endif %}"),
        (section.footer, "chân {{ rich }}"),
        (section.first_page_footer, "chân trang đầu {{ lines }}"),
    ):
        place.paragraphs[0].add_run(text)
    document.add_paragraph("{{ name }}")
    return saved(document)


def with_properties(**properties: str) -> bytes:
    """Return a template with tags in the file's own properties."""
    document = docx.Document()
    for name, text in properties.items():
        setattr(document.core_properties, name, text)
    document.add_paragraph("{{ name }}")
    return saved(document)


def with_notes(kind: str, text: str) -> bytes:
    """Return a template with one footnote, endnote or comment of that text."""
    parts = {part.name: part for part in package.read(paragraphs("{{ name }}"))}
    word = "comment" if kind == "comments" else kind[:-1]
    root = "comments" if kind == "comments" else kind
    xml = (
        f'<w:{root} xmlns:w="{W}"><w:{word} w:id="1" w:author="a"><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        f"</w:{word}></w:{root}>"
    )
    name = f"word/{kind}.xml"
    types, links = parts["[Content_Types].xml"], parts["word/_rels/document.xml.rels"]
    override = f'<Override PartName="/{name}" ContentType="{_NOTES.format(kind)}"/></Types>'
    link = f'<Relationship Id="rIdN" Type="{_RELATION.format(kind)}" Target="{kind}.xml"/></Relationships>'
    parts[types.name] = Part(types.name, types.data.replace(b"</Types>", override.encode()))
    parts[links.name] = Part(links.name, links.data.replace(b"</Relationships>", link.encode()))
    return package.write((*parts.values(), Part(name, xml.encode())))


def with_pictures() -> bytes:
    """Return a template with a named picture in the body and one in the header."""
    document = docx.Document()
    document.add_paragraph("{{ name }}").add_run().add_picture(io.BytesIO(picture(20)), width=Mm(10))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture(30)), width=Mm(10))
    for part, name in ((document, "seal"), (document.sections[0].header, "logo")):
        for properties in part._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/picture}cNvPr"):
            properties.set("name", name)
            properties.set("descr", f"hình {name}")
    return saved(document)


def with_embedded(name: str, data: bytes) -> bytes:
    """Return a template that carries a file in ``word/embeddings``."""
    parts = {part.name: part for part in package.read(paragraphs("{{ name }}"))}
    types, links = parts["[Content_Types].xml"], parts["word/_rels/document.xml.rels"]
    link = f'<Relationship Id="rIdE" Type="{_RELATION.format("package")}" Target="embeddings/{name}"/></Relationships>'
    parts[links.name] = Part(links.name, links.data.replace(b"</Relationships>", link.encode()))
    default = b'<Default Extension="xlsx" ContentType="application/vnd.ms-excel"/></Types>'
    parts[types.name] = Part(types.name, types.data.replace(b"</Types>", default))
    return package.write((*parts.values(), Part(f"word/embeddings/{name}", data)))


def raw_body(xml: str) -> bytes:
    """Return a template whose body is this XML and nothing else."""
    document = docx.Document()
    body = document.element.body
    made = parse_xml(f'<w:body xmlns:w="{W}">{xml}</w:body>')
    for place, child in enumerate(list(made)):
        body.insert(place, child)
    return saved(document)


Maker = Callable[[], bytes]
