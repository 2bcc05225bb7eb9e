"""``thidua account``: accounts, from the server's own terminal."""

import sys
from typing import Annotated

import typer

from cli.asking import agreed, answered, day_or_today, me, services_here
from cli.command_line import CommandLine
from cli.usage_errors import GaveUp, WrongUsage
from models.accounts import ROLE_NAMES, Role
from models.organisation import UnitId

_STATES = {True: "đang dùng", False: "đã khóa"}
_ROLES = "; ".join(f"{role.value}: {name}" for role, name in ROLE_NAMES.items())
Name = Annotated[str, typer.Argument(metavar="TÊN", help="Tên đăng nhập: chữ không dấu, chữ số, gạch nối.")]


def register(app: CommandLine) -> None:
    """Add the commands for accounts."""
    group = CommandLine(
        help="Tài khoản người dùng: tạo, đặt lại mật khẩu, liệt kê.\n\nVí dụ: thidua account list",
    )
    group.add("create", create)
    group.add("reset-password", reset_password)
    group.add("list", list_)
    app.add_typer(group, name="account")


def create(
    name: Name,
    display_name: Annotated[
        str | None,
        typer.Option("--display-name", metavar="HỌ-TÊN", help="Họ và tên người dùng. Bỏ trống: lệnh sẽ hỏi."),
    ] = None,
    role: Annotated[
        Role | None, typer.Option("--role", metavar="VAI-TRÒ", help=f"{_ROLES}. Bỏ trống: lệnh sẽ hỏi.")
    ] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="ĐƠN-VỊ", help="Mã đơn vị, bắt buộc với vai trò unit.")
    ] = None,
) -> None:
    """Tạo tài khoản và in mật khẩu lần đầu (chỉ một lần); người dùng phải đổi khi đăng nhập.

    Ví dụ: thidua account create bienhoa --display-name "Nguyễn Văn A" --role unit --unit dong-nai.bien-hoa
    """
    from workflows.steps.accounts import accounts

    told = accounts.create_account(
        services_here(),
        name=name,
        display_name=display_name or answered("Họ và tên"),
        role=role or _role(answered(f"Vai trò ({', '.join(Role)})")),
        unit=UnitId(unit) if unit else None,
        actor=me(),
        as_of=day_or_today(None),
    )
    print(f"Đã tạo tài khoản “{told.name}”. Mật khẩu lần đầu (chỉ hiện một lần):", file=sys.stderr)
    print(told.password)


def reset_password(
    name: Name,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại.")] = False,
) -> None:
    """Đặt lại mật khẩu: đóng mọi phiên, mở khóa, in mật khẩu lần đầu mới (chỉ một lần).

    Ví dụ: thidua account reset-password bienhoa
    """
    from workflows.steps.accounts import accounts

    if not yes and not agreed(f"Đặt lại mật khẩu của “{name}” và đóng mọi phiên đăng nhập?"):
        raise GaveUp("Chưa đặt lại mật khẩu.", remedy="trả lời “c” để đồng ý, hoặc thêm --yes.")
    told = accounts.reset_password(services_here(), name=name, actor=me(), as_of=day_or_today(None))
    print(f"Mật khẩu lần đầu của “{told.name}” (chỉ hiện một lần):", file=sys.stderr)
    print(told.password)


def list_() -> None:
    """Liệt kê tài khoản: tên, vai trò, đơn vị, trạng thái, cách nhau bằng dấu tab.

    Ví dụ: thidua account list
    """
    from workflows.steps.accounts import accounts

    for account in accounts.list_accounts(services_here()):
        print("\t".join((account.name, ROLE_NAMES[account.role], account.unit or "-", _STATES[account.active])))


def _role(typed: str) -> Role:
    if typed not in tuple(Role):
        raise WrongUsage(f"Không có vai trò “{typed}”.", remedy=f"chọn một trong: {', '.join(Role)}.")
    return Role(typed)
