"""Alembic runs this file; the connection is given by ``storage.registry.migrating``, its transaction too."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
