"""``thidua account``: accounts, from the server's own terminal."""

import os
import pwd
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from models.accounts import Role
from models.organisation import UnitId

if TYPE_CHECKING:
    from workflows.services import Services

_STATES = {True: "đang dùng", False: "đã khóa"}


def register(app: typer.Typer) -> None:
    """Add the commands for accounts."""
    group = typer.Typer(help="Tài khoản người dùng: tạo, đặt lại mật khẩu, liệt kê.", no_args_is_help=True)
    group.command("create")(create)
    group.command("reset-password")(reset_password)
    group.command("list")(list_)
    app.add_typer(group, name="account")


def create(
    name: Annotated[str, typer.Argument(help="Tên đăng nhập: chữ không dấu, chữ số, gạch nối.")],
    display_name: Annotated[str, typer.Option("--display-name", prompt="Họ và tên", help="Họ và tên người dùng.")],
    role: Annotated[
        Role,
        typer.Option(
            prompt="Vai trò (admin, staff, unit, board, archivist)",
            help="admin: quản trị; staff: cơ quan chủ trì; unit: cán bộ đơn vị; board: Hội đồng; archivist: lưu trữ.",
        ),
    ],
    unit: Annotated[str | None, typer.Option(help="Mã đơn vị, bắt buộc với vai trò unit.")] = None,
) -> None:
    """Tạo tài khoản và in mật khẩu lần đầu (chỉ một lần); người dùng phải đổi khi đăng nhập.

    Ví dụ: thidua account create bienhoa --role unit --unit dong-nai.bien-hoa
    """
    from workflows.steps import accounts

    told = accounts.create_account(
        _services(),
        name=name,
        display_name=display_name,
        role=role,
        unit=UnitId(unit) if unit else None,
        actor=_actor(),
        as_of=_today(),
    )
    print(f"Đã tạo tài khoản “{told.name}”. Mật khẩu lần đầu (chỉ hiện một lần):", file=sys.stderr)
    print(told.password)


def reset_password(
    name: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
) -> None:
    """Đặt lại mật khẩu: đóng mọi phiên, mở khóa, in mật khẩu lần đầu mới (chỉ một lần).

    Ví dụ: thidua account reset-password bienhoa
    """
    from workflows.steps import accounts

    if not yes:
        typer.confirm(f"Đặt lại mật khẩu của “{name}” và đóng mọi phiên đăng nhập?", abort=True)
    told = accounts.reset_password(_services(), name=name, actor=_actor(), as_of=_today())
    print(f"Mật khẩu lần đầu của “{told.name}” (chỉ hiện một lần):", file=sys.stderr)
    print(told.password)


def list_() -> None:
    """Liệt kê tài khoản: tên, vai trò, đơn vị, trạng thái, cách nhau bằng dấu tab.

    Ví dụ: thidua account list
    """
    from workflows.steps import accounts

    for account in accounts.list_accounts(_services()):
        print("\t".join((account.name, account.role.value, account.unit or "-", _STATES[account.active])))


def _services() -> "Services":
    from workflows.bootstrap import build_services
    from workflows.settings import load_settings

    return build_services(load_settings())


def _actor() -> str:
    """Return who acts, for the log: the account at the terminal, which is none of the service's own."""
    return f"máy chủ:{pwd.getpwuid(os.getuid()).pw_name}"


def _today() -> date:
    return datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
