"""Finding documents again: by number, unit or words, with or without diacritics."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from web.access import Right, User, allow
from web.filters import AskedFilters, filter_fields
from web.paging import neighbours
from web.rendering import page
from web.state import State
from workflows.steps.pages.search import search_page

router = APIRouter(dependencies=[allow(Right.OWN)])


@router.get("/tra-cuu")
def search(
    request: Request, state: State, person: User, filters: AskedFilters, q: str = "", trang: int = 1
) -> Response:
    """Show the search form and what was found within what the person may see."""
    view = search_page(state.services, query=q, filters=filters, scope=person.scope, today=state.today, page=trang)
    return page(
        request,
        "search.html",
        view=view,
        pages=neighbours(request, view.pages),
        **filter_fields(state, person, query=q, filters=filters),
    )
