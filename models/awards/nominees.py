"""Who is proposed for an award: a person, a collective or a household, each known by a lasting id."""

from enum import StrEnum
from typing import NewType

from pydantic import Field

from models.base import Value
from models.organisation import UnitId
from models.text import fold, slug, squeeze

NomineeId = NewType("NomineeId", str)
"""A nominee's lasting id: the nominating unit, a slash, and a short name: ``dong-nai.xuan-loc/tt-01``."""


class NomineeKind(StrEnum):
    """What is rewarded; money and the shape of the report depend on it."""

    COLLECTIVE = "collective"
    PERSON = "person"
    HOUSEHOLD = "household"


NOMINEE_KIND_NAMES: dict[NomineeKind, str] = {
    NomineeKind.COLLECTIVE: "tập thể",
    NomineeKind.PERSON: "cá nhân",
    NomineeKind.HOUSEHOLD: "hộ gia đình",
}

SECTION_TITLES: dict[NomineeKind, str] = {
    NomineeKind.COLLECTIVE: "Tập thể",
    NomineeKind.PERSON: "Cá nhân",
    NomineeKind.HOUSEHOLD: "Hộ gia đình",
}
"""Headings of a list, in the order in which its sections stand."""

_ID_MARKS: dict[NomineeKind, str] = {
    NomineeKind.COLLECTIVE: "tt",
    NomineeKind.PERSON: "cn",
    NomineeKind.HOUSEHOLD: "hgd",
}


class Nominee(Value):
    """Somebody proposed; the id tells who it is, the name only how it is written this time."""

    id: NomineeId
    kind: NomineeKind
    name: str = Field(min_length=1)
    honorific: str = ""
    """``Ông`` or ``Bà`` before a person's name; a rank where the service has one."""
    position: str = ""
    """A person's post: ``Trưởng phòng``."""
    organisation: str = ""
    """Where a person works or a collective belongs, the whole chain: ``Phòng Tư pháp, UBND huyện Xuân Lộc``."""
    unit: UnitId
    """The unit that proposes."""
    body: UnitId | None = None
    """The collective's own entry in the organisation directory, where it has one."""

    @property
    def full_name(self) -> str:
        """Return the name as lists print it, honorific first: ``Bà Trần Thị B``."""
        return squeeze(f"{self.honorific} {self.name}")

    @property
    def mentioned(self) -> str:
        """Return the name as it stands within a sentence: ``bà Trần Thị B``; what is shortened keeps its capitals."""
        first = self.honorific.split(" ")[0]
        shortened = first.isupper() or not first.isalpha()
        return self.full_name if shortened else f"{self.full_name[:1].lower()}{self.full_name[1:]}"

    @property
    def listed(self) -> str:
        """Return the whole line of a list: ``Bà Trần Thị B, Trưởng phòng, Phòng Tư pháp huyện Xuân Lộc``."""
        return ", ".join(piece for piece in (self.full_name, self.position, self.organisation) if piece)


def nominee_id(*, unit: UnitId, kind: NomineeKind, number: int) -> NomineeId:
    """Return the id of a unit's n-th nominee of a kind: ``dong-nai.xuan-loc/tt-01``, ``.../cn-02``."""
    return NomineeId(f"{unit}/{_ID_MARKS[kind]}-{number:02d}")


def same_person(one: Nominee, other: Nominee) -> bool:
    """Tell whether two entries are the same nominee; identity alone counts, never the spelling of a name."""
    return one.id == other.id


def alike(one: Nominee, other: Nominee) -> bool:
    """Tell whether two entries may be the same nominee written twice, with other accents, spaces or capitals.

    The name is the same without diacritics, and the nominating unit, the post or the place of work too.
    Only a person can tell whether they are one; the same id is no question and not meant here.
    """
    if one.id == other.id or one.kind is not other.kind or slug(one.name) != slug(other.name):
        return False
    places = ((one.unit, other.unit), (one.organisation, other.organisation), (one.position, other.position))
    return any(fold(squeeze(left)) == fold(squeeze(right)) for left, right in places if left and right)
