"""Units as pages list them; units of one name say of which province they are, so that nobody takes the wrong one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from models.organisation import Unit, UnitId, UnitKind
from models.selection import province_of
from workflows.services import Services


def unit_choices(services: Services, *, as_of: date) -> dict[UnitId, str]:
    """Return the names of the units that exist on a day, in Vietnamese order; all units where none does."""
    with services.registry.begin() as tx:
        directory = tx.units.directory()
    existing = directory.in_force(as_of)
    names = _told_apart(directory)
    return {unit.id: names[unit.id] for unit in existing or tuple(directory)}


def all_units(services: Services) -> tuple[Unit, ...]:
    """Return every unit of the directory, past and present, by province and Vietnamese name."""
    with services.registry.begin() as tx:
        return tuple(sorted(tx.units.directory(), key=lambda unit: (unit.id.split(".")[0], unit.kind, unit.name)))


def unit_names(services: Services) -> dict[UnitId, str]:
    """Return the name of every unit, past and present."""
    with services.registry.begin() as tx:
        return dict(_told_apart(tx.units.directory()))


def units_of_accounts(services: Services) -> dict[UnitId, str]:
    """Return every unit by province and name; those that have ended say until when, as replays still need them."""
    units = all_units(services)
    names = _told_apart(units)
    return {unit.id: names[unit.id] + _ended(unit) for unit in units}


def _told_apart(units: Iterable[Unit]) -> Mapping[UnitId, str]:
    """Return every unit's name, with its province where another province has one of that name."""
    known = tuple(units)
    names = Counter(name for name, _ in {(unit.name, province_of(unit.id)) for unit in known})
    return {unit.id: unit.name if names[unit.name] == 1 else f"{unit.name}, {_province(unit, known)}" for unit in known}


def _province(unit: Unit, known: Iterable[Unit]) -> str:
    """Return a unit's province as people call it: ``tỉnh Đồng Nai``, by the first name it bore."""
    home = province_of(unit.id)
    tops = (one for one in known if one.kind is UnitKind.PROVINCE and province_of(one.id) == home)
    first = min(tops, key=lambda one: one.valid_from or date.min, default=None)
    return first.name.removeprefix("UBND ") if first else home


def _ended(unit: Unit) -> str:
    return f" (đến hết {unit.valid_to:%d/%m/%Y})" if unit.valid_to else ""
