"""Bringing the stack up in order, watching over it, and taking it down."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cli.stack.environment_file import write_environment_file
from cli.stack.local import PREFECT, REGISTRY, LocalStack, Part
from cli.stack.lock import StackLock
from cli.stack.processes import PartSilent
from cli.stack.side_doors import open_side_doors
from cli.stack.supervision import FATAL, RUNNING, Supervisor
from models.errors import ThiduaError

Say = Callable[[str], None]
LASTING_SECONDS = 3


@dataclass(frozen=True, kw_only=True)
class Started:
    """What a person is told once everything answers."""

    address: str
    admin: str
    """The administrator's account."""
    first_password: str | None
    """Of that account; only the very first start has one."""


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
        self._supervisor.stop()
        for server in (stack.postgres, stack.seaweed):
            if server is not None:
                server.prepare()
        self._supervisor.start(stack.parts, lock_descriptor=self._lock.descriptor)
        self._start_and_wait("postgres", "seaweedfs")
        self._make_databases()
        self._start("prefect")
        self._make_stores()
        self._start("web")
        self._start_and_wait("prefect")
        self._start_and_wait("worker", "dispatcher", "web")
        self._tell_of_pdf()
        stack.layout.ready.write_text(stack.web_address(), encoding="utf-8")
        return self._started()

    def stop(self) -> None:
        """Stop everything; twice is once."""
        self._stack.layout.ready.unlink(missing_ok=True)
        self._supervisor.stop()

    def watch(self) -> None:
        """Tell of parts that fall and come back; return when the supervisor itself is gone."""
        well_for: dict[str, int] = {}
        while self._supervisor.alive():
            time.sleep(1)
            try:
                states = self._supervisor.states()
            except PartSilent:
                continue
            for part in self._stack.parts:
                self._follow(part, states[part.name], well_for)

    def _follow(self, part: Part, state: str, well_for: dict[str, int]) -> None:
        """Keep for how many seconds a fallen part has been well again; tell of a fall and of a lasting return."""
        if state != RUNNING:
            if part.name not in well_for:
                self._say(f"{part.title} đã dừng; đang tự khởi động lại.")
            if state == FATAL:
                self._supervisor.start_part(part.name)
            well_for[part.name] = 0
        elif part.name in well_for:
            well_for[part.name] += 1
            if well_for[part.name] >= LASTING_SECONDS:
                self._say(f"{part.title} đã chạy lại.")
                del well_for[part.name]

    def _start(self, *names: str) -> tuple[Part, ...]:
        """Start those of the named parts that are ours; return them."""
        parts = tuple(part for part in self._stack.parts if part.name in names)
        for part in parts:
            self._supervisor.start_part(part.name)
        return parts

    def _start_and_wait(self, *names: str) -> None:
        """Start parts unless they run already; return once each answers."""
        for part in self._start(*names):
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

    def _tell_of_pdf(self) -> None:
        """Say with what PDFs are made, or why none can be: everything else works without."""
        from workflows.bootstrap import check_pdf

        try:
            self._say(f"  Bản PDF: {check_pdf(self._stack.settings)}")
        except ThiduaError as error:
            self._say(f"  CẢNH BÁO: {error}")

    def _make_stores(self) -> None:
        """Bring tables and buckets up to date, try the lock, and write the settings for every other process."""
        from workflows.bootstrap import prepare_stores

        stack = self._stack
        with self._timed("Bảng sổ và thùng chứa tệp"):
            prepare_stores(stack.settings)
        with self._timed("Thử khóa lưu trữ"):
            refusals = self._archive_refusals()
        if refusals:
            self._say("  Lưu trữ có khóa bị TỪ CHỐI trên kho này: " + "; ".join(refusals))
        settings = stack.settings.model_copy(update={"archive": not refusals})
        write_environment_file(stack.layout.local_env, settings)

    def _archive_refusals(self) -> tuple[str, ...]:
        """Return why nothing may be archived in this store; empty where the lock holds and no side door is open."""
        from workflows.bootstrap import probe_lock

        doors = open_side_doors(self._stack.seaweed) if self._stack.seaweed else ()
        try:
            probe_lock(self._stack.settings)
        except ThiduaError as error:
            return (*doors, error.message)
        return doors

    def _started(self) -> Started:
        from workflows.bootstrap import build_services
        from workflows.steps.accounts.accounts import ADMIN_NAME, ensure_admin

        first_password = ensure_admin(build_services(self._stack.settings))
        return Started(address=self._stack.web_address(), admin=ADMIN_NAME, first_password=first_password)

    @contextmanager
    def _timed(self, title: str) -> Iterator[None]:
        begun = time.monotonic()
        yield
        seconds = f"{time.monotonic() - begun:.1f}".replace(".", ",")
        self._say(f"  {title:<44} sẵn sàng ({seconds} giây)")
