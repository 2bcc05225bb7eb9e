"""Tags that open and close: each end has its beginning, on the same level and in the same place of the page."""

from collections.abc import Iterator

from doc_templates.checking.findings import Finding
from doc_templates.checking.standing import cuts_through
from doc_templates.checking.tags import Tag, finding
from doc_templates.language.names import ENDS

_OPENERS = {end: word for word, end in ENDS.items()}
_MIDDLES = {"elif": ("if",), "else": ("if", "for")}


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
        else:
            yield from self._apart(self._open[-1], tag)

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
        yield from self._apart(opening, tag)

    def _apart(self, opening: Tag, tag: Tag) -> Iterator[Finding]:
        """Yield what is wrong with two tags of one block that do not stand alike."""
        if opening.level != tag.level:
            yield self._other_level(opening, tag)
        else:
            yield from cuts_through(opening, tag, self._part)

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
