"""Fields that are known but have no value."""

from collections.abc import Iterator
from typing import Any, NoReturn

from doc_templates.faults import FieldMissing


def missing_mark(field: str) -> str:
    """Return what a draft shows in place of a missing value."""
    return f"[CÒN THIẾU: {field}]"


class Blank:
    """A known field without a value: false when asked, equal to ``none``, refused by name in any other use."""

    __slots__ = ("field",)

    def __init__(self, field: str) -> None:
        self.field = field

    def __bool__(self) -> bool:
        return False

    def __eq__(self, other: object) -> bool:
        return other is None or isinstance(other, Blank)

    def __hash__(self) -> int:
        return hash(None)

    def __repr__(self) -> str:
        return str(self)

    def _refuse(self, *_: object) -> NoReturn:
        raise FieldMissing(self.field)

    _use: Any = _refuse
    __str__ = __format__ = __iter__ = __len__ = __contains__ = __getitem__ = __int__ = __float__ = __index__ = _use
    __lt__ = __le__ = __gt__ = __ge__ = __neg__ = __pos__ = __abs__ = __round__ = _use
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _use
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _use


class Marked:
    """What is missing in a draft: what is made of it is missing too, and prints as a visible mark."""

    __slots__ = ()

    def part(self, name: object) -> Any:
        """Return what is missing below this."""
        raise NotImplementedError

    def whole(self) -> Any:
        """Return what this is a part of."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[Any]:
        return iter((self,))

    def __len__(self) -> int:
        return 1

    def __contains__(self, _: object) -> bool:
        return False

    def __getitem__(self, name: object) -> Any:
        return self.part(name)

    def __call__(self, *_: object, **__: object) -> Any:
        """Return what a method was looked up of."""
        return self.whole()

    def _marked(self, *_: object) -> Any:
        return self

    def _unlike(self, _: object) -> bool:
        return False

    _use: Any = _marked
    _compared: Any = _unlike
    __lt__ = __le__ = __gt__ = __ge__ = _compared
    __neg__ = __pos__ = __abs__ = __round__ = _use
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _use
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _use


class DraftBlank(Marked, Blank):
    """A known field without a value, in a draft."""

    __slots__ = ()

    def __str__(self) -> str:
        return missing_mark(self.field)

    def __format__(self, _: str) -> str:
        return str(self)

    def part(self, name: object) -> "DraftBlank":
        """Return the mark of a field below this."""
        return DraftBlank(f"{self.field}.{name}")

    def whole(self) -> "DraftBlank":
        """Return the mark of the field that this is a part of."""
        return DraftBlank(self.field.rpartition(".")[0] or self.field)
