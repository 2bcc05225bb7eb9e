"""What is written stays written: the database itself refuses to change the log, an answer or a frozen entry.

Revision ID: 0002
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REFUSE = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what is written there stays', TG_OP, TG_TABLE_NAME USING ERRCODE = 'TD001';
END $$
"""

_KEEP_FROZEN = """
CREATE FUNCTION keep_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.key, NEW.campaign_id, NEW.kind, NEW.issuer, NEW.subject, NEW.series_agency, NEW.series_scheme,
            NEW.series_year, NEW.numbering, NEW.number, NEW.code, NEW.issued_on, NEW.request::text, NEW.created_at)
        IS DISTINCT FROM
        (OLD.id, OLD.key, OLD.campaign_id, OLD.kind, OLD.issuer, OLD.subject, OLD.series_agency, OLD.series_scheme,
            OLD.series_year, OLD.numbering, OLD.number, OLD.code, OLD.issued_on, OLD.request::text, OLD.created_at)
        OR (OLD.sha256 IS NOT NULL AND NEW.sha256 IS DISTINCT FROM OLD.sha256)
        OR (OLD.pdf_sha256 IS NOT NULL AND NEW.pdf_sha256 IS DISTINCT FROM OLD.pdf_sha256)
        OR (OLD.void_reason IS NOT NULL AND NEW.void_reason IS DISTINCT FROM OLD.void_reason)
        OR NOT (OLD.state = NEW.state OR (OLD.state, NEW.state) IN (
            ('numbered', 'stored'), ('stored', 'issued'), ('numbered', 'voided'), ('stored', 'voided')))
    THEN
        RAISE EXCEPTION 'entry % is frozen (% to %)', OLD.key, OLD.state, NEW.state USING ERRCODE = 'TD001';
    END IF;
    RETURN NEW;
END $$
"""

_WRITTEN_ONCE = ("events", "event_keys", "fillings")


def upgrade() -> None:
    """Put the guards in place."""
    op.execute(_REFUSE)
    op.execute(_KEEP_FROZEN)
    for table in _WRITTEN_ONCE:
        _guard(table, "written_once BEFORE UPDATE OR DELETE", "ROW EXECUTE FUNCTION refuse()")
    for table in (*_WRITTEN_ONCE, "entries"):
        _guard(table, "never_emptied BEFORE TRUNCATE", "STATEMENT EXECUTE FUNCTION refuse()")
    _guard("entries", "never_deleted BEFORE DELETE", "ROW EXECUTE FUNCTION refuse()")
    _guard("entries", "frozen BEFORE UPDATE", "ROW EXECUTE FUNCTION keep_frozen()")


def _guard(table: str, when: str, what: str) -> None:
    op.execute(f"CREATE TRIGGER {when} ON {table} FOR EACH {what}")
