"""Units as pages list them."""

from datetime import date

from models.organisation import Unit, UnitId
from workflows.services import Services


def unit_choices(services: Services, *, as_of: date) -> dict[UnitId, str]:
    """Return the names of the units that exist on a day, in Vietnamese order; all units where none does."""
    with services.registry.begin() as tx:
        directory = tx.units.directory()
    existing = directory.in_force(as_of)
    return {unit.id: unit.name for unit in existing or tuple(directory)}


def all_units(services: Services) -> tuple[Unit, ...]:
    """Return every unit of the directory, past and present, by province and Vietnamese name."""
    with services.registry.begin() as tx:
        return tuple(sorted(tx.units.directory(), key=lambda unit: (unit.id.split(".")[0], unit.kind, unit.name)))


def unit_names(services: Services) -> dict[UnitId, str]:
    """Return the name of every unit, past and present."""
    with services.registry.begin() as tx:
        return {unit.id: unit.name for unit in tx.units.directory()}


def units_of_accounts(services: Services) -> dict[UnitId, str]:
    """Return every unit by province and name; those that have ended say until when, as replays still need them."""
    return {unit.id: unit.name + _ended(unit) for unit in all_units(services)}


def _ended(unit: Unit) -> str:
    return f" (đến hết {unit.valid_to:%d/%m/%Y})" if unit.valid_to else ""
