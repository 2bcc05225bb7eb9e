"""Fields that a document of the kind may lack: a template that prints one all the same makes no such document."""

import re
from typing import NamedTuple

from pydantic import ValidationError

from doc_templates import catalogue
from doc_templates.checking.findings import Finding, Severity
from doc_templates.contexts import DocumentContext
from doc_templates.faults import FieldMissing
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from models.errors import ThiduaError

_TOP = re.compile(r"\w+")


class Spare(NamedTuple):
    """The document of the fewest values, where the template makes one, and what it prints in vain."""

    document: bytes | None
    printed: tuple[tuple[FieldMissing, Finding], ...]
    """Each field that may be blank and that the template prints unasked, with what is to be said of it."""


def spare(template: CompiledTemplate, kind: DocumentKind) -> Spare:
    """Return what comes of leaving blank all that a document of the kind may lack, but for what is printed unasked."""
    blank = _may_be_blank(catalogue.sample(kind))
    printed: list[tuple[FieldMissing, Finding]] = []
    while blank:
        try:
            return Spare(template.render(_without(blank, kind)), tuple(printed))
        except FieldMissing as missing:
            found = _TOP.match(missing.field)
            if found is None or found[0] not in blank:
                break
            blank.remove(found[0])
            printed.append((missing, _told(found[0])))
        except (ThiduaError, ValidationError):
            break
    return Spare(None, tuple(printed))


def _may_be_blank(full: DocumentContext) -> set[str]:
    """Return the fields that have a blank value to fall back on and that no final document needs."""
    fields = type(full).model_fields.items()
    return {name for name, field in fields if not field.is_required() and name not in full.NEEDED and name != "sample"}


def _without(blank: set[str], kind: DocumentKind) -> DocumentContext:
    full = catalogue.sample(kind)
    fields = type(full).model_fields
    spared = {name: fields[name].get_default(call_default_factory=True) for name in blank}
    return type(full).model_validate(full.model_dump() | spared)


def _told(name: str) -> Finding:
    return Finding(
        code="blank-printed",
        severity=Severity.WARNING,
        message=f"Trường “{name}” có khi trống; văn bản như vậy sẽ không lập được từ mẫu này.",
        remedy=f"đặt thẻ này giữa {{%p if {name} %}} và {{%p endif %}}.",
    )
