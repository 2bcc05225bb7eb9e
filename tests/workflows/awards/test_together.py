"""Two clerks of one unit at the same moment: neither's paper nor nominee takes the other's place."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from pypdf import PdfWriter

from models.awards.nominees import NomineeKind
from models.awards.regulations import PartKind
from models.organisation import UnitId
from tests.workflows.awards.conftest import FORM, MET, Ending
from tests.workflows.conftest import CLERK, DONG_NAI
from workflows.steps.awards.dossiers import PartUnreadable, receive_part, view_dossier
from workflows.steps.awards.nominations import NomineeEntry, record_nomination

BIEN_HOA = UnitId("dong-nai.bien-hoa")
SCAN = b"PK\x03\x04 a Word file"


def test_papers_that_come_in_together_are_all_there(ending: Ending) -> None:
    """Each clerk's scan has its place, however many come at once."""
    nominees = [one.nominee.id for one in ending.nominate(BIEN_HOA)]
    start = Barrier(len(nominees))

    def clerk(place: int) -> None:
        start.wait(30)
        receive_part(
            ending.services,
            campaign_id=DONG_NAI,
            unit=BIEN_HOA,
            form=FORM,
            part=PartKind.REPORT,
            nominee=nominees[place],
            data=SCAN + bytes([place]),
            confirmed=True,
            actor=CLERK,
            as_of=MET,
        )

    with ThreadPoolExecutor(len(nominees)) as clerks:
        list(clerks.map(clerk, range(len(nominees))))
    view = view_dossier(ending.services, campaign_id=DONG_NAI, unit=BIEN_HOA, form=FORM, as_of=MET)
    assert {one.nominee for one in view.dossier.parts} == set(nominees)


def test_nominees_that_are_entered_together_are_all_there(ending: Ending) -> None:
    """Two new names at the same moment are two nominees, each with an id and a place of its own."""
    names = ("Nguyễn Văn Một", "Trần Thị Hai", "Lê Văn Ba", "Phạm Thị Bốn")
    start = Barrier(len(names))

    def clerk(name: str) -> None:
        start.wait(30)
        entry = NomineeEntry(kind=NomineeKind.PERSON, name=name, organisation="UBND thành phố Biên Hòa")
        record_nomination(
            ending.services, campaign_id=DONG_NAI, unit=BIEN_HOA, form=FORM, entry=entry, actor=CLERK, as_of=MET
        )

    with ThreadPoolExecutor(len(names)) as clerks:
        list(clerks.map(clerk, names))
    with ending.services.registry.begin() as tx:
        kept = tx.nominations.list(DONG_NAI, unit=BIEN_HOA)
    assert sorted(one.nominee.name for one in kept) == sorted(names)
    assert sorted(one.order for one in kept) == [1, 2, 3, 4]


def test_a_scan_without_a_page_is_no_paper(ending: Ending) -> None:
    """A PDF whose page tree is empty shows nothing to the Board, so it is refused where it comes in."""
    nominee = ending.nominate(BIEN_HOA)[0].nominee.id
    written = io.BytesIO()
    PdfWriter().write(written)
    with pytest.raises(PartUnreadable):
        receive_part(
            ending.services,
            campaign_id=DONG_NAI,
            unit=BIEN_HOA,
            form=FORM,
            part=PartKind.REPORT,
            nominee=nominee,
            data=written.getvalue(),
            confirmed=True,
            actor=CLERK,
            as_of=MET,
        )
