"""Whom a plan means by "các sở, ban, ngành" or "UBND cấp huyện": chosen from the directory on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from models.base import Value
from models.campaign import Membership
from models.organisation import Directory, Unit, UnitId, UnitKind
from models.text import sort_key

UnitRef = Annotated[UnitId, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
"""A unit's id as plan files write it: ``dong-nai.stp``."""


class Selection(Value):
    """The bodies that one phrase of a plan means; a phrase alone (``text``) names nobody of the directory.

    ``units`` are named bodies; ``kinds`` all bodies of those kinds in the issuer's province; ``group`` those
    that belong to a content group of the plan on the day asked about (only of ``kinds``, where given).
    """

    text: str
    units: tuple[UnitRef, ...] = ()
    kinds: tuple[UnitKind, ...] = ()
    group: str | None = None
    except_units: tuple[UnitRef, ...] = ()


def province_of(unit: UnitId) -> str:
    """Return the first half of a unit's id, ``dong-nai``."""
    return unit.split(".", 1)[0]


def chosen_on(
    selections: Iterable[Selection],
    *,
    province: str,
    directory: Directory,
    memberships: Iterable[Membership],
    day: date,
    member_on: date | None,
) -> tuple[Unit, ...]:
    """Return the units that any of the selections means, each once, in Vietnamese order of their names.

    Kinds are resolved among the units in force on ``day``. Members of a group are those on ``member_on``;
    None there means whoever belongs to the group at any time.
    """
    known = tuple(memberships)
    found: dict[UnitId, Unit] = {}
    for selection in selections:
        for unit in _of(selection, province=province, directory=directory, known=known, day=day, member_on=member_on):
            if unit.id not in selection.except_units:
                found[unit.id] = unit
    return tuple(sorted(found.values(), key=lambda unit: sort_key(unit.name)))


def _of(
    selection: Selection,
    *,
    province: str,
    directory: Directory,
    known: tuple[Membership, ...],
    day: date,
    member_on: date | None,
) -> list[Unit]:
    units = [directory.unit(unit_id) for unit_id in selection.units]
    if selection.group is None:
        in_force = directory.in_force(day)
        return units + [u for u in in_force if u.kind in selection.kinds and province_of(u.id) == province]
    members = [directory.unit(m.unit) for m in known if m.group == selection.group and _belongs(m, member_on)]
    return units + [unit for unit in members if not selection.kinds or unit.kind in selection.kinds]


def _belongs(membership: Membership, day: date | None) -> bool:
    if day is None:
        return True
    return membership.start <= day and (membership.end is None or day <= membership.end)
