"""The least Word file there is: what any LibreOffice that works at all converts."""

from doc_templates.word import package
from doc_templates.word.package import Part


def page() -> bytes:
    """Return a Word file of one empty paragraph."""
    ooxml = "http://schemas.openxmlformats.org"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    types = (
        f'<Types xmlns="{ooxml}/package/2006/content-types"><Default Extension="rels" ContentType="{relations}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
    )
    start = (
        f'<Relationships xmlns="{ooxml}/package/2006/relationships"><Relationship Id="rId1" Target="word/document.xml"'
        f' Type="{ooxml}/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    body = f'<w:document xmlns:w="{ooxml}/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>'
    named = {"[Content_Types].xml": types, "_rels/.rels": start, "word/document.xml": body}
    return package.write(tuple(Part(name, text.encode()) for name, text in named.items()))
