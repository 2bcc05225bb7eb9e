"""Tags that open and close: each end has its beginning, on the same level, and nothing is lost with its paragraph."""

from collections.abc import Iterator

from doc_templates import wordxml
from doc_templates.checking.findings import Finding, shortened
from doc_templates.checking.tags import Tag
from doc_templates.language.names import ENDS

_W = f"{{{wordxml.W}}}"
_OPENERS = {end: word for word, end in ENDS.items()}
_MIDDLES = {"elif": ("if",), "else": ("if", "for")}
_HOLDERS = {"p": "đoạn", "tr": "hàng của bảng", "tc": "ô của bảng"}


class Blocks:
    """Follows the opening and closing tags of one part."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._open: list[Tag] = []

    def opens(self, tag: Tag) -> bool:
        """Tell whether a tag begins a block."""
        return tag.word in ENDS and not (tag.word == "set" and "=" in tag.inner)

    def closes(self, tag: Tag) -> bool:
        """Tell whether a tag ends a block."""
        return tag.word in _OPENERS

    def follow(self, tag: Tag) -> Iterator[Finding]:
        """Yield what is wrong with where a tag stands."""
        if self.opens(tag):
            self._open.append(tag)
        elif tag.word in _MIDDLES:
            yield from self._middle(tag)
        elif self.closes(tag):
            yield from self._close(tag)

    def rest(self) -> Iterator[Finding]:
        """Yield the tags that nothing closed."""
        for tag in self._open:
            yield self._unclosed(tag)
        self._open.clear()

    def _middle(self, tag: Tag) -> Iterator[Finding]:
        if not self._open or self._open[-1].word not in _MIDDLES[tag.word]:
            yield finding(
                "stray-tag",
                f"Thẻ “{tag.word}” không hợp lệ ở đây: không nằm trong một khối “if”.",
                tag,
                self._part,
                remedy="đặt thẻ này giữa thẻ if và thẻ endif của nó.",
            )
        elif self._open[-1].level != tag.level:
            yield self._other_level(self._open[-1], tag)

    def _close(self, tag: Tag) -> Iterator[Finding]:
        wanted = _OPENERS[tag.word]
        if not any(one.word == wanted for one in self._open):
            yield finding(
                "stray-tag",
                f"Thẻ “{tag.word}” không hợp lệ ở đây: không có thẻ “{wanted}” nào đang mở.",
                tag,
                self._part,
                remedy=f"xóa thẻ này, hoặc thêm thẻ “{wanted}” ở trước.",
            )
            return
        while (opening := self._open.pop()).word != wanted:
            yield self._unclosed(opening)
        if opening.level != tag.level:
            yield self._other_level(opening, tag)

    def _unclosed(self, tag: Tag) -> Finding:
        end = ENDS[tag.word]
        return finding(
            "unclosed-tag",
            f"Thẻ “{tag.word}” chưa có thẻ đóng “{end}”.",
            tag,
            self._part,
            remedy=f"thêm {{%{tag.level} {end} %}} sau phần thuộc thẻ này.",
        )

    def _other_level(self, opening: Tag, tag: Tag) -> Finding:
        return finding(
            "other-level",
            f"Thẻ mở viết {{%{opening.level} {opening.word} … %}} nhưng thẻ này viết {{%{tag.level} {tag.word} %}}.",
            tag,
            self._part,
            remedy=f"viết cùng một kiểu: {{%{opening.level} {tag.word} %}}.",
        )


def lost_with(tag: Tag, part: str) -> Iterator[Finding]:
    """Yield what would vanish with the paragraph, row or cell that a tag stands for."""
    if tag.level not in _HOLDERS:
        return
    holder = _holder(tag)
    name = _HOLDERS[tag.level]
    if holder is None:
        yield finding(
            "no-table",
            f"Thẻ {tag.shown} chỉ dùng được trong {name}.",
            tag,
            part,
            remedy="đặt thẻ vào bảng, hoặc viết {%p … %} thành một đoạn riêng.",
        )
        return
    whole = "".join(wordxml.paragraph_text(one) for one in holder.iter(f"{_W}p"))
    rest = whole.replace(tag.written, "", 1).strip()
    if rest:
        yield finding(
            "text-lost",
            f"Chữ “{shortened(rest)}” nằm cùng {name} với thẻ {tag.shown} nên sẽ bị mất.",
            tag,
            part,
            remedy=f"để thẻ này đứng riêng một {name}.",
        )


def _holder(tag: Tag) -> wordxml.Element | None:
    paragraph = tag.passage.element
    if tag.level == "p":
        return paragraph
    return next(paragraph.iterancestors(f"{_W}{tag.level}"), None)


def finding(code: str, message: str, tag: Tag, part: str, *, remedy: str) -> Finding:
    """Return a fault of a tag."""
    return Finding(
        code=code,
        message=message,
        part=part,
        paragraph=tag.passage.paragraph,
        text=shortened(tag.passage.text),
        remedy=remedy,
    )
