"""What filling a template can end with, told to the person who edits it."""

import re
from collections.abc import Callable, Iterator
from types import TracebackType

from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from doc_templates.faults import ContextFault, FieldMissing, TemplateFault, TooMuch
from doc_templates.language.parts import NoPart, no_part
from doc_templates.language.printing import Unprintable
from doc_templates.language.telling import syntax, why
from models.errors import ThiduaError

FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    *(AssertionError, NameError, SyntaxError, RuntimeError),
)
"""What a tag can end with; names and syntax where Jinja writes code that Python does not take: an endless number,
30 loops inside each other, an argument named twice."""
ENDINGS = (FieldMissing, TooMuch, *FAILURES)
"""The same, and what is known by its name already."""


def explained(
    error: BaseException,
    *,
    place: Callable[[int | None], str],
    tag: Callable[[], str],
    path: Callable[[str, int | None], str],
    remedy: str,
) -> ThiduaError:
    """Return the error of a filling with its place.

    ``tag`` tells which tag it was, ``path`` how a line of the template writes a field, where that has to be found out.
    """
    line = line_of(error.__traceback__)
    where = place(line)
    match error:
        case FieldMissing():
            return FieldMissing(error.field, place=where)
        case TooMuch():
            return TooMuch(error.message, place=where, remedy=error.remedy)
        case Unprintable():
            fault = TemplateFault if error.of_template else ContextFault
            told = f"Thẻ {tag() or 'trong đoạn này'} cho {error.told}, không in được."
            return fault(told, place=where, remedy=error.remedy)
        case NoPart():
            whole, _, part = path(str(error.message), line).rpartition(".")
            return TemplateFault(no_part(whole, error.what, part), place=where, remedy=error.remedy)
        case UndefinedError():
            return FieldMissing(path(str(error.message), line), place=where)
        case SecurityError():
            told = f"Thẻ {tag() or 'trong đoạn này'} dùng thứ không được phép ({error})."
            return TemplateFault(told, place=where, remedy=remedy)
        case _:
            reason, way_out = why(error)
            told = f"Thẻ {tag() or 'trong đoạn này'} không tính được: {reason}."
            return TemplateFault(told, place=where, remedy=way_out or remedy)


def line_of(trace: TracebackType | None) -> int | None:
    """Return the template's line that raised, which Jinja writes into the traceback."""
    return next(iter(reversed(list(_lines(trace)))), None)


def _lines(trace: TracebackType | None) -> Iterator[int]:
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            yield trace.tb_lineno
        trace = trace.tb_next


def syntax_told(message: str) -> str:
    """Return a syntax error of the template language in Vietnamese."""
    unknown = re.search(r"unknown tag '(\w+)'", message)
    unclosed = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    filtering = re.search(r"No (filter|test) named '(.+)'", message)
    if unknown:
        also = f"; thẻ “{unclosed[1]}” ở trước chưa có thẻ đóng" if unclosed else ""
        return f"Thẻ “{unknown[1]}” không hợp lệ hoặc đứng không đúng chỗ{also}."
    if unclosed:
        return f"Thẻ “{unclosed[1]}” chưa có thẻ đóng."
    if filtering:
        return f"{'Bộ lọc' if filtering[1] == 'filter' else 'Phép thử'} “{filtering[2]}” không có."
    if "Unexpected end of template" in message:
        return "Có thẻ mở mà chưa có thẻ đóng."
    return f"Thẻ viết sai cú pháp: {syntax(message)}."
