"""A dossier and the number of the decision that lists it: whichever comes first, the other one is refused."""

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import psycopg
import pytest

from models.awards.dossiers import DossierState, dossier_id, returned
from models.documents import DocumentKind, EntryState
from models.operations import Operation, OperationKind, OperationState
from models.organisation import UnitId
from tests.workflows.awards.conftest import DECIDED, FORM, SUBMITTED, Ending, confirmed_decision
from tests.workflows.conftest import CLERK, DONG_NAI, all_entries
from workflows.steps.awards.decided import DossierDecided, decided_dossiers, hold_submitted
from workflows.steps.awards.dossiers import return_dossier
from workflows.steps.documents.composing import request_from
from workflows.steps.documents.issuing import void_entry

CAM_MY = dossier_id(campaign=DONG_NAI, unit=UnitId("dong-nai.cam-my"), form=FORM)


@pytest.fixture
def aside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def send_back(ending: Ending) -> None:
    return_dossier(ending.services, dossier=CAM_MY, reason="thiếu chữ ký", actor=CLERK, as_of=SUBMITTED)


def wait_for_lock(database: str, ahead: "Future[object]") -> None:
    """Wait until somebody waits for a row lock in the test's own database."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with psycopg.connect(database, autocommit=True) as connection:
        until = time.monotonic() + 30
        while not connection.execute(waiting).fetchone() > (0,):
            assert not ahead.done(), ahead.result()
            assert time.monotonic() < until
            time.sleep(0.05)


@pytest.mark.stage("submitted")
def test_going_back_just_before_the_number_stops_it(
    ending: Ending, own_database: str, aside: ThreadPoolExecutor
) -> None:
    """The run has its draft confirmed and checked and waits for the dossier's row: once it went back, no number."""
    confirmed_decision(ending)
    with ending.services.registry.begin() as tx:
        held = tx.dossiers.get(CAM_MY, to_change=True)
        run: Future[Operation] = aside.submit(ending.do, OperationKind.ISSUE_AWARDS, DECIDED)
        wait_for_lock(own_database, run)
        tx.dossiers.replace(returned(held, reason="thiếu chữ ký"))
    ended = run.result(60)
    assert (ended.state, ended.error_code) == (OperationState.FAILED, "dossiers-gone-back")
    assert "bị trả lại: thiếu chữ ký" in ended.message
    assert all_entries(ending.services, DocumentKind.AWARD_DECISION) == ()


@pytest.mark.stage("submitted")
def test_the_number_given_first_keeps_the_dossier(ending: Ending, own_database: str, aside: ThreadPoolExecutor) -> None:
    """Who sends it back while the number is being given waits, and is told the number; the run closes the dossier."""
    draft = confirmed_decision(ending)
    with ending.services.registry.begin() as tx:
        hold_submitted(tx, decided_dossiers(DONG_NAI, form=FORM, context=draft.context))
        back = aside.submit(send_back, ending)
        wait_for_lock(own_database, back)
        numbered = tx.register.number(request_from(draft, as_of=DECIDED))
    with pytest.raises(DossierDecided, match=numbered.code):
        back.result(60)
    assert ending.do(OperationKind.ISSUE_AWARDS, DECIDED).state is OperationState.SUCCEEDED
    with ending.services.registry.begin() as tx:
        assert tx.dossiers.get(CAM_MY).state is DossierState.CLOSED


@pytest.mark.stage("submitted")
def test_a_voided_number_lets_the_dossier_go_back(ending: Ending) -> None:
    """The decision that lists it will never be issued, so the dossier may be mended."""
    draft = confirmed_decision(ending)
    with ending.services.registry.begin() as tx:
        tx.register.number(request_from(draft, as_of=DECIDED))
    with pytest.raises(DossierDecided):
        send_back(ending)
    void_entry(ending.services, key=draft.key, reason="cấp nhầm", actor=CLERK)
    send_back(ending)
    (entry,) = all_entries(ending.services, DocumentKind.AWARD_DECISION)
    assert entry.state is EntryState.VOIDED
    with ending.services.registry.begin() as tx:
        assert tx.dossiers.get(CAM_MY).state is DossierState.RETURNED
