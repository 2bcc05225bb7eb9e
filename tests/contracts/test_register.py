"""The contract of Register: numbers and states."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.accounts import Scope
from models.documents import (
    CampaignId,
    DateBeforeLast,
    DocumentRecord,
    EntryState,
    Numbering,
    NumberTaken,
)
from models.errors import Conflict, ThiduaError
from models.ports import Registry
from tests.contracts.making import DAY, document, key_of, numbers, series_of

EVERYTHING = Scope()


def entered(
    registry: Registry, campaign_id: CampaignId, subject: str, number: int, **changes: object
) -> DocumentRecord:
    with registry.begin() as tx:
        return tx.register.number(
            document(
                campaign_id,
                subject,
                numbering=Numbering.ENTERED,
                entered_number=number,
                entered_by="văn thư",
                **changes,
            )
        )


def test_numbers_are_given_one_after_the_other(registry: Registry, campaign_id: CampaignId) -> None:
    """A series starts at 1 and leaves no gap."""
    assert numbers(registry, campaign_id, "a", "b", "c") == [1, 2, 3]


def test_the_same_key_keeps_its_number(registry: Registry, campaign_id: CampaignId) -> None:
    """Asking again returns the first entry, whatever the second request says."""
    assert numbers(registry, campaign_id, "a", "b", "a") == [1, 2, 1]
    with registry.begin() as tx:
        again = tx.register.number(document(campaign_id, "a", title="khác"))
    assert again.title == document(campaign_id).title


def test_a_series_starts_where_the_office_book_stands(registry: Registry, campaign_id: CampaignId) -> None:
    """The opening number is the first to be given; setting it twice is setting it once."""
    with registry.begin() as tx:
        assert tx.register.open_series(series_of(campaign_id), opening=101)
        assert not tx.register.open_series(series_of(campaign_id), opening=101)
    assert numbers(registry, campaign_id, "a", "b") == [101, 102]


def test_a_series_in_use_is_not_opened_again(registry: Registry, campaign_id: CampaignId) -> None:
    """Once a number was given, another opening number is a conflict; the same one is no news."""
    numbers(registry, campaign_id, "a")
    with registry.begin() as tx:
        tx.register.open_series(series_of(campaign_id), opening=1)
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.open_series(series_of(campaign_id), opening=50)


@pytest.mark.parametrize("first", [1, 101])
def test_an_opening_is_replaced_only_by_who_names_it(registry: Registry, campaign_id: CampaignId, first: int) -> None:
    """Who sets another number is told of the one that stands; naming it replaces it, naming a third does not."""
    series = series_of(campaign_id)
    with registry.begin() as tx:
        assert tx.register.open_series(series, opening=first)
    for instead_of in (None, 77):
        with pytest.raises(Conflict, match=f"số {first:02d}"), registry.begin() as tx:
            tx.register.open_series(series, opening=211, instead_of=instead_of)
    with registry.begin() as tx:
        assert tx.register.open_series(series, opening=211, instead_of=first)
    assert numbers(registry, campaign_id, "a") == [211]
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.open_series(series, opening=300, instead_of=211)


def test_each_scheme_agency_and_year_counts_for_itself(registry: Registry, campaign_id: CampaignId) -> None:
    """Plans and reports of one agency do not share their numbers."""
    assert numbers(registry, campaign_id, "a") == [1]
    assert numbers(registry, campaign_id, "b", series=series_of(campaign_id, "BC"), symbol="BC-STP") == [1]
    next_year = series_of(campaign_id).model_copy(update={"year": 2025})
    assert numbers(registry, campaign_id, "c", series=next_year, issued_on=date(2025, 1, 2)) == [1]


def test_a_date_before_the_last_number_is_refused(registry: Registry, campaign_id: CampaignId) -> None:
    """Numbers follow the dates of documents; the refusal names both dates and takes no number."""
    numbers(registry, campaign_id, "a")
    with pytest.raises(DateBeforeLast, match="24/6/2024"):
        numbers(registry, campaign_id, "b", issued_on=DAY - timedelta(days=1))
    assert numbers(registry, campaign_id, "c") == [2]


def test_a_series_belongs_to_one_year(registry: Registry, campaign_id: CampaignId) -> None:
    """A document of 2025 takes no number of 2024."""
    with pytest.raises(Conflict, match="2025"):
        numbers(registry, campaign_id, "a", issued_on=date(2025, 1, 2))


def test_a_number_without_a_series_is_refused(registry: Registry, campaign_id: CampaignId) -> None:
    """Who asks for a number says from which series; who enters one says which."""
    with pytest.raises(ThiduaError, match="sổ"):
        numbers(registry, campaign_id, "a", series=None)
    with pytest.raises(ThiduaError, match="số"):
        numbers(registry, campaign_id, "a", numbering=Numbering.ENTERED)


def test_an_entered_number_moves_the_book_on(registry: Registry, campaign_id: CampaignId) -> None:
    """An entered 230 shows that the office's book stands at 230: the next given number is 231."""
    assert entered(registry, campaign_id, "a", 230).number == 230
    assert numbers(registry, campaign_id, "b") == [231]


def test_an_entered_number_below_the_last_fills_an_old_line(registry: Registry, campaign_id: CampaignId) -> None:
    """It may be dated before the last number, and the next given number does not change."""
    assert numbers(registry, campaign_id, "a") == [1]
    entered(registry, campaign_id, "b", 230)
    assert entered(registry, campaign_id, "c", 115, issued_on=DAY - timedelta(days=60)).number == 115
    assert numbers(registry, campaign_id, "d") == [231]


def test_an_entered_number_is_never_doubled(registry: Registry, campaign_id: CampaignId) -> None:
    """A number that another document has, given or entered, is refused and the holder named."""
    numbers(registry, campaign_id, "a")
    with pytest.raises(NumberTaken, match="“Triển khai phong trào thi đua”"):
        entered(registry, campaign_id, "b", 1)
    entered(registry, campaign_id, "c", 230)
    with pytest.raises(NumberTaken):
        entered(registry, campaign_id, "d", 230)


def test_an_opening_above_entered_numbers_may_still_be_set(registry: Registry, campaign_id: CampaignId) -> None:
    """Entered numbers do not close the book's opening, unless it lies below them."""
    entered(registry, campaign_id, "a", 230)
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.open_series(series_of(campaign_id), opening=200)
    with registry.begin() as tx:
        tx.register.open_series(series_of(campaign_id), opening=251)
    assert numbers(registry, campaign_id, "b") == [251]


def test_a_document_without_number_takes_none(registry: Registry, campaign_id: CampaignId) -> None:
    """A printed register is an entry too, without number or code."""
    with registry.begin() as tx:
        record = tx.register.number(document(campaign_id, numbering=Numbering.NONE, series=None, symbol=""))
    assert record.number is None
    assert record.code == ""


def test_inputs_are_frozen_word_for_word(registry: Registry, campaign_id: CampaignId) -> None:
    """The context comes back with the same values in the same order: rendering from it gives the same bytes."""
    request = document(campaign_id)
    with registry.begin() as tx:
        tx.register.number(request)
    with registry.begin() as tx:
        record = tx.register.get(tx.register.number(request).id)
    assert str(record.context) == str(request.context)
    assert record.model_dump(include=set(type(request).model_fields)) == request.model_dump()


def test_the_first_bytes_to_be_bound_count(registry: Registry, campaign_id: CampaignId) -> None:
    """A second binding changes nothing and shows the first one's hash."""
    numbers(registry, campaign_id, "a")
    with registry.begin() as tx:
        assert tx.register.bind(key_of(campaign_id, "a"), sha256="aa").state is EntryState.STORED
        assert tx.register.bind(key_of(campaign_id, "a"), sha256="bb").sha256 == "aa"
        assert {"aa"} <= tx.register.bound_hashes()
        assert "bb" not in tx.register.bound_hashes()


def test_only_a_stored_entry_is_issued_and_only_once(registry: Registry, campaign_id: CampaignId) -> None:
    """Issuing before the bytes is refused; issuing twice writes one event."""
    numbers(registry, campaign_id, "a")
    key = key_of(campaign_id, "a")
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.issue(key, actor="văn thư")
    with registry.begin() as tx:
        tx.register.bind(key, sha256="aa")
        tx.register.issue(key, actor="văn thư")
    with registry.begin() as tx:
        assert tx.register.issue(key, actor="văn thư").state is EntryState.ISSUED
    with registry.begin() as tx:
        issued = tx.events.list(campaign_id, kinds=["document.issued"])
        record = tx.register.get(issued[0].data["document"])
    assert len(issued) == 1
    assert issued[0].subject == key
    assert record.code == issued[0].data["code"] == "01/KH-STP"


def test_the_first_pdf_to_be_bound_counts(registry: Registry, campaign_id: CampaignId) -> None:
    """A PDF belongs to a stored document, and the second conversion's bytes are not used."""
    numbers(registry, campaign_id, "a")
    key = key_of(campaign_id, "a")
    with registry.begin() as tx:
        assert tx.register.bind_pdf(key, sha256="p1", page_count=2).pdf_sha256 is None
        tx.register.bind(key, sha256="aa")
        tx.register.bind_pdf(key, sha256="p1", page_count=2)
        record = tx.register.bind_pdf(key, sha256="p2", page_count=3)
        assert {"aa", "p1"} <= tx.register.bound_hashes()
    assert (record.pdf_sha256, record.page_count) == ("p1", 2)


def test_a_voided_entry_keeps_its_number(registry: Registry, campaign_id: CampaignId) -> None:
    """Voiding needs a reason; the number is never given again and nothing can be bound or issued any more."""
    assert numbers(registry, campaign_id, "a") == [1]
    key = key_of(campaign_id, "a")
    with pytest.raises(ThiduaError, match="lý do"), registry.begin() as tx:
        tx.register.void(key, reason="  ", actor="văn thư")
    with registry.begin() as tx:
        record = tx.register.void(key, reason="trùng nội dung", actor="văn thư")
        assert (record.number, record.state, record.void_reason) == (1, EntryState.VOIDED, "trùng nội dung")
        assert tx.register.void(key, reason="lần hai", actor="văn thư").void_reason == "trùng nội dung"
        assert tx.register.bind(key, sha256="aa").state is EntryState.VOIDED
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.issue(key, actor="văn thư")
    assert numbers(registry, campaign_id, "b") == [2]


def test_an_issued_document_is_not_voided(registry: Registry, campaign_id: CampaignId) -> None:
    """What has gone out is recalled or replaced, never struck out."""
    numbers(registry, campaign_id, "a")
    with registry.begin() as tx:
        tx.register.bind(key_of(campaign_id, "a"), sha256="aa")
        tx.register.issue(key_of(campaign_id, "a"), actor="văn thư")
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.void(key_of(campaign_id, "a"), reason="nhầm", actor="văn thư")


def test_unfinished_entries_are_told_by_age_and_state(registry: Registry, campaign_id: CampaignId) -> None:
    """Numbered ones by default, oldest first; stored ones where asked for; young ones not yet."""
    numbers(registry, campaign_id, "a", "b", "c")
    with registry.begin() as tx:
        tx.register.bind(key_of(campaign_id, "b"), sha256="bb")
        soon = tx.now() + timedelta(seconds=5)
        both = tx.register.unfinished(older_than=soon, states=(EntryState.NUMBERED, EntryState.STORED))
        numbered = tx.register.unfinished(older_than=soon)
        none = tx.register.unfinished(older_than=datetime(2020, 1, 1, tzinfo=UTC))
    mine = [one.key for one in both if one.campaign_id == campaign_id]
    assert mine == [key_of(campaign_id, name) for name in "abc"]
    assert [one.key for one in numbered if one.campaign_id == campaign_id] == [mine[0], mine[2]]
    assert none == ()
