"""The tables of a campaign's end: nominations, councils, dossiers, the archive's chained rows and its readings."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import JSON

from storage.registry.tables import Key, Moment, campaign_column, changed_at, made_at, metadata, row_number

nominations = Table(
    "nominations",
    metadata,
    Column("id", Key, primary_key=True),
    campaign_column(),
    Column("unit", Key, nullable=False),
    Column("form", Key, nullable=False),
    Column("state", Text, nullable=False),
    Column("order", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    made_at(),
    changed_at(),
    Index(None, "campaign_id", "unit", "form"),
)

councils = Table(
    "councils",
    metadata,
    campaign_column(part_of_key=True),
    Column("unit", Key, primary_key=True),
    Column("form", Key, primary_key=True),
    Column("body", JSON, nullable=False),
    made_at(),
    changed_at(),
)

dossiers = Table(
    "dossiers",
    metadata,
    Column("id", Key, primary_key=True),
    campaign_column(),
    Column("unit", Key, nullable=False),
    Column("form", Key, nullable=False),
    Column("state", Text, nullable=False),
    Column("return_reason", Text),
    Column("submitted_on", Date),
    Column("zip_sha256", Key),
    Column("pdf_sha256", Key),
    Column("index_document", BigInteger, ForeignKey("entries.id")),
    Column("edition", Integer, nullable=False),
    made_at(),
    changed_at(),
    UniqueConstraint("campaign_id", "unit", "form"),
)

dossier_parts = Table(
    "dossier_parts",
    metadata,
    row_number(),
    Column("dossier", Key, ForeignKey("dossiers.id"), nullable=False),
    Column("kind", Key, nullable=False),
    Column("nominee", Key),
    Column("document", BigInteger, ForeignKey("entries.id")),
    Column("confirmed", Boolean, nullable=False),
    Column("sha256", Key),
    Column("received_on", Date),
    made_at(),
    UniqueConstraint("dossier", "kind", "nominee", postgresql_nulls_not_distinct=True),
)

archive_records = Table(
    "archive_records",
    metadata,
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False),
    campaign_column(),
    Column("document", BigInteger, ForeignKey("entries.id")),
    Column("dossier", Key, ForeignKey("dossiers.id")),
    Column("sha256", Key, nullable=False),
    Column("version", Key, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("retention", Text, nullable=False),
    Column("locked_until", Moment, nullable=False),
    Column("archived_on", Date, nullable=False),
    Column("source_sha256", Key),
    Column("previous_sha256", Key, nullable=False),
    Column("row_sha256", Key, nullable=False),
    made_at(),
    UniqueConstraint("id"),
    CheckConstraint("document IS NULL OR dossier IS NULL", name="one_source"),
    CheckConstraint("(document IS NULL AND dossier IS NULL) = (source_sha256 IS NULL)", name="source_is_sealed"),
    Index(None, "campaign_id", "place"),
    Index(None, "document"),
    Index(None, "dossier"),
)

archive_readings = Table(
    "archive_readings",
    metadata,
    row_number(),
    Column("operation", Key, ForeignKey("operations.id"), nullable=False),
    Column("read_to", BigInteger),
    Column("read", Integer, nullable=False),
    Column("sound", Integer, nullable=False),
    Column("faults", JSON, nullable=False),
    made_at(),
    UniqueConstraint("operation", "read_to", postgresql_nulls_not_distinct=True),
)
