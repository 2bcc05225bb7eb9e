"""The contract of Events and Outbox."""

from datetime import timedelta
from threading import Event as Signal
from threading import Thread

import pytest

from models.documents import CampaignId
from models.ports import Registry
from tests.contracts.making import BIEN_HOA, DAY, STP, event, notice


def last_id(registry: Registry) -> int:
    """Return the id of the newest event."""
    position = 0
    with registry.begin() as tx:
        while found := tx.events.after(position, limit=1000):
            position = found[-1].id
    return position


def test_events_are_read_in_order_after_a_position(registry: Registry, campaign_id: CampaignId) -> None:
    """Whoever remembers the last id gets what follows it, oldest first, in portions."""
    start = last_id(registry)
    with registry.begin() as tx:
        for number in range(5):
            assert tx.events.append(event(campaign_id, subject=str(number)))
    with registry.begin() as tx:
        first = tx.events.after(start, limit=3)
        rest = tx.events.after(first[-1].id)
    assert [one.subject for one in (*first, *rest)] == ["0", "1", "2", "3", "4"]
    assert first[0].model_dump(exclude={"id", "at"}) == event(campaign_id, subject="0").model_dump()


def test_events_of_no_campaign_are_listed_by_themselves(registry: Registry, campaign_id: CampaignId) -> None:
    """What belongs to the house is found without any campaign's events, newest first."""
    own = f"house.{campaign_id}"
    with registry.begin() as tx:
        tx.events.append(event(campaign_id, kind=own))
        for number in ("1", "2"):
            tx.events.append(event(None, kind=own, subject=number))
    with registry.begin() as tx:
        assert [one.subject for one in tx.events.list(None, kinds=(own,))] == ["2", "1"]


def test_an_event_with_a_known_key_is_not_written_again(registry: Registry, campaign_id: CampaignId) -> None:
    """The second is told by False, in the same transaction and in another."""
    key = f"overdue:{campaign_id}"
    with registry.begin() as tx:
        assert tx.events.append(event(campaign_id, unique_key=key))
        assert not tx.events.append(event(campaign_id, unique_key=key))
    with registry.begin() as tx:
        assert not tx.events.append(event(campaign_id, unique_key=key))
    with registry.begin() as tx:
        assert len(tx.events.list(campaign_id)) == 1


def test_an_event_of_a_transaction_that_failed_is_not_written(registry: Registry, campaign_id: CampaignId) -> None:
    """Nothing of it remains, and its key is free again."""

    def act_that_fails() -> None:
        with registry.begin() as tx:
            tx.events.append(event(campaign_id, unique_key=f"k:{campaign_id}"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()
    with registry.begin() as tx:
        assert tx.events.list(campaign_id) == ()
        assert tx.events.append(event(campaign_id, unique_key=f"k:{campaign_id}"))


def test_a_campaigns_events_are_listed_newest_first(registry: Registry, campaign_id: CampaignId) -> None:
    """By kind where asked for, and no more than asked for."""
    with registry.begin() as tx:
        for kind in ("gap.filled", "plan.launched", "gap.filled"):
            tx.events.append(event(campaign_id, kind=kind))
    with registry.begin() as tx:
        assert [one.kind for one in tx.events.list(campaign_id)] == ["gap.filled", "plan.launched", "gap.filled"]
        assert len(tx.events.list(campaign_id, kinds=["gap.filled"])) == 2
        assert tx.events.list(campaign_id, kinds=[]) == ()
        newest = tx.events.list(campaign_id, limit=1)
    assert newest[0].id == last_id(registry)


def test_a_follower_never_misses_an_event_that_is_committed_late(registry: Registry, campaign_id: CampaignId) -> None:
    """A transaction that appended first and commits last comes later in the log, not behind a follower's back."""
    start = last_id(registry)
    appended, let_go = Signal(), Signal()

    def slow_writer() -> None:
        with registry.begin() as tx:
            tx.events.append(event(campaign_id, subject="appended first"))
            appended.set()
            let_go.wait(20)

    writer = Thread(target=slow_writer)
    writer.start()
    assert appended.wait(20)
    with registry.begin() as tx:
        tx.events.append(event(campaign_id, subject="committed first"))
    with registry.begin() as tx:
        seen = tx.events.after(start)
    let_go.set()
    writer.join()
    with registry.begin() as tx:
        seen += tx.events.after(seen[-1].id)
    assert [one.subject for one in seen] == ["committed first", "appended first"]


def test_a_notice_is_posted_once(registry: Registry, campaign_id: CampaignId) -> None:
    """A second notice under the same key is told by False and changes nothing."""
    first = notice(campaign_id, f"{campaign_id}:1")
    with registry.begin() as tx:
        assert tx.outbox.post(first)
        assert not tx.outbox.post(first.model_copy(update={"text": "khác"}))
        assert first in tx.outbox.for_unit(BIEN_HOA)


def test_a_unit_sees_its_notices_newest_first(registry: Registry, campaign_id: CampaignId) -> None:
    """Only its own, ordered by the day they speak of."""
    older = notice(campaign_id, f"{campaign_id}:a", unit=STP)
    newer = notice(campaign_id, f"{campaign_id}:b", unit=STP, as_of=DAY + timedelta(days=1))
    with registry.begin() as tx:
        tx.outbox.post(newer)
        tx.outbox.post(older)
        tx.outbox.post(notice(campaign_id, f"{campaign_id}:c", unit=BIEN_HOA))
        assert tx.outbox.for_unit(STP) == (newer, older)
        assert tx.outbox.for_unit(STP, limit=1) == (newer,)
