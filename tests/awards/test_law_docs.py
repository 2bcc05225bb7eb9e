"""``docs/law.md`` keeps step with the law data, the checks, and the lengths of Appendix VI."""

import re
from collections.abc import Iterable
from datetime import date

import pytest

from models.award_checks import CHECKS
from models.awards.archive_data import DocumentData, FileData
from models.awards.nominations import SHORT_AWARD_NAMES
from models.awards.nominees import NOMINEE_KIND_NAMES
from models.awards.regulations import Dated
from models.dates import short_date
from models.organisation import Confidence
from workflows.settings import REPOSITORY
from workflows.steps.files.law_files import shipped_law

DOCS = (REPOSITORY / "docs" / "law.md").read_text(encoding="utf-8")
LAW = shipped_law()
OTHER_CODES = {
    "figure-unverified",
    "basis-unverified",
    "regulation-pinned",
    "no-provincial-basis",
    "part-lacking",
    "part-unconfirmed",
    "council-present",
    "council-time",
    "council-votes",
    "council-majority",
    "council-quorum",
}


def rows(heading: str) -> list[str]:
    """Return the rows of the first table under a heading, without its head."""
    text = DOCS.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    return [line for line in text.split("\n") if line.startswith("|")][2:]


def row(*cells: object) -> str:
    """Return one row of a table."""
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def day(value: date | None) -> str:
    """Return a day as the page writes it; an open one is a dash."""
    return short_date(value) if value else "—"


def span(one: Dated) -> tuple[str, str]:
    """Return the two days between which something is in force."""
    return day(one.valid_from), day(one.valid_to)


def times(value: object) -> str:
    """Return a coefficient without trailing zeros: 1.5, 3."""
    return re.sub(r"\.0+$", "", str(value))


def money_rows() -> Iterable[str]:
    """Yield the rows of the table of coefficients, as the data have them."""
    for regulation in LAW.regulations:
        for one in regulation.coefficients:
            award, kind = SHORT_AWARD_NAMES[one.form], NOMINEE_KIND_NAMES[one.kind]
            yield row(f"`{regulation.id}`", award, kind, times(one.times), one.confidence.value, one.source)
        if house := regulation.household:
            words = f"{times(house.times)} × cá nhân"
            yield row(f"`{regulation.id}`", "all", "hộ gia đình", words, house.confidence.value, house.source)
        step = f"up to the next {regulation.rounding.step:,}".replace(",", ".")
        rounding = regulation.rounding
        yield row(f"`{regulation.id}`", "all", "rounding", step, rounding.confidence.value, rounding.source)


TABLES = {
    "Rule sets": [
        row(f"`{one.id}`", one.title, *span(one), one.confidence.value, one.source) for one in LAW.regulations
    ],
    "Base salaries": [
        row(f"{one.amount:,}".replace(",", "."), *span(one), one.confidence.value, one.source)
        for one in LAW.base_salaries
    ],
    "Money": list(money_rows()),
    "Papers of a dossier": [
        row(
            f"`{law.id}`", SHORT_AWARD_NAMES[rule.form], part.words, part.owed.value, part.confidence.value, part.source
        )
        for law in LAW.regulations
        for rule in law.dossiers
        for part in rule.parts
    ],
    "Form of the achievement report": [
        row(
            f"`{one.id}`",
            one.campaign_report.number or "not known",
            one.campaign_report.title,
            one.campaign_report.confidence.value,
            one.campaign_report.source,
        )
        for one in LAW.regulations
    ],
    "Legal bases of a decision": [
        row(f"`{one.id}`", one.text.removeprefix("Căn cứ "), *span(one), one.confidence.value, one.source)
        for one in LAW.bases
    ],
}


@pytest.mark.parametrize("heading", TABLES)
def test_each_table_is_the_data(heading: str) -> None:
    """Every figure, date, source and confidence on the page is the one in the files, and none is missing."""
    assert rows(heading) == TABLES[heading]


def test_every_grade_of_confidence_is_explained() -> None:
    """The page says what each grade means."""
    assert [line.split("`")[1] for line in rows("How well a thing is known")] == [one.value for one in Confidence]


def test_every_check_is_explained() -> None:
    """The page has a row for each check before issue, in the order of the checks."""
    assert [line.split("`")[1] for line in rows("Checks before issue")] == list(CHECKS)


def test_every_other_finding_is_explained() -> None:
    """The page has a row for each finding outside the checks."""
    assert {line.split("`")[1] for line in rows("Other findings")} == OTHER_CODES


def test_lengths_of_appendix_vi_are_on_the_page() -> None:
    """The page lists each field of Appendix VI with its greatest length."""
    told = rows("Data of what is archived")
    for shape, kind in (("văn bản đi", DocumentData), ("hồ sơ", FileData)):
        for name, limit in kind.LENGTHS.values():
            assert row(shape, f"`{name}`", limit) in told
