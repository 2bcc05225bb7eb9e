"""Fields that are known but have no value."""

from collections.abc import Iterator

from doc_templates.faults import FieldMissing


def missing_mark(field: str) -> str:
    """Return what a draft shows in place of a missing value."""
    return f"[CÒN THIẾU: {field}]"


class Blank:
    """A known field without a value: false when asked, refused when printed."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        raise FieldMissing(self.field)

    def __repr__(self) -> str:
        return str(self)


class DraftBlank(Blank):
    """The same in a draft: it prints as a visible mark."""

    __slots__ = ()

    def __str__(self) -> str:
        return missing_mark(self.field)
