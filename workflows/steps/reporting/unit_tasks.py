"""What a plan asks of one unit, in the plan's own words."""

from models.body import Block, BlockStyle
from models.organisation import Unit
from models.plan import Obligation, Plan
from models.plan.wording import Part
from models.selection import Selection
from models.text import fold, squeeze


def tasks_of(plan: Plan, unit: Unit, *, owed: tuple[Obligation, ...]) -> tuple[Block, ...]:
    """Return the unit's items from the part on organisation (tổ chức thực hiện), as the plan words them.

    A clause of that part is the unit's where its heading names the unit, or a circle of units to which an
    obligation of the unit is addressed. A plan without such clauses gives the words of the obligations.
    """
    names = _names_of(plan, unit, owed)
    items = [block for part in _clauses(plan) if _addressed(part, names) for block in _own_words(part)]
    if not items:
        items = [Block(style=BlockStyle.ITEM, text=f"{one.text[:1].upper()}{one.text[1:]}.") for one in owed]
    return tuple(dict.fromkeys(items))


def group_words(plan: Plan, group: str) -> tuple[Block, ...]:
    """Return the plan's words for one of its groups of units, without the group's heading."""
    return tuple(block for part in plan.parts if part.address == group for block in part.blocks[1:])


def _clauses(plan: Plan) -> tuple[Part, ...]:
    parts = plan.parts
    roman = next((part.address for part in parts if "to chuc thuc hien" in fold(part.heading)), None)
    return tuple(part for part in parts if roman is not None and part.address.startswith(f"{roman}."))


def _own_words(part: Part) -> tuple[Block, ...]:
    items = tuple(block for block in part.blocks[1:] if block.style in (BlockStyle.ITEM, BlockStyle.SUB_ITEM))
    if items:
        return items
    return tuple(Block(style=BlockStyle.ITEM, text=block.text) for block in part.blocks[1:2])


def _addressed(part: Part, names: frozenset[str]) -> bool:
    heading = part.heading.split(".", 1)[-1]
    return any(_plain(phrase) in names for phrase in heading.split(";"))


def _names_of(plan: Plan, unit: Unit, owed: tuple[Obligation, ...]) -> frozenset[str]:
    phrases = [unit.name]
    phrases += [role.name for role in plan.organisations if role.unit == unit.id]
    for obligation in owed:
        phrases += [choice.text for choice in obligation.owed_by if _means(choice, unit)]
    return frozenset(_plain(phrase) for phrase in phrases)


def _means(choice: Selection, unit: Unit) -> bool:
    return unit.id in choice.units or (unit.kind in choice.kinds and unit.id not in choice.except_units)


def _plain(text: str) -> str:
    return fold(squeeze(text)).strip(" .:;,")
