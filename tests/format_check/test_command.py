"""``thidua format``: exit codes, what is printed, and files that are written whole or not at all."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from docx.shared import Mm
from typer.testing import CliRunner, Result

from cli.app import build_app
from doc_templates.format_check import check_format
from doc_templates.format_check.guide import GUIDE, with_rules
from doc_templates.format_check.rules.catalogue import RULES
from doc_templates.word.extract import text_of
from doc_templates.word.package import read
from tests.format_check import clerks
from tests.format_check.breakers import BREAKS
from tests.format_check.making import Draft, good

BROKEN = "nd30.date.zero"


def run(*words: str | Path) -> Result:
    """Return what the command answers."""
    return CliRunner().invoke(build_app(), ["format", *map(str, words)], catch_exceptions=True)


@pytest.fixture
def good_file(tmp_path: Path) -> Path:
    """Return a file that is right."""
    path = tmp_path / "đúng.docx"
    path.write_bytes(good("campaign_plan"))
    return path


@pytest.fixture
def broken_file(tmp_path: Path) -> Path:
    """Return a file with one fault."""
    draft = Draft(good("campaign_plan"))
    BREAKS[BROKEN].change(draft)
    path = tmp_path / "sai.docx"
    path.write_bytes(draft.saved())
    return path


def test_a_good_file_ends_with_0(good_file: Path) -> None:
    """Nothing fails: 0, and the counts are told."""
    result = run("check", good_file)
    assert result.exit_code == 0
    assert f"0 lỗi, 0 điểm lưu ý; {len(RULES)} quy tắc" in result.stdout


def test_a_broken_file_ends_with_1(broken_file: Path) -> None:
    """A fault is told with its place, what was found, what is right, its article and its id."""
    result = run("check", broken_file)
    assert result.exit_code == 1
    for word in ("“ngày 05 tháng 1 năm 2024”", "“ngày 05 tháng 01 năm 2024”", "PL I, II.4", BROKEN, "đoạn 8"):
        assert word in result.stdout


def test_the_same_fault_in_many_places_is_told_once(tmp_path: Path) -> None:
    """One entry names the first place in words and the others by number."""
    document = clerks.page()
    clerks.table_head(document, ruled=clerks.vml_line)
    clerks.text(document, ruled=clerks.vml_line)
    for place in range(15):
        clerks.line(document, f"Dòng {place}.", size=11).paragraph_format.first_line_indent = Mm(12.7)
    clerks.table_foot(document)
    path = tmp_path / "nhỏ.docx"
    path.write_bytes(clerks.bytes_of(document))
    told = run("check", path).stdout
    assert told.count("Nội dung, cỡ chữ: cỡ chữ 11") == 1
    assert re.search(r"“Dòng 0\.”; và 14 đoạn khác: \d+(, \d+){11}, …", told), told


def test_another_regime_ends_with_2(good_file: Path) -> None:
    """A day before the decree: nothing is judged, the reason is told."""
    result = run("check", good_file, "--as-of", "2019-12-31")
    assert result.exit_code == 2
    assert "không đánh giá" in result.stdout


def test_a_paper_of_another_regime_is_left_alone(good_file: Path, tmp_path: Path) -> None:
    """What is not judged is not mended by these rules either: nothing is written, and that is told."""
    outputs = ("--mark", tmp_path / "a.docx", "--fix", tmp_path / "b.docx")
    result = run("check", good_file, "--as-of", "2019-12-31", *outputs)
    assert result.exit_code == 2
    assert "chưa có tệp nào được ghi" in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == [good_file.name]


def test_what_is_no_word_file_ends_with_2(tmp_path: Path) -> None:
    """The error names the file and the way out, and its own exit code is 2."""
    path = tmp_path / "hỏng.docx"
    path.write_bytes(b"PK")
    result = run("check", path, "--mark", tmp_path / "ra.docx")
    assert result.exit_code == 2
    assert "hỏng.docx" in result.stderr
    assert "[format-unjudged]" in result.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == ["hỏng.docx"]


def test_json_says_that_a_file_cannot_be_read(tmp_path: Path) -> None:
    """The machine's answer has the same keys for a file that is no Word file, with the reason."""
    path = tmp_path / "hỏng.docx"
    path.write_bytes(b"PK")
    told = json.loads(run("check", path, "--json").stdout)
    assert list(told) == ["file", "rule_set", "as_of", "form", "verdict", "reason", "rules"]
    assert told["verdict"] == "not_evaluated"
    assert "hỏng.docx" in told["reason"]


def test_a_day_that_is_none_is_told(good_file: Path) -> None:
    """A typed date that does not exist is a usage error."""
    assert run("check", good_file, "--as-of", "31/12/2019").exit_code == 2


def test_json_holds_every_rule(broken_file: Path) -> None:
    """The machine's answer has every rule with its verdict, and each finding with its place."""
    result = run("check", broken_file, "--json")
    told = json.loads(result.stdout)
    assert list(told) == ["file", "rule_set", "as_of", "form", "verdict", "reason", "rules"]
    assert (told["rule_set"], told["as_of"], told["form"], told["verdict"]) == (
        "nd30-2020",
        "2024-01-05",
        "named",
        "fail",
    )
    assert [one["id"] for one in told["rules"]] == [rule.id for rule in RULES]
    failing = [one for one in told["rules"] if one["verdict"] == "fail"]
    assert [one["id"] for one in failing] == [BROKEN]
    assert list(failing[0]) == ["id", "article", "title", "severity", "confidence", "verdict", "reason", "findings"]
    assert failing[0]["findings"][0]["paragraph"] == 7
    assert all(one["reason"] for one in told["rules"] if one["verdict"] == "not_evaluated")


def test_marked_file_has_a_comment_at_the_finding(broken_file: Path, tmp_path: Path) -> None:
    """The returned file says the same words, with the finding as a comment; the input is untouched."""
    before = broken_file.read_bytes()
    out = tmp_path / "nhận xét.docx"
    assert run("check", broken_file, "--mark", out).exit_code == 1
    comments = next(part.data.decode() for part in read(out.read_bytes()) if part.name == "word/comments.xml")
    assert BROKEN in comments
    assert "ngày 05 tháng 01 năm 2024" in comments
    assert text_of(out.read_bytes()) == text_of(before)
    assert broken_file.read_bytes() == before


def test_fixed_file_is_written_beside(broken_file: Path, tmp_path: Path) -> None:
    """The mended file passes; the answer is still about the input, which is untouched."""
    before = broken_file.read_bytes()
    out = tmp_path / "đã sửa.docx"
    result = run("check", broken_file, "--fix", out)
    assert result.exit_code == 1
    assert check_format(out.read_bytes()).findings == ()
    assert broken_file.read_bytes() == before
    assert "còn lại 0 lỗi" in result.stderr


def test_a_place_that_cannot_be_written_leaves_nothing(good_file: Path, tmp_path: Path) -> None:
    """A folder that is not there is told; no file is half written."""
    result = run("check", good_file, "--fix", tmp_path / "không có" / "ra.docx")
    assert result.exit_code == 2
    assert "[file-unusable]" in result.stderr
    assert sorted(one.name for one in tmp_path.iterdir()) == [good_file.name]


_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def _package(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("rỗng.docx", b"", "Tệp rỗng (0 byte)"),
        ("cũ.doc", _OLD_OFFICE + "WordDocument".encode("utf-16-le"), "Word đời cũ (.doc)"),
        ("khóa.docx", _OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("in.pdf", b"%PDF-1.7 ...", "PDF"),
        ("chữ.rtf", b"{\\rtf1 abc}", "RTF"),
        ("trang.doc", b"\n<html><body/></html>", "trang web"),
        ("ảnh.docx", b"\x89PNG\r\n", "hình ảnh"),
        ("bảng.docx", _package("xl/workbook.xml"), "Excel"),
        ("chiếu.docx", _package("ppt/presentation.xml"), "PowerPoint"),
        ("mở.odt", _package("content.xml"), "LibreOffice"),
        ("lạ.docx", b"abc", "không phải là tệp Word"),
    ],
)
def test_what_is_no_word_file_is_called_by_its_name(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    """One sentence says what the file is and how to get a Word file of it; the exit code is 2, nothing is written."""
    path = tmp_path / name
    path.write_bytes(data)
    result = run("check", path, "--fix", tmp_path / "ra.docx")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"Lỗi: “{name}”: ")
    assert told in result.stderr
    assert "Cách xử lý: " in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["không có.docx", "."])
def test_what_cannot_be_opened_ends_with_2(tmp_path: Path, name: str) -> None:
    """No file and a folder are told, to a machine too; 1 would say that a paper has faults."""
    result = run("check", tmp_path / name, "--json")
    assert result.exit_code == 2
    assert "[file-unusable]" in result.stderr
    assert json.loads(result.stdout)["verdict"] == "not_evaluated"


@pytest.mark.parametrize("option", ["--mark", "--fix"])
def test_what_is_judged_is_never_written_over(broken_file: Path, tmp_path: Path, option: str) -> None:
    """A unit's file stays what it was, by whatever name a result would come to lie on it."""
    before = broken_file.read_bytes()
    (tmp_path / "liên kết.docx").symlink_to(broken_file)
    (tmp_path / "tên khác.docx").hardlink_to(broken_file)
    for place in (broken_file, tmp_path / "liên kết.docx", tmp_path / "tên khác.docx"):
        result = run("check", broken_file, option, place, "--json")
        assert (result.exit_code, json.loads(result.stdout)["verdict"]) == (2, "not_evaluated")
        assert "chính là tệp đưa vào" in result.stderr
        assert place.samefile(broken_file)
    assert broken_file.read_bytes() == before


def test_names_under_which_word_opens_nothing_are_refused(broken_file: Path, tmp_path: Path) -> None:
    """One name for both results, or an ending that is not the file's own: told, and neither is written."""
    same = run("check", broken_file, "--mark", tmp_path / "a.docx", "--fix", tmp_path / "a.docx")
    other = run("check", broken_file, "--mark", tmp_path / "a.docx", "--fix", tmp_path / "a.pdf")
    for result, told in ((same, "ở cả --mark và --fix"), (other, "không có đuôi “.docx”")):
        assert result.exit_code == 2
        assert told in result.stderr
    assert [one.name for one in tmp_path.iterdir()] == [broken_file.name]


def test_a_mended_file_is_mended_once(broken_file: Path, tmp_path: Path) -> None:
    """What was written for the first is the same for the second; a file that was mended changes no more."""
    for result in ("một.docx", "hai.docx"):
        assert run("check", broken_file, "--fix", tmp_path / result).exit_code == 1
    assert run("check", tmp_path / "một.docx", "--fix", tmp_path / "hai.docx").exit_code == 0
    assert (tmp_path / "một.docx").read_bytes() == (tmp_path / "hai.docx").read_bytes()


def test_rules_are_listed() -> None:
    """Every rule stands on a line of its own."""
    lines = run("rules").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == [rule.id for rule in RULES]


def test_guide_says_where_each_rule_is_written() -> None:
    """The table of what the decree says names every rule, by its whole name or by what it is about, and no other."""
    table = GUIDE.read_text("utf-8").partition("| Không xét |")[2].partition("\n\n")[0]
    named = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)`", table))
    rules = {rule.id.removeprefix("nd30.") for rule in RULES}
    about = {one.partition(".")[0] for one in rules}
    assert {one for one in rules if not {one, one.partition(".")[0]} & named} == set()
    assert named <= rules | about


def test_guide_lists_the_rules() -> None:
    """The office's guide holds the list of rules as it is now."""
    guide = GUIDE.read_text("utf-8")
    assert guide == with_rules(guide)
