"""What an award decision says before it is written: who, for what, on whose proposal, how much."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.awards.money import Reward, reward
from models.awards.nominations import AwardForm, Nomination, NominationId, standing
from models.awards.nominees import SECTION_TITLES, Nominee, NomineeId, NomineeKind
from models.awards.regulations import Law, LegalBasis
from models.base import Value
from models.dates import short_date
from models.documents import CampaignId
from models.errors import Conflict
from models.findings import Finding, unverified
from models.organisation import Confidence, UnitId
from models.words import in_words


class ProposalRef(Value):
    """A proposal (tờ trình) as a decision cites it."""

    record: int
    """Its register entry."""
    unit: UnitId
    unit_name: str
    code: str
    """Number and symbol as printed: ``12/TTr-UBND``."""
    dated: date
    nominees: tuple[NomineeId, ...]
    """Whom it proposes."""


class AwardLine(Value):
    """One awarded nominee, in the order of the list."""

    place: int
    """Its place in the whole list, from 1: the number in the golden book (NĐ 98/2023, Đ104)."""
    ordinal: int
    """Its place in its section, from 1."""
    nomination: NominationId
    nominee: Nominee
    achievement: str
    proposal: ProposalRef
    amount: int
    """The reward in đồng."""


class MoneyLine(Value):
    """So many of a kind at so much each; all in đồng."""

    kind: NomineeKind
    count: int
    each: int
    subtotal: int


class DecisionPlan(Value):
    """All that a decision on one form of award is to say, before number and wording."""

    campaign_id: CampaignId
    form: AwardForm
    decided_on: date
    lines: tuple[AwardLine, ...]
    """Collectives, then persons, then households."""
    money: tuple[MoneyLine, ...]
    total: int
    bases: tuple[LegalBasis, ...]
    proposals: tuple[ProposalRef, ...]
    told_apart: tuple[tuple[NomineeId, NomineeId], ...] = ()
    """Pairs of like names of whom a person has confirmed that they are two."""
    notes: tuple[Finding, ...] = ()
    """What rests on rules not checked against the official text; it warns and never refuses."""

    @property
    def sections(self) -> tuple[tuple[NomineeKind, tuple[AwardLine, ...]], ...]:
        """Return the sections of the list that are not empty, in order."""
        by_kind = ((kind, tuple(one for one in self.lines if one.nominee.kind is kind)) for kind in SECTION_TITLES)
        return tuple((kind, lines) for kind, lines in by_kind if lines)

    @property
    def total_words(self) -> str:
        """Return the total in words, ending in ``đồng``."""
        return in_words(self.total)

    def count(self, kind: NomineeKind) -> int:
        """Return how many of a kind are awarded."""
        return sum(1 for one in self.lines if one.nominee.kind is kind)


_NO_PROVINCIAL_BASIS = Finding(
    code="no-provincial-basis",
    message="Dữ liệu pháp luật chưa có quy định của tỉnh về thi đua, khen thưởng; quyết định không viện dẫn.",
    remedy="bổ sung quy định của tỉnh vào plans/law/bases.yaml nếu có",
)


class NotProposed(Conflict):
    """Somebody is to be awarded whom no proposal names."""

    code = "not-proposed"


def plan_decision(
    *,
    campaign: CampaignId,
    form: AwardForm,
    decided_on: date,
    nominations: Iterable[Nomination],
    proposals: Sequence[ProposalRef],
    law: Law,
    province: str,
    told_apart: Iterable[tuple[NomineeId, NomineeId]] = (),
) -> DecisionPlan:
    """Return the plan of a decision on every standing nomination of the form, with money and bases of its date.

    Raises ``NotProposed`` for a nominee in none of the proposals, ``NoRule`` where the law data have no figure.
    """
    chosen = standing(tuple(nominations), form=form)
    rewards = {kind: reward(form=form, kind=kind, decided_on=decided_on, law=law) for kind in _kinds(chosen)}
    lines = _lines(chosen, proposals=proposals, rewards=rewards)
    money = tuple(_money(kind, lines=lines, each=one.amount) for kind, one in rewards.items())
    bases = law.bases_on(decided_on, province=province)
    return DecisionPlan(
        campaign_id=campaign,
        form=form,
        decided_on=decided_on,
        lines=lines,
        money=money,
        total=sum(one.subtotal for one in money),
        bases=bases,
        proposals=tuple(one for one in proposals if any(line.proposal == one for line in lines)),
        told_apart=tuple(told_apart),
        notes=(
            *_pin_notes(law, decided_on),
            *dict.fromkeys(note for one in rewards.values() for note in one.notes),
            *_basis_notes(bases),
        ),
    )


def _kinds(nominations: Sequence[Nomination]) -> tuple[NomineeKind, ...]:
    present = {one.nominee.kind for one in nominations}
    return tuple(kind for kind in SECTION_TITLES if kind in present)


def _lines(
    nominations: Sequence[Nomination], *, proposals: Sequence[ProposalRef], rewards: dict[NomineeKind, Reward]
) -> tuple[AwardLine, ...]:
    ordinals = dict.fromkeys(rewards, 0)
    lines = []
    for place, one in enumerate(nominations, start=1):
        kind = one.nominee.kind
        ordinals[kind] += 1
        lines.append(
            AwardLine(
                place=place,
                ordinal=ordinals[kind],
                nomination=one.id,
                nominee=one.nominee,
                achievement=one.achievement,
                proposal=_proposal_of(one, proposals=proposals),
                amount=rewards[kind].amount,
            )
        )
    return tuple(lines)


def _proposal_of(nomination: Nomination, *, proposals: Sequence[ProposalRef]) -> ProposalRef:
    for proposal in proposals:
        if proposal.unit == nomination.unit and nomination.nominee.id in proposal.nominees:
            return proposal
    raise NotProposed(
        f"“{nomination.nominee.full_name}” không có trong tờ trình nào.",
        place=nomination.unit,
        remedy="đơn vị lập tờ trình có tên đối tượng này, hoặc rút đề nghị.",
    )


def _money(kind: NomineeKind, *, lines: Sequence[AwardLine], each: int) -> MoneyLine:
    count = sum(1 for one in lines if one.nominee.kind is kind)
    return MoneyLine(kind=kind, count=count, each=each, subtotal=count * each)


def _pin_notes(law: Law, day: date) -> tuple[Finding, ...]:
    """Return the warning that the campaign goes by another rule set than that of the day."""
    regulation, of_day = law.regulation_on(day), law.under(None).regulation_on(day)
    if regulation == of_day:
        return ()
    note = Finding(
        code="regulation-pinned",
        message=f"Mức thưởng tính theo {regulation.title} do người phụ trách ấn định cho phong trào, "
        f"không theo {of_day.title} có hiệu lực ngày {short_date(day)}.",
        about="Quy định áp dụng",
        remedy="đối chiếu điều khoản chuyển tiếp trước khi ký, hoặc bỏ ấn định ở mục Quy định của phong trào",
        source=regulation.source,
        confidence=regulation.confidence,
    )
    return (note,)


def _basis_notes(bases: Sequence[LegalBasis]) -> tuple[Finding, ...]:
    own = any(basis.province for basis in bases)
    return (*(() if own else (_NO_PROVINCIAL_BASIS,)), *_unverified(bases))


def _unverified(bases: Iterable[LegalBasis]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code="basis-unverified",
            message=f"Căn cứ “{basis.text}” {unverified(basis.confidence)}. {basis.note}".strip(),
            remedy="đối chiếu với văn bản chính thức trước khi ký",
            source=basis.source,
            confidence=basis.confidence,
        )
        for basis in bases
        if basis.confidence is not Confidence.FOUND
    )
