"""A web application over real servers, with an account per role and one campaign."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from cli.stack.seaweed import ObjectSettings
from models.accounts import Role
from models.campaign import Clock
from models.operations import Operation
from models.organisation import UnitId
from tests.web.browsing import Browsing
from web.app import create_app
from web.clock import VIET_NAM
from workflows.bootstrap import build_services, prepare_stores
from workflows.services import Services
from workflows.settings import Settings
from workflows.steps.accounts import accounts
from workflows.steps.campaigns.shipped import keep_shipped_directories, shipped_text, start_campaign
from workflows.steps.work import run_operation

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=VIET_NAM)
PASSWORD = "mot cau du dai"
CAMPAIGN = "dong-nai-2024"
PEOPLE: dict[str, tuple[Role, UnitId | None]] = {
    "quan-tri": (Role.ADMIN, None),
    "so-tu-phap": (Role.STAFF, None),
    "bien-hoa": (Role.UNIT, UnitId("dong-nai.bien-hoa")),
    "long-khanh": (Role.UNIT, UnitId("dong-nai.long-khanh")),
    "hoi-dong": (Role.BOARD, None),
    "luu-tru": (Role.ARCHIVIST, None),
}


class Moment:
    """The clock that the application under test reads."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def settings(database_url: str, object_settings: ObjectSettings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return settings over the session's real servers."""
    home: Path = tmp_path_factory.mktemp("web")
    given = object_settings.arguments()
    return Settings(
        home=home,
        database_url=SecretStr(database_url),
        s3_endpoint=given["endpoint"],
        s3_access_key=given["access_key"],
        s3_secret_key=SecretStr(given["secret_key"]),
        s3_secure=given["secure"],
        s3_bucket_prefix=given["bucket_prefix"],
    )


@pytest.fixture(scope="module")
def services(settings: Settings) -> Services:
    """Return the services that pages stand on, their stores made ready."""
    prepare_stores(settings)
    return build_services(settings)


@pytest.fixture(scope="module")
def people(services: Services) -> None:
    """Make an account per role, each with its own password already."""
    keep_shipped_directories(services, actor="thử nghiệm", as_of=TODAY)
    for name, (role, unit) in PEOPLE.items():
        accounts.create_account(
            services,
            name=name,
            display_name=name,
            role=role,
            unit=unit,
            actor="thử nghiệm",
            as_of=TODAY,
            password=PASSWORD,
        )
        with services.registry.begin() as tx:
            account = tx.accounts.find(name)
            assert account is not None
            tx.accounts.update(account.model_copy(update={"must_change_password": False}))


@pytest.fixture(scope="module")
def campaign(services: Services, people: None) -> str:
    """Return the id of the Đồng Nai campaign, just created as a replay."""
    text = shipped_text("dong_nai_2024.yaml")
    created = start_campaign(
        services,
        plan_text=text,
        file_name="dong_nai_2024.yaml",
        clock=Clock.REPLAY,
        sample=True,
        actor="so-tu-phap",
        as_of=TODAY,
    )
    assert created.id == CAMPAIGN
    return created.id


@pytest.fixture
def moment() -> Moment:
    """Return the application's clock, which a test may move."""
    return Moment()


@pytest.fixture
def app(services: Services, settings: Settings, moment: Moment) -> FastAPI:
    """Return the application."""
    return create_app(services, settings, now=moment)


@pytest.fixture
def browsing(app: FastAPI) -> Callable[[str | None], Browsing]:
    """Return how to open a browser: signed in as somebody, or as nobody."""

    def opened(name: str | None = None) -> Browsing:
        browser = Browsing(app)
        if name:
            browser.sign_in(name, PASSWORD)
        return browser

    return opened


@pytest.fixture
def work(services: Services) -> Callable[[], list[Operation]]:
    """Return how to do all waiting work at once, as the worker would."""

    def done() -> list[Operation]:
        return list(_worked_off(services))

    return done


def _worked_off(services: Services) -> Iterator[Operation]:
    while True:
        with services.registry.begin() as tx:
            waiting = tx.operations.waiting()
        if not waiting:
            return
        for operation in waiting:
            ended = run_operation(services, operation_id=operation.id, attempt=operation.attempt)
            if ended is not None:
                yield ended
