"""Table cells that a filling leaves without a paragraph: Word takes such a file for damaged."""

from collections.abc import Iterator

from doc_templates.checking.findings import Finding, shortened
from doc_templates.word import wordxml

_W = f"{{{wordxml.W}}}"
_CELL = f"{_W}tc"
_STAMP = f"{_W}id"
_BLOCKS = frozenset({f"{_W}p", f"{_W}tbl", f"{_W}sdt", f"{_W}customXml"})


def stamp_cells(root: wordxml.Element) -> None:
    """Write each cell's place into it, so that a filled cell tells which one it comes from."""
    for place, cell in enumerate(root.iter(_CELL)):
        cell.set(_STAMP, str(place))


def emptied_cells(template: wordxml.Element, filled: wordxml.Element, part: str) -> Iterator[Finding]:
    """Yield the template's cells that have no paragraph at their end in the filled part."""
    bare = {cell.get(_STAMP) for cell in filled.iter(_CELL) if not _ends_with_paragraph(cell)}
    numbers = {paragraph: place for place, paragraph in enumerate(wordxml.paragraphs(template))}
    for place, cell in enumerate(template.iter(_CELL)) if bare else ():
        paragraph = next(cell.iter(f"{_W}p"), None)
        if str(place) in bare:
            yield Finding(
                code="cell-emptied",
                message="Có khi mẫu không để lại đoạn nào ở cuối ô này của bảng; Word coi tệp như vậy là hỏng.",
                part=part,
                paragraph=None if paragraph is None else numbers[paragraph],
                text="" if paragraph is None else shortened(wordxml.paragraph_text(paragraph)),
                remedy="thêm vào cuối ô một đoạn ngoài các thẻ (để trống cũng được), hoặc viết {% … %} trong một đoạn.",
            )


def _ends_with_paragraph(cell: wordxml.Element) -> bool:
    last = next((child for child in reversed(cell) if child.tag in _BLOCKS), None)
    while last is not None and last.tag not in (f"{_W}p", f"{_W}tbl"):
        inside = last.find(f"{_W}sdtContent") if last.tag == f"{_W}sdt" else last
        last = next((child for child in reversed(inside if inside is not None else ()) if child.tag in _BLOCKS), None)
    return last is not None and last.tag == f"{_W}p"
