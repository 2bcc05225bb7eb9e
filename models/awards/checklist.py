"""What a dossier still lacks, who owes it, and whether it may be submitted as it is."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from models.awards.dossiers import Dossier, DossierClosed, DossierPart, DossierState, part_in
from models.awards.nominations import Nomination, standing
from models.awards.nominees import Nominee, NomineeId
from models.awards.regulations import PART_NAMES, PartKind, PartOwed, PartRule, Regulation
from models.base import Value
from models.errors import Conflict
from models.findings import Finding, unverified
from models.organisation import Confidence, UnitId


class ItemState(StrEnum):
    """How one item of the checklist stands."""

    PRESENT = "present"
    MISSING = "missing"
    UNCONFIRMED = "unconfirmed"


ITEM_STATE_NAMES: dict[ItemState, str] = {
    ItemState.PRESENT: "đã có",
    ItemState.MISSING: "còn thiếu",
    ItemState.UNCONFIRMED: "chưa được xác nhận",
}


class ChecklistItem(Value):
    """One paper that the rule asks for, and how it stands."""

    part: PartKind
    what: str
    """The paper as staff read it."""
    nominee: NomineeId | None = None
    whom: str = ""
    """The nominee's name, for a paper owed per nominee."""
    of_whom: str = ""
    """The same within a sentence: ``bà Trần Thị B``."""
    owed_by: UnitId
    state: ItemState
    source: str
    confidence: Confidence

    @property
    def blocking(self) -> bool:
        """Tell whether a lack stops the submission: only a rule found in its source may refuse."""
        return self.confidence is Confidence.FOUND

    @property
    def is_open(self) -> bool:
        """Tell whether something is still lacking."""
        return self.state is not ItemState.PRESENT

    def __str__(self) -> str:
        """Return the item as one line: what, of whom, and how it stands."""
        whom = f" của {self.of_whom}" if self.of_whom else ""
        return f"{self.what}{whom}: {ITEM_STATE_NAMES[self.state]}"


class DossierIncomplete(Conflict):
    """The dossier lacks a paper that the regulation asks for."""

    code = "dossier-incomplete"


def checklist(
    dossier: Dossier, *, nominations: Iterable[Nomination], regulation: Regulation
) -> tuple[ChecklistItem, ...]:
    """Return every paper that the regulation asks for, in the order of the rule, and how it stands.

    Reports stand in the order of the list. Raises ``NoRule`` where the regulation has none for the form.
    """
    nominees = [one.nominee for one in standing(tuple(nominations), unit=dossier.unit, form=dossier.form)]
    rule = regulation.dossier_rule(dossier.form)
    return tuple(item for part in rule.parts for item in _items(part, dossier=dossier, nominees=nominees))


def _items(rule: PartRule, *, dossier: Dossier, nominees: list[Nominee]) -> Iterator[ChecklistItem]:
    whose: list[Nominee | None] = [None] if rule.owed is PartOwed.PER_DOSSIER else [*nominees]
    for nominee in whose:
        held = part_in(dossier, kind=rule.part, nominee=nominee.id if nominee else None)
        yield ChecklistItem(
            part=rule.part,
            what=rule.words,
            nominee=nominee.id if nominee else None,
            whom=nominee.full_name if nominee else "",
            of_whom=nominee.mentioned if nominee else "",
            owed_by=dossier.unit,
            state=_state(held, rule=rule),
            source=rule.source,
            confidence=rule.confidence,
        )


def _state(held: DossierPart | None, *, rule: PartRule) -> ItemState:
    if held is None or not held.is_there:
        return ItemState.MISSING
    return ItemState.UNCONFIRMED if rule.confirmed and not held.confirmed else ItemState.PRESENT


def blocking(items: Iterable[ChecklistItem]) -> tuple[ChecklistItem, ...]:
    """Return the open items that stop a submission."""
    return tuple(item for item in items if item.is_open and item.blocking)


def may_submit(items: Iterable[ChecklistItem]) -> bool:
    """Tell whether a dossier with this checklist may be submitted; a lack under an unverified rule only warns."""
    return not blocking(items)


def lacking(items: Iterable[ChecklistItem]) -> tuple[Finding, ...]:
    """Return a finding for each open item; those under a rule found in its source refuse."""
    return tuple(_lack(item) for item in items if item.is_open)


def _lack(item: ChecklistItem) -> Finding:
    doubt = unverified(item.confidence)
    return Finding(
        code="part-lacking" if item.state is ItemState.MISSING else "part-unconfirmed",
        message=f"{item}.",
        about=item.owed_by,
        remedy="bổ sung" if item.state is ItemState.MISSING else "đơn vị đề nghị xác nhận",
        refuses=item.blocking,
        source=f"{item.source}; {doubt}" if doubt else item.source,
        confidence=item.confidence,
    )


def with_standing(dossier: Dossier, *, items: Iterable[ChecklistItem]) -> Dossier:
    """Return the dossier with the state that its checklist gives it; one not at its unit keeps its own.

    A dossier that was sent back stays so, with its reason, until it is submitted again.
    """
    if not dossier.at_unit or dossier.state is DossierState.RETURNED:
        return dossier
    lacks = any(item.is_open for item in items)
    return dossier.model_copy(update={"state": DossierState.INCOMPLETE if lacks else DossierState.COMPLETE})


def submitted(
    dossier: Dossier, *, items: Iterable[ChecklistItem], nominations: Iterable[Nomination], on: date
) -> Dossier:
    """Return the dossier submitted on a day.

    Raises ``DossierIncomplete`` naming every paper that stops it, or where nobody is proposed;
    ``DossierClosed`` where it is not at its unit.
    """
    if not dossier.at_unit:
        raise DossierClosed("Hồ sơ đã nộp.", place=dossier.id, remedy="không cần nộp lại.")
    if not standing(tuple(nominations), unit=dossier.unit, form=dossier.form):
        raise DossierIncomplete(
            "Hồ sơ chưa có tập thể, cá nhân nào được đề nghị.",
            place=dossier.id,
            remedy="ghi các đề nghị khen thưởng trước khi nộp.",
        )
    if stops := blocking(items):
        raise DossierIncomplete(
            f"Hồ sơ chưa nộp được: {'; '.join(str(item) for item in stops)}.",
            place=dossier.id,
            remedy=f"bổ sung các thành phần trên theo {stops[0].source}.",
        )
    return dossier.model_copy(
        update={"state": DossierState.SUBMITTED, "submitted_on": on, "return_reason": None},
    )


def part_title(part: PartKind, *, whom: str = "") -> str:
    """Return a paper's name for an index: ``Báo cáo thành tích của bà Trần Thị B``."""
    return f"{PART_NAMES[part]} của {whom}" if whom else PART_NAMES[part]
