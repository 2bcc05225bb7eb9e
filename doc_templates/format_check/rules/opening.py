"""Kind's name and subject, Kính gửi, and the legal bases."""

import re

from doc_templates.format_check.roles.addressed import ADDRESSEE, is_dashed, on_its_line, words_after
from doc_templates.format_check.roles.parts import Form, Parts
from doc_templates.format_check.roles.segments import Segment
from doc_templates.format_check.rules.head import part_of_text
from doc_templates.format_check.values import (
    SHEET_FORMS,
    TEXT_FORMS,
    Answer,
    Fault,
    NotEvaluated,
    Rule,
    absent,
    fault,
    figure,
)
from models.text import fold

_LETTER = frozenset({Form.LETTER})
_NAMED = SHEET_FORMS - {Form.LETTER}
_WITH_SUBJECT = _NAMED - {Form.OTHER}
_MAY_ADDRESS = ("to trinh", "bao cao", "cong van")
_NO_SUBJECT = (
    "giay nghi phep",
    "giay gioi thieu",
    "phieu gui",
    "phieu chuyen",
    "phieu bao",
    "giay uy quyen",
    "hop dong",
)
_LAW = re.compile(r"^Căn cứ (?:Bộ )?(Luật|Pháp lệnh|Hiến pháp)\b")
_LAW_NUMBER = re.compile(
    r"\bsố\s+\d+/(?:\d{4}/)?(?:QH|UBTVQH|PL-UBTVQH)\d*\b"
    r"|(?<=\d )của (?:Quốc hội|Ủy ban [Tt]hường vụ Quốc hội)\b"
)
"""Number or issuer of a law; who issued it stands after its day or number, elsewhere the words are its name's."""
_CITED = re.compile(r"^Căn cứ (Nghị định|Thông tư|Quyết định|Nghị quyết|Chỉ thị|Kế hoạch|Thông báo|Công văn) số\b")
_GOES_ON = re.compile(r"^(Thực hiện|Theo|Xét|Trên cơ sở|Sau khi)\b")
"""How a reason begins that is no basis by its word."""
_DATED = re.compile(r"\bngày\s+(\d|\.|…)|\btháng\s+\d")
_GAP_PT = 5.6
_SAME_MM = 1.5
_TAB_MM = 12.7


def title_present(parts: Parts) -> Answer:
    """Find a named paper without its kind's name."""
    return () if parts.title.name else (Fault(None, "không tìm thấy tên loại văn bản", "tên loại, canh giữa, in hoa"),)


def subject_present(parts: Parts) -> Answer:
    """Find a kind's name without a subject under it."""
    name = parts.title.name
    if name is None:
        return absent("tên loại văn bản")
    if parts.form is Form.OTHER or fold(name.text).startswith(_NO_SUBJECT):
        return NotEvaluated("loại văn bản này không có trích yếu")
    if parts.title.subject:
        return ()
    return (fault(name, "không có trích yếu dưới tên loại", "trích yếu nội dung ngay dưới tên loại"),)


def subject_line(parts: Parts) -> Answer:
    """Find a subject without the line under it."""
    subject = parts.title.subject
    if not subject:
        return absent("trích yếu")
    if parts.title.line:
        return ()
    return (fault(subject[-1], "không có đường kẻ dưới trích yếu", "có đường kẻ ngang, nét liền ở phía dưới"),)


def subject_line_length(parts: Parts) -> Answer:
    """Find a line that is not a third to a half of the subject."""
    return part_of_text(parts.title.line, parts.title.subject, parts)


def letter_subject_present(parts: Parts) -> Answer:
    """Find a letter without V/v."""
    if parts.head.letter_subject:
        return ()
    return (fault(parts.head.number, "không tìm thấy trích yếu “V/v …”", "“V/v …” dưới số, ký hiệu"),)


def letter_subject_form(parts: Parts) -> Answer:
    """Find a letter's subject that does not begin with V/v."""
    found = parts.head.letter_subject
    if not found:
        return absent("trích yếu công văn")
    return () if found[0].text.startswith("V/v ") else (fault(found[0], f"“{found[0].text[:12]}…”", "“V/v …”"),)


def letter_subject_gap(parts: Parts) -> Answer:
    """Find a letter's subject closer to the number than 6 pt."""
    found, number = parts.head.letter_subject, parts.head.number
    if not found or not number or found[0].paragraph is number.paragraph:
        return absent("trích yếu công văn dưới số, ký hiệu")
    gap = number.paragraph.shape.after + found[0].paragraph.shape.before
    blank = found[0].order - number.order > 1
    return () if blank or gap >= _GAP_PT else (fault(found[0], f"cách dòng số {figure(gap)} pt", "cách dòng 6 pt"),)


def addressee_present(parts: Parts) -> Answer:
    """Find a letter that is sent to nobody."""
    return () if parts.addressee else (Fault(None, "không tìm thấy “Kính gửi”", "“Kính gửi: …” sau phần đầu"),)


def addressee_where(parts: Parts) -> Answer:
    """Find Kính gửi in a kind of paper that has none."""
    if parts.addressee is None:
        return absent("Kính gửi")
    name = parts.title.name
    if parts.form is Form.LETTER or name is None or fold(name.text).startswith(_MAY_ADDRESS):
        return ()
    return (fault(parts.addressee, f"{name.text} có “Kính gửi”", "chỉ tờ trình, báo cáo, công văn có “Kính gửi”"),)


def addressee_form(parts: Parts) -> Answer:
    """Find Kính gửi without its colon, without anybody, or with several on one line."""
    found = parts.addressee
    if found is None:
        return absent("Kính gửi")
    if not found.text.startswith("Kính gửi:"):
        return (fault(found, f"“{found.text[:20]}”", "“Kính gửi:”"),)
    named = _addressees(parts)
    if not named:
        return (fault(found, "không có nơi nào sau “Kính gửi:”", "tên cơ quan, tổ chức hoặc người nhận"),)
    crowded = [one for one in named if ";" in one.text.rstrip(" ;.")]
    if crowded:
        right = "mỗi nơi một dòng riêng, đầu dòng có gạch ngang (-), cuối dòng có dấu chấm phẩy (;)"
        return tuple(fault(one, "nhiều nơi nhận trên một dòng", right) for one in crowded)
    if len(named) == 1:
        alone = named[0] is found or on_its_line(found, named[0])
        return () if alone else (fault(named[0], "một nơi nhận trên dòng riêng", "cùng dòng với “Kính gửi:”"),)
    bare = [one for one in named if not is_dashed(one._replace(text=_named(one)))]
    return tuple(fault(one, f"“{_named(one)[:30]}”", "đầu dòng có gạch ngang (-)") for one in bare)


def _named(one: Segment) -> str:
    return words_after(one) if ADDRESSEE.match(one.text) else one.text


def _addressees(parts: Parts) -> list[Segment]:
    """Return everybody addressed, a name that goes on on the next line taken together."""
    found = parts.addressee
    first = [found] if found and words_after(found) else []
    made: list[Segment] = []
    for one in (*first, *parts.addressees):
        goes_on = made and not is_dashed(one) and not made[-1].text.rstrip().endswith((";", "."))
        if goes_on and is_dashed(made[-1]._replace(text=_named(made[-1]))):
            made[-1] = made[-1]._replace(text=f"{made[-1].text} {one.text}")
        else:
            made.append(one)
    return made


def addressee_dashes(parts: Parts) -> Answer:
    """Find addressees whose dashes do not stand under each other."""
    own = [one for one in parts.addressees if one.alone and parts.addressee and one.order != parts.addressee.order]
    if len(own) < 2:
        return absent("nhiều nơi nhận dưới “Kính gửi”")
    begins = [one.paragraph.shape.left + one.paragraph.shape.first + _tabs(one) for one in own]
    centred = any(one.paragraph.shape.align in ("center", "right") for one in own)
    if not centred and max(begins) - min(begins) <= _SAME_MM:
        return ()
    return (fault(own[0], "các gạch đầu dòng không thẳng hàng", "thẳng hàng với nhau, dưới dấu hai chấm"),)


def _tabs(one: Segment) -> float:
    text = one.paragraph.text
    return (len(text) - len(text.lstrip("\t"))) * _TAB_MM


def addressee_endings(parts: Parts) -> Answer:
    """Find addressees that do not end with ``;``, the last with a full stop."""
    found = tuple(_addressees(parts))
    return _endings(found) if len(found) > 1 else absent("nhiều nơi nhận dưới “Kính gửi”")


def _endings(found: tuple[Segment, ...]) -> tuple[Fault, ...]:
    last = len(found) - 1
    return tuple(
        fault(
            one,
            f"“…{one.text[-15:]}”",
            "kết thúc bằng dấu chấm phẩy (;)" if place < last else "kết thúc bằng dấu chấm (.)",
        )
        for place, one in enumerate(found)
        if not one.text.endswith(";" if place < last else ".")
    )


def basis_endings(parts: Parts) -> Answer:
    """Find bases that do not end with ``;``, the last with a full stop; before other reasons none is the last."""
    if not parts.bases:
        return absent("căn cứ ban hành")
    found = _endings(parts.bases)
    last = parts.bases[-1]
    below = next((one.text for one in parts.sheet.paragraphs[last.order + 1 :] if one.text.strip()), "")
    goes_on = last.text.endswith(";") and _GOES_ON.match(below.strip()) and not below.rstrip().endswith(":")
    return tuple(one for one in found if not (goes_on and one.at is last.paragraph))


def basis_lines(parts: Parts) -> Answer:
    """Find two bases in one paragraph."""
    if not parts.bases:
        return absent("căn cứ ban hành")
    return tuple(
        fault(one, "nhiều căn cứ trong một đoạn", "mỗi căn cứ một dòng riêng")
        for one in parts.bases
        if re.search(r"[;,]\s*[Cc]ăn cứ (Luật|Nghị|Thông tư|Quyết định)", one.text)
    )


def basis_law(parts: Parts) -> Answer:
    """Find a law cited with number or issuer."""
    laws = [one for one in parts.bases if _LAW.match(one.text)]
    if not laws:
        return absent("căn cứ là luật, pháp lệnh")
    return tuple(
        fault(
            one,
            f"“{_LAW_NUMBER.findall(one.text)[0]}” trong căn cứ là luật",
            "luật, pháp lệnh không ghi số, cơ quan ban hành",
        )
        for one in laws
        if _LAW_NUMBER.search(one.text.split(";")[0].split(" sửa đổi")[0])
    )


def basis_full(parts: Parts) -> Answer:
    """Find a cited paper without its date or without who issued it."""
    cited = [one for one in parts.bases if _CITED.match(one.text)]
    if not cited:
        return absent("căn cứ có số, ký hiệu")
    faults = []
    for one in cited:
        missing = [
            name
            for name, there in (("ngày ban hành", _DATED.search(one.text)), ("cơ quan ban hành", " của " in one.text))
            if not there
        ]
        if missing:
            right = "ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu"
            faults.append(fault(one, f"thiếu {' và '.join(missing)}", right))
    return tuple(faults)


RULES = (
    Rule("nd30.type_name.present", "PL I, II.5", "Tên loại, có mặt", title_present, _NAMED),
    Rule("nd30.subject.present", "PL I, II.5", "Trích yếu, có mặt", subject_present, _NAMED),
    Rule("nd30.subject.line", "PL I, II.5", "Trích yếu, đường kẻ", subject_line, _WITH_SUBJECT),
    Rule("nd30.subject.line_length", "PL I, II.5", "Trích yếu, độ dài đường kẻ", subject_line_length, _WITH_SUBJECT),
    Rule("nd30.letter_subject.present", "PL I, II.5", "Trích yếu công văn, có mặt", letter_subject_present, _LETTER),
    Rule("nd30.letter_subject.form", "PL I, II.5", "Trích yếu công văn, cách ghi", letter_subject_form, _LETTER),
    Rule("nd30.letter_subject.gap", "PL I, II.5", "Trích yếu công văn, khoảng cách", letter_subject_gap, _LETTER),
    Rule("nd30.addressee.present", "PL I, II.9", "Kính gửi, có mặt", addressee_present, _LETTER),
    Rule("nd30.addressee.where", "PL I, II.9", "Kính gửi, loại văn bản", addressee_where, TEXT_FORMS, own_words=True),
    Rule("nd30.addressee.form", "PL I, II.9", "Kính gửi, cách ghi", addressee_form, TEXT_FORMS, own_words=True),
    Rule(
        "nd30.addressee.dashes",
        "PL I, II.9",
        "Kính gửi, gạch đầu dòng thẳng hàng",
        addressee_dashes,
        advice=True,
        own_words=True,
    ),
    Rule(
        "nd30.addressee.endings", "PL I, II.9", "Kính gửi, dấu cuối dòng", addressee_endings, TEXT_FORMS, own_words=True
    ),
    Rule("nd30.basis.endings", "PL I, II.6", "Căn cứ ban hành, dấu cuối dòng", basis_endings, own_words=True),
    Rule("nd30.basis.lines", "PL I, II.6", "Căn cứ ban hành, mỗi căn cứ một dòng", basis_lines, own_words=True),
    Rule("nd30.basis.law", "PL I, II.6", "Căn cứ là luật, pháp lệnh", basis_law, own_words=True),
    Rule("nd30.basis.full", "PL I, II.6", "Căn cứ ban hành, viện dẫn đủ", basis_full, advice=True, own_words=True),
)
