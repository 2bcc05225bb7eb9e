"""A right paper of anybody's with every mechanical thing in it wrong at once."""

import re

from doc_templates.word import package

_LINE = re.compile(rb'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:pict><v:line[^>]*/></w:pict></w:r></w:p>')
_WRONG = (
    ('w:val="28"', 'w:val="24"'),
    ('<w:jc w:val="both"/>', '<w:jc w:val="left"/>'),
    ('w:firstLine="720"', 'w:firstLine="300"'),
    ('w:before="120"', 'w:before="0"'),
    ('w:left="1701"', 'w:left="1134"'),
    ("<w:b/>", ""),
    ('w:ascii="Times New Roman"', 'w:ascii="Arial"'),
    ('w:hAnsi="Times New Roman"', 'w:hAnsi="Arial"'),
    ("ngày 05 tháng 3", "ngày 5 tháng 03"),
    ("Căn cứ ", "Căn  cứ "),
)


def spoiled(docx: bytes) -> bytes:
    """Return the paper in Arial, too small, light, without lines, gaps, margins, zeros, with blanks too many."""
    return package.write(tuple(_spoiled(part) for part in package.contents(docx, whole=True)))


def _spoiled(part: package.Part) -> package.Part:
    data = part.data
    if part.name == "word/styles.xml":
        data = data.replace(b"Times New Roman", b"Arial")
    if part.name == "word/document.xml":
        for right, wrong in _WRONG:
            data = data.replace(right.encode(), wrong.encode())
        data = _LINE.sub(b"", data).replace(b"</w:tcPr></w:tc>", b"</w:tcPr><w:p/></w:tc>")
    return part._replace(data=data)
