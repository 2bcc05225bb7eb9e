"""Whether the certificates say what the decision says."""

from collections.abc import Iterator

from models.award_checks.case import AwardCase, PrintedCertificate, same_words
from models.dates import short_date
from models.findings import Finding


def phrase(case: AwardCase) -> Iterator[Finding]:
    """Tell where a certificate's achievement is neither the one of Điều 1 nor that of the nominee's row."""
    listed = {row.nominee: row.achievement for row in case.printed.rows}
    for one in case.certificates:
        decided = [text for text in (case.printed.phrase, listed.get(one.nominee)) if text]
        if not any(same_words(text, one.achievement) for text in decided):
            message = f"Bằng ghi “{one.achievement}”, quyết định ghi “{'”, “'.join(decided)}”."
            yield _wrong("certificate-phrase", message, about=one, remedy="in lại theo thành tích của quyết định")


def decision_shown(case: AwardCase) -> Iterator[Finding]:
    """Tell where a certificate does not show this decision's number and date."""
    code, dated = case.printed.code, case.printed.dated
    for one in case.certificates:
        if (one.decision_code, one.dated) != (code, dated):
            message = f"Bằng ghi Quyết định số {one.decision_code} ngày {short_date(one.dated)}, không phải số {code}."
            yield _wrong("certificate-decision", message, about=one, remedy="in lại theo số, ngày của quyết định")


def names(case: AwardCase) -> Iterator[Finding]:
    """Tell where a certificate does not bear its nominee's name as the nomination writes it."""
    known = {line.nominee.id: line.nominee for line in case.plan.lines}
    for one in case.certificates:
        nominee = known.get(one.nominee)
        if nominee is not None and not same_words(one.name, nominee.full_name):
            message = f"Bằng ghi tên “{one.name}”, đề nghị ghi “{nominee.full_name}”."
            yield _wrong("certificate-name", message, about=one, remedy="in lại theo tên trong đề nghị")


def whole_set(case: AwardCase) -> Iterator[Finding]:
    """Tell where there is not one certificate per row of the list, in its order, with its number in the golden book."""
    if not case.certificates:
        return
    listed = [row.nominee for row in case.printed.rows]
    printed = [one.nominee for one in case.certificates]
    if printed != listed:
        message = f"Có {len(printed)} bằng cho {len(listed)} dòng của danh sách, hoặc thứ tự không giống nhau."
        yield Finding(
            code="certificate-set",
            message=message,
            about="Bộ bằng",
            remedy="in lại cả bộ theo thứ tự của danh sách",
            refuses=True,
        )
    for place, one in enumerate(case.certificates, start=1):
        if one.place is not None and one.place != place:
            message = f"Số sổ vàng là {one.place}, thứ tự trong quyết định là {place}."
            yield _wrong("certificate-set", message, about=one, remedy="ghi số sổ vàng theo thứ tự của danh sách")


def _wrong(code: str, message: str, *, about: PrintedCertificate, remedy: str) -> Finding:
    return Finding(code=code, message=message, about=about.name, remedy=remedy, refuses=True)
