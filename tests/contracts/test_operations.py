"""The contract of Operations: joined while open, one attempt at a time, given up after three."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep

import pytest

from models.documents import CampaignId
from models.errors import Conflict, NotFound
from models.operations import MAX_ATTEMPTS, Operation, OperationKind, OperationState, StaleAttempt
from models.ports import Registry
from tests.contracts.making import DAY, work


def requested(registry: Registry, campaign_id: CampaignId, **changes: object) -> Operation:
    with registry.begin() as tx:
        return tx.operations.request(work(campaign_id, **changes))


def failed(registry: Registry, operation: Operation, *, attempt: int, final: bool = False) -> Operation:
    with registry.begin() as tx:
        return tx.operations.fail(operation.id, attempt=attempt, message="Kho đầy.", code="store-refused", final=final)


def state_of(registry: Registry, operation: Operation) -> OperationState:
    with registry.begin() as tx:
        return tx.operations.get(operation.id).state


def test_a_new_operation_waits_for_its_first_attempt(registry: Registry, campaign_id: CampaignId) -> None:
    """It comes back as it was asked for and stands in the queue of the waiting."""
    asked = work(campaign_id)
    operation = requested(registry, campaign_id)
    assert operation.model_dump(include=set(type(asked).model_fields)) == asked.model_dump()
    assert (operation.state, operation.attempt) == (OperationState.WAITING, 1)
    with registry.begin() as tx:
        assert operation in tx.operations.waiting(limit=1000)
        assert tx.operations.get(operation.id) == operation


def test_an_open_operation_is_joined(registry: Registry, campaign_id: CampaignId) -> None:
    """Same kind, subject and day: the same operation while it is open, a new one afterwards."""
    first = requested(registry, campaign_id)
    assert requested(registry, campaign_id, requested_by="người khác").id == first.id
    assert requested(registry, campaign_id, as_of=DAY + timedelta(days=1)).id != first.id
    assert requested(registry, campaign_id, kind=OperationKind.MAKE_PDFS).id != first.id
    with registry.begin() as tx:
        tx.operations.start(first.id, attempt=1)
        tx.operations.succeed(first.id, attempt=1, message="Xong.")
    assert requested(registry, campaign_id).id != first.id


def test_two_who_ask_at_the_same_moment_get_the_same_operation(registry: Registry, campaign_id: CampaignId) -> None:
    """However many ask at once, there is one open operation."""
    together = Barrier(4)

    def ask(number: int) -> str:
        together.wait()
        return requested(registry, campaign_id, requested_by=f"người {number}").id

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 1


def test_an_attempt_goes_from_waiting_to_its_end(registry: Registry, campaign_id: CampaignId) -> None:
    """Dispatched, running, progress, succeeded: each step is seen on the operation."""
    operation = requested(registry, campaign_id)
    with registry.begin() as tx:
        tx.operations.dispatched(operation.id, attempt=1, run_id="run-1")
        assert tx.operations.get(operation.id).state is OperationState.DISPATCHED
        started = tx.operations.start(operation.id, attempt=1)
        tx.operations.progress(operation.id, attempt=1, done=3, total=13, message="Đã làm 3/13.")
    with registry.begin() as tx:
        running = tx.operations.get(operation.id)
        tx.operations.touch(operation.id, attempt=1)
        tx.operations.succeed(operation.id, attempt=1, message="Đã ban hành 13 kế hoạch.")
        ended = tx.operations.get(operation.id)
        assert ended not in tx.operations.waiting(limit=1000)
    assert started.state is OperationState.RUNNING
    assert started.started_at is not None
    assert (running.done, running.total, running.message, running.run_id) == (3, 13, "Đã làm 3/13.", "run-1")
    assert (ended.state, ended.message) == (OperationState.SUCCEEDED, "Đã ban hành 13 kế hoạch.")
    assert ended.finished_at is not None
    assert ended.heartbeat_at > running.heartbeat_at


def test_a_run_may_begin_before_its_dispatch_is_noted(registry: Registry, campaign_id: CampaignId) -> None:
    """Noting the run afterwards keeps the state ``running``."""
    operation = requested(registry, campaign_id)
    with registry.begin() as tx:
        tx.operations.start(operation.id, attempt=1)
        tx.operations.dispatched(operation.id, attempt=1, run_id="run-1")
        found = tx.operations.get(operation.id)
    assert (found.state, found.run_id) == (OperationState.RUNNING, "run-1")


def test_a_stale_attempt_can_change_nothing(registry: Registry, campaign_id: CampaignId) -> None:
    """After a newer attempt has taken over, the older one is refused whatever it tries, and notes nothing."""
    operation = requested(registry, campaign_id)
    with registry.begin() as tx:
        tx.operations.start(operation.id, attempt=1)
    failed(registry, operation, attempt=1)
    tries = (
        lambda operations: operations.start(operation.id, attempt=1),
        lambda operations: operations.progress(operation.id, attempt=1, done=1, total=1, message="cũ"),
        lambda operations: operations.touch(operation.id, attempt=1),
        lambda operations: operations.succeed(operation.id, attempt=1, message="cũ"),
        lambda operations: operations.fail(operation.id, attempt=1, message="cũ", code="x", final=True),
    )
    for attempt in tries:
        with pytest.raises(StaleAttempt), registry.begin() as tx:
            attempt(tx.operations)
    with registry.begin() as tx:
        tx.operations.dispatched(operation.id, attempt=1, run_id="old run")
        found = tx.operations.get(operation.id)
    assert (found.state, found.attempt, found.run_id) == (OperationState.WAITING, 2, None)


def test_what_a_stale_attempt_did_in_the_same_transaction_is_undone(
    registry: Registry, campaign_id: CampaignId
) -> None:
    """The fence holds for everything that shares its transaction."""
    operation = requested(registry, campaign_id)
    failed(registry, operation, attempt=1)

    def stale_act() -> None:
        with registry.begin() as tx:
            tx.operations.request(work(campaign_id, kind=OperationKind.MAKE_PDFS))
            tx.operations.progress(operation.id, attempt=1, done=1, total=1, message="cũ")

    with pytest.raises(StaleAttempt):
        stale_act()
    with registry.begin() as tx:
        assert [one.id for one in tx.operations.list(campaign_id=campaign_id)] == [operation.id]


def test_a_failed_attempt_is_followed_by_the_next_until_three(registry: Registry, campaign_id: CampaignId) -> None:
    """Two failures wait for another attempt; the third is shown to a person with the reason."""
    operation = requested(registry, campaign_id)
    for attempt in range(1, MAX_ATTEMPTS):
        again = failed(registry, operation, attempt=attempt)
        assert (again.state, again.attempt) == (OperationState.WAITING, attempt + 1)
    last = failed(registry, operation, attempt=MAX_ATTEMPTS)
    assert (last.state, last.attempt) == (OperationState.FAILED, MAX_ATTEMPTS)
    assert (last.message, last.error_code) == ("Kho đầy.", "store-refused")
    assert last.finished_at is not None


def test_a_final_failure_waits_for_a_person_at_once(registry: Registry, campaign_id: CampaignId) -> None:
    """What only a person can mend is not tried again by itself."""
    operation = requested(registry, campaign_id)
    assert failed(registry, operation, attempt=1, final=True).state is OperationState.FAILED


def test_a_retry_has_fresh_attempts_under_new_numbers(registry: Registry, campaign_id: CampaignId) -> None:
    """After a retry three more attempts are made; their numbers go on, so an old run's key never comes back."""
    operation = requested(registry, campaign_id)
    failed(registry, operation, attempt=1, final=True)
    with registry.begin() as tx:
        again = tx.operations.retry(operation.id, actor="chuyên viên")
    assert (again.state, again.attempt, again.error_code) == (OperationState.WAITING, 2, None)
    assert failed(registry, operation, attempt=2).state is OperationState.WAITING
    assert failed(registry, operation, attempt=3).state is OperationState.WAITING
    assert failed(registry, operation, attempt=4).state is OperationState.FAILED


def test_only_a_failed_operation_is_retried(registry: Registry, campaign_id: CampaignId) -> None:
    """Not one that is open, and not while another one like it is open."""
    operation = requested(registry, campaign_id)
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.operations.retry(operation.id, actor="chuyên viên")
    failed(registry, operation, attempt=1, final=True)
    requested(registry, campaign_id)
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.operations.retry(operation.id, actor="chuyên viên")


def test_silence_is_measured_by_the_heartbeat(registry: Registry, campaign_id: CampaignId) -> None:
    """A running operation that does not touch its heartbeat is told; one that does, or waits, is not."""
    silent, alive, waiting = (requested(registry, campaign_id, as_of=DAY + timedelta(days=n)) for n in range(3))
    with registry.begin() as tx:
        tx.operations.start(silent.id, attempt=1)
        tx.operations.start(alive.id, attempt=1)
    sleep(1.2)
    with registry.begin() as tx:
        tx.operations.touch(alive.id, attempt=1)
        told = {operation.id for operation in tx.operations.silent(seconds=1)}
        assert not tx.operations.silent(seconds=3600)
    assert silent.id in told
    assert not told & {alive.id, waiting.id}


def test_operations_are_listed_newest_first(registry: Registry, campaign_id: CampaignId) -> None:
    """A campaign's list shows its own, the newest first."""
    first = requested(registry, campaign_id)
    second = requested(registry, campaign_id, kind=OperationKind.MAKE_PDFS)
    with registry.begin() as tx:
        assert [one.id for one in tx.operations.list(campaign_id=campaign_id)] == [second.id, first.id]
        assert [one.id for one in tx.operations.list(campaign_id=campaign_id, limit=1)] == [second.id]


def test_an_unknown_operation_is_not_found(registry: Registry) -> None:
    """Also when an attempt of it is to be started."""
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.operations.get("nobody")
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.operations.start("nobody", attempt=1)
