"""``thidua template`` on files alone: checked, marked, filled, and never half a file left behind."""

import io
import json
import re
from pathlib import Path

import docx as python_docx
import pytest
from typer.testing import CliRunner, Result

from cli.app import build_app
from doc_templates import catalogue
from doc_templates.descriptor import fields
from doc_templates.word.extract import text_of
from models.documents import DocumentKind
from tests.doc_templates.hostile import hostile
from tests.doc_templates.make_docx import docx

KIND = DocumentKind.SUB_PLAN


def thidua(*words: str | Path) -> Result:
    return CliRunner().invoke(build_app(), ["template", *map(str, words)])


def test_a_sound_template_ends_with_0(tmp_path: Path) -> None:
    """Nothing to say is said in one line."""
    (tmp_path / "mau.docx").write_bytes(catalogue.built_in(KIND))
    done = thidua("check", tmp_path / "mau.docx", "--kind", KIND.value)
    assert (done.exit_code, done.stdout) == (0, "mau.docx, mẫu Kế hoạch triển khai: 0 lỗi, 0 điểm lưu ý.\n")


def test_faults_end_with_1_and_come_back_as_comments(tmp_path: Path) -> None:
    """Each fault has place and remedy, for people and for machines; the marked file holds them all."""
    file, marked = tmp_path / "mau.docx", tmp_path / "danh-dau.docx"
    file.write_bytes(docx("{{ subjct }}", "{%p endif %}"))
    done = thidua("check", file, "--kind", KIND.value, "--mark", marked, "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["verdict"]) == (1, "faulty")
    assert {"message", "place", "remedy", "severity", "code"} <= told["findings"][0].keys()
    comments = list(python_docx.Document(io.BytesIO(marked.read_bytes())).comments)
    assert len(comments) == len(told["findings"])
    assert "có phải là “subject”?" in thidua("check", file, "--kind", KIND.value).stdout


@pytest.mark.parametrize("name", ["empty", "pdf", "truncated sub_plan at 10/20", "entity bomb", "zip bomb"])
def test_what_cannot_be_judged_leaves_no_marked_file(name: str, tmp_path: Path) -> None:
    """A file that is none ends with 2, one that is refused with 1; neither leaves anything behind."""
    file, marked = tmp_path / "mau.docx", tmp_path / "danh-dau.docx"
    file.write_bytes(hostile()[name])
    done = thidua("check", file, "--kind", KIND.value, "--mark", marked)
    assert done.exit_code == (1 if name == "zip bomb" else 2)
    assert "Cách xử lý" in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["mau.docx"]


def test_fields_are_listed_with_their_meaning() -> None:
    """Every field of the kind, a line each."""
    lines = thidua("fields", KIND.value).stdout.splitlines()
    assert lines == [f"{field.name}\t{field.meaning}" for field in fields(KIND)]


def _render(folder: Path, template: bytes, data: str | bytes, *words: str) -> Result:
    (folder / "mau.docx").write_bytes(template)
    (folder / "du-lieu.json").write_bytes(data if isinstance(data, bytes) else data.encode())
    return thidua("render", folder / "mau.docx", "--data", folder / "du-lieu.json", "--out", folder / "ra.docx", *words)


def test_any_template_is_filled_with_json(tmp_path: Path) -> None:
    """A template of no kind takes any values; one with a kind takes that kind's sample."""
    assert _render(tmp_path, docx("{{ ten }}: {{ so }}"), '{"ten": "Kế hoạch & kết quả", "so": 5}').exit_code == 0
    assert text_of((tmp_path / "ra.docx").read_bytes()) == "Kế hoạch & kết quả: 5"
    sample = (catalogue.TEMPLATES[KIND].folder / "sample.json").read_bytes()
    assert _render(tmp_path, catalogue.built_in(KIND), sample, "--kind", KIND.value).exit_code == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('{"ten": "a",\n "so": }', "thiếu giá trị. Vị trí: dòng 2, cột 8"),
        ('{"ten": "a"\n "so": 1}', "thiếu dấu phẩy giữa hai giá trị. Vị trí: dòng 2"),
        ('{"ten": "a', "chuỗi chưa có dấu nháy kép đóng. Vị trí: dòng 1"),
        ('["a"]', "phải là một nhóm các trường"),
        (b'{"ten": "\xff"}', "không phải văn bản UTF-8"),
        ('{"ten": NaN, "so": 1}', "có giá trị không dùng được (NaN)"),
        ('{"ten": "a", "so": ' + "9" * 5000 + "}", "(số 999999999999… dài 5000 chữ số)"),
        ('{"ten": "a", "so": 1, "ten": "b"}', "trường “ten” có hai lần"),
        ("[" * 100_000, "lồng nhau quá sâu"),
        ('{"ten": "a"}', "Thiếu giá trị của trường “so”"),
        ('{"ten": "a\\u0001", "so": 1}', "ký tự không ghi được vào tệp Word"),
    ],
)
def test_wrong_data_is_told_and_leaves_what_was_there(data: str | bytes, said: str, tmp_path: Path) -> None:
    """The sentence names the file, the line and the way out; an earlier result stays whole."""
    (tmp_path / "ra.docx").write_bytes(b"ket qua truoc")
    done = _render(tmp_path, docx("{{ ten }}: {{ so }}"), data)
    assert done.exit_code == 1
    assert said in done.stderr
    assert (tmp_path / "ra.docx").read_bytes() == b"ket qua truoc"
    assert len(list(tmp_path.iterdir())) == 3


def test_a_draft_shows_what_is_missing(tmp_path: Path) -> None:
    """With --draft a missing value is a visible mark."""
    assert _render(tmp_path, docx("{{ ten }}"), "{}", "--draft").exit_code == 0
    assert "CÒN THIẾU" in text_of((tmp_path / "ra.docx").read_bytes())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A result that cannot be written is one sentence."""
    (tmp_path / "mau.docx").write_bytes(docx("x"))
    (tmp_path / "d.json").write_text("{}")
    done = thidua(
        "render", tmp_path / "mau.docx", "--data", tmp_path / "d.json", "--out", tmp_path / "khong" / "ra.docx"
    )
    assert done.exit_code == 1
    assert "không ghi được" in done.stderr


@pytest.mark.parametrize("words", [("check", "--mark"), ("render", "--out")])
def test_what_a_command_reads_is_never_written_over(words: tuple[str, str], tmp_path: Path) -> None:
    """A result in the place of the template or of the data would lose them, under whatever name they are reached."""
    act, option = words
    template, data = tmp_path / "mau.docx", tmp_path / "du-lieu.json"
    template.write_bytes(docx("{{ subject }}"))
    data.write_text('{"subject": "x"}', encoding="utf-8")
    (tmp_path / "lien-ket.docx").symlink_to(template)
    more = ("--kind", KIND.value) if act == "check" else ("--data", data)
    for place in (template, tmp_path / "lien-ket.docx", tmp_path / "." / "mau.docx"):
        done = thidua(act, template, *more, option, place)
        assert (done.exit_code, "chính là tệp đưa vào" in done.stderr) == (2 if act == "check" else 1, True)
    assert template.read_bytes() == docx("{{ subject }}")
    done = thidua(act, template, *more, option, tmp_path / "ra.pdf")
    assert "không kết thúc bằng .docx" in done.stderr
    assert not (tmp_path / "ra.pdf").exists()


@pytest.mark.parametrize("name", ["khong-co.docx", "thu-muc.docx", "vong.docx"])
def test_what_cannot_be_opened_ends_with_2(name: str, tmp_path: Path) -> None:
    """No file, a folder and a link to itself are told, to a machine too; 1 would say that a template has faults."""
    (tmp_path / "thu-muc.docx").mkdir()
    (tmp_path / "vong.docx").symlink_to(tmp_path / "vong.docx")
    done = thidua("check", tmp_path / name, "--kind", KIND.value, "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["verdict"], len(told["findings"])) == (2, "unjudged", 1)
    assert told["findings"][0]["code"] == "file-unusable"
    assert "[file-unusable]" in done.stderr
    assert not re.search("No such|Too many|Is a directory", done.stderr)


def test_a_marked_file_that_cannot_be_written_ends_with_2(tmp_path: Path) -> None:
    """The report is told all the same, the verdict its own; the end is not that of a template with faults."""
    (tmp_path / "mau.docx").write_bytes(docx("{{ subjct }}"))
    words = ("check", tmp_path / "mau.docx", "--kind", KIND.value, "--json", "--mark", tmp_path / "khong" / "ra.docx")
    done = thidua(*words)
    assert (done.exit_code, json.loads(done.stdout)["verdict"]) == (2, "faulty")
    assert "không ghi được" in done.stderr


def test_a_kind_is_known_by_code_and_by_name() -> None:
    """Both are understood, accents or not; what is near is asked back."""
    told = thidua("fields", KIND.value).stdout
    assert thidua("fields", "Kế hoạch triển khai").stdout == thidua("fields", "ke hoach trien khai").stdout == told
    wrong = thidua("fields", "sub_pln")
    assert (wrong.exit_code, "có phải là “sub_plan” (Kế hoạch triển khai)?" in wrong.stderr) == (2, True)
    assert "chọn một mã ở trên" in thidua("fields", "zzz").stderr


def test_data_come_from_standard_input(tmp_path: Path) -> None:
    """With ``-`` another program may hand the values over."""
    (tmp_path / "mau.docx").write_bytes(docx("{{ ten }}"))
    words = ["template", "render", str(tmp_path / "mau.docx"), "--data", "-", "--out", str(tmp_path / "ra.docx")]
    assert CliRunner().invoke(build_app(), words, input='{"ten": "Đồng Nai"}').exit_code == 0
    assert text_of((tmp_path / "ra.docx").read_bytes()) == "Đồng Nai"
    assert "Tệp “đầu vào chuẩn”" in CliRunner().invoke(build_app(), words, input="[]").stderr


def test_the_file_at_fault_is_named(tmp_path: Path) -> None:
    """Of two files the one that is wrong is named, the part of it in words."""
    assert "Tệp “mau.docx”: Tệp không phải là tệp Word" in _render(tmp_path, b"x", "{}").stderr
    missing = _render(tmp_path, docx("{{ ten }}"), "{}").stderr
    assert "Tệp “mau.docx”: Thiếu giá trị" in missing
    assert "Vị trí: nội dung, đoạn “{{ ten }}”" in missing
    wrong = _render(tmp_path, docx("x"), '{"place": 5, "la": 1}', "--kind", KIND.value).stderr
    assert "Tệp “du-lieu.json”: Dữ liệu của Kế hoạch triển khai" in wrong
    assert "sai ở “place”" in wrong
    assert "thiếu “letterhead”" in wrong
    assert "có trường lạ “la”" in wrong


def test_the_machines_answer_keeps_its_shape(tmp_path: Path) -> None:
    """What other programs read of a check is named in the guide, no more and no less."""
    (tmp_path / "mau.docx").write_bytes(docx("{{ subjct }}"))
    told = json.loads(thidua("check", tmp_path / "mau.docx", "--kind", KIND.value, "--json").stdout)
    guide = (Path(__file__).resolve().parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")
    names = {*told, *told["findings"][0]}
    assert names == {
        *("file", "kind", "verdict", "findings"),
        *("code", "message", "severity", "part", "paragraph", "text", "remedy", "place"),
    }
    assert all(f"`{name}`" in guide for name in names)
