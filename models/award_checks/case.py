"""What the checks look at: what a decision is meant to say, and what decision and certificates print."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from models.awards.checklist import ChecklistItem
from models.awards.decisions import DecisionPlan
from models.awards.dossiers import Dossier
from models.awards.nominations import AwardForm
from models.awards.nominees import Nominee, NomineeId, NomineeKind
from models.awards.regulations import Law
from models.base import Value
from models.documents import CampaignId
from models.findings import Finding
from models.organisation import Directory
from models.text import squeeze


class PrintedRow(Value):
    """One row of the printed list; the nominee's id stands behind it and is not printed."""

    nominee: NomineeId
    kind: NomineeKind
    text: str
    achievement: str = ""
    """Empty where the list prints none and the decision's own phrase holds for all."""
    amount: int | None = None


class PrintedSection(Value):
    """The heading of one section of the list with the number that it states."""

    kind: NomineeKind
    count: int


class PrintedMoney(Value):
    """The money that the decision states for one kind: so many at so much, together; in đồng."""

    kind: NomineeKind
    count: int
    each: int
    subtotal: int


class PrintedProposal(Value):
    """A proposal as the decision cites it."""

    code: str
    dated: date


class PrintedDecision(Value):
    """What the decision says, as it will be read."""

    code: str
    """Number and symbol: ``3512/QĐ-UBND``."""
    dated: date
    authority: tuple[str, ...]
    """The lines above the signature."""
    bases: tuple[str, ...]
    proposals: tuple[PrintedProposal, ...]
    counts: dict[NomineeKind, int]
    """How many of each kind Điều 1 states; a kind left out is none."""
    phrase: str
    """The achievement that Điều 1 states for all."""
    rows: tuple[PrintedRow, ...]
    sections: tuple[PrintedSection, ...]
    money: tuple[PrintedMoney, ...] = ()
    total: int
    total_words: str
    caption: str
    """The line under the list's title: ``(Kèm theo Quyết định số ... ngày ... của ...)``."""


class PrintedCertificate(Value):
    """What one certificate says."""

    nominee: NomineeId
    name: str
    achievement: str
    decision_code: str
    dated: date
    place: int | None = None
    """The number in the golden book."""


class EarlierAwardLine(Value):
    """One award that an earlier decision of the registry gave."""

    code: str
    dated: date
    campaign_id: CampaignId
    form: AwardForm
    nominee: Nominee
    achievement: str


class AssessedDossier(Value):
    """A dossier and how its checklist stands."""

    dossier: Dossier
    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, kw_only=True)
class AwardCase:
    """One decision before issue, with everything that it must agree with."""

    plan: DecisionPlan
    printed: PrintedDecision
    certificates: tuple[PrintedCertificate, ...]
    dossiers: tuple[AssessedDossier, ...]
    directory: Directory
    law: Law
    earlier: tuple[EarlierAwardLine, ...] = ()


Check = Callable[[AwardCase], Iterable[Finding]]
"""Looks at a case and gives its findings, all under its own code."""


def same_words(left: str, right: str) -> bool:
    """Tell whether two phrases say the same: spaces, capitals at the start and a mark at the end set aside."""
    return _bare(left) == _bare(right)


def _bare(text: str) -> str:
    return squeeze(text).rstrip(" .;,/").casefold()
