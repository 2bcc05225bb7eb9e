"""Where tags stand: what goes with a tag's paragraph or row, and blocks that cut through cells and tables."""

from collections.abc import Iterator

from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.checking.tags import Tag, finding
from doc_templates.word import wordxml

_W = f"{{{wordxml.W}}}"
_HOLDERS = {"p": "đoạn", "tr": "hàng của bảng", "tc": "ô của bảng"}
_SEEN = {
    f"{_W}drawing": "một hình",
    f"{_W}pict": "một hình",
    f"{_W}object": "một đối tượng nhúng",
    f"{_W}sectPr": "dấu ngắt phần (Section Break)",
    f"{_W}footnoteReference": "dấu cước chú",
    f"{_W}endnoteReference": "dấu chú thích cuối văn bản",
}
"""What people put beside text."""


def lost_with(tag: Tag, part: str) -> Iterator[Finding]:
    """Yield what would vanish with the paragraph, row or cell that a tag stands for, or beside one that trims."""
    for side in _trimmed(tag):
        if words := side.strip():
            yield finding(
                "text-lost",
                f"Chữ “{shortened(words)}” nằm sát dấu - của thẻ {tag.shown} nên sẽ bị mất.",
                tag,
                part,
                remedy="bỏ dấu - của thẻ, hoặc để thẻ ở đầu (hay cuối) đoạn, phía dấu - không có chữ.",
            )
    if tag.level not in _HOLDERS or tag.passage.paragraph is None:
        return
    holder, name = _holder(tag), _HOLDERS[tag.level]
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
    gone = [f"Chữ “{shortened(rest)}” nằm"] if rest else []
    gone += [f"{thing[0].upper()}{thing[1:]} nằm" for thing in dict.fromkeys(_things_in(holder))]
    for told in gone:
        yield finding(
            "text-lost",
            f"{told} cùng {name} với thẻ {tag.shown} nên sẽ bị mất.",
            tag,
            part,
            remedy=f"để thẻ này đứng riêng một {name}.",
        )


def _trimmed(tag: Tag) -> Iterator[str]:
    """Yield the words that go with what a ``{%-`` or ``-%}`` takes away: up to the piece of text before or after."""
    text, spans = tag.passage.text, tag.passage.spans
    for span in spans:
        if tag.written.startswith("{%-") and span.start <= tag.start < span.end and span.order > 0:
            yield text[span.start : tag.start]
        if tag.written.endswith("-%}") and span.start < tag.end <= span.end:
            after = text[tag.end : span.end]
            yield "" if "{%" in text[tag.end :] or "{{" in text[tag.end :] else after


def _things_in(holder: wordxml.Element) -> Iterator[str]:
    """Yield what is in a paragraph, row or cell besides text."""
    for node in holder.iter(*_SEEN, f"{_W}br"):
        if node.tag in _SEEN:
            yield _SEEN[str(node.tag)]
        elif node.get(f"{_W}type") in ("page", "column"):
            yield "dấu ngắt trang"


def _holder(tag: Tag) -> wordxml.Element | None:
    paragraph = tag.passage.element
    if tag.level == "p":
        return paragraph
    return next(paragraph.iterancestors(f"{_W}{tag.level}"), None)


def cuts_through(opening: Tag, tag: Tag, part: str) -> Iterator[Finding]:
    """Yield the fault of a block whose two tags do not stand in the same cell, table, box or paragraph."""
    one, other = (_holder(each) if each.level in _HOLDERS else each.passage.element for each in (opening, tag))
    if one is other or one is None or other is None:
        return
    if one.getparent() is not other.getparent():
        yield finding(
            "block-cut",
            f"Thẻ “{tag.word}” không nằm cùng chỗ với thẻ mở “{opening.word}” của nó ({_apart(one, other)}).",
            tag,
            part,
            remedy="đặt thẻ mở và thẻ đóng trong cùng một ô, hoặc cùng ngoài bảng; bỏ cả hàng thì viết {%tr … %}.",
        )
    elif opening.level == "":
        yield finding(
            "block-over-paragraphs",
            f"Thẻ “{tag.word}” khác đoạn với thẻ mở “{opening.word}”: hai đoạn bị dính vào nhau hoặc còn đoạn trống.",
            tag,
            part,
            severity=Severity.WARNING,
            remedy=f"viết {{%p {opening.word} … %}} và {{%p {tag.word} %}}, mỗi thẻ một đoạn riêng.",
        )


def _apart(one: wordxml.Element, other: wordxml.Element) -> str:
    """Return what stands between two places, as people call it."""
    for name, told in ((f"{_W}tc", "hai ô khác nhau"), (f"{_W}tbl", "hai bảng khác nhau")):
        places = [next(each.iterancestors(name), None) for each in (one, other)]
        if all(place is not None for place in places) and places[0] is not places[1]:
            return told
        if any(place is not None for place in places) and not all(place is not None for place in places):
            return "một thẻ trong bảng, một thẻ ngoài bảng"
    return "một thẻ trong hộp chữ hoặc ô nhập liệu, một thẻ ở ngoài"
