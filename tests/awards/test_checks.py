"""Each planted fault is caught by its own named check, and a clean case raises nothing."""

from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Any

import pytest

from models.award_checks import CHECKS, AssessedDossier, AwardCase, EarlierAwardLine, PrintedProposal, check_award
from models.award_checks.case import PrintedRow
from models.awards.checklist import checklist
from models.awards.nominees import NomineeKind, nominee_id
from models.awards.regulations import PartKind
from models.documents import CampaignId
from models.findings import refusing
from models.organisation import Directory
from tests.awards import made
from workflows.steps.files.law_files import shipped_law


def with_printed(**changes: Any) -> AwardCase:
    """Return the clean case with the decision printed otherwise."""
    clean = made.case()
    return made.case(plan=clean.plan, printed=clean.printed.model_copy(update=changes))


def with_row(index: int, **changes: Any) -> AwardCase:
    """Return the clean case with one row of the list printed otherwise."""
    rows = list(made.case().printed.rows)
    rows[index] = rows[index].model_copy(update=changes)
    return with_printed(rows=tuple(rows))


def with_certificate(index: int, **changes: Any) -> AwardCase:
    """Return the clean case with one certificate printed otherwise."""
    found = list(made.case().certificates)
    found[index] = found[index].model_copy(update=changes)
    return made.case(certificates=tuple(found))


def with_part(kind: PartKind, **changes: Any) -> AwardCase:
    """Return the clean case with the first paper of a kind in the south's dossier changed, as it slipped through."""
    clean = made.case()
    north, south = clean.dossiers
    parts = list(south.dossier.parts)
    index = next(n for n, part in enumerate(parts) if part.kind is kind)
    parts[index] = parts[index].model_copy(update=changes)
    dossier = south.dossier.model_copy(update={"parts": tuple(parts)})
    items = checklist(dossier, nominations=made.nominations(), regulation=shipped_law().regulation_on(made.DECIDED))
    return made.case(dossiers=(north, AssessedDossier(dossier=dossier, items=items)))


def wrong_count() -> AwardCase:
    """Plant: Điều 1 states three collectives for two."""
    return with_printed(counts=made.case().printed.counts | {NomineeKind.COLLECTIVE: 3})


def wrong_subtotal() -> AwardCase:
    """Plant: a section's heading states one row too many."""
    sections = made.case().printed.sections
    return with_printed(sections=(sections[0], sections[1].model_copy(update={"count": 4})))


def wrong_caption() -> AwardCase:
    """Plant: two digits of the decision's number change places, as they did in a real list."""
    return with_printed(caption=made.case().printed.caption.replace("3512", "3521"))


def stranger() -> AwardCase:
    """Plant: a row whose text is right but whose nominee is in no proposal."""
    return with_row(2, nominee=nominee_id(unit=made.NORTH, kind=NomineeKind.PERSON, number=9))


def other_phrase() -> AwardCase:
    """Plant: one certificate words the achievement in another way."""
    return with_certificate(1, achievement="Đã có thành tích trong công tác năm 2024 (mẫu)")


def twice_with_other_accents() -> AwardCase:
    """Plant: the same person a second time, with the tone on another letter and small letters."""
    again = made.nominee(made.SOUTH, NomineeKind.PERSON, 7, "Lê thị Thuỷ (mẫu)")
    chosen = (*made.nominations(), made.nomination(again, order=9))
    return made.case(chosen)


def rewarded_before() -> AwardCase:
    """Plant: an earlier decision of the registry has rewarded the same achievement."""
    line = made.plan().lines[0]
    earlier = EarlierAwardLine(
        code="101/QĐ-UBND",
        dated=date(2024, 10, 1),
        campaign_id=CampaignId("mau-2023"),
        form=made.FORM,
        nominee=line.nominee,
        achievement=line.achievement.lower(),
    )
    return made.case(earlier=(earlier,))


def no_minutes() -> AwardCase:
    """Plant: a dossier without the council's minutes."""
    return with_part(PartKind.MINUTES, document=None)


def unconfirmed_report() -> AwardCase:
    """Plant: a report that the submitting level has not confirmed."""
    return with_part(PartKind.REPORT, confirmed=False)


def dissolved_unit() -> AwardCase:
    """Plant: a unit that ended before the decision."""
    ended = made.unit(made.SOUTH, "UBND huyện Nam (mẫu)", valid_to=date(2024, 12, 19))
    return made.case(directory=Directory((made.DIRECTORY.unit(made.NORTH), ended)))


def old_basis() -> AwardCase:
    """Plant: the decree that was repealed a year before."""
    bases = made.case().printed.bases
    return with_printed(bases=(*bases, "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31/7/2017 của Chính phủ;"))


def wrong_sum() -> AwardCase:
    """Plant: a total that is not the sum of the list, in figures and in words alike."""
    return with_printed(total=24_580_000, total_words="Hai mươi tư triệu năm trăm tám mươi nghìn đồng")


def wrong_words() -> AwardCase:
    """Plant: the total in words has another digit than the figure."""
    return with_printed(total_words="Hai mươi bốn triệu năm trăm chín mươi nghìn đồng")


def wrong_amount() -> AwardCase:
    """Plant: the collective's figure of before the salary rise of 01/7/2024, in the article on money alone."""
    money = made.case().printed.money
    old = money[0].model_copy(update={"each": 5_400_000, "subtotal": 10_800_000})
    return with_printed(money=(old, *money[1:]))


def uncited_proposal() -> AwardCase:
    """Plant: a proposal is cited with another date."""
    first, second = made.case().printed.proposals
    wrong = PrintedProposal(code=second.code, dated=date(2024, 11, 23))
    return with_printed(proposals=(first, wrong))


def other_decision_on_certificate() -> AwardCase:
    """Plant: a certificate shows another decision."""
    return with_certificate(0, decision_code="3513/QĐ-UBND")


def certificates_out_of_order() -> AwardCase:
    """Plant: two certificates change places in the print run."""
    first, second, *rest = made.case().certificates
    return made.case(certificates=(second, first, *rest))


def old_name_on_list() -> AwardCase:
    """Plant: the list words a name otherwise than the nomination."""
    return with_row(0, text="Phòng Tư pháp Bắc")


def row_left_out() -> AwardCase:
    """Plant: a row is missing from the list; heading, counts and money were mended after it."""
    clean = made.case().printed
    return with_printed(
        rows=clean.rows[:-1],
        counts=clean.counts | {NomineeKind.PERSON: 2},
        sections=(clean.sections[0], clean.sections[1].model_copy(update={"count": 2})),
    )


def signed_for_the_committee() -> AwardCase:
    """Plant: the block signs on behalf of the committee."""
    return with_printed(authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"))


def basis_left_out() -> AwardCase:
    """Plant: the decree in force is not cited."""
    return with_printed(bases=made.case().printed.bases[:-1])


def not_submitted() -> AwardCase:
    """Plant: a unit's dossier was never submitted."""
    return made.case(dossiers=made.case().dossiers[:1])


def no_report() -> AwardCase:
    """Plant: a dossier without a nominee's report."""
    return with_part(PartKind.REPORT, document=None)


def misspelt_certificate() -> AwardCase:
    """Plant: a certificate drops a diacritic of the name."""
    return with_certificate(2, name="Bà Tran Thị Mẫu")


PLANTED: dict[str, Callable[[], AwardCase]] = {
    "award-counts": wrong_count,
    "award-subtotals": wrong_subtotal,
    "award-caption": wrong_caption,
    "award-not-proposed": stranger,
    "certificate-phrase": other_phrase,
    "award-twice": twice_with_other_accents,
    "award-rewarded-already": rewarded_before,
    "award-minutes-missing": no_minutes,
    "award-report-unconfirmed": unconfirmed_report,
    "award-unit-dissolved": dissolved_unit,
    "award-basis-not-in-force": old_basis,
    "award-total": wrong_sum,
    "award-total-words": wrong_words,
    "award-amount": wrong_amount,
    "award-proposal-citation": uncited_proposal,
    "certificate-decision": other_decision_on_certificate,
    "certificate-set": certificates_out_of_order,
    "award-list": old_name_on_list,
    "award-signing": signed_for_the_committee,
    "award-basis-left-out": basis_left_out,
    "award-dossier-absent": not_submitted,
    "award-report-missing": no_report,
    "certificate-name": misspelt_certificate,
}

ALSO = {
    "award-not-proposed": {"award-list", "certificate-set"},
    "award-proposal-citation": {"award-not-proposed"},
}
"""Checks that rightly see the same fault from another side."""

WARN_ONLY = {"award-unit-dissolved", "award-signing", "award-basis-left-out"}
"""Checks whose rule was not found in an official text, or whose lack may have a reason."""


def test_a_clean_case_raises_nothing() -> None:
    """What prints exactly what is meant, from whole and submitted dossiers, raises no point."""
    assert check_award(made.case()) == ()


def test_every_check_has_a_planted_fault() -> None:
    """No check stands untried."""
    assert set(PLANTED) == set(CHECKS)


@pytest.mark.parametrize("code", PLANTED)
def test_a_planted_fault_is_caught_by_its_own_check(code: str) -> None:
    """Each fault is told under its own code, with a way out, and stops the issue only where its rule allows."""
    findings = check_award(PLANTED[code]())
    codes = {one.code for one in findings}
    assert code in codes
    assert codes <= {code} | ALSO.get(code, set())
    own = [one for one in findings if one.code == code]
    assert all(one.message and one.about and one.remedy for one in own)
    assert all(one.refuses for one in own) is (code not in WARN_ONLY)
    assert bool(refusing(findings)) is (code not in WARN_ONLY)


def test_a_row_left_out_is_seen_though_the_counts_agree() -> None:
    """Someone dropped from the list is missed by identity, and the sum no longer fits."""
    codes = {one.code for one in check_award(row_left_out())}
    assert {"award-list", "award-total", "certificate-set"} <= codes
    assert "award-counts" not in codes


def test_a_person_may_tell_like_names_apart() -> None:
    """Two people of one unit with like names are awarded once somebody has said that they are two."""
    again = made.nominee(made.SOUTH, NomineeKind.PERSON, 7, "Lê Thị Thúy (mẫu)")
    chosen = (*made.nominations(), made.nomination(again, order=9))
    like = next(one.nominee.id for one in chosen if one.nominee.name == "Lê Thị Thủy (mẫu)")
    plan = made.plan(chosen, told_apart=((again.id, like),))
    assert check_award(made.case(chosen, plan=plan)) == ()


def test_the_same_row_twice_is_seen() -> None:
    """A row printed a second time is the same nominee twice, though the counts were raised with it."""
    clean = made.case().printed
    person: PrintedRow = clean.rows[-1]
    case = with_printed(rows=(*clean.rows, person), counts=clean.counts | {NomineeKind.PERSON: 4})
    assert {"award-twice", "award-total"} <= {one.code for one in check_award(case)}


def test_an_earlier_award_for_something_else_is_no_fault() -> None:
    """One form may be given many times; only the same achievement, or the same campaign's award, counts."""
    line = made.plan().lines[0]
    other = rewarded_before().earlier[0].model_copy(update={"achievement": "Thành tích khác (mẫu)"})
    assert check_award(made.case(earlier=(other,))) == ()
    again = other.model_copy(update={"campaign_id": made.CAMPAIGN})
    assert [one.code for one in check_award(made.case(earlier=(again,)))] == ["award-rewarded-already"]
    assert line.nominee == other.nominee


def test_a_large_decision_is_checked_in_seconds() -> None:
    """Five hundred awardees against five thousand earlier awards take no more than a few seconds."""
    people = [made.nominee(made.NORTH, NomineeKind.PERSON, number, f"Người thứ {number}") for number in range(1, 501)]
    chosen = tuple(made.nomination(who, order=order) for order, who in enumerate(people, start=1))
    first = rewarded_before().earlier[0]
    earlier = tuple(
        first.model_copy(
            update={"nominee": made.nominee(made.SOUTH, NomineeKind.PERSON, number, f"Người thứ {number}")}
        )
        for number in range(1, 5001)
    )
    elsewhere = {"organisation": "Sở khác", "position": "Chuyên viên"}
    moved = tuple(one.model_copy(update={"nominee": one.nominee.model_copy(update=elsewhere)}) for one in earlier)
    case = made.case(chosen, earlier=moved)
    started = perf_counter()
    assert check_award(case) == ()
    assert perf_counter() - started < 5
