"""Operations through the real thing: Prefect server, dispatcher and worker as processes of their own."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from time import sleep

import pytest

from cli.stack.postgres import Postgres
from cli.stack.seaweed import ObjectSettings
from models.accounts import Role
from models.documents import DocumentKind, Draft, issue_key
from models.operations import Operation, OperationKind, OperationState
from models.organisation import UnitId
from storage.objects import open_objects
from storage.registry import open_registry
from storage.search import open_index
from tests.web.browsing import Browsing
from tests.workflows.conftest import CLERK, DONG_NAI, PLAN_DAY, BlankPages, prepared
from tests.workflows.servers import PrefectServer, kill_group, part, prefect_server, wait_until
from web.app import create_app
from workflows.services import ArchiveRules, Services
from workflows.settings import Settings
from workflows.steps.accounts.accounts import create_account
from workflows.steps.documents.requests import request_operation

WORKER = "workflows.flows.worker"
DISPATCHER = "workflows.flows.dispatcher"


@pytest.fixture(scope="module")
def prefect(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    with prefect_server(postgres, tmp_path_factory.mktemp("prefect")) as server:
        yield server


@pytest.fixture(scope="module")
def environment(
    prefect: PrefectServer, database_url: str, object_settings: ObjectSettings, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, str]:
    """Return the settings of our processes."""
    store = object_settings.arguments()
    return {
        "THIDUA_HOME": str(tmp_path_factory.mktemp("home")),
        "THIDUA_DATABASE_URL": database_url,
        "THIDUA_S3_ENDPOINT": str(store["endpoint"]),
        "THIDUA_S3_ACCESS_KEY": str(store["access_key"]),
        "THIDUA_S3_SECRET_KEY": str(store["secret_key"]),
        "THIDUA_S3_BUCKET_PREFIX": str(store["bucket_prefix"]),
        "THIDUA_PREFECT_API_URL": prefect.address,
        "THIDUA_PREFECT_AUTH": prefect.secret,
    }


@pytest.fixture(scope="module")
def services_here(
    database_url: str, object_settings: ObjectSettings, tmp_path_factory: pytest.TempPathFactory
) -> Services:
    objects = open_objects(**object_settings.arguments())
    return Services(
        registry=open_registry(database_url),
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(tmp_path_factory.mktemp("search")),
        pdf=BlankPages(),
        archive=objects.archive,
        archive_rules=ArchiveRules(allowed=True, own_store=True),
    )


@pytest.mark.slow
def test_an_asked_for_operation_runs_to_its_end(services_here: Services, environment: dict[str, str]) -> None:
    """What a person asks for is dispatched, run and told, without anybody looking at Prefect."""
    prepared(services_here)
    with part(DISPATCHER, environment), part(WORKER, environment):
        issued = ended(services_here, ask(services_here, OperationKind.ISSUE_PLAN, PLAN_DAY), seconds=90)
    assert issued.state is OperationState.SUCCEEDED
    assert issued.attempt == 1
    assert "KH-UBND" in issued.message


@pytest.mark.slow
def test_a_killed_worker_costs_an_attempt_and_nothing_else(
    services_here: Services, environment: dict[str, str]
) -> None:
    """SIGKILL to the worker and its children between two sub-plans: attempt 2 goes on by itself and doubles none.

    Whoever has the operation's page open reads what goes on: silence, the second attempt, that it goes on, its end.
    """
    services = services_here
    page = page_of(services, environment)
    with part(DISPATCHER, environment), part(WORKER, environment) as worker:
        with in_the_way(services, unit="dong-nai.tan-phu"):
            operation = ask(services, OperationKind.DISTRIBUTE_SUB_PLANS, date(2024, 6, 26))
            wait_until(lambda: now(services, operation).done > 0, seconds=60, what="the first sub-plan")
            sleep(0.5)
            kill_group(worker)
        operation = now(services, operation)
        assert 0 < operation.done < 13
        wait_until(lambda: "Không có tín hiệu từ" in page(operation), seconds=60, what="word of the silence")
        wait_until(lambda: "lần chạy thứ 2" in page(operation), seconds=90, what="the second attempt")
        assert "Đang chờ thực hiện" in page(operation)
        assert "làm tiếp từ chỗ dừng, việc đã xong không làm lại" in page(operation)
        with part(WORKER, environment):
            with in_the_way(services, unit="dong-nai.long-khanh"):
                wait_until(lambda: now(services, operation).done > operation.done, seconds=90, what="going on")
                assert "Đang thực hiện lần chạy thứ 2" in page(operation)
            after = ended(services, operation, seconds=120)
    told = page(operation)
    assert "Hoàn thành lần chạy thứ 2 13 trên 13" in told
    assert "Không có tín hiệu" not in told
    assert (after.state, after.attempt, after.done) == (OperationState.SUCCEEDED, 2, 13)
    with services.registry.begin() as tx:
        assert len(tx.drafts.list(DONG_NAI, kind=DocumentKind.SUB_PLAN)) == 13


@pytest.mark.slow
def test_a_worker_asked_to_end_stops_at_the_next_document(services_here: Services, environment: dict[str, str]) -> None:
    """SIGTERM ends the worker within seconds, with nothing at work."""
    with part(DISPATCHER, environment), part(WORKER, environment) as worker:
        ended(services_here, ask(services_here, OperationKind.ISSUE_PLAN, PLAN_DAY), seconds=60)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(15) == 0


@pytest.mark.slow
def test_a_prefect_server_that_is_away_is_waited_for(
    services_here: Services, environment: dict[str, str], prefect: PrefectServer
) -> None:
    """What is asked for while the server is down is done, once, when it is back; no attempt is spent on waiting."""
    with part(DISPATCHER, environment) as dispatcher, part(WORKER, environment):
        ended(services_here, ask(services_here, OperationKind.PRINT_REGISTERS, date(2024, 7, 1)), seconds=60)
        prefect.kill()
        asked = ask(services_here, OperationKind.PRINT_REGISTERS, date(2024, 7, 2))
        sleep(5)
        assert dispatcher.poll() is None
        assert now(services_here, asked).state is OperationState.WAITING
        prefect.restart()
        after = ended(services_here, asked, seconds=120)
    assert (after.state, after.attempt) == (OperationState.SUCCEEDED, 1)


@pytest.mark.slow
def test_the_schedule_is_planned_and_leaves_replay_campaigns_alone(
    services_here: Services, environment: dict[str, str], prefect: PrefectServer
) -> None:
    """Runs every quarter of an hour are planned on the server; one started now asks for no sweep of a replay."""
    flow = "sweep-live-campaigns"
    with part(WORKER, environment):
        wait_until(lambda: "SCHEDULED" in prefect.runs(flow), seconds=90, what="a planned sweep")
        deployment = prefect.call(f"deployments/name/{flow}/thidua")
        assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert deployment["schedules"][0]["schedule"]["timezone"] == "Asia/Ho_Chi_Minh"
        prefect.call(f"deployments/{deployment['id']}/create_flow_run", {})
        wait_until(lambda: "COMPLETED" in prefect.runs(flow), seconds=60, what="the run's end")
    with services_here.registry.begin() as tx:
        assert OperationKind.SWEEP_DEADLINES not in {one.kind for one in tx.operations.list()}


class RolledBack(Exception):
    """Ends the transaction that held the worker up."""


@contextmanager
def in_the_way(services: Services, *, unit: str) -> Iterator[None]:
    """Let whoever drafts a unit's sub-plan wait for a lock of ours, until the end of the block."""
    template = services.templates.latest(DocumentKind.SUB_PLAN)
    assert template is not None
    ours = Draft(
        key=issue_key(DONG_NAI, DocumentKind.SUB_PLAN, subject=unit, period="O5"),
        campaign_id=DONG_NAI,
        kind=DocumentKind.SUB_PLAN,
        issuer=UnitId(unit),
        title="-",
        type_name="-",
        symbol="-",
        scheme="KH",
        context={},
        template=template,
    )
    with suppress(RolledBack), services.registry.begin() as tx:
        tx.drafts.add(ours)
        yield
        raise RolledBack


def page_of(services: Services, environment: dict[str, str]) -> Callable[[Operation], str]:
    """Return how a clerk of the office reads an operation's page: the words on it."""
    name, password = "so-tu-phap", "mot cau du dai"
    create_account(
        services,
        name=name,
        display_name="Cán bộ mẫu",
        role=Role.STAFF,
        unit=None,
        actor=CLERK,
        as_of=PLAN_DAY,
        password=password,
    )
    app = create_app(services, Settings(home=Path(environment["THIDUA_HOME"])))
    browser = Browsing(app)
    browser.sign_in(name, password)
    fields = {"cu": password, "moi": f"{password} nua", "moi_lai": f"{password} nua"}
    assert browser.send("/mat-khau", fields).status == 200
    return lambda operation: browser.open(f"/cong-viec/{operation.id}").words


def ask(services: Services, kind: OperationKind, as_of: date, **params: object) -> Operation:
    return request_operation(services, kind=kind, campaign_id=DONG_NAI, as_of=as_of, params=params, actor=CLERK)


def ended(services: Services, operation: Operation, *, seconds: float) -> Operation:
    def over() -> bool:
        return now(services, operation).state in (OperationState.SUCCEEDED, OperationState.FAILED)

    wait_until(over, seconds=seconds, what=f"the end of {operation.kind}")
    return now(services, operation)


def now(services: Services, operation: Operation) -> Operation:
    with services.registry.begin() as tx:
        return tx.operations.get(operation.id)
