"""Whether a package is whole: XML that can be read, and every part there that another one names, of its own kind."""

import posixpath
from collections.abc import Container, Iterator, Mapping, Sequence

from doc_templates.checking.findings import Finding
from doc_templates.inserts.relations import TYPES, relations_of
from doc_templates.word import wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part

_ROOT = "_rels/.rels"
_XML = (".xml", ".rels")
_REMEDY = "mở tệp bằng Word, lưu lại dạng “Word Document (.docx)” rồi thử lại."
_NAMED_BY = f"{{{wordxml.R}}}"
_CONTENT = (f"{wordxml.R}/officeDocument", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")
"""The relation to the body, as Word usually writes it and in its strict form, of which more is said elsewhere."""
_TYPED = frozenset(
    {"header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering", "settings", "fontTable"}
)
"""Relations whose part has a content type of the same name."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"

Roots = Mapping[str, wordxml.Element]


def holes(parts: Sequence[Part], roots: Roots, trees: Roots) -> Iterator[Finding]:
    """Yield what is missing or named wrongly; ``roots`` are the parts with words, ``trees`` all parts that are XML."""
    names = frozenset(part.name for part in parts)
    if _ROOT not in names:
        yield _hole(_ROOT, "Tệp Word hỏng: thiếu bảng liên kết của cả tệp.")
    types = _types(trees.get(TYPES))
    if TYPES in trees and types.get(f"/{MAIN}") != _TYPE.format("document.main"):
        yield _hole(TYPES, "Tệp Word hỏng: phần nội dung chính không được khai đúng loại.")
    for name, root in trees.items():
        if name.endswith(".rels"):
            yield from _relations(name, root, names=names, types=types)
        elif name in roots:
            yield from _unnamed(name, root, trees.get(relations_of(name)))


def other_trees(parts: Sequence[Part], *, told: Container[str], findings: list[Finding]) -> dict[str, wordxml.Element]:
    """Return the parts not ``told`` of that are XML, by name or declared type; what cannot be read is a finding."""
    declared = next((part for part in parts if part.name == TYPES), None)
    types = _types(_tree(declared, [])) if declared else {}
    trees = {}
    for part in parts:
        if part.name not in told and _is_xml(part.name, types):
            root = _tree(part, findings)
            if root is not None:
                trees[part.name] = root
    return trees


def _is_xml(name: str, types: Mapping[str, str]) -> bool:
    told = types.get(f"/{name}") or types.get(name.rpartition(".")[2].lower(), "")
    return name.lower().endswith(_XML) or (told.endswith("xml") and not told.startswith("image/"))


def _tree(part: Part, findings: list[Finding]) -> wordxml.Element | None:
    try:
        return wordxml.parse(part.data)
    except wordxml.NotWellFormed:
        findings.append(_hole(part.name, "Phần này của tệp Word có XML hỏng hoặc không an toàn."))
        return None


def _types(root: wordxml.Element | None) -> dict[str, str]:
    """Return the content types of the parts that are named one by one, and of endings in small letters."""
    found = root.iter("{*}*") if root is not None else ()
    return {one.get("PartName") or one.get("Extension", "").lower(): one.get("ContentType", "") for one in found}


def _relations(
    name: str, root: wordxml.Element, *, names: frozenset[str], types: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what is wrong with a table of relations."""
    folder = name.partition("_rels/")[0]
    seen = set()
    for relation in root.iter("{*}Relationship"):
        if relation.get("Id") in seen:
            yield _hole(name, f"Tệp Word hỏng: hai liên kết cùng mã “{relation.get('Id')}”.")
        seen.add(relation.get("Id"))
        target = relation.get("Target", "").partition("#")[0]
        if not target or relation.get("TargetMode") == "External":
            continue
        whole = posixpath.normpath(target[1:] if target.startswith("/") else posixpath.join(folder, target))
        kind = relation.get("Type", "").rpartition("/")[2]
        if whole not in names:
            yield _hole(name, f"Tệp Word hỏng: thiếu phần “{target}”.")
        elif name == _ROOT and relation.get("Type") in _CONTENT and whole != MAIN:
            yield _hole(name, f"Nội dung mà Word mở nằm ở phần “{whole}”, không phải “{MAIN}”.")
        elif kind in _TYPED and types.get(f"/{whole}") != _TYPE.format(kind):
            yield _hole(name, f"Tệp Word hỏng: phần “{target}” không được khai đúng loại.")
    if name == _ROOT and not any(one.get("Type") in _CONTENT for one in root.iter("{*}Relationship")):
        yield _hole(name, "Tệp Word hỏng: bảng liên kết không nêu phần nội dung chính.")


def _unnamed(name: str, root: wordxml.Element, relations: wordxml.Element | None) -> Iterator[Finding]:
    """Yield the ids that a part names and its relations do not have."""
    known = set() if relations is None else {one.get("Id") for one in relations.iter("{*}Relationship")}
    named = {
        str(value): None
        for element in root.iter("{*}*")
        for key, value in element.attrib.items()
        if str(key).startswith(_NAMED_BY) and value and "{" not in str(value)
    }
    for one in named:
        if one not in known:
            yield _hole(name, f"Tệp Word hỏng: thiếu liên kết mang mã “{one}”.")


def _hole(part: str, message: str) -> Finding:
    return Finding(code="broken-file", message=message, part=part, remedy=_REMEDY)
