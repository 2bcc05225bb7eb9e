"""The campaign's end: nominations, councils, dossiers, and an archive whose rows are chained and stay.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSON

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.String(collation="C")
MOMENT = sa.DateTime(timezone=True)
NOW = sa.text("clock_timestamp()")

_KEEP_SUBMITTED = """
CREATE FUNCTION keep_submitted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched record;
    found text;
BEGIN
    IF TG_OP = 'DELETE' THEN touched := OLD; ELSE touched := NEW; END IF;
    IF TG_TABLE_NAME = 'dossier_parts' THEN
        SELECT state INTO found FROM dossiers WHERE id = touched.dossier;
    ELSE
        SELECT state INTO found FROM dossiers
        WHERE campaign_id = touched.campaign_id AND unit = touched.unit AND form = touched.form;
    END IF;
    IF found IN ('submitted', 'closed') THEN
        RAISE EXCEPTION '% on % is refused: its dossier is %', TG_OP, TG_TABLE_NAME, found USING ERRCODE = 'TD001';
    END IF;
    RETURN touched;
END $$
"""

_KEEP_CLOSED = """
CREATE FUNCTION keep_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at_unit text[] := ARRAY['assembling', 'incomplete', 'complete', 'returned'];
BEGIN
    IF (NEW.id, NEW.campaign_id, NEW.unit, NEW.form, NEW.created_at)
        IS DISTINCT FROM (OLD.id, OLD.campaign_id, OLD.unit, OLD.form, OLD.created_at)
        OR NEW.edition < OLD.edition
        OR NOT (OLD.state = NEW.state
            OR (OLD.state = ANY(at_unit) AND (NEW.state = ANY(at_unit) OR NEW.state = 'submitted'))
            OR (OLD.state = 'submitted' AND NEW.state IN ('returned', 'closed')))
        OR (OLD.state = 'closed' AND (
            (NEW.return_reason, NEW.submitted_on, NEW.edition)
                IS DISTINCT FROM (OLD.return_reason, OLD.submitted_on, OLD.edition)
            OR (OLD.zip_sha256 IS NOT NULL AND NEW.zip_sha256 IS DISTINCT FROM OLD.zip_sha256)
            OR (OLD.pdf_sha256 IS NOT NULL AND NEW.pdf_sha256 IS DISTINCT FROM OLD.pdf_sha256)
            OR (OLD.index_document IS NOT NULL AND NEW.index_document IS DISTINCT FROM OLD.index_document)))
    THEN
        RAISE EXCEPTION 'dossier % is frozen (% to %)', OLD.id, OLD.state, NEW.state USING ERRCODE = 'TD001';
    END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Make the tables and put the guards in place."""
    _nominations()
    _dossiers()
    _archive()
    _guards()


def _nominations() -> None:
    op.create_table(
        "nominations",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("form", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("body", JSON(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("changed_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_nominations_campaign_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nominations")),
    )
    op.create_index(
        op.f("ix_nominations_campaign_id_unit_form"), "nominations", ["campaign_id", "unit", "form"], unique=False
    )
    op.create_table(
        "councils",
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("form", KEY, nullable=False),
        sa.Column("body", JSON(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("changed_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_councils_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "unit", "form", name=op.f("pk_councils")),
    )


def _dossiers() -> None:
    op.create_table(
        "dossiers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("unit", KEY, nullable=False),
        sa.Column("form", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("return_reason", sa.Text()),
        sa.Column("submitted_on", sa.Date()),
        sa.Column("zip_sha256", KEY),
        sa.Column("pdf_sha256", KEY),
        sa.Column("index_document", sa.BigInteger()),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("changed_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_dossiers_campaign_id")),
        sa.ForeignKeyConstraint(["index_document"], ["entries.id"], name=op.f("fk_dossiers_index_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("campaign_id", "unit", "form", name=op.f("uq_dossiers_campaign_id_unit_form")),
    )
    op.create_table(
        "dossier_parts",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("dossier", KEY, nullable=False),
        sa.Column("kind", KEY, nullable=False),
        sa.Column("nominee", KEY),
        sa.Column("document", sa.BigInteger()),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("sha256", KEY),
        sa.Column("received_on", sa.Date()),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name=op.f("fk_dossier_parts_dossier")),
        sa.ForeignKeyConstraint(["document"], ["entries.id"], name=op.f("fk_dossier_parts_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_parts")),
        sa.UniqueConstraint(
            "dossier",
            "kind",
            "nominee",
            name=op.f("uq_dossier_parts_dossier_kind_nominee"),
            postgresql_nulls_not_distinct=True,
        ),
    )


def _archive() -> None:
    op.create_table(
        "archive_records",
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.Column("campaign_id", KEY, nullable=False),
        sa.Column("document", sa.BigInteger()),
        sa.Column("dossier", KEY),
        sa.Column("sha256", KEY, nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("metadata", JSON(), nullable=False),
        sa.Column("retention", sa.Text(), nullable=False),
        sa.Column("locked_until", MOMENT, nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=False),
        sa.Column("source_sha256", KEY),
        sa.Column("previous_sha256", KEY, nullable=False),
        sa.Column("row_sha256", KEY, nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint(
            "document IS NULL OR dossier IS NULL",
            name=op.f("ck_archive_records_one_source"),
        ),
        sa.CheckConstraint(
            "(document IS NULL AND dossier IS NULL) = (source_sha256 IS NULL)",
            name=op.f("ck_archive_records_source_is_sealed"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"], name=op.f("fk_archive_records_campaign_id")),
        sa.ForeignKeyConstraint(["document"], ["entries.id"], name=op.f("fk_archive_records_document")),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name=op.f("fk_archive_records_dossier")),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_archive_records")),
        sa.UniqueConstraint("id", name=op.f("uq_archive_records_id")),
    )
    for columns in (["campaign_id", "place"], ["document"], ["dossier"]):
        op.create_index(op.f(f"ix_archive_records_{'_'.join(columns)}"), "archive_records", columns, unique=False)


def _guards() -> None:
    op.execute(_KEEP_SUBMITTED)
    op.execute(_KEEP_CLOSED)
    for table in ("nominations", "councils", "dossier_parts"):
        _guard(table, "frozen BEFORE INSERT OR UPDATE OR DELETE", "ROW EXECUTE FUNCTION keep_submitted()")
    _guard("dossiers", "frozen BEFORE UPDATE", "ROW EXECUTE FUNCTION keep_closed()")
    _guard("dossiers", "never_deleted BEFORE DELETE", "ROW EXECUTE FUNCTION refuse()")
    _guard("archive_records", "written_once BEFORE UPDATE OR DELETE", "ROW EXECUTE FUNCTION refuse()")
    for table in ("nominations", "councils", "dossiers", "dossier_parts", "archive_records"):
        _guard(table, "never_emptied BEFORE TRUNCATE", "STATEMENT EXECUTE FUNCTION refuse()")


def _guard(table: str, when: str, what: str) -> None:
    op.execute(f"CREATE TRIGGER {when} ON {table} FOR EACH {what}")
