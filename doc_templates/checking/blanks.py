"""Fields that a document of the kind may lack: a template that prints one all the same makes no such document."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from doc_templates import catalogue
from doc_templates.checking.findings import Finding, Severity
from doc_templates.contexts import DocumentContext
from doc_templates.faults import FieldMissing
from doc_templates.rendering import CompiledTemplate
from models.documents import DocumentKind
from models.errors import ThiduaError

_TOP = re.compile(r"\w+")


def blanks_printed(template: CompiledTemplate, kind: DocumentKind) -> Iterator[tuple[FieldMissing, Finding]]:
    """Yield each field that may be blank and that the template prints unasked, with what is to be said of it."""
    blank = _may_be_blank(catalogue.sample(kind))
    while blank:
        try:
            template.render(_without(blank, kind))
        except FieldMissing as missing:
            found = _TOP.match(missing.field)
            if found is None or found[0] not in blank:
                return
            blank.remove(found[0])
            yield missing, _told(found[0])
        except (ThiduaError, ValidationError):
            return
        else:
            return


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
