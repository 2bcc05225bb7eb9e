"""One way to break each rule, in a document that is good otherwise."""

from doc_templates.format_check.fixing.opened import child, properties, runs, set_value
from doc_templates.format_check.word.names import VAL, W
from doc_templates.word.wordxml import Element
from tests.format_check.breakers_kinds import KINDS
from tests.format_check.breakers_looks import LOOKS, Break
from tests.format_check.breakers_text import TEXT
from tests.format_check.making import Draft, shape, swap, twin, write


def _first(draft: Draft, style: str) -> Element:
    return draft.styled(style)[0]


def _gone(*styles: str):
    def change(draft: Draft) -> None:
        for style in styles:
            for one in draft.styled(style):
                one.getparent().remove(one)

    return change


def _blank(*styles: str):
    def change(draft: Draft) -> None:
        for style in styles:
            for one in draft.styled(style):
                write(one, "")

    return change


def _swapped(style: str, old: str, new: str, at: int = 0):
    return lambda draft: swap(draft.styled(style)[at], old, new)


def _page(name: str, **values: str):
    def change(draft: Draft) -> None:
        for section in draft.sections():
            for key, value in values.items():
                child(section, name).set(f"{W}{key}", value)

    return change


def _line(place: int, *, side: str) -> object:
    """Return what sets both indents of one of the lines: under the agency, Tiêu ngữ, the subject."""

    def change(draft: Draft) -> None:
        shape(draft.styled("ND30DuongKe")[place], "ind", left=side, right=side)

    return change


def _without_line(place: int):
    def change(draft: Draft) -> None:
        found = draft.styled("ND30DuongKe")[place]
        found.getparent().remove(found)

    return change


def _typed_line(draft: Draft) -> None:
    line = draft.styled("ND30DuongKe")[1]
    borders = line.find(f"{W}pPr/{W}pBdr")
    borders.getparent().remove(borders)
    line.append(_run_like(draft))
    write(line, "_" * 24)
    for run in runs(line):
        set_value(properties(run, "rPr"), "sz", "26")


def _run_like(draft: Draft) -> Element:
    from copy import deepcopy

    return deepcopy(runs(_first(draft, "ND30TieuNgu"))[0])


def _lying(draft: Draft) -> None:
    for section in draft.sections():
        size = child(section, "pgSz")
        size.set(f"{W}w", "16838")
        size.set(f"{W}h", "11906")


def _font(draft: Draft) -> None:
    fonts = child(properties(runs(_first(draft, "ND30NoiDung"))[0], "rPr"), "rFonts")
    for slot in ("ascii", "hAnsi"):
        fonts.set(f"{W}{slot}", "Arial")


def _numbers_gone(draft: Draft) -> None:
    for root in draft.margins():
        for run in list(root.iter(f"{W}r")):
            run.getparent().remove(run)


def _number_on_first(draft: Draft) -> None:
    for section in draft.sections():
        found = section.find(f"{W}titlePg")
        section.remove(found)


def _number_aside(draft: Draft) -> None:
    for root in draft.margins():
        for one in root.iter(f"{W}p"):
            shape(one, "jc", val="right")


def _annex_goes_on(draft: Draft) -> None:
    for section in draft.sections():
        for numbers in section.findall(f"{W}pgNumType"):
            section.remove(numbers)


def _date_above(draft: Draft) -> None:
    """Move place and date up into the first row of the head."""
    date = _first(draft, "ND30DiaDanhNgay")
    _first(draft, "ND30TieuNgu").getparent().append(date)
    last = list(draft.root.iter(f"{W}tr"))[1]
    list(last.iter(f"{W}tc"))[1].append(child(properties(date, "pPr"), "rPr").getparent().getparent().__copy__())


def _title_gone(draft: Draft) -> None:
    for style in ("ND30TenLoai", "ND30TrichYeu"):
        for one in draft.styled(style):
            one.getparent().remove(one)
    found = draft.styled("ND30DuongKe")[2]
    found.getparent().remove(found)


def _delegated(draft: Draft) -> None:
    first = _first(draft, "ND30ChucVu")
    write(first, "TUQ. CHỦ TỊCH")
    twin(twin(first, "KT. GIÁM ĐỐC SỞ NỘI VỤ"), "PHÓ GIÁM ĐỐC SỞ NỘI VỤ")


def _lower_foot(draft: Draft) -> None:
    """Move Nơi nhận into a row of its own under the signature."""
    from copy import deepcopy

    head = _first(draft, "ND30NoiNhan")
    row = next(head.iterancestors(f"{W}tr"))
    below = deepcopy(row)
    row.addnext(below)
    for one in [head, *draft.styled("ND30DongNoiNhan")]:
        if next(one.iterancestors(f"{W}tr"), None) is row:
            write(one, "") if runs(one) else None
    for one in [*below.iter(f"{W}p")]:
        style = one.find(f"{W}pPr/{W}pStyle").get(VAL)
        if style in ("ND30ChucVu", "ND30HoTen"):
            write(one, "")


HEAD = {
    "nd30.page.size": Break(
        "campaign_plan", _page("pgSz", w="12240", h="15840"), frozenset({"nd30.subject.line_length"})
    ),
    "nd30.page.orientation": Break("campaign_plan", _lying, frozenset({"nd30.subject.line_length"})),
    "nd30.page.margins": Break(
        "campaign_plan",
        _page("pgMar", left="1134"),
        frozenset({"nd30.agency.line_length", "nd30.subject.line_length"}),
    ),
    "nd30.font.name": Break("campaign_plan", _font),
    "nd30.font.colour": Break(
        "campaign_plan",
        lambda draft: set_value(properties(runs(_first(draft, "ND30NoiDung"))[0], "rPr"), "color", "C00000"),
    ),
    "nd30.urgency.colour": Break(
        "rich",
        lambda draft: set_value(properties(runs(draft.styled("ND30TenLoai")[1])[0], "rPr"), "color", "000000"),
    ),
    "nd30.page_number.present": Break("sub_plan", _numbers_gone),
    "nd30.page_number.first_hidden": Break("campaign_plan", _number_on_first),
    "nd30.page_number.place": Break("campaign_plan", _number_aside),
    "nd30.page_number.form": Break("campaign_plan", _page("pgNumType", fmt="lowerRoman")),
    "nd30.annex.pages": Break("sub_plan", _annex_goes_on),
    "nd30.nation.present": Break("campaign_plan", _blank("ND30QuocHieu"), frozenset({"nd30.motto.spacing"})),
    "nd30.nation.words": Break("campaign_plan", _swapped("ND30QuocHieu", "CỘNG HÒA ", "")),
    "nd30.nation.one_line": Break(
        "campaign_plan", lambda draft: shape(_first(draft, "ND30QuocHieu"), "ind", left="1000", right="1000")
    ),
    "nd30.motto.present": Break("campaign_plan", _blank("ND30TieuNgu")),
    "nd30.motto.words": Break(
        "campaign_plan", _swapped("ND30TieuNgu", "Tự do", "tự do"), frozenset({"nd30.motto.line_length"})
    ),
    "nd30.motto.spacing": Break(
        "campaign_plan", lambda draft: shape(_first(draft, "ND30TieuNgu"), "spacing", before="240")
    ),
    "nd30.motto.line": Break("campaign_plan", _without_line(1)),
    "nd30.motto.line_length": Break("campaign_plan", _line(1, side="2200")),
    "nd30.agency.present": Break("campaign_plan", _blank("ND30CoQuanBanHanh")),
    "nd30.agency.line": Break("campaign_plan", _without_line(0)),
    "nd30.agency.line_length": Break("campaign_plan", _line(0, side="100")),
    "nd30.lines.drawn": Break("campaign_plan", _typed_line, frozenset({"nd30.motto.line_length"})),
    "nd30.number.present": Break("campaign_plan", _blank("ND30SoKyHieu")),
    "nd30.number.form": Break("campaign_plan", _swapped("ND30SoKyHieu", "Số:", "Số")),
    "nd30.number.zero": Break("campaign_plan", _swapped("ND30SoKyHieu", "05/", "5/")),
    "nd30.symbol.form": Break("campaign_plan", _swapped("ND30SoKyHieu", "KH-UBND", "KH-UBnd")),
    "nd30.symbol.type": Break("campaign_plan", _swapped("ND30SoKyHieu", "KH-UBND", "TB-UBND")),
    "nd30.date.present": Break("campaign_plan", _blank("ND30DiaDanhNgay")),
    "nd30.date.form": Break("campaign_plan", _swapped("ND30DiaDanhNgay", ", ngày", " ngày")),
    "nd30.date.zero": Break("campaign_plan", _swapped("ND30DiaDanhNgay", "tháng 01", "tháng 1")),
    "nd30.date.level": Break("campaign_plan", _date_above),
    "nd30.type_name.present": Break("campaign_plan", _title_gone),
    "nd30.subject.present": Break(
        "campaign_plan",
        lambda draft: [
            one.getparent().remove(one) for one in (_first(draft, "ND30TrichYeu"), draft.styled("ND30DuongKe")[2])
        ],
    ),
    "nd30.subject.line": Break("campaign_plan", _without_line(2)),
    "nd30.subject.line_length": Break("campaign_plan", _line(2, side="100")),
    "nd30.letter_subject.present": Break("reminder_letter", _gone("ND30TrichYeuCongVan")),
    "nd30.letter_subject.form": Break("reminder_letter", _swapped("ND30TrichYeuCongVan", "V/v ", "Về việc ")),
    "nd30.letter_subject.gap": Break(
        "reminder_letter", lambda draft: shape(_first(draft, "ND30TrichYeuCongVan"), "spacing", before="0")
    ),
}
FOOT = {
    "nd30.authority.present": Break("campaign_plan", _blank("ND30ChucVu"), frozenset({"nd30.body.closing"})),
    "nd30.authority.marks": Break("campaign_plan", _swapped("ND30ChucVu", "TM. ", "TM/ ")),
    "nd30.authority.order": Break("campaign_plan", _swapped("ND30ChucVu", "TM. ", "KT. ")),
    "nd30.authority.delegated": Break("campaign_plan", _delegated),
    "nd30.signer.present": Break("campaign_plan", _blank("ND30HoTen")),
    "nd30.signer.title": Break("campaign_plan", _swapped("ND30HoTen", "Nguyễn", "ThS. Nguyễn")),
    "nd30.recipients_head.present": Break("campaign_plan", _gone("ND30NoiNhan", "ND30DongNoiNhan")),
    "nd30.recipients_head.form": Break("campaign_plan", _swapped("ND30NoiNhan", "Nơi nhận:", "Nơi nhận")),
    "nd30.recipients_head.left": Break(
        "campaign_plan", lambda draft: shape(_first(draft, "ND30NoiNhan"), "ind", left="800")
    ),
    "nd30.recipients_head.level": Break("campaign_plan", _lower_foot),
    "nd30.recipients.dashes": Break(
        "campaign_plan", lambda draft: write(draft.styled("ND30DongNoiNhan")[1], "Thường trực Hội đồng nhân dân tỉnh;")
    ),
    "nd30.recipients.endings": Break("campaign_plan", _swapped("ND30DongNoiNhan", ";", ",", 1)),
    "nd30.recipients.archive": Break("campaign_plan", _swapped("ND30DongNoiNhan", "Lưu: VT, TH.", "Lưu VP.", -1)),
    "nd30.recipients.like_above": Break("reminder_letter", _swapped("ND30DongNoiNhan", "Như trên", "Sở Mẫu")),
    "nd30.annex.number": Break("rich", _swapped("ND30PhuLuc", "Phụ lục II", "Phụ lục 2", 1)),
    "nd30.annex.title": Break("sub_plan", _gone("ND30TenPhuLuc")),
    "nd30.annex.source": Break("sub_plan", _gone("ND30KemTheo")),
}
BREAKS: dict[str, Break] = {**LOOKS, **HEAD, **TEXT, **KINDS, **FOOT}
