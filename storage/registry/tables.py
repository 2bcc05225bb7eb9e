"""The registry's tables. What lists ask for has a column of its own; the rest of a value is kept as JSON.

Keys and sort keys compare byte by byte (collation ``C``): their order must not depend on the server's language.
Frozen inputs are ``json``, not ``jsonb``: kept word for word, in the order in which they were given.
"""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSON, JSONB

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

Key = String(collation="C")
Moment = DateTime(timezone=True)
NOW = text("clock_timestamp()")


def campaign_column(*, required: bool = True, part_of_key: bool = False) -> Column[str]:
    """Return the column that names a row's campaign."""
    campaign = ForeignKey("campaigns.id")
    return Column("campaign_id", Key, campaign, nullable=not required, primary_key=part_of_key)


def row_number() -> Column[int]:
    """Return the column that numbers rows in the order in which they come."""
    return Column("id", BigInteger, Identity(always=True), primary_key=True)


def made_at() -> Column[datetime]:
    """Return the column that says when a row was made, by the database's own clock."""
    return Column("created_at", Moment, server_default=NOW, nullable=False)


def changed_at() -> Column[datetime]:
    """Return the column that says when a row was last changed, by the database's own clock."""
    return Column("changed_at", Moment, server_default=NOW, nullable=False)


campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Key, primary_key=True),
    Column("place", BigInteger, Identity(always=True), nullable=False),
    Column("state", Text, nullable=False),
    Column("body", JSONB, nullable=False),
    Column("plan_text", Text, nullable=False),
    made_at(),
)

fillings = Table(
    "fillings",
    metadata,
    row_number(),
    campaign_column(),
    Column("path", Key, nullable=False),
    Column("body", JSON, nullable=False),
    made_at(),
    Index(None, "campaign_id", "path", "id"),
)

memberships = Table(
    "memberships",
    metadata,
    row_number(),
    campaign_column(),
    Column("group", Text, nullable=False),
    Column("unit", Key, nullable=False),
    Column("start", Date, nullable=False),
    Column("end", Date),
    Column("by", Text, nullable=False),
    made_at(),
    UniqueConstraint("campaign_id", "unit", "start"),
    CheckConstraint('"end" IS NULL OR "end" >= start', name="ends_after_start"),
)

units = Table(
    "units",
    metadata,
    Column("id", Key, primary_key=True),
    Column("sort_key", Key, nullable=False),
    Column("body", JSONB, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("agency", Key, primary_key=True),
    Column("scheme", Key, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("opening", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("last_date", Date),
)

entries = Table(
    "entries",
    metadata,
    row_number(),
    Column("key", Key, nullable=False),
    campaign_column(),
    Column("kind", Text, nullable=False),
    Column("issuer", Key, nullable=False),
    Column("subject", Key),
    Column("series_agency", Key),
    Column("series_scheme", Key),
    Column("series_year", Integer),
    Column("numbering", Text, nullable=False),
    Column("number", Integer),
    Column("code", Key, nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("request", JSON, nullable=False),
    Column("state", Text, nullable=False),
    Column("sha256", Key),
    Column("pdf_sha256", Key),
    Column("page_count", Integer),
    Column("void_reason", Text),
    made_at(),
    UniqueConstraint("key"),
    UniqueConstraint("series_agency", "series_scheme", "series_year", "number"),
    CheckConstraint("number IS NULL OR series_agency IS NOT NULL", name="number_has_series"),
    CheckConstraint("state NOT IN ('stored', 'issued') OR sha256 IS NOT NULL", name="stored_has_bytes"),
    CheckConstraint("(state = 'voided') = (void_reason IS NOT NULL)", name="voided_has_reason"),
    Index(None, "issued_on", "number", "id"),
    Index(None, "campaign_id", "kind"),
    Index(None, "code"),
    Index(None, "issuer"),
    Index(None, "subject"),
    Index("ix_entries_unfinished", "created_at", postgresql_where=text("state IN ('numbered', 'stored')")),
)

drafts = Table(
    "drafts",
    metadata,
    Column("key", Key, primary_key=True),
    campaign_column(),
    Column("kind", Text, nullable=False),
    Column("issuer", Key, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", JSON, nullable=False),
    made_at(),
    changed_at(),
    Index(None, "campaign_id", "state"),
)

submissions = Table(
    "submissions",
    metadata,
    row_number(),
    campaign_column(),
    Column("obligation_id", Key, nullable=False),
    Column("unit", Key, nullable=False),
    Column("due", Date),
    Column("handed_in", Date, nullable=False),
    Column("document", BigInteger, ForeignKey("entries.id")),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    made_at(),
    UniqueConstraint("campaign_id", "obligation_id", "unit", "due", postgresql_nulls_not_distinct=True),
)

operations = Table(
    "operations",
    metadata,
    Column("id", Key, server_default=text("(gen_random_uuid())::text"), primary_key=True),
    Column("place", BigInteger, Identity(always=True), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Key, nullable=False),
    campaign_column(required=False),
    Column("as_of", Date, nullable=False),
    Column("params", JSONB, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("first_attempt", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("error_code", Text),
    Column("run_id", Text),
    made_at(),
    Column("started_at", Moment),
    Column("heartbeat_at", Moment, server_default=NOW, nullable=False),
    Column("finished_at", Moment),
    Index(
        "uq_operations_open",
        "kind",
        "subject",
        "as_of",
        unique=True,
        postgresql_where=text("state IN ('waiting', 'dispatched', 'running')"),
    ),
    Index(None, "campaign_id", "place"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("name", Key, primary_key=True),
    Column("sort_key", Key, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("unit", Key),
    Column("password_hash", Text, nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("failed_attempts", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("active", Boolean, nullable=False),
    made_at(),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", Key, primary_key=True),
    Column("account", Key, ForeignKey("accounts.name"), nullable=False, index=True),
    Column("expires_at", Moment, nullable=False),
    made_at(),
)

event_keys = Table("event_keys", metadata, Column("key", Key, primary_key=True))

events = Table(
    "events",
    metadata,
    row_number(),
    Column("kind", Key, nullable=False),
    Column("campaign_id", Key),
    Column("subject", Key, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("actor", Text, nullable=False),
    Column("data", JSONB, nullable=False),
    Column("unique_key", Key),
    Column("at", Moment, server_default=NOW, nullable=False),
    UniqueConstraint("unique_key"),
    Index(None, "campaign_id", "id"),
)

outbox = Table(
    "outbox",
    metadata,
    row_number(),
    Column("key", Key, nullable=False),
    campaign_column(),
    Column("unit", Key, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("as_of", Date, nullable=False),
    Column("delivered_at", Moment),
    made_at(),
    UniqueConstraint("key"),
    Index(None, "unit", "id"),
)
