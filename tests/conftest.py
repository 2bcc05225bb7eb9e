"""Real servers for every test that speaks to one: started once per session, a fresh place in them per module."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.stack.postgres import Postgres
from cli.stack.processes import free_ports
from cli.stack.seaweed import ObjectSettings, Seaweed, SeaweedKeys, SeaweedPorts

FOR_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@pytest.fixture(scope="session")
def server_folder() -> Iterator[Path]:
    """Return a folder that the user whom root lends PostgreSQL to can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-tests-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres(server_folder: Path) -> Iterator[Postgres]:
    """Return a running PostgreSQL (passwords by scram-sha-256), shared by the session."""
    (port,) = free_ports(1)
    server = Postgres(folder=server_folder / "pg", port=port, password=secrets.token_hex(16), options=FOR_SPEED)
    child = server.start()
    yield server
    child.stop()


@pytest.fixture(scope="session")
def migrated_template(postgres: Postgres) -> str:
    """Return the name of a database with our newest tables and no rows, to be copied."""
    from storage.registry import migrate

    name = f"template_{secrets.token_hex(4)}"
    postgres.create_database(name)
    migrate(postgres.url(database=name))
    return name


@pytest.fixture(scope="module")
def database_url(postgres: Postgres, migrated_template: str) -> Iterator[str]:
    """Return the address of a fresh database with our tables and no rows."""
    yield from _fresh_database(postgres, template=migrated_template)


@pytest.fixture(scope="module")
def empty_database_url(postgres: Postgres) -> Iterator[str]:
    """Return the address of a fresh database without any table."""
    yield from _fresh_database(postgres, template="template0")


def _fresh_database(postgres: Postgres, *, template: str) -> Iterator[str]:
    name = f"test_{secrets.token_hex(6)}"
    postgres.create_database(name, template=template)
    yield postgres.url(database=name)
    postgres.drop_database(name)


@pytest.fixture(scope="session")
def seaweed(server_folder: Path) -> Iterator[Seaweed]:
    """Return a running SeaweedFS with its side doors shut, shared by the session."""
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
