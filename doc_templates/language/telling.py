"""What Python and Jinja say when a tag cannot be computed, in Vietnamese for the person who edits the template."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_KINDS = {
    **dict.fromkeys(("str", "Markup"), "chữ"),
    **dict.fromkeys(("int", "float", "Decimal", "decimal.Decimal", "complex"), "số"),
    **dict.fromkeys(("list", "tuple", "range", "dict_items", "dict_keys", "dict_values"), "danh sách"),
    "dict": "nhóm trường",
    "bool": "giá trị đúng/sai",
    "NoneType": "giá trị trống",
}
_NUMBERS = "đổi chữ thành số bằng |int hoặc |float, hoặc nối chữ bằng ~ thay cho +."
_COMPARED = (
    "so số với số, chữ với chữ: đổi chữ thành số bằng |int; đối số là số thì viết không có dấu nháy; "
    "xếp nhóm trường thì nêu tên: |sort(attribute='ten')."
)
_ARGUMENTS = "sửa phần trong ngoặc ( ) theo mục Thẻ của docs/templates.md."
_UNPACKED = "lặp bằng một tên rồi lấy từng phần: {% for x in ds %}{{ x[0] }}; nhóm trường thì lặp qua nhom|items."
_FORMAT = "viết khuôn đủ chỗ và đúng loại: '%s' cho chữ, '%d' cho số nguyên, '{}' cho mọi giá trị."
_LOOKED_UP = "hỏi trước bằng {% if … in … %}, hoặc dùng tên, số thứ tự có thật."
_LIST = "dùng một trường là danh sách."
_NESTED = "bớt các khối và ngoặc lồng trong nhau."
_DIVIDED = "đặt phép chia giữa {% if … %} và {% endif %}."


class NotComputed(TypeError):
    """What a tag asks for and cannot be computed; the message says why in Vietnamese."""


class Told(NamedTuple):
    """Why a tag cannot be computed; the way out is empty where nothing better than mending the tag is known."""

    why: str
    remedy: str = ""


_TOKENS = {"integer": "một số", "float": "một số", "string": "một chữ trong dấu nháy"}
_Say = Callable[[re.Match[str]], Told]


def _kind(name: str) -> str:
    return _KINDS.get(name, "thứ khác")


def _token(written: str) -> str:
    return _TOKENS.get(written, f"“{written}”")


def _operated(sign: str, left: str, right: str) -> Told:
    one, other = _kind(left), _kind(right)
    if sign == "+" and {one, other} == {"chữ", "số"}:
        return Told("không cộng được chữ với số", _NUMBERS)
    remedy = _NUMBERS if "chữ" in (one, other) and "số" in (one, other) else ""
    return Told(f"phép “{sign}” không làm được giữa {one} và {other}", remedy)


def _plainly(why: str, remedy: str = "") -> _Say:
    return lambda _: Told(why, remedy)


_RULES: tuple[tuple[str, _Say], ...] = (
    (r'can only concatenate ([\w.]+) \(not "([\w.]+)"\)', lambda at: _operated("+", at[1], at[2])),
    (r"unsupported operand type\(s\) for (\S+?):? .*?'([\w.]+)' and '([\w.]+)'", lambda at: _operated(*at.groups())),
    (
        r"not supported between instances of '([\w.]+)' and '([\w.]+)'",
        lambda at: Told(f"không so sánh được {_kind(at[1])} với {_kind(at[2])}", _COMPARED),
    ),
    (
        r"bad operand type for .*: '([\w.]+)'",
        lambda at: Told(f"{_kind(at[1])} không phải là số", _NUMBERS),
    ),
    (
        r"multiply sequence by non-int|cannot be interpreted as an integer",
        _plainly("chỗ này phải là số nguyên", _ARGUMENTS),
    ),
    (
        r"macro '(\w+)' takes not more than (\d+)",
        lambda at: Told(f"macro “{at[1]}” chỉ nhận {at[2]} đối số", _ARGUMENTS),
    ),
    (
        r"macro '(\w+)' takes no keyword argument '(\w+)'",
        lambda at: Told(f"macro “{at[1]}” không có đối số “{at[2]}”", _ARGUMENTS),
    ),
    (
        r"unexpected keyword argument '(\w+)'|'(\w+)' is an invalid keyword",
        lambda at: Told(f"bộ lọc hoặc hàm không có đối số “{at[1] or at[2]}”", _ARGUMENTS),
    ),
    (
        r"multiple values for (?:keyword )?argument '(\w+)'|keyword argument repeated: (\w+)",
        lambda at: Told(f"đối số “{at[1] or at[2]}” được cho hai lần", _ARGUMENTS),
    ),
    (r"two values for the special caller", _plainly("đối số “caller” được cho hai lần", _ARGUMENTS)),
    (
        r"missing \d+ required|expected at least|requires an? \w+ argument|no items for cycling|at least one item",
        _plainly("bộ lọc, hàm hoặc phép thử thiếu đối số", _ARGUMENTS),
    ),
    (
        r"takes .*arguments?|expected at most|expected \d+ arguments?, got",
        _plainly("bộ lọc, hàm hoặc phép thử thừa đối số", _ARGUMENTS),
    ),
    (
        r"(?:not enough|too many) values to unpack \(expected (\d+)",
        lambda at: Told(f"một mục không tách được thành đúng {at[1]} phần", _UNPACKED),
    ),
    (
        r"cannot unpack non-iterable ([\w.]+)",
        lambda at: Told(f"{_kind(at[1])} không tách được thành nhiều phần", _UNPACKED),
    ),
    (r"Exceeds the limit", _plainly("số quá lớn hoặc ngoài khoảng dùng được")),
    (
        r"arguments? (?:converted during|for format)|format string|format (?:code|requires|character|specifier)|%\w"
        r"|[Rr]eplacement index|Single '|must be real number|expected '}'|switch from|unmatched|incomplete format"
        r"|field name|conversion|wants int|not allowed in (?:string|integer)|precision",
        _plainly("khuôn chữ viết sai, hoặc không khớp với giá trị", _FORMAT),
    ),
    (r"index out of range", _plainly("không có mục ở số thứ tự này", _LOOKED_UP)),
    (r"slice step", _plainly("bước trong ngoặc [ ] không được bằng 0")),
    (r"slice|indices must be", _plainly("số thứ tự trong ngoặc [ ] phải là số nguyên")),
    (
        r"'([\w.]+)' is not iterable|'([\w.]+)' is not a container|'([\w.]+)' object is not (?:subscriptable|iterable)"
        r"|object of type '([\w.]+)' has no len",
        lambda at: Told(f"{_kind(next(filter(None, at.groups())))} không phải là danh sách", _LIST),
    ),
    (
        r"has no attribute '(?:items|keys|values)'|item pairs",
        _plainly("giá trị này không phải là nhóm trường", "dùng một nhóm trường."),
    ),
    (r"unhashable", _plainly("danh sách hoặc nhóm trường không làm tên được", "dùng chữ hoặc số làm tên.")),
    (r"could not convert|invalid literal", _plainly("chữ này không phải là số", "đưa số vào, hoặc đổi bằng |float.")),
    (r"not found|not in (?:list|tuple)|index\(x\)", _plainly("không tìm thấy phần cần tìm", _LOOKED_UP)),
    (r"empty separator", _plainly("chỗ ngắt chữ không được để trống", "nêu dấu ngắt: .split(', ').")),
    (
        r"must be str|expected str|str or a tuple of str|must be a string|character long",
        _plainly("chỗ này phải là chữ, không phải số hay danh sách", "đặt chữ trong dấu nháy, hoặc thêm |string."),
    ),
    (r"invalid width", _plainly("độ rộng phải lớn hơn 0", _ARGUMENTS)),
    (r"arg 3 must not be zero", _plainly("bước của range không được bằng 0", _ARGUMENTS)),
    (r"No filter named '(.*)'", lambda at: Told(f"bộ lọc “{at[1]}” không có", "bỏ bộ lọc này.")),
    (r"No test named '(.*)'", lambda at: Told(f"phép thử “{at[1]}” không có", "bỏ phép thử này.")),
    (r'either "key" or "value"', _plainly("chỉ xếp được theo 'key' hoặc 'value'", _ARGUMENTS)),
    (r"common, ceil or floor", _plainly("cách làm tròn chỉ có 'common', 'ceil', 'floor'", _ARGUMENTS)),
    (
        r"non-namespace",
        _plainly("chỉ gán được vào phần của namespace", "tạo trước bằng {% set ten = namespace(phan='') %}."),
    ),
    (r"non recursive loop", _plainly("vòng lặp này không gọi lại được", "viết {% for … in … recursive %}.")),
    (r"nested|overflow.*stack|stack overflow|too deep", _plainly("các khối hoặc ngoặc lồng nhau quá sâu", _NESTED)),
    (r"too large|out of range|infinity|too big", _plainly("số quá lớn hoặc ngoài khoảng dùng được")),
)
_SYNTAX: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (
        r"unexpected char ['\"](.)['\"]",
        lambda at: f"ký tự “{at[1]}” không dùng được ở chỗ này, hoặc thiếu dấu nháy đóng",
    ),
    (r"got 'end of|Expected an expression|unexpected 'end of", lambda _: "thẻ còn thiếu một phần"),
    (r"unexpected '(.+)', expected '(.+)'", lambda at: f"chỗ “{at[1]}” phải là “{at[2]}”"),
    (r"got '(.*)'", lambda at: f"thừa {_token(at[1])} hoặc thiếu phần nối ở trước nó"),
    (r"unexpected '(.+)'", lambda at: f"thừa “{at[1]}”"),
    (r"tag name expected", lambda _: "thẻ {% %} còn trống"),
    (r"Missing end of comment", lambda _: "ghi chú {# chưa có #} đóng"),
    (r"Missing end of raw", lambda _: "thẻ “raw” chưa có thẻ đóng “endraw”"),
    (r"loop variable", lambda _: "tên “loop” dành cho vòng lặp, không đặt cho thứ khác được"),
    (r"[Cc]an't assign to", lambda _: "chỉ gán được vào một tên"),
    (r"non-default argument", lambda _: "đối số có giá trị sẵn phải đứng sau đối số không có"),
    (r"expected call", lambda _: "sau “call” phải là một macro có ngoặc ( )"),
    (r"function call expression", lambda _: "phần trong ngoặc ( ) viết sai"),
)


def why(error: BaseException) -> Told:
    """Return why a tag cannot be computed, the same on every run and without a word of English."""
    match error:
        case NotComputed():
            return Told(str(error))
        case RecursionError():
            return Told("macro, vòng lặp gọi lại chính nó, hoặc ngoặc lồng nhau quá sâu", _NESTED)
        case ZeroDivisionError():
            return Told("phép chia cho 0", _DIVIDED)
        case OverflowError():
            return Told("số quá lớn hoặc ngoài khoảng dùng được")
        case KeyError():
            return Told("nhóm trường hoặc khuôn chữ dùng một tên không có", _LOOKED_UP)
        case _:
            said = str(getattr(error, "msg", None) or error)
            return next(_matching(said), Told("giá trị không hợp với cách dùng trong thẻ"))


def _matching(said: str) -> Iterator[Told]:
    for pattern, say in _RULES:
        if at := re.search(pattern, said):
            yield say(at)


def syntax(said: str) -> str:
    """Return what the parser says of a tag, in Vietnamese."""
    for pattern, say in _SYNTAX:
        if at := re.search(pattern, said):
            return say(at)
    return "không đúng cách viết"
