"""Where something stands in the plan's own text, and which other documents the plan cites."""

from models.base import Value
from models.plan.days import Day


class Cite(Value):
    """A place in the plan: its part (``V.1``, ``III.1.a``, ``opening``), an item there, and the source's lines."""

    part: str
    item: int | None = None
    """The n-th dashed item of that part, from 1."""
    line: int | None = None
    """The line of the source (the scan's text) where it begins."""


class Citation(Value):
    """Another document that the plan names: as a basis, or somewhere in its text."""

    type: str
    """``Quyết định``, ``Nghị định``, ``Luật``."""
    number: str | None = None
    """Number and symbol, ``818/QĐ-BTP``; none for a law (NĐ 30/2020, PL I, II.6)."""
    date: Day | None = None
    issuer: str | None = None
    subject: str | None = None
    name: str | None = None
    """What the plan calls it, where it has no number: ``Luật Cư trú 2020``."""
    basis: bool = False
    """It stands among the bases at the head of the plan."""
    verb: str = ""
    """How a basis begins: ``Căn cứ``, ``Thực hiện``."""
    lines: tuple[int, ...] = ()

    @property
    def called(self) -> str:
        """Return how to speak of it: ``Nghị định số 87/2020/NĐ-CP``, or its name."""
        return f"{self.type} số {self.number}" if self.number else (self.name or self.type)

    @property
    def is_law(self) -> bool:
        """Tell whether it is a law or ordinance, cited without number and issuer."""
        return self.type in {"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"}


class Correction(Value):
    """A place where the source's spelling was mended in the plan's text."""

    line: int
    written: str
    restored: str
    note: str = ""
