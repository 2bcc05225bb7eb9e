"""Finding documents again: by number, unit or words, with or without diacritics."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.documents import CampaignId, DocumentKind
from models.organisation import UnitId
from web.access import Right, User, allow
from web.paging import neighbours
from web.rendering import page
from web.state import State
from workflows.steps.finding import FindFilters
from workflows.steps.pages.directory import unit_names
from workflows.steps.pages.search import search_page

router = APIRouter(dependencies=[allow(Right.OWN)])


@router.get("/tra-cuu")
def search(
    request: Request,
    state: State,
    person: User,
    q: str = "",
    nam: str = "",
    loai: str = "",
    don_vi: str = "",
    phong_trao: str = "",
    trang: int = 1,
) -> Response:
    """Show the search form and what was found within what the person may see."""
    filters = FindFilters(
        campaign_id=CampaignId(phong_trao) if phong_trao else None,
        kind=DocumentKind(loai) if loai in tuple(DocumentKind) else None,
        unit=UnitId(don_vi) if don_vi else None,
        year=_year(nam),
    )
    view = search_page(state.services, query=q, filters=filters, scope=person.scope, today=state.today, page=trang)
    return page(
        request,
        "search.html",
        view=view,
        pages=neighbours(request, view.pages),
        query=q,
        filters=filters,
        kinds=tuple(DocumentKind),
        units=unit_names(state.services) if person.scope.units is None else {},
    )


def _year(typed: str) -> int | None:
    """Return the year that was chosen; what is no year narrows nothing."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None
