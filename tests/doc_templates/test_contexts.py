"""What contexts work out for the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_templates import catalogue
from doc_templates.contexts import lines
from doc_templates.contexts.lines import opened
from doc_templates.faults import ContextFault
from doc_templates.rendering import compiled
from doc_templates.typesetting.metrics import line_width, rule_length
from doc_templates.word.extract import text_of
from models.body import Block, BlockStyle
from models.documents import DocumentKind
from tests.doc_templates.awkward import LONG_DEED, LONG_NAME, LONG_POST

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


def test_nothing_is_said_of_papers_that_do_not_come_along() -> None:
    """A proposal without papers beside it has no line about them."""
    proposal = catalogue.sample(DocumentKind.AWARD_PROPOSAL).model_copy(update={"enclosures": ()})
    document = compiled(catalogue.built_in(DocumentKind.AWARD_PROPOSAL)).render(proposal)
    assert "kèm theo)" not in text_of(document)


def test_last_basis_ends_with_a_full_stop() -> None:
    """Bases end with a semicolon and the last one with a full stop, however they were typed."""
    assert opened(["Căn cứ A.", "Căn cứ B;", "Ban hành:"]) == ("Căn cứ A;", "Căn cứ B.", "Ban hành:")
    proposal = catalogue.sample(DocumentKind.AWARD_PROPOSAL)
    bases = [line.text for line in proposal.opening_lines if line.basis]
    assert [text[-1] for text in bases] == [";"] * (len(bases) - 1) + ["."]


def test_report_to_somebody_is_received_as_above() -> None:
    """A final report that names its addressees begins Nơi nhận with Như trên; one without does not."""
    report = catalogue.sample(DocumentKind.FINAL_REPORT)
    assert report.recipient_lines[0] == "Như trên;"
    assert report.model_copy(update={"addressees": ()}).recipient_lines[0] != "Như trên;"


def test_first_citation_is_whole() -> None:
    """The earlier request is cited with type, number, date, issuer and subject."""
    cited = LETTER.earlier.citation
    assert cited.startswith(
        "Kế hoạch số 05/KH-UBND ngày 05 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh Mẫu về việc phát động"
    )


def test_annex_names_its_plan() -> None:
    """An annex says which plan it goes with."""
    sub_plan = catalogue.sample(DocumentKind.SUB_PLAN)
    assert sub_plan.annex_source == "(Kèm theo Kế hoạch số 12/KH-UBND ngày 09 tháng 02 năm 2024\ncủa UBND huyện Mẫu)"


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


PROPOSAL = catalogue.sample(DocumentKind.AWARD_PROPOSAL)
DECISION = catalogue.sample(DocumentKind.AWARD_DECISION)
MINUTES = catalogue.sample(DocumentKind.COUNCIL_MINUTES)
CERTIFICATE = catalogue.sample(DocumentKind.CERTIFICATE)


def test_list_is_by_kind_and_numbered_anew() -> None:
    """Collectives stand before persons whatever the order given; a kind without anybody has no section."""
    mixed = PROPOSAL.model_copy(update={"nominees": PROPOSAL.nominees[::-1]})
    assert [(part.heading, part.title, part.count) for part in mixed.list_sections] == [
        ("I", "Tập thể", "02"),
        ("II", "Cá nhân", "02"),
    ]
    persons = PROPOSAL.model_copy(update={"nominees": PROPOSAL.nominees[2:]})
    assert [(part.heading, part.title) for part in persons.list_sections] == [("I", "Cá nhân")]
    assert (persons.counts, persons.list_title.split()[:2]) == ("02 cá nhân", ["CÁ", "NHÂN"])


def test_counts_are_told_in_words() -> None:
    """Counts under 10 have a zero, the last one follows "và", kinds without anybody are left out."""
    counts = DECISION.counts
    assert counts.text == "02 tập thể và 02 cá nhân"
    assert counts.model_copy(update={"households": 1}).text == "02 tập thể, 02 cá nhân và 01 hộ gia đình"
    assert counts.model_copy(update={"collectives": 12, "persons": 0}).text == "12 tập thể"


def test_list_cites_its_own_document() -> None:
    """A list's caption bears number and date of the document it goes with."""
    assert DECISION.list_source == (
        "(Kèm theo Quyết định số 3512/QĐ-UBND ngày 20 tháng 12 năm 2024\ncủa Chủ tịch Ủy ban nhân dân tỉnh Mẫu)"
    )
    assert "Tờ trình số 45/TTr-UBND ngày 12 tháng 11 năm 2024" in PROPOSAL.list_source


def test_decision_cites_the_proposals_last() -> None:
    """Bases end with a semicolon, the proposals follow them, the last line ends with a full stop."""
    *others, last = DECISION.basis_lines
    assert all(line.endswith(";") for line in others)
    assert last == "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 312/TTr-SNV ngày 05 tháng 12 năm 2024."


def test_money_is_told_by_kind() -> None:
    """Each kind's amount, count and subtotal stand on a line of their own, thousands marked."""
    assert DECISION.reward_lines == (
        "Tập thể: 7.020.000 đồng/tập thể (02 tập thể: 14.040.000 đồng);",
        "Cá nhân: 3.510.000 đồng/cá nhân (02 cá nhân: 7.020.000 đồng).",
    )
    assert DECISION.total_money == "21.060.000"


def test_recipients_begin_with_the_last_article() -> None:
    """Nơi nhận names the article on carrying out, whichever number it has."""
    assert DECISION.recipient_lines[0] == "Như Điều 3;"
    assert DECISION.model_copy(update={"total": 0}).recipient_lines[0] == "Như Điều 2;"


@pytest.mark.parametrize(
    ("votes", "base", "percent"),
    [(9, 9, "100%"), (8, 9, "88,9%"), (1, 3, "33,3%"), (2, 3, "66,7%"), (0, 7, "0%"), (199, 200, "99,5%")],
)
def test_votes_are_told_as_a_share_of_all(votes: int, base: int, percent: str) -> None:
    """The share has one decimal at most, with a comma."""
    assert MINUTES.model_copy(update={"votes_for": votes, "votes_base": base}).percent == percent


def test_absent_members_are_counted() -> None:
    """Who is absent is told by number and name."""
    assert (MINUTES.attendance, MINUTES.absent_count) == ("08/09", "01")
    assert MINUTES.absent_line == "Thành viên vắng mẫu (có ý kiến bằng văn bản)"


def test_long_names_take_smaller_letters() -> None:
    """The longer name and achievement are, the smaller they are set; lines are even."""
    long = CERTIFICATE.model_copy(update={"awardee": LONG_NAME, "awardee_detail": LONG_POST, "achievement": LONG_DEED})
    assert (CERTIFICATE.name_size, CERTIFICATE.text_size) == ("large", "large")
    assert (long.name_size, long.text_size) == ("small", "small")
    widths = [line_width(line, points=13.5) for line in long.achievement_lines.split("\n")]
    assert max(widths) <= 232
    assert min(widths) > 0.8 * max(widths)
    assert long.achievement_lines.replace("\n", " ") == LONG_DEED


@given(words=st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=12), min_size=1, max_size=40))
def test_even_lines_lose_no_word(words: list[str]) -> None:
    """Breaking a title into even lines loses and moves nothing."""
    assert lines.title_lines(" ".join(words), room=145).split() == words


def test_pages_of_an_index_row() -> None:
    """A paper of one page names it once; one that is not numbered yet names none."""
    index = catalogue.sample(DocumentKind.DOSSIER_INDEX)
    assert [row.pages for row in index.rows] == ["03-04", "05-06", "07-08", "09"]
    assert index.rows[0].model_copy(update={"first_page": None}).pages == ""


def test_parts_that_nobody_has_written_are_marked() -> None:
    """The province's report refuses to be final without what a person has to write."""
    report = catalogue.sample(DocumentKind.FINAL_REPORT).model_copy(update={"limits": (), "lessons": ()})
    assert report.blanks() == ("limits", "lessons")
    assert report.sections[0].paragraphs == ("[CÒN THIẾU: tồn tại, hạn chế]",)


def test_words_that_would_be_cut_off_are_refused() -> None:
    """A certificate never cuts words off: what does not fit in the smallest letters is refused by its field."""
    with pytest.raises(ContextFault, match="“achievement”"):
        catalogue.read_context(
            DocumentKind.CERTIFICATE, CERTIFICATE.model_dump(mode="json") | {"achievement": f"{LONG_DEED}, " * 4}
        )
