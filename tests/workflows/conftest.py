"""A campaign on real servers: PostgreSQL, the object store and the index, steps called as functions."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from pypdf.generic import NameObject, NumberObject

from cli.stack.seaweed import ObjectSettings
from doc_templates.word.extract import text_of
from models.accounts import Scope
from models.campaign import Campaign, Clock
from models.documents import CampaignId, DocumentKind, DocumentRecord, Draft
from models.operations import Operation, OperationKind
from models.organisation import UnitId
from models.ports import ConversionFailed, Converted, DocumentFilter, PdfConverter
from storage.objects import open_objects
from storage.registry import open_registry
from storage.search import open_index
from tests.conftest import Databases
from tests.doc_templates.pdf.copies import bytes_of, rewritten, stream
from workflows.services import ArchiveRules, Services
from workflows.settings import REPOSITORY
from workflows.steps.campaigns.campaigns import create_campaign, fill_gap, import_directory
from workflows.steps.documents.requests import request_operation
from workflows.steps.documents.series import open_series
from workflows.steps.reporting.reports import ReportContent, hand_in_report
from workflows.steps.work import run_operation

DONG_NAI = CampaignId("dong-nai-2024")
PLAN_DAY = date(2024, 6, 25)
CLERK = "cán bộ thử nghiệm"

ANSWERS = {"document.date": "2024-06-25", "signature.authority": ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]}
Do = Callable[..., Operation]


class BlankPages(PdfConverter):
    """Stands where LibreOffice would, which takes seconds: each document becomes one blank page, an archive copy."""

    def convert_each(
        self, documents: Sequence[bytes], *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Converted]:
        """Yield a PDF per document, different for each."""
        for place, one in enumerate(documents):
            yield Converted(place=place, pdf=self._blank(len(one)), page_count=1)

    def check(self) -> str:
        """Return what stands here."""
        return "blank pages"

    def _blank(self, number: int) -> bytes:
        writer = rewritten()
        page = writer.pages[0]
        page[NameObject("/Contents")] = writer._add_object(stream(b""))
        page[NameObject("/UserUnit")] = NumberObject(number)
        return bytes_of(writer)


class Choosy(BlankPages):
    """A converter that fails at documents with certain words, as LibreOffice does at a damaged one."""

    def __init__(self, *words: str) -> None:
        self._words = words

    def convert_each(
        self, documents: Sequence[bytes], *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Converted]:
        """Yield a PDF per document but for those with all of the words."""
        for made in super().convert_each(documents, progress=progress):
            text = text_of(documents[made.place])
            fails = all(word in text for word in self._words)
            fault = ConversionFailed("Tài liệu làm LibreOffice dừng đột ngột.") if fails else None
            yield Converted(place=made.place, fault=fault) if fault else made


@pytest.fixture
def own_database(databases: Databases, migrated_template: str) -> Iterator[str]:
    """Return the address of a database of the test's own: each plays the same campaign from its beginning."""
    with databases.fresh(template=migrated_template) as address:
        yield address


@pytest.fixture
def services(own_database: str, object_settings: ObjectSettings, tmp_path: Path) -> Iterator[Services]:
    """Return services over the test's own database and the module's buckets."""
    with opened_services(own_database, object_settings, tmp_path / "search") as opened:
        yield opened


@pytest.fixture
def terminal(
    own_database: str, object_settings: ObjectSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Point the commands of this process at the test's own database and the module's buckets."""
    store = object_settings.arguments()
    given = {
        "HOME": str(tmp_path),
        "DATABASE_URL": own_database,
        "S3_ENDPOINT": store["endpoint"],
        "S3_ACCESS_KEY": store["access_key"],
        "S3_SECRET_KEY": store["secret_key"],
        "S3_BUCKET_PREFIX": store["bucket_prefix"],
    }
    for name, value in given.items():
        monkeypatch.setenv(f"THIDUA_{name}", str(value))


@contextmanager
def opened_services(database: str, object_settings: ObjectSettings, search: Path) -> Iterator[Services]:
    """Open services over a database, the buckets of a module, and an index in a folder."""
    objects = open_objects(**object_settings.arguments())
    registry = open_registry(database)
    yield Services(
        registry=registry,
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(search),
        pdf=BlankPages(),
        archive=objects.archive,
        archive_rules=ArchiveRules(allowed=True, own_store=True),
    )
    registry.close()


def plan_text(name: str) -> str:
    return (REPOSITORY / "plans" / name).read_text("utf-8")


def doing(services: Services, campaign_id: CampaignId = DONG_NAI) -> Do:
    """Return a function that asks for an operation and does it, as the worker would."""

    def do(kind: OperationKind, as_of: date, **params: object) -> Operation:
        asked = request_operation(services, kind=kind, campaign_id=campaign_id, as_of=as_of, params=params, actor=CLERK)
        ended = run_operation(services, operation_id=asked.id, attempt=asked.attempt)
        assert ended is not None
        return ended

    return do


def prepared(
    services: Services,
    *,
    sample: bool = True,
    clock: Clock = Clock.REPLAY,
    answers: Mapping[str, object] = ANSWERS,
) -> Campaign:
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
    for path, value in answers.items():
        fill_gap(services, campaign_id=campaign.id, path=path, value=value, actor=CLERK, as_of=PLAN_DAY)
    return campaign


def issued_plan(services: Services, *, sample: bool = True, clock: Clock = Clock.REPLAY) -> Do:
    """Return how to go on with a campaign whose plan is issued as number 210."""
    prepared(services, sample=sample, clock=clock)
    open_series(
        services, agency=UnitId("dong-nai.ubnd"), scheme="KH", year=2024, opening=210, actor=CLERK, as_of=PLAN_DAY
    )
    do = doing(services)
    do(OperationKind.ISSUE_PLAN, PLAN_DAY)
    return do


def all_drafts(services: Services, kind: DocumentKind) -> tuple[Draft, ...]:
    with services.registry.begin() as tx:
        return tx.drafts.list(DONG_NAI, kind=kind)


def all_entries(services: Services, kind: DocumentKind | None = None) -> tuple[DocumentRecord, ...]:
    with services.registry.begin() as tx:
        return tx.register.list(DocumentFilter(campaign_id=DONG_NAI, kind=kind), scope=Scope(), limit=1000)


def report(unit: str, dated: date, services: Services, *, issue: bool = True) -> Draft:
    """Hand in a unit's final report."""
    return hand_in_report(
        services,
        campaign_id=DONG_NAI,
        obligation_id="O4",
        unit=UnitId(unit),
        due=date(2024, 10, 31),
        dated=dated,
        content=ReportContent(results=("Đã hoàn thành việc số hóa.",)),
        actor=CLERK,
        request_issue=issue,
    )
