"""Bringing the stack up in order, watching over it, and taking it down."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cli.stack.environment_file import write_environment_file
from cli.stack.local import PREFECT, REGISTRY, LocalStack, Part
from cli.stack.lock import StackLock
from cli.stack.side_doors import open_side_doors
from cli.stack.supervision import FATAL, RUNNING, Supervisor
from models.errors import ThiduaError

Say = Callable[[str], None]


class SideDoorOpen(ThiduaError):
    """The object store lets somebody in who has no key; the stack does not run like that."""

    code = "store-side-door"
    exit_code = 5


@dataclass(frozen=True, kw_only=True)
class Started:
    """What a person is told once everything answers."""

    address: str
    first_password: str | None
    """Of the administrator; only the very first start has one."""


class Starter:
    """One start of one stack; ``start`` may be called again after the supervisor was lost."""

    def __init__(self, stack: LocalStack, *, lock: StackLock, say: Say) -> None:
        self._stack = stack
        self._lock = lock
        self._say = say
        self._supervisor = Supervisor(stack.layout)

    def start(self) -> Started:
        """Start every part in the order in which they need each other; return once all answer."""
        stack = self._stack
        write_environment_file(stack.layout.local_env, stack.settings)
        self._supervisor.stop()
        for server in (stack.postgres, stack.seaweed):
            if server is not None:
                server.prepare()
        self._supervisor.start(stack.parts, lock_descriptor=self._lock.descriptor)
        servers = [part for part in stack.parts if part.name in ("postgres", "seaweedfs")]
        for part in servers:
            self._supervisor.start_part(part.name)
        for part in servers:
            self._wait(part)
        self._make_databases()
        orchestrator = [part for part in stack.parts if part.name == "prefect"]
        for part in orchestrator:
            self._supervisor.start_part(part.name)
        first_password = self._make_stores()
        for part in orchestrator:
            self._wait(part)
        own = [part for part in stack.parts if not part.command]
        for part in own:
            self._supervisor.start_part(part.name)
        for part in own:
            self._wait(part)
        stack.layout.ready.write_text(stack.web_address(), encoding="utf-8")
        return Started(address=stack.web_address(), first_password=first_password)

    def stop(self) -> None:
        """Stop everything; twice is once."""
        self._stack.layout.ready.unlink(missing_ok=True)
        self._supervisor.stop()

    def watch(self) -> None:
        """Tell of parts that fall and come back; return when the supervisor itself is gone."""
        fallen: set[str] = set()
        titles = {part.name: part.title for part in self._stack.parts}
        while self._supervisor.alive():
            time.sleep(1)
            try:
                states = self._supervisor.states()
            except ThiduaError:
                continue
            down = {name for name, state in states.items() if state != RUNNING}
            for name in sorted(down - fallen):
                self._say(f"{titles[name]} đã dừng; đang tự khởi động lại.")
            for name in sorted(fallen - down):
                self._say(f"{titles[name]} đã chạy lại.")
            for name in (name for name in down if states[name] == FATAL):
                self._supervisor.start_part(name)
            fallen = down

    def _wait(self, part: Part) -> None:
        with self._timed(part.title):
            self._supervisor.wait_for(part)

    def _make_databases(self) -> None:
        server, memory = self._stack.postgres, self._stack.memory
        if server is None:
            return
        with self._timed("Cơ sở dữ liệu và quyền truy cập"):
            for name, password in ((REGISTRY, memory.registry_password), (PREFECT, memory.prefect_password)):
                server.create_role(name, password=password)
                server.create_database(name, owner=name)

    def _make_stores(self) -> str | None:
        """Bring tables and buckets up to date and try the lock; return the administrator's first password, if new."""
        from workflows.bootstrap import build_services, prepare_stores

        from workflows.steps.accounts import ensure_admin

        stack = self._stack
        with self._timed("Bảng sổ, thùng chứa tệp và khóa lưu trữ"):
            prepare_stores(stack.settings)
            if stack.seaweed is not None:
                self._refuse_side_doors(stack)
        return ensure_admin(build_services(stack.settings))

    def _refuse_side_doors(self, stack: LocalStack) -> None:
        found = open_side_doors(stack.seaweed) if stack.seaweed else ()
        if found:
            raise SideDoorOpen(
                "Kho tệp còn lối vào không cần khóa: " + "; ".join(found) + ".",
                place=str(stack.layout.seaweed),
                remedy="cài lại đúng bản đã khóa bằng `make setup`, rồi chạy lại `thidua up`",
            )

    @contextmanager
    def _timed(self, title: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        seconds = f"{time.monotonic() - begun:.1f}".replace(".", ",")
        self._say(f"  {title:<44} sẵn sàng ({seconds} giây)")
