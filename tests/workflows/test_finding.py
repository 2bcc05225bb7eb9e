"""Finding by a unit: what it issued and what is about it."""

from models.accounts import Scope
from models.documents import CampaignId
from models.organisation import Unit, UnitId
from tests.contracts.making import BIEN_HOA, STP, UBND, document, kept_campaign
from tests.workflows.conftest import CLERK, PLAN_DAY, plan_text
from workflows.services import Services
from workflows.steps.campaigns.campaigns import import_directory
from workflows.steps.documents.finding import FindFilters, find_documents


def issued(services: Services, campaign_id: CampaignId, name: str, *, issuer: UnitId, subject: UnitId) -> None:
    request = document(campaign_id, name, issuer=issuer, subject=subject)
    with services.registry.begin() as tx:
        tx.register.number(request)
        tx.register.bind(request.key, sha256=f"{name:0>64}")
        tx.register.issue(request.key, actor=CLERK)


def found(services: Services, query: str, *, unit: UnitId | None) -> set[int | None]:
    hits = find_documents(services, query=query, scope=Scope(), filters=FindFilters(unit=unit))
    return {one.record.number for one in hits}


def name_of(services: Services, wanted: UnitId) -> str:
    with services.registry.begin() as tx:
        unit: Unit = tx.units.directory().unit(wanted)
    return unit.name


def test_a_unit_finds_what_it_issued_and_what_is_about_it(services: Services) -> None:
    """With or without words; two units at once, one named and one filtered by, find what lies between them."""
    text = plan_text("directories/dong_nai.yaml")
    import_directory(services, text=text, file_name="dong_nai.yaml", actor=CLERK, as_of=PLAN_DAY)
    campaign_id = kept_campaign(services.registry)
    issued(services, campaign_id, "1", issuer=STP, subject=BIEN_HOA)
    issued(services, campaign_id, "2", issuer=BIEN_HOA, subject=BIEN_HOA)
    issued(services, campaign_id, "3", issuer=STP, subject=UBND)
    assert found(services, "", unit=BIEN_HOA) == {1, 2}
    assert found(services, "", unit=STP) == {1, 3}
    assert found(services, name_of(services, BIEN_HOA), unit=None) == {1, 2}
    assert found(services, name_of(services, BIEN_HOA), unit=STP) == {1}
    assert found(services, name_of(services, STP), unit=BIEN_HOA) == {1}
    assert found(services, "1", unit=UBND) == set()
    assert found(services, "3", unit=UBND) == {3}
