"""What is judged of a PDF before it is called PDF/A-2b: each rule with its clause of ISO 19005-2 and its breach.

A rule without a clause is stricter than the standard, or one whose clause is not known for certain.
"""

from typing import NamedTuple


class Rule(NamedTuple):
    """One rule."""

    id: str
    clause: str
    """The clause of ISO 19005-2:2011; empty where none is named."""
    breach: str
    """What is told where the rule is broken; a place may follow it."""


class Breach(NamedTuple):
    """One place where a rule is broken."""

    rule: str
    place: str = ""


RULES = (
    Rule("header", "6.1.2", "đầu tệp không phải “%PDF-1.0” đến “%PDF-1.7”"),
    Rule("binary-mark", "6.1.2", "dưới đầu tệp thiếu dòng đánh dấu tệp nhị phân"),
    Rule("trailer-id", "6.1.3", "thiếu mã định danh tệp (ID)"),
    Rule("encryption", "6.1.3", "tệp bị khóa hoặc mã hóa"),
    Rule("after-end", "6.1.3", "có dữ liệu sau dấu kết thúc tệp"),
    Rule("xref", "6.1.4", "bảng tham chiếu viết sai khoảng cách"),
    Rule("hex-strings", "6.1.6", "chuỗi thập lục phân thiếu chữ số hoặc có ký tự lạ"),
    Rule("stream-length", "6.1.7.1", "độ dài ghi cho luồng dữ liệu không đúng"),
    Rule("external-stream", "6.1.7.1", "luồng dữ liệu nằm ngoài tệp"),
    Rule("filters", "6.1.7.2", "dữ liệu nén kiểu LZW hoặc được mã hóa riêng"),
    Rule("utf8-names", "6.1.8", "tên phông, tên màu hoặc tên thẻ cấu trúc không phải UTF-8"),
    Rule("object-spacing", "6.1.9", "đối tượng viết sai khoảng cách"),
    Rule("inline-filters", "6.1.10", "ảnh trong dòng nén kiểu LZW hoặc kiểu lạ"),
    Rule("numbers", "6.1.13", "số vượt giới hạn"),
    Rule("long-strings", "6.1.13", "chuỗi dài quá 32.767 byte"),
    Rule("long-names", "6.1.13", "tên dài quá 127 byte"),
    Rule("nesting", "6.1.13", "lệnh q/Q lồng quá 28 mức"),
    Rule("page-size", "6.1.13", "khổ trang ngoài 3 đến 14.400 đơn vị"),
    Rule("operators", "6.2.2", "trang có lệnh vẽ không thuộc ISO 32000-1"),
    Rule("output-intent", "", "thiếu hồ sơ màu (OutputIntent)"),
    Rule("output-profile", "6.2.3", "hồ sơ màu nhúng không hợp lệ"),
    Rule("output-intents-differ", "6.2.3", "các hồ sơ màu của tệp khác nhau"),
    Rule("icc-profiles", "6.2.4.2", "không gian màu ICC có hồ sơ không hợp lệ"),
    Rule("device-colours", "6.2.4.3", "màu phụ thuộc thiết bị mà hồ sơ màu của tệp không bao gồm"),
    Rule("transfer-curves", "6.2.5", "trạng thái đồ họa có hàm chuyển hoặc bán sắc bị cấm"),
    Rule("rendering-intent", "6.2.6", "ý định kết xuất màu không phải một trong bốn loại chuẩn"),
    Rule("image-keys", "6.2.8.1", "ảnh có bản thay thế (Alternates, OPI) hoặc yêu cầu nội suy"),
    Rule("jpeg2000", "", "ảnh JPEG 2000 chưa xét được"),
    Rule("form-keys", "6.2.9.1", "đối tượng vẽ có khóa PostScript hoặc OPI"),
    Rule("reference-objects", "6.2.9.2", "đối tượng vẽ lấy nội dung từ tệp khác"),
    Rule("postscript", "6.2.9.3", "có đối tượng PostScript"),
    Rule("blend-modes", "6.2.10", "chế độ hòa màu không thuộc ISO 32000-1"),
    Rule("transparency", "6.2.10", "trang có nét trong suốt mà không có không gian hòa màu"),
    Rule("font-entries", "6.2.11.2", "mô tả phông chữ thiếu mục bắt buộc"),
    Rule("cid-glyph-map", "6.2.11.3.2", "phông ghép thiếu bảng CIDToGIDMap"),
    Rule("cmaps", "6.2.11.3.3", "bảng mã (CMap) của phông ghép không nhúng và không thuộc bảng chuẩn"),
    Rule("fonts-embedded", "6.2.11.4.1", "phông chữ không nhúng"),
    Rule("glyphs-present", "6.2.11.4.1", "chữ trên trang không có nét trong phông nhúng"),
    Rule("cid-set", "6.2.11.4.2", "danh sách CIDSet không kể đủ nét chữ của phông"),
    Rule("widths", "6.2.11.5", "bề rộng chữ trong tệp khác bề rộng trong phông"),
    Rule("truetype-encoding", "6.2.11.6", "cách mã hóa phông TrueType không hợp lệ"),
    Rule("undefined-glyph", "6.2.11.8", "trang dùng nét chữ .notdef"),
    Rule("annotation-types", "6.3.1", "loại chú thích không được phép"),
    Rule("annotation-flags", "6.3.2", "chú thích bị ẩn hoặc không in ra"),
    Rule("annotation-looks", "6.3.3", "chú thích không có hình thể hiện hợp lệ"),
    Rule("form-actions", "6.4.1", "ô nhập liệu có lệnh, hoặc biểu mẫu đòi tự vẽ lại"),
    Rule("xfa", "6.4.2", "có biểu mẫu XFA"),
    Rule("actions", "6.5.1", "có lệnh tự chạy hoặc lệnh không được phép"),
    Rule("triggers", "6.5.2", "tệp hoặc trang có lệnh chạy theo sự kiện"),
    Rule("metadata", "6.6.2.1", "thiếu phần mô tả (XMP), hoặc phần mô tả không đọc được"),
    Rule("metadata-plain", "", "phần mô tả (XMP) bị nén"),
    Rule("metadata-schemas", "6.6.2.3.1", "phần mô tả dùng mục không thuộc bộ mục chuẩn"),
    Rule("metadata-info", "", "phần mô tả (XMP) và thông tin tệp (Info) ghi khác nhau"),
    Rule("claim", "6.6.4", "không ghi là PDF/A-2b"),
    Rule("embedded-files", "", "có tệp đính kèm"),
    Rule("optional-content", "6.9", "lớp nội dung ẩn hiện khai không đúng"),
    Rule("alternate-presentations", "6.10", "có trình chiếu thay thế hoặc hiệu ứng chuyển trang"),
    Rule("requirements", "6.11", "tệp đòi hỏi tính năng riêng của phần mềm đọc"),
)
BY_ID = {rule.id: rule for rule in RULES}
