"""An office's templates on pages: checked on the way in, shown, taken back, and moved into a running campaign."""

import io
import re
import secrets
from base64 import b64decode
from collections.abc import Callable
from html import unescape

import docx
import pytest

from doc_templates.catalogue import built_in
from doc_templates.word import package
from doc_templates.word.extract import text_of
from doc_templates.word.package import Part
from models.documents import CampaignId, DocumentKind
from tests.web.browsing import Browsing, Page
from tests.web.conftest import CAMPAIGN, TODAY
from workflows.services import Services
from workflows.steps.templates.template_checks import MOST_MEGABYTES
from workflows.steps.templates.template_pins import use_template

KIND = DocumentKind.SUB_PLAN
HERE = f"/mau-van-ban/{KIND.value}"
Open = Callable[[str | None], Browsing]


def _edited(old: str, new: str) -> bytes:
    parts = package.read(built_in(KIND))
    return package.write(tuple(Part(one.name, one.data.replace(old.encode(), new.encode())) for one in parts))


def _upload(browser: Browsing, data: bytes, *, act: str = "dua-vao-kho", note: str = "") -> Page:
    return browser.send(HERE, {"viec": act, "ghi_chu": note}, form_on=HERE, files={"tep": ("mẫu của sở.docx", data)})


@pytest.fixture
def staff(services: Services, people: None, browsing: Open) -> Browsing:
    """Return the office's browser, the service's own template being in the store."""
    services.templates.publish(KIND, built_in(KIND))
    return browsing("so-tu-phap")


def test_a_faulty_template_is_refused_with_every_fault_and_comes_back_marked(
    staff: Browsing, services: Services
) -> None:
    """Each fault is on the page with place and remedy, the Word file holds them as comments, the store nothing new."""
    before = services.templates.history(KIND)
    faulty = _edited("{{ signer_name }}", "{{ signer_nam }} {{ subject –1 }}")
    page = _upload(staff, faulty)
    assert "mẫu của sở.docx có 2 lỗi nên không được nhận" in page.words
    assert "có phải là “signer_name”?" in page.words
    assert "do Word tự đổi từ dấu trừ" in page.words
    found = re.search(r'href="data:[^;]+;base64,([^"]+)" download="mẫu của sở-co-nhan-xet.docx"', page.html)
    assert found
    comments = [one.text for one in docx.Document(io.BytesIO(b64decode(unescape(found[1])))).comments]
    assert any("“signer_nam”" in text for text in comments)
    assert services.templates.history(KIND) == before


def test_the_marked_file_comes_back_by_a_button_too(staff: Browsing, services: Services) -> None:
    """Without a page in between, under the file's own name; a file that cannot be opened is told on the page."""
    page = _upload(staff, _edited("{{ signer_name }}", "{{ signer_nam }}"), act="nhan-xet")
    assert "m%E1%BA%ABu%20c%E1%BB%A7a%20s%E1%BB%9F-co-nhan-xet.docx" in page.header("content-disposition")
    comments = [one.text for one in docx.Document(io.BytesIO(page.response.content)).comments]
    assert any("“signer_nam”" in text for text in comments)
    assert "không phải là tệp Word" in _upload(staff, b"x", act="nhan-xet").words


def test_a_template_with_a_large_picture_is_taken(staff: Browsing, services: Services) -> None:
    """A seal or a letterhead in colours is no reason to refuse; the limit is on the page, and a larger file is told."""
    assert f"không quá {MOST_MEGABYTES} MB" in staff.open(HERE).words
    picture = Part("word/media/dau.png", b"\x89PNG\r\n\x1a\n" + secrets.token_bytes(6 * 1024 * 1024))
    types = b'<Default Extension="png" ContentType="image/png"/></Types>'
    parts = (
        one._replace(data=one.data.replace(b"</Types>", types)) if one.name == "[Content_Types].xml" else one
        for one in package.read(_edited("Tiêu chuẩn", "Tiêu chí có dấu"))
    )
    assert "Đã đưa vào kho" in _upload(staff, package.write((*parts, picture))).words
    assert f"Tệp lớn hơn {MOST_MEGABYTES} MB" in _upload(staff, bytes(MOST_MEGABYTES * 1024 * 1024 + 1)).words


def test_a_note_that_no_history_can_show_is_told(staff: Browsing, services: Services) -> None:
    """Too long a note keeps the file out, and what was typed stays on the page."""
    before = services.templates.history(KIND)
    page = _upload(staff, _edited("Tiêu chuẩn", "Tiêu chí mới"), note="lý do " * 100)
    assert "nhiều nhất là 500" in page.words
    assert "lý do lý do" in page.html
    assert services.templates.history(KIND) == before


def test_what_is_no_word_file_is_told(staff: Browsing) -> None:
    """A file of another type, an empty one, and no file at all, are answered in words."""
    assert "Tệp “mẫu của sở.docx” trống" in _upload(staff, b"").words
    assert "không phải là tệp Word" in _upload(staff, b"%PDF-1.7 khong phai").words
    assert "Chưa chọn tệp mẫu" in staff.send(HERE, {"viec": "kiem-tra"}, form_on=HERE).words


def test_a_sound_template_is_kept_shown_and_taken_back(staff: Browsing, services: Services) -> None:
    """Checking alone keeps nothing; publishing keeps it with its note; an earlier version comes back as a new one."""
    own = _edited("Tiêu chuẩn", "Tiêu chí")
    before = len(services.templates.history(KIND))
    assert "dùng được" in _upload(staff, own, act="kiem-tra").words
    assert len(services.templates.history(KIND)) == before

    kept = _upload(staff, own, note="Đổi tên cột")
    assert f"Đã đưa vào kho: phiên bản {before + 1}." in kept.words
    assert "Đổi tên cột" in kept.words
    assert "so-tu-phap" in kept.words
    assert staff.open(f"{HERE}/{before + 1}/tai.docx").response.content == own
    assert "Tiêu chí" in text_of(staff.open(f"{HERE}/{before + 1}/xem-thu.docx").response.content)

    back = staff.send(f"{HERE}/{before}/dung-lai", {"ghi_chu": "Bản sau sai lề"}, form_on=HERE)
    assert f"Dùng lại phiên bản {before}. Bản sau sai lề" in back.words
    assert f"Phiên bản {before} được dùng lại thành phiên bản {before + 2}." in back.words
    assert "không có phiên bản 99" in staff.send(f"{HERE}/99/dung-lai", {}, form_on=HERE).words


@pytest.mark.slow
def test_a_version_is_shown_as_pdf(staff: Browsing) -> None:
    """The preview is a PDF in place."""
    page = staff.open(f"{HERE}/1/xem-thu.pdf")
    assert page.response.content.startswith(b"%PDF")
    assert page.header("content-disposition").startswith("inline")


def test_fields_are_told_on_a_page(staff: Browsing) -> None:
    """The page of fields has each name with its meaning."""
    assert "signer_name Họ và tên người ký" in staff.open(f"{HERE}/truong").words


def test_a_campaign_moves_to_a_newer_version_when_told(campaign: str, staff: Browsing, services: Services) -> None:
    """The campaign's page shows which version it keeps to beside the newest, and a button takes the newest."""
    use_template(services, campaign_id=CampaignId(CAMPAIGN), kind=KIND, number=1, actor="x", as_of=TODAY)
    _upload(staff, _edited("Tiêu chuẩn", "Tiêu chuẩn xét"))
    assert "phiên bản 1" in staff.open(HERE).words
    there = f"/phong-trao/{CAMPAIGN}/mau"
    assert "Có bản mới hơn" in staff.open(there).words
    moved = staff.send(f"{there}/{KIND.value}", {}, form_on=there)
    assert "Phong trào dùng phiên bản" in moved.words
    assert "Có bản mới hơn" not in moved.words


def test_the_board_sees_but_changes_nothing(staff: Browsing, browsing: Open) -> None:
    """Who oversees sees versions and no form; a clerk of a unit sees nothing."""
    board = browsing("hoi-dong")
    assert 'type="file"' not in board.open(HERE).html
    assert board.send(HERE, {}, files={"tep": ("a.docx", b"x")}).status == 403
    assert browsing("bien-hoa").open(HERE).status == 403
