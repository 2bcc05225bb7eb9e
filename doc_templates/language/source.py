"""One part of a template (body, header, footer ...) compiled once and filled many times."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from html import unescape
from typing import Any, NamedTuple

from jinja2 import Template, TemplateSyntaxError, nodes

from doc_templates.faults import RenderFailed, TemplateFault, TooMuch
from doc_templates.inserts import pictures
from doc_templates.language import dialect, expressions
from doc_templates.language.budget import BUDGET
from doc_templates.language.environment import environment, with_filters
from doc_templates.language.failing import ENDINGS, FAILURES, explained, syntax_told
from doc_templates.language.filling import compiled, pieces
from doc_templates.language.naming import path_of, tag_of
from doc_templates.language.proof import Proof
from doc_templates.language.refusals import Refusal, refuse
from doc_templates.language.tracing import broken_at
from doc_templates.limits import MAX_OUTPUT, MAX_PASSAGE, MAX_VALUE, Budget, too_much
from doc_templates.word import wordxml
from doc_templates.word.wordxml import Element
from models.errors import ThiduaError

_PARAGRAPH = re.compile(r"(?=<w:p[ >])")
_MARKUP = re.compile(r"<[^>]+>")
_ELEMENTS = re.compile(r"</?[A-Za-z]\w*:[^<>]*>")
"""The same without what compares in a tag: ``{% if a < b %}``."""
_BRACES = re.compile(r"\{\s*[{%#]|[}%#]\s*\}")
_TAG = "\x00"
_SHOWN = 160
_AT_ONCE = 500
"""Pieces that are joined before the output is measured again, at most."""
_UNMEASURED = 128 * 1024 * 1024
"""Characters that these pieces may hold together."""
_REMEDY = "sửa thẻ trong đoạn này, lưu mẫu rồi làm lại."
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
"""Without a line end: none but those of values is in the text that follows."""
_MOVING = "\t\a\f"
"""Marks that close and open runs and paragraphs around them, which depends on what stands there."""
_WRITTEN_OUT = '</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:t xml:space="preserve">'
"""The longest of them, without the properties of its paragraph and run."""
_PROPERTIES = re.compile(r"<w:pPr>.*?</w:pPr>|<w:rPr>.*?</w:rPr>", re.DOTALL)
_FEW = 10_000
"""So many of them can do no harm, whatever stands around."""
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
    longest: int = MAX_VALUE
    """Characters of the longest value at most."""


class Source:
    """A part's XML as a Jinja template; what it gives never changes, so threads may share it."""

    def __init__(self, root: Element, *, part: str, filters: Mapping[str, Callable[..., Any]] = _NO_FILTERS) -> None:
        self._xml = wordxml.to_text(root)
        self.part = part
        self._text = _PARAGRAPH.sub("\n", dialect.to_jinja(self._xml))
        self._filters = filters
        self.has_tags = any(mark in self._text for mark in ("{{", "{%", "{#", "{_", "_}"))
        self._columns = dialect.uses_columns(self._text, root) or _joins_cells(root)
        self._final, self._proof = self._compiled(draft=False)
        tree = self.tree()
        self._values = min(64, max((len(one.nodes) for one in tree.find_all(nodes.Output)), default=1))
        self._is_plain = expressions.makes_nothing(tree)
        self._own_breaks = self._proof.static_breaks or expressions.makes_breaks(tree)
        self._may_nest = expressions.may_nest(tree)
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
        data, vouched = self._filled(values, filling)
        if not vouched:
            self._check(data, lambda root: self._again(root, values, filling))
        if _has_long_passage(data) or (not vouched and (self._may_nest or filling.strict)):
            self._refuse_unreadable(data)
        return dialect.with_columns(data) if self._columns else data

    def _filled(self, values: dict[str, Any], filling: Filling) -> tuple[bytes, bool]:
        """Return the part with the values in, and whether it is known to be well-formed."""
        template = self._drafting if filling.draft else self._final
        xml = self._made(template, values, longest=filling.longest)
        vouched = self._proof.holds and not filling.strict
        if filling.breaks or self._own_breaks:
            self._refuse_growth(xml)
            if vouched and not self._proof.static_breaks and not any(mark in xml for mark in _MOVING):
                xml = xml.replace("\n", _BREAK)
            else:
                xml, vouched = dialect.with_breaks(xml), False
        if self._proof.drawings or filling.drawings:
            xml = pictures.numbered(xml)
        return xml.encode("utf-8", "surrogatepass"), vouched

    def _refuse_growth(self, xml: str) -> None:
        """Refuse what would be too large once each break mark is written out with the properties around it."""
        moving = sum(map(xml.count, _MOVING))
        longest = max(map(len, _PROPERTIES.findall(xml)), default=0) if moving > _FEW else 0
        if len(xml) + xml.count("\n") * len(_BREAK) + moving * (len(_WRITTEN_OUT) + 2 * longest) > MAX_OUTPUT:
            raise too_much("Tài liệu tạo ra", MAX_OUTPUT // 1024 // 1024, unit="MB", place=self.part)

    def _again(self, root: Element, values: dict[str, Any], filling: Filling) -> bytes:
        """Return another version of this part, filled with the same values."""
        again = Source(root, part=self.part, filters=self._filters)
        return again._filled({**values, BUDGET: Budget()}, filling)[0]

    def _check(self, data: bytes, again: Callable[[Element], bytes]) -> None:
        try:
            wordxml.check(data)
        except wordxml.NotWellFormed as error:
            cutting = ""
            with suppress(ThiduaError, wordxml.NotWellFormed):
                cutting = broken_at(self._xml, again)
            raise RenderFailed(
                "Tài liệu tạo ra không đúng cấu trúc tệp Word.",
                place=self._quoted(cutting),
                remedy="kiểm tra các thẻ mở, đóng của mẫu có bao trọn đoạn hoặc hàng của bảng không.",
            ) from error

    def _refuse_unreadable(self, data: bytes) -> None:
        """Refuse what is well-formed and yet opens nowhere, or would be read up to that place and no further."""
        try:
            wordxml.parse(data)
        except wordxml.NotWellFormed as error:
            raise TooMuch(
                "Tài liệu tạo ra có chữ liền nhau quá dài hoặc các phần lồng nhau quá sâu, không mở được.",
                place=self.part,
                remedy="đặt giá trị dài vào đoạn riêng, bớt lớp lồng nhau; giới hạn ghi trong docs/templates.md.",
            ) from error

    def _made(self, template: Template, values: dict[str, Any], *, longest: int) -> str:
        together = self._values * (max(longest, 1) if self._is_plain else MAX_VALUE)
        at_once = max(1, min(_AT_ONCE, _UNMEASURED // together))
        try:
            return "".join((_DECLARATION, *pieces(template, values, at_once=at_once)))
        except ENDINGS as error:
            raise explained(
                error,
                place=self._place,
                tag=lambda: self._tag(template.environment, values),
                path=lambda name, line: path_of(name, self.tree(), line=line),
                remedy=_REMEDY,
            ) from error

    def _tag(self, known: Any, values: dict[str, Any]) -> str:
        return tag_of(self._text, environment=known, values=values, budget=BUDGET)

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
        known = with_filters(self._filters, draft=draft)
        try:
            tree = known.parse(self._text)
            refuse(tree, known=frozenset(known.filters))
            proof = Proof(tree, unknown=frozenset(self._filters))
            return compiled(tree, known), proof
        except Refusal as error:
            raise TemplateFault(error.message, place=self._place(error.line), remedy=error.remedy) from error
        except TemplateSyntaxError as error:
            told, place = syntax_told(error.message or ""), self._place(error.lineno)
            raise TemplateFault(told, place=place, remedy=_REMEDY) from error
        except FAILURES as error:
            raise explained(error, place=lambda _: self.part, tag=str, path=_as_it_is, remedy=_REMEDY) from error

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

    def _place(self, line: int | None) -> str:
        lines = self._text.split("\n")
        text = unescape(_ELEMENTS.sub("", lines[line - 1])) if line and line <= len(lines) else ""
        return self._quoted(text)

    def _quoted(self, text: str) -> str:
        return f"{self.part}, đoạn “{_short(text)}”" if text.strip() else self.part


def scope(values: Mapping[str, object]) -> dict[str, Any]:
    """Return the names that the parts of one document share: its values, the language's own, a budget of turns."""
    return {**environment(draft=False).globals, **values, BUDGET: Budget()}


def _has_long_passage(data: bytes) -> bool:
    """Tell whether so much text may stand without an element in it that it cannot be read."""
    return len(data) > MAX_PASSAGE and max(map(len, data.split(b"<"))) > MAX_PASSAGE


def _joins_cells(root: Element) -> bool:
    """Tell whether a tag in a table takes away what is around it, which may be the border of a cell."""
    texts = (
        wordxml.paragraph_text(one) for table in root.iter(f"{{{wordxml.W}}}tbl") for one in wordxml.paragraphs(table)
    )
    return any(mark in text for text in texts for mark in ("{%-", "-%}"))


def _not_raw(pieces: Iterable[tuple[int, str, str]]) -> Iterator[str]:
    """Yield a template's static text, a mark for each piece of a tag; what ``raw`` protects is left out."""
    raw = False
    for _, kind, value in pieces:
        raw = kind == "raw_begin" or (raw and kind != "raw_end")
        yield value if kind == "data" and not raw else _TAG


def _as_it_is(name: str, _: int | None) -> str:
    return name


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"…{text[-_SHOWN:]}"
