"""How to break each rule about the running text, Kính gửi, bases and the ladder of headings."""

from collections.abc import Callable

from lxml import etree

from doc_templates.format_check.fixing.opened import properties, runs, set_switch
from doc_templates.format_check.word.names import W
from tests.format_check.breakers_looks import Break
from tests.format_check.making import Draft, shape, swap, twin, words_of, write

_LONG = " Các cơ quan, đơn vị tổ chức thực hiện nghiêm túc, báo cáo kết quả đúng thời hạn theo quy định."


def _swapped(style: str, old: str, new: str, at: int = 0) -> Callable[[Draft], None]:
    return lambda draft: swap(draft.styled(style)[at], old, new)


def _shaped(style: str, name: str, at: int = 1, **values: str) -> Callable[[Draft], None]:
    return lambda draft: shape(draft.styled(style)[at], name, **values)


def _no_addressee(draft: Draft) -> None:
    for style in ("ND30KinhGuiNhieu", "ND30NoiKinhGui"):
        for one in draft.styled(style):
            one.getparent().remove(one)


def _addressed_plan(draft: Draft) -> None:
    body = draft.styled("ND30CanCu")[0]
    made = twin(body, "Kính gửi: Ủy ban nhân dân tỉnh Mẫu")
    body.addprevious(made)
    set_switch(properties(runs(made)[0], "rPr"), "i", on=False)


def _two_bases(draft: Draft) -> None:
    swap(
        draft.styled("ND30CanCu")[0], "2022;", "2022; căn cứ Nghị định số 152/2025/NĐ-CP ngày 14/6/2025 của Chính phủ;"
    )


def _law_with_number(draft: Draft) -> None:
    swap(draft.styled("ND30CanCu")[0], "khen thưởng ngày", "khen thưởng số 06/2022/QH15 ngày")


def _bare_citation(draft: Draft) -> None:
    swap(draft.styled("ND30CanCu")[1], "Chương trình công tác năm", "Nghị định số 152/2025/NĐ-CP")


def _near(draft: Draft) -> None:
    shape(draft.styled("ND30NoiDung")[0], "spacing", after="0")
    shape(draft.styled("ND30Phan")[0], "spacing", before="0")


def _two_sizes(draft: Draft) -> None:
    for run in runs(draft.styled("ND30NoiDung")[1]):
        found = etree.SubElement(properties(run, "rPr"), f"{W}sz")
        found.set(f"{W}val", "26")


def _light_article(draft: Draft) -> None:
    set_switch(properties(runs(draft.styled("ND30Dieu")[0])[0], "rPr"), "b", on=False)


def _bold_clause(draft: Draft) -> None:
    clause = next(one for one in draft.styled("ND30NoiDung") if words_of(one).startswith("1. "))
    write(clause, f"{words_of(clause)}{_LONG}")
    set_switch(properties(runs(clause)[0], "rPr"), "b", on=True)


def _decomposed(draft: Draft) -> None:
    swap(draft.styled("ND30NoiDung")[0], "Kế hoạch", "Ke\u0302\u0301 hoa\u0323ch")


def _empty(draft: Draft) -> None:
    made = twin(draft.styled("ND30NoiDung")[0], "")
    for run in runs(made):
        made.remove(run)


def _typed(draft: Draft) -> None:
    twin(draft.styled("ND30NoiDung")[0], "_" * 30)


def _cited(draft: Draft) -> None:
    swap(draft.styled("ND30Gach")[0], "đúng tiến độ", "theo Khoản 2 Điều 5 của Quy chế")


TEXT = {
    "nd30.addressee.present": Break("reminder_letter", _no_addressee),
    "nd30.addressee.where": Break("campaign_plan", _addressed_plan),
    "nd30.addressee.form": Break("reminder_letter", _swapped("ND30KinhGuiNhieu", "Kính gửi:", "Kính gửi")),
    "nd30.addressee.endings": Break("reminder_letter", _swapped("ND30NoiKinhGui", ";", ",")),
    "nd30.basis.endings": Break("campaign_plan", _swapped("ND30CanCu", "tỉnh.", "tỉnh;", 1)),
    "nd30.basis.lines": Break("campaign_plan", _two_bases),
    "nd30.basis.law": Break("campaign_plan", _law_with_number),
    "nd30.basis.full": Break("campaign_plan", _bare_citation),
    "nd30.body.align": Break("campaign_plan", _shaped("ND30NoiDung", "jc", 0, val="left")),
    "nd30.body.first_line": Break("campaign_plan", _shaped("ND30NoiDung", "ind", 0, firstLine="200")),
    "nd30.body.gap": Break("campaign_plan", _near),
    "nd30.body.spacing": Break("campaign_plan", _shaped("ND30NoiDung", "spacing", 1, line="480")),
    "nd30.body.one_size": Break("campaign_plan", _two_sizes),
    "nd30.body.closing": Break("campaign_plan", _swapped("ND30DoanCuoi", "./.", ".")),
    "nd30.article.weight": Break("award_decision", _light_article),
    "nd30.clause.weight": Break("campaign_plan", _bold_clause),
    "nd30.chapter.title": Break("rich", lambda draft: write(draft.styled("ND30Phan")[-1], "Điều khoản thi hành")),
    "nd30.ladder.marks": Break("campaign_plan", _swapped("ND30Diem", "a) ", "a. ")),
    "nd30.ladder.roman": Break("campaign_plan", _swapped("ND30Phan", "III.", "IV.", 2)),
    "nd30.ladder.articles": Break("award_decision", _swapped("ND30Dieu", "Điều 2.", "Điều 4.", 1)),
    "nd30.ladder.clauses": Break("campaign_plan", _swapped("ND30Khoan", "2.", "3.", 1)),
    "nd30.ladder.points": Break("campaign_plan", _swapped("ND30Diem", "b)", "c)", 1)),
    "nd30.text.composed": Break("campaign_plan", _decomposed),
    "nd30.text.double_spaces": Break("campaign_plan", _swapped("ND30NoiDung", "nội dung", "nội  dung")),
    "nd30.text.space_before_mark": Break("campaign_plan", _swapped("ND30Gach", "tập thể, cá", "tập thể , cá")),
    "nd30.text.empty_paragraphs": Break("campaign_plan", _empty),
    "nd30.text.typed_lines": Break("campaign_plan", _typed),
    "nd30.text.citations": Break("campaign_plan", _cited),
}
