"""What a search found, as its page lists it."""

from datetime import date

from models.accounts import Scope
from models.base import Value
from models.documents import CampaignId
from models.errors import Unavailable
from workflows.services import Services
from workflows.steps.documents.finding import FOUND_BY_NAMES, FindFilters, Found, find_documents
from workflows.steps.documents.indexing import follow_log
from workflows.steps.pages.paging import Pages, page_of

_MOST = 500
_BUSY = "index-busy"


class FoundRow(Value):
    """One found document with the names a page shows."""

    found: Found
    issuer_name: str
    campaign_name: str
    why: str


class SearchPage(Value):
    """One page of what was found, and what can be filtered by."""

    rows: tuple[FoundRow, ...]
    pages: Pages
    campaigns: tuple[tuple[CampaignId, str], ...]
    years: tuple[int, ...]


def search_page(
    services: Services, *, query: str, filters: FindFilters, scope: Scope, today: date, page: int = 1
) -> SearchPage:
    """Return one page of issued documents that a reader may see; an empty query lists by the filters alone."""
    catch_up(services)
    found = find_documents(services, query=query, scope=scope, filters=filters, limit=_MOST)
    with services.registry.begin() as tx:
        names = {unit.id: unit.name for unit in tx.units.directory()}
        campaigns = tuple((campaign.id, campaign.name) for campaign in tx.campaigns.list())
    titles = dict(campaigns)
    pages = page_of(len(found), wanted=page)
    return SearchPage(
        rows=tuple(
            FoundRow(
                found=one,
                issuer_name=names.get(one.record.issuer, one.record.issuer),
                campaign_name=titles.get(one.record.campaign_id, ""),
                why=FOUND_BY_NAMES[one.by],
            )
            for one in found[pages.offset : pages.offset + pages.per_page]
        ),
        pages=pages,
        campaigns=campaigns,
        years=tuple(range(today.year, 2019, -1)),
    )


def catch_up(services: Services) -> None:
    """Let the index take in what was issued since; where another process is writing it, its work is enough."""
    try:
        follow_log(services)
    except Unavailable as busy:
        if busy.code != _BUSY:
            raise
