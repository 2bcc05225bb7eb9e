"""Faults of format in a person's own words that somebody answers for: the document is issued in spite of them.

A check can be wrong about wording. So whoever may confirm a document may keep such words as they are, with a reason;
what was kept, why and by whom is frozen with the document and shown wherever it is.
"""

from hashlib import sha256
from typing import Any

from pydantic import Field

from models.base import Typed, Value
from models.errors import ThiduaError
from models.text import squeeze

_MARK_LENGTH = 16


class NoReasonToKeep(ThiduaError):
    """Words are to be kept as they are without a reason."""

    code = "no-reason-to-keep"
    http_status = 422


class WordingFault(Value):
    """One fault of format in somebody's own words; other words, or another fault of them, are another one."""

    rule: str
    told: str
    """What is wrong and what is right, as it was shown."""
    words: str
    """The whole paragraph that it is about; empty where it is about the whole document."""

    @property
    def mark(self) -> str:
        """Return what stands for it in a form: short, and another one as soon as anything of it differs."""
        return sha256("\n".join((self.rule, self.told, self.words)).encode()).hexdigest()[:_MARK_LENGTH]


class Waiver(Value):
    """Which faults a person keeps as they are, and why."""

    faults: tuple[WordingFault, ...] = Field(min_length=1)
    reason: str
    by: str


class WaiverWish(Value):
    """What a person asks to keep as it is when confirming."""

    reason: Typed
    marks: tuple[str, ...] | None = None
    """Of which faults; all that may be kept where absent."""


def told_waiver(waiver: Waiver | None) -> dict[str, Any]:
    """Return what an event tells of a waiver; nothing where there is none."""
    return {} if waiver is None else {"waiver": waiver.model_dump(mode="json")}


def waiver_of(wish: WaiverWish | None, faults: tuple[WordingFault, ...], *, by: str) -> Waiver | None:
    """Return the wish over what may be kept, None where nothing of that is wished.

    Raises ``NoReasonToKeep`` where faults are chosen without a word of reason.
    """
    if wish is None:
        return None
    chosen = tuple(dict.fromkeys(one for one in faults if wish.marks is None or one.mark in wish.marks))
    if not chosen:
        return None
    reason = squeeze(wish.reason)
    if not any(char.isalpha() for char in reason):
        raise NoReasonToKeep(
            f"Chưa ghi lý do giữ nguyên {len(chosen)} lỗi thể thức đã chọn.",
            place="ô “Vẫn ban hành, vì”",
            remedy="ghi rõ lý do, hoặc bỏ chọn và sửa lời văn theo từng lỗi.",
        )
    return Waiver(faults=chosen, reason=reason, by=by)
