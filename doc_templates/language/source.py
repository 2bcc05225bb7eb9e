"""One part of a template (body, header, footer ...) compiled once and filled many times."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from types import TracebackType
from typing import Any, NamedTuple

from jinja2 import Template, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError

from doc_templates import pictures, wordxml
from doc_templates.characters import PAGE
from doc_templates.faults import FieldMissing, RenderFailed, TemplateFault, TooMuch
from doc_templates.language import dialect, expressions
from doc_templates.language.environment import Environment, environment, with_filters
from doc_templates.language.operations import BUDGET, legal, turns_counted
from doc_templates.language.proof import Proof
from doc_templates.limits import MAX_OUTPUT, Budget, too_much
from doc_templates.wordxml import Element

_PARAGRAPH = re.compile(r"(?=<w:p[ >])")
_MARKUP = re.compile(r"<[^>]+>")
_BRACES = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
_TAG = "\x00"
_FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    *(NameError, SyntaxError),
)
"""What a tag can end with; the last two where Jinja writes code that Python does not take: an endless number, 30 loops
inside each other, an argument named twice."""
_SHOWN = 160
_AT_ONCE = 500
"""Pieces that are joined before the output is measured again."""
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
"""Without a line end: none but those of values is in the text that follows."""
_MOVING = "\t\a\f"
"""Marks that close and open runs and paragraphs around them, which depends on what stands there."""
_NO_FILTERS: Mapping[str, Callable[..., Any]] = {}


class Filling(NamedTuple):
    """How a part is to be filled."""

    draft: bool = False
    breaks: bool = True
    """Whether any value holds a line break, a tab or another mark that Word writes as an element."""
    drawings: bool = False
    """Whether a value may be a picture."""
    strict: bool = True
    """Whether a value is XML of the caller's, so that only reading the result tells."""


class Source:
    """A part's XML as a Jinja template; what it gives never changes, so threads may share it."""

    def __init__(self, root: Element, *, part: str, filters: Mapping[str, Callable[..., Any]] = _NO_FILTERS) -> None:
        xml = wordxml.to_text(root)
        self.part = part
        self._text = _PARAGRAPH.sub("\n", dialect.to_jinja(xml))
        self._filters = filters
        self.has_tags = any(mark in self._text for mark in ("{{", "{%", "{#", "{_", "_}"))
        self._columns = dialect.uses_columns(self._text, root)
        self._final, self._proof = self._compiled(draft=False)
        self._own_breaks = self._proof.static_breaks or expressions.makes_breaks(self.tree())
        self._refuse_stray_braces()

    @property
    def text(self) -> str:
        """Return the part's XML as Jinja's text: equal texts are equal templates."""
        return self._text

    @property
    def proven(self) -> bool:
        """Whether no values can make this part ill-formed."""
        return self._proof.holds

    def fill(self, values: dict[str, Any], filling: Filling) -> bytes:
        """Return the part with the values of a ``scope`` in; every text is escaped, the whole is well-formed.

        Raises ``RenderFailed`` where the template's tags cut through Word's structure.
        """
        xml = self._made((self._drafting if filling.draft else self._final), values)
        vouched = self._proof.holds and not filling.strict
        if filling.breaks or self._own_breaks:
            if vouched and not self._proof.static_breaks and not any(mark in xml for mark in _MOVING):
                xml = xml.replace("\n", _BREAK)
            else:
                xml, vouched = dialect.with_breaks(xml), False
        if self._proof.drawings or filling.drawings:
            xml = pictures.numbered(xml)
        data = xml.encode("utf-8", "surrogatepass")
        if not vouched:
            self._check(data)
        return dialect.with_columns(data) if self._columns else data

    def _check(self, data: bytes) -> None:
        try:
            wordxml.check(data)
        except wordxml.NotWellFormed as error:
            raise RenderFailed(
                "Tài liệu tạo ra không đúng cấu trúc tệp Word.",
                place=self.part,
                remedy="kiểm tra các thẻ mở, đóng của mẫu có bao trọn đoạn hoặc hàng của bảng không.",
            ) from error

    def _made(self, template: Template, values: dict[str, Any]) -> str:
        try:
            return _joined(template, values)
        except FieldMissing as error:
            raise FieldMissing(error.field, place=self._place(_line(error.__traceback__))) from error
        except UndefinedError as error:
            raise FieldMissing(str(error.message), place=self._place(_line(error.__traceback__))) from error
        except TooMuch as error:
            raise TooMuch(error.message, place=self._place(_line(error.__traceback__)), remedy=error.remedy) from error
        except SecurityError as error:
            message = f"Thẻ trong mẫu dùng thứ không được phép ({error})."
            raise self._fault(message, _line(error.__traceback__)) from error
        except _FAILURES as error:
            raise self._fault(f"Thẻ trong mẫu không tính được ({error}).", _line(error.__traceback__)) from error

    def tree(self) -> nodes.Template:
        """Return the syntax tree, its line numbers being those that ``place`` takes."""
        return with_filters(self._filters, draft=False).parse(self._text)

    def place(self, line: int) -> str:
        """Return where a line of the source is, in words for the person who edits the template."""
        return self._place(line)

    @cached_property
    def _drafting(self) -> Template:
        """Return the template as drafts use it, compiled when the first draft asks."""
        return self._compiled(draft=True)[0]

    def _compiled(self, *, draft: bool) -> tuple[Template, Proof]:
        known: Environment = with_filters(self._filters, draft=draft)
        try:
            tree = known.parse(self._text)
            proof = Proof(tree, unknown=frozenset(self._filters))
            return known.from_string(tree), proof
        except TemplateSyntaxError as error:
            raise self._fault(_told(error.message or ""), error.lineno) from error
        except _FAILURES as error:
            raise self._fault(f"Thẻ trong mẫu không tính được ({getattr(error, 'msg', error)}).", None) from error

    def _refuse_stray_braces(self) -> None:
        """Refuse what looks like half a tag: it would be printed as it stands."""
        pieces = with_filters(self._filters, draft=False).lex(self._text)
        static = "".join(_not_raw(pieces))
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


def scope(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the names that the parts of one document share: its values, the language's own, a budget of turns."""
    return {**environment(draft=False).globals, **values, BUDGET: Budget()}


def _joined(template: Template, values: dict[str, Any]) -> str:
    """Return a part's XML with its declaration."""
    return "".join((_DECLARATION, *_pieces(template, values)))


def _pieces(template: Template, values: dict[str, Any]) -> list[str]:
    """Return a template's output, measured while it is made."""
    made: list[str] = []
    size = 0
    try:
        context = template.environment.context_class(template.environment, values, None, template.blocks)
        pieces = template.root_render_func(context)
        while some := list(islice(pieces, _AT_ONCE)):
            made.append("".join(some))
            size += len(made[-1])
            if size > MAX_OUTPUT:
                raise too_much("Tài liệu tạo ra", MAX_OUTPUT // 1024 // 1024, unit="MB")
    except Exception:
        template.environment.handle_exception()
    return made


def _not_raw(pieces: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """Yield a template's static text, a mark for each piece of a tag; what ``raw`` protects is left out."""
    raw = False
    for _, kind, value in pieces:
        raw = kind == "raw_begin" or (raw and kind != "raw_end")
        yield value if kind == "data" and not raw else _TAG


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


def _plain(text: str, filters: Mapping[str, Callable[..., Any]], *, draft: bool) -> Template:
    """Return a plain text compiled, its loops counted."""
    known = with_filters(filters, draft=draft).overlay(autoescape=False)
    tree = known.parse(text)
    for loop in tree.find_all(nodes.For):
        turns_counted(loop)
    return known.from_string(tree)


def text_filler(
    text: str, *, part: str, filters: Mapping[str, Callable[..., Any]] = _NO_FILTERS
) -> Callable[[Mapping[str, object], bool], str]:
    """Return what fills a plain text with tags (a document property), not escaped."""
    try:
        templates = {draft: _plain(text, filters, draft=draft) for draft in (False, True)}
    except TemplateSyntaxError as error:
        raise TemplateFault(
            _told(error.message or ""), place=part, remedy="sửa thẻ trong thuộc tính của tệp."
        ) from error
    except _FAILURES as error:
        raise TemplateFault(f"Thẻ trong thuộc tính của tệp không tính được ({error}).", place=part) from error

    def filled(values: Mapping[str, object], draft: bool) -> str:  # noqa: FBT001 - called by position only
        try:
            text = "".join(_pieces(templates[draft], scope(values)))
            return legal(" ".join(PAGE.sub(" ", text).split()))
        except FieldMissing as error:
            raise FieldMissing(error.field, place=part) from error
        except UndefinedError as error:
            raise FieldMissing(str(error.message), place=part) from error
        except TooMuch as error:
            raise TooMuch(error.message, place=part, remedy=error.remedy) from error
        except _FAILURES as error:
            raise TemplateFault(f"Thẻ trong thuộc tính của tệp không tính được ({error}).", place=part) from error

    return filled
