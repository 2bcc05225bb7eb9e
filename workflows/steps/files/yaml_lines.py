"""YAML read with its lines: every value knows where it stands, and every fault of form is told at once.

Only what a hand-written file needs: mappings, lists, and scalars that are text, whole numbers, true, false or
null. Anchors, aliases, tags and several documents are refused, so no file can unfold into more than it holds.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from models.base import Value
from models.text import nfc

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_MAX_COLONS = 50
"""Slips of one kind that are mended to see the faults behind them; each costs one more reading of the file."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_COLON = "mapping values are not allowed"
_BARE = re.compile(r"(?P<key>\s*(?:- )*[A-Za-z_]+: )(?P<value>[^\s\[{\"'|>].*)")
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class FileFault(Value):
    """One fault of a file: the line, the place in its structure, what is wrong, and the way out."""

    line: int
    place: str
    message: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line for a terminal."""
        place = f", {self.place}" if self.place else ""
        stop = "" if self.remedy.endswith(("?", ".")) else "."
        return f"dòng {self.line}{place}: {self.message}. Cách xử lý: {self.remedy}{stop}"


class LinedFile:
    """A file's values and the line of each of them."""

    def __init__(self, value: Any, lines: dict[tuple[str | int, ...], int]) -> None:
        self.value = value
        self._lines = lines

    def line(self, loc: tuple[str | int, ...]) -> int:
        """Return the line of a place, or of the nearest place above it; lines count from 1."""
        while loc and loc not in self._lines:
            loc = loc[:-1]
        return self._lines.get(loc, 1)


def decoded(data: str | bytes) -> tuple[str, list[FileFault]]:
    """Return the text in composed form (NFC) and the faults of its encoding."""
    if isinstance(data, str):
        text = data
    else:
        if len(data) > MAX_BYTES:
            return "", [_too_big()]
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            return "", [_fault(line, "tệp không phải chữ Unicode UTF-8", "lưu lại tệp với bảng mã UTF-8")]
    text = nfc(text.removeprefix("\ufeff"))
    if len(text.encode()) > MAX_BYTES:
        return "", [_too_big()]
    return text, [
        _fault(number, "có ký tự hỏng (�) do chuyển bảng mã sai", "gõ lại chữ bị hỏng và lưu tệp với bảng mã UTF-8")
        for number, line in enumerate(text.split("\n"), start=1)
        if "\ufffd" in line
    ]


def read_lines(text: str) -> tuple[LinedFile | None, list[FileFault]]:
    """Return the file's values with their lines, and every fault of form; no values where the form is broken."""
    faults = []
    kept = []
    for number, line in enumerate(text.split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if "\t" in indent:
            faults.append(_fault(number, "dùng phím Tab để thụt dòng", "thụt dòng bằng dấu cách"))
        kept.append(indent.replace("\t", "  ") + line[len(indent) :])
    clean, colons = _with_quoted_colons("\n".join(kept))
    faults += colons
    forbidden = list(_forbidden(clean))
    if forbidden:
        return None, faults + forbidden
    root = yaml.compose(clean, Loader=_LOADER)
    if root is None:
        return None, [*faults, _fault(1, "tệp trống", "viết nội dung theo hướng dẫn trong docs/plan-files.md")]
    lines: dict[tuple[str | int, ...], int] = {}
    value = _value(root, loc=(), lines=lines, faults=faults)
    return LinedFile(value, lines), faults


def lined(data: str | bytes) -> tuple[LinedFile | None, list[FileFault]]:
    """Return a file's values with their lines, and every fault of encoding and form."""
    text, faults = decoded(data)
    if not text and faults:
        return None, faults
    file, wrong = read_lines(text)
    return file, faults + wrong


def _with_quoted_colons(text: str) -> tuple[str, list[FileFault]]:
    """Return the text with bare sentences that hold a colon put into quotes, and a fault for each of them.

    The commonest slip of form would otherwise hide every other fault of the file.
    """
    faults: list[FileFault] = []
    while len(faults) < _MAX_COLONS:
        try:
            _read_through(text)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            lines = text.split("\n")
            found = _BARE.fullmatch(lines[mark.line]) if mark and _COLON in (error.problem or "") else None
            if mark is None or found is None:
                return text, faults
            lines[mark.line] = f"{found['key']}'{found['value'].replace(chr(39), chr(39) * 2)}'"
            text = "\n".join(lines)
            faults.append(_fault(mark.line + 1, "câu có dấu hai chấm “: ” ở giữa", "đặt cả câu trong ngoặc kép"))
        except yaml.YAMLError:
            return text, faults
        else:
            return text, faults
    return text, faults


def _read_through(text: str) -> None:
    """Read the text for its form alone; below ``MAX_DEPTH`` nobody looks, each level costs more than the last."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return


def _forbidden(text: str) -> Iterator[FileFault]:
    """Yield what makes a file unfit to be read at all: broken form, anchors, tags, depth, a second document."""
    depth = documents = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            documents += isinstance(event, yaml.DocumentStartEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if isinstance(event, yaml.DocumentStartEvent) and documents > 1:
                yield _fault(line, "tệp có nhiều hơn một phần “---”", "giữ một phần trong mỗi tệp")
            if depth > MAX_DEPTH:
                yield _fault(line, f"lồng nhau quá {MAX_DEPTH} tầng", "bỏ bớt tầng thụt vào")
                return
            yield from _unfolding(event, line=line)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        if (unclosed := _unclosed_quote(text, before=line)) is not None:
            yield _fault(unclosed, "dấu ngoặc kép chưa đóng", "đóng ngoặc kép ở cuối câu")
        else:
            yield _fault(line, _in_vietnamese(error), "xem lại thụt dòng, dấu hai chấm và ngoặc ở dòng này")
    except yaml.YAMLError:
        yield _fault(1, "tệp có ký tự điều khiển không đọc được", "xóa ký tự lạ và lưu tệp với bảng mã UTF-8")


def _unfolding(event: Any, *, line: int) -> Iterator[FileFault]:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        yield _fault(line, "dùng neo (&) hoặc bí danh (*)", "viết lại nội dung đầy đủ tại chỗ")
    elif (tag := getattr(event, "tag", None)) is not None:
        yield _fault(line, f"dùng nhãn kiểu “{tag}”", "bỏ nhãn; đặt chữ trong ngoặc kép nếu cần")


def _unclosed_quote(text: str, *, before: int) -> int | None:
    """Return the first line up to a broken one that opens a quotation mark and does not close it."""
    lines = text.split("\n")[:before]
    return next((n for n, line in enumerate(lines, start=1) if line.replace('\\"', "").count('"') % 2), None)


def _in_vietnamese(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if _COLON in problem:
        return "có dấu hai chấm “: ” nằm sai chỗ"
    if "could not find expected ':'" in problem:
        return "thiếu dấu hai chấm sau tên mục"
    if "did not find expected ',' or" in problem or "expected ',' or" in problem:
        return "dấu ngoặc [ ] hoặc { } chưa đóng, hoặc câu có dấu phẩy trong ngoặc chưa đặt trong ngoặc kép"
    if "did not find expected" in problem or "expected <block end>" in problem:
        return "thụt dòng không thẳng hàng với các mục bên cạnh"
    return "không đọc được cấu trúc tại đây"


def _value(node: Any, *, loc: tuple[str | int, ...], lines: dict[Any, int], faults: list[FileFault]) -> Any:
    lines.setdefault(loc, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc=loc, lines=lines, faults=faults)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, loc=(*loc, index), lines=lines, faults=faults) for index, child in enumerate(node.value)]
    if _CONTROL.search(node.value):
        line = node.start_mark.line + 1
        faults.append(_fault(line, "có ký tự điều khiển không in được", "xóa ký tự lạ", place=place_of(loc)))
    return _scalar(node)


def _mapping(
    node: yaml.MappingNode, *, loc: tuple[str | int, ...], lines: dict[Any, int], faults: list[FileFault]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        here = (*loc, key)
        if key in found:
            first = lines[here]
            message = f"mục “{key}” viết hai lần (lần đầu ở dòng {first})"
            faults.append(_fault(line, message, "giữ một mục, bỏ mục kia", place=place_of(here)))
            continue
        lines[here] = line
        found[key] = _value(value_node, loc=here, lines=lines, faults=faults)
    return found


def _scalar(node: Any) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _INTEGER.fullmatch(text) else text


def place_of(loc: tuple[str | int, ...]) -> str:
    """Return a place as people read it: ``obligations[3].due.day``, list items counted from 1."""
    place = ""
    for step in loc:
        place += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if place else step
    return place


def _fault(line: int, message: str, remedy: str, *, place: str = "") -> FileFault:
    return FileFault(line=line, place=place, message=message, remedy=remedy)


def _too_big() -> FileFault:
    return _fault(1, f"tệp lớn hơn {MAX_BYTES // 1000} kB", "kiểm tra lại có đúng tệp kế hoạch không")
