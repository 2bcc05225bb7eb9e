"""Plan files: every fault at once, each with its line, place and remedy."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.plan import Plan
from tests.plans.made import PLANS, real_directory
from workflows.steps.files.plan_files import PlanFileFaults, plan_line, read_directory, read_plan
from workflows.steps.files.yaml_lines import MAX_BYTES, FileFault

SAMPLE = (PLANS / "mau.yaml").read_text(encoding="utf-8")


def faults_of(text: str | bytes) -> tuple[FileFault, ...]:
    """Return the faults of a plan file, or none where it is taken."""
    try:
        read_plan(text, file_name="thu.yaml", directory=real_directory("mau"))
    except PlanFileFaults as faults:
        return faults.faults
    return ()


def changed(*changes: tuple[str, str]) -> str:
    """Return the sample plan with some words replaced; each must be there."""
    text = SAMPLE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def line_with(text: str, words: str) -> int:
    """Return the first line of a text that holds some words."""
    return next(n for n, line in enumerate(text.split("\n"), start=1) if words in line)


def test_five_errors_are_told_at_once_each_with_its_line() -> None:
    """A wrong date, an unknown field, an unknown unit, an id twice and a part that is not there: all five."""
    text = changed(
        ("date: 05/01/2026", "date: 31/02/2026"),
        ("archive_line:", "archive_lines:"),
        ("lead: mau.snv", "lead: mau.snvv"),
        ("- id: O2", "- id: O1"),
        ("cites: [{part: IV, item: 2}]", "cites: [{part: IX, item: 2}]"),
    )
    found = faults_of(text)
    told = {fault.place: fault for fault in found}
    assert {place: fault.line for place, fault in told.items()} == {
        "lead": line_with(text, "lead:"),
        "document.date": line_with(text, "31/02"),
        "archive_lines": line_with(text, "archive_lines"),
        "archive_line": 3,
        "obligations[2].id": line_with(text, "title: Báo cáo tổng kết") - 1,
        "obligations[3].cites[1].part": line_with(text, "part: IX"),
    }
    assert "archive_line" in told["archive_lines"].remedy
    assert "mau.snv" in told["lead"].remedy
    assert "31/02/2026" in told["document.date"].message
    assert all(fault.remedy for fault in found)


def test_the_error_tells_every_fault_in_its_sentence() -> None:
    """The message itself lists all faults by line, for a page or a terminal."""
    with pytest.raises(PlanFileFaults) as raised:
        read_plan(changed(("issuer: mau.ubnd", "issuer: Mau"), ("symbol:", "simbol:")), file_name="thu.yaml")
    message = str(raised.value)
    assert message.startswith("Tệp thu.yaml có 3 lỗi:")
    assert "issuer" in message
    assert "simbol" in message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: mau-2026", "id: mau-2026\nid: mau-2027", "viết hai lần"),
        ("  type_code: KH", "\ttype_code: KH", "phím Tab"),
        ("name: Thi đua cải cách hành chính", "name: &neo Thi đua", "neo (&)"),
        ("name: Thi đua cải cách hành chính", "name: !!python/object:os.system x", "nhãn kiểu"),
        ("name: Thi đua cải cách hành chính", "name: Thi đua: cải cách", "dấu hai chấm"),
        ("name: Thi đua cải cách hành chính", 'name: "Thi đua', "ngoặc kép"),
        ("units: [mau.snv]", "units: [mau.snv", "ngoặc"),
        ("awards:", "---\nawards:", "---"),
        ("group: II.2", "group: II.9", "không có nhóm “II.9”"),
        ("cites: [{part: II.1, item: 2}]", "cites: [{part: II.1, item: 3}]", "chỉ có 2 gạch đầu dòng"),
        ("kind: before_day", "kind: before_dey", "before_dey"),
        ("reminder: letter", "reminder: leter", "leter"),
        ("kinds: [ubnd_xa]}\n    receivers: [{text: UBND", "kinds: [xa]}\n    receivers: [{text: UBND", "“xa”"),
        ("count: 10", "count: mười", "số nguyên"),
        ("start: 2026-01", "start: 2026-13", "2026-13"),
        ("passes_to_successors: true", "passes_to_successors: có", "true hoặc false"),
        ("recipients:\n  - Các sở, ban, ngành\n  - UBND các xã, phường", "recipients: Các sở", "danh sách"),
        ("budget:", "confirmed: []\nbudget:", "không ghi sẵn"),
        ("value: 95", "value: nhiều", "con số"),
        ("document:", "document: x\ndocumant:", "mục con"),
    ],
)
def test_each_kind_of_fault_is_told_in_vietnamese(old: str, new: str, words: str) -> None:
    """Form, fields, values and references: each fault names what is wrong and the way out."""
    found = faults_of(changed((old, new)))
    assert any(words in fault.message for fault in found), [str(fault) for fault in found]


def test_faults_of_form_come_with_the_other_faults() -> None:
    """A tab and a doubled field do not hide a wrong date further down."""
    text = changed(("  type_code: KH", "\ttype_code: KH"), ("id: mau-2026", "id: mau-2026\nid: hai"))
    text = text.replace("day: 2027-01-15", "day: 2027-02-30")
    found = [fault.message for fault in faults_of(text)]
    assert [any(word in one for one in found) for word in ("phím Tab", "viết hai lần", "2027-02-30")] == [True] * 3


def test_a_colon_in_a_sentence_hides_nothing_and_an_open_quote_is_found_where_it_stands() -> None:
    """The commonest slips of form: all colons are told with the rest; an open quote is told at its own line."""
    text = changed(("name: Thi đua cải", "name: Thi đua: cải"), ("title: Báo cáo tháng", "title: Báo cáo: tháng"))
    text = text.replace("day: 2027-01-15", "day: 2027-02-30")
    assert [fault.line for fault in faults_of(text)] == [
        line_with(text, "Thi đua: cải"),
        line_with(text, "Báo cáo: tháng"),
        line_with(text, "2027-02-30"),
    ]
    (only,) = faults_of(changed(("name: Thi đua cải", 'name: "Thi đua cải')))
    assert only.line == 4


def test_a_list_is_not_called_empty_because_its_entries_are_wrong() -> None:
    """Only the entry that is wrong is told."""
    found = faults_of(
        changed(("ubnd_xa]}]\n    receivers: [{text: Sở Nội vụ, units", "x]}]\n    receivers: [{text: S, units"))
    )
    assert len(found) == 1


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.encode("utf-16"),
        SAMPLE.encode("cp1258", errors="ignore"),
        SAMPLE.replace("Mẫu", "M\ufffdu").encode(),
        b"x" * (MAX_BYTES + 1),
        b"",
        b"\x00\x01",
        b"- a\n- b\n",
    ],
)
def test_files_that_are_no_plan_are_refused(data: bytes) -> None:
    """Another encoding, broken letters, too much, nothing, or no mapping: refused with a fault, never a crash."""
    assert faults_of(data)


@pytest.mark.parametrize("section", sorted(Plan.model_fields))
@pytest.mark.parametrize("value", ["5", "chữ", "[1, x]", "{a: [b]}", "null"])
def test_a_section_of_another_shape_is_told(section: str, value: str) -> None:
    """A number, a word, a list or a mapping where something else belongs is a fault or harmless, never a crash."""
    lines = [line for line in SAMPLE.split("\n") if not line.startswith(f"{section}:")]
    faults_of(f"{section}: {value}\n" + "\n".join(lines))


@pytest.mark.parametrize("value", ["5", "chữ", "[1, x]", "{a: [b]}", "[{id: 5, successors: 7}]", "null"])
def test_units_of_another_shape_are_told(value: str) -> None:
    """The same holds for a directory."""
    with pytest.raises(PlanFileFaults):
        read_directory(f"province: mau\nunits: {value}\n", file_name="danh_muc.yaml")


def test_a_bomb_of_aliases_never_unfolds() -> None:
    """A file that would unfold into billions of entries is refused by its anchors."""
    text = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert all("neo" in fault.message for fault in faults_of(text))
    assert faults_of("x: " + "[" * 500 + "]" * 500)


def test_decomposed_letters_and_a_byte_order_mark_are_taken() -> None:
    """A file in NFD with a byte order mark reads as the same plan."""
    plain = read_plan(SAMPLE, file_name="mau.yaml")
    other = read_plan(unicodedata.normalize("NFD", SAMPLE).encode("utf-8-sig"), file_name="mau.yaml")
    assert other == plain


def test_units_are_looked_up_only_in_a_given_directory() -> None:
    """Without a directory the ids' form alone is checked."""
    text = changed(("lead: mau.snv", "lead: mau.xyz"))
    assert read_plan(text, file_name="mau.yaml").lead == "mau.xyz"
    assert [fault.place for fault in faults_of(text)] == ["lead"]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("document.date", "date: 05/01/2026"),
        ("obligations.O2.due", "due: {kind: before_day"),
        ("obligations[2]", "- id: O2"),
        ("body.II.2", "## 2. Các xã"),
        ("targets.T2.measures", "value: 100"),
    ],
)
def test_a_path_leads_to_its_line(path: str, words: str) -> None:
    """Warnings speak of paths; their line in the file is found again."""
    assert plan_line(SAMPLE, path=path) == line_with(SAMPLE, words)


def test_a_path_that_leads_nowhere_has_no_line() -> None:
    """An absent section has no line."""
    assert plan_line(SAMPLE, path="questions.Q1") is None


DIRECTORY = (PLANS / "directories" / "mau.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: mau.stp", "id: mau.snv", "đã dùng"),
        ("id: mau.stp", "id: khac.stp", "mã tỉnh"),
        ("parent: mau.ubnd", "parent: mau.ub", "không có đơn vị “mau.ub”"),
        ("kind: so", "kind: soo", "soo"),
        ("confidence: M", "confidence: M\n  valid_to: 30/02/2025", "30/02/2025"),
        ("abbreviation: SNV", "", "thiếu mục này"),
    ],
)
def test_faults_of_a_directory_file(old: str, new: str, words: str) -> None:
    """Directories are read with the same care."""
    assert old in DIRECTORY
    with pytest.raises(PlanFileFaults) as raised:
        read_directory(DIRECTORY.replace(old, new, 1), file_name="danh_muc.yaml")
    assert any(words in fault.message for fault in raised.value.faults), str(raised.value)


def test_every_plan_of_the_house_is_taken() -> None:
    """Each file in plans/ reads without a fault."""
    files: list[Path] = sorted(PLANS.glob("*.yaml"))
    assert [file.name for file in files] == ["dong_nai_2024.yaml", "mau.yaml", "tuyen_quang_2022.yaml"]
    for file in files:
        read_plan(file.read_bytes(), file_name=file.name)


LINES = SAMPLE.split("\n")
ODD = [
    "5",
    "[]",
    "{}",
    "null",
    "true",
    "- - x",
    "'",
    "&a",
    "*a",
    "x: y: z",
    "[[",
    "2024-99-99",
    "⟦",
    "%",
    "@",
    "? x",
    "|",
]


@given(
    changes=st.lists(
        st.tuples(st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "double", "value", "indent", "tail"])),
        min_size=1,
        max_size=4,
    ),
    odd=st.sampled_from(ODD),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_a_file_is_taken_or_its_faults_are_told(changes: list[tuple[int, str]], odd: str) -> None:
    """Dropped, doubled, shifted and spoilt lines never end in anything but a plan or told faults."""
    lines = list(LINES)
    for number, change in changes:
        line = lines[number]
        key, colon, _ = line.partition(":")
        lines[number] = {
            "drop": "",
            "double": f"{line}\n{line}",
            "value": f"{key}{colon} {odd}",
            "indent": f" {line}",
            "tail": f"{line}{odd}",
        }[change]
    for fault in faults_of("\n".join(lines)):
        assert fault.line >= 1
        assert fault.message
        assert fault.remedy
