"""The campaign's end from a terminal: the commands ask for the same acts as the pages."""

from pathlib import Path

import pytest

from tests import command_line
from tests.workflows.awards.conftest import Ending
from tests.workflows.conftest import DONG_NAI
from workflows.steps.work import run_operation

CAM_MY = "dong-nai.cam-my"
ON = ("--as-of", "2024-11-25")


def thidua(*words: str) -> str:
    """Run one command of the campaign's group and return what it prints; it must end well."""
    result = command_line.thidua("campaign", words[0], DONG_NAI, *words[1:])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.stage("one report late")
@pytest.mark.usefixtures("terminal")
def test_the_end_is_run_from_a_terminal(ending: Ending, tmp_path: Path) -> None:
    """A list is taken, a dossier told to be incomplete, another handed in, sent back, bound and decided on."""
    listed = tmp_path / "list.txt"
    listed.write_text("Cá nhân;Trần Thị Mới;Bà;Công chức;Phòng mẫu;\n", "utf-8")
    assert "dong-nai.vp/cn-01\tBà Trần Thị Mới" in thidua("nominate", "dong-nai.vp", str(listed), *ON)
    assert f"{DONG_NAI}:{CAM_MY}:bang_khen_tinh\tcòn thiếu\tBáo cáo thành tích" in thidua("dossiers", *ON)
    assert "\tđã nộp" in thidua("submit", "dong-nai.stp", *ON)
    assert "\tbị trả lại" in thidua("return", "dong-nai.stp", "thiếu chữ ký", *ON)
    assert "\tđã nộp" in thidua("submit", "dong-nai.stp", *ON)
    run_operation(
        ending.services, operation_id=thidua("assemble", "--unit", "dong-nai.stp", "--no-wait", *ON).strip(), attempt=1
    )
    with ending.services.registry.begin() as tx:
        assert [one.unit for one in tx.dossiers.list(DONG_NAI) if one.zip_sha256] == ["dong-nai.stp"]
    assert thidua("regulation", *ON) == "nd-98-2023\tNghị định số 98/2023/NĐ-CP\tcó hiệu lực ngày 25/11/2024\n"
    assert thidua("regulation", "nd-91-2017", *ON).endswith("đã ấn định\n")
    assert thidua("regulation", "--by-day", *ON).startswith("nd-98-2023")
    drafted = thidua("decision", "--as-of", "2024-12-20")
    assert drafted.startswith(
        f"{DONG_NAI}:award_decision:dong-nai.ubnd:bang_khen_tinh:1\tChờ xác nhận\tVề việc tặng Bằng khen"
    )
