"""Lists of units to choose from."""

from collections import Counter

from models.organisation import UnitId
from tests.web.conftest import TODAY
from workflows.services import Services
from workflows.steps.pages.directory import unit_choices, unit_names, units_of_accounts


def test_units_of_one_name_say_their_province(services: Services, people: None) -> None:
    """Two provinces have a Sở Tư pháp each; whoever chooses one sees which it is."""
    for names in (unit_names(services), unit_choices(services, as_of=TODAY), units_of_accounts(services)):
        homes = Counter((name, unit.split(".")[0]) for unit, name in names.items())
        assert len({name for name, _ in homes}) == len(homes)
    assert unit_names(services)[UnitId("dong-nai.stp")] == "Sở Tư pháp, tỉnh Đồng Nai"
    assert unit_names(services)[UnitId("dong-nai.bien-hoa")] == "UBND thành phố Biên Hòa"
