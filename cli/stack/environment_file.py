"""``local.env``: the settings that lead any other shell's ``thidua`` to the running stack."""

from pathlib import Path

from pydantic import SecretStr

from cli.stack.memory import write_private
from workflows.settings import Settings


def variables(settings: Settings) -> dict[str, str]:
    """Return the settings as environment variables; absent ones are left out."""
    found = {}
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if value is None or name == "home":
            continue
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        found[f"THIDUA_{name.upper()}"] = str(plain).lower() if isinstance(plain, bool) else str(plain)
    return found


def write_environment_file(file: Path, settings: Settings) -> None:
    """Write the settings for the owner's eyes only."""
    lines = [f"{name}='{value}'" for name, value in variables(settings).items()]
    write_private(file, "\n".join(["# Do `thidua up` ghi; mỗi lần khởi động ghi lại.", *lines]) + "\n")
