"""What the local stack remembers between starts: its ports and its secrets, in one file that only its owner reads."""

import secrets
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from pydantic import Field, ValidationError

from cli.stack.processes import free_ports
from cli.stack.seaweed import SeaweedKeys, SeaweedPorts, is_taken
from models.base import Value
from models.errors import ThiduaError


class MemoryBroken(ThiduaError):
    """The file of ports and secrets cannot be read; without it the stack's own data stay closed."""

    code = "stack-memory-broken"
    exit_code = 2


def _secret() -> str:
    return secrets.token_hex(24)


def _port() -> int:
    return free_ports(1)[0]


class Memory(Value):
    """Ports and secrets of one stack."""

    postgres_port: int = Field(default_factory=_port)
    prefect_port: int = Field(default_factory=_port)
    web_port: int | None = None
    """The port of the pages last time; None before the first time."""
    seaweed_ports: SeaweedPorts = Field(default_factory=SeaweedPorts.free)
    seaweed_keys: SeaweedKeys = Field(default_factory=SeaweedKeys.fresh)
    superuser_password: str = Field(default_factory=_secret)
    registry_password: str = Field(default_factory=_secret)
    prefect_password: str = Field(default_factory=_secret)
    prefect_secret: str = Field(default_factory=_secret)


def load_memory(file: Path) -> Memory:
    """Return what was remembered, or new random values, kept at once."""
    if not file.exists():
        memory = Memory()
        keep_memory(file, memory)
        return memory
    try:
        return Memory.model_validate_json(file.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError) as fault:
        raise MemoryBroken(
            "Không đọc được tệp cổng và mật khẩu của hệ thống tại chỗ.",
            place=str(file),
            remedy="khôi phục tệp này từ bản sao lưu; không có nó thì dữ liệu cũ không mở được",
        ) from fault


def keep_memory(file: Path, memory: Memory) -> None:
    """Write the file, for its owner's eyes only, whole or not at all."""
    write_private(file, memory.model_dump_json(indent=2) + "\n")


def write_private(file: Path, text: str) -> None:
    """Put a text in the place of a file that nobody else may read, whole or not at all."""
    making = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    making.touch(mode=0o600)
    making.write_text(text, encoding="utf-8")
    making.replace(file)


def with_free_ports(memory: Memory, *, taken: Callable[[int], bool] = is_taken) -> Memory:
    """Return the memory with every port that a stranger took meanwhile exchanged; ours must not be running."""
    changes: dict[str, object] = {
        name: _port() for name in ("postgres_port", "prefect_port") if taken(getattr(memory, name))
    }
    old = asdict(memory.seaweed_ports)
    if any(taken(port) for port in memory.seaweed_ports.all):
        new = asdict(SeaweedPorts.free())
        keep = {name: port for name, port in old.items() if not taken(port) and name != "admin"}
        changes["seaweed_ports"] = SeaweedPorts(**{**new, **keep})
    return memory.model_copy(update=changes)
