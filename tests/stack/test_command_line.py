"""The manners of ``thidua``: quick, in Vietnamese, errors as one sentence with an exit code."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main

from cli.app import build_app
from tests.command_line import commands, thidua

HEAVY = ("prefect", "sqlalchemy", "fastapi", "minio", "docx", "tantivy", "supervisor")


def test_help_waits_for_no_heavy_library() -> None:
    """Building the command line imports none of the libraries that take seconds."""
    ask = f"import sys; from cli.app import build_app; build_app(); print([m for m in {HEAVY!r} if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_an_error_is_one_sentence_on_stderr_with_its_exit_code(tmp_path: Path) -> None:
    """A broken home is told with place and way out, and no traceback."""
    (tmp_path / "stack.json").write_text("{")
    done = subprocess.run(
        [sys.executable, "-m", "cli", "up"],
        env={**os.environ, "THIDUA_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Lỗi: Không đọc được tệp cổng và mật khẩu")
    assert "Cách xử lý: " in done.stderr
    assert "[stack-memory-broken]" in done.stderr
    assert "Traceback" not in done.stderr


def test_down_without_a_stack_says_so(tmp_path: Path) -> None:
    """Stopping what does not run is no error."""
    done = subprocess.run(
        [sys.executable, "-m", "cli", "down"],
        env={**os.environ, "THIDUA_HOME": str(tmp_path / "none")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Không có hệ thống nào đang chạy" in done.stderr


ENGLISH = re.compile(
    r"usage|options|commands|arguments|error|missing|such|invalid|required|default|show this|exit|try |unexpected|"
    r"choose|did you|possible|should|does not|valid |string|\bfile\b",
    flags=re.IGNORECASE,
)


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_help_is_vietnamese_with_one_example(words: tuple[str, ...]) -> None:
    """Every command and group says what it does, what it takes and one example, without a word of typer's."""
    told = thidua(*words, "--help")
    assert told.exit_code == 0
    assert told.stdout.startswith(f"Cách dùng: {' '.join(('thidua', *words))} [TÙY CHỌN]")
    assert told.stdout.count("Ví dụ: ") == 1
    assert f"\nVí dụ: {' '.join(('thidua', *words))}" in told.stdout
    assert "Xem hướng dẫn này." in told.stdout
    assert ENGLISH.findall(re.sub(r"--?[\w-]+|thidua.*", "", told.stdout)) == []


@pytest.mark.parametrize("words", [(), ("campaign",), ("draft",)], ids=" ".join)
def test_a_group_alone_shows_its_help_and_ends_badly(words: tuple[str, ...]) -> None:
    """Without a command the help comes on stderr, so that a script does not take it for an answer."""
    told = thidua(*words)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr.startswith("Cách dùng: thidua")


WRONG = {
    "nope": "Không có lệnh “nope”.",
    "campaign seris": "Không có lệnh “seris”; gần giống: series, dossiers.",
    "campaign create": "Thiếu tham số “TỆP”.",
    "template fields": "Thiếu tham số “LOẠI”; chọn một trong: campaign_plan, ",
    "campaign pdfs x y": "Thừa tham số: y.",
    "campaign pdfs x --foo": "Không có tùy chọn “--foo”.",
    "campaign pdfs x --as-og 1": "Không có tùy chọn “--as-og”; gần giống: --as-of.",
    "campaign pdfs x --as-of": "Tùy chọn “--as-of” cần một giá trị đi kèm.",
    "up --detach=1": "Tùy chọn “--detach” không nhận giá trị.",
    "campaign series a KH 2024 x": "Giá trị của “SỐ” không dùng được: phải là một số nguyên.",
    f"search a --year {'9' * 5000}": "Giá trị của “--year” không dùng được: số quá lớn.",
    "search a --limit 0": "Giá trị của “--limit” không dùng được: phải từ 1 trở lên.",
    "campaign submit a b --form c": "“--form” không dùng được: không có “c”; chọn một trong: bang_khen_tinh, giay_khen",
    "template save plan x": "“LOẠI” không dùng được: không có “plan”; chọn một trong: campaign_plan, ",
    "campaign pdfs x --as-of 31/2/2024": "“31/2/2024” không phải một ngày có thật.",
    "campaign pdfs x --as-of 2024-6-5": "“2024-6-5” không phải một ngày có thật.",
    "campaign sweep x --to mai": "“mai” không phải một ngày có thật.",
    "account create a --display-name b --role c": "không có “c”; chọn một trong: admin, staff",
}


@pytest.mark.parametrize(("typed", "told"), WRONG.items(), ids=lambda text: text[:40])
def test_a_wrong_command_is_told_in_vietnamese(typed: str, told: str) -> None:
    """Each usual slip is one sentence that names it and where the help is, with exit code 2 and nothing done."""
    done = thidua(*typed.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("Lỗi: ")
    assert told in done.stderr
    assert done.stderr.endswith("[wrong-usage]\n")
    assert done.stderr.count("\n") == 1
    assert ENGLISH.findall(re.sub(r"--?[\w-]+|thidua .*|\[wrong-usage\]", "", done.stderr)) == []


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_a_file_without_the_right_to_read_is_left_to_the_command(words: tuple[str, ...]) -> None:
    """The library's own refusal is English, prints no JSON, and stops all files for one: no parameter asks for it."""
    command: Any = typer.main.get_command(build_app())
    for word in words:
        command = command.commands[word]
    asked = [getattr(one, "type_descriptor", None) for one in command.params]
    assert not [one for one in asked if one is not None and getattr(one.parameter_info, "readable", False)]


@pytest.mark.parametrize("typed", ["k\n", "\n", ""], ids=["no", "silence", "end"])
def test_a_question_that_is_not_agreed_to_changes_nothing(typed: str) -> None:
    """Asked whether to reset a password, anything but yes gives up before any server is spoken to."""
    done = thidua("account", "reset-password", "bienhoa", typed=typed)
    assert done.exit_code == 1
    assert "[c/K]" in done.stderr
    assert done.stderr.endswith("[gave-up]\n")
