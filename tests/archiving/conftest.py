"""A campaign with something to archive, over a database and buckets of the test's own."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cli.stack.seaweed import ObjectSettings, Seaweed
from doc_templates.pdf import LibreOffice
from models.awards.dossiers import Dossier, DossierState, closed
from models.documents import CampaignId, DocumentRecord, IssueKey
from models.operations import OperationKind, OperationRequest
from storage.objects import Objects, open_objects
from storage.registry import open_registry
from storage.search import open_index
from tests.conftest import Databases
from tests.contracts.award_making import DECEMBER, XUAN_LOC, dossier, nomination, part, session
from tests.contracts.making import STP, UBND, document, kept_campaign, key_of, unit
from workflows.services import ArchiveRules, Services
from workflows.steps.archive.archiving import archive_campaign
from workflows.steps.archive.verifying import ArchiveReport, verify_archive
from workflows.steps.documents.issuing import DOCX
from workflows.steps.operations.progress import Work

DAY = DECEMBER


@dataclass(frozen=True)
class Place:
    """One installation with one campaign."""

    services: Services
    objects: Objects
    settings: ObjectSettings
    database_url: str
    campaign_id: CampaignId

    def issue(self, name: str, *, pdf: bool = False, **changes: object) -> DocumentRecord:
        """Issue a document whose bytes are its name."""
        sha256 = self.services.documents.put(f"văn bản {name}".encode() * 50, content_type=DOCX)
        with self.services.registry.begin() as tx:
            tx.register.number(document(self.campaign_id, name, **changes))
            tx.register.bind(key_of(self.campaign_id, name), sha256=sha256)
            tx.register.issue(key_of(self.campaign_id, name), actor="văn thư")
        return self.bind_pdf(name) if pdf else self.entry(name)

    def bind_pdf(self, name: str) -> DocumentRecord:
        """Give a document its PDF."""
        sha256 = self.services.documents.put(f"%PDF {name}".encode() * 50, content_type="application/pdf")
        with self.services.registry.begin() as tx:
            return tx.register.bind_pdf(key_of(self.campaign_id, name), sha256=sha256, page_count=2)

    def entry(self, name: str) -> DocumentRecord:
        with self.services.registry.begin() as tx:
            return _there(tx.register.find(IssueKey(key_of(self.campaign_id, name))))

    def submit(self) -> Dossier:
        """Submit a dossier with a nomination, a session, one part and its ZIP."""
        sha256 = self.services.documents.put("PK hồ sơ".encode() * 50, content_type="application/zip")
        wanted = dossier(
            self.campaign_id,
            parts=(part(),),
            zip_sha256=sha256,
            state=DossierState.SUBMITTED,
            submitted_on=DAY,
        )
        with self.services.registry.begin() as tx:
            tx.nominations.keep(nomination(self.campaign_id))
            tx.councils.keep(session(self.campaign_id))
            tx.dossiers.add(wanted)
        return wanted

    def close(self, held: Dossier) -> Dossier:
        with self.services.registry.begin() as tx:
            tx.dossiers.replace(closed(held))
        return closed(held)

    def of(self, campaign_id: CampaignId) -> "Place":
        """Return the same installation for another campaign."""
        return replace(self, campaign_id=campaign_id)

    def work(self, **params: object) -> Work:
        """Return a fresh attempt to archive the campaign."""
        request = OperationRequest(
            kind=OperationKind.ARCHIVE_CAMPAIGN,
            subject=f"{self.campaign_id}:{secrets.token_hex(4)}",
            campaign_id=self.campaign_id,
            as_of=DAY,
            params=params,
            requested_by="lưu trữ viên",
        )
        with self.services.registry.begin() as tx:
            asked = tx.operations.request(request)
            return Work(services=self.services, operation=tx.operations.start(asked.id, attempt=1))

    def archive(self, **params: object) -> str:
        """Archive the campaign; return the sentence that says what came of it."""
        return archive_campaign(self.work(**params))

    def verify(self) -> ArchiveReport:
        return verify_archive(self.services)

    def found(self) -> set[tuple[str, str]]:
        """Return what a verification finds: kind and record."""
        return {(fault.kind.value, fault.id) for fault in self.verify().faults}

    def with_rules(self, **changes: object) -> "Place":
        return replace(self, services=replace(self.services, archive_rules=ArchiveRules(**changes)))  # type: ignore[arg-type]


@pytest.fixture
def place(databases: Databases, seaweed: Seaweed, migrated_template: str, tmp_path: Path) -> Iterator[Place]:
    """Return an installation of the test's own, with an empty campaign and three units."""
    settings = seaweed.settings(bucket_prefix=f"a{secrets.token_hex(4)}-")
    with databases.fresh(template=migrated_template) as address:
        yield from opened(address, settings, tmp_path)


def opened(database_url: str, settings: ObjectSettings, folder: Path) -> Iterator[Place]:
    """Open an installation over a database and a store."""
    objects = open_objects(**settings.arguments())
    registry = open_registry(database_url)
    services = Services(
        registry=registry,
        documents=objects.documents,
        templates=objects.templates,
        search=open_index(folder / "search"),
        pdf=LibreOffice(),
        archive=objects.archive,
        archive_rules=ArchiveRules(allowed=True, own_store=True),
    )
    with registry.begin() as tx:
        tx.units.keep([unit(UBND, "UBND tỉnh"), unit(STP, "Sở Tư pháp"), unit(XUAN_LOC, "UBND huyện Xuân Lộc")])
    yield Place(services, objects, settings, database_url, kept_campaign(registry))
    registry.close()


def _there(record: DocumentRecord | None) -> DocumentRecord:
    assert record is not None
    return record
