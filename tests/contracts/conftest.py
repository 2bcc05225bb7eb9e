"""Every implementation of a port, one after the other."""

from collections.abc import Iterator

import pytest

from cli.stack.seaweed import ObjectSettings
from models.documents import CampaignId
from models.ports import ArchiveStore, DocumentStore, Registry, TemplateStore
from storage.objects import open_objects
from storage.registry import open_registry
from tests.contracts.making import kept_campaign


@pytest.fixture(scope="module")
def registry(database_url: str) -> Iterator[Registry]:
    """Return the registry on PostgreSQL, the one implementation there is."""
    opened = open_registry(database_url)
    yield opened
    opened.close()


@pytest.fixture
def campaign_id(registry: Registry) -> CampaignId:
    """Return the id of a campaign that this test has to itself."""
    return kept_campaign(registry)


@pytest.fixture(scope="module")
def documents(object_settings: ObjectSettings) -> DocumentStore:
    """Return the document store on S3."""
    return open_objects(**object_settings.arguments()).documents


@pytest.fixture(scope="module")
def templates(object_settings: ObjectSettings) -> TemplateStore:
    """Return the template store on S3."""
    return open_objects(**object_settings.arguments()).templates


@pytest.fixture(scope="module")
def archive(object_settings: ObjectSettings) -> ArchiveStore:
    """Return the locked store on S3."""
    return open_objects(**object_settings.arguments()).archive
