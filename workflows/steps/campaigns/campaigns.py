"""Acts on a campaign itself: it is created from a plan text, its gaps are filled, its groups formed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from models.campaign import Campaign, CampaignState, Clock, Filling, Membership
from models.deadlines import owing_units
from models.documents import CampaignId
from models.errors import Conflict, NotFound
from models.events import NewEvent
from models.organisation import UnitId
from models.plan import BadFilling, Plan, open_gaps, printed, with_fillings
from models.plan.due_gaps import unit_in
from models.plan.filling import no_such_answer, takes_back
from models.ports import Transaction
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.campaigns.plan_entries import plan_entry
from workflows.steps.files.plan_files import read_directory, read_plan

_PRINTED = ("document.", "signature.", "readings.")
"""Answers to these stand on the plan's paper."""


class PlanAlreadyIssued(Conflict):
    """What a plan that has its number says on paper cannot be answered differently afterwards."""

    code = "plan-already-issued"


class UnknownGroup(NotFound):
    """The plan has no group of that id."""

    code = "unknown-group"


def create_campaign(
    services: Services, *, plan_text: str, file_name: str, clock: Clock, sample: bool, actor: str, as_of: date
) -> Campaign:
    """Return the campaign of a plan file's text, made now or before.

    Raises ``PlanFileFaults`` with every fault, units that the directory lacks among them, or ``Conflict``.
    """
    with services.registry.begin() as tx:
        plan = read_plan(plan_text, file_name=file_name, directory=tx.units.directory())
    campaign = Campaign(
        id=CampaignId(plan.id),
        name=plan.name,
        clock=clock,
        state=CampaignState.PREPARING,
        lead=plan.lead,
        issuer=plan.issuer,
        sample=sample,
        created_by=actor,
    )
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        tx.campaigns.add(campaign, plan_text=plan_text)
        tx.events.append(
            NewEvent(
                kind="campaign.created",
                campaign_id=campaign.id,
                subject=campaign.id,
                as_of=as_of,
                actor=actor,
                data={"file": file_name, "clock": clock.value},
                unique_key=f"campaign.created:{campaign.id}",
            )
        )
        return tx.campaigns.get(campaign.id)


def import_directory(services: Services, *, text: str, file_name: str, actor: str, as_of: date) -> int:
    """Add or renew the units of a directory file; return how many changed."""
    units = read_directory(text, file_name=file_name)
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        changed = tx.units.keep(units)
        if changed:
            tx.events.append(
                NewEvent(
                    kind="directory.imported",
                    subject=file_name,
                    as_of=as_of,
                    actor=actor,
                    data={"units": len(units), "changed": changed},
                )
            )
        return changed


def fill_gap(
    services: Services, *, campaign_id: CampaignId, path: str, value: Any, actor: str, as_of: date, note: str = ""
) -> Filling:
    """Keep a person's answer to a gap or uncertain reading, and return it; raises ``BadFilling`` with the reason.

    An empty answer takes an earlier one back: a common day, a unit's own, whatever nobody has printed yet.
    """
    kept = value.isoformat() if isinstance(value, date) else value
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        return fill_in(tx, campaign_id, Filling(path=path, value=kept, by=actor, on=as_of, note=note))


def fill_in(tx: Transaction, campaign_id: CampaignId, filling: Filling) -> Filling:
    """Keep the same within an act's own transaction; the caller has asked who may."""
    campaign = tx.campaigns.get(campaign_id, to_change=True)
    in_force = {old.path: old for old in tx.campaigns.fillings(campaign_id)}
    before = in_force.pop(filling.path, None)
    if before is not None and (before.value, before.by, before.note) == (filling.value, filling.by, filling.note):
        return before
    if takes_back(filling):
        if before is None:
            raise no_such_answer(filling.path)
        if takes_back(before):
            return before
    filled = with_fillings(stated_plan(tx, campaign_id), [*in_force.values(), filling])
    _refuse_what_stands_on_paper(tx, campaign, filling.path)
    if not takes_back(filling):
        _refuse_unit_that_owes_nothing(tx, filled, campaign_id, filling.path)
    tx.campaigns.fill(campaign_id, filling)
    tx.events.append(_filled(campaign_id, filling))
    return filling


def plan_is_open(tx: Transaction, campaign: Campaign) -> bool:
    """Tell whether the plan can still be changed: it has no number, and nothing was launched."""
    return campaign.state is CampaignState.PREPARING and plan_entry(tx, campaign.id) is None


def _refuse_what_stands_on_paper(tx: Transaction, campaign: Campaign, path: str) -> None:
    if plan_is_open(tx, campaign):
        return
    on_paper = {gap.path for gap in open_gaps(stated_plan(tx, campaign.id)) if gap.needed_for == "issue"}
    if path in on_paper or path.startswith(_PRINTED):
        raise PlanAlreadyIssued(
            "Kế hoạch đã ban hành hoặc đã lấy số; không thể sửa nội dung đã in trên văn bản.",
            place=path,
            remedy="ban hành văn bản đính chính hoặc sửa đổi, bổ sung kế hoạch.",
        )


def _refuse_unit_that_owes_nothing(tx: Transaction, plan: Plan, campaign_id: CampaignId, path: str) -> None:
    """Raise for a day of a unit that the directory lacks or that the obligation does not mean."""
    found = unit_in(path)
    obligation = plan.obligation(found[0]) if found else None
    if found is None or obligation is None:
        return
    directory = tx.units.directory()
    unit = directory.unit(found[1])
    if unit not in owing_units(
        plan, obligation, directory=directory, memberships=tx.campaigns.memberships(campaign_id)
    ):
        raise BadFilling(
            f"{unit.name} không thuộc các đơn vị phải thực hiện “{obligation.title}”.",
            place=path,
            remedy="chọn đơn vị phải thực hiện; nếu nghĩa vụ tính theo nhóm, xếp đơn vị vào nhóm trước.",
        )


def _filled(campaign_id: CampaignId, filling: Filling) -> NewEvent:
    return NewEvent(
        kind="gap.filled",
        campaign_id=campaign_id,
        subject=filling.path,
        as_of=filling.on,
        actor=filling.by,
        data={"value": filling.value, "note": filling.note},
    )


def assign_group(
    services: Services, *, campaign_id: CampaignId, unit: UnitId, group: str, start: date, actor: str
) -> Membership:
    """Put a unit into one of the plan's groups from a day on; an earlier membership ends the day before."""
    membership = Membership(group=group, unit=unit, start=start, by=actor)
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        _require_group(stated_plan(tx, campaign_id), group)
        tx.units.directory().unit(unit)
        if any(
            (m.group, m.unit, m.start) == (group, unit, start) and m.end is None
            for m in tx.campaigns.memberships(campaign_id)
        ):
            return membership
        tx.campaigns.join_group(campaign_id, membership)
        tx.events.append(
            NewEvent(
                kind="group.joined",
                campaign_id=campaign_id,
                subject=unit,
                as_of=start,
                actor=actor,
                data={"group": group},
            )
        )
    return membership


def _require_group(plan: Plan, group: str) -> None:
    known = [each.id for each in plan.groups]
    if group not in known:
        raise UnknownGroup(
            f"Kế hoạch không có nhóm “{group}”.",
            remedy=f"chọn một trong các nhóm: {', '.join(known) or '(kế hoạch không chia nhóm)'}.",
        )


def stated_plan(tx: Transaction, campaign_id: CampaignId) -> Plan:
    """Return the plan as its file states it, gaps and all."""
    return read_plan(tx.campaigns.plan_text(campaign_id), file_name=f"{campaign_id}.yaml")


def effective_plan(source: Transaction | Services, campaign_id: CampaignId, *, answers: Iterable[Filling] = ()) -> Plan:
    """Return the plan with the answers in force put into its gaps, and ``answers`` as if they were given too."""
    if isinstance(source, Services):
        with source.registry.begin() as tx:
            return effective_plan(tx, campaign_id, answers=answers)
    return with_fillings(stated_plan(source, campaign_id), (*source.campaigns.fillings(campaign_id), *answers))


def printed_plan(source: Transaction | Services, campaign_id: CampaignId, *, answers: Iterable[Filling] = ()) -> Plan:
    """Return the same plan as documents quote it: no reading stands in brackets any more."""
    return printed(effective_plan(source, campaign_id, answers=answers))
