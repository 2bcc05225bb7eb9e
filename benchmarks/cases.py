"""What the rendering benchmark fills: the same documents, their templates written in each engine's tags."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doc_templates import coreprops, package, wordxml
from doc_templates.drawing.canvas import Canvas
from doc_templates.kit import styles, tables
from doc_templates.kit.paper import Paper
from doc_templates.package import Part
from models.plan import printed
from workflows.steps.files.plan_files import read_plan

PLAN = Path(__file__).resolve().parent.parent / "plans" / "dong_nai_2024.yaml"
ROWS = (10, 200, 2000)
_MODULES, _DOTS = 33, 8
_HEADER = '<w:hdr xmlns:w="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:hdr>'
_NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Hữu", "Phạm Ngọc", "Hoàng Minh", "Đặng Thuỳ", "Võ Quốc")


@dataclass(frozen=True)
class Tongue:
    """How an engine writes a value, a paragraph that is repeated, and a row that is repeated."""

    value: str
    before: tuple[str, ...]
    item: str
    after: tuple[str, ...]
    row_first: str
    row_last: str
    row_item: str
    twice: bool
    """Whether the repeated paragraph or row stands there twice, the second time with the next index."""


JINJA = Tongue(
    "{{{{ {} }}}}",
    ("{{%p for x in {} %}}",),
    "{{{{ x.{1} }}}}",
    ("{{%p endfor %}}",),
    "",
    "",
    "{{{{ x.{1} }}}}",
    twice=False,
)
CURLY = Tongue("{{{}}}", ("{{#{}}}",), "{{{1}}}", ("{{/{}}}",), "{{#{}}}", "{{/{}}}", "{{{1}}}", twice=False)
INDEXED = Tongue("{{d.{}}}", (), "{{d.{0}[{2}].{1}}}", (), "", "", "{{d.{0}[{2}].{1}}}", twice=True)
TONGUES = {"jinja": JINJA, "docxtemplater": CURLY, "carbone": INDEXED}


def decision(tongue: Tongue) -> bytes:
    """Return the template of a decision with its list of people."""
    paper = Paper()
    for field, look in (
        ("agency", styles.AGENCY),
        ("code", styles.BODY),
        ("dated", styles.BODY),
        ("title", styles.SUBJECT),
    ):
        paper.line(tongue.value.format(field), look)
    _each(paper, tongue, "bases", "text", styles.BASIS)
    paper.line("QUYẾT ĐỊNH:", styles.DECIDES)
    paper.line(f"Điều 1. Tặng {tongue.value.format('award')} cho {tongue.value.format('counts')}.", styles.BODY)
    paper.line(f"Điều 2. {tongue.value.format('closing')}", styles.BODY)
    _list(paper, tongue, "rows", (("n", 15), ("name", 60), ("deed", 60), ("money", 30)))
    paper.line(tongue.value.format("signer"), styles.BODY)
    return _saved(paper, tongue)


def plan(tongue: Tongue) -> bytes:
    """Return the template of a plan."""
    paper = Paper()
    paper.line(tongue.value.format("title"), styles.SUBJECT)
    _each(paper, tongue, "opening", "text", styles.BASIS)
    _each(paper, tongue, "blocks", "text", styles.BODY)
    _each(paper, tongue, "recipients", "text", styles.BODY)
    paper.line(tongue.value.format("signer"), styles.BODY)
    return _saved(paper, tongue)


def certificate(tongue: Tongue) -> bytes:
    """Return the template of a certificate with a picture of a code."""
    paper = Paper()
    for field in ("authority", "award", "name", "deed", "code", "dated", "signer", "qr"):
        paper.line(tongue.value.format(field), styles.BODY)
    return _saved(paper, tongue)


def _each(paper: Paper, tongue: Tongue, many: str, field: str, look: styles.Style) -> None:
    for line in tongue.before:
        paper.line(line.format(many), styles.BODY)
    for index in ("i", "i+1") if tongue.twice else ("i",):
        paper.line(tongue.item.format(many, field, index), look)
    for line in tongue.after:
        paper.line(line.format(many), styles.BODY)


def _list(paper: Paper, tongue: Tongue, many: str, columns: tuple[tuple[str, float], ...]) -> None:
    lines = [
        [tongue.row_item.format(many, field, index) for field, _ in columns]
        for index in ("i", "i+1")[: 1 + tongue.twice]
    ]
    lines[0][0] = tongue.row_first.format(many) + lines[0][0]
    lines[0][-1] += tongue.row_last.format(many)
    if tongue is JINJA:
        blank = [""] * (len(columns) - 1)
        lines = [[f"{{%tr for x in {many} %}}", *blank], *lines, ["{%tr endfor %}", *blank]]
    lines = [["STT", "Họ và tên", "Thành tích", "Tiền thưởng"], *lines]
    made = tables.table(paper.document, rows=len(lines), widths=[width for _, width in columns], ruled=True)
    for row, texts in zip(made.rows, lines, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)


def _saved(paper: Paper, tongue: Tongue) -> bytes:
    """Return the template, a value in each of its headers."""
    buffer = io.BytesIO()
    paper.document.save(buffer)
    core = coreprops.core_part(title="", dated=None)
    parts = (core if part.name == coreprops.PART else part for part in package.read(buffer.getvalue()))
    head = Part("", _HEADER.format(wordxml.W, tongue.value.format("code")).encode())
    return package.write(
        tuple(head._replace(name=part.name) if part.name.startswith("word/header") else part for part in parts)
    )


def decision_values(rows: int) -> dict[str, Any]:
    """Return a decision's values with so many people."""
    people = [
        {
            "n": number,
            "name": f"Ông {_NAMES[number % len(_NAMES)]} {number}, Phó Trưởng phòng Tư pháp & Hộ tịch",
            "deed": "Đã có thành tích xuất sắc trong phong trào thi đua “Hoàn thành số hóa dữ liệu hộ tịch”",
            "money": f"{number % 9 + 1}.170.000",
        }
        for number in range(1, rows + 1)
    ]
    return {
        "agency": "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "code": "Số: 3512/QĐ-UBND",
        "dated": "Tỉnh Mẫu, ngày 05 tháng 12 năm 2024",
        "title": "QUYẾT ĐỊNH Về việc tặng Bằng khen",
        "bases": [{"text": f"Căn cứ thứ {place} của Quyết định này;"} for place in range(1, 6)],
        "award": "Bằng khen",
        "counts": f"{rows} cá nhân",
        "closing": "Quyết định này có hiệu lực kể từ ngày ký./.",
        "signer": "Người Ký Mẫu",
        "rows": people,
    }


def plan_values() -> dict[str, Any]:
    """Return the values of the Đồng Nai plan: six pages of text."""
    read = printed(read_plan(PLAN.read_text("utf-8"), file_name=PLAN.name))
    return {
        "code": "Số: 05/KH-UBND",
        "title": f"KẾ HOẠCH {read.document.subject}",
        "opening": [{"text": text} for text in read.opening],
        "blocks": [{"text": block.text} for block in read.body],
        "recipients": [{"text": f"- {text};"} for text in read.recipients],
        "signer": "Người Ký Mẫu",
    }


def certificate_values() -> dict[str, Any]:
    """Return a certificate's values but for its picture."""
    return {
        "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH MẪU",
        "award": "TẶNG BẰNG KHEN",
        "name": "Ông Nguyễn Văn Mẫu",
        "deed": "Đã có thành tích xuất sắc trong phong trào thi đua",
        "code": "Quyết định số 3512/QĐ-UBND",
        "dated": "Tỉnh Mẫu, ngày 05 tháng 12 năm 2024",
        "signer": "Người Ký Mẫu",
    }


def code_picture() -> bytes:
    """Return a PNG that looks like a code: modules black or white by a fixed rule."""
    canvas = Canvas(_MODULES * _DOTS, _MODULES * _DOTS)
    for x, y in _black():
        canvas.box(x * _DOTS, y * _DOTS, (x + 1) * _DOTS, (y + 1) * _DOTS, grey=0)
    return canvas.png(dots_per_inch=300)


def _black() -> Iterator[tuple[int, int]]:
    seed = 7
    for x in range(_MODULES):
        for y in range(_MODULES):
            seed = (seed * 1103515245 + 12345) % 2**31
            if seed >> 16 & 1:
                yield x, y
