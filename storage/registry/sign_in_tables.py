"""The tables of tries to sign in, by network address; nothing in them is kept for long."""

from sqlalchemy import Column, Double, ForeignKey, Table

from storage.registry.tables import Key, Moment, metadata

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("address", Key, primary_key=True),
    Column("count", Double, nullable=False),
    Column("at", Moment, nullable=False),
)

sign_in_places = Table(
    "sign_in_places",
    metadata,
    Column("account", Key, ForeignKey("accounts.name"), primary_key=True),
    Column("address", Key, primary_key=True),
    Column("at", Moment, nullable=False),
)
