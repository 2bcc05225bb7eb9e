"""Who does things: units with the days between which they exist, and who follows them."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NewType

from pydantic import Field

from models.base import Value
from models.errors import NotFound
from models.text import sort_key

UnitId = NewType("UnitId", str)
"""A unit's lasting id, such as ``dong-nai.stp``: province, a dot, and a short name."""


class UnitKind(StrEnum):
    """What a unit is; selections such as "các sở, ban, ngành" are made of kinds."""

    PROVINCE = "ubnd_tinh"
    DEPARTMENT = "so"
    BOARD = "ban"
    SECTOR = "nganh"
    OFFICE = "van_phong"
    DISTRICT = "ubnd_huyen"
    COMMUNE = "ubnd_xa"
    INNER = "don_vi_truc_thuoc"
    OUTSIDE = "ngoai_tinh"


class Confidence(StrEnum):
    """How well a fact is known: found in its source, found elsewhere, inferred, from memory, uncertain."""

    FOUND = "F"
    SECONDARY = "F2"
    INFERRED = "I"
    MEMORY = "M"
    UNCERTAIN = "U"


class UnitChange(Value):
    """Something that happened to a unit which kept its id: a merger under the same name, a new territory."""

    on: date
    text: str
    confidence: Confidence = Confidence.MEMORY
    source: str = ""


class Unit(Value):
    """One body in the directory, as it is called and signs between ``valid_from`` and ``valid_to`` (included)."""

    id: UnitId
    name: str
    """As written in running text: ``Sở Tư pháp``, ``UBND huyện Cẩm Mỹ``."""
    kind: UnitKind
    letterhead: tuple[str, ...]
    """The issuing body's lines at the top left, upper case: ``("ỦY BAN NHÂN DÂN", "HUYỆN CẨM MỸ")``."""
    superior_line: str | None = None
    """The line above them, when there is a body above: ``UBND TỈNH ĐỒNG NAI``."""
    abbreviation: str
    """As in a symbol: ``STP``, ``UBND``."""
    council_abbreviation: str | None = None
    """What stands for its council in the symbol of the council's minutes, where that is not the unit's own."""
    organ_id: str | None = Field(default=None, pattern=r"^[0-9A-Z]+(\.[0-9A-Z]+)*$", max_length=13)
    """The electronic code it was given (mã định danh), for the data of its archived papers: ``H19.10``."""
    place: str
    """Địa danh before the date: ``Đồng Nai``, ``Cẩm Mỹ``."""
    signing: tuple[str, ...]
    """The head's block: ``("GIÁM ĐỐC",)`` or ``("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")``."""
    parent: UnitId | None = None
    drafting_unit: str = "VP"
    """Whom "Lưu: VT, ..." names."""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[UnitId, ...] = ()
    changes: tuple[UnitChange, ...] = ()
    confidence: Confidence = Confidence.MEMORY
    source: str = ""

    def exists_on(self, day: date) -> bool:
        """Tell whether the unit exists on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class UnknownUnit(NotFound):
    """No unit of the directory has that id or name."""

    code = "unknown-unit"


class Directory:
    """All units of one or more provinces, past and present."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = {unit.id: unit for unit in units}

    def __iter__(self) -> Iterator[Unit]:
        return iter(self._units.values())

    def unit(self, unit_id: UnitId) -> Unit:
        """Return the unit with that id, or raise ``UnknownUnit``."""
        try:
            return self._units[unit_id]
        except KeyError:
            raise UnknownUnit(
                f"Không có đơn vị “{unit_id}” trong danh mục tổ chức.",
                remedy="kiểm tra mã đơn vị trong tệp danh mục hoặc bổ sung đơn vị đó.",
            ) from None

    def in_force(self, day: date) -> tuple[Unit, ...]:
        """Return the units that exist on ``day``, in Vietnamese order of their names."""
        return tuple(sorted((u for u in self._units.values() if u.exists_on(day)), key=lambda u: sort_key(u.name)))

    def successors_on(self, unit_id: UnitId, day: date) -> tuple[Unit, ...]:
        """Return who stands in for a unit on ``day``: itself while it exists, else those that follow it."""
        unit = self.unit(unit_id)
        if unit.exists_on(day):
            return (unit,)
        return tuple(heir for next_id in unit.successors for heir in self.successors_on(next_id, day))
