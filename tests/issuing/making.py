"""What issuing needs, on real servers: stores, a registry, and requests for a real reminder letter."""

from dataclasses import dataclass
from typing import Any

from doc_templates.catalogue import built_in, sample
from doc_templates.rendering import RENDERER_VERSION
from models.documents import (
    CampaignId,
    DocumentKind,
    DocumentRequest,
    SeriesKey,
    TemplateVersion,
    issue_key,
)
from models.organisation import UnitId
from storage.objects import Documents, Templates, open_objects
from storage.registry import SqlRegistry, open_registry
from tests.contracts.making import DAY, STP

LETTER = DocumentKind.REMINDER_LETTER


@dataclass(frozen=True)
class Issuing:
    """The three services that issuing sees."""

    registry: SqlRegistry
    documents: Documents
    templates: Templates


def open_issuing(database_url: str, objects: dict[str, Any], *, pool_size: int = 2) -> Issuing:
    """Return the services over a database and a store; nothing is opened yet."""
    stores = open_objects(**objects)
    registry = open_registry(database_url, pool_size=pool_size)
    return Issuing(registry=registry, documents=stores.documents, templates=stores.templates)


def publish(services: Issuing) -> TemplateVersion:
    """Return the built-in reminder letter's template, put into the bucket."""
    return services.templates.publish(LETTER, built_in(LETTER))


def letter(campaign_id: CampaignId, template: TemplateVersion, name: str, /, **changes: Any) -> DocumentRequest:
    """Return the request for a reminder letter in the first series of a campaign."""
    context = sample(LETTER).model_dump(mode="json", exclude={"number", "symbol", "issued_on"})
    values: dict[str, Any] = {
        "key": issue_key(campaign_id, LETTER, subject=name),
        "campaign_id": campaign_id,
        "kind": LETTER,
        "issuer": STP,
        "series": series(campaign_id, 1),
        "symbol": symbol(1),
        "issued_on": DAY,
        "title": f"V/v đôn đốc gửi báo cáo ({name})",
        "type_name": "Công văn",
        "context": context | {"subject": f"đôn đốc gửi báo cáo, lần {name}"},
        "template": template,
        "renderer": RENDERER_VERSION,
        "as_of": DAY,
    }
    return DocumentRequest.model_validate(values | changes)


def series(campaign_id: CampaignId, number: int) -> SeriesKey:
    """Return one of a campaign's series."""
    return SeriesKey(agency=UnitId(f"{campaign_id}.x{number}"), scheme="CV", year=DAY.year)


def symbol(number: int) -> str:
    """Return the symbol of that series, different for each so that a code names one document of the whole test."""
    return f"STP-HT{number}"
