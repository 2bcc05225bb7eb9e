"""Real servers for every test that speaks to one: started once per session, a fresh place in them per module."""

import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from argon2 import PasswordHasher

from cli.stack.postgres import Postgres
from cli.stack.processes import free_ports
from cli.stack.seaweed import ObjectSettings, Seaweed, SeaweedKeys, SeaweedPorts
from workflows.steps.accounts import passwords

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes as the product's are made and compared, but for what each costs a thief: the tests make hundreds."""
FOR_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """Return a folder that the user whom root lends PostgreSQL to can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-tests-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_by_one(folders: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the workers of one run from starting servers at the same moment: a port that is free is taken only then."""
    with (folders.getbasetemp().parent / "starting.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def postgres(server_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Return a running PostgreSQL (passwords by scram-sha-256), shared by the session."""
    with one_by_one(tmp_path_factory):
        (port,) = free_ports(1)
        server = Postgres(folder=server_folder / "pg", port=port, password=secrets.token_hex(16), options=FOR_SPEED)
        child = server.start()
    yield server
    child.stop()


class Databases:
    """Makes and removes databases of the session's server over one connection: hundreds of tests have their own."""

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._line = psycopg.connect(server.url(), autocommit=True)

    def make(self, *, template: str = "template0", prefix: str = "test") -> str:
        """Return the name of a fresh database, a copy of the template; only its owner may connect to it."""
        name = f"{prefix}_{secrets.token_hex(6)}"
        self._line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        self._line.execute(f'REVOKE CONNECT ON DATABASE "{name}" FROM PUBLIC')
        return name

    def drop(self, name: str) -> None:
        """Remove a database and end its connections."""
        self._line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    @contextmanager
    def fresh(self, *, template: str) -> Iterator[str]:
        """Give the address of a fresh database, gone afterwards."""
        name = self.make(template=template)
        yield self._server.url(database=name)
        self.drop(name)

    def close(self) -> None:
        """End the connection."""
        self._line.close()


@pytest.fixture(scope="session")
def databases(postgres: Postgres) -> Iterator[Databases]:
    """Return what makes databases in the session's server."""
    made = Databases(postgres)
    yield made
    made.close()


@pytest.fixture(scope="session")
def migrated_template(postgres: Postgres, databases: Databases) -> str:
    """Return the name of a database with our newest tables and no rows, to be copied."""
    from storage.registry import migrate

    name = databases.make(prefix="template")
    migrate(postgres.url(database=name))
    return name


@pytest.fixture(scope="module")
def database_url(databases: Databases, migrated_template: str) -> Iterator[str]:
    """Return the address of a fresh database with our tables and no rows."""
    with databases.fresh(template=migrated_template) as address:
        yield address


@pytest.fixture(scope="module")
def empty_database_url(databases: Databases) -> Iterator[str]:
    """Return the address of a fresh database without any table."""
    with databases.fresh(template="template0") as address:
        yield address


@pytest.fixture(scope="session")
def seaweed(server_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seaweed]:
    """Return a running SeaweedFS with its side doors shut, shared by the session."""
    with one_by_one(tmp_path_factory):
        store = Seaweed(
            folder=server_folder / "weed",
            ports=SeaweedPorts.free(),
            keys=SeaweedKeys.fresh(),
            volume_megabytes=16,
        )
        child = store.start()
    yield store
    child.stop()


@pytest.fixture(scope="module")
def object_settings(seaweed: Seaweed) -> ObjectSettings:
    """Return how to reach the store, with a bucket prefix of the module's own.

    Use: ``open_objects(**object_settings.arguments())``.
    """
    return seaweed.settings(bucket_prefix=f"t{secrets.token_hex(4)}-")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> None:
    """Keep a developer's own THIDUA_ and PREFECT_ variables from the tests."""
    for name in tuple(os.environ):
        if name.startswith(("THIDUA_", "PREFECT_")):
            del os.environ[name]


@pytest.fixture(scope="session", autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Have passwords hashed for little; how a hash is compared is told by the hash."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: CHEAP)
        yield
