"""Tags beside the text: in the file's properties, which are filled, and in charts and the like, which are not."""

import re
from collections.abc import Iterator, Sequence

from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.checking.passages import Passage, single
from doc_templates.word import coreprops, wordxml
from doc_templates.word.package import Part

PROPERTIES = coreprops.PART
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_UNFILLED = {
    "word/charts/": "biểu đồ",
    "word/diagrams/": "sơ đồ SmartArt",
    "docProps/app.xml": "thuộc tính của tệp",
    "docProps/custom.xml": "thuộc tính của tệp",
}
"""Parts whose tags stay as they are, and what people call them."""


def properties(parts: Sequence[Part]) -> Iterator[Passage]:
    """Yield each property that may hold tags."""
    root = next((_root(part) for part in parts if part.name == PROPERTIES), None)
    for name in coreprops.FILLED if root is not None else ():
        element = None if root is None else root.find(f"{{{coreprops.DC}}}{name}")
        if element is not None and element.text:
            yield single(element.text, element)


def unfilled(parts: Sequence[Part]) -> Iterator[Finding]:
    """Yield a warning for each part that has a tag and is never filled."""
    for part in parts:
        name = next((told for start, told in _UNFILLED.items() if part.name.startswith(start)), None)
        root = _root(part) if name and part.name.endswith(".xml") else None
        found = _TAG.search("".join(map(str, root.itertext()))) if root is not None else None
        if found:
            yield Finding(
                code="tag-not-filled",
                severity=Severity.WARNING,
                message=f"Thẻ {shortened(found[0])} nằm trong {name} nên không được điền, sẽ giữ nguyên như vậy.",
                part=part.name,
                remedy="gõ chữ thay cho thẻ này, hoặc chuyển thẻ ra nội dung của mẫu.",
            )


def _root(part: Part) -> wordxml.Element | None:
    try:
        return wordxml.parse(part.data)
    except wordxml.NotWellFormed:
        return None
