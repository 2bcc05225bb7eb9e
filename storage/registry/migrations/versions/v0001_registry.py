"""The registry as it began: campaigns, register, work, log, accounts.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSON, JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KEY = sa.String(collation="C")
MOMENT = sa.DateTime(timezone=True)
NOW = sa.text("clock_timestamp()")


def upgrade() -> None:
    """Make every table."""
    _campaigns()
    _register()
    _work()
    _people()


def _campaigns() -> None:
    op.create_table(
        "campaigns",
        sa.Column("id", KEY, nullable=False),
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("body", JSONB(), nullable=False),
        sa.Column("plan_text", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaigns")),
    )
    op.create_table(
        "fillings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("path", KEY, nullable=False),
        sa.Column("body", JSON(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_fillings_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fillings")),
    )
    op.create_index(op.f("ix_fillings_campaign_id_path_id"), "fillings", ["campaign_id", "path", "id"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date()),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint('"end" IS NULL OR "end" >= start', name=op.f("ck_memberships_ends_after_start")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_memberships_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint("campaign_id", "unit", "start", name=op.f("uq_memberships_campaign_id_unit_start")),
    )
    op.create_table(
        "units",
        sa.Column("id", KEY, nullable=False),
        sa.Column("sort_key", KEY, nullable=False),
        sa.Column("body", JSONB(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_table(
        "drafts",
        sa.Column("key", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issuer", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("body", JSON(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("changed_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_drafts_campaign_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_drafts")),
    )
    op.create_index(op.f("ix_drafts_campaign_id_state"), "drafts", ["campaign_id", "state"], unique=False)


def _register() -> None:
    op.create_table(
        "series",
        sa.Column("agency", KEY, nullable=False),
        sa.Column("scheme", KEY, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("last_date", sa.Date()),
        sa.PrimaryKeyConstraint("agency", "scheme", "year", name=op.f("pk_series")),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issuer", KEY, nullable=False),
        sa.Column("subject", KEY),
        sa.Column("series_agency", KEY),
        sa.Column("series_scheme", KEY),
        sa.Column("series_year", sa.Integer()),
        sa.Column("numbering", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("code", KEY, nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("request", JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sha256", KEY),
        sa.Column("pdf_sha256", KEY),
        sa.Column("page_count", sa.Integer()),
        sa.Column("void_reason", sa.Text()),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint("(state = 'voided') = (void_reason IS NOT NULL)", name=op.f("ck_entries_voided_has_reason")),
        sa.CheckConstraint(
            "state NOT IN ('stored', 'issued') OR sha256 IS NOT NULL", name=op.f("ck_entries_stored_has_bytes")
        ),
        sa.CheckConstraint("number IS NULL OR series_agency IS NOT NULL", name=op.f("ck_entries_number_has_series")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_entries_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
        sa.UniqueConstraint("key", name=op.f("uq_entries_key")),
        sa.UniqueConstraint(
            "series_agency",
            "series_scheme",
            "series_year",
            "number",
            name=op.f("uq_entries_series_agency_series_scheme_series_year_number"),
        ),
    )
    op.create_index(op.f("ix_entries_campaign_id_kind"), "entries", ["campaign_id", "kind"], unique=False)
    op.create_index(op.f("ix_entries_code"), "entries", ["code"], unique=False)
    op.create_index(op.f("ix_entries_issued_on_number_id"), "entries", ["issued_on", "number", "id"], unique=False)
    op.create_index(op.f("ix_entries_issuer"), "entries", ["issuer"], unique=False)
    op.create_index(op.f("ix_entries_subject"), "entries", ["subject"], unique=False)
    op.create_index(
        "ix_entries_unfinished",
        "entries",
        ["created_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('numbered', 'stored')"),
    )
    op.create_table(
        "submissions",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("obligation_id", KEY, nullable=False),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("due", sa.Date()),
        sa.Column("handed_in", sa.Date(), nullable=False),
        sa.Column("document", sa.BigInteger()),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_submissions_campaign_id")),
        sa.ForeignKeyConstraint(["document"], ["entries.id"], name=op.f("fk_submissions_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submissions")),
        sa.UniqueConstraint(
            "campaign_id",
            "obligation_id",
            "unit",
            "due",
            name=op.f("uq_submissions_campaign_id_obligation_id_unit_due"),
            postgresql_nulls_not_distinct=True,
        ),
    )


def _work() -> None:
    op.create_table(
        "operations",
        sa.Column("id", KEY, server_default=sa.text("(gen_random_uuid())::text"), nullable=False),
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("campaign_id", KEY),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("params", JSONB(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("first_attempt", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("error_code", sa.Text()),
        sa.Column("run_id", sa.Text()),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("started_at", MOMENT),
        sa.Column("heartbeat_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_operations_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operations")),
    )
    op.create_index(op.f("ix_operations_campaign_id_place"), "operations", ["campaign_id", "place"], unique=False)
    op.create_index(
        "uq_operations_open",
        "operations",
        ["kind", "subject", "as_of"],
        unique=True,
        postgresql_where=sa.text("state IN ('waiting', 'dispatched', 'running')"),
    )
    op.create_table(
        "event_keys", sa.Column("key", KEY, nullable=False), sa.PrimaryKeyConstraint("key", name=op.f("pk_event_keys"))
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("campaign_id", KEY),
        sa.Column("subject", KEY, nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("data", JSONB(), nullable=False),
        sa.Column("unique_key", KEY),
        sa.Column("at", MOMENT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("unique_key", name=op.f("uq_events_unique_key")),
    )
    op.create_index(op.f("ix_events_campaign_id_id"), "events", ["campaign_id", "id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("delivered_at", MOMENT),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_outbox_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_key")),
    )
    op.create_index(op.f("ix_outbox_unit_id"), "outbox", ["unit", "id"], unique=False)


def _people() -> None:
    op.create_table(
        "accounts",
        sa.Column("name", KEY, nullable=False),
        sa.Column("sort_key", KEY, nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("unit", KEY),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", MOMENT),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_accounts")),
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", KEY, nullable=False),
        sa.Column("account", KEY, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"], name=op.f("fk_sessions_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account"), "sessions", ["account"], unique=False)
