"""Opening a series: the office's act, its event, and what cannot be opened."""

from datetime import date

import pytest

from models.documents import SeriesKey
from models.errors import NotFound
from models.organisation import UnitId
from storage.registry.numbering import SeriesOpened
from tests.workflows.conftest import CLERK, PLAN_DAY, plan_text
from workflows.services import Services
from workflows.steps.awards import councils, decision_text, proposal_text
from workflows.steps.campaigns.campaigns import import_directory
from workflows.steps.documents.plan_document import SCHEME_WITHOUT_TYPE
from workflows.steps.documents.series import SCHEME_NAMES, UnknownScheme, UnlikelyYear, open_series
from workflows.steps.reporting import distributing, reminders, reports, summary_text

UBND = UnitId("dong-nai.ubnd")


@pytest.fixture
def office(services: Services) -> Services:
    """Return services that know the province's units."""
    text = plan_text("directories/dong_nai.yaml")
    import_directory(services, text=text, file_name="dong_nai.yaml", actor=CLERK, as_of=PLAN_DAY)
    return services


def opened(
    services: Services, scheme: str, opening: int, *, year: int = 2024, instead_of: int | None = None
) -> SeriesKey:
    return open_series(
        services,
        agency=UBND,
        scheme=scheme,
        year=year,
        opening=opening,
        instead_of=instead_of,
        actor=CLERK,
        as_of=date(2024, 6, 25),
    )


def test_every_series_of_the_services_own_documents_can_be_opened() -> None:
    """What a step numbers in, a clerk can open."""
    used = {one.SCHEME for one in (councils, decision_text, distributing, proposal_text, reminders, reports)}
    assert {*used, summary_text.SCHEME, SCHEME_WITHOUT_TYPE} == set(SCHEME_NAMES)


@pytest.mark.parametrize(("typed", "meant"), [("kh", "KH"), (" KH ", "KH"), ("qd", "QĐ"), ("ttr", "TTr")])
def test_a_scheme_is_known_however_it_is_typed(office: Services, typed: str, meant: str) -> None:
    """A small letter does not open a second book that no document takes numbers from."""
    assert opened(office, typed, 210).scheme == meant


@pytest.mark.parametrize("typed", ["", "XX", "KHH"])
def test_a_series_that_nothing_uses_is_refused(office: Services, typed: str) -> None:
    """A slip of the pen is told with the series that there are."""
    with pytest.raises(UnknownScheme, match="KH, BC, CV, BB, TTr, QĐ"):
        opened(office, typed, 210)


@pytest.mark.parametrize("year", [0, -5, 24, 20244, 10**12])
def test_a_year_that_no_book_has_is_refused(office: Services, year: int) -> None:
    """A year typed wrongly opens nothing."""
    with pytest.raises(UnlikelyYear):
        opened(office, "KH", 210, year=year)


def test_an_unknown_agency_has_no_series(office: Services) -> None:
    """The agency must be in the directory."""
    with pytest.raises(NotFound):
        open_series(office, agency=UnitId("dong-nai.x"), scheme="KH", year=2024, opening=1, actor=CLERK, as_of=PLAN_DAY)


def test_each_change_is_one_event(office: Services) -> None:
    """The same opening again is no news, a refused one leaves no trace, a new one names what it replaced."""
    opened(office, "KH", 210)
    opened(office, "KH", 210)
    with pytest.raises(SeriesOpened, match="KH năm 2024 của UBND tỉnh Đồng Nai"):
        opened(office, "KH", 211)
    opened(office, "KH", 211, instead_of=210)
    opened(office, "KH", 210, instead_of=211)
    with office.registry.begin() as tx:
        told = [one.data for one in tx.events.after(0) if one.kind == "series.opened"]
    assert told == [{"opening": 210}, {"opening": 211, "instead_of": 210}, {"opening": 210, "instead_of": 211}]
