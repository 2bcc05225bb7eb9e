"""What an archivist reads on a verification's page: all that was done underneath, by the name of the document."""

import re
from pathlib import Path

import pytest

from cli.stack.seaweed import Seaweed
from models.accounts import Role
from models.awards.archive import document_archive_id
from tests.archiving.conftest import DAY, Place
from tests.archiving.damage import change_rows, flip_byte, remove_underneath
from tests.web.browsing import Browsing
from web.app import create_app
from workflows.settings import Settings
from workflows.steps.accounts.accounts import create_account
from workflows.steps.work import run_operation

NAME, PASSWORD = "luu-tru", "mot cau du dai"


@pytest.fixture
def keeper(place: Place, tmp_path: Path) -> Browsing:
    """Return the browser of an archivist who is signed in."""
    create_account(
        place.services,
        name=NAME,
        display_name="Lưu trữ viên mẫu",
        role=Role.ARCHIVIST,
        unit=None,
        actor="thử nghiệm",
        as_of=DAY,
        password=PASSWORD,
    )
    with place.services.registry.begin() as tx:
        account = tx.accounts.find(NAME)
        assert account is not None
        tx.accounts.update(account.model_copy(update={"must_change_password": False}))
    browser = Browsing(create_app(place.services, Settings(home=tmp_path)))
    browser.sign_in(NAME, PASSWORD)
    return browser


def test_flipped_bytes_missing_objects_and_changed_rows_are_read(
    place: Place, keeper: Browsing, seaweed: Seaweed
) -> None:
    """Each is named with the document it belongs to and what to do; what is whole is still given out."""
    flipped, lost, renamed = (place.issue(name) for name in ("a", "b", "c"))
    place.archive()
    flip_byte(seaweed, place, place.services.documents.get(flipped.sha256 or ""))
    remove_underneath(seaweed, place, lost.sha256 or "")
    change_rows(place, "UPDATE archive_records SET title = 'Tên khác' WHERE document = %s", renamed.id)
    asked = keeper.send("/luu-tru/doi-chieu", form_on="/luu-tru")
    assert run_operation(place.services, operation_id=asked.address.rsplit("/", 1)[1], attempt=1)
    result = keeper.open(asked.address)
    assert "3 sai lệch" in result.words
    linked = set(re.findall(r'href="(/van-ban/\d+)"', result.html))
    assert linked == {f"/van-ban/{one.id}" for one in (flipped, lost, renamed)}
    assert keeper.open(f"/luu-tru/tai/{document_archive_id(renamed.id)}").status == 200
    assert "3 sai lệch" in keeper.open("/luu-tru").words
