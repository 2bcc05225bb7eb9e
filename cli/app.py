"""The root of ``thidua``: gathers the commands."""

import pkgutil
from importlib import import_module

import cli.commands
from cli.command_line import CommandLine


def build_app() -> CommandLine:
    """Return the command line with the commands of every module in ``cli.commands``."""
    app = CommandLine(
        name="thidua",
        help="Thi đua: đưa một phong trào thi đua qua trọn vòng đời hành chính, từ kế hoạch đến lưu trữ.\n\n"
        "Ví dụ: thidua up",
    )
    for found in sorted(pkgutil.iter_modules(cli.commands.__path__), key=lambda module: module.name):
        import_module(f"cli.commands.{found.name}").register(app)
    return app


def main() -> None:
    """Run one command."""
    build_app()()
