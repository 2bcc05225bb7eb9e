"""Settings and folders that cannot be used: told in a sentence by every command that reads them."""

from pathlib import Path

import pytest

from storage.objects import open_objects
from storage.objects.errors import StoreRefused
from tests.command_line import thidua


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home without a stack."""
    monkeypatch.setenv("THIDUA_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("command", ["doctor", "operations", "up", "down"])
def test_a_setting_of_the_wrong_kind_is_named(home: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    """Every wrong setting is named with its value, before anything is started."""
    monkeypatch.setenv("THIDUA_WEB_PORT", "cổng")
    monkeypatch.setenv("THIDUA_ARCHIVE_LOCK_DAYS", "0")
    told = thidua(command)
    assert told.exit_code == 2
    assert "THIDUA_WEB_PORT=cổng; THIDUA_ARCHIVE_LOCK_DAYS=0" in told.stderr
    assert "docs/settings.md" in told.stderr
    assert list(home.iterdir()) == []


def test_a_file_of_settings_that_is_no_text_is_named(home: Path) -> None:
    """What the stack wrote was damaged: the file is named with the command that writes it again."""
    (home / "local.env").write_bytes(b"\xff\xfe\x00")
    told = thidua("operations")
    assert told.exit_code == 2
    assert str(home / "local.env") in told.stderr
    assert "`thidua up`" in told.stderr


@pytest.mark.parametrize("place", ["/proc/none", "file"])
@pytest.mark.parametrize("words", [("up",), ("up", "--detach")], ids=" ".join)
def test_a_home_that_cannot_be_made_is_named(
    home: Path, monkeypatch: pytest.MonkeyPatch, place: str, words: tuple[str, ...]
) -> None:
    """A folder that nobody can make, or a file in its place: nothing is started."""
    (home / "file").write_text("x")
    monkeypatch.setenv("THIDUA_HOME", str(home / place))
    told = thidua(*words)
    assert told.exit_code == 4
    assert f"thư mục dữ liệu {home / place}" in told.stderr
    assert "Cách xử lý: " in told.stderr


@pytest.mark.parametrize("endpoint", ["http://may:9000", "may:9000/kho", "a b/c"])
def test_an_address_of_a_store_that_cannot_be_read_is_told(endpoint: str) -> None:
    """A scheme or a path in the store's address is told with the form that it should have."""
    with pytest.raises(StoreRefused, match="máy:cổng"):
        open_objects(endpoint=endpoint, access_key="x", secret_key="y")
