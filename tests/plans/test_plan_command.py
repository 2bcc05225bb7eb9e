"""``thidua plan check`` as a person at a terminal meets it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plans.made import PLANS

REPOSITORY = PLANS.parent


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command in its own process."""
    command = [sys.executable, "-m", "cli", "plan", "check", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)


@pytest.mark.parametrize(("name", "count"), [("dong_nai_2024", 14), ("tuyen_quang_2022", 13)])
def test_a_good_plan_ends_well_and_lists_its_points(name: str, count: int) -> None:
    """Exit 0, the points numbered, each with its line in the file; the directory beside the plan is found."""
    done = check(PLANS / f"{name}.yaml")
    assert done.returncode == 0, done.stderr
    assert f"không có lỗi, {count} điểm cần lưu ý" in done.stdout
    assert f"\n{count}. " in done.stdout
    assert "dòng" in done.stdout
    assert done.stderr == ""


def test_a_broken_plan_ends_badly_with_every_fault(tmp_path: Path) -> None:
    """Exit 1, every fault with line and remedy on stderr, nothing on stdout."""
    text = (PLANS / "mau.yaml").read_text(encoding="utf-8")
    file = tmp_path / "hong.yaml"
    file.write_text(text.replace("mau.snv", "mau.xyz").replace("05/01/2026", "31/02/2026"), encoding="utf-8")
    done = check(file, "--directory", PLANS / "directories" / "mau.yaml")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "dòng 6, lead: danh mục tổ chức không có đơn vị “mau.xyz”" in done.stderr
    assert "31/02/2026" in done.stderr
    assert "docs/plan-files.md" in done.stderr


def test_json_for_machines(tmp_path: Path) -> None:
    """With --json faults and points are data on stdout, and the exit code stays the same."""
    good = check(PLANS / "dong_nai_2024.yaml", "--json")
    data = json.loads(good.stdout)
    assert (good.returncode, len(data["warnings"]), data["errors"]) == (0, 14, [])
    assert {"code", "message", "place", "line", "source_line", "remedy", "rule", "confidence"} == set(
        data["warnings"][0]
    )
    assert all(one["line"] for one in data["warnings"])
    file = tmp_path / "hong.yaml"
    file.write_text("id: [", encoding="utf-8")
    bad = check(file, "--json")
    assert (bad.returncode, len(json.loads(bad.stdout)["errors"])) == (1, 1)


def test_without_a_directory_it_says_so(tmp_path: Path) -> None:
    """A plan alone is checked all the same, and the command says what it could not look up."""
    file = Path(shutil.copy(PLANS / "mau.yaml", tmp_path))
    done = check(file)
    assert done.returncode == 0
    assert "--directory" in done.stderr


def test_the_help_is_vietnamese_with_an_example() -> None:
    """The command's help shows how to call it."""
    done = check("--help")
    assert "Ví dụ: thidua plan check" in done.stdout
