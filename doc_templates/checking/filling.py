"""Filling a stranger's template with somebody's own values, in a process of its own."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from doc_templates.checking import child
from doc_templates.checking.findings import Finding
from doc_templates.checking.limits import LIMITS
from doc_templates.faults import TemplateFault, TooMuch
from models.documents import DocumentKind
from models.errors import ThiduaError, Unavailable


def fill(template: bytes, values: Mapping[str, Any], *, kind: DocumentKind | None, draft: bool = False) -> bytes:
    """Return the template filled with values as JSON has them; with ``kind`` they are that kind's context.

    Raises what reading the values, compiling and rendering raise; ``TooMuch`` where the process came to its limits,
    ``Unavailable`` where the machine has none to give.
    """
    if len(template) > LIMITS.file_bytes:
        raise _ended(child.too_large())
    typed = json.dumps(values).encode()
    question = {"task": "fill", "kind": kind and kind.value, "draft": draft, "values": len(typed)}
    try:
        with child.asked(question, typed + template, files=["out"]) as ended:
            return _made(ended)
    except OSError as error:
        finding = child.without_means(error)
        raise Unavailable(finding.message, remedy=finding.remedy) from error


def _made(ended: child.Ended) -> bytes:
    told = ended.told or {}
    if (error := _error(told.get("error"))) is not None:
        raise error
    with suppress(TypeError, ValueError, OverflowError):
        made = child.piece(ended.files[0], told.get("out")) if ended.status == 0 else None
        if made is not None:
            return made
    raise _ended(child.why(ended.status))


def _ended(finding: Finding) -> TooMuch:
    return TooMuch(finding.message, remedy=finding.remedy)


def _error(told: object) -> ThiduaError | None:
    """Return an error as it was raised there, of the same kind; None where none is told."""
    if not isinstance(told, dict):
        return None
    kind = next((one for one in _kinds(ThiduaError) if one.code == told.get("code")), TemplateFault)
    error = kind.__new__(kind)
    message, place, remedy = (str(told[name]) if told.get(name) else None for name in ("message", "place", "remedy"))
    ThiduaError.__init__(error, message or "", place=place, remedy=remedy)
    return error


def _kinds(above: type[ThiduaError]) -> Iterator[type[ThiduaError]]:
    for one in above.__subclasses__():
        yield one
        yield from _kinds(one)
