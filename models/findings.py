"""One thing that a check finds about awards: what is wrong, where, on what ground, and the way out."""

from collections.abc import Iterable

from models.base import Value
from models.organisation import Confidence

_GRADES: dict[Confidence, str] = {
    Confidence.SECONDARY: "lấy từ nguồn thứ cấp",
    Confidence.INFERRED: "suy ra từ quy định khác",
    Confidence.MEMORY: "ghi theo trí nhớ",
    Confidence.UNCERTAIN: "chưa chắc chắn",
}


class Finding(Value):
    """A point that a check raises; only what rests on arithmetic or on a rule found in its source refuses."""

    code: str
    """Stable; ``docs/law.md`` explains each."""
    message: str
    about: str = ""
    """Whom or what it is about: a nominee, a unit, a paper."""
    remedy: str
    refuses: bool = False
    source: str = ""
    """The rule behind it, where there is one."""
    confidence: Confidence | None = None
    """How well that rule is known; anything but ``F`` only warns."""

    def __str__(self) -> str:
        """Return the finding as one sentence for a page or a log."""
        about = f"{self.about}: " if self.about else ""
        ground = f" ({self.source})" if self.source else ""
        return f"{about}{self.message}{ground} Cách xử lý: {self.remedy}"


def refusing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings that stop an act."""
    return tuple(one for one in findings if one.refuses)


def unverified(confidence: Confidence) -> str:
    """Return how a rule that was not found in its official text is known, as a clause; empty for one that was."""
    if confidence is Confidence.FOUND:
        return ""
    return f"{_GRADES[confidence]}, chưa đối chiếu với văn bản chính thức"
