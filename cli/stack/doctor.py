"""``thidua doctor``: each part, its version, whether it answers, what is missing and the way out."""

import os
import platform
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cli.stack.layout import Layout
from cli.stack.lock import running_starter
from cli.stack.postgres import server_version
from cli.stack.web_calls import status, text
from models.errors import ThiduaError
from workflows.settings import Settings

ENOUGH_DISK = 2 * 1024**3
"""Bytes: a campaign of a province takes well under one."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found about one part."""

    part: str
    good: bool
    said: str
    remedy: str = ""
    needed: bool = True
    """Whether the service cannot do its main work without it."""

    @property
    def line(self) -> str:
        """One line for the terminal, the remedy on a second."""
        mark = "✓" if self.good else ("✗" if self.needed else "!")
        way_out = "" if self.good or not self.remedy else f"\n    Cách xử lý: {self.remedy}"
        return f"{mark} {self.part:<22} {self.said}{way_out}"


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Return a finding per part; nothing is started or changed but the probe of the lock."""
    return (
        _python(),
        _guard(),
        _disk(settings),
        _stack(settings),
        _database(settings),
        _objects(settings),
        _lock(settings),
        _prefect(settings),
        _prefect_secret(settings),
        _web(settings),
        _office(settings),
        _fonts(),
    )


def _python() -> Finding:
    found = platform.python_version()
    return Finding(
        part="Python", good=found.startswith("3.11."), said=found, remedy="cài Python 3.11 rồi chạy lại `make setup`"
    )


def _guard() -> Finding:
    place = shutil.which("setpriv")
    return Finding(
        part="setpriv",
        good=place is not None,
        said=place or "không có",
        remedy="cài gói hệ thống util-linux; không có nó thì không khởi động được hệ thống tại chỗ",
    )


def _disk(settings: Settings) -> Finding:
    home = settings.home.absolute()
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    writable = os.access(existing, os.W_OK)
    return Finding(
        part="Dung lượng đĩa",
        good=free > ENOUGH_DISK and writable,
        said=f"còn {free / 1024**3:.0f} GiB ở {home}" + ("" if writable else ", không ghi được"),
        remedy="giải phóng đĩa (cần ít nhất 2 GiB), hoặc đặt THIDUA_HOME sang ổ khác mà tài khoản này ghi được",
    )


def _stack(settings: Settings) -> Finding:
    starter = running_starter(Layout(settings.home.absolute()).lock)
    return Finding(
        part="Hệ thống tại chỗ",
        good=starter is not None,
        said=f"đang chạy (tiến trình {starter})" if starter else "không chạy",
        remedy="`thidua up`, trừ khi mọi phần chạy ở máy chủ khác",
        needed=False,
    )


def _database(settings: Settings) -> Finding:
    from workflows.bootstrap import check_registry

    if settings.database_url is None:
        return _unset("PostgreSQL", "THIDUA_DATABASE_URL")
    url = settings.database_url.get_secret_value()

    def ask() -> str:
        check_registry(settings)
        return f"{server_version(url)}, bảng đúng phiên bản"

    return _tried("PostgreSQL", ask, "`thidua up`")


def _objects(settings: Settings) -> Finding:
    if settings.s3_endpoint is None:
        return _unset("Kho tệp S3", "THIDUA_S3_ENDPOINT")
    scheme = "https" if settings.s3_secure else "http"
    code = status(f"{scheme}://{settings.s3_endpoint}/")
    said = {0: "không trả lời", 200: "trả lời cả khi không có thông tin đăng nhập", 403: "từ chối người không có khóa"}
    return Finding(
        part="Kho tệp S3",
        good=code in (401, 403),
        said=f"{settings.s3_endpoint}: {said.get(code, f'mã trả lời {code}')}",
        remedy="`thidua up`; kho ở nơi khác thì bật kiểm tra thông tin đăng nhập trên kho ấy",
    )


def _lock(settings: Settings) -> Finding:
    from workflows.bootstrap import probe_lock

    if settings.s3_endpoint is None:
        return _unset("Khóa lưu trữ", "THIDUA_S3_ENDPOINT")
    return _tried("Khóa lưu trữ", lambda: probe_lock(settings), "dùng kho có khóa đối tượng", needed=False)


def _prefect(settings: Settings) -> Finding:
    if settings.prefect_api_url is None:
        return _unset("Máy chủ Prefect", "THIDUA_PREFECT_API_URL")
    found = text(f"{settings.prefect_api_url}/admin/version", secret=settings.prefect_auth)
    return Finding(
        part="Máy chủ Prefect",
        good=bool(found),
        said=found.strip('"') if found else f"không trả lời ở {settings.prefect_api_url}",
        remedy="`thidua up`, hoặc kiểm tra THIDUA_PREFECT_API_URL và THIDUA_PREFECT_AUTH",
    )


def _prefect_secret(settings: Settings) -> Finding:
    code = status(f"{settings.prefect_api_url}/admin/version") if settings.prefect_api_url else 0
    return Finding(
        part="Khóa của Prefect",
        good=code == 401,
        said={0: "chưa kiểm tra được", 401: "từ chối người không có khóa"}.get(code, "ai cũng vào được"),
        remedy="đặt PREFECT_SERVER_API_AUTH_STRING cho máy chủ Prefect và THIDUA_PREFECT_AUTH ở đây",
    )


def _web(settings: Settings) -> Finding:
    if settings.database_url is None:
        return Finding(part="Trang web", good=False, said="chưa chạy", remedy="`thidua up`")
    address = f"http://{settings.web_host}:{settings.web_port}/"
    good = 200 <= status(address) < 500
    return Finding(
        part="Trang web", good=good, said=address if good else f"không trả lời ở {address}", remedy="`thidua up`"
    )


def _office(settings: Settings) -> Finding:
    said = _said((settings.soffice, "--version"))
    return Finding(
        part="LibreOffice",
        good=bool(said),
        said=said or "không có",
        remedy="apt-get install libreoffice-writer-nogui (không có nó vẫn ra được .docx, không ra được .pdf)",
        needed=False,
    )


def _fonts() -> Finding:
    from workflows.bootstrap import printing_font

    def ask() -> str:
        return f"{printing_font()} rộng như Times New Roman, đủ chữ tiếng Việt"

    return _tried("Phông chữ", ask, "apt-get install fonts-liberation2", needed=False)


def _unset(part: str, setting: str) -> Finding:
    return Finding(part=part, good=False, said="chưa có địa chỉ", remedy=f"`thidua up`, hoặc đặt {setting}")


def _tried(part: str, ask: Callable[[], str], remedy: str, *, needed: bool = True) -> Finding:
    try:
        return Finding(part=part, good=True, said=ask(), needed=needed)
    except ThiduaError as error:
        return Finding(part=part, good=False, said=error.message, remedy=error.remedy or remedy, needed=needed)


def _said(command: Sequence[str]) -> str:
    """Return the first line a program prints; empty where it is missing or fails."""
    try:
        done = subprocess.run(  # noqa: S603  fixed programs, or the one in the settings
            command, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip().splitlines()[0] if done.returncode == 0 and done.stdout.strip() else ""
