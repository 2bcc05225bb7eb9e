"""How a dossier's cover and index look; the index stands on a page of its own."""

from doc_templates.kit import heading, signature, styles, tables
from doc_templates.kit.cover import cover
from doc_templates.kit.paper import Paper
from doc_templates.kit.rules import fitting_rule

_COLUMNS = (
    (8, "TT", "loop.index", styles.BOOK_CENTER),
    (26, "Số, ký hiệu văn bản", "row.code", styles.BOOK_TEXT),
    (22, "Ngày tháng văn bản", "row.day", styles.BOOK_CENTER),
    (53, "Tên loại và trích yếu nội dung văn bản", "row.title", styles.BOOK_TEXT),
    (28, "Tác giả văn bản", "row.author", styles.BOOK_TEXT),
    (13, "Trang số", "row.pages", styles.BOOK_CENTER),
    (15, "Ghi chú", "row.note", styles.BOOK_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper()
    _cover(paper)
    paper.new_section()
    heading.heading(paper, numbered=False)
    heading.title(paper, "MỤC LỤC VĂN BẢN TRONG HỒ SƠ", after=12)
    tables.book_table(paper, columns=_COLUMNS)
    _foot(paper)
    return paper


def _cover(paper: Paper) -> None:
    """Add the cover: who proposes at the top, what the dossier is in the middle, place and year at the foot."""
    top, middle, foot = cover(paper)
    with top.each("line in superior_lines"):
        top.line("{{ line }}", styles.COVER_SUPERIOR)
    with top.each("line in letterhead_lines"):
        top.line("{{ line }}", styles.COVER_AGENCY)
    fitting_rule(top, field="agency_rule", room=paper.page.text_width)
    middle.line("HỒ SƠ", styles.COVER_TITLE)
    middle.line("{{ cover_title }}", styles.COVER_SUBJECT)
    middle.line("{{ cover_campaign }}", styles.COVER_LINE)
    middle.line("Đơn vị đề nghị: {{ unit_name }}", styles.COVER_LINE)
    middle.line("Đối tượng đề nghị: {{ counts }}", styles.COVER_LINE)
    middle.line(
        "Hồ sơ gồm {{ paper_count }} văn bản{% if page_count %}, {{ page_count }} trang{% endif %}", styles.COVER_LINE
    )
    foot.line("{{ place }}, năm {{ year }}", styles.COVER_FOOT)


def _foot(paper: Paper) -> None:
    with paper.when("regulation"):
        paper.line("Thành phần hồ sơ: {{ regulation }}.", styles.BODY, before=6)
    with paper.when("missing"):
        paper.line("Thành phần còn thiếu:", styles.BODY, before=6, keep_next=True)
        with paper.each("line in missing"):
            paper.line("- {{ line }}", styles.ITEM)
    with paper.when("authority"):
        paper.line("", styles.GAP)
        signature.lone_signature(paper)
    signature.end(paper)
