"""What narrows a search: read from the page's address, and offered by its form."""

from typing import Annotated, Any

from fastapi import Depends

from models.documents import CampaignId, DocumentKind
from models.organisation import UnitId
from web.access import Person
from web.state import WebState
from workflows.steps.documents.finding import FindFilters
from workflows.steps.pages.directory import unit_names


def _asked(nam: str = "", loai: str = "", don_vi: str = "", phong_trao: str = "") -> FindFilters:
    return FindFilters(
        campaign_id=CampaignId(phong_trao) if phong_trao else None,
        kind=DocumentKind(loai) if loai in tuple(DocumentKind) else None,
        unit=UnitId(don_vi) if don_vi else None,
        year=_year(nam),
    )


AskedFilters = Annotated[FindFilters, Depends(_asked)]


def filter_fields(state: WebState, person: Person, *, query: str, filters: FindFilters) -> dict[str, Any]:
    """Return what the search form shows: what was asked, and the choices; units only to those who see them all."""
    return {
        "query": query,
        "filters": filters,
        "kinds": tuple(DocumentKind),
        "units": unit_names(state.services) if person.scope.units is None else {},
    }


def _year(typed: str) -> int | None:
    """Return the year that was chosen; what is no year narrows nothing."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else None
