"""Whether the decision stands on bases in force on its date."""

import re
from collections.abc import Iterator

from models.award_checks.case import AwardCase
from models.awards.regulations import LegalBasis
from models.dates import short_date
from models.findings import Finding
from models.organisation import Confidence
from models.text import fold, squeeze

_NUMBER = re.compile(r"\b\d+/\d{4}/[A-ZĐ0-9]+(?:-[A-ZĐ]+)?\b")


def basis_not_in_force(case: AwardCase) -> Iterator[Finding]:
    """Tell which printed basis the law data know to be out of force on the decision's date."""
    for text in case.printed.bases:
        found = _known(text, bases=case.law.bases)
        if found is not None and not found.in_force_on(case.plan.decided_on):
            yield Finding(
                code="award-basis-not-in-force",
                message=f"Căn cứ “{squeeze(text)}” {_when(found)}.",
                about="Căn cứ ban hành",
                remedy="thay bằng căn cứ đang có hiệu lực vào ngày quyết định",
                refuses=found.confidence is Confidence.FOUND,
                source=found.source,
                confidence=found.confidence,
            )


def basis_left_out(case: AwardCase) -> Iterator[Finding]:
    """Warn where a basis that the law data give for the date is not cited; there may be reasons to leave it out."""
    printed = {found.id for text in case.printed.bases if (found := _known(text, bases=case.law.bases))}
    for basis in case.plan.bases:
        if basis.id not in printed:
            yield Finding(
                code="award-basis-left-out",
                message=f"Quyết định không viện dẫn “{basis.text}”.",
                about="Căn cứ ban hành",
                remedy="bổ sung căn cứ, nếu không có lý do để bỏ",
                source=basis.source,
                confidence=basis.confidence,
            )


def _known(text: str, *, bases: tuple[LegalBasis, ...]) -> LegalBasis | None:
    """Return the basis that a line cites: the same document number, or for a law the same words."""
    number = _NUMBER.search(text)
    for basis in bases:
        known = _NUMBER.search(basis.text)
        if (number and known and number[0] == known[0]) or _bare(text) == _bare(basis.text):
            return basis
    return None


def _bare(text: str) -> str:
    return fold(squeeze(text)).rstrip(" .;,")


def _when(basis: LegalBasis) -> str:
    if basis.valid_to is not None:
        return f"hết hiệu lực từ sau ngày {short_date(basis.valid_to)}"
    return f"chưa có hiệu lực trước ngày {short_date(basis.valid_from)}" if basis.valid_from else "không còn hiệu lực"
