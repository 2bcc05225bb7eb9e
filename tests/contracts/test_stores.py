"""The contracts of DocumentStore and TemplateStore."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from models.documents import DocumentKind
from models.errors import NotFound
from models.ports import DocumentStore, TemplateStore


def put(documents: DocumentStore, data: bytes) -> str:
    return documents.put(data, content_type="text/plain")


def test_bytes_are_named_by_their_hash(documents: DocumentStore) -> None:
    """The name is the sha256; putting the same bytes twice is putting them once."""
    data = "Kế hoạch số 210".encode()
    assert put(documents, data) == put(documents, data) == sha256(data).hexdigest()
    assert documents.get(sha256(data).hexdigest()) == data
    assert documents.exists(sha256(data).hexdigest())


def test_large_bytes_come_back_whole(documents: DocumentStore) -> None:
    """Twelve megabytes, which a client sends in several parts."""
    data = secrets.token_bytes(12 * 1024 * 1024)
    assert documents.get(put(documents, data)) == data


def test_bytes_that_are_not_there_are_not_found(documents: DocumentStore) -> None:
    """Neither by asking nor by getting."""
    nowhere = sha256(b"nowhere").hexdigest()
    assert not documents.exists(nowhere)
    with pytest.raises(NotFound):
        documents.get(nowhere)


def test_only_old_objects_that_nobody_names_are_deleted(documents: DocumentStore) -> None:
    """What a record names stays whatever its age; what is young stays whoever names it."""
    bound, unbound = put(documents, b"bound"), put(documents, b"unbound")
    long_ago, soon = datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC) + timedelta(minutes=5)
    assert documents.delete_unbound(bound={bound}, older_than=long_ago) == ()
    deleted = documents.delete_unbound(bound={bound}, older_than=soon)
    assert unbound in deleted
    assert bound not in deleted
    assert documents.exists(bound)
    assert not documents.exists(unbound)


def test_every_version_of_a_template_is_kept(templates: TemplateStore) -> None:
    """The newest comes first; each version gives its own bytes for ever."""
    first = templates.publish(DocumentKind.SUB_PLAN, b"one")
    second = templates.publish(DocumentKind.SUB_PLAN, b"two")
    assert templates.latest(DocumentKind.SUB_PLAN) == second
    assert templates.history(DocumentKind.SUB_PLAN) == (second, first)
    assert (templates.get(first), templates.get(second)) == (b"one", b"two")


def test_the_newest_bytes_again_add_no_version(templates: TemplateStore) -> None:
    """Publishing what is there already returns it; going back to older bytes is a new version."""
    kind = DocumentKind.REMINDER_LETTER
    first, again, second = (templates.publish(kind, data) for data in (b"one", b"one", b"two"))
    back = templates.publish(kind, b"one")
    assert first == again
    assert back.sha256 == first.sha256
    assert templates.history(kind) == (back, second, first)


def test_a_kind_without_template_has_no_history(templates: TemplateStore) -> None:
    """Nothing was published: no latest, no history."""
    assert templates.latest(DocumentKind.OUTGOING_REGISTER) is None
    assert templates.history(DocumentKind.OUTGOING_REGISTER) == ()


def test_a_version_that_is_not_there_is_not_found(templates: TemplateStore) -> None:
    """A version id from elsewhere gives no bytes, not even the newest ones."""
    known = templates.publish(DocumentKind.CAMPAIGN_PLAN, b"one")
    with pytest.raises(NotFound):
        templates.get(known.model_copy(update={"version": "0" * 32}))


def test_a_version_is_found_by_its_id(templates: TemplateStore) -> None:
    """An older version is found as well as the newest; an id from elsewhere finds nothing."""
    kind = DocumentKind.COUNCIL_MINUTES
    first, second = (templates.publish(kind, data) for data in (b"one", b"two"))
    assert (templates.find(kind, first.version), templates.find(kind, second.version)) == (first, second)
    assert templates.find(kind, "0" * 32) is None
    assert templates.find(DocumentKind.CERTIFICATE, first.version) is None
