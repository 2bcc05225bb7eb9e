"""Whether the right ones are awarded, once, and for something not rewarded before."""

from collections.abc import Iterator
from itertools import combinations

from models.award_checks.case import AwardCase, EarlierAwardLine, same_words
from models.awards.decisions import AwardLine
from models.awards.nominees import NOMINEE_KIND_NAMES, Nominee, alike, same_person
from models.dates import short_date
from models.findings import Finding
from models.organisation import Confidence
from models.text import slug


def not_proposed(case: AwardCase) -> Iterator[Finding]:
    """Tell which row of the list no cited proposal names, by identity and not by spelling."""
    cited = {(one.code, one.dated) for one in case.printed.proposals}
    named = {who for one in case.plan.proposals if (one.code, one.dated) in cited for who in one.nominees}
    for row in case.printed.rows:
        if row.nominee not in named:
            yield Finding(
                code="award-not-proposed",
                message="Không có trong tờ trình nào được quyết định viện dẫn.",
                about=row.text,
                remedy="bỏ khỏi danh sách, hoặc viện dẫn tờ trình có tên đối tượng này",
                refuses=True,
            )


def twice(case: AwardCase) -> Iterator[Finding]:
    """Tell who is awarded twice; like names with other accents are the same until a person tells them apart."""
    apart = {frozenset(pair) for pair in case.plan.told_apart}
    for one, other in _namesakes(_everybody(case)):
        if same_person(one, other):
            message = "Có hai lần trong danh sách."
        elif alike(one, other) and frozenset((one.id, other.id)) not in apart:
            message = f"Giống “{other.listed}”, chỉ khác cách viết."
        else:
            continue
        yield Finding(
            code="award-twice",
            message=message,
            about=one.listed,
            remedy="bỏ một dòng; nếu là hai đối tượng khác nhau thì xác nhận là hai đối tượng",
            refuses=True,
        )


def _namesakes(nominees: list[Nominee]) -> Iterator[tuple[Nominee, Nominee]]:
    """Yield each pair whose names are the same without diacritics; nobody else can be the same or alike."""
    by_name: dict[str, list[Nominee]] = {}
    for one in nominees:
        by_name.setdefault(slug(one.name), []).append(one)
    for same in by_name.values():
        yield from combinations(same, 2)


def _everybody(case: AwardCase) -> list[Nominee]:
    """Return who is awarded: the rows of the list as printed, else the lines of the plan where they are more."""
    known = {line.nominee.id: line.nominee for line in case.plan.lines}
    printed = [known[row.nominee] for row in case.printed.rows if row.nominee in known]
    meant = [line.nominee for line in case.plan.lines]
    return printed if len(printed) >= len(meant) else meant


def rewarded_already(case: AwardCase) -> Iterator[Finding]:
    """Tell whose achievement an earlier decision has rewarded (Luật Thi đua, khen thưởng 2022, Đ5)."""
    by_name: dict[str, list[EarlierAwardLine]] = {}
    by_id: dict[str, list[EarlierAwardLine]] = {}
    for one in case.earlier:
        by_name.setdefault(slug(one.nominee.name), []).append(one)
        by_id.setdefault(one.nominee.id, []).append(one)
    for line in case.plan.lines:
        known = (*by_id.get(line.nominee.id, ()), *by_name.get(slug(line.nominee.name), ()))
        for earlier in dict.fromkeys(known):
            if _same_award(line, earlier, case=case):
                yield Finding(
                    code="award-rewarded-already",
                    message=f"Thành tích này đã được khen thưởng tại Quyết định số {earlier.code} "
                    f"ngày {short_date(earlier.dated)}.",
                    about=line.nominee.listed,
                    remedy="rút đề nghị, hoặc ghi đúng thành tích được xét lần này",
                    refuses=True,
                    source="Luật Thi đua, khen thưởng năm 2022, Điều 5",
                    confidence=Confidence.FOUND,
                )


def _same_award(line: AwardLine, earlier: EarlierAwardLine, *, case: AwardCase) -> bool:
    if not (same_person(line.nominee, earlier.nominee) or alike(line.nominee, earlier.nominee)):
        return False
    again = earlier.campaign_id == case.plan.campaign_id and earlier.form is case.plan.form
    return again or same_words(line.achievement, earlier.achievement)


def dissolved(case: AwardCase) -> Iterator[Finding]:
    """Warn where the awarded body, or the body of an awarded person, does not exist on the decision's date."""
    day = case.plan.decided_on
    for line in case.plan.lines:
        body = case.directory.unit(line.nominee.body or line.nominee.unit)
        if not body.exists_on(day):
            kind = NOMINEE_KIND_NAMES[line.nominee.kind]
            ended = f" ngày {short_date(body.valid_to)}" if body.valid_to and body.valid_to < day else ""
            yield Finding(
                code="award-unit-dissolved",
                message=f"{body.name} (đơn vị của {kind} này) đã kết thúc hoạt động{ended}."
                if ended
                else f"{body.name} (đơn vị của {kind} này) chưa hoạt động vào ngày quyết định.",
                about=line.nominee.listed,
                remedy="xem lại việc khen thưởng; cá nhân thì ghi đơn vị công tác hiện nay",
                source="TT 15/2025/TT-BNV không khen thưởng tập thể đã giải thể (nguồn thứ cấp)",
                confidence=Confidence.SECONDARY,
            )
