"""The root of ``thidua``: gathers the commands and turns our errors into a sentence and an exit code."""

import pkgutil
import sys
from importlib import import_module

import typer

import cli.commands
from models.errors import ThiduaError

CONTEXT = {"help_option_names": ["-h", "--help"]}


def build_app() -> typer.Typer:
    """Return the command line with the commands of every module in ``cli.commands``."""
    app = typer.Typer(
        name="thidua",
        help="Thi đua: đưa một phong trào thi đua qua trọn vòng đời hành chính, từ kế hoạch đến lưu trữ.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT,
    )
    for found in sorted(pkgutil.iter_modules(cli.commands.__path__), key=lambda module: module.name):
        import_module(f"cli.commands.{found.name}").register(app)
    return app


def main() -> None:
    """Run one command; an error of ours is one sentence on stderr and its own exit code."""
    try:
        build_app()()
    except ThiduaError as error:
        print(f"Lỗi: {error} [{error.code}]", file=sys.stderr)
        sys.exit(error.exit_code)
