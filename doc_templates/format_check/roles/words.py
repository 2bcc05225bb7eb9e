"""Words by which components are known; compared without marks where typing differs."""

import re
import unicodedata

from models.text import fold

TYPES: dict[str, tuple[str, ...]] = {
    "NGHỊ QUYẾT": ("NQ",),
    "QUYẾT ĐỊNH": ("QĐ",),
    "CHỈ THỊ": ("CT",),
    "QUY CHẾ": ("QC",),
    "QUY ĐỊNH": ("QyĐ",),
    "THÔNG CÁO": ("TC",),
    "THÔNG BÁO": ("TB",),
    "HƯỚNG DẪN": ("HD",),
    "CHƯƠNG TRÌNH": ("CTr",),
    "KẾ HOẠCH": ("KH",),
    "PHƯƠNG ÁN": ("PA",),
    "ĐỀ ÁN": ("ĐA",),
    "DỰ ÁN": ("DA",),
    "BÁO CÁO": ("BC",),
    "BIÊN BẢN": ("BB",),
    "TỜ TRÌNH": ("TTr",),
    "HỢP ĐỒNG": ("HĐ",),
    "CÔNG ĐIỆN": ("CĐ",),
    "BẢN GHI NHỚ": ("BGN",),
    "BẢN THỎA THUẬN": ("BTT",),
    "GIẤY ỦY QUYỀN": ("GUQ",),
    "GIẤY MỜI": ("GM",),
    "GIẤY GIỚI THIỆU": ("GGT",),
    "GIẤY NGHỈ PHÉP": ("GNP",),
    "PHIẾU GỬI": ("PG",),
    "PHIẾU CHUYỂN": ("PC",),
    "PHIẾU BÁO": ("PB",),
    "BẢN SAO Y": ("SY",),
    "TRÍCH SAO": ("TrS",),
    "SAO LỤC": ("SL",),
}
"""Names of kinds with their abbreviations (NĐ 30/2020, Điều 7 and PL III, I)."""
ABBREVIATIONS = frozenset(short for shorts in TYPES.values() for short in shorts)
_FOLDED = {fold(name): name for name in TYPES}
_REGISTERS = ("so dang ky", "so theo doi", "so vang", "muc luc", "danh muc")
_BODIES = (
    "SỞ|PHÒNG|BAN|UBND|ỦY BAN|UỶ BAN|HỘI ĐỒNG|CÔNG AN|TRƯỜNG|CHI CỤC|CỤC|TỔNG CỤC|VỤ|TRUNG TÂM|VĂN PHÒNG|THANH TRA"
    "|VIỆN|BỆNH VIỆN|BỘ|ĐOÀN|HỘI|LIÊN MINH|LIÊN ĐOÀN|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|TÒA ÁN|KHO BẠC|BẢO HIỂM|NGÂN HÀNG"
    "|CHI NHÁNH|HẠT|TRẠM|MẶT TRẬN|HĐND"
)
BODY_WORD = re.compile(
    rf"^(?!(?:ĐOÀN KẾT|HỘI NHẬP|HỘI NGHỊ|BAN HÀNH|BỘ MÁY|TRƯỜNG HỌC|VIỆN TRỢ|CỤC BỘ|HẠT NHÂN)\b)({_BODIES})\b"
)
_POSTS = (
    "CHỦ TỊCH|PHÓ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG"
    "|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|VIỆN TRƯỞNG|ĐỘI TRƯỞNG|TỔ TRƯỞNG|THỦ TRƯỞNG|THỦ TƯỚNG|BÍ THƯ|THƯ KÝ|CHỦ TỌA|CHỦ TOẠ"
    "|NGƯỜI|CHỈ HUY|ỦY VIÊN|CHỦ NHIỆM|KẾ TOÁN|ĐẠI DIỆN|TRƯỞNG BAN|CHÍNH ỦY|TỔNG BIÊN TẬP|XÁC NHẬN"
    "|QUYỀN|PHỤ TRÁCH|CHÍNH TRỊ VIÊN|THẨM PHÁN|KIỂM SÁT VIÊN|HẠT TRƯỞNG|TRẠM TRƯỞNG|GIÁM THỊ"
)
POST = re.compile(rf"^({_POSTS})\b")
AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)\s*[./]?\s+\S|^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)[./]\S")
NUMBER = re.compile(r"^số\s*(?:[:.]|\d|/)", re.IGNORECASE)
DATE = re.compile(
    r"\bngày\b.{1,12}\btháng\b.{1,8}\bnăm\b|^[^,;:]{1,40},\s*ngày\s+\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\.?$", re.IGNORECASE
)
SUBJECT_OF_LETTER = re.compile(r"^(v/v|về việc)\b", re.IGNORECASE)
URGENT = frozenset({"HỎA TỐC", "HOẢ TỐC", "THƯỢNG KHẨN", "KHẨN"})
LIMITS = frozenset({"XEM XONG TRẢ LẠI", "LƯU HÀNH NỘI BỘ", "TÀI LIỆU THU HỒI"})
DRAFT = re.compile(r"^\(?\s*dự thảo\b", re.IGNORECASE)
COPIED = re.compile(r"^(BẢN SAO Y|SAO Y|SAO LỤC|TRÍCH SAO)( BẢN CHÍNH)?$|^Số:\s*\d*\s*/(SY|SL|TrS)-")
"""How the head of a copy begins, under the paper that was copied: its form, its number."""
DRAFTER = re.compile(r"^[A-ZĐ]{1,5}\.?\s?\(\d+\)$")
ANNEX = re.compile(r"^phụ lục(\s+(?:số\s+)?([ivxlc]+|\d+|[a-z]))?\s*[.:]?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 6
_MARKED = frozenset("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323")
"""Marks of Vietnamese vowels; abbreviations have none."""
LIST = re.compile(r"^(DANH SÁCH)$")


def is_abbreviated(text: str) -> bool:
    """Tell whether a text in capitals is nothing but abbreviations, as ``HĐND, UBND`` is."""
    return all(
        len(one) <= _SHORT and not _MARKED.intersection(unicodedata.normalize("NFD", one))
        for one in _WORD.findall(text)
    )


def type_name(text: str) -> str:
    """Return the kind that a heading names, ``""`` where it names none."""
    folded = " ".join(fold(text).split())
    if folded in _FOLDED:
        return _FOLDED[folded]
    return next((name for key, name in _FOLDED.items() if folded.startswith(f"{key} ") and len(folded) < 60), "")


def is_type_name(text: str) -> bool:
    """Tell whether a text is a kind's name and nothing else."""
    return " ".join(fold(text).split()) in _FOLDED


def is_register(text: str) -> bool:
    """Tell whether a heading is that of a book or an index."""
    return fold(text).startswith(_REGISTERS)


def is_nation(text: str) -> bool:
    """Tell whether a stretch is Quốc hiệu, however typed."""
    return len(text) < 60 and "xa hoi chu nghia viet nam" in " ".join(fold(text).split())


def is_motto(text: str) -> bool:
    """Tell whether a stretch is Tiêu ngữ, however typed."""
    if len(text) >= 60:
        return False
    folded = fold(text)
    return "doc lap" in folded and "hanh phuc" in folded
