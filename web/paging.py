"""Addresses of the pages before and after one."""

from dataclasses import dataclass

from fastapi import Request

from workflows.steps.pages.paging import Pages

FIELD = "trang"


@dataclass(frozen=True)
class Neighbours:
    """What a pager shows; an absent address has no page."""

    number: int
    last: int
    total: int
    before: str | None
    after: str | None


def neighbours(request: Request, pages: Pages) -> Neighbours:
    """Return the pager of a list, every filter in its addresses kept."""

    def address(number: int) -> str | None:
        if not 1 <= number <= pages.last:
            return None
        return f"{request.url.path}?{request.url.include_query_params(**{FIELD: number}).query}"

    return Neighbours(
        number=pages.number,
        last=pages.last,
        total=pages.total,
        before=address(pages.number - 1),
        after=address(pages.number + 1),
    )
