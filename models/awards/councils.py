"""What the nominating unit's council decided: who was there, how they voted, and what does not add up."""

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from pydantic import Field

from models.awards.nominations import AwardForm
from models.base import PersonName, Value
from models.documents import CampaignId
from models.findings import Finding
from models.organisation import Confidence, UnitId

_NO_THRESHOLD = "Bằng khen, Giấy khen không thuộc danh mục phải bỏ phiếu theo tỷ lệ (suy ra từ NĐ 98/2023, Đ30.7)"
_QUORUM = "mức hai phần ba thành viên có mặt là quy định của Bắc Ninh (QĐ 86/2025/QĐ-UBND), dùng để tham khảo"


class VoteMethod(StrEnum):
    """How the council voted, as the minutes print it."""

    SHOW_OF_HANDS = "biểu quyết"
    BALLOT = "bỏ phiếu kín"


class CouncilSession(Value):
    """One session of a unit's council on one form of award; one vote for the whole list."""

    campaign_id: CampaignId
    unit: UnitId
    form: AwardForm
    held_on: date
    start: time
    end: time
    place: str
    members_total: int = Field(ge=1)
    present: int = Field(ge=0)
    absent: tuple[str, ...] = ()
    """Names of the members who were absent."""
    attending: tuple[str, ...] = ()
    """Members present and guests, each as the minutes name them."""
    chair: PersonName
    chair_role: str
    """Post and role in the council: ``Giám đốc Sở, Chủ tịch Hội đồng``."""
    secretary: PersonName
    secretary_role: str = "Thư ký Hội đồng"
    votes_for: int = Field(ge=0)
    votes_base: int = Field(ge=1)
    """Of how many: all members of the council where a threshold is set (NĐ 98/2023, Đ30.7)."""
    method: VoteMethod = VoteMethod.SHOW_OF_HANDS
    opinion: str = ""
    """What the council had to say beside its vote."""


def vote_percent(session: CouncilSession) -> Decimal:
    """Return the votes in favour as a percentage of the base, one decimal: ``88.9``."""
    share = Decimal(session.votes_for) * 100 / Decimal(session.votes_base)
    return share.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def printed_percent(session: CouncilSession) -> str:
    """Return the percentage as Vietnamese texts write it: ``100%``, ``88,9%``."""
    text = f"{vote_percent(session)}".removesuffix(".0")
    return f"{text.replace('.', ',')}%"


def session_findings(session: CouncilSession) -> tuple[Finding, ...]:
    """Return what does not add up in the minutes (refuses) and what is unusual (warns)."""
    return (*_sums(session), *_votes(session), *_quorum(session))


def _sums(session: CouncilSession) -> list[Finding]:
    found = []
    if session.present > session.members_total:
        message = f"Có mặt {session.present} người, nhiều hơn {session.members_total} thành viên Hội đồng."
        found.append(_wrong("council-present", message, "đếm lại thành viên có mặt"))
    elif session.present + len(session.absent) != session.members_total:
        message = (
            f"Có mặt {session.present} và vắng {len(session.absent)} người, "
            f"không bằng {session.members_total} thành viên Hội đồng."
        )
        found.append(_wrong("council-present", message, "ghi đủ họ tên thành viên vắng mặt"))
    if session.end <= session.start:
        found.append(_wrong("council-time", "Giờ kết thúc không sau giờ bắt đầu.", "ghi lại giờ họp"))
    return found


def _votes(session: CouncilSession) -> list[Finding]:
    if session.votes_for > session.votes_base:
        message = f"{session.votes_for} phiếu đồng ý, nhiều hơn {session.votes_base} người biểu quyết."
        return [_wrong("council-votes", message, "kiểm tra lại kết quả biểu quyết")]
    if session.votes_base > session.members_total:
        message = f"{session.votes_base} người biểu quyết, nhiều hơn {session.members_total} thành viên Hội đồng."
        return [_wrong("council-votes", message, "chỉ thành viên Hội đồng được biểu quyết")]
    if session.votes_for * 2 <= session.votes_base:
        return [
            Finding(
                code="council-majority",
                message=f"Chỉ {printed_percent(session)} đồng ý đề nghị khen thưởng.",
                remedy="xem lại việc Hội đồng có thống nhất đề nghị hay không",
                source=_NO_THRESHOLD,
                confidence=Confidence.INFERRED,
            )
        ]
    return []


def _quorum(session: CouncilSession) -> list[Finding]:
    if session.present * 3 >= session.members_total * 2:
        return []
    return [
        Finding(
            code="council-quorum",
            message=f"Chỉ {session.present}/{session.members_total} thành viên Hội đồng có mặt, dưới hai phần ba.",
            remedy="đối chiếu với quy chế của Hội đồng đơn vị, lấy ý kiến bằng văn bản của thành viên vắng mặt",
            source=_QUORUM,
            confidence=Confidence.UNCERTAIN,
        )
    ]


def _wrong(code: str, message: str, remedy: str) -> Finding:
    return Finding(code=code, message=message, about="Biên bản họp Hội đồng", remedy=remedy, refuses=True)
