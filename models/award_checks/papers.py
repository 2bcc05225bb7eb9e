"""Whether every award rests on its papers: the proposal cited, the minutes, the confirmed reports."""

from collections.abc import Iterator

from models.award_checks.case import AssessedDossier, AwardCase
from models.awards.checklist import ChecklistItem, ItemState
from models.awards.regulations import PartKind
from models.dates import short_date
from models.findings import Finding
from models.organisation import UnitId


def proposals_cited(case: AwardCase) -> Iterator[Finding]:
    """Tell where the decision does not cite each proposal by its own number and date, or cites another."""
    printed = {(one.code, one.dated) for one in case.printed.proposals}
    meant = {(one.code, one.dated): one for one in case.plan.proposals}
    for key, proposal in meant.items():
        if key not in printed:
            message = f"Quyết định không viện dẫn Tờ trình số {key[0]} ngày {short_date(key[1])}."
            yield _uncited(message, about=proposal.unit_name)
    for code, dated in sorted(printed - set(meant)):
        message = f"Quyết định viện dẫn Tờ trình số {code} ngày {short_date(dated)}, không có trong sổ văn bản."
        yield _uncited(message, about="Căn cứ")


def _uncited(message: str, *, about: str) -> Finding:
    remedy = "ghi đúng số, ngày của tờ trình theo sổ đăng ký"
    return Finding(code="award-proposal-citation", message=message, about=about, remedy=remedy, refuses=True)


def minutes_missing(case: AwardCase) -> Iterator[Finding]:
    """Tell which proposing unit's dossier lacks the minutes of its council."""
    for item in _items(case, part=PartKind.MINUTES):
        if item.is_open:
            yield _lack("award-minutes-missing", item, remedy="trả lại hồ sơ để bổ sung biên bản")


def report_missing(case: AwardCase) -> Iterator[Finding]:
    """Tell whose report the dossier lacks."""
    for item in _awarded_reports(case):
        if item.state is ItemState.MISSING:
            yield _lack("award-report-missing", item, remedy="trả lại hồ sơ để bổ sung báo cáo thành tích")


def report_unconfirmed(case: AwardCase) -> Iterator[Finding]:
    """Tell whose report the submitting level has not confirmed, where the rule asks for it."""
    for item in _awarded_reports(case):
        if item.state is ItemState.UNCONFIRMED:
            yield _lack("award-report-unconfirmed", item, remedy="trả lại hồ sơ để cấp trình xác nhận báo cáo")


def dossier_absent(case: AwardCase) -> Iterator[Finding]:
    """Tell which proposing unit has not submitted its dossier."""
    for unit in dict.fromkeys(line.nominee.unit for line in case.plan.lines):
        held = _of(case, unit)
        if held is None or held.dossier.at_unit:
            yield Finding(
                code="award-dossier-absent",
                message="Đơn vị chưa nộp hồ sơ.",
                about=case.directory.unit(unit).name,
                remedy="chỉ đưa vào quyết định đối tượng của hồ sơ đã nộp",
                refuses=True,
            )


def _awarded_reports(case: AwardCase) -> Iterator[ChecklistItem]:
    awarded = {line.nominee.id for line in case.plan.lines}
    yield from (item for item in _items(case, part=PartKind.REPORT) if item.nominee in awarded)


def _items(case: AwardCase, *, part: PartKind) -> Iterator[ChecklistItem]:
    for unit in dict.fromkeys(line.nominee.unit for line in case.plan.lines):
        held = _of(case, unit)
        yield from (item for item in (held.items if held else ()) if item.part is part)


def _of(case: AwardCase, unit: UnitId) -> AssessedDossier | None:
    return next((one for one in case.dossiers if one.dossier.unit == unit), None)


def _lack(code: str, item: ChecklistItem, *, remedy: str) -> Finding:
    return Finding(
        code=code,
        message=f"{item}.",
        about=item.owed_by,
        remedy=remedy,
        refuses=item.blocking,
        source=item.source,
        confidence=item.confidence,
    )
