"""One page of a list."""

from math import ceil

from models.base import Value

PER_PAGE = 30


class Pages(Value):
    """Which page of how many; the address of its neighbours is the page's own business."""

    number: int
    total: int
    """How many items there are in all."""
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """Return the last page's number, at least 1."""
        return max(1, ceil(self.total / self.per_page))

    @property
    def offset(self) -> int:
        """Return how many items stand before this page."""
        return (self.number - 1) * self.per_page


def page_of(total: int, *, wanted: int, per_page: int = PER_PAGE) -> Pages:
    """Return the page that was asked for, or the nearest one there is."""
    last = max(1, ceil(total / per_page))
    return Pages(number=min(max(1, wanted), last), total=total, per_page=per_page)
