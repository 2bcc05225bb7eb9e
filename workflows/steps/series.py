"""Where a series of numbers starts in this service."""

from datetime import date

from models.documents import SeriesKey
from models.events import NewEvent
from models.organisation import UnitId
from models.text import squeeze
from workflows.services import Services
from workflows.steps.rights import require_office


def open_series(
    services: Services, *, agency: UnitId, scheme: str, year: int, opening: int, actor: str, as_of: date
) -> SeriesKey:
    """Let an agency's series of a year start at ``opening``; ``Conflict`` once it has numbers.

    A series that nobody opens starts at 1 (NĐ 30/2020, Điều 15).
    """
    series = SeriesKey(agency=agency, scheme=squeeze(scheme), year=year)
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        tx.units.directory().unit(agency)
        tx.register.open_series(series, opening=opening)
        tx.events.append(
            NewEvent(
                kind="series.opened",
                subject=f"{agency}/{series.scheme}/{year}",
                as_of=as_of,
                actor=actor,
                data={"opening": opening},
                unique_key=f"series.opened:{agency}:{series.scheme}:{year}:{opening}",
            )
        )
    return series
