"""From where passwords were tried, and from where people have signed in.

Revision ID: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

KEY = sa.String(collation="C")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the two tables; their rows are forgotten after a while."""
    op.create_table(
        "sign_in_tries",
        sa.Column("address", KEY, nullable=False),
        sa.Column("count", sa.Double(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_sign_in_tries")),
    )
    op.create_table(
        "sign_in_places",
        sa.Column("account", KEY, nullable=False),
        sa.Column("address", KEY, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.name"], name=op.f("fk_sign_in_places_account")),
        sa.PrimaryKeyConstraint("account", "address", name=op.f("pk_sign_in_places")),
    )
