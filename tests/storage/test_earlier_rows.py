"""What an earlier program has kept is read by a later one."""

from collections.abc import Iterator

import psycopg
import pytest

from models.documents import IssueKey, Numbering
from models.ports import Registry
from storage.registry import open_registry
from tests.contracts.making import document, draft, kept_campaign

_GONE = '{"gone": {"reason": "đã bỏ", "faults": [1, 2]}}'
_ANOTHER_ENTRY = f"""
INSERT INTO entries (key, campaign_id, kind, issuer, numbering, code, issued_on, state, request)
SELECT key || '.x', campaign_id, kind, issuer, numbering, code, issued_on, state,
       (request::jsonb || jsonb_build_object('key', key || '.x') || '{_GONE}')::json
FROM entries WHERE key = %s
"""


@pytest.fixture
def registry(database_url: str) -> Iterator[Registry]:
    """Return the registry on PostgreSQL."""
    opened = open_registry(database_url)
    yield opened
    opened.close()


def test_a_field_that_is_no_longer_there_is_passed_over(registry: Registry, database_url: str) -> None:
    """A campaign, a draft and a frozen entry with a field that values have no more read as if it was never there."""
    campaign_id = kept_campaign(registry)
    asked = document(campaign_id, "a", numbering=Numbering.NONE, series=None)
    kept = draft(campaign_id, "b")
    with registry.begin() as tx:
        before = tx.campaigns.get(campaign_id)
        tx.drafts.add(kept)
        entry = tx.register.number(asked)
    with psycopg.connect(database_url) as connection:
        connection.execute(f"UPDATE campaigns SET body = body || '{_GONE}'")
        connection.execute(f"UPDATE drafts SET body = (body::jsonb || '{_GONE}')::json")
        connection.execute(_ANOTHER_ENTRY, (asked.key,))
    key = IssueKey(f"{asked.key}.x")
    with registry.begin() as tx:
        assert tx.campaigns.get(campaign_id) == before
        assert tx.drafts.get(kept.key) == kept
        found = tx.register.find(key)
    assert found is not None
    assert found == entry.model_copy(update={"key": key, "id": found.id, "created_at": found.created_at})
