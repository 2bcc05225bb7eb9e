"""A campaign's end through forms alone: a unit's list, its council, reports, proposal and dossier."""

import re
from collections.abc import Callable
from html import unescape

import pytest

from models.operations import Operation, OperationState
from tests.doc_templates.pdf.copies import bytes_of, rewritten, stream
from tests.web.browsing import Browsing

CAMPAIGN = "/phong-trao/dong-nai-2024"
UNIT = f"{CAMPAIGN}/khen-thuong/dong-nai.bien-hoa/bang_khen_tinh"
DAY = {"ngay": "2024-11-20"}
PASTED = (
    "STT\tLoại\tHọ tên\tÔng/Bà\tChức vụ\tNơi công tác\n"
    "1\tTập thể\tPhòng Tư pháp mẫu\t\t\tUBND thành phố Biên Hòa\n"
    "2\tCá nhân\tTrần Thị Mẫu\tBà\tCông chức mẫu\tPhòng Tư pháp, UBND thành phố Biên Hòa\n"
)
SESSION = {
    "ngay_hop": "20/11/2024",
    "bat_dau": "14:00",
    "ket_thuc": "15h30",
    "dia_diem": "phòng họp mẫu",
    "thanh_vien": "9",
    "co_mat": "9",
    "chu_toa": "Người ký mẫu",
    "chu_toa_chuc_vu": "Chủ tịch Hội đồng",
    "thu_ky": "Thư ký mẫu",
    "phieu_thuan": "9",
    "phieu_tong": "9",
    "hinh_thuc": "biểu quyết",
    **DAY,
}


def scan() -> bytes:
    """Return a PDF as large as scans are."""
    writer = rewritten()
    writer._add_object(stream(b" " * 6_000_000))
    return bytes_of(writer)


Work = Callable[[], list[Operation]]
Browsers = Callable[[str | None], Browsing]


@pytest.fixture(scope="module")
def _once() -> dict[str, bool]:
    return {}


@pytest.fixture
def launched(campaign: str, browsing: Browsers, work: Work, _once: dict[str, bool]) -> None:
    """Issue the campaign's plan, once for the module."""
    if _once.get("launched"):
        return
    office = browsing("so-tu-phap")
    answers = {
        "nhap:document.date": "25/6/2024",
        "chon:signature.authority": "Q. CHỦ TỊCH",
        "nhap:obligations.O1.weekday": "friday",
        "nhap:obligations.O2.day": "25",
    }
    office.send(f"{CAMPAIGN}/bo-sung", answers)
    office.send(f"{CAMPAIGN}/buoc/publish_templates")
    do_all(work)
    office.send(f"{CAMPAIGN}/buoc/issue_plan", {"ngay_van_ban": "25/6/2024", "so": "210"})
    do_all(work)
    _once["launched"] = True


def do_all(work: Work) -> None:
    """Do all waiting work; each must end well."""
    ended = work()
    assert all(each.state is OperationState.SUCCEEDED for each in ended), [each.message for each in ended]


def test_unit_comes_from_a_pasted_list_to_its_papers(launched: None, browsing: Browsers, work: Work) -> None:
    """A clerk pastes the list, writes reports, records the council, and confirms minutes, reports and proposal."""
    clerk = browsing("bien-hoa")
    empty = clerk.open(UNIT)
    assert empty.status == 200, empty.words
    assert "Chưa làm được" in empty.words
    refused = clerk.send(f"{UNIT}/nhap-danh-sach", {"danh_sach": "Tổ\tA\nCá nhân\tB", **DAY})
    assert refused.status == 422
    assert "Dòng 1:" in refused.words
    assert "Dòng 2:" in refused.words
    taken = clerk.send(f"{UNIT}/nhap-danh-sach", {"danh_sach": PASTED, **DAY})
    assert "Đã ghi 2 đề nghị" in taken.words, taken.words

    for address in sorted(set(re.findall(r'href="([^"]+/de-nghi\?doi_tuong=[^"]+)"', taken.html))):
        form = clerk.open(unescape(address))
        hidden = dict(re.findall(r'type="hidden" name="(loai|doi_tuong|ngay)" value="([^"]*)"', form.html))
        name = re.search(r'name="ten" value="([^"]*)"', form.html)
        place = re.search(r'name="noi_cong_tac" value="([^"]*)"', form.html)
        assert name
        assert place
        words = {"ten": unescape(name[1]), "noi_cong_tac": unescape(place[1]), "ket_qua": "Đã số hóa đủ sổ hộ tịch."}
        saved = clerk.send(f"{UNIT}/de-nghi", {**hidden, **words})
        assert "Đã ghi đề nghị" in saved.words, saved.words
    drafted = clerk.send(f"{UNIT}/bao-cao", DAY)
    assert "Đã lập 2 báo cáo thành tích" in drafted.words, drafted.words

    wrong = clerk.send(f"{UNIT}/hop-hoi-dong", {**SESSION, "co_mat": "8"})
    assert wrong.status == 400
    assert "không bằng 9 thành viên" in wrong.words
    held = clerk.send(f"{UNIT}/hop-hoi-dong", SESSION)
    assert "Đã ghi phiên họp" in held.words, held.words
    assert "Biên bản chưa ban hành" in held.words
    for draft in open_drafts(clerk):
        confirm(clerk, draft, "21/11/2024")
    do_all(work)
    proposed = clerk.send(f"{UNIT}/to-trinh", DAY)
    assert "Đã lập dự thảo tờ trình" in proposed.words, proposed.words
    (proposal,) = open_drafts(clerk)
    confirm(clerk, proposal, "22/11/2024")
    do_all(work)
    assert open_drafts(clerk) == []
    _comes_back_once(clerk, browsing)
    _is_decided(browsing("so-tu-phap"))
    _others_see_only_what_they_may(browsing)


def open_drafts(clerk: Browsing, home: str = UNIT) -> list[str]:
    """Return the addresses of the unit's drafts that wait for confirmation."""
    shown = clerk.open(home)
    assert shown.status == 200, shown.words
    return [unescape(address) for address in re.findall(r'href="(/du-thao/[^"]+)">Xem trước và xác nhận', shown.html)]


def confirm(clerk: Browsing, address: str, day: str) -> None:
    """Confirm a draft as it stands."""
    shown = clerk.open(address)
    assert shown.status == 200, shown.words
    typed = {name: unescape(value) for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', shown.html)}
    kept = {name: value for name, value in typed.items() if name in ("trich_yeu", "nguoi_ky", "nguoi_bao_cao")}
    done = clerk.send(address, {**kept, "nguoi_ky": "Người ký mẫu", "ngay_van_ban": day})
    assert "Đã xác nhận" in done.words, done.words


def _comes_back_once(clerk: Browsing, browsing: Browsers) -> None:
    """Check that the Board sends the dossier back only with a reason, which the unit sees, and takes it again."""
    office, board = browsing("so-tu-phap"), browsing("hoi-dong")
    sent = clerk.send(f"{UNIT}/nop", {"ngay": "2024-11-25"})
    assert "Đã nộp hồ sơ" in sent.words, sent.words
    late = clerk.send(f"{UNIT}/rut", {"doi_tuong": "dong-nai.bien-hoa/cn-01", "ly_do": "x", **DAY})
    assert late.status == 409
    reason = {"ly_do": "Thiếu chữ ký trên biên bản.", "ngay": "2024-11-26"}
    for other in ("bien-hoa", "long-khanh", "luu-tru"):
        assert browsing(other).send(f"{UNIT}/tra-lai", reason).status == 403
    assert "Trả lại cho đơn vị" in board.open(f"{UNIT}/ho-so").words
    assert board.send(f"{UNIT}/tra-lai", {**reason, "ly_do": " "}).status == 409
    back = board.send(f"{UNIT}/tra-lai", reason)
    assert "Đã trả lại" in back.words, back.words
    own_work = clerk.open(f"{CAMPAIGN}/don-vi/dong-nai.bien-hoa?ngay=2024-11-26").words
    assert "Hồ sơ Bằng khen bị trả lại Lý do: Thiếu chữ ký trên biên bản." in own_work
    assert "Hội đồng Thi đua - Khen thưởng trả lại ngày 26/11/2024. Lý do: Thiếu chữ ký" in own_work
    assert "Lý do: Thiếu chữ ký trên biên bản." in clerk.open(UNIT).words
    assert "Thiếu chữ ký trên biên bản." in office.open(f"{CAMPAIGN}/khen-thuong").words
    fields = {"phan": "minutes|", "da_xac_nhan": "co", "ngay": "2024-11-27"}
    assert clerk.send(f"{UNIT}/thanh-phan", fields, files={"tep": ("a.pdf", b"khong phai")}).status == 400
    assert "Chưa chọn tệp PDF hoặc Word." in clerk.send(f"{UNIT}/thanh-phan", fields).words
    empty = clerk.send(f"{UNIT}/thanh-phan", fields, files={"tep": ("Biên bản.pdf", b"")})
    assert "Tệp “Biên bản.pdf” trống" in empty.words
    brought = clerk.send(f"{UNIT}/thanh-phan", fields, files={"tep": ("Biên bản.pdf", scan())})
    assert "Đã đưa vào hồ sơ" in brought.words, brought.words
    again = clerk.send(f"{UNIT}/nop", {"ngay": "2024-11-28"})
    assert "Đã nộp hồ sơ" in again.words, again.words
    assert "lần 2" in again.words


def _is_decided(office: Browsing) -> None:
    """Check that the decision is drafted, tells its checks and money, and is confirmed only once they are clean."""
    decision = f"{CAMPAIGN}/khen-thuong/quyet-dinh"
    before = office.open(decision)
    assert "1 hồ sơ Bằng khen đã nộp" in before.words
    drafted = office.send(f"{decision}/du-thao", {"ngay_quyet_dinh": "20/12/2024"})
    assert "Không có chỗ nào phải sửa" in drafted.words, drafted.words
    assert "Tổng tiền thưởng: 10.530.000 đồng" in drafted.words
    key = re.search(r'name="du_thao" value="([^"]+)"', drafted.html)
    assert key
    wrong = office.send(f"{decision}/xac-nhan", {"du_thao": key[1], "ngay_quyet_dinh": "32/12/2024"})
    assert wrong.status == 422
    fields = {"du_thao": key[1], "ngay_quyet_dinh": "20/12/2024", "nguoi_ky": "Người ký mẫu"}
    confirmed = office.send(f"{decision}/xac-nhan", fields)
    assert "Đã xác nhận quyết định" in confirmed.words, confirmed.words
    assert office.open(f"{decision}/999999/bang-de-in.pdf").status == 404


def test_archive_opens_for_everybody_within_their_sight(campaign: str, browsing: Browsers, work: Work) -> None:
    """Every role opens the archive's page; only those who see everything are told how the last reading went."""
    for name, told in (("so-tu-phap", True), ("hoi-dong", True), ("luu-tru", True), ("bien-hoa", False)):
        shown = browsing(name).open("/luu-tru?q=ho+tich&nam=2024&phong_trao=dong-nai-2024")
        assert shown.status == 200, shown.words
        assert ("Đối chiếu kho lưu trữ" in shown.words) == told
    assert browsing("bien-hoa").open("/luu-tru/tai/document:1:docx").status == 404
    office = browsing("so-tu-phap")
    asked = office.send("/luu-tru/doi-chieu", {"phong_trao": campaign})
    assert "Đang chờ thực hiện" in asked.words
    assert office.send("/luu-tru/doi-chieu", {"phong_trao": campaign}).address == asked.address
    assert "đang được đối chiếu" in office.send("/luu-tru/doi-chieu").words
    assert asked.address in office.open("/luu-tru").html
    do_all(work)
    assert "Kho nguyên vẹn" in office.open(asked.address).words
    assert browsing("hoi-dong").open(asked.address).status == 200
    assert browsing("bien-hoa").open(asked.address).status == 403


def _others_see_only_what_they_may(browsing: Browsers) -> None:
    stranger = browsing("long-khanh")
    for address in (
        "",
        "/de-nghi",
        "/hop-hoi-dong",
        "/nhap-danh-sach",
        "/ho-so",
        "/ho-so.pdf",
        "/ho-so.zip",
        "/xem.pdf",
    ):
        assert stranger.open(UNIT + address).status == 403, address
    for address in (
        "/de-nghi",
        "/rut",
        "/nhap-danh-sach",
        "/hop-hoi-dong",
        "/bao-cao",
        "/to-trinh",
        "/nop",
        "/thanh-phan",
    ):
        assert stranger.send(UNIT + address, {**SESSION, "danh_sach": PASTED, "ten": "x"}).status == 403, address
    assert stranger.open(f"{CAMPAIGN}/khen-thuong").address.endswith("/dong-nai.long-khanh/bang_khen_tinh")
    board = browsing("hoi-dong").open(UNIT)
    assert "Trần Thị Mẫu" in board.words
    assert "Lập tờ trình" not in board.words
