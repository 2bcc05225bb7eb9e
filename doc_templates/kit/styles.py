"""The Word styles of NĐ 30/2020, PL I: one per component, so that staff edit a style and not each paragraph."""

from dataclasses import dataclass, replace
from enum import StrEnum

FONT = "Times New Roman"
FIRST_LINE_MM = 12.7
"""First-line indent of body text: 1 cm or 1,27 cm (PL I, II.6)."""
PARAGRAPH_GAP_PT = 6
SIGNATURE_ROOM_PT = 62
"""Room for signature and seal between the post and the name."""


class Align(StrEnum):
    """How lines stand between the margins."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "both"


@dataclass(frozen=True)
class Style:
    """One paragraph style; lengths in points but for the indents, which are millimetres."""

    id: str
    name: str
    points: float
    bold: bool = False
    italic: bool = False
    align: Align = Align.LEFT
    before: float = 0
    after: float = 0
    first_line: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    line: float = 1.0
    """Line spacing: a multiple of single."""
    exact: float | None = None
    """Line height in points where it must not grow with the text."""
    keep_next: bool = False
    close: bool = False
    """No space between paragraphs of this style."""
    outline: int | None = None
    color: str | None = None


def _body(style_id: str, name: str, **changes: object) -> Style:
    """Return a style of running text: 14 pt, justified, first line indented, 6 pt apart."""
    common: dict[str, object] = {
        "points": 14,
        "align": Align.JUSTIFY,
        "after": PARAGRAPH_GAP_PT,
        "first_line": FIRST_LINE_MM,
        "line": 1.1,
    }
    return Style(id=style_id, name=name, **{**common, **changes})  # type: ignore[arg-type]  # fields checked at build


C = Align.CENTER

NATION = Style("ND30QuocHieu", "NĐ30 Quốc hiệu", 12, bold=True, align=C)
MOTTO = Style("ND30TieuNgu", "NĐ30 Tiêu ngữ", 13, bold=True, align=C)
SUPERIOR = Style("ND30CoQuanChuQuan", "NĐ30 Cơ quan chủ quản", 12, align=C)
AGENCY = Style("ND30CoQuanBanHanh", "NĐ30 Cơ quan ban hành", 12, bold=True, align=C)
RULE = Style("ND30DuongKe", "NĐ30 Đường kẻ", 2, align=C, before=2, exact=3)
NUMBER = Style("ND30SoKyHieu", "NĐ30 Số, ký hiệu", 13, align=C, before=6)
PLACE_DATE = Style("ND30DiaDanhNgay", "NĐ30 Địa danh, ngày tháng", 13, italic=True, align=C, before=6)
LETTER_SUBJECT = Style("ND30TrichYeuCongVan", "NĐ30 Trích yếu công văn", 12, align=C, before=6)
TYPE_NAME = Style("ND30TenLoai", "NĐ30 Tên loại", 14, bold=True, align=C, before=12, keep_next=True)
SUBJECT = Style("ND30TrichYeu", "NĐ30 Trích yếu", 14, bold=True, align=C, left=10, right=10, keep_next=True)
TO_ONE = Style("ND30KinhGui", "NĐ30 Kính gửi", 14, align=C, before=12, after=12)
TO_MANY = Style("ND30KinhGuiNhieu", "NĐ30 Kính gửi nhiều nơi", 14, left=25, before=6, keep_next=True)
TO_LINE = Style("ND30NoiKinhGui", "NĐ30 Dòng kính gửi", 14, left=45.6, hanging=3, after=6, close=True)
BASIS = _body("ND30CanCu", "NĐ30 Căn cứ", italic=True)
BODY = _body("ND30NoiDung", "NĐ30 Nội dung")
LAST = _body("ND30DoanCuoi", "NĐ30 Đoạn cuối", after=8, keep_next=True)
PART = _body("ND30Phan", "NĐ30 Phần (I.)", bold=True, align=Align.LEFT, before=6, keep_next=True, outline=0)
CLAUSE = _body("ND30Khoan", "NĐ30 Khoản có tiêu đề (1.)", bold=True, keep_next=True, outline=1)
POINT = _body("ND30Diem", "NĐ30 Điểm có tiêu đề (a)", keep_next=True, outline=2)
ITEM = _body("ND30Gach", "NĐ30 Gạch đầu dòng (-)")
SUB_ITEM = _body("ND30Cong", "NĐ30 Cộng đầu dòng (+)")
ARTICLE = _body("ND30Dieu", "NĐ30 Điều")
ENCLOSURE = _body("ND30TaiLieuKem", "NĐ30 Tài liệu kèm theo", italic=True)
ISSUED_BY = Style(
    "ND30ThamQuyen", "NĐ30 Thẩm quyền ban hành", 14, bold=True, align=C, before=6, after=12, keep_next=True
)
DECIDES = Style("ND30QuyetDinh", "NĐ30 QUYẾT ĐỊNH", 14, bold=True, align=C, before=12, after=12, keep_next=True)
FORM_LINE = Style("ND30SoMau", "NĐ30 Số mẫu", 12, italic=True, align=Align.RIGHT, after=6)
PICTURE = Style("ND30Hinh", "NĐ30 Hình", 14, align=C, before=6, keep_next=True)
CAPTION = Style("ND30TenHinh", "NĐ30 Tên hình", 13, bold=True, align=C, before=2, after=6)
RECEIVED_BY = Style("ND30NoiNhan", "NĐ30 Nơi nhận", 12, bold=True, italic=True, keep_next=True)
RECIPIENT = Style("ND30DongNoiNhan", "NĐ30 Dòng nơi nhận", 11, left=2, hanging=2)
AUTHORITY = Style("ND30ChucVu", "NĐ30 Quyền hạn, chức vụ", 14, bold=True, align=C, keep_next=True)
SIGNER = Style("ND30HoTen", "NĐ30 Họ tên người ký", 14, bold=True, align=C, before=SIGNATURE_ROOM_PT)
ANNEX = Style("ND30PhuLuc", "NĐ30 Phụ lục", 14, bold=True, align=C, keep_next=True)
ANNEX_TITLE = Style("ND30TenPhuLuc", "NĐ30 Tên phụ lục", 14, bold=True, align=C, left=10, right=10, keep_next=True)
ANNEX_REASON = Style(
    "ND30ThanhTichChung", "NĐ30 Thành tích chung", 14, bold=True, align=C, left=10, right=10, keep_next=True
)
ANNEX_SOURCE = Style(
    "ND30KemTheo", "NĐ30 Kèm theo", 14, italic=True, align=C, left=10, right=10, after=12, keep_next=True
)
TABLE_HEAD = Style("ND30DauBang", "NĐ30 Đầu bảng", 13, bold=True, align=C, before=2, after=2, keep_next=True)
TABLE_TEXT = Style("ND30OBang", "NĐ30 Ô bảng", 13, before=2, after=2)
TABLE_CENTER = Style("ND30OBangGiua", "NĐ30 Ô bảng, giữa", 13, align=C, before=2, after=2)
TABLE_RIGHT = Style("ND30OBangPhai", "NĐ30 Ô bảng, phải", 13, align=Align.RIGHT, before=2, after=2)
TABLE_SECTION = Style("ND30MucBang", "NĐ30 Mục của bảng", 13, bold=True, before=2, after=2, keep_next=True)
TABLE_SECTION_NUMBER = Style(
    "ND30SoMucBang", "NĐ30 Số mục của bảng", 13, bold=True, align=C, before=2, after=2, keep_next=True
)
TABLE_TOTAL = Style("ND30TongBang", "NĐ30 Tổng cộng của bảng", 13, bold=True, align=Align.RIGHT, before=2, after=2)
LIST_TEXT = Style("ND30ODanhSach", "NĐ30 Ô danh sách", 13, before=0.5, after=1.5)
LIST_CENTER = Style("ND30ODanhSachGiua", "NĐ30 Ô danh sách, giữa", 13, align=C, before=0.5, after=1.5)
LIST_RIGHT = Style("ND30ODanhSachPhai", "NĐ30 Ô danh sách, phải", 13, align=Align.RIGHT, before=0.5, after=1.5)
BOOK_HEAD = Style("ND30DauSo", "NĐ30 Đầu cột sổ", 11, bold=True, align=C, before=2, after=2, keep_next=True)
BOOK_TEXT = Style("ND30OSo", "NĐ30 Ô sổ", 11, before=2, after=2)
BOOK_CENTER = Style("ND30OSoGiua", "NĐ30 Ô sổ, giữa", 11, align=C, before=2, after=2)
GAP = Style("ND30SauBang", "NĐ30 Sau bảng", 1, exact=1, after=8, keep_next=True)
PAGE_NUMBER = Style("ND30SoTrang", "NĐ30 Số trang", 14, align=C)
COVER_SUPERIOR = Style("ND30BiaChuQuan", "NĐ30 Bìa, cơ quan chủ quản", 14, align=C)
COVER_AGENCY = Style("ND30BiaCoQuan", "NĐ30 Bìa, cơ quan", 14, bold=True, align=C)
COVER_TITLE = Style("ND30BiaHoSo", "NĐ30 Bìa, HỒ SƠ", 36, bold=True, align=C, after=18)
COVER_SUBJECT = Style("ND30BiaTen", "NĐ30 Bìa, tên hồ sơ", 18, bold=True, align=C, after=18)
COVER_LINE = Style("ND30BiaDong", "NĐ30 Bìa, dòng", 14, align=C, before=4, after=4)
COVER_FOOT = Style("ND30BiaCuoi", "NĐ30 Bìa, nơi và năm", 14, bold=True, align=C)
BREAK = Style("ND30Ngat", "NĐ30 Ngắt phần", 1, exact=1)
RED = "C00000"
CERTIFICATE_NATION = Style("KTQuocHieu", "KT Quốc hiệu", 16, bold=True, align=C)
CERTIFICATE_MOTTO = Style("KTTieuNgu", "KT Tiêu ngữ", 16, bold=True, align=C)
CERTIFICATE_SIGNER = Style("KTHoTen", "KT Họ tên người ký", 14, bold=True, align=C)
GIVEN_BY_LARGE = Style("KTNguoiTangLon", "KT Người tặng, chữ lớn", 22, bold=True, align=C, color=RED)
GIVEN_BY_MEDIUM = Style("KTNguoiTangVua", "KT Người tặng, chữ vừa", 18, bold=True, align=C, color=RED)
GIVEN_BY_SMALL = Style("KTNguoiTangNho", "KT Người tặng, chữ nhỏ", 14, bold=True, align=C, color=RED)
GIVES = Style("KTTang", "KT TẶNG", 16, bold=True, align=C, before=4)
AWARD = Style("KTHinhThuc", "KT Hình thức khen thưởng", 44, bold=True, align=C, color=RED)
AWARDEE_LARGE = Style("KTTenLon", "KT Tên, chữ lớn", 26, bold=True, align=C, after=4)
AWARDEE_MEDIUM = Style("KTTenVua", "KT Tên, chữ vừa", 21, bold=True, align=C, after=4)
AWARDEE_SMALL = Style("KTTenNho", "KT Tên, chữ nhỏ", 16, bold=True, align=C, after=3)
DEED_LARGE = Style("KTThanhTichLon", "KT Thành tích, chữ lớn", 18, align=C, after=4)
DEED_MEDIUM = Style("KTThanhTichVua", "KT Thành tích, chữ vừa", 16, align=C, after=3)
DEED_SMALL = Style("KTThanhTichNho", "KT Thành tích, chữ nhỏ", 13.5, align=C, after=2)
DECISION_LINE = Style("KTSoQuyetDinh", "KT Số quyết định", 13, bold=True, italic=True)
GIVEN_ON = Style("KTNgayTang", "KT Ngày tặng", 14, bold=True, italic=True, align=C)
TAG = Style("ND30The", "NĐ30 Thẻ điều khiển", 9, color="1F5FA8")

_DEFINED = tuple(value for value in list(globals().values()) if isinstance(value, Style))
ALL = tuple(style for style in _DEFINED if style.name.startswith("NĐ30"))
CERTIFICATES = tuple(style for style in _DEFINED if style.name.startswith("KT"))
"""Those that certificates have beside the others."""


def single_spaced() -> tuple[Style, ...]:
    """Return the styles with single line spacing, the least of PL I, II.6: for papers that should fill few pages."""
    return tuple(replace(style, line=1.0) for style in ALL)
