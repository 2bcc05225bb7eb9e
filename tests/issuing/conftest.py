"""Issuing on real servers, a fresh place in them per module."""

from collections.abc import Iterator

import pytest

from cli.stack.seaweed import ObjectSettings
from models.documents import CampaignId, TemplateVersion
from tests.contracts.making import kept_campaign
from tests.issuing.making import Issuing, open_issuing, publish


@pytest.fixture(scope="module")
def services(database_url: str, object_settings: ObjectSettings) -> Iterator[Issuing]:
    """Return registry and stores."""
    opened = open_issuing(database_url, dict(object_settings.arguments()))
    yield opened
    opened.registry.close()


@pytest.fixture(scope="module")
def template(services: Issuing) -> TemplateVersion:
    """Return the published template of the reminder letter."""
    return publish(services)


@pytest.fixture
def campaign_id(services: Issuing) -> CampaignId:
    """Return the id of a campaign that this test has to itself."""
    return kept_campaign(services.registry)
