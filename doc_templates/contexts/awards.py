"""What papers on awards share: listed nominees in their sections, counts, reports, and who is proposed for what."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from pydantic import Field

from doc_templates.contexts import lines
from doc_templates.contexts.base import DocumentContext, Printed
from models.awards.nominees import NOMINEE_KIND_NAMES, SECTION_TITLES, NomineeKind
from models.text import squeeze

ROMAN = ("I", "II", "III", "IV", "V", "VI")


class ListedNominee(Printed):
    """One line of a list: who, for what, and with how much money where that is decided."""

    nominee: str = Field(default="", description="Mã của đối tượng, để đối chiếu; không in")
    kind: NomineeKind = Field(description="Loại đối tượng: collective (tập thể), person (cá nhân), household (hộ)")
    text: str = Field(description="Tên, chức vụ, nơi công tác như danh sách in")
    achievement: str = Field(default="", description="Thành tích được ghi nhận")
    amount: int | None = Field(default=None, ge=0, description="Mức tiền thưởng, đồng")

    DERIVED: ClassVar[dict[str, str]] = {"money": "Mức tiền thưởng có dấu chấm ngăn nghìn, để trống khi không có"}

    @property
    def money(self) -> str:
        """Return the amount with thousands marked, or an empty text."""
        return "" if self.amount is None else dotted(self.amount)


class ListSection(Printed):
    """One section of a list: collectives, persons or households; numbering begins anew in each."""

    heading: str = Field(description="Số La Mã của mục: I, II, III")
    title: str = Field(description="Tên mục: Tập thể, Cá nhân, Hộ gia đình")
    count: str = Field(description="Số đối tượng của mục, viết hai chữ số khi nhỏ hơn 10")
    rows: tuple[ListedNominee, ...] = Field(description="Các đối tượng của mục, theo thứ tự")


class AwardListContext(DocumentContext):
    """The common part of papers that list nominees; an achievement that all share is printed once, not per row."""

    nominees: tuple[ListedNominee, ...] = Field(min_length=1, description="Danh sách đối tượng, theo thứ tự")

    DERIVED: ClassVar[dict[str, str]] = {
        **DocumentContext.DERIVED,
        "list_sections": "Các mục của danh sách: tập thể, cá nhân, hộ gia đình",
        "list_reason": "Thành tích chung của mọi đối tượng, ngắt dòng đều nhau; để trống khi mỗi dòng ghi riêng",
        "achievements_differ": "Có: thành tích không giống nhau, mỗi dòng của danh sách ghi riêng",
    }

    @property
    def list_sections(self) -> tuple[ListSection, ...]:
        """Return the list's sections."""
        return sections(self.nominees)

    @property
    def list_reason(self) -> str:
        """Return what all are rewarded for, its lines evenly broken, or an empty text where that differs."""
        return lines.title_lines(shared_achievement(one.achievement for one in self.nominees), room=self.SUBJECT_ROOM)

    @property
    def achievements_differ(self) -> bool:
        """Tell whether the rows of the list must each say for what."""
        return len({squeeze(one.achievement) for one in self.nominees}) > 1

    def titled(self, words: str, award: str) -> str:
        """Return the list's name in capitals (NĐ 30/2020, PL I, III): who is proposed for, or given, what."""
        title = f"{kinds_text(self.nominees)} {words} {award}".upper()
        return lines.title_lines(title, room=self.SUBJECT_ROOM)


def shared_achievement(achievements: Iterable[str]) -> str:
    """Return the achievement that all have, or an empty text where they differ."""
    told = {squeeze(one) for one in achievements}
    return told.pop() if len(told) == 1 else ""


def sections(nominees: Sequence[ListedNominee]) -> tuple[ListSection, ...]:
    """Return the nominees by kind, collectives first; a kind without anybody has no section."""
    groups = [(kind, tuple(one for one in nominees if one.kind is kind)) for kind in NomineeKind]
    filled = [(kind, rows) for kind, rows in groups if rows]
    return tuple(
        ListSection(heading=roman, title=SECTION_TITLES[kind], count=two_digits(len(rows)), rows=rows)
        for roman, (kind, rows) in zip(ROMAN, filled, strict=False)
    )


def counted(nominees: Sequence[ListedNominee]) -> dict[NomineeKind, int]:
    """Return how many nominees there are of each kind."""
    return {kind: sum(one.kind is kind for one in nominees) for kind in NomineeKind}


def counts_text(counts: dict[NomineeKind, int]) -> str:
    """Return ``05 tập thể, 04 cá nhân và 01 hộ gia đình``; kinds without anybody are left out."""
    parts = [f"{two_digits(count)} {NOMINEE_KIND_NAMES[kind]}" for kind, count in counts.items() if count]
    return f"{', '.join(parts[:-1])} và {parts[-1]}" if len(parts) > 1 else "".join(parts)


def kinds_text(nominees: Sequence[ListedNominee]) -> str:
    """Return the kinds that a list holds: ``tập thể, cá nhân``."""
    return ", ".join(NOMINEE_KIND_NAMES[kind] for kind, count in counted(nominees).items() if count)


def two_digits(count: int) -> str:
    """Return a count as documents print it: under 10 with a leading zero."""
    return f"{count:02d}"


def dotted(amount: int) -> str:
    """Return an amount with its thousands marked: ``7.020.000``."""
    return f"{amount:,}".replace(",", ".")
