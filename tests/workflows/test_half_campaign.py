"""The first half of a campaign's life, from the plan to the registers, steps called as functions."""

from datetime import date

import pytest

from models.accounts import Scope
from models.documents import DocumentKind, DraftState, EntryState
from models.operations import OperationKind
from models.organisation import UnitId
from tests.workflows.conftest import (
    CLERK,
    PLAN_DAY,
    all_drafts,
    all_entries,
    issued_plan,
    report,
)
from workflows.services import Services
from workflows.steps.confirming import confirm_draft
from workflows.steps.documents.files import document_bytes, document_pdf, draft_preview
from workflows.steps.documents.finding import FindFilters, FoundBy, find_documents
from workflows.steps.documents.indexing import follow_log, rebuild_index

ON_TIME = ("dong-nai.stp", "dong-nai.snv", "dong-nai.cam-my")
LATE = ("dong-nai.bien-hoa",)


@pytest.fixture
def half(services: Services) -> Services:
    """Return the services after the whole half campaign was played, each operation asked for twice."""
    do = issued_plan(services)
    do(OperationKind.ISSUE_PLAN, PLAN_DAY)
    for _ in range(2):
        do(OperationKind.DISTRIBUTE_SUB_PLANS, date(2024, 6, 26))
    for draft in all_drafts(services, DocumentKind.SUB_PLAN):
        confirm_draft(services, key=draft.key, dated=date(2024, 7, 5), actor=CLERK)
    do(OperationKind.ISSUE_CONFIRMED, date(2024, 7, 5))
    for unit in ON_TIME:
        report(unit, date(2024, 10, 30), services)
    for unit in LATE:
        report(unit, date(2024, 11, 4), services)
    do(OperationKind.ISSUE_CONFIRMED, date(2024, 11, 4))
    for _ in range(2):
        do(OperationKind.SWEEP_DEADLINES, date(2024, 11, 15), **{"from": "2024-10-01", "to": "2024-11-15"})
    for draft in all_drafts(services, DocumentKind.REMINDER_LETTER):
        confirm_draft(services, key=draft.key, dated=date(2024, 11, 1), actor=CLERK)
    do(OperationKind.ISSUE_CONFIRMED, date(2024, 11, 1))
    for _ in range(2):
        do(OperationKind.PRINT_REGISTERS, date(2024, 11, 15))
        do(OperationKind.MAKE_PDFS, date(2024, 11, 15))
    return services


def test_the_half_campaign_ends_as_an_office_would_expect(half: Services) -> None:
    """Every document is there once, numbered in its unit's own series, stored, with its PDF, and found again."""
    check_counts(half)
    check_numbers(half)
    check_reminder(half)
    check_registers(half)
    check_files(half)
    check_finding(half)


def check_counts(services: Services) -> None:
    counts = {kind: len(all_entries(services, kind)) for kind in DocumentKind}
    assert {kind: count for kind, count in counts.items() if count} == {
        DocumentKind.CAMPAIGN_PLAN: 1,
        DocumentKind.SUB_PLAN: 13,
        DocumentKind.UNIT_FINAL_REPORT: 4,
        DocumentKind.REMINDER_LETTER: 1,
        DocumentKind.OUTGOING_REGISTER: 15,
    }
    assert all(entry.state is EntryState.ISSUED for entry in all_entries(services))
    assert all(draft.state is DraftState.ISSUED for draft in all_drafts(services, DocumentKind.SUB_PLAN))


def check_numbers(services: Services) -> None:
    numbered = [entry for entry in all_entries(services) if entry.series is not None]
    series: dict[object, list[int]] = {}
    for entry in numbered:
        series.setdefault(entry.series, []).append(entry.number or 0)
    assert all(sorted(given) == list(range(min(given), min(given) + len(given))) for given in series.values())
    (plan,) = all_entries(services, DocumentKind.CAMPAIGN_PLAN)
    assert plan.code == "210/KH-UBND"
    assert {entry.code for entry in all_entries(services, DocumentKind.SUB_PLAN)} == {
        "01/KH-UBND",
        "01/KH-STP",
        "01/KH-CAT",
    }


def check_reminder(services: Services) -> None:
    (letter,) = all_entries(services, DocumentKind.REMINDER_LETTER)
    assert letter.code == "01/STP-VP"
    assert letter.signer is not None
    assert letter.signer.authority == ("GIÁM ĐỐC",)
    named = letter.context["units"]
    assert len(named) == 33 - len(ON_TIME)
    assert "UBND thành phố Biên Hòa" in named
    assert "Sở Nội vụ" not in named
    assert letter.context["checked_on"] == "2024-10-31"


def check_registers(services: Services) -> None:
    registers = {entry.issuer: entry for entry in all_entries(services, DocumentKind.OUTGOING_REGISTER)}
    rows = [row["code"] for row in registers[UnitId("dong-nai.stp")].context["rows"]]
    assert rows == ["01/KH-STP", "01/BC-STP", "01/STP-VP"]
    snv = registers[UnitId("dong-nai.snv")].context["rows"]
    assert [row["recipients"] for row in snv] == ["Ủy ban nhân dân tỉnh Đồng Nai; Sở Tư pháp"]
    province = registers[UnitId("dong-nai.ubnd")].context["rows"]
    assert [row["kept_by"] for row in province] == ["VT, KGVX, THNC"], "as the plan's own last line says"
    assert {row["kept_by"] for row in snv} == {"VT, VP"}
    assert all(entry.number is None for entry in registers.values())


def check_files(services: Services) -> None:
    (plan,) = all_entries(services, DocumentKind.CAMPAIGN_PLAN)
    word = document_bytes(services, record_id=plan.id, scope=Scope())
    assert word.name.startswith("2024-06-25 210-KH-UBND phat-dong-phong-trao")
    assert word.data.startswith(b"PK")
    assert document_pdf(services, record_id=plan.id, scope=Scope()).data.startswith(b"%PDF")
    assert all(entry.pdf_sha256 for entry in all_entries(services))
    draft = all_drafts(services, DocumentKind.SUB_PLAN)[0]
    assert draft_preview(services, key=draft.key).startswith(b"PK")


def check_finding(services: Services) -> None:
    taken = follow_log(services)
    assert taken == len(all_entries(services))
    assert follow_log(services) == 0
    by_number = find_documents(services, query="số 210/kh-ubnd", scope=Scope())
    assert [(one.record.code, one.by) for one in by_number] == [("210/KH-UBND", FoundBy.NUMBER)]
    by_unit = find_documents(services, query="cam my", scope=Scope())
    assert {one.record.kind for one in by_unit if one.by is FoundBy.UNIT} == {
        DocumentKind.SUB_PLAN,
        DocumentKind.UNIT_FINAL_REPORT,
        DocumentKind.OUTGOING_REGISTER,
    }
    by_words = find_documents(services, query="so hoa du lieu ho tich", scope=Scope())
    assert by_words[0].record.code == "210/KH-UBND"
    only_mine = find_documents(services, query="so hoa", scope=Scope(units=(UnitId("dong-nai.cam-my"),)))
    assert {one.record.issuer for one in only_mine} == {"dong-nai.ubnd", "dong-nai.cam-my"}
    in_another_year = FindFilters(year=2023)
    assert find_documents(services, query="so hoa", scope=Scope(), filters=in_another_year) == ()
    assert find_documents(services, query="so hoa", scope=Scope(), filters=FindFilters(year=12345)) == ()
    assert rebuild_index(services) == taken
