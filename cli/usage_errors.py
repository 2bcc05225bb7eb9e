"""What typer says about a command that was typed wrongly, told in Vietnamese."""

import re

import typer

from models.errors import ThiduaError


class WrongUsage(ThiduaError):
    """The command was typed wrongly: an unknown name, a missing part, a value that does not fit."""

    code = "wrong-usage"
    exit_code = 2


class GaveUp(ThiduaError):
    """The person broke off while a question stood open."""

    code = "gave-up"


_TOLD: tuple[tuple[str, str], ...] = (
    (r"No such command '(.*?)'\. Did you mean (.+)\?", "Không có lệnh “{0}”; gần giống: {1}."),
    (r"No such command '(.*?)'\.?", "Không có lệnh “{0}”."),
    (r"Missing command\.", "Chưa nêu lệnh."),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "Không có tùy chọn “{0}”; gần giống: {1}."),
    (r"No such option: (\S+)", "Không có tùy chọn “{0}”."),
    (r"Option '(.+?)' requires an argument\.", "Tùy chọn “{0}” cần một giá trị đi kèm."),
    (r"Option '(.+?)' does not take a value\.", "Tùy chọn “{0}” không nhận giá trị."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", "Thừa tham số: {0}."),
    (r"Missing argument '(.+?)'\. Choose from:(.+)", "Thiếu tham số “{0}”; chọn một trong: {1}."),
    (r"Missing argument '(.+?)'\.", "Thiếu tham số “{0}”."),
    (r"Missing option '(.+?)'\. Choose from:(.+)", "Thiếu tùy chọn “{0}”; chọn một trong: {1}."),
    (r"Missing option '(.+?)'\.", "Thiếu tùy chọn “{0}”."),
    (r"Invalid value for '(.+?)': (.+)", "Giá trị của “{0}” không dùng được: {1}."),
)
"""A message of typer's as a whole, and the sentence that tells it."""

_WRONG: tuple[tuple[str, str], ...] = (
    (r"Input should be a valid integer, unable to parse .+", "phải là một số nguyên"),
    (r"Unable to parse input string as an integer, exceeded maximum size", "số quá lớn"),
    (r"Input should be greater than or equal to (\S+)", "phải từ {0} trở lên"),
    (r"Input should be less than or equal to (\S+)", "nhiều nhất là {0}"),
    (r"Value error, '(.*?)' is not one of (.+?)\.?", "không có “{0}”; chọn một trong: {1}"),
)
"""What can be wrong with one value, and the clause that tells it."""


def wrong_usage(error: typer.TyperException) -> WrongUsage:
    """Return the error that tells what was typed wrongly and where the command's help is."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "thidua"
    return WrongUsage(_sentence(error.format_message()), remedy=f"xem cách dùng: `{command} --help`.")


def _sentence(message: str) -> str:
    for pattern, told in _TOLD:
        if found := re.fullmatch(pattern, message, flags=re.DOTALL):
            parts = [_clause(" ".join(part.split())) for part in found.groups()]
            return told.format(*parts)
    return f"Lệnh viết chưa đúng: {message}"


def _clause(part: str) -> str:
    for pattern, told in _WRONG:
        if found := re.fullmatch(pattern, part):
            return told.format(*found.groups()).replace("'", "")
    return part.replace("'", "").rstrip(".")
