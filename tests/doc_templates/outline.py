"""A Word document as a readable outline: each paragraph with its style, tables by rows, sections, headers."""

from collections.abc import Iterator

from doc_templates.word import package, wordxml
from doc_templates.word.package import Part

W = f"{{{wordxml.W}}}"


def outline(document: bytes) -> str:
    """Return the outline of every part that carries text, in the order of the package."""
    parts = [part for part in package.read(document) if part.name.startswith(("word/document", "word/header"))]
    return "\n".join(line for part in parts for line in _part(part)) + "\n"


def _part(part: Part) -> Iterator[str]:
    yield f"== {part.name}"
    root = package.root_of(part)
    yield from _blocks(root.find(f"{W}body") if root.tag == f"{W}document" else root, "")


def _blocks(container: wordxml.Element, indent: str) -> Iterator[str]:
    for child in container:
        match child.tag.removeprefix(W):
            case "p":
                yield f"{indent}{_paragraph(child)}"
                for section in child.iter(f"{W}sectPr"):
                    yield f"{indent}{_section(section)}"
            case "tbl":
                yield from _table(child, indent)
            case "sectPr":
                yield f"{indent}{_section(child)}"
            case _:
                continue


def _table(table: wordxml.Element, indent: str) -> Iterator[str]:
    widths = ", ".join(column.get(f"{W}w") for column in table.iter(f"{W}gridCol"))
    yield f"{indent}table {widths}"
    for row in table.findall(f"{W}tr"):
        marks = "".join(f" {name}" for name in ("tblHeader", "cantSplit") if row.find(f"{W}trPr/{W}{name}") is not None)
        yield f"{indent}  row{marks}"
        for cell in row.findall(f"{W}tc"):
            yield f"{indent}    cell"
            yield from _blocks(cell, f"{indent}      ")


def _paragraph(paragraph: wordxml.Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = "-" if style is None else style.get(f"{W}val")
    marks = [
        mark for mark, tag in (("border", "pBdr"), ("shape", "pict"), ("field", "fldChar")) if _has(paragraph, tag)
    ]
    shown = f" <{', '.join(marks)}>" if marks else ""
    return f"[{name}]{shown} {wordxml.paragraph_text(paragraph)}".rstrip()


def _has(paragraph: wordxml.Element, tag: str) -> bool:
    return next(paragraph.iter(f"{W}{tag}"), None) is not None


def _section(section: wordxml.Element) -> str:
    size = section.find(f"{W}pgSz")
    margins = section.find(f"{W}pgMar")
    number = section.find(f"{W}pgNumType")
    sides = " ".join(f"{side}={margins.get(W + side)}" for side in ("top", "right", "bottom", "left"))
    start = "" if number is None else f" from {number.get(W + 'start')}"
    references = len(section.findall(f"{W}headerReference"))
    return f"section {size.get(W + 'w')}x{size.get(W + 'h')} {sides} headers={references}{start}"
