"""Commands with wrong input: one Vietnamese sentence with a way out, an exit code, and nothing changed."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.stack.processes import free_ports
from tests.command_line import thidua
from tests.workflows.conftest import DONG_NAI, PLAN_DAY, all_entries, plan_text, prepared
from workflows.services import Services

PLAN = plan_text("dong_nai_2024.yaml").encode()
FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _: None, "không có tệp hoặc thư mục ấy"),
    "folder": (Path.mkdir, "đó là một thư mục"),
    "empty": (lambda path: path.write_bytes(b""), "trống"),
    "only spaces": (lambda path: path.write_bytes(b" \n\n"), "trống"),
    "binary": (lambda path: path.write_bytes(os.urandom(99) + b"\xff\xfe"), "không phải"),
    "UTF-16": (lambda path: path.write_bytes(PLAN.decode().encode("utf-16")), ""),
    "cut within a letter": (lambda path: path.write_bytes("Kế".encode()[:3]), "không phải"),
    "not to be read": (lambda path: path.symlink_to("/proc/self/mem"), "không đọc được: ổ đĩa báo lỗi"),
    "endless": (lambda path: path.symlink_to("/dev/zero"), "lớn hơn 64 MiB"),
}
READING = (
    ("campaign", "directory"),
    ("campaign", "create"),
    ("campaign", "nominate", DONG_NAI, "dong-nai.vp"),
    ("plan", "check"),
    ("template", "publish", "sub_plan"),
)


def told(*words: str) -> str:
    """Run a command that must fail and return what it says of it."""
    done = thidua(*words)
    assert done.exit_code not in (0, None), words
    assert done.stdout == ""
    assert "Cách xử lý: " in done.stderr
    assert not re.search(r"Traceback|Error|Errno|No such|denied|expected", done.stderr)
    return done.stderr


@pytest.mark.usefixtures("terminal")
def test_a_file_that_cannot_be_used_is_told(services: Services, tmp_path: Path) -> None:
    """Every command that reads a file says what is wrong with it, whatever lies there."""
    prepared(services)
    for name, (make, reason) in FILES.items():
        path = tmp_path / f"{name}.yaml"
        make(path)
        for command in READING:
            said = told(*command, str(path))
            if command[0] == "campaign":
                assert reason in said, (name, command)


@pytest.mark.usefixtures("terminal")
def test_every_row_of_a_list_with_its_fault(services: Services, tmp_path: Path) -> None:
    """A list as a spreadsheet saves it is read; each faulty row is told with its number and its remedy."""
    path = tmp_path / "list.txt"
    path.write_bytes("Cá nhân\tTrần Thị Mới\n\nNhóm\tX\nCá nhân\t\n".encode("utf-16"))
    said = told("campaign", "nominate", DONG_NAI, "dong-nai.vp", str(path))
    for line in (
        "dòng 1: “Trần Thị Mới” chưa có nơi công tác.",
        "dòng 3: Cột Loại ghi “Nhóm”.",
        "dòng 4: Chưa có tên.",
    ):
        assert line in said


@pytest.mark.parametrize("place", ["none/x.docx", "", "file/x.docx", f"{'x' * 300}.docx"])
@pytest.mark.usefixtures("terminal")
def test_a_place_that_cannot_be_written_is_told(services: Services, tmp_path: Path, place: str) -> None:
    """A missing folder, a folder, a file in a folder's place or too long a name: nothing is written."""
    prepared(services)
    (tmp_path / "file").write_text("x")
    assert "không ghi được" in told("template", "save", "sub_plan", str(tmp_path / place))
    assert not list(tmp_path.glob("**/*.tam"))


UNKNOWN = (
    ("draft", "list", "nope"),
    ("draft", "confirm", "nope"),
    ("operations", "nope"),
    ("operations", "--retry", "nope"),
    ("archive", "verify", "nope"),
    ("search", "x", "--campaign", "nope"),
    ("account", "reset-password", "nope", "--yes"),
    *(
        ("campaign", name, "nope")
        for name in ("gaps", "deadlines", "dossiers", "decision", "issue", "sweep", "archive")
    ),
    ("campaign", "fill", "nope", "document.date", "25/6/2024"),
    ("campaign", "fill", DONG_NAI, "nope", "x"),
    ("campaign", "group", DONG_NAI, "nope", "III.1.a"),
    ("campaign", "group", DONG_NAI, "dong-nai.cam-my", "nope"),
    ("campaign", "series", "nope", "KH", "2024", "1"),
    ("campaign", "series", "dong-nai.ubnd", "nope", "2024", "1"),
    *(("campaign", name, DONG_NAI, "nope") for name in ("submit", "propose", "reports")),
    ("campaign", "return", DONG_NAI, "nope", "thiếu"),
    ("campaign", "assemble", DONG_NAI, "--unit", "nope"),
)


@pytest.mark.usefixtures("terminal")
def test_what_is_not_known_is_named(services: Services) -> None:
    """A name that the registry does not know is repeated in the error; an empty answer would look like a good one."""
    prepared(services)
    for words in UNKNOWN:
        assert "“nope”" in told(*words), words


@pytest.mark.parametrize("number", ["0", "1000000", "9" * 30])
@pytest.mark.usefixtures("terminal")
def test_a_number_that_no_paper_bears_is_refused(services: Services, number: str) -> None:
    """The plan is neither asked to be issued with such a number nor, once it was typed as the plan's own, at all."""
    prepared(services)
    day = ("--as-of", f"{PLAN_DAY:%d/%m/%Y}")
    assert "từ 1 đến 999999" in told("campaign", "issue", DONG_NAI, "--number", number, *day)
    assert "số" in told("campaign", "series", "dong-nai.ubnd", "KH", "2024", number.replace("1000000", "9" * 11))
    with services.registry.begin() as tx:
        assert [one.kind for one in tx.operations.list(campaign_id=DONG_NAI)] == []
    assert all_entries(services) == ()


def test_commands_say_that_no_server_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With addresses behind which nothing runs, every command ends at once with 3 and names ``thidua doctor``."""
    (port,) = free_ports(1)
    for name, value in {
        "HOME": str(tmp_path),
        "DATABASE_URL": f"postgresql://x:y@127.0.0.1:{port}/z",
        "S3_ENDPOINT": f"127.0.0.1:{port}",
        "S3_ACCESS_KEY": "x",
        "S3_SECRET_KEY": "y",
    }.items():
        monkeypatch.setenv(f"THIDUA_{name}", value)
    for words in (("draft", "list", DONG_NAI), ("account", "list"), ("search", "x"), ("campaign", "templates")):
        done = thidua(*words)
        assert done.exit_code == 3
        assert "không nối được tới cơ sở dữ liệu. Cách xử lý: " in done.stderr
        assert "thidua doctor" in done.stderr
    stored = thidua("template", "save", "sub_plan", str(tmp_path / "mau.docx"))
    assert stored.exit_code == 3
    assert "Cách xử lý: " in stored.stderr


def test_commands_say_that_nothing_is_configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a home without a stack the missing settings are named, with the command that starts one."""
    monkeypatch.setenv("THIDUA_HOME", str(tmp_path))
    done = thidua("operations")
    assert done.exit_code == 3
    assert "THIDUA_DATABASE_URL" in done.stderr
    assert "`thidua up`" in done.stderr
