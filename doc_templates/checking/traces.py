"""Traces of work in Word that do not belong into a template, around tags and text: changes, fields, links, comments."""

from collections.abc import Iterator, Sequence

from doc_templates.checking.findings import Finding, Severity, shortened
from doc_templates.checking.passages import Mark, Passage
from doc_templates.checking.tags import Tag, finding
from doc_templates.marking import AUTHOR
from doc_templates.word import wordxml

_W = f"{{{wordxml.W}}}"
_CHANGES = (
    *("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "numberingChange"),
    *("tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange", "cellIns", "cellDel", "cellMerge"),
)
_TRACKED = tuple(f"{_W}{name}" for name in _CHANGES)
_ACCEPT = "trong Word chọn Review > Accept > Accept All Changes, rồi tắt Track Changes và lưu lại."


def around_tag(tag: Tag, part: str) -> Iterator[Finding]:
    """Yield what Word does to a tag's place that keeps its value from being printed, or kept."""
    marks = tag.passage.marks(tag.start, tag.end)
    if marks & {Mark.INSERTED, Mark.DELETED}:
        told = "đã xóa" if Mark.DELETED in marks else "mới thêm"
        message = f"Thẻ {tag.shown} nằm trong phần {told} chưa được chấp nhận (Track Changes)."
        yield finding("tracked-tag", message, tag, part, remedy=_ACCEPT)
    if marks & {Mark.CODE, Mark.FIELD}:
        message = f"Thẻ {tag.shown} nằm trong một trường của Word (Field); Word cập nhật trường thì mất giá trị."
        remedy = "bấm vào trường, nhấn Ctrl+Shift+F9 để đổi thành chữ thường, rồi gõ lại thẻ."
        yield finding("tag-in-field", message, tag, part, remedy=remedy)
    if Mark.BOUND in marks:
        message = f"Thẻ {tag.shown} nằm trong ô nhập liệu (Content Control) lấy chữ từ nơi khác của tệp."
        remedy = "nhấn chuột phải vào ô, chọn Remove Content Control, giữ lại chữ."
        yield finding("bound-tag", message, tag, part, remedy=remedy)


def around_text(
    root: wordxml.Element, part: str, *, said: Sequence[Finding], texts: Sequence[Passage]
) -> Finding | None:
    """Return the warning that a part still has tracked changes, where no tag in them was a fault already."""
    first = next(root.iter(*_TRACKED), None)
    if first is None or any(one.code == "tracked-tag" and one.part == part for one in said):
        return None
    around = next(first.iterancestors(f"{_W}p", f"{_W}tr", f"{_W}tbl"), None)
    inside = frozenset(around.iter(f"{_W}p")) if around is not None else frozenset()
    passage = next((one for one in texts if one.element in inside), None)
    return Finding(
        code="tracked-changes",
        severity=Severity.WARNING,
        message="Mẫu còn sửa đổi chưa được chấp nhận (Track Changes); văn bản lập ra cũng mang theo.",
        part=part,
        paragraph=passage.paragraph if passage else None,
        text=shortened(passage.text) if passage else "",
        remedy=_ACCEPT,
    )


def comments_left(roots: dict[str, wordxml.Element]) -> Iterator[Finding]:
    """Yield the warning that people's comments would go out with every document; ours are taken out."""
    for part, root in roots.items():
        if part.startswith("word/comments"):
            others = [one for one in root.iter(f"{_W}comment") if one.get(f"{_W}author") != AUTHOR]
            if others:
                yield Finding(
                    code="comments-left",
                    severity=Severity.WARNING,
                    message=f"Mẫu còn {len(others)} lời nhận xét; chúng sẽ đi theo mọi văn bản lập từ mẫu này.",
                    remedy="trong Word chọn Review > Delete > Delete All Comments in Document.",
                )
