"""The contract of Campaigns, Units, Drafts and Submissions."""

from datetime import date, timedelta

import pytest

from models.campaign import CampaignState, Filling, Membership, Submission
from models.documents import CampaignId, DocumentKind, DraftState
from models.errors import Conflict, NotFound
from models.organisation import UnitId
from models.ports import Registry
from tests.contracts.making import (
    BIEN_HOA,
    DAY,
    STP,
    TEMPLATE,
    campaign,
    document,
    draft,
    key_of,
    new_campaign_id,
    unit,
)


def filling(path: str, value: object, **changes: object) -> Filling:
    return Filling.model_validate({"path": path, "value": value, "by": "Lê Văn A", "on": DAY} | changes)


def joined(unit_id: UnitId, group: str, start: date, end: date | None = None) -> Membership:
    return Membership(group=group, unit=unit_id, start=start, end=end, by="chuyên viên")


def spans(registry: Registry, campaign_id: CampaignId) -> list[tuple[str, date, date | None]]:
    with registry.begin() as tx:
        return [(one.group, one.start, one.end) for one in tx.campaigns.memberships(campaign_id)]


def test_a_campaign_comes_back_as_it_was_kept(registry: Registry) -> None:
    """A campaign and its plan's text come back unchanged from another transaction."""
    kept = campaign(new_campaign_id(), sample=True, template_versions={"sub_plan": "v1"}, regulation="nd152")
    with registry.begin() as tx:
        tx.campaigns.add(kept, plan_text="id: x\nname: Đợt thi đua ⟦52|62⟧\n")
    with registry.begin() as tx:
        assert tx.campaigns.get(kept.id) == kept
        assert tx.campaigns.plan_text(kept.id) == "id: x\nname: Đợt thi đua ⟦52|62⟧\n"


def test_the_same_plan_again_is_the_same_campaign(registry: Registry, campaign_id: CampaignId) -> None:
    """Adding twice is adding once; another plan under the same id is a conflict that names the id."""
    with registry.begin() as tx:
        tx.campaigns.add(campaign(campaign_id), plan_text=f"id: {campaign_id}\n")
    with pytest.raises(Conflict, match=campaign_id), registry.begin() as tx:
        tx.campaigns.add(campaign(campaign_id), plan_text="another plan")


def test_campaigns_are_listed_newest_first_and_by_state(registry: Registry) -> None:
    """The newest comes first; a state picks out its own."""
    older, newer = campaign(new_campaign_id()), campaign(new_campaign_id())
    with registry.begin() as tx:
        tx.campaigns.add(older, plan_text="a")
        tx.campaigns.add(newer, plan_text="b")
        tx.campaigns.update(older.model_copy(update={"state": CampaignState.CLOSED}))
        listed = [one.id for one in tx.campaigns.list()]
        closed = [one.id for one in tx.campaigns.list(state=CampaignState.CLOSED)]
    assert listed.index(newer.id) < listed.index(older.id)
    assert older.id in closed
    assert newer.id not in closed


def test_an_unknown_campaign_is_not_found(registry: Registry) -> None:
    """Reading, updating and filling a campaign that is not there all say so."""
    nobody = new_campaign_id()
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.campaigns.get(nobody)
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.campaigns.plan_text(nobody)
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.campaigns.update(campaign(nobody))
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.campaigns.fill(nobody, filling("document.date", "2024-06-25"))


def test_the_latest_answer_to_a_gap_is_in_force(registry: Registry, campaign_id: CampaignId) -> None:
    """A later answer for the same path takes the earlier one's place; other paths keep theirs."""
    last = filling("document.date", "2024-06-26", note="theo công văn đính chính")
    with registry.begin() as tx:
        tx.campaigns.fill(campaign_id, filling("document.date", "2024-06-25"))
        tx.campaigns.fill(campaign_id, filling("signature.name", "Võ Tấn Đức"))
        tx.campaigns.fill(campaign_id, last)
    with registry.begin() as tx:
        assert tx.campaigns.fillings(campaign_id) == (last, filling("signature.name", "Võ Tấn Đức"))


def test_joining_a_group_ends_the_earlier_membership_the_day_before(
    registry: Registry, campaign_id: CampaignId
) -> None:
    """A unit is in one group at a time, and its past memberships stay."""
    with registry.begin() as tx:
        tx.campaigns.join_group(campaign_id, joined(BIEN_HOA, "1", DAY))
        tx.campaigns.join_group(campaign_id, joined(STP, "2", DAY))
        tx.campaigns.join_group(campaign_id, joined(BIEN_HOA, "3", DAY + timedelta(days=30)))
    assert spans(registry, campaign_id) == [
        ("1", DAY, DAY + timedelta(days=29)),
        ("3", DAY + timedelta(days=30), None),
        ("2", DAY, None),
    ]


def test_a_membership_entered_late_ends_before_the_next_one(registry: Registry, campaign_id: CampaignId) -> None:
    """Entering an earlier membership afterwards leaves the later one alone."""
    with registry.begin() as tx:
        tx.campaigns.join_group(campaign_id, joined(STP, "2", DAY))
        tx.campaigns.join_group(campaign_id, joined(STP, "1", DAY - timedelta(days=10)))
    assert spans(registry, campaign_id) == [
        ("1", DAY - timedelta(days=10), DAY - timedelta(days=1)),
        ("2", DAY, None),
    ]


def test_a_correction_for_the_same_day_takes_its_place(registry: Registry, campaign_id: CampaignId) -> None:
    """The same unit on the same day is a correction, not a second membership."""
    with registry.begin() as tx:
        tx.campaigns.join_group(campaign_id, joined(STP, "2", DAY))
        tx.campaigns.join_group(campaign_id, joined(STP, "3", DAY))
    assert spans(registry, campaign_id) == [("3", DAY, None)]


def test_units_are_counted_only_when_new_or_changed(registry: Registry) -> None:
    """Keeping the same directory twice changes nothing; a renewed unit is the one change."""
    units = (unit("t.stp", "Sở Tư pháp"), unit("t.adn", "Ấp Đông"), unit("t.dn", "Đảng ủy"))
    with registry.begin() as tx:
        assert tx.units.keep(units) == 3
        assert tx.units.keep(units) == 0
        assert tx.units.keep([unit("t.stp", "Sở Tư pháp", valid_to=date(2025, 6, 30)), *units[1:]]) == 1
        assert tx.units.directory().unit(UnitId("t.stp")).valid_to == date(2025, 6, 30)


def test_a_draft_is_added_once(registry: Registry, campaign_id: CampaignId) -> None:
    """A second draft under the same key leaves the first one's words alone."""
    with registry.begin() as tx:
        assert tx.drafts.add(draft(campaign_id))
        assert not tx.drafts.add(draft(campaign_id, title="khác"))
        assert tx.drafts.get(key_of(campaign_id, "a")) == draft(campaign_id)
    with pytest.raises(NotFound), registry.begin() as tx:
        tx.drafts.get(key_of(campaign_id, "nobody"))


def test_drafts_are_listed_by_key_state_kind_and_issuer(registry: Registry, campaign_id: CampaignId) -> None:
    """Each filter narrows the list, and the order is that of the keys."""
    first, second, third = (draft(campaign_id, name, issuer=STP if name != "c" else BIEN_HOA) for name in "abc")
    with registry.begin() as tx:
        for one in (third, first, second):
            tx.drafts.add(one)
        confirmed = second.model_copy(update={"state": DraftState.CONFIRMED, "dated": DAY, "confirmed_by": "unit"})
        tx.drafts.replace(confirmed)
        assert tx.drafts.list(campaign_id) == (first, confirmed, third)
        assert tx.drafts.list(campaign_id, state=DraftState.CONFIRMED) == (confirmed,)
        assert tx.drafts.list(campaign_id, issuer=BIEN_HOA) == (third,)
        assert tx.drafts.list(campaign_id, kind=DocumentKind.REMINDER_LETTER) == ()


def test_another_template_reaches_unconfirmed_drafts_only(registry: Registry, campaign_id: CampaignId) -> None:
    """Drafts of that kind that nobody has confirmed take the version, once; confirmed ones keep theirs."""
    newer = TEMPLATE.model_copy(update={"version": "2"})
    with registry.begin() as tx:
        for one in (draft(campaign_id), draft(campaign_id, "b", state=DraftState.CONFIRMED, dated=DAY)):
            tx.drafts.add(one)
        assert tx.drafts.move_template(campaign_id, template=newer) == 1
        assert tx.drafts.move_template(campaign_id, template=newer) == 0
        versions = [one.template.version for one in tx.drafts.list(campaign_id)]
    assert versions == ["2", "1"]


def test_a_draft_with_a_number_no_longer_changes(registry: Registry, campaign_id: CampaignId) -> None:
    """Once the number is taken the register's frozen words count: the draft can neither change nor be withdrawn."""
    request = document(campaign_id)
    words = request.model_dump(include={"signer", "recipients", "context"})
    confirmed = draft(campaign_id, state=DraftState.CONFIRMED, dated=DAY, **words)
    with registry.begin() as tx:
        tx.drafts.add(confirmed)
        tx.register.number(request)
    for change in ({"title": "khác"}, {"state": DraftState.WITHDRAWN}, {"state": DraftState.ISSUED}):
        with pytest.raises(Conflict), registry.begin() as tx:
            tx.drafts.replace(confirmed.model_copy(update=change))


def test_a_withdrawn_draft_stays_withdrawn(registry: Registry, campaign_id: CampaignId) -> None:
    """What was withdrawn takes no new words and no number."""
    withdrawn = draft(campaign_id, state=DraftState.WITHDRAWN)
    with registry.begin() as tx:
        tx.drafts.add(withdrawn)
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.drafts.replace(withdrawn.model_copy(update={"state": DraftState.CONFIRMED}))
    with pytest.raises(Conflict), registry.begin() as tx:
        tx.register.number(document(campaign_id))


def hand_in(campaign_id: CampaignId, **changes: object) -> Submission:
    values = {"campaign_id": campaign_id, "obligation_id": "O3", "unit": STP, "due": DAY, "handed_in": DAY, "by": "stp"}
    return Submission.model_validate(values | changes)


def test_the_first_hand_in_for_a_deadline_counts(registry: Registry, campaign_id: CampaignId) -> None:
    """A second one for the same unit and deadline is told by False and changes nothing, also without a date."""
    with registry.begin() as tx:
        assert tx.submissions.record(hand_in(campaign_id))
        assert not tx.submissions.record(hand_in(campaign_id, handed_in=DAY + timedelta(days=1)))
        assert tx.submissions.record(hand_in(campaign_id, due=None))
        assert not tx.submissions.record(hand_in(campaign_id, due=None, note="lần hai"))
        assert tx.submissions.list(campaign_id) == (hand_in(campaign_id), hand_in(campaign_id, due=None))


def test_hand_ins_are_listed_by_date_unit_and_obligation(registry: Registry, campaign_id: CampaignId) -> None:
    """The list follows the days of handing in; filters narrow it."""
    late = hand_in(campaign_id, unit=BIEN_HOA, handed_in=DAY + timedelta(days=3))
    early = hand_in(campaign_id, obligation_id="O4", handed_in=DAY - timedelta(days=3))
    with registry.begin() as tx:
        for one in (late, hand_in(campaign_id), early):
            tx.submissions.record(one)
        assert tx.submissions.list(campaign_id) == (early, hand_in(campaign_id), late)
        assert tx.submissions.list(campaign_id, unit=BIEN_HOA) == (late,)
        assert tx.submissions.list(campaign_id, obligation_id="O4") == (early,)
