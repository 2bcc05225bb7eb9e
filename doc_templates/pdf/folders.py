"""The folder in which LibreOffice works: files under way, and profiles that were warmed by an earlier run.

It belongs to one process and is locked by it. A process that was killed leaves its folder behind; the next one to
start removes it, because nobody holds its lock any more.
"""

import fcntl
import os
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.ports import NoConverter
from models.system_errors import reason_of

_PREFIX = "thidua-pdf-"
_SETTLED_SECONDS = 3600
"""A folder without its lock is left alone for so long: it may be about to be locked."""
_PROFILE_SETTINGS = {
    "/org.openoffice.Setup/Product": {"ooSetupLastVersion": "99.9"},
    "/org.openoffice.Office.Common/Filter/PDF/Export": {"SelectPdfVersion": "2"},
    "/org.openoffice.Office.Common/Misc": {"UseLocking": "false"},
    "/org.openoffice.Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": "0"},
}
"""The version spares the self-test of drawing that an upgraded LibreOffice runs at each headless start: most of it.

2 is PDF/A-2b. Should a document slip through the package's own checks, it still fetches nothing and runs nothing.
"""

LEAST_FREE = 50_000_000
"""Bytes that LibreOffice needs for a profile and a page; with less the disk is to blame for what goes wrong."""


class WorkFolderUnusable(NoConverter):
    """Nothing can be written where LibreOffice works: the disk is full or the folder is closed to this account."""

    code = "work-folder-unusable"


def unusable(error: OSError) -> WorkFolderUnusable:
    """Return the error for a work folder that cannot be made or written."""
    return WorkFolderUnusable(
        f"Chưa tạo được tệp PDF vì không ghi được vào thư mục tạm ({reason_of(error)}); tệp Word vẫn dùng được.",
        place=str(error.filename or tempfile.tempdir or ""),
        remedy="dọn đĩa hoặc mở quyền ghi thư mục tạm; có thể đặt TMPDIR tới thư mục khác còn chỗ.",
    )


class Workshop:
    """The folder of one converter, made when first needed and gone with it or with its process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._root: Path | None = None
        self._profiles: list[Path] = []

    @contextmanager
    def job(self) -> Iterator[Path]:
        """Give an empty folder for one job and remove it after."""
        with self._lock:
            folder = Path(tempfile.mkdtemp(prefix="job-", dir=self._made()))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def take_profile(self) -> Path:
        """Return a profile that no running process uses: a warm one where there is one."""
        with self._lock:
            while self._profiles:
                profile = self._profiles.pop()
                if _settings_of(profile).exists():
                    return profile
            return _new_profile(self._made())

    def give_back(self, profile: Path, *, sound: bool) -> None:
        """Keep a profile for the next run; one whose process did not end well is thrown away."""
        if not sound:
            shutil.rmtree(profile, ignore_errors=True)
            return
        with self._lock:
            self._profiles.append(profile)

    def _made(self) -> Path:
        if self._root is None or not self._root.exists():
            sweep()
            self._root = Path(tempfile.mkdtemp(prefix=_PREFIX))
            held = _locked(self._root)
            self._profiles.clear()
            weakref.finalize(self, _remove, self._root, held, os.getpid())
        return self._root


def sweep() -> None:
    """Remove the folders of processes of this account that are gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            told = folder.lstat()
            if told.st_uid != os.getuid() or folder.is_symlink() or time.time() - told.st_mtime < _SETTLED_SECONDS:
                continue
            held = _locked(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(held)


def _locked(folder: Path) -> int:
    """Return the open folder under our lock, or raise ``BlockingIOError`` where another process holds it."""
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held


def _remove(folder: Path, held: int, owner: int) -> None:
    """Remove a folder, unless this is a child that merely inherited it."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def _settings_of(profile: Path) -> Path:
    return profile / "user" / "registrymodifications.xcu"


def _new_profile(root: Path) -> Path:
    profile = Path(tempfile.mkdtemp(prefix="profile-", dir=root))
    settings = _settings_of(profile)
    settings.parent.mkdir()
    settings.write_text(_settings_text())
    return profile


def _settings_text() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
        for path, values in _PROFILE_SETTINGS.items()
        for name, value in values.items()
    )
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>\n{items}</oor:items>\n'
