"""Small Word files made for one test: a body of given paragraphs, or any package of parts."""

from doc_templates.word import package
from doc_templates.word.package import Part

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(*paragraphs: str) -> bytes:
    """Return a Word file with one run per paragraph; a ``‖`` splits a paragraph into runs."""
    return docx_of("".join(_paragraph(text) for text in paragraphs))


def docx_of(body: str, *more: Part) -> bytes:
    """Return a Word file whose body is this XML, with more parts beside."""
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    parts = (
        Part("[Content_Types].xml", _TYPES.encode()),
        Part("_rels/.rels", _RELATIONS.encode()),
        Part("word/document.xml", document.encode()),
        *more,
    )
    return package.write(parts)


def _paragraph(text: str) -> str:
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in text.split('‖'))}</w:p>"
