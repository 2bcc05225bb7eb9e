"""Whether a package is whole: XML that can be read, and every part there that another one names."""

import posixpath
from collections.abc import Iterator, Sequence

from doc_templates import wordxml
from doc_templates.checking.findings import Finding
from doc_templates.package import Part

_ROOT = "_rels/.rels"
_XML = (".xml", ".rels")
_REMEDY = "mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi thử lại."


def holes(parts: Sequence[Part], *, read: frozenset[str]) -> Iterator[Finding]:
    """Yield what is broken or missing, besides the parts that were ``read`` already."""
    names = {part.name for part in parts}
    if _ROOT not in names:
        yield _hole(_ROOT, "Tệp Word hỏng: thiếu bảng liên kết của cả tệp.")
    for part in parts:
        if not part.name.endswith(_XML) or part.name in read:
            continue
        try:
            root = wordxml.parse(part.data)
        except wordxml.NotWellFormed:
            yield _hole(part.name, "Phần này của tệp Word có XML hỏng hoặc không an toàn.")
            continue
        if part.name.endswith(".rels"):
            yield from _missing(part.name, root, names)


def _missing(name: str, root: wordxml.Element, names: set[str]) -> Iterator[Finding]:
    """Yield the parts inside the file that a table of relations names and that are not there."""
    folder = name.partition("_rels/")[0]
    for relation in root.iter("*"):
        target = relation.get("Target", "").partition("#")[0]
        if not target or relation.get("TargetMode") == "External":
            continue
        whole = posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
        if whole not in names:
            yield _hole(name, f"Tệp Word hỏng: thiếu phần “{target}”.")


def _hole(part: str, message: str) -> Finding:
    return Finding(code="broken-file", message=message, part=part, remedy=_REMEDY)
