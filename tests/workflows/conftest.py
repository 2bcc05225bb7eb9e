"""A campaign on real servers: PostgreSQL, the object store and the index, steps called as functions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cli.stack.seaweed import ObjectSettings
from models.campaign import Campaign, Clock
from models.documents import CampaignId
from models.operations import Operation, OperationKind
from models.organisation import UnitId
from storage.objects import open_objects
from storage.registry import open_registry
from storage.search import open_index
from workflows.services import Services
from workflows.settings import REPOSITORY
from workflows.steps.campaigns import assign_group, create_campaign, fill_gap, import_directory
from workflows.steps.requests import request_operation
from workflows.steps.work import run_operation

DONG_NAI = CampaignId("dong-nai-2024")
PLAN_DAY = date(2024, 6, 25)
CLERK = "cán bộ thử nghiệm"

Do = Callable[..., Operation]


class NoConverter:
    """Stands where LibreOffice would; these tests make no PDF."""

    def convert(self, documents: Sequence[bytes]) -> tuple[bytes, ...]:
        """Return bytes that say how long each document was."""
        return tuple(b"%PDF-1.4 " + str(len(one)).encode() for one in documents)


@pytest.fixture
def services(database_url: str, object_settings: ObjectSettings, tmp_path: Path) -> Iterator[Services]:
    """Return services over the module's own database and buckets."""
    objects = open_objects(**object_settings.arguments())
    registry = open_registry(database_url)
    yield Services(
        registry=registry,
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(tmp_path / "search"),
        pdf=NoConverter(),
    )
    registry.close()


def plan_text(name: str) -> str:
    return (REPOSITORY / "plans" / name).read_text("utf-8")


def doing(services: Services, campaign_id: CampaignId = DONG_NAI) -> Do:
    """Return a function that asks for an operation and does it, as the worker would."""

    def do(kind: OperationKind, as_of: date, **params: object) -> Operation:
        asked = request_operation(
            services, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params, actor=CLERK
        )
        ended = run_operation(services, operation_id=asked.id, attempt=asked.attempt)
        assert ended is not None
        return ended

    return do


def prepared(services: Services, *, sample: bool = True, clock: Clock = Clock.REPLAY) -> Campaign:
    """Return the Đồng Nai campaign with templates published and the gaps that issuing needs filled."""
    run = request_operation(
        services, kind=OperationKind.PUBLISH_TEMPLATES, campaign_id=None, as_of=PLAN_DAY, actor=CLERK
    )
    run_operation(services, operation_id=run.id, attempt=run.attempt)
    import_directory(
        services,
        text=plan_text("directories/dong_nai.yaml"),
        file_name="dong_nai.yaml",
        actor=CLERK,
        as_of=PLAN_DAY,
    )
    campaign = create_campaign(
        services,
        plan_text=plan_text("dong_nai_2024.yaml"),
        file_name="dong_nai_2024.yaml",
        clock=clock,
        sample=sample,
        actor=CLERK,
        as_of=PLAN_DAY,
    )
    for path, value in (("document.date", "2024-06-25"), ("signature.authority", ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"])):
        fill_gap(services, campaign_id=campaign.id, path=path, value=value, actor=CLERK, as_of=PLAN_DAY)
    return campaign
