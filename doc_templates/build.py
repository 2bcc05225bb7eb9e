"""Build the templates and their descriptors from the kit: ``python -m doc_templates.build``."""

import io
import sys
from importlib import import_module

from doc_templates import coreprops, package
from doc_templates.catalogue import TEMPLATES
from doc_templates.descriptor import descriptor_text
from doc_templates.package import Part
from models.documents import DocumentKind

_FIRST = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")


def build(kind: DocumentKind) -> bytes:
    """Return the kind's template built from the kit; equal on every machine and day."""
    buffer = io.BytesIO()
    import_module(f"doc_templates.{kind.value}.design").design().document.save(buffer)
    core = coreprops.core_part(title=TEMPLATES[kind].title, dated=None)
    parts = (core if part.name == coreprops.PART else part for part in package.read(buffer.getvalue()))
    return package.write(tuple(sorted(parts, key=_order)))


def _order(part: Part) -> tuple[int, str]:
    return (_FIRST.index(part.name) if part.name in _FIRST else len(_FIRST), part.name)


def main() -> None:
    """Write every template and descriptor into its folder."""
    for spec in TEMPLATES.values():
        (spec.folder / "template.docx").write_bytes(build(spec.kind))
        (spec.folder / "descriptor.toml").write_text(descriptor_text(spec.kind), "utf-8")
        sys.stderr.write(f"{spec.kind.value}: đã dựng mẫu.\n")


if __name__ == "__main__":
    main()
