"""Whether the money adds up: each amount by the rule, each subtotal, the total, and the total in words."""

from collections.abc import Iterator

from models.award_checks.case import AwardCase, same_words
from models.awards.nominees import NOMINEE_KIND_NAMES
from models.findings import Finding
from models.words import MAX_AMOUNT, in_words


def amounts(case: AwardCase) -> Iterator[Finding]:
    """Tell where a row or the article on money has another amount than the rule set of the date gives."""
    meant = {line.kind: line.each for line in case.plan.money}
    for row in case.printed.rows:
        if row.amount is not None and row.amount != meant.get(row.kind, 0):
            message = f"Ghi {_dong(row.amount)}, mức theo quy định là {_dong(meant.get(row.kind, 0))}."
            yield _wrong("award-amount", message, about=row.text)
    for stated in case.printed.money:
        if stated.each != meant.get(stated.kind, 0):
            message = f"Ghi {_dong(stated.each)}, mức theo quy định là {_dong(meant.get(stated.kind, 0))}."
            yield _wrong("award-amount", message, about=f"Mức thưởng {NOMINEE_KIND_NAMES[stated.kind]}")


def total(case: AwardCase) -> Iterator[Finding]:
    """Tell where a subtotal is not count times amount, or the total not the sum of what the list gives."""
    for stated in case.printed.money:
        if stated.subtotal != stated.count * stated.each:
            name = NOMINEE_KIND_NAMES[stated.kind]
            message = f"{stated.count} {name} × {_dong(stated.each)} không bằng {_dong(stated.subtotal)}."
            yield _wrong("award-total", message, about=f"Tiền thưởng {name}")
    given = [row.amount for row in case.printed.rows if row.amount is not None]
    listed = sum(given) if len(given) == len(case.printed.rows) else case.plan.total
    if case.printed.total != listed:
        message = f"Tổng ghi {_dong(case.printed.total)}, cộng danh sách là {_dong(listed)}."
        yield _wrong("award-total", message, about="Tổng số tiền thưởng")


def words(case: AwardCase) -> Iterator[Finding]:
    """Tell where the total in words is not the total in figures."""
    figure = case.printed.total
    if not 0 < figure <= MAX_AMOUNT:
        return
    if not same_words(case.printed.total_words, in_words(figure)):
        message = f"Bằng chữ ghi “{case.printed.total_words}”, bằng số là {_dong(figure)}."
        yield _wrong("award-total-words", message, about="Tổng số tiền thưởng")


def _dong(amount: int) -> str:
    return f"{amount:,} đồng".replace(",", ".")


def _wrong(code: str, message: str, *, about: str) -> Finding:
    remedy = "tính lại theo dữ liệu pháp luật của ngày quyết định"
    return Finding(code=code, message=message, about=about, remedy=remedy, refuses=True)
