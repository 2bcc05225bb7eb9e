"""How to break each rule about stamps, chapters, names, and what a kind of paper says by its sample form."""

from collections.abc import Callable

from doc_templates.format_check.fixing.opened import properties, runs, set_switch
from doc_templates.format_check.word.names import W
from tests.format_check.breakers_looks import Break
from tests.format_check.making import Draft, saying, shape, swap, twin, words_of, write


def _swapped(style: str, old: str, new: str, at: int = 0) -> Callable[[Draft], None]:
    return lambda draft: swap(draft.styled(style)[at], old, new)


def _said(begin: str, words: str) -> Callable[[Draft], None]:
    """Return what gives the paragraph that begins so other words."""
    return lambda draft: write(saying(draft, begin), words)


def _turned_head(draft: Draft) -> None:
    """Put Quốc hiệu at the left and the agency at the right."""
    for row in list(draft.root.iter(f"{W}tr"))[:2]:
        first, second = row.findall(f"{W}tc")
        second.addnext(first)


def _without_box(begin: str) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        borders = saying(draft, begin).find(f"{W}pPr/{W}pBdr")
        borders.getparent().remove(borders)

    return change


def _without_line(draft: Draft) -> None:
    for root in draft.margins("footer"):
        for borders in list(root.iter(f"{W}pBdr")):
            borders.getparent().remove(borders)


def _gone(begin: str) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        found = saying(draft, begin)
        found.getparent().remove(found)

    return change


def _no_secretary(draft: Draft) -> None:
    for found in (saying(draft, "THƯ KÝ"), saying(draft, "Thư ký mẫu")):
        write(found, "")


def _dated_minutes(draft: Draft) -> None:
    empty = draft.styled("ND30DiaDanhNgay")[0]
    made = twin(draft.styled("ND30SoKyHieu")[0], "Mẫu, ngày 08 tháng 11 năm 2024")
    empty.addprevious(made)


def _unnamed(draft: Draft) -> None:
    for one in draft.root.iter(f"{W}p"):
        if words_of(one).startswith("Địa điểm"):
            write(one, "Rất hân hạnh được đón tiếp./.")


def _bare_chapter(draft: Draft) -> None:
    chapter = saying(draft, "Mục 1")
    shape(chapter, "jc", val="both")
    for run in runs(chapter):
        set_switch(properties(run, "rPr"), "b", on=False)


def _later_points(draft: Draft) -> None:
    for place, (old, new) in enumerate((("a)", "b)"), ("b)", "c)"))):
        swap(draft.styled("ND30Diem")[place], old, new)


def _romans_inside(draft: Draft) -> None:
    above = draft.styled("ND30NoiDung")[0]
    for words in ("II. Rà soát sổ gốc", "I. Chuẩn bị máy móc"):
        twin(above, words)


KINDS = {
    "nd30.nation.place": Break(
        "campaign_plan", _turned_head, frozenset({"nd30.agency.present", "nd30.agency.line", "nd30.symbol.form"})
    ),
    "nd30.addressee.dashes": Break(
        "reminder_letter", lambda draft: shape(draft.styled("ND30NoiKinhGui")[1], "ind", left="3600")
    ),
    "nd30.recipients.above_whom": Break(
        "campaign_plan", lambda draft: write(draft.styled("ND30DongNoiNhan")[0], "- Như trên;")
    ),
    "nd30.chapter.numbers": Break("rich", _said("Chương I", "Chương 1")),
    "nd30.chapter.line": Break("rich", _said("Chương I", "Chương I. ĐIỀU KHOẢN CHUNG")),
    "nd30.chapter.bare": Break("rich", _bare_chapter),
    "nd30.ladder.inner_roman": Break("campaign_plan", _romans_inside),
    "nd30.ladder.doubtful": Break("campaign_plan", _later_points),
    "nd30.ladder.chapters": Break("rich", _said("Chương I", "Chương II")),
    "nd30.ladder.sections": Break("rich", _said("Mục 1", "Mục 2")),
    "nd30.text.names": Break("campaign_plan", _swapped("ND30Gach", "đúng tiến độ", "tại thành phố Hồ Chí Minh")),
    "nd30.urgency.box": Break("rich", _without_box("HỎA TỐC")),
    "nd30.limits.box": Break("rich", _without_box("LƯU HÀNH NỘI BỘ")),
    "nd30.address.line": Break("clerk", _without_line),
    "nd30.minutes.fields": Break("council_minutes", _said("Địa điểm", "Hội đồng họp đủ.")),
    "nd30.minutes.signatures": Break("council_minutes", _no_secretary),
    "nd30.minutes.date": Break("council_minutes", _dated_minutes),
    "nd30.invitation.fields": Break("invitation", _unnamed),
    "nd30.decision.parts": Break(
        "award_decision",
        _gone("QUYẾT ĐỊNH:"),
        frozenset({"nd30.basis.endings", "nd30.body.gap", "nd30.body_text.slope"}),
    ),
}
