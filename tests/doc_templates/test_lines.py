"""Lines that the page decides: names in a narrow column, what goes with a signature, letters to one or to many."""

import pytest

from doc_templates import catalogue
from doc_templates.contexts import lines
from doc_templates.typesetting.metrics import line_width
from models.body import Block, BlockStyle
from models.documents import DocumentKind

LETTER = catalogue.sample(DocumentKind.REMINDER_LETTER)
REPORT = catalogue.sample(DocumentKind.UNIT_FINAL_REPORT)
PLAN = catalogue.sample(DocumentKind.CAMPAIGN_PLAN)
LONG = "Đề nghị cấp đủ thiết bị quét tài liệu cho các xã, phường, thị trấn trước khi giao chỉ tiêu của năm sau. " * 4


def test_long_names_of_bodies_break_evenly() -> None:
    """A name wider than its column takes several lines that all fit; a short one keeps its own lines."""
    name = "TRUNG TÂM LƯU TRỮ LỊCH SỬ THUỘC SỞ NỘI VỤ TỈNH MẪU"
    made = REPORT.model_copy(update={"letterhead": (name,), "superior_line": "SỞ NỘI VỤ"})
    assert " ".join(made.letterhead_lines) == name
    assert all(line_width(line, points=12, bold=True) <= 65 for line in made.letterhead_lines)
    assert made.superior_lines == ("SỞ NỘI VỤ",)
    assert made.model_copy(update={"superior_line": None}).superior_lines == ()


def test_names_of_bodies_break_before_their_area() -> None:
    """What a committee is a committee of stays on one line."""
    told = REPORT.model_copy(update={"superior_line": "UBND THÀNH PHỐ LONG KHÁNH", "letterhead": ("PHÒNG MẪU",)})
    assert told.superior_lines == ("UBND", "THÀNH PHỐ LONG KHÁNH")


def test_a_typed_archive_line_is_the_only_one() -> None:
    """Who types where the paper is kept means that line: the service's own does not stand beside it."""
    assert lines.recipients(("Như trên", "UBND tỉnh"), archive_line="Lưu: VT", like_above=True) == (
        *("Như trên;", "UBND tỉnh;", "Lưu: VT."),
    )
    typed = ("- UBND tỉnh;", "- Lưu: VT, TĐKT.")
    assert lines.recipients(typed, archive_line="Lưu: VT", like_above=False) == ("UBND tỉnh;", "Lưu: VT, TĐKT.")
    assert lines.recipients(("UBND tỉnh",), archive_line="", like_above=False) == ("UBND tỉnh.",)


def test_a_register_names_who_keeps_the_paper_as_the_paper_does() -> None:
    """The sixth column says what stands after "Lưu:", the typed line before the service's own."""
    assert lines.kept_by(("UBND tỉnh",), archive_line="Lưu: VT, KGVX, THNC.") == "VT, KGVX, THNC"
    assert lines.kept_by(("- UBND tỉnh;", "- Lưu: VT, TĐKT."), archive_line="Lưu: VT.") == "VT, TĐKT"
    assert lines.kept_by((), archive_line="") == ""


def test_a_line_that_leads_on_is_no_basis() -> None:
    """What ends with a colon opens what follows, whatever its first words."""
    opening = ("Căn cứ Luật Mẫu", "Căn cứ tình hình thực tế, Sở ban hành Kế hoạch như sau:")
    assert lines.opened(opening) == ("Căn cứ Luật Mẫu.", opening[1])
    assert [lines.is_basis(line) for line in opening] == [True, False]


def test_annex_breaks_before_its_issuer() -> None:
    """What ties an annex to its document stands on one line, or names the issuer on the next."""
    told = "(Kèm theo Kế hoạch số 01/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân thành phố Mẫu)"
    assert lines.source_lines("(Kèm theo Kế hoạch số 01/KH-SM của Sở Mẫu)", room=145).count("\n") == 0
    assert lines.source_lines(told, room=145).split("\n")[1] == "của Ủy ban nhân dân thành phố Mẫu)"


@pytest.mark.parametrize(
    ("paragraphs", "closing", "kept"),
    [
        (("Không có.",), "Trên đây là báo cáo./.", 1),
        (("Một.", "Hai.", "Ba."), LONG, 3),
        ((LONG, LONG), "Trên đây là báo cáo./.", 1),
        ((LONG, LONG), LONG, 0),
    ],
)
def test_two_lines_of_text_go_with_a_signature(paragraphs: tuple[str, ...], closing: str, kept: int) -> None:
    """A short last part goes to the signature's page whole; of a long one only what a one-line ending needs."""
    assert lines.kept_with_closing(paragraphs, closing=closing, room=165) == kept


def test_only_the_last_part_of_a_report_is_kept() -> None:
    """No part but the last one of a report is bound to the signature."""
    assert [part.kept for part in REPORT.sections] == [0, 0, 0, 0, 1]


def test_plan_keeps_the_block_before_a_short_ending() -> None:
    """A plan that ends with one line takes the block before it along to the signature."""
    blocks = tuple(Block(style=BlockStyle.PARAGRAPH, text=text) for text in (LONG, LONG, "Giao Sở Mẫu đôn đốc."))
    assert PLAN.model_copy(update={"body": blocks}).kept == 1
    assert PLAN.model_copy(update={"body": (*blocks, blocks[0])}).kept == 0


def test_letter_speaks_to_one_or_to_many() -> None:
    """One unit is named, addressees are not named twice, others than the addressees are listed."""
    one = LETTER.model_copy(update={"units": ("Sở Mẫu",), "addressees": ("Sở Mẫu",)})
    assert (one.late_units, one.asked_units) == ("Sở Mẫu", "Sở Mẫu")
    assert LETTER.late_units == "02 cơ quan, đơn vị nêu trên"
    others = LETTER.model_copy(update={"addressees": ("Các cơ quan, đơn vị",)})
    assert (others.late_units, others.asked_units) == ("", "các cơ quan, đơn vị nêu trên")
