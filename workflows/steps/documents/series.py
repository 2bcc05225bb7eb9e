"""Where a series of numbers starts in this service."""

from datetime import date
from typing import Any

from models.documents import SeriesKey
from models.errors import ThiduaError
from models.events import NewEvent
from models.organisation import UnitId
from models.ports import Transaction
from models.text import fold, squeeze
from workflows.services import Services
from workflows.steps.accounts.rights import require_office
from workflows.steps.campaigns.campaigns import stated_plan

_FIRST_YEAR, _LAST_YEAR = 1945, 2999


class UnlikelyYear(ThiduaError):
    """The year of a series is not a year that any office counts documents in."""

    code = "unlikely-year"


class UnknownScheme(ThiduaError):
    """No document of this service takes its number from a series of that name."""

    code = "unknown-scheme"


SCHEME_NAMES: dict[str, str] = {
    "KH": "Kế hoạch",
    "BC": "Báo cáo",
    "CV": "Công văn",
    "BB": "Biên bản họp Hội đồng",
    "TTr": "Tờ trình",
    "QĐ": "Quyết định",
}
"""The series that the service's own documents take their numbers from."""


def open_series(
    services: Services,
    *,
    agency: UnitId,
    scheme: str,
    year: int,
    opening: int,
    actor: str,
    as_of: date,
    instead_of: int | None = None,
) -> SeriesKey:
    """Let an agency's series of a year start at ``opening``; ``Conflict`` once it has numbers.

    ``instead_of`` names the opening that is to be replaced: without it, an opening that another has set stays, and
    ``SeriesOpened`` tells it. A series that nobody opens starts at 1 (NĐ 30/2020, Điều 15). Raises ``UnknownScheme``,
    ``UnlikelyYear`` and ``UnknownUnit`` too.
    """
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise UnlikelyYear(f"Năm {year} không thể là năm của một sổ.", remedy="ghi năm gồm bốn chữ số, ví dụ 2024.")
    with services.registry.begin() as tx:
        require_office(tx, actor=actor)
        tx.units.directory().unit(agency)
        series = SeriesKey(agency=agency, scheme=_known_scheme(tx, squeeze(scheme)), year=year)
        if tx.register.open_series(series, opening=opening, instead_of=instead_of):
            told: dict[str, Any] = {"opening": opening}
            tx.events.append(
                NewEvent(
                    kind="series.opened",
                    subject=f"{agency}/{series.scheme}/{year}",
                    as_of=as_of,
                    actor=actor,
                    data=told if instead_of is None else told | {"instead_of": instead_of},
                )
            )
    return series


def _known_scheme(tx: Transaction, typed: str) -> str:
    """Return the scheme as documents spell it, however its letters were typed."""
    for scheme in SCHEME_NAMES:
        if fold(scheme) == fold(typed):
            return scheme
    if typed and any(stated_plan(tx, one.id).document.type_code == typed for one in tx.campaigns.list()):
        return typed
    raise UnknownScheme(
        f"Không có loại văn bản nào lấy số ở sổ “{typed}”.", remedy=f"chọn một trong: {', '.join(SCHEME_NAMES)}."
    )
