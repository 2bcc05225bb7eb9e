"""Build the templates and their descriptors from the kit: ``python -m doc_templates.build``."""

import io
import sys
from importlib import import_module
from pathlib import Path

from doc_templates.catalogue import TEMPLATES
from doc_templates.descriptor import descriptor_text, fields_document
from doc_templates.word import coreprops, package
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part
from models.documents import DocumentKind

_GUIDE = Path(__file__).resolve().parent.parent / "docs" / "templates.md"
_BEGIN, _END = "<!-- bảng trường: bắt đầu -->\n", "<!-- bảng trường: kết thúc -->"
_FIRST = ("[Content_Types].xml", "_rels/.rels", MAIN)


def build(kind: DocumentKind) -> bytes:
    """Return the kind's template built from the kit; equal on every machine and day."""
    buffer = io.BytesIO()
    import_module(f"doc_templates.{kind.value}.design").design().document.save(buffer)
    core = coreprops.core_part(title=TEMPLATES[kind].title, dated=None)
    parts = (core if part.name == coreprops.PART else part for part in package.read(buffer.getvalue()))
    return package.write(tuple(sorted(parts, key=_order)))


def _order(part: Part) -> tuple[int, str]:
    return (_FIRST.index(part.name) if part.name in _FIRST else len(_FIRST), part.name)


def with_fields(guide: str) -> str:
    """Return the office's guide with the tables of fields as they are now."""
    before, _, rest = guide.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{fields_document()}\n{_END}{rest.partition(_END)[2]}"


def main() -> None:
    """Write every template and descriptor into its folder, and the fields into the office's guide."""
    for spec in TEMPLATES.values():
        (spec.folder / "template.docx").write_bytes(build(spec.kind))
        (spec.folder / "descriptor.toml").write_text(descriptor_text(spec.kind), "utf-8")
        sys.stderr.write(f"{spec.kind.value}: đã dựng mẫu.\n")
    _GUIDE.write_text(with_fields(_GUIDE.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
