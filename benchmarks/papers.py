"""The templates that every engine fills: laid out by our kit as offices keep them, in each engine's tags."""

import io

from benchmarks.tongues import Tongue
from doc_templates.kit import certificate as certificates
from doc_templates.kit import styles
from doc_templates.kit.flow import Flow
from doc_templates.kit.heading import AGENCY_MM, MOTTO, NATION, NATION_MM
from doc_templates.kit.paper import Paper
from doc_templates.kit.rules import rule
from doc_templates.kit.tables import Column, cell, table, whole_row
from doc_templates.kit.text import article
from doc_templates.typesetting.metrics import RULES, line_width
from doc_templates.word import coreprops, package
from models.body import BlockStyle

_RECIPIENTS_MM = 76
_HEIGHTS = (24, 17, 38, 48, 18, 32)
"""Rows of a certificate in millimetres, as in our own."""
_LADDER = {
    BlockStyle.PART: styles.PART,
    BlockStyle.CLAUSE: styles.CLAUSE,
    BlockStyle.POINT: styles.POINT,
    BlockStyle.ITEM: styles.ITEM,
    BlockStyle.SUB_ITEM: styles.SUB_ITEM,
    BlockStyle.PARAGRAPH: styles.BODY,
}
_NUMBER: Column = (10, "TT", "n", styles.LIST_CENTER)
_MONEY: Column = (28, "Tiền thưởng (đồng)", "money", styles.LIST_RIGHT)
_WHO = "Tập thể, cá nhân được khen thưởng"
_TOTAL = ("Tổng cộng", "total_money")


def decision(say: Tongue) -> bytes:
    """Return the template of a decision: head, bases, articles, signature, and the list on pages of its own."""
    paper = Paper()
    _heading(paper, say)
    _title(paper, say, "QUYẾT ĐỊNH")
    paper.line(say.value("authority_line"), styles.ISSUED_BY)
    say.each(paper, "bases", lambda one: _add(paper, one.value("text"), styles.BASIS))
    paper.line("QUYẾT ĐỊNH:", styles.DECIDES)
    given = f"Tặng {say.value('award_name')} cho {say.value('counts')} {say.value('reason')}"
    article(paper, "1", f"{given} (có danh sách kèm theo).")
    with say.when(paper, "paid"):
        article(paper, "2", f"Tiền thưởng kèm theo {say.value('award_short')}:")
        say.each(paper, "rewards", lambda one: _add(paper, f"- {one.value('text')}", styles.ITEM))
        words = f"(Bằng chữ: {say.value('total_words')}), chi từ {say.value('fund')}."
        paper.line(f"Tổng số tiền thưởng là {say.value('total_money')} đồng {words}", styles.BODY)
    last = f"Quyết định này có hiệu lực kể từ ngày ký. {say.value('closing')}"
    article(paper, say.value("last_article"), last, style=styles.LAST)
    _signature(paper, say)
    _list(paper, say)
    return _saved(paper, say)


def plan(say: Tongue) -> bytes:
    """Return the template of a plan: head, each paragraph in the look of its kind, signature."""
    paper = Paper()
    _heading(paper, say)
    _title(paper, say, "KẾ HOẠCH")
    say.each(paper, "opening", lambda one: _add(paper, one.value("text"), styles.BASIS))
    say.each(paper, "blocks", lambda one: _block(paper, one))
    paper.line(say.value("closing"), styles.LAST)
    _signature(paper, say)
    return _saved(paper, say)


def certificate(say: Tongue, *, picture: bool) -> bytes:
    """Return the template of a certificate; ``picture`` puts one in its lower left corner."""
    paper = certificates.sheet()
    emblem, head, award, words, left, right, seal, name = certificates.rows(paper, _HEIGHTS, middle=3)
    emblem.line("", styles.BREAK)
    certificates.nation(head, room=paper.page.text_width)
    award.line(say.value("authority_line"), styles.GIVEN_BY_LARGE)
    award.line("TẶNG", styles.GIVES)
    award.line(say.value("award_title"), styles.AWARD)
    words.line(say.value("awardee"), styles.AWARDEE_LARGE)
    with say.when(words, "has_detail"):
        words.line(say.value("awardee_detail"), styles.DEED_MEDIUM)
    words.line(say.value("achievement"), styles.DEED_MEDIUM)
    left.line(f"Quyết định số {say.value('decision_code')}", styles.DECISION_LINE)
    left.line(say.value("dated"), styles.DECISION_LINE)
    left.line(f"Số sổ vàng: {say.value('code')}", styles.DECISION_LINE)
    right.line(f"{say.value('place')}, {say.value('dated')}", styles.GIVEN_ON)
    say.each(right, "authority", lambda one: _add(right, one.value("text"), styles.AUTHORITY))
    seal.line(say.value("picture") if picture else "", styles.DECISION_LINE if picture else styles.BREAK)
    name.line(say.value("signer_name"), styles.CERTIFICATE_SIGNER)
    paper.line("", styles.BREAK)
    return _saved(paper, say)


def _add(flow: Flow, text: str, look: styles.Style) -> None:
    flow.line(text, look)


def _heading(paper: Paper, say: Tongue) -> None:
    """Add the letterhead: agency and nation with their rules, then number and date."""
    made = table(paper.document, rows=2, widths=(AGENCY_MM, NATION_MM), ruled=False)
    for row in made.rows:
        whole_row(row)
    agency, nation = cell(made, 0, 0), cell(made, 0, 1)
    say.each(agency, "superior", lambda one: _add(agency, one.value("text"), styles.SUPERIOR))
    say.each(agency, "letterhead", lambda one: _add(agency, one.value("text"), styles.AGENCY))
    _rules(agency, say, "agency_rule", room=AGENCY_MM)
    nation.line(NATION, styles.NATION)
    nation.line(MOTTO, styles.MOTTO)
    rule(nation, room=NATION_MM, length=line_width(MOTTO, points=styles.MOTTO.points, bold=True))
    cell(made, 1, 0).line(f"Số: {say.value('code')}", styles.NUMBER)
    cell(made, 1, 1).line(f"{say.value('place')}, {say.value('dated')}", styles.PLACE_DATE)


def _rules(flow: Flow, say: Tongue, field: str, *, room: float) -> None:
    """Add the rules from which the values pick one by its length."""
    for length in RULES:
        with say.when(flow, f"{field}_{length}"):
            rule(flow, room=room, length=length)


def _title(paper: Paper, say: Tongue, type_name: str) -> None:
    paper.line(type_name, styles.TYPE_NAME)
    paper.line(say.value("subject"), styles.SUBJECT)
    _rules(paper, say, "subject_rule", room=paper.page.text_width)


def _block(paper: Paper, say: Tongue) -> None:
    for kind, look in _LADDER.items():
        with say.when(paper, kind.value):
            paper.line(say.value("text"), look)


def _signature(paper: Paper, say: Tongue) -> None:
    made = table(paper.document, rows=1, widths=(_RECIPIENTS_MM, paper.page.text_width - _RECIPIENTS_MM), ruled=False)
    whole_row(made.rows[0])
    left, right = cell(made, 0, 0), cell(made, 0, 1)
    left.line("Nơi nhận:", styles.RECEIVED_BY)
    say.each(left, "recipients", lambda one: _add(left, f"- {one.value('text')}", styles.RECIPIENT))
    say.each(right, "authority", lambda one: _add(right, one.value("text"), styles.AUTHORITY))
    right.line(say.value("signer_name"), styles.SIGNER)


def _list(paper: Paper, say: Tongue) -> None:
    """Add the list: with or without money, with or without a column for deeds that differ."""
    paper.new_section()
    paper.line("DANH SÁCH", styles.ANNEX_TITLE)
    paper.line(say.value("list_title"), styles.ANNEX_TITLE)
    with say.when(paper, "has_list_reason"):
        paper.line(say.value("list_reason"), styles.ANNEX_REASON)
    source = f"số {say.value('code')} {say.value('dated')} của {say.value('decided_by')}"
    paper.line(f"(Kèm theo Quyết định {source})", styles.ANNEX_SOURCE)
    for paid in ("paid", "unpaid"):
        with say.when(paper, paid):
            for deeds in ("differing", "alike"):
                with say.when(paper, deeds):
                    _people(paper, say, paid=paid == "paid", deeds=deeds == "differing")
    paper.line("", styles.BREAK)


def _people(paper: Paper, say: Tongue, *, paid: bool, deeds: bool) -> None:
    room = paper.page.text_width - _NUMBER[0] - (_MONEY[0] if paid else 0)
    deed: Column = (round(room * 0.44), "Thành tích", "achievement", styles.LIST_TEXT)
    named: Column = (room - deed[0] if deeds else room, _WHO, "text", styles.LIST_TEXT)
    columns = (_NUMBER, named, *((deed,) if deeds else ()), *((_MONEY,) if paid else ()))
    say.table(paper, "rows", columns, total=_TOTAL if paid else None)


def _saved(paper: Paper, say: Tongue) -> bytes:
    """Return the template; the kit's headers speak Jinja, the only tags there are the watermark's."""
    buffer = io.BytesIO()
    paper.document.save(buffer)
    core = coreprops.core_part(title="", dated=None)
    theirs, ours = say.in_line("sample"), ("{%r if sample %}", "{%r endif %}")
    parts = []
    for part in package.read(buffer.getvalue()):
        data = core.data if part.name == coreprops.PART else part.data
        if part.name.startswith("word/header"):
            for mine, other in zip(ours, theirs, strict=True):
                data = data.replace(mine.encode(), other.encode())
        parts.append(part._replace(data=data))
    return package.write(tuple(parts))
