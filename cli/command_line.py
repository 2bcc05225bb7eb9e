"""Help in Vietnamese: the command line's own classes, between typer and every command."""

import inspect
import sys
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.models import ParameterInfo

from cli.usage_errors import GaveUp, wrong_usage
from models.errors import ThiduaError

EXAMPLE = "Ví dụ: "
_OPTIONS = "[TÙY CHỌN]"
_COMMAND = "LỆNH [THAM SỐ]..."
_HELP_OPTIONS = ("-h", "--help")
_INDENT = "  "


class CommandLine(typer.Typer):
    """A group of commands whose help and errors are Vietnamese."""

    def __init__(self, *, name: str | None = None, help: str) -> None:  # noqa: A002  typer's own word
        super().__init__(
            name=name,
            help=help,
            cls=_Group,
            options_metavar=_OPTIONS,
            subcommand_metavar=_COMMAND,
            add_completion=False,
            pretty_exceptions_enable=False,
            context_settings={"help_option_names": list(_HELP_OPTIONS)},
        )

    def add(self, name: str, function: Callable[..., None], *, hidden: bool = False) -> None:
        """Add a function as the command of that name; whether its files can be read is told by what reads them."""
        for parameter in inspect.signature(function).parameters.values():
            for asked in getattr(parameter.annotation, "__metadata__", ()):
                if isinstance(asked, ParameterInfo):
                    asked.readable = False
        self.command(name, cls=_Command, options_metavar=_OPTIONS, hidden=hidden)(function)


class _Command(TyperCommand):
    """A command that explains itself in Vietnamese."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [self.options_metavar or "", *(_in_usage(one) for one in _arguments(self, ctx))]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)


class _Group(TyperGroup):
    """A group that explains itself in Vietnamese; at the root, where every error becomes a sentence."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Cách dùng: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)
        rows = [(name, _first_paragraph(command)) for name, command in self.commands.items() if not command.hidden]
        _write_rows(formatter, "Các lệnh", rows)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Show the help where no command is named."""
        if not args:
            print(self.get_help(ctx), file=sys.stderr)
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run one command and end the process; an error is one sentence on stderr and its own exit code."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.TyperException as error:
            code = _told(wrong_usage(error))
        except typer.Abort:
            code = _told(GaveUp("Đã dừng giữa chừng; chưa có gì thay đổi.", remedy="chạy lại lệnh khi sẵn sàng."))
        except ThiduaError as error:
            code = _told(error)
        if standalone_mode:
            sys.exit(code)
        return code


def _told(error: ThiduaError) -> int:
    print(f"Lỗi: {error} [{error.code}]", file=sys.stderr)
    return error.exit_code


def _write_help(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any) -> None:
    command.format_usage(ctx, formatter)
    words, _, example = inspect.cleandoc(command.help or "").partition(EXAMPLE)
    formatter.write_paragraph()
    formatter.write_text(words.strip())
    if example:
        formatter.write_paragraph()
        formatter.write(f"{EXAMPLE}{' '.join(example.split())}\n")
    _write_rows(formatter, "Tham số", [(_name(one), _explained(one)) for one in _arguments(command, ctx)])
    _write_rows(formatter, "Tùy chọn", [_option_row(one) for one in _options(command, ctx)])


def _write_rows(formatter: Any, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)


def _arguments(command: TyperCommand | TyperGroup, ctx: Any) -> list[TyperArgument]:
    return [one for one in command.get_params(ctx) if isinstance(one, TyperArgument) and not one.hidden]


def _options(command: TyperCommand | TyperGroup, ctx: Any) -> list[TyperOption]:
    return [one for one in command.get_params(ctx) if isinstance(one, TyperOption) and not one.hidden]


def _name(argument: TyperArgument) -> str:
    return (argument.metavar or (argument.name or "").upper()) + ("" if argument.nargs == 1 else "...")


def _in_usage(argument: TyperArgument) -> str:
    return _name(argument) if argument.required else f"[{_name(argument)}]"


def _option_row(option: TyperOption) -> tuple[str, str]:
    names = ", ".join(option.opts) + "".join(f" / {one}" for one in option.secondary_opts)
    if set(option.opts) == set(_HELP_OPTIONS):
        return ", ".join(_HELP_OPTIONS), "Xem hướng dẫn này."
    return names if option.is_flag else f"{names} {option.metavar or 'GIÁ-TRỊ'}", _explained(option)


def _explained(parameter: TyperArgument | TyperOption) -> str:
    """Return the parameter's help with whether it must be given, else what holds without it."""
    words = parameter.help or ""
    if parameter.required:
        return f"{words} (bắt buộc)"
    default = _default(parameter)
    return f"{words} (mặc định: {default})" if default else words


def _default(parameter: TyperArgument | TyperOption) -> str:
    if isinstance(parameter, TyperOption) and parameter.is_flag:
        return parameter.opts[0] if parameter.default and parameter.secondary_opts else ""
    return str(parameter.default) if parameter.default not in (None, "", ()) else ""


def _first_paragraph(command: Any) -> str:
    words = inspect.cleandoc(command.help or "").partition(EXAMPLE)[0]
    return " ".join(words.split("\n\n")[0].split())
