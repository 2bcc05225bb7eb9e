"""The contract of Readings: stretches of a verification, kept once and in their order."""

import pytest

from models.awards.archive_faults import ArchiveFault, ArchiveFaultKind, ArchiveReading
from models.documents import CampaignId
from models.errors import ThiduaError
from models.operations import OperationKind
from models.ports import Registry
from tests.contracts.making import work


def test_stretches_come_back_in_their_order_and_each_once(registry: Registry, campaign_id: CampaignId) -> None:
    """The same stretch again, with an end or for rows and lists, changes nothing; another operation sees none."""
    with registry.begin() as tx:
        asked = [
            tx.operations.request(work(campaign_id, kind=OperationKind.VERIFY_ARCHIVE, subject=f"{campaign_id}:{name}"))
            for name in ("a", "b")
        ]
    fault = ArchiveFault(kind=ArchiveFaultKind.MISSING, id="document:1:docx", title="Kế hoạch số 01/KH-STP")
    first = ArchiveReading(operation=asked[0].id, read_to=10, read=10, sound=9, faults=(fault,))
    last = ArchiveReading(operation=asked[0].id, read_to=None)
    with registry.begin() as tx:
        assert [tx.readings.add(one) for one in (first, last, first, last)] == [True, True, False, False]
    with registry.begin() as tx:
        assert tx.readings.of(asked[0].id) == (first, last)
        assert tx.readings.of(asked[1].id) == ()


def test_a_stretch_belongs_to_an_operation(registry: Registry) -> None:
    """One of an operation that is not there is refused."""
    with pytest.raises(ThiduaError), registry.begin() as tx:
        tx.readings.add(ArchiveReading(operation="khong-co", read_to=1))
