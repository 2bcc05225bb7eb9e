"""The office's commands, played in a terminal against real servers; the work itself is done by the test."""

from pathlib import Path

import pytest

from models.documents import CampaignId, DocumentKind
from models.operations import OperationState
from tests import command_line
from tests.issuing.making import letter
from tests.workflows.conftest import DONG_NAI, all_entries
from workflows.services import Services
from workflows.settings import REPOSITORY
from workflows.steps.work import run_operation


def thidua(*words: str) -> str:
    """Run one command and return what it prints; it must end well."""
    result = command_line.thidua(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.usefixtures("terminal")
def test_a_campaign_is_run_from_a_terminal(services: Services) -> None:
    """Create, fill, issue, look at deadlines and operations, find the plan again."""
    work(services, thidua("campaign", "templates", "--no-wait"))
    plan = str(REPOSITORY / "plans" / "dong_nai_2024.yaml")
    assert thidua("campaign", "create", plan, "--replay", "--sample", "--as-of", "2024-06-25").strip() == DONG_NAI
    assert "signature.authority\tCần trước khi ban hành kế hoạch" in thidua("campaign", "gaps", DONG_NAI)
    thidua("campaign", "fill", DONG_NAI, "document.date", "2024-06-25", "--note", "bản giấy")
    thidua("campaign", "fill", DONG_NAI, "signature.authority", "TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")
    thidua("campaign", "group", DONG_NAI, "dong-nai.cam-my", "III.1.a", "--from", "2024-06-25")
    thidua("campaign", "series", "dong-nai.ubnd", "KH", "2024", "210")
    work(services, thidua("campaign", "issue", DONG_NAI, "--as-of", "2024-06-25", "--no-wait"))
    assert [entry.code for entry in all_entries(services)] == ["210/KH-UBND"]
    work(services, thidua("campaign", "distribute", DONG_NAI, "--as-of", "2024-06-26", "--no-wait"))
    key = "dong-nai-2024:sub_plan:dong-nai.stp:O6:1"
    assert f"{key}\tChờ xác nhận" in thidua("draft", "list", DONG_NAI)
    assert thidua("draft", "confirm", key, "--date", "2024-07-05", "--no-issue").startswith(
        f"{key}\tĐã xác nhận, chờ ban hành\t"
    )
    listed = thidua("campaign", "deadlines", DONG_NAI, "--as-of", "2024-11-01")
    assert "O4\tdong-nai.snv\t31/10/2024\tquá hạn, chưa nộp" in listed
    assert "Đã ban hành Kế hoạch số 210/KH-UBND" in thidua("operations", DONG_NAI)
    assert thidua("search", "so hoa ho tich").startswith("210/KH-UBND\t25/06/2024\tdong-nai.ubnd")
    assert thidua("search", "--rebuild") == ""


@pytest.mark.usefixtures("terminal")
def test_a_plans_format_is_mended_from_a_terminal(services: Services, tmp_path: Path) -> None:
    """A faulty plan is told with its line and gets no number; once a mended file takes its place it is issued."""
    work(services, thidua("campaign", "templates", "--no-wait"))
    good = REPOSITORY / "plans" / "dong_nai_2024.yaml"
    text = good.read_text("utf-8")
    place = text.rindex("\n  # V")
    faulty = tmp_path / "dong_nai_2024.yaml"
    faulty.write_text(f"{text[:place]}\n  a) Một việc;\n  c) Hai việc.{text[place:]}", "utf-8")
    line = text[:place].count("\n") + 3
    told = f"“c” đứng sau “a)”. Đúng: “b)” (tại “c) Hai việc.”). Sửa tại: dòng {line} của tệp kế hoạch."
    directory = str(REPOSITORY / "plans" / "directories" / "dong_nai.yaml")
    assert told in thidua("plan", "check", str(faulty), "--directory", directory)
    thidua("campaign", "create", str(faulty), "--replay", "--sample", "--as-of", "2024-06-25")
    thidua("campaign", "fill", DONG_NAI, "document.date", "2024-06-25")
    thidua("campaign", "fill", DONG_NAI, "signature.authority", "TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")
    held = command_line.thidua("campaign", "format", DONG_NAI)
    assert (held.exit_code, told in held.stdout) == (1, True)
    refused = command_line.thidua("campaign", "issue", DONG_NAI, "--as-of", "2024-06-25", "--no-wait")
    assert refused.exit_code != 0
    assert told in refused.output
    assert all_entries(services) == ()
    thidua("campaign", "renew", DONG_NAI, str(good))
    assert thidua("campaign", "format", DONG_NAI) == ""
    work(services, thidua("campaign", "issue", DONG_NAI, "--as-of", "2024-06-25", "--no-wait"))
    assert [entry.kind for entry in all_entries(services)] == [DocumentKind.CAMPAIGN_PLAN]


def work(services: Services, operation_id: str) -> None:
    """Do an operation as the worker would."""
    ended = run_operation(services, operation_id=operation_id.strip(), attempt=1)
    assert ended is not None
    assert ended.state is OperationState.SUCCEEDED


@pytest.mark.usefixtures("terminal")
def test_a_number_that_nothing_came_of_is_voided_from_a_terminal(services: Services) -> None:
    """A number whose document was never made is voided with its reason, which the register keeps."""
    work(services, thidua("campaign", "templates", "--no-wait"))
    thidua("campaign", "create", str(REPOSITORY / "plans" / "dong_nai_2024.yaml"), "--replay", "--sample")
    template = services.templates.latest(DocumentKind.REMINDER_LETTER)
    assert template is not None
    request = letter(CampaignId(DONG_NAI), template, "a")
    with services.registry.begin() as tx:
        tx.register.number(request)
    told = thidua("draft", "void", request.key, "--reason", "trùng công văn khác")
    assert told == f"Đã hủy số 01/{request.symbol} của “{request.title}”: trùng công văn khác.\n"
    assert all_entries(services)[0].void_reason == "trùng công văn khác"
    assert "Chưa nêu lý do hủy số" in command_line.thidua("draft", "void", request.key, "--reason", " ").output
