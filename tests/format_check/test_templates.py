"""Word templates given to the format check: told to be templates; papers that only write of tags are judged."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.app import build_app
from doc_templates import catalogue
from doc_templates.format_check import Verdict, check_format
from models.documents import DocumentKind
from tests.format_check.paper import docx
from tests.format_check.strangers import letter, plan

_DAY = "Mẫu, ngày 05 tháng 3 năm 2024"
_SIGNER = "Trần Thị Mẫu"


@pytest.mark.parametrize("kind", DocumentKind, ids=str)
def test_our_own_templates_are_told_to_be_templates(kind: DocumentKind) -> None:
    """Tags in the words make a file a template: nothing is judged, and the command for templates is named."""
    report = check_format(catalogue.built_in(kind))
    assert report.verdict is Verdict.NOT_EVALUATED
    assert "mẫu có thẻ điền" in report.unjudged
    assert "thidua template check" in report.unjudged
    assert report.findings == ()


def test_a_units_template_is_told_whatever_its_tags_are_split_into() -> None:
    """Tags for day and signer in a plan that is else whole: a template, though its other words are a paper's."""
    body = plan().replace(_DAY, "Mẫu, ngày {{ ngay }} tháng {{ thang }} năm 2024")
    split = body.replace("{{ thang }}", "{{ </w:t></w:r><w:r><w:t>thang }}")
    assert all("mẫu có thẻ điền" in check_format(docx(one)).unjudged for one in (body, split))


@pytest.mark.parametrize(
    "words",
    [
        "Đề nghị gõ thẻ {{ ho_ten }} vào chỗ họ và tên.",
        "Đề nghị gõ {{ ho_ten }}, {{ don_vi }} và {% if chuc_vu %} vào mẫu như hướng dẫn.",
        "Dấu {{ }} và {% %} là dấu của thẻ điền.",
    ],
)
def test_a_paper_that_writes_of_tags_is_judged(words: str) -> None:
    """A letter that explains tags to its readers has a head, a day and a signer: it is a paper."""
    told = "Sở Nội vụ trân trọng báo cáo./."
    report = check_format(docx(letter().replace(told, f"{words} {told}")))
    assert report.unjudged == ""
    assert report.faults == ()


def test_tags_in_quotation_marks_are_talked_about() -> None:
    """A subject that names two tags in quotation marks makes no template of its letter."""
    about = "V/v sử dụng thẻ “{{ ho_ten }}” và “{{ don_vi }}”"
    assert check_format(docx(letter().replace("V/v báo cáo kết quả phong trào thi đua", about))).unjudged == ""


def test_the_command_ends_with_2_and_writes_nothing(tmp_path: Path) -> None:
    """One sentence with the other command; no mended file is written."""
    path = tmp_path / "mẫu.docx"
    path.write_bytes(catalogue.built_in(DocumentKind.REMINDER_LETTER))
    told = CliRunner().invoke(build_app(), ["format", "check", str(path), "--fix", str(tmp_path / "ra.docx")])
    assert told.exit_code == 2
    assert told.stdout.startswith("mẫu.docx: không đánh giá. Lý do: đây là mẫu có thẻ điền")
    assert told.stdout.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["mẫu.docx"]
