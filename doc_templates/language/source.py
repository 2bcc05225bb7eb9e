"""One part of a template (body, header, footer ...) compiled once and filled many times."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from types import TracebackType

from jinja2 import Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError

from doc_templates.faults import FieldMissing, TemplateFault
from doc_templates.language import dialect
from doc_templates.language.environment import environment

_PARAGRAPH = re.compile(r"(?=<w:p[ >])")
_LINE_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_MARKUP = re.compile(r"<[^>]+>")
_BRACES = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
_TAG = "\x00"
_FAILURES = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_SHOWN = 160


class Source:
    """A part's XML as a Jinja template; what it gives never changes, so threads may share it."""

    def __init__(self, xml: str, *, part: str) -> None:
        self.part = part
        self._text = _PARAGRAPH.sub("\n", dialect.to_jinja(xml))
        self._columns = dialect.uses_columns(xml)
        self._final = self._compiled(draft=False)
        self._refuse_stray_braces()

    def fill(self, values: Mapping[str, object], *, draft: bool) -> str:
        """Return the part's XML with the values in; every text is escaped."""
        try:
            filled = (self._drafting if draft else self._final).render(values)
        except FieldMissing as error:
            raise FieldMissing(error.field, place=self._place(_line(error.__traceback__))) from error
        except UndefinedError as error:
            raise FieldMissing(str(error.message), place=self._place(_line(error.__traceback__))) from error
        except SecurityError as error:
            raise self._fault("Thẻ trong mẫu dùng thứ không được phép.", _line(error.__traceback__)) from error
        except _FAILURES as error:
            raise self._fault(f"Thẻ trong mẫu không tính được ({error}).", _line(error.__traceback__)) from error
        xml = dialect.with_breaks(_LINE_BEFORE_PARAGRAPH.sub("", filled))
        return dialect.with_columns(xml) if self._columns else xml

    def tree(self) -> nodes.Template:
        """Return the syntax tree, its line numbers being those that ``place`` takes."""
        return environment(draft=False).parse(self._text)

    def place(self, line: int) -> str:
        """Return where a line of the source is, in words for the person who edits the template."""
        return self._place(line)

    @cached_property
    def _drafting(self) -> Template:
        """Return the template as drafts use it, compiled when the first draft asks."""
        return self._compiled(draft=True)

    def _compiled(self, *, draft: bool) -> Template:
        try:
            return environment(draft=draft).from_string(self._text)
        except TemplateSyntaxError as error:
            raise self._fault(_told(error.message or ""), error.lineno) from error

    def _refuse_stray_braces(self) -> None:
        """Refuse what looks like half a tag: it would be printed as it stands."""
        pieces = environment(draft=False).lex(self._text)
        static = "".join(value if kind == "data" else _TAG for _, kind, value in pieces)
        for paragraph in static.split("\n"):
            text = _MARKUP.sub("", paragraph)
            if _BRACES.search(text):
                raise TemplateFault(
                    "Mẫu còn dấu ngoặc của thẻ viết dở.",
                    place=f"{self.part}, đoạn “{_short(text.replace(_TAG, '…'))}”",
                    remedy="viết thẻ liền nhau, đủ hai dấu mở và hai dấu đóng: {{ ten_truong }}.",
                )

    def _fault(self, message: str, line: int | None) -> TemplateFault:
        return TemplateFault(message, place=self._place(line), remedy="sửa thẻ trong đoạn này rồi tải mẫu lên lại.")

    def _place(self, line: int | None) -> str:
        lines = self._text.split("\n")
        text = _MARKUP.sub("", lines[line - 1]) if line and line <= len(lines) else ""
        return f"{self.part}, đoạn “{_short(text)}”" if text.strip() else self.part


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"…{text[-_SHOWN:]}"


def _lines(trace: TracebackType | None) -> Iterator[int]:
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            yield trace.tb_lineno
        trace = trace.tb_next


def _line(trace: TracebackType | None) -> int | None:
    """Return the template's line that raised, which jinja writes into the traceback."""
    return next(iter(reversed(list(_lines(trace)))), None)


def _told(message: str) -> str:
    """Return a syntax error of the template language in Vietnamese."""
    unknown = re.search(r"unknown tag '(\w+)'", message)
    unclosed = re.search(r"innermost block that needs to be closed is '(\w+)'", message)
    if unknown:
        also = f"; thẻ “{unclosed[1]}” ở trước chưa có thẻ đóng" if unclosed else ""
        return f"Thẻ “{unknown[1]}” không hợp lệ hoặc đứng không đúng chỗ{also}."
    if unclosed:
        return f"Thẻ “{unclosed[1]}” chưa có thẻ đóng."
    if "Unexpected end of template" in message:
        return "Có thẻ mở mà chưa có thẻ đóng."
    return f"Thẻ viết sai cú pháp ({message})."
