"""The registry: PostgreSQL, the truth about campaigns, numbers, documents and work.

``open_registry`` gives the port of ``models.ports.Registry``; ``migrate`` brings the structure up to date.
"""

from storage.registry.engine import SqlRegistry, make_engine
from storage.registry.migrating import upgrade

__all__ = ["SqlRegistry", "migrate", "open_registry"]


def open_registry(url: str, *, pool_size: int = 5) -> SqlRegistry:
    """Return the registry at ``postgresql://user:password@host:port/name``; nothing is opened until it is used."""
    return SqlRegistry(make_engine(url, pool_size=pool_size))


def migrate(url: str) -> None:
    """Bring the database's structure to the newest revision; safe to repeat and to call from many processes."""
    engine = make_engine(url, pool_size=1)
    try:
        upgrade(engine)
    finally:
        engine.dispose()
