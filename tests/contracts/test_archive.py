"""The contract of Archive: rows that are only ever added, each chained to the one before."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from models.accounts import Scope
from models.awards.archive import ArchiveRecord, document_archive_id
from models.awards.dossiers import Dossier, DossierState, closed
from models.documents import CampaignId, DocumentKind, DocumentRecord
from models.errors import Conflict, NotFound
from models.ports import ArchiveFilter, Registry, SealedRecord
from tests.contracts.award_making import DECEMBER, XUAN_LOC, archived, document_data, dossier, hashed, package
from tests.contracts.making import BIEN_HOA, STP, document, key_of

ALL = Scope()


def issued(registry: Registry, campaign_id: CampaignId, name: str = "a") -> DocumentRecord:
    with registry.begin() as tx:
        tx.register.number(document(campaign_id, name))
        tx.register.bind(key_of(campaign_id, name), sha256=hashed(name))
        return tx.register.issue(key_of(campaign_id, name), actor="văn thư")


def shut(registry: Registry, campaign_id: CampaignId) -> Dossier:
    """Return a closed dossier with its ZIP."""
    wanted = dossier(
        campaign_id, zip_sha256=hashed(campaign_id), state=DossierState.SUBMITTED, submitted_on=date(2023, 12, 2)
    )
    with registry.begin() as tx:
        tx.dossiers.add(wanted)
        tx.dossiers.replace(closed(wanted))
    return closed(wanted)


def of(record: DocumentRecord) -> ArchiveRecord:
    return archived(
        record.campaign_id,
        "docx",
        id=document_archive_id(record.id),
        document=record.id,
        sha256=record.sha256,
        metadata=document_data(),
    )


def added(registry: Registry, *records: ArchiveRecord) -> tuple[SealedRecord, ...]:
    with registry.begin() as tx:
        return tuple(tx.archive.add(record) for record in records)


def test_each_row_is_chained_to_the_one_before(registry: Registry, campaign_id: CampaignId) -> None:
    """Places without a gap, each row with its own hash and that of the row before."""
    first, second = added(registry, archived(campaign_id, "a"), archived(campaign_id, "b"))
    assert second.place == first.place + 1
    assert second.previous_sha256 == first.row_sha256 != second.row_sha256
    with registry.begin() as tx:
        assert tx.archive.find(first.id) == first
        assert tx.archive.list(ArchiveFilter(campaign_id=campaign_id), scope=ALL) == (first, second)
        assert [row.sha256 for row in tx.archive.named(campaign_id=campaign_id)] == [first.sha256, second.sha256]
        assert tx.archive.row_faults() == ()


def test_the_same_thing_is_archived_once(registry: Registry, campaign_id: CampaignId) -> None:
    """Again with the same bytes changes nothing; with others it is refused."""
    (first,) = added(registry, archived(campaign_id, "a"))
    assert added(registry, archived(campaign_id, "a", archived_on=date(2025, 1, 1))) == (first,)
    with pytest.raises(Conflict):
        added(registry, archived(campaign_id, "a", sha256=hashed("b")))


def test_a_record_of_nothing_is_refused(registry: Registry, campaign_id: CampaignId) -> None:
    """Neither of a register entry nor of a dossier that is not there."""
    for changes in ({"document": 10**9}, {"dossier": "không có"}):
        with pytest.raises(NotFound):
            added(registry, archived(campaign_id, "a", **changes))


def test_many_who_add_at_once_make_one_chain(registry: Registry, campaign_id: CampaignId) -> None:
    """Forty records from eight hands: no place twice, no place left out."""
    with ThreadPoolExecutor(8) as pool:
        places = pool.map(lambda number: added(registry, archived(campaign_id, f"{number}"))[0].place, range(40))
    assert len(set(places)) == 40
    with registry.begin() as tx:
        assert tx.archive.row_faults() == ()


def test_archived_things_are_found_by_campaign_kind_unit_and_year(registry: Registry, campaign_id: CampaignId) -> None:
    """Documents by what their register entry says, dossiers by unit and the year they were submitted in."""
    paper, files = of(issued(registry, campaign_id)), package(shut(registry, campaign_id))
    added(registry, paper, files, archived(campaign_id, "danh mục"))

    def found(**where: object) -> tuple[str, ...]:
        wanted = ArchiveFilter.model_validate({"campaign_id": campaign_id} | where)
        with registry.begin() as tx:
            listed = tx.archive.list(wanted, scope=ALL)
            assert tx.archive.count(wanted, scope=ALL) == len(listed)
            return tuple(one.id for one in listed)

    assert found(kind=DocumentKind.SUB_PLAN) == (paper.id,)
    assert found(kind=DocumentKind.CAMPAIGN_PLAN) == ()
    assert found(unit=STP) == (paper.id,)
    assert found(unit=XUAN_LOC) == (files.id,)
    assert found(year=2023) == (files.id,)
    assert found(documents=(paper.document,)) == (paper.id,)
    assert len(found()) == 3
    assert len(found(year=DECEMBER.year)) == 2


def test_a_unit_sees_its_own_documents_and_dossiers(registry: Registry, campaign_id: CampaignId) -> None:
    """And nothing of others, nor the lists of the archive itself."""
    paper, files = of(issued(registry, campaign_id)), package(shut(registry, campaign_id))
    added(registry, paper, files, archived(campaign_id, "danh mục"))
    where = ArchiveFilter(campaign_id=campaign_id)
    with registry.begin() as tx:
        for unit, seen in ((STP, [paper.id]), (XUAN_LOC, [files.id]), (BIEN_HOA, [])):
            assert [one.id for one in tx.archive.list(where, scope=Scope(units=(unit,)))] == seen
