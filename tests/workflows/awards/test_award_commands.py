"""The campaign's end from a terminal: the commands ask for the same acts as the pages."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import build_app
from cli.stack.seaweed import ObjectSettings
from tests.workflows.awards.conftest import Ending
from tests.workflows.conftest import DONG_NAI
from workflows.steps.work import run_operation

CAM_MY = "dong-nai.cam-my"
ON = ("--as-of", "2024-11-25")


@pytest.fixture
def _settings(
    own_database: str, object_settings: ObjectSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = object_settings.arguments()
    given = {
        "HOME": str(tmp_path),
        "DATABASE_URL": own_database,
        "S3_ENDPOINT": store["endpoint"],
        "S3_ACCESS_KEY": store["access_key"],
        "S3_SECRET_KEY": store["secret_key"],
        "S3_BUCKET_PREFIX": store["bucket_prefix"],
    }
    for name, value in given.items():
        monkeypatch.setenv(f"THIDUA_{name}", str(value))


def thidua(*words: str) -> str:
    """Run one command of the group and return what it prints; it must end well."""
    result = CliRunner().invoke(build_app(), ["campaign", words[0], DONG_NAI, *words[1:]], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.stage("one report late")
@pytest.mark.usefixtures("_settings")
def test_the_end_is_run_from_a_terminal(ending: Ending, tmp_path: Path) -> None:
    """A list is taken, a dossier told to be incomplete, another handed in, sent back, bound and decided on."""
    listed = tmp_path / "list.txt"
    listed.write_text("Cá nhân;Trần Thị Mới;Bà;Công chức;Phòng mẫu;\n", "utf-8")
    assert "dong-nai.vp/cn-01\tBà Trần Thị Mới" in thidua("nominate", "dong-nai.vp", str(listed), *ON)
    assert f"{DONG_NAI}:{CAM_MY}:bang_khen_tinh\tcòn thiếu\tBáo cáo thành tích" in thidua("dossiers", *ON)
    assert "\tsubmitted" in thidua("submit", "dong-nai.stp", *ON)
    assert "\treturned" in thidua("return", "dong-nai.stp", "thiếu chữ ký", *ON)
    assert "\tsubmitted" in thidua("submit", "dong-nai.stp", *ON)
    run_operation(
        ending.services, operation_id=thidua("assemble", "--unit", "dong-nai.stp", "--no-wait", *ON).strip(), attempt=1
    )
    with ending.services.registry.begin() as tx:
        assert [one.unit for one in tx.dossiers.list(DONG_NAI) if one.zip_sha256] == ["dong-nai.stp"]
    drafted = thidua("decision", "--as-of", "2024-12-20")
    assert drafted.startswith(
        f"{DONG_NAI}:award_decision:dong-nai.ubnd:bang_khen_tinh:1\tdrafted\tVề việc tặng Bằng khen"
    )
