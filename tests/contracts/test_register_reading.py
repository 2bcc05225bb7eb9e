"""The contract of Register: lists, filters, and who sees what."""

from datetime import timedelta

import pytest

from models.accounts import Scope
from models.documents import CampaignId, DocumentKind, EntryState
from models.errors import NotFound
from models.ports import DocumentFilter, Registry
from tests.contracts.making import BIEN_HOA, DAY, STP, UBND, kept_campaign, key_of, numbers, series_of

EVERYTHING = Scope()


def test_entries_are_listed_by_date_and_number(registry: Registry, campaign_id: CampaignId) -> None:
    """The order of the office's book, page by page, with the count of all."""
    numbers(registry, campaign_id, "a", "b")
    numbers(registry, campaign_id, "c", issued_on=DAY + timedelta(days=1))
    where = DocumentFilter(campaign_id=campaign_id)
    with registry.begin() as tx:
        assert [one.number for one in tx.register.list(where, scope=EVERYTHING)] == [1, 2, 3]
        assert [one.number for one in tx.register.list(where, scope=EVERYTHING, offset=1, limit=1)] == [2]
        assert tx.register.count(where, scope=EVERYTHING) == 3


def test_a_list_narrows_by_unit_number_and_days(registry: Registry, campaign_id: CampaignId) -> None:
    """A unit's documents are those it issued and those about it; the first and last day both count."""
    numbers(registry, campaign_id, "a")
    numbers(registry, campaign_id, "b", subject=BIEN_HOA, issued_on=DAY + timedelta(days=1))
    later = DAY + timedelta(days=1)
    for narrowed, expected in (
        ({"unit": BIEN_HOA}, [2]),
        ({"unit": STP}, [1, 2]),
        ({"issuer": BIEN_HOA}, []),
        ({"number": 2}, [2]),
        ({"issued_from": later}, [2]),
        ({"issued_to": DAY}, [1]),
        ({"issued_from": DAY, "issued_to": later}, [1, 2]),
    ):
        where = DocumentFilter.model_validate({"campaign_id": campaign_id} | narrowed)
        with registry.begin() as tx:
            assert [one.number for one in tx.register.list(where, scope=EVERYTHING)] == expected


@pytest.mark.parametrize("typed", ["02/KH-STP", "2/KH-STP", " 2/kh-stp ", "002 / KH-STP"])
def test_a_code_is_found_as_people_type_it(registry: Registry, campaign_id: CampaignId, typed: str) -> None:
    """Leading zeros, case and spaces of a typed code do not matter."""
    numbers(registry, campaign_id, "a", "b")
    with registry.begin() as tx:
        found = tx.register.list(DocumentFilter(campaign_id=campaign_id, code=typed), scope=EVERYTHING)
    assert [one.number for one in found] == [2]


def test_filters_narrow_the_list(registry: Registry, campaign_id: CampaignId) -> None:
    """Kind, issuer, year, state and ids each pick out their own."""
    numbers(registry, campaign_id, "a")
    letter = {"kind": DocumentKind.REMINDER_LETTER, "series": series_of(campaign_id, "CV"), "issuer": BIEN_HOA}
    numbers(registry, campaign_id, "b", **letter)
    with registry.begin() as tx:
        first, second = tx.register.list(DocumentFilter(campaign_id=campaign_id), scope=EVERYTHING)
        for narrowed, expected in (
            (DocumentFilter(campaign_id=campaign_id, kind=DocumentKind.REMINDER_LETTER), [second.id]),
            (DocumentFilter(campaign_id=campaign_id, issuer=STP), [first.id]),
            (DocumentFilter(campaign_id=campaign_id, year=2024), [first.id, second.id]),
            (DocumentFilter(campaign_id=campaign_id, year=2025), []),
            (DocumentFilter(campaign_id=campaign_id, state=EntryState.ISSUED), []),
            (DocumentFilter(ids=(first.id, second.id)), [first.id, second.id]),
            (DocumentFilter(ids=()), []),
        ):
            assert [one.id for one in tx.register.list(narrowed, scope=EVERYTHING)] == expected
            assert tx.register.count(narrowed, scope=EVERYTHING) == len(expected)


def test_a_unit_sees_its_own_documents_and_issued_plans(registry: Registry) -> None:
    """What others issue about others stays out of a unit's list and count; the plan is seen once it is issued."""
    campaign_id = kept_campaign(registry)
    where = DocumentFilter(campaign_id=campaign_id)
    plan = {"kind": DocumentKind.CAMPAIGN_PLAN, "issuer": UBND, "series": series_of(campaign_id, "P")}
    numbers(registry, campaign_id, "plan", **plan)
    numbers(registry, campaign_id, "stp-own")
    numbers(registry, campaign_id, "about-bien-hoa", subject=BIEN_HOA)

    def seen(scope: Scope) -> list[str]:
        with registry.begin() as tx:
            listed = tx.register.list(where, scope=scope)
            assert tx.register.count(where, scope=scope) == len(listed)
        return sorted(one.key.split(":")[2] for one in listed)

    assert seen(EVERYTHING) == ["about-bien-hoa", "plan", "stp-own"]
    assert seen(Scope(units=(BIEN_HOA,))) == ["about-bien-hoa"]
    assert seen(Scope(units=())) == []
    with registry.begin() as tx:
        tx.register.bind(key_of(campaign_id, "plan"), sha256="aa")
        tx.register.issue(key_of(campaign_id, "plan"), actor="văn thư")
    assert seen(Scope(units=(BIEN_HOA,))) == ["about-bien-hoa", "plan"]
    assert seen(Scope(units=())) == ["plan"]


def test_an_unknown_entry_is_not_found(registry: Registry, campaign_id: CampaignId) -> None:
    """By id or by key, reading or acting."""
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.register.get(10**12)
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.register.bind(key_of(campaign_id, "nobody"), sha256="aa")
    with registry.begin() as tx:
        assert tx.register.find(key_of(campaign_id, "nobody")) is None
