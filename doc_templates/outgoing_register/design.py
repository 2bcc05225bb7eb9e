"""How the register of outgoing documents looks: the ten columns of NĐ 30/2020, PL IV, on lying pages, unsigned."""

from doc_templates.kit import heading, signature, styles, tables
from doc_templates.kit.paper import LYING, Paper
from doc_templates.kit.rules import rule

_WIDTHS = (32, 20.5, 54, 18.5, 47, 21.5, 12.5, 20.5, 11, 14.5)
_HEADS = (
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Người ký",
    "Nơi nhận văn bản",
    "Đơn vị, người nhận bản lưu",
    "Số lượng bản",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)
_CELLS = (
    ("row.code", styles.BOOK_TEXT),
    ("row.dated", styles.BOOK_CENTER),
    ("row.title", styles.BOOK_TEXT),
    ("row.signer", styles.BOOK_TEXT),
    ("row.recipients", styles.BOOK_TEXT),
    ("row.kept_by", styles.BOOK_TEXT),
    ("row.copies", styles.BOOK_CENTER),
    ("row.sent", styles.BOOK_CENTER),
    ("row.receipt", styles.BOOK_TEXT),
    ("row.note", styles.BOOK_TEXT),
)


def design() -> Paper:
    """Return the template as a python-docx document on our paper."""
    paper = Paper(LYING)
    heading.heading(paper, numbered=False)
    paper.line("SỔ ĐĂNG KÝ VĂN BẢN ĐI", styles.TYPE_NAME)
    paper.line("Năm {{ year }} ({{ row_count }} văn bản)", styles.SUBJECT)
    rule(paper, room=paper.page.text_width, length=18, after=6)
    tables.rows_table(
        paper.document,
        widths=_WIDTHS,
        heads=_HEADS,
        cells=_CELLS,
        loop="row in rows",
        head_style=styles.BOOK_HEAD,
        numbered=True,
    )
    signature.end(paper)
    return paper
