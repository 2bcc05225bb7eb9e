"""Hashes of rows: what an archived row was, and what its source was when it was archived.

The columns named here and the way they are written down never change: hashes that are already kept depend on it.
A column that comes later stays out, or begins a new kind of hash.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, Text, cast, select, tuple_

from storage.registry.award_tables import councils, dossier_parts, dossiers, nominations
from storage.registry.session import Session
from storage.registry.tables import campaigns, entries, events, fillings, submissions

FIRST = "0" * 64
"""What stands before the first row."""

_ENTRY = (
    "id",
    "key",
    "campaign_id",
    "kind",
    "issuer",
    "subject",
    "series_agency",
    "series_scheme",
    "series_year",
    "numbering",
    "number",
    "code",
    "issued_on",
    "state",
    "sha256",
    "void_reason",
    "created_at",
)
_DOSSIER = (
    "id",
    "campaign_id",
    "unit",
    "form",
    "state",
    "return_reason",
    "submitted_on",
    "edition",
    "created_at",
)
_PART = (
    "dossier",
    "kind",
    "nominee",
    "document",
    "confirmed",
    "sha256",
    "received_on",
    "created_at",
)
_NOMINATION = (
    "id",
    "campaign_id",
    "unit",
    "form",
    "state",
    "order",
    "created_at",
    "changed_at",
)
_COUNCIL = (
    "campaign_id",
    "unit",
    "form",
    "created_at",
    "changed_at",
)
_SUBMISSION = (
    "id",
    "campaign_id",
    "obligation_id",
    "unit",
    "due",
    "handed_in",
    "document",
    "note",
    "by",
    "created_at",
)
_FILLING = ("id", "campaign_id", "path", "created_at")
_EVENT = ("id", "kind", "campaign_id", "subject", "as_of", "actor", "unique_key", "at")
_AT_ONCE = 500


def hash_of(values: object) -> str:
    """Return the sha256 of values written down as JSON, names in order, days and moments in ISO 8601 (UTC)."""
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return sha256(text.encode()).hexdigest()


def document_sources(session: Session, ids: Iterable[int]) -> dict[int, str]:
    """Return the hash of each register entry as it stands; an entry that is gone has none."""
    found: dict[int, str] = {}
    for some in _some(ids):
        statement = _columns(entries, _ENTRY, text="request").where(entries.c.id.in_(some))
        found |= {row["id"]: hash_of(dict(row)) for row in session.rows(statement)}
    return found


def dossier_sources(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Return the hash of each dossier as it stands, with its parts, nominations and council session."""
    found: dict[str, str] = {}
    for some in _some(ids):
        rows = session.rows(_columns(dossiers, _DOSSIER).where(dossiers.c.id.in_(some)))
        whole: dict[str, dict[str, Any]] = {
            row["id"]: {"dossier": dict(row), "parts": [], "nominations": [], "councils": []} for row in rows
        }
        by_owner = {(row["campaign_id"], row["unit"], row["form"]): row["id"] for row in rows}
        parts = _columns(dossier_parts, _PART).where(dossier_parts.c.dossier.in_(some)).order_by(dossier_parts.c.id)
        for row in session.rows(parts):
            whole[row["dossier"]]["parts"].append(dict(row))
        for name, statement in (("nominations", _nominations(by_owner)), ("councils", _councils(by_owner))):
            for row in session.rows(statement):
                whole[by_owner[row["campaign_id"], row["unit"], row["form"]]][name].append(dict(row))
        found |= {dossier: hash_of(values) for dossier, values in whole.items()}
    return found


def settled_rows(session: Session, campaign_id: str, *, until: datetime) -> dict[str, str]:
    """Return the hash of each row of a campaign that nothing changes any more, by table and id: ``events:12``.

    The plan as it was given, answers, hand-ins, voided entries and the log, as far as they were there at a moment.
    """
    plan = _columns(campaigns, ("id", "plan_text", "created_at")).where(campaigns.c.id == campaign_id)
    voided = _columns(entries, _ENTRY, text="request").where(entries.c.state == "voided")
    settled = {
        campaigns: plan,
        fillings: _columns(fillings, _FILLING, text="body").where(fillings.c.campaign_id == campaign_id),
        submissions: _columns(submissions, _SUBMISSION).where(submissions.c.campaign_id == campaign_id),
        entries: voided.where(entries.c.campaign_id == campaign_id),
        events: _columns(events, _EVENT, text="data").where(events.c.campaign_id == campaign_id),
    }
    found: dict[str, str] = {}
    for table, statement in settled.items():
        written = table.c.at if table is events else table.c.created_at
        rows = session.rows(statement.where(written <= until).order_by(table.c.id))
        found |= {f"{table.name}:{row['id']}": hash_of(dict(row)) for row in rows}
    return found


def _nominations(owners: Mapping[tuple[str, str, str], str]) -> Select[Any]:
    table = nominations.c
    mine = tuple_(table.campaign_id, table.unit, table.form).in_(list(owners))
    return _columns(nominations, _NOMINATION, text="body").where(mine).order_by(table.id)


def _councils(owners: Mapping[tuple[str, str, str], str]) -> Select[Any]:
    table = councils.c
    mine = tuple_(table.campaign_id, table.unit, table.form).in_(list(owners))
    return _columns(councils, _COUNCIL, text="body").where(mine)


def _columns(table: Any, names: Sequence[str], *, text: str | None = None) -> Select[Any]:
    """Select columns by name, and one of JSON as the very text that is kept."""
    frozen = [] if text is None else [cast(table.c[text], Text).label(text)]
    return select(*(table.c[name] for name in names), *frozen)


def _some(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the ids, each once, as many as one statement takes."""
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a row holds a {type(value).__name__}")
