"""Whether decision and list agree: counts, subtotals, caption, rows, the signing block."""

import re
from collections.abc import Iterator

from models.award_checks.case import AwardCase, same_words
from models.awards.nominees import NOMINEE_KIND_NAMES, SECTION_TITLES, NomineeId
from models.dates import long_date
from models.findings import Finding
from models.organisation import Confidence
from models.text import squeeze

_CITED = re.compile(r"số\s+(?P<code>\S+)\s+(?P<day>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})")


def counts(case: AwardCase) -> Iterator[Finding]:
    """Tell where Điều 1 states more or fewer of a kind than the list has rows."""
    for kind, name in NOMINEE_KIND_NAMES.items():
        stated = case.printed.counts.get(kind, 0)
        listed = sum(row.kind is kind for row in case.printed.rows)
        if stated != listed:
            message = f"Điều 1 ghi {stated} {name}, danh sách có {listed}."
            yield _wrong("award-counts", message, about="Điều 1", remedy="sửa số lượng tại Điều 1 hoặc danh sách")


def subtotals(case: AwardCase) -> Iterator[Finding]:
    """Tell where a section's heading states another number than it has rows."""
    for section in case.printed.sections:
        listed = sum(row.kind is section.kind for row in case.printed.rows)
        if section.count != listed:
            title = SECTION_TITLES[section.kind]
            message = f"Mục “{title}” ghi {section.count}, trong mục có {listed}."
            yield _wrong("award-subtotals", message, about="Danh sách", remedy="sửa số cộng của mục")


def caption(case: AwardCase) -> Iterator[Finding]:
    """Tell where the list's caption does not cite this very decision by number and date."""
    printed = case.printed
    cited = _CITED.search(printed.caption)
    right = cited and cited["code"] == printed.code and squeeze(cited["day"]) == long_date(printed.dated)
    if not right:
        message = f"Danh sách ghi “{printed.caption}”, quyết định là số {printed.code} {long_date(printed.dated)}."
        yield _wrong(
            "award-caption", message, about="Danh sách", remedy="sửa số, ngày của quyết định dưới tên danh sách"
        )


def rows(case: AwardCase) -> Iterator[Finding]:
    """Tell where the list is not exactly those who are to be awarded, in order, each written as in the nomination."""
    meant = {line.nominee.id: line.nominee for line in case.plan.lines}
    printed = {row.nominee: row for row in case.printed.rows}
    for nominee_id, nominee in meant.items():
        if nominee_id not in printed:
            yield _row("không có trong danh sách", nominee.full_name)
        elif not same_words(printed[nominee_id].text, nominee.listed):
            yield _row(f"danh sách in “{printed[nominee_id].text}”, đề nghị ghi “{nominee.listed}”", nominee.full_name)
    for row in case.printed.rows:
        if row.nominee not in meant:
            yield _row("có trong danh sách nhưng không được xét", row.text)
    if not _in_order([row.nominee for row in case.printed.rows], meant=list(meant)):
        yield _row("thứ tự không đúng thứ tự đã duyệt", "Danh sách")


def _in_order(printed: list[NomineeId], *, meant: list[NomineeId]) -> bool:
    known = [one for one in dict.fromkeys(printed) if one in meant]
    return known == [one for one in meant if one in known]


def _row(what: str, whom: str) -> Finding:
    return _wrong("award-list", f"{what[0].upper()}{what[1:]}.", about=whom, remedy="lập lại danh sách từ các đề nghị")


def signing_block(case: AwardCase) -> Iterator[Finding]:
    """Warn where the block says TM.: the Chairman awards in person (NĐ 30/2020, form 1.2)."""
    if any(line.strip().startswith("TM.") for line in case.printed.authority):
        yield Finding(
            code="award-signing",
            message=f"Khối chữ ký ghi “{' / '.join(case.printed.authority)}”; thẩm quyền khen thưởng là của Chủ tịch.",
            about="Chữ ký",
            remedy="ghi CHỦ TỊCH, hoặc KT. CHỦ TỊCH và PHÓ CHỦ TỊCH",
            source="Luật Thi đua, khen thưởng, Điều 79; NĐ 30/2020/NĐ-CP, mẫu 1.2",
            confidence=Confidence.INFERRED,
        )


def _wrong(code: str, message: str, *, about: str, remedy: str) -> Finding:
    return Finding(code=code, message=message, about=about, remedy=remedy, refuses=True)
