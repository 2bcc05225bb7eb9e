"""The contracts of Nominations, Councils and Dossiers."""

from datetime import date

import pytest

from models.awards.dossiers import Dossier, DossierClosed, DossierState, closed, returned, with_part, without_part
from models.awards.nominations import NominationState
from models.awards.regulations import PartKind
from models.documents import CampaignId
from models.errors import Conflict, NotFound
from models.organisation import UnitId
from models.ports import Registry
from tests.contracts.award_making import BANG_KHEN, DECEMBER, XUAN_LOC, dossier, hashed, nomination, part, session

ELSEWHERE = UnitId("dong-nai.long-khanh")


def put(registry: Registry, wanted: Dossier) -> int:
    """Keep a dossier's state in a transaction of its own; return how many rows were written."""
    with registry.begin() as tx:
        return tx.dossiers.replace(wanted)


def held(registry: Registry, wanted: Dossier) -> Dossier:
    with registry.begin() as tx:
        return tx.dossiers.get(wanted.id)


def submitted(registry: Registry, campaign_id: CampaignId) -> Dossier:
    """Keep a dossier with one part, submitted."""
    wanted = dossier(campaign_id, parts=(part(),), state=DossierState.SUBMITTED, submitted_on=DECEMBER)
    with registry.begin() as tx:
        tx.dossiers.add(wanted)
    return wanted


def test_a_nomination_comes_back_as_it_was_kept(registry: Registry, campaign_id: CampaignId) -> None:
    """Its report and nominee included; keeping the same again writes nothing."""
    wanted = nomination(campaign_id)
    with registry.begin() as tx:
        assert tx.nominations.keep(wanted)
        assert not tx.nominations.keep(wanted)
        assert tx.nominations.get(wanted.id) == wanted


def test_a_nomination_is_withdrawn_and_stays(registry: Registry, campaign_id: CampaignId) -> None:
    """A withdrawn one is found by its state, and the list keeps the unit's order."""
    first, second = nomination(campaign_id, 2, order=1), nomination(campaign_id, 1, order=2)
    gone = second.model_copy(update={"state": NominationState.WITHDRAWN})
    with registry.begin() as tx:
        for one in (second, first, gone):
            assert tx.nominations.keep(one)
        assert tx.nominations.list(campaign_id) == (first, gone)
        assert tx.nominations.list(campaign_id, unit=XUAN_LOC, state=NominationState.PROPOSED) == (first,)
        assert tx.nominations.list(campaign_id, unit=ELSEWHERE) == ()


def test_an_unknown_nomination_or_dossier_is_not_found(registry: Registry, campaign_id: CampaignId) -> None:
    """Asking by id raises; a council's session may simply not have been held."""
    with registry.begin() as tx:
        with pytest.raises(NotFound):
            tx.nominations.get(nomination(campaign_id).id)
        with pytest.raises(NotFound):
            tx.dossiers.get(dossier(campaign_id).id)
        with pytest.raises(NotFound):
            tx.dossiers.replace(dossier(campaign_id))
        assert tx.councils.find(campaign_id, unit=XUAN_LOC, form=BANG_KHEN) is None


def test_a_session_takes_the_place_of_an_earlier_one(registry: Registry, campaign_id: CampaignId) -> None:
    """One session for each unit and form; the same again changes nothing."""
    first, second = session(campaign_id), session(campaign_id, present=8, absent=("Người vắng (mẫu)",))
    with registry.begin() as tx:
        assert tx.councils.keep(first)
        assert not tx.councils.keep(first)
        assert tx.councils.keep(second)
        assert tx.councils.find(campaign_id, unit=XUAN_LOC, form=BANG_KHEN) == second
        assert tx.councils.list(campaign_id) == (second,)


def test_a_dossier_comes_back_with_its_parts_in_their_order(registry: Registry, campaign_id: CampaignId) -> None:
    """Adding it twice is adding it once; the first stays."""
    report = part(PartKind.REPORT, nominee="dong-nai.xuan-loc/tt-01", confirmed=False)
    wanted = dossier(campaign_id, parts=(part(), report), state=DossierState.INCOMPLETE)
    with registry.begin() as tx:
        assert tx.dossiers.add(wanted)
        assert not tx.dossiers.add(dossier(campaign_id))
        assert tx.dossiers.get(wanted.id) == wanted
        assert tx.dossiers.list(campaign_id) == (wanted,)
        assert tx.dossiers.list(campaign_id, state=DossierState.COMPLETE) == ()
        assert tx.dossiers.list(campaign_id, unit=XUAN_LOC, state=DossierState.INCOMPLETE) == (wanted,)


def test_only_what_changed_is_written(registry: Registry, campaign_id: CampaignId) -> None:
    """Nothing for the same dossier, one row for one part, one for the state."""
    nominees = [f"dong-nai.xuan-loc/tt-{number:02d}" for number in range(1, 5)]
    reports = tuple(part(PartKind.REPORT, nominee=name) for name in nominees)
    wanted = dossier(campaign_id, parts=(part(), *reports), state=DossierState.INCOMPLETE)
    with registry.begin() as tx:
        tx.dossiers.add(wanted)
    assert put(registry, wanted) == 0
    renewed = with_part(wanted, part(PartKind.REPORT, nominee=nominees[1], sha256=hashed("new")))
    assert put(registry, renewed) == 1
    assert held(registry, wanted) == renewed
    assert put(registry, renewed.model_copy(update={"state": DossierState.COMPLETE})) == 1
    fewer = without_part(renewed, kind=PartKind.REPORT, nominee=reports[0].nominee)
    assert put(registry, fewer) == 2
    assert held(registry, wanted) == fewer


def test_a_dossier_goes_to_the_board_and_back(registry: Registry, campaign_id: CampaignId) -> None:
    """Submitted, returned with its reason, mended, submitted as the next edition, closed."""
    first = submitted(registry, campaign_id)
    back = returned(first, reason="thiếu báo cáo")
    mended = with_part(back, part(PartKind.PROPOSAL))
    again = mended.model_copy(update={"state": DossierState.SUBMITTED, "return_reason": None})
    for wanted in (back, mended, again, closed(again)):
        assert put(registry, wanted) > 0
        assert held(registry, first) == wanted
    assert closed(again).edition == 2


@pytest.mark.parametrize("state", [DossierState.SUBMITTED, DossierState.CLOSED])
def test_a_submitted_dossier_takes_no_change(registry: Registry, campaign_id: CampaignId, state: DossierState) -> None:
    """Neither its parts nor its nominations nor its council's session."""
    wanted = submitted(registry, campaign_id)
    if state is DossierState.CLOSED:
        wanted = closed(wanted)
        put(registry, wanted)
    for act in (
        lambda: put(registry, wanted.model_copy(update={"parts": ()})),
        lambda: put(registry, wanted.model_copy(update={"parts": (*wanted.parts, part(PartKind.PROPOSAL))})),
        lambda: put(registry, wanted.model_copy(update={"state": DossierState.COMPLETE})),
        lambda: put(registry, wanted.model_copy(update={"edition": 0})),
        lambda: keep_nomination(registry, campaign_id),
        lambda: keep_session(registry, campaign_id),
    ):
        with pytest.raises(DossierClosed):
            act()
    assert held(registry, wanted) == wanted


def keep_nomination(registry: Registry, campaign_id: CampaignId) -> None:
    with registry.begin() as tx:
        tx.nominations.keep(nomination(campaign_id))


def keep_session(registry: Registry, campaign_id: CampaignId) -> None:
    with registry.begin() as tx:
        tx.councils.keep(session(campaign_id))


def test_a_dossier_cannot_be_closed_before_it_is_submitted(registry: Registry, campaign_id: CampaignId) -> None:
    """States follow one another."""
    with registry.begin() as tx:
        tx.dossiers.add(dossier(campaign_id))
    with pytest.raises(Conflict):
        put(registry, dossier(campaign_id, state=DossierState.CLOSED))


def test_a_closed_dossier_takes_a_package_that_it_lacked_once(registry: Registry, campaign_id: CampaignId) -> None:
    """A PDF made later is bound; another in its place is refused."""
    shut = closed(submitted(registry, campaign_id))
    put(registry, shut)
    bound = shut.model_copy(update={"pdf_sha256": hashed("pdf")})
    assert put(registry, bound) == 1
    for other in ({"pdf_sha256": hashed("other")}, {"submitted_on": date(2024, 12, 30)}):
        with pytest.raises(DossierClosed):
            put(registry, bound.model_copy(update=other))


def test_bytes_of_dossiers_are_kept_in_the_store(registry: Registry, campaign_id: CampaignId) -> None:
    """Packages and papers from outside count as named, so that tidying leaves them."""
    wanted = dossier(campaign_id, parts=(part(),), zip_sha256=hashed("zip"), pdf_sha256=hashed("pdf"))
    with registry.begin() as tx:
        tx.dossiers.add(wanted)
        assert {hashed("zip"), hashed("pdf"), hashed(PartKind.MINUTES)} <= tx.register.bound_hashes()
