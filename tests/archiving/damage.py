"""Damage done underneath: to the store's files, through its own shell, and to rows with every guard switched off."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from cli.stack.seaweed import Seaweed
from tests.archiving.conftest import Place


def flip_byte(store: Seaweed, place: Place, data: bytes) -> None:
    """Change one byte of ``data`` where it lies on the disk, in the files of the archive's bucket."""
    for file in store.data.glob(f"{place.settings.bucket_prefix}archive_*.dat"):
        found = file.read_bytes().find(data)
        if found >= 0:
            with file.open("r+b") as volume:
                volume.seek(found)
                volume.write(bytes([data[0] ^ 1]))
            return
    raise AssertionError("the bytes are not in the store's files")


def remove_underneath(store: Seaweed, place: Place, sha256: str) -> None:
    """Delete an object with the store's own shell, which holds its certificates and asks no lock."""
    folder = f"/buckets/{place.settings.bucket_prefix}archive/sha256/{sha256[:2]}"
    ports = store.ports
    command = (
        str(store.program),
        "shell",
        f"-master=127.0.0.1:{ports.master}.{ports.master_grpc}",
        f"-filer=127.0.0.1:{ports.filer}.{ports.filer_grpc}",
    )
    subprocess.run(
        command,
        input=f"fs.rm -r {folder}/{sha256}.versions\nexit\n",
        text=True,
        cwd=store.folder,
        env={**os.environ, **store.environment()},
        capture_output=True,
        timeout=30,
        check=True,
    )


def change_rows(place: Place, statement: str, *values: Any, even_none: bool = False) -> None:
    """Run SQL as the superuser with all triggers off; it must touch a row, unless ``even_none``."""
    with psycopg.connect(place.database_url) as connection:
        connection.execute("SET session_replication_role = replica")
        touched = connection.execute(statement.encode(), values).rowcount
        assert touched > 0 or even_none, statement


@contextmanager
def changed(place: Place, table: str, statement: str, *values: Any) -> Iterator[None]:
    """Change rows of a table as ``change_rows`` does; put the table back afterwards."""
    change_rows(place, f"CREATE TABLE kept AS TABLE {table}")
    try:
        change_rows(place, statement, *values)
        yield
    finally:
        change_rows(place, f"DELETE FROM {table}", even_none=True)
        change_rows(place, f"INSERT INTO {table} OVERRIDING SYSTEM VALUE TABLE kept")
        change_rows(place, "DROP TABLE kept", even_none=True)
