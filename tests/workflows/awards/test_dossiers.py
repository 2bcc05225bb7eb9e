"""A dossier's live checklist, its handing in, and its way back for a missing paper."""

import pytest

from doc_templates.pdf import PdfUnreadable
from models.awards.checklist import DossierIncomplete, ItemState
from models.awards.dossiers import DossierClosed, DossierState, NoReturnReason, dossier_id
from models.awards.nominees import NomineeId
from models.awards.regulations import PartKind
from models.documents import DocumentKind
from models.organisation import UnitId
from tests.doc_templates.pdf.copies import COPY, bytes_of, rewritten
from tests.workflows.awards.conftest import FORM, LATE, MET, PROPOSED, SUBMITTED, Ending, person, submit_all
from tests.workflows.conftest import CLERK, DONG_NAI
from workflows.steps.awards.dossiers import (
    DossierView,
    PartUnreadable,
    campaign_dossiers,
    receive_part,
    return_dossier,
    submit_dossier,
    view_dossier,
)
from workflows.steps.awards.nominations import record_nomination, withdraw_nomination
from workflows.steps.awards.proposals import PaperOutdated

CAM_MY = UnitId("dong-nai.cam-my")


def view(ending: Ending, unit: UnitId = CAM_MY) -> DossierView:
    return view_dossier(ending.services, campaign_id=DONG_NAI, unit=unit, form=FORM, as_of=SUBMITTED)


def submit(ending: Ending, unit: UnitId = CAM_MY) -> DossierView:
    return submit_dossier(ending.services, campaign_id=DONG_NAI, unit=unit, form=FORM, actor=CLERK, as_of=SUBMITTED)


@pytest.mark.stage("one report late")
def test_a_dossier_is_not_handed_in_while_a_paper_is_missing(ending: Ending) -> None:
    """The checklist names the paper and whose it is; the refusal says the same, and five others are handed in."""
    (open_item,) = [item for item in view(ending).items if item.is_open]
    assert (open_item.part, open_item.nominee, open_item.state) == (PartKind.REPORT, LATE, ItemState.MISSING)
    assert open_item.owed_by == CAM_MY
    assert view(ending).dossier.state is DossierState.INCOMPLETE
    with pytest.raises(
        DossierIncomplete, match="Báo cáo thành tích có xác nhận của cấp trình của ông Nguyễn Văn Mẫu 2"
    ):
        submit(ending)
    submit_all(ending, but=(CAM_MY,))
    views = campaign_dossiers(ending.services, campaign_id=DONG_NAI, as_of=SUBMITTED)
    states = {one.dossier.unit: one.dossier.state for one in views}
    assert states.pop(CAM_MY) is DossierState.INCOMPLETE
    assert set(states.values()) == {DossierState.SUBMITTED}


@pytest.mark.stage("one report late")
def test_the_missing_paper_arrives_and_the_dossier_goes(ending: Ending) -> None:
    """Once the last report is confirmed and issued the checklist is closed; handing in twice is once."""
    ending.confirm(DocumentKind.ACHIEVEMENT_REPORT, PROPOSED)
    ending.issue(PROPOSED)
    assert view(ending).may_submit
    assert submit(ending).dossier == submit(ending).dossier
    with ending.services.registry.begin() as tx:
        events = tx.events.list(DONG_NAI, kinds=("dossier.submitted",))
    assert len(events) == 1


@pytest.mark.stage("papers")
def test_a_dossier_is_sent_back_with_a_reason_and_comes_again(ending: Ending) -> None:
    """Without a reason it is not sent back; the unit is told, may change it, and hands in the next edition."""
    submit(ending)
    with pytest.raises(DossierClosed):
        record_nomination(
            ending.services, campaign_id=DONG_NAI, unit=CAM_MY, form=FORM, entry=person(CAM_MY, 9), actor=CLERK,
            as_of=SUBMITTED,
        )  # fmt: skip
    mine = dossier_id(campaign=DONG_NAI, unit=CAM_MY, form=FORM)
    with pytest.raises(NoReturnReason):
        return_dossier(ending.services, dossier=mine, reason=" ", actor=CLERK, as_of=SUBMITTED)
    back = return_dossier(ending.services, dossier=mine, reason="thiếu xác nhận", actor=CLERK, as_of=SUBMITTED)
    assert (back.state, back.edition) == (DossierState.RETURNED, 2)
    with ending.services.registry.begin() as tx:
        assert tx.outbox.for_unit(CAM_MY)[0].text == (
            "Cơ quan chủ trì phong trào trả lại ngày 25/11/2024. Lý do: thiếu xác nhận"
        )
    again = submit(ending).dossier
    assert (again.state, again.edition) == (DossierState.SUBMITTED, 2)


@pytest.mark.stage("papers")
def test_a_list_that_moved_after_the_proposal_is_not_handed_in(ending: Ending) -> None:
    """A nominee withdrawn after the proposal was issued makes minutes and proposal outdated."""
    last = view(ending).nominations[-1]
    withdraw_nomination(ending.services, nomination=last.id, reason="xin rút", actor=CLERK, as_of=PROPOSED)
    assert len(view(ending).items) == 4
    with pytest.raises(PaperOutdated):
        submit(ending)


@pytest.mark.stage("one report late")
def test_a_paper_from_outside_counts_when_it_is_confirmed(ending: Ending) -> None:
    """A scanned report closes the gap; unconfirmed it is told as such; other files are refused."""
    late = view(ending).nominations[-1].nominee.id
    with pytest.raises(PartUnreadable):
        bring(ending, late, data=b"text", confirmed=True)
    with pytest.raises(PdfUnreadable, match="có mật khẩu mở"):
        bring(ending, late, data=locked(), confirmed=True)
    states = []
    for confirmed in (False, True):
        after = bring(ending, late, data=COPY, confirmed=confirmed)
        states.append([item.state for item in after.items if item.nominee == late])
    assert states == [[ItemState.UNCONFIRMED], [ItemState.PRESENT]]
    assert submit(ending).dossier.state is DossierState.SUBMITTED


def locked() -> bytes:
    """Return a PDF that opens with a password only."""
    writer = rewritten()
    writer.encrypt("bi-mat", algorithm="AES-128")
    return bytes_of(writer)


def bring(ending: Ending, nominee: NomineeId, *, data: bytes, confirmed: bool) -> DossierView:
    return receive_part(
        ending.services,
        campaign_id=DONG_NAI,
        unit=CAM_MY,
        form=FORM,
        part=PartKind.REPORT,
        nominee=nominee,
        data=data,
        confirmed=confirmed,
        actor=CLERK,
        as_of=MET,
    )
