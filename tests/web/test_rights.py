"""Who may open what: every route against every role, and nobody's own window into another unit."""

from collections.abc import Callable, Iterator

import pytest
from fastapi.routing import APIRoute

from models.documents import CampaignId, DocumentKind, Draft, IssueKey, TemplateVersion
from models.organisation import UnitId
from tests.web.browsing import Browsing
from tests.web.conftest import CAMPAIGN, PEOPLE
from web.access import RIGHTS, Right, asked_right
from web.routes import ALL_ROUTES
from workflows.services import Services

PUBLIC = {("/healthz", "GET"), ("/dang-nhap", "GET"), ("/dang-nhap", "POST"), ("/dang-xuat", "POST")}
HOME = f"/phong-trao/{CAMPAIGN}"
PLACES = {
    "{campaign_id}": CAMPAIGN,
    "{unit}": "dong-nai.bien-hoa",
    "{obligation_id}": "O4",
    "{operation_id}": "00000000-0000-0000-0000-000000000000",
    "{record_id}": "999999",
    "{key:path}": "khong-co",
    "{archive_id:path}": "khong-co",
    "{award}": "bang_khen_tinh",
    "{name}": "khong-co",
    "{kind}": "khong_co",
}
REFUSED = "không có quyền làm việc này"


def _routes() -> Iterator[tuple[str, str, frozenset[Right]]]:
    for router in ALL_ROUTES:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            asked = (asked_right(each.dependency) for each in route.dependencies)
            rights = frozenset(right for right in asked if right is not None)
            for method in route.methods:
                yield route.path, method, rights


def test_every_route_names_a_right() -> None:
    """A route without a named right is public by intent: sign-in, sign-out, health, nothing else."""
    routes = list(_routes())
    assert len(routes) > 35
    assert {(path, method) for path, method, rights in routes if not rights} == PUBLIC


def test_every_route_for_every_role(campaign: str, browsing: Callable[[str | None], Browsing]) -> None:
    """A role without the right is refused with 403 in words; a role with it never is for that reason."""
    wrong = []
    for name, (role, _unit) in PEOPLE.items():
        browser = browsing(name)
        token = browser.token("/mat-khau")
        for path, method, rights in _routes():
            if not rights or path == "/dang-xuat":
                continue
            address = path
            for place, value in PLACES.items():
                address = address.replace(place, value)
            page = browser.open(address) if method == "GET" else browser.send(address, token=token)
            refused = page.status == 403 and REFUSED in page.words
            if refused == (rights <= RIGHTS[role]) or page.status == 500:
                wrong.append((name, method, address, page.status))
    assert wrong == []


def test_every_page_sends_strangers_to_sign_in(people: None, browsing: Callable[[str | None], Browsing]) -> None:
    """Without a session every page but the public ones leads to the sign-in form and shows nothing else."""
    stranger = browsing(None)
    for path, method, rights in _routes():
        if method == "GET" and rights:
            page = stranger.open(path.replace("{record_id}", "1"), follow=False)
            assert page.status == 303, path
            assert page.header("location").startswith("/dang-nhap?tiep="), path


@pytest.mark.parametrize("address", [f"{HOME}/don-vi/dong-nai.bien-hoa", f"{HOME}/don-vi/dong-nai.stp"])
def test_another_units_page_is_closed(address: str, campaign: str, browsing: Callable[[str | None], Browsing]) -> None:
    """A unit's clerk opens only the page of their own unit."""
    assert browsing("long-khanh").open(address).status == 403
    assert browsing("hoi-dong").open(address).status == 200


@pytest.fixture
def foreign_draft(services: Services, campaign: str) -> IssueKey:
    """Keep a draft of Biên Hòa and return its key."""
    key = IssueKey(f"{CAMPAIGN}:sub_plan:dong-nai.bien-hoa:kin:1")
    draft = Draft(
        key=key,
        campaign_id=CampaignId(CAMPAIGN),
        kind=DocumentKind.SUB_PLAN,
        issuer=UnitId("dong-nai.bien-hoa"),
        title="Dự thảo kín của Biên Hòa",
        type_name="Kế hoạch",
        symbol="KH-UBND",
        scheme="KH",
        context={},
        template=TemplateVersion(kind=DocumentKind.SUB_PLAN, key="x", version="x", sha256="x"),
    )
    with services.registry.begin() as tx:
        tx.drafts.add(draft)
    return key


def test_another_units_draft_is_not_there(foreign_draft: IssueKey, browsing: Callable[[str | None], Browsing]) -> None:
    """Another unit's draft is answered like one that does not exist: page, preview, confirmation and list."""
    clerk = browsing("long-khanh")
    missing = clerk.open("/du-thao/khong-co").words
    for shown in (
        clerk.open(f"/du-thao/{foreign_draft}"),
        clerk.open(f"/du-thao/{foreign_draft}/xem.pdf"),
        clerk.send(f"/du-thao/{foreign_draft}", {"ngay_van_ban": "01/7/2024", "trich_yeu": "x"}),
    ):
        assert shown.status == 404
        assert shown.words.split("Mã lỗi")[0] == missing.split("Mã lỗi")[0]
    assert "Dự thảo kín" not in clerk.open(f"{HOME}/du-thao").words
    assert "Dự thảo kín" in browsing("bien-hoa").open(f"{HOME}/du-thao").words
    assert "Dự thảo kín" not in browsing("luu-tru").open(f"{HOME}/du-thao").words


def test_acting_for_another_unit_is_refused(campaign: str, browsing: Callable[[str | None], Browsing]) -> None:
    """A clerk can neither note nor hand in for another unit, whatever the form says."""
    clerk = browsing("long-khanh")
    base = f"{HOME}/don-vi/dong-nai.bien-hoa"
    for address in (f"{base}/da-gui", f"{base}/bao-cao/O4"):
        refused = clerk.send(address, {"viec": "O4", "ngay_gui": "01/7/2024"})
        assert refused.status == 403
        assert "đơn vị mình" in refused.words
