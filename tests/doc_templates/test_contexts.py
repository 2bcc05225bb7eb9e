"""What contexts work out for the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_templates import catalogue
from doc_templates.contexts import lines
from doc_templates.metrics import line_width, rule_length
from models.body import Block, BlockStyle
from models.documents import DocumentKind

PLAN = catalogue.sample(DocumentKind.CAMPAIGN_PLAN)
LETTER = catalogue.sample(DocumentKind.REMINDER_LETTER)


def test_recipients_end_with_the_archive_line() -> None:
    """Each recipient ends with a semicolon, the archive line with a full stop."""
    assert PLAN.recipient_lines[-2:] == ("UBND các huyện, thành phố;", "Lưu: VT, TH.")


def test_letters_begin_with_like_above() -> None:
    """A document that names its addressees begins Nơi nhận with "Như trên", once."""
    told = LETTER.model_copy(update={"recipients": ("- Như trên;", "UBND tỉnh;")})
    assert told.recipient_lines == ("Như trên;", "UBND tỉnh;", "Lưu: VT, VP.")


@pytest.mark.parametrize("text", ["giải quyết", "giải quyết.", "giải quyết;", "giải quyết./."])
def test_last_paragraph_ends_once(text: str) -> None:
    """The text ends with one ./. whatever it ended with."""
    plan = PLAN.model_copy(update={"body": (Block(style=BlockStyle.PARAGRAPH, text=text),)})
    assert plan.closing == "giải quyết./."


def test_last_item_keeps_its_dash() -> None:
    """A text that ends with an item ends with its dash and ./."""
    plan = PLAN.model_copy(update={"body": (Block(style=BlockStyle.ITEM, text="Lưu hồ sơ."),)})
    assert plan.closing == "- Lưu hồ sơ./."


def test_only_bases_are_in_italics() -> None:
    """Paragraphs that begin with Căn cứ are legal bases; the lead-in is not."""
    assert [line.basis for line in PLAN.opening_lines] == [True, True, False]


def test_first_citation_is_whole() -> None:
    """The earlier request is cited with type, number, date, issuer and subject."""
    cited = LETTER.earlier.citation
    assert cited.startswith("Kế hoạch số 05/KH-UBND ngày 05/01/2024 của Ủy ban nhân dân tỉnh Mẫu về việc phát động")


def test_annex_names_its_plan() -> None:
    """An annex says which plan it goes with."""
    sub_plan = catalogue.sample(DocumentKind.SUB_PLAN)
    assert sub_plan.annex_source == "(Kèm theo Kế hoạch số 12/KH-UBND ngày 09 tháng 02 năm 2024 của UBND huyện Mẫu)"


def test_report_says_that_there_is_nothing() -> None:
    """A part that the unit left empty is printed with "Không có."."""
    report = catalogue.sample(DocumentKind.UNIT_FINAL_REPORT)
    assert report.sections[-1].heading == "V. ĐỀ XUẤT, KIẾN NGHỊ"
    assert report.sections[-1].paragraphs == ("Không có.",)


@given(width=st.floats(min_value=16, max_value=165))
def test_rules_are_a_third_to_a_half(width: float) -> None:
    """A rule under a heading is between a third and a half of the text (NĐ 30/2020, PL I, II.2, II.5)."""
    assert width / 3 <= rule_length(width) <= width / 2


def test_names_of_the_state_fit_their_column() -> None:
    """Quốc hiệu at 12 or 13 points and Tiêu ngữ fit into 100 mm, tones adding no width."""
    assert line_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", points=13, bold=True) < 100
    assert line_width("Độc lập - Tự do - Hạnh phúc", points=13, bold=True) == pytest.approx(56.1, abs=0.1)
    assert line_width("ế", points=14) == line_width("e", points=14)


def test_lists_end_with_a_full_stop() -> None:
    """A list's lines end with semicolons, the last one with a full stop; no line, no list."""
    assert lines.listed(["- Sở A;", "Sở B"]) == ("Sở A;", "Sở B.")
    assert lines.listed([]) == ()
