"""What verifications of the archive have seen, stretch by stretch.

Revision ID: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSON

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KEY = sa.String(collation="C")
MOMENT = sa.DateTime(timezone=True)
NOW = sa.text("clock_timestamp()")


def upgrade() -> None:
    """Make the table; its rows are written once."""
    op.create_table(
        "archive_readings",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("operation", KEY, nullable=False),
        sa.Column("read_to", sa.BigInteger()),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("sound", sa.Integer(), nullable=False),
        sa.Column("faults", JSON(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.ForeignKeyConstraint(["operation"], ["operations.id"], name=op.f("fk_archive_readings_operation")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_archive_readings")),
        sa.UniqueConstraint(
            "operation",
            "read_to",
            name=op.f("uq_archive_readings_operation_read_to"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.execute(
        "CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON archive_readings FOR EACH ROW EXECUTE FUNCTION refuse()"
    )
    op.execute(
        "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON archive_readings FOR EACH STATEMENT EXECUTE FUNCTION refuse()"
    )
