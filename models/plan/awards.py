"""What a plan promises to award, to how many, and on which papers."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from models.base import Value
from models.plan.citing import Cite
from models.plan.due import Due


class Recipients(StrEnum):
    """Who is counted by a quota."""

    COLLECTIVES = "collectives"
    INDIVIDUALS = "individuals"
    HOUSEHOLDS = "households"
    EITHER = "either"
    """Combined: ``01 trường hợp (tập thể hoặc cá nhân)``."""


class Bound(StrEnum):
    """Fixed (``chọn 02``) or at most (``không quá 02``)."""

    FIXED = "fixed"
    AT_MOST = "at_most"


class NoQuota(Value):
    """The plan states no quota: whoever meets the criteria."""

    kind: Literal["none_stated"] = "none_stated"


class VagueQuota(Value):
    """The plan limits the number without saying it (``một số tập thể, cá nhân``)."""

    kind: Literal["vague"] = "vague"
    wording: str


class CountQuota(Value):
    """A number per unit, group or instance."""

    kind: Literal["count"] = "count"
    count: int = Field(ge=0)
    bound: Bound
    of: Recipients
    per: str
    """``toàn phong trào``, ``mỗi đơn vị``, ``01 ban``, or a named unit."""


class PercentQuota(Value):
    """A share, for instance of those who took part directly."""

    kind: Literal["percent"] = "percent"
    percent: Decimal
    bound: Bound
    of: Recipients
    base: str


class SalaryQuota(Value):
    """A cap on money, in months of salary."""

    kind: Literal["salary_months"] = "salary_months"
    months: Decimal
    wording: str


class DelegatedQuota(Value):
    """Another document sets it."""

    kind: Literal["delegated"] = "delegated"
    wording: str


Quota = Annotated[
    NoQuota | VagueQuota | CountQuota | PercentQuota | SalaryQuota | DelegatedQuota, Field(discriminator="kind")
]


class Criterion(Value):
    """What recipients of a kind must meet, in words or by reference to a part of the plan."""

    who: str
    text: str
    part: str | None = None
    """The part of the plan that the words refer to: ``II.2.1.a``."""


class DossierPart(Value):
    """One paper of a dossier."""

    text: str
    optional: bool = False
    """The rule says "nếu có"."""


class Dossier(Value):
    """What a proposal consists of and how it is sent; often only a reference to another document."""

    reference: str = ""
    parts: tuple[DossierPart, ...] = ()
    sets: int | None = None
    file_format: str = ""
    channel: str = ""
    desk: str = ""
    due: Due | None = None
    cites: tuple[Cite, ...] = ()


class Award(Value):
    """One form of commendation that the plan promises."""

    id: str
    form: str
    authority: str
    """Who decides."""
    level: str = ""
    stage: str = ""
    """When: ``hằng năm``, ``tổng kết giai đoạn 2022 - 2025``."""
    recipients: str = ""
    quotas: tuple[Quota, ...] = ()
    priorities: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    dossier: Dossier | None = None
    note: str = ""
    cites: tuple[Cite, ...] = Field(min_length=1)
