"""How the register of outgoing documents looks: the ten columns of NĐ 30/2020, PL IV, on lying pages, unsigned."""

from doc_templates.kit import heading, signature, styles, tables
from doc_templates.kit.paper import LYING, Paper
from doc_templates.kit.rules import rule

_COLUMNS = (
    (32, "Số, ký hiệu văn bản", "row.code", styles.BOOK_TEXT),
    (20.5, "Ngày tháng văn bản", "row.dated", styles.BOOK_CENTER),
    (54, "Tên loại và trích yếu nội dung văn bản", "row.title", styles.BOOK_TEXT),
    (18.5, "Người ký", "row.signer", styles.BOOK_TEXT),
    (47, "Nơi nhận văn bản", "row.recipients", styles.BOOK_TEXT),
    (21.5, "Đơn vị, người nhận bản lưu", "row.kept_by", styles.BOOK_TEXT),
    (12.5, "Số lượng bản", "row.copies", styles.BOOK_CENTER),
    (20.5, "Ngày chuyển", "row.sent", styles.BOOK_CENTER),
    (11, "Ký nhận", "row.receipt", styles.BOOK_TEXT),
    (14.5, "Ghi chú", "row.note", styles.BOOK_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper(LYING)
    heading.heading(paper, numbered=False)
    paper.line("SỔ ĐĂNG KÝ VĂN BẢN ĐI", styles.TYPE_NAME)
    paper.line("Năm {{ year }} ({{ row_count }} văn bản)", styles.SUBJECT)
    rule(paper, room=paper.page.text_width, length=18, after=6)
    tables.book_table(paper, columns=_COLUMNS, numbered=True)
    signature.end(paper)
    return paper
