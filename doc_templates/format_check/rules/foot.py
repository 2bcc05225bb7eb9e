"""Who signs and by which authority, Nơi nhận, and annexes."""

import re
from itertools import pairwise

from doc_templates.format_check.roles import words
from doc_templates.format_check.roles.parts import Form, Parts, Signature
from doc_templates.format_check.roles.segments import Segment, joined
from doc_templates.format_check.values import TEXT_FORMS, Answer, Fault, NotEvaluated, Rule, absent, fault
from models.organisation import Confidence
from models.text import fold

_MARK = re.compile(r"^(TM|KT|TL|TUQ|Q)\. (?=\S)")
_OTHER_MARK = re.compile(r"^(TM|KT|TL|TUQ|Q|T/M|K/T|T/L|T/UQ)(?=[\s./])")
_HEAD = re.compile(r"^(?:PHÓ )?(?:CHỦ TỊCH(?! ĐOÀN)|(?:TỔNG )?GIÁM ĐỐC|CHÁNH|(?:\S+ ){0,2}TRƯỞNG(?! TRỰC))\b")
"""Posts that a single person holds: no body, and above them no deputy."""
_LEARNED = re.compile(
    r"^(GS|PGS|TS|ThS|ThS|BS|BSCK|KS|CN|LS|DS|TSKH|NGND|NGƯT|Giáo sư|Phó Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ"
    r"|Kỹ sư|Cử nhân|Luật sư|Nhà giáo|Đại tá|Thượng tá|Trung tá|Thiếu tá|Thiếu tướng|Trung tướng|Đại úy)\b[.\s]"
)
_MAY_RANK = (
    "cong an",
    "quan su",
    "quan doi",
    "quan khu",
    "quoc phong",
    "tu lenh",
    "chi huy",
    "benh vien",
    "y te",
    "truong",
    "dai hoc",
    "cao dang",
    "giao duc",
    "khoa hoc",
    "vien",
    "bien phong",
)
_ARMY_POSTS = ("tu lenh", "chi huy", "chinh uy", "chinh tri vien")
_ARCHIVE = re.compile(r"^[-–]?\s*Lưu:\s*VT\b")
_LIKE_ABOVE = ("cong van", "to trinh", "bao cao")
_ADDRESSED_OTHERWISE = ("cong dien", "giay moi", "giay gioi thieu", "giay nghi phep", "phieu")


def signature_present(parts: Parts) -> Answer:
    """Find a paper that nobody signs."""
    if parts.foot.signatures:
        return ()
    return (Fault(None, "không tìm thấy quyền hạn, chức vụ người ký", "quyền hạn, chức vụ ở cuối, bên phải"),)


def authority_marks(parts: Parts) -> Answer:
    """Find marks of authority written otherwise than ``TM. ``, ``KT. ``, ``TL. ``, ``TUQ. ``, ``Q. ``."""
    lines = [one for block in parts.foot.signatures for one in block.authority]
    if not lines:
        return absent("quyền hạn, chức vụ")
    return tuple(
        fault(one, f"“{one.text}”", "“TM. …”, “KT. …”, “TL. …”, “TUQ. …”, “Q. …” (một dấu chấm, một khoảng trắng)")
        for one in lines
        if _OTHER_MARK.match(one.text) and not _MARK.match(one.text)
    )


def authority_order(parts: Parts) -> Answer:
    """Find marks that are not followed by what belongs to them."""
    if not parts.foot.signatures:
        return absent("quyền hạn, chức vụ")
    return tuple(one for block in parts.foot.signatures for one in _order(block))


def _order(block: Signature) -> list[Fault]:
    lines = block.authority
    marks = [(_MARK.match(one.text) or [None, None])[1] for one in lines]
    faults = []
    for place, (one, mark) in enumerate(zip(lines, marks, strict=True)):
        words_after = one.text[len(mark) + 2 :].upper() if mark else ""
        below = [line.text.upper() for line in lines[place + 1 :]]
        wrong = _wrong(mark, words_after, below)
        if wrong:
            faults.append(fault(one, f"“{joined(lines[place:])}”", wrong))
    return faults


def _wrong(mark: str | None, after: str, below: list[str]) -> str:
    """Return what is right where a mark's line or what follows it is surely wrong; not every post is known."""
    if mark == "TM":
        if _HEAD.match(after) and not words.BODY_WORD.match(after):
            return "“TM.” đứng trước tên tập thể, ví dụ “TM. ỦY BAN NHÂN DÂN”"
        return "" if below else "dưới dòng “TM.” là chức vụ người ký"
    if mark == "KT":
        right = "dưới dòng “KT.” là chức vụ cấp phó"
        deputy = any("PHÓ" in one or "THỨ TRƯỞNG" in one for one in below)
        return right if not below or (not deputy and _HEAD.match(below[0])) else ""
    if mark in ("TL", "TUQ"):
        return "" if below else f"dưới dòng “{mark}.” là chức vụ của người được giao ký"
    body = words.BODY_WORD.match(after) and not _HEAD.match(after)
    return "“Q.” đứng trước chức vụ được giao quyền" if mark == "Q" and body else ""


def authority_delegated(parts: Parts) -> Answer:
    """Find a mark under ``TUQ.``: who signs by such a mandate hands it to nobody."""
    if not parts.foot.signatures:
        return absent("quyền hạn, chức vụ")
    return tuple(
        fault(below, f"“{below.text}” dưới “{above.text}”", "người được ủy quyền tự ký, không ủy quyền lại")
        for block in parts.foot.signatures
        for above, below in pairwise(block.authority)
        if above.text.startswith("TUQ. ") and _MARK.match(below.text)
    )


def signer_present(parts: Parts) -> Answer:
    """Find a signature without a name."""
    if not parts.foot.signatures:
        return absent("quyền hạn, chức vụ")
    return tuple(
        fault(block.authority[-1], "không tìm thấy họ tên người ký", "họ và tên người ký dưới chữ ký")
        for block in parts.foot.signatures
        if block.name is None
    )


def signer_title(parts: Parts) -> Answer:
    """Find a name with a degree or a title of honour; bodies whose ministry allows ranks are left alone."""
    names = [block.name for block in parts.foot.signatures if block.name]
    if not names:
        return absent("họ tên người ký")
    agency = fold(joined((*parts.head.superior, *parts.head.agency)))
    posts = fold(joined(one for block in parts.foot.signatures for one in block.authority))
    if any(word in agency for word in _MAY_RANK) or any(word in posts for word in _ARMY_POSTS):
        return NotEvaluated("ngành này được ghi thêm quân hàm, học hàm, học vị theo quy định của bộ quản lý ngành")
    return tuple(
        fault(one, f"“{one.text}”", "chỉ họ và tên, không ghi học hàm, học vị, danh hiệu")
        for one in names
        if _LEARNED.match(one.text)
    )


def recipients_present(parts: Parts) -> Answer:
    """Find a paper without Nơi nhận."""
    if parts.foot.recipients_head:
        return ()
    return (Fault(None, "không tìm thấy “Nơi nhận:”", "“Nơi nhận:” ở cuối, bên trái"),)


def recipients_head(parts: Parts) -> Answer:
    """Find Nơi nhận without its colon or with a list on its line."""
    found = parts.foot.recipients_head
    if not found:
        return absent("Nơi nhận")
    return (
        ()
        if found.text.lower() == "nơi nhận:"
        else (fault(found, f"“{found.text}”", "“Nơi nhận:” trên một dòng riêng"),)
    )


def recipients_left(parts: Parts) -> Answer:
    """Find Nơi nhận that is not flush with the left margin."""
    found = parts.foot.recipients_head
    if not found:
        return absent("Nơi nhận")
    shape = found.paragraph.shape
    if found.side or (shape.align in ("left", "both") and abs(shape.left + shape.first) <= 2):
        return ()
    return (fault(found, "không sát lề trái", "sát lề trái"),)


def recipients_level(parts: Parts) -> Answer:
    """Find Nơi nhận that is not level with the first line of authority."""
    found, blocks = parts.foot.recipients_head, parts.foot.signatures
    if not found or not blocks:
        return absent("Nơi nhận và chữ ký")
    here, there = found.paragraph.cell, blocks[-1].authority[0].paragraph.cell
    if not here or not there or here.table != there.table:
        return NotEvaluated("Nơi nhận và chữ ký không cùng một bảng, không so được")
    if here.row == there.row:
        return ()
    return (fault(found, "không ngang hàng với quyền hạn, chức vụ", "ngang hàng với dòng quyền hạn, chức vụ"),)


def recipients_dashes(parts: Parts) -> Answer:
    """Find recipients without a dash in front."""
    if not parts.foot.recipients:
        return absent("danh sách nơi nhận")
    return tuple(
        fault(one, f"“{one.text[:30]}”", "đầu dòng có gạch ngang (-)")
        for one in _lines(parts)
        if not one.text.startswith("-") and one.paragraph.label != "-"
    )


def recipients_endings(parts: Parts) -> Answer:
    """Find recipients that do not end with ``;``, the last with a full stop."""
    lines = _lines(parts)
    if not lines:
        return absent("danh sách nơi nhận")
    last = len(lines) - 1
    return tuple(
        fault(
            one, f"“…{one.text[-15:]}”", "dấu chấm phẩy (;) cuối dòng" if place < last else "dấu chấm (.) cuối dòng lưu"
        )
        for place, one in enumerate(lines)
        if not one.text.endswith(";" if place < last else ".")
    )


def _lines(parts: Parts) -> tuple[Segment, ...]:
    """Return the recipients without lines that only go on with the one above."""
    lines = parts.foot.recipients
    dashed = any(one.text.startswith("-") or one.paragraph.label == "-" for one in lines)
    if not dashed:
        return lines
    kept: list[Segment] = []
    for place, one in enumerate(lines):
        goes_on = place and not lines[place - 1].text.endswith((";", ".")) and not one.text.startswith("-")
        if goes_on and one.paragraph.label != "-":
            kept[-1] = kept[-1]._replace(text=f"{kept[-1].text} {one.text}")
        else:
            kept.append(one)
    return tuple(kept)


def archive_line(parts: Parts) -> Answer:
    """Find a list that does not end with ``- Lưu: VT``."""
    lines = _lines(parts)
    if not lines:
        return absent("danh sách nơi nhận")
    if _ARCHIVE.match(lines[-1].text):
        return ()
    return (fault(lines[-1], f"dòng cuối là “{lines[-1].text}”", "“- Lưu: VT, <đơn vị soạn thảo>.”"),)


def like_above(parts: Parts) -> Answer:
    """Find a list that does not begin with ``Như trên`` (or ``Như Điều …`` in a decision)."""
    lines = _lines(parts)
    if not lines:
        return absent("danh sách nơi nhận")
    name = fold(parts.title.name.text) if parts.title.name else ""
    first = lines[0].text.lstrip("-–• ")
    if parts.addressee and (parts.form is Form.LETTER or name.startswith(_LIKE_ABOVE)):
        return () if first.startswith("Như trên") else (fault(lines[0], f"“{lines[0].text}”", "“- Như trên;”"),)
    if name == "quyet dinh" and any(one.level == "article" for one in parts.items):
        return () if first.startswith("Như Điều") else (fault(lines[0], f"“{lines[0].text}”", "“- Như Điều …;”"),)
    return NotEvaluated("loại văn bản này không bắt đầu bằng “Như trên”, “Như Điều …”")


def above_whom(parts: Parts) -> Answer:
    """Find ``Như trên`` in a paper that addresses nobody."""
    lines = _lines(parts)
    if not lines:
        return absent("danh sách nơi nhận")
    name = fold(parts.title.name.text) if parts.title.name else ""
    if parts.addressee or parts.form is Form.LETTER or name.startswith(_ADDRESSED_OTHERWISE):
        return () if parts.addressee else NotEvaluated("nơi nhận văn bản được nêu trong nội dung")
    return tuple(
        fault(one, f"“{one.text}” mà văn bản không có “Kính gửi”", "tên từng nơi nhận; hoặc thêm “Kính gửi: …”")
        for one in lines
        if one.text.lstrip("-–• ").startswith("Như trên")
    )


_NO_MINUTES = TEXT_FORMS - {Form.MINUTES}
RULES = (
    Rule("nd30.authority.present", "PL I, II.7", "Quyền hạn, chức vụ, có mặt", signature_present),
    Rule("nd30.authority.marks", "PL I, II.7", "Quyền hạn, chữ viết tắt", authority_marks),
    Rule("nd30.authority.order", "PL I, II.7; Điều 13", "Quyền hạn, thứ tự", authority_order),
    Rule("nd30.authority.delegated", "Điều 13", "Quyền hạn, ủy quyền lại", authority_delegated, advice=True),
    Rule("nd30.signer.present", "PL I, II.7", "Họ tên người ký, có mặt", signer_present),
    Rule("nd30.signer.title", "PL I, II.7", "Họ tên người ký, học hàm", signer_title),
    Rule("nd30.recipients_head.present", "PL I, II.9", "Nơi nhận, có mặt", recipients_present),
    Rule("nd30.recipients_head.form", "PL I, II.9", "Nơi nhận, cách ghi", recipients_head),
    Rule("nd30.recipients_head.left", "PL I, II.9", "Nơi nhận, sát lề trái", recipients_left),
    Rule("nd30.recipients_head.level", "PL I, II.9", "Nơi nhận, ngang hàng", recipients_level, _NO_MINUTES),
    Rule("nd30.recipients.dashes", "PL I, II.9", "Danh sách nơi nhận, gạch đầu dòng", recipients_dashes),
    Rule("nd30.recipients.endings", "PL I, II.9", "Danh sách nơi nhận, dấu cuối dòng", recipients_endings),
    Rule("nd30.recipients.archive", "PL I, II.9", "Danh sách nơi nhận, dòng lưu", archive_line),
    Rule("nd30.recipients.like_above", "PL I, II.9", "Danh sách nơi nhận, dòng đầu", like_above),
    Rule(
        "nd30.recipients.above_whom",
        "PL I, II.9",
        "Danh sách nơi nhận, “Như trên”",
        above_whom,
        confidence=Confidence.INFERRED,
        own_words=True,
    ),
)
