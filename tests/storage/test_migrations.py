"""The registry's structure: the same in tables and migrations, brought up once however many call."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from models.errors import Unavailable
from storage.registry import migrate, open_registry
from storage.registry.engine import make_engine
from storage.registry.migrating import newest_revision
from storage.registry.tables import metadata


def test_tables_and_migrations_agree(database_url: str) -> None:
    """What the migrations make is what the tables say: columns, types, defaults, keys and indexes."""
    engine = make_engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_check_constraints_are_in_the_migrations_too(database_url: str) -> None:
    """The comparison above leaves check constraints out; their names agree as well."""
    wanted = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if str(constraint.name).startswith("ck_")
    }
    engine = make_engine(database_url)
    with engine.connect() as connection:
        found = connection.execute(text("SELECT conname FROM pg_constraint WHERE contype = 'c'")).scalars().all()
    engine.dispose()
    assert wanted == {name for name in found if name.startswith("ck_")}
    assert wanted


def test_an_empty_database_is_told_and_then_migrated_by_many_at_once(empty_database_url: str) -> None:
    """Six who migrate at the same moment make the tables once; before that the registry says what is missing."""
    registry = open_registry(empty_database_url)
    with pytest.raises(Unavailable, match="Cấu trúc cơ sở dữ liệu"):
        registry.check()
    with pytest.raises(Unavailable, match="chưa được lập cấu trúc"), registry.begin() as tx:
        tx.campaigns.list()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(migrate, [empty_database_url] * 6))
    registry.check()
    registry.close()


def test_revisions_form_one_line() -> None:
    """There is one newest revision, and it is the last file."""
    folder = Path(__file__).resolve().parents[2] / "storage" / "registry" / "migrations" / "versions"
    last = sorted(path.stem for path in folder.glob("v*.py"))[-1]
    assert last.startswith(f"v{newest_revision()}_")
