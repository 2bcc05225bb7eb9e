"""What no template may hold, wherever it stands: found in its tree before it is ever filled, branch by branch.

What is behind a condition that the sample values do not meet is seen here like everything else.
"""

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import TemplateError, nodes

from doc_templates.faults import TooMuch
from doc_templates.language import operations
from doc_templates.language.functions import FUNCTIONS
from doc_templates.language.methods import NAMES
from doc_templates.language.testing import TESTS
from doc_templates.limits import MAX_TURNS, made, too_much
from doc_templates.word.characters import UNPRINTABLE

_DROP = "bỏ thẻ này."
_UNKNOWN = object()
"""What only the values tell."""
_CHAIN = "không dùng được: mẫu không đọc tệp khác"
WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "autoescape": (
            "không dùng được: chữ luôn được in đủ, kể cả &, <, >",
            "bỏ thẻ này và thẻ đóng của nó; chữ định dạng sẵn (RichText) in bằng {{r ten }}.",
        ),
        "include": (_CHAIN, "chép nội dung đó vào mẫu."),
        "import": (_CHAIN, "viết macro ngay trong mẫu."),
        "from": (_CHAIN, "viết macro ngay trong mẫu."),
        "extends": (_CHAIN, "chép nội dung đó vào mẫu."),
        "block": ("không dùng được: mẫu Word không kế thừa nhau", "bỏ thẻ này và thẻ đóng của nó."),
    }
)
"""Tags of Jinja's that there are not, each with why and what to do."""
_TAGS: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.EvalContextModifier, "autoescape"),
    (nodes.Include, "include"),
    (nodes.Import, "import"),
    (nodes.FromImport, "from"),
    (nodes.Extends, "extends"),
    (nodes.Block, "block"),
)
FILTERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "safe": (
            "không dùng được: chữ luôn được in đủ, kể cả &, <, >",
            "bỏ “|safe”; chữ định dạng sẵn (RichText) in bằng {{r ten }}.",
        ),
        "tojson": ("không dùng được: nó viết cho trang web", "in từng trường, hoặc nối bằng |join(', ')."),
        "xmlattr": ("không dùng được: nó viết cho trang web", _DROP),
        "urlize": ("không dùng được: nó viết cho trang web", "in địa chỉ như chữ thường."),
        "random": (
            "không dùng được: cùng dữ liệu phải ra cùng văn bản",
            "chọn bằng |first, |last hoặc theo số thứ tự.",
        ),
        "pprint": ("không dùng được: nó viết cho người lập trình", "in từng trường."),
        "attr": ("không dùng được", "viết {{ nhom.truong }} hoặc {{ nhom['truong'] }}."),
    }
)
"""Filters of Jinja's that there are not, each with why and what to do."""


OFFERED = frozenset({*FUNCTIONS, "caller", "loop"})
"""What can be called in every template."""


class Refusal(ValueError):
    """Something that no template may hold."""

    def __init__(self, message: str, *, remedy: str, line: int) -> None:
        super().__init__(message)
        self.message, self.remedy, self.line = message, remedy, line


class Names(NamedTuple):
    """The names that a template makes itself: only those, and the language's own, can be called."""

    called: frozenset[str]
    kept: frozenset[str]
    """Those that may be helpers with functions of their own."""


def refuse(tree: nodes.Template, *, known: Collection[str]) -> None:
    """Raise ``Refusal`` for the first thing that may not be in a template; ``known``: the filters that there are."""
    for refusal in (*refusals(tree, known=known, made=_made_names(tree)), *_unknown(tree, known)):
        raise refusal


def refusals(tree: nodes.Template, *, known: Collection[str], made: Names) -> Iterator[Refusal]:
    """Yield everything in a template that may not be there."""
    for node in _all(tree):
        yield from _refusals(node, known=known, made=made)
    yield from _endless(tree, 1)


def _unknown(tree: nodes.Template, known: Collection[str]) -> Iterator[Refusal]:
    """Yield filters and tests that nobody has; Jinja itself finds those behind a condition only when it is met."""
    for called in tree.find_all(nodes.Filter):
        if called.name not in known:
            yield Refusal(f"Bộ lọc “{called.name}” không có.", remedy="bỏ bộ lọc này.", line=called.lineno)
    for asked in tree.find_all(nodes.Test):
        if asked.name not in TESTS:
            yield Refusal(f"Phép thử “is {asked.name}” không có.", remedy="bỏ phép thử này.", line=asked.lineno)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        yield child
        yield from _all(child)


def _made_names(tree: nodes.Template) -> Names:
    names = {name.name for name in tree.find_all(nodes.Name) if name.ctx in ("store", "param")}
    macros = {macro.name for macro in tree.find_all(nodes.Macro)}
    set_once = {one.target.name for one in tree.find_all(nodes.Assign) if isinstance(one.target, nodes.Name)}
    return Names(frozenset(names | macros | OFFERED), frozenset(set_once))


def _refusals(node: nodes.Node, *, known: Collection[str], made: Names) -> Iterator[Refusal]:
    for kind, word in _TAGS:
        if isinstance(node, kind):
            why, remedy = WORDS[word]
            yield Refusal(f"Thẻ “{word}” {why}.", remedy=remedy, line=node.lineno)
    match node:
        case nodes.Filter():
            yield from _of_filter(node, known)
        case nodes.Name(name="self", ctx="load") if "self" not in made.called:
            yield Refusal("Tên “self” không dùng được trong mẫu.", remedy=_DROP, line=node.lineno)
        case nodes.Call():
            yield from _of_call(node, made)
        case nodes.Const(value=str(text)) if found := UNPRINTABLE.search(text):
            message = f"Thẻ có ký tự không ghi được vào tệp Word (mã U+{ord(found[0]):04X})."
            yield Refusal(message, remedy="xóa ký tự đó khỏi chữ trong ngoặc kép của thẻ.", line=node.lineno)
        case nodes.Getattr() | nodes.Getitem():
            name = _name(node)
            if name is not None and name.startswith("__"):
                message = f"Thẻ trong mẫu dùng thứ không được phép (“{name}”)."
                yield Refusal(message, remedy=_DROP, line=node.lineno)


def _name(node: nodes.Getattr | nodes.Getitem) -> str | None:
    if isinstance(node, nodes.Getattr):
        return str(node.attr)
    return node.arg.value if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str) else None


def _of_filter(node: nodes.Filter, known: Collection[str]) -> Iterator[Refusal]:
    named = [node.name]
    if node.name == "map":
        named += [arg.value for arg in node.args[:1] if isinstance(arg, nodes.Const)]
    for name in named:
        if name in FILTERS and name not in known:
            why, remedy = FILTERS[name]
            yield Refusal(f"Bộ lọc “{name}” {why}.", remedy=remedy, line=node.lineno)


def _of_call(node: nodes.Call, made: Names) -> Iterator[Refusal]:
    match node.node:
        case nodes.Name():
            name, allowed = node.node.name, node.node.name in made.called
        case nodes.Getattr():
            name = node.node.attr
            allowed = name in NAMES or (isinstance(node.node.node, nodes.Name) and node.node.node.name in made.kept)
        case _:
            name, allowed = "…", isinstance(node.node, nodes.Getitem)
    if not allowed:
        message = f"Hàm “{name}()” không có hoặc không được phép gọi trong mẫu."
        yield Refusal(message, remedy="bỏ hai dấu ngoặc ( ), hoặc dùng bộ lọc: {{ ten|upper }}.", line=node.lineno)


def _endless(node: nodes.Node, turns: int) -> Iterator[Refusal]:
    """Yield what is too much whatever the values: sums of given numbers, and loops over given ranges in each other."""
    try:
        if isinstance(node, nodes.BinExpr):
            _constant(node)
        if isinstance(node, nodes.For):
            turns *= _length(node.iter)
            if turns > MAX_TURNS:
                raise too_much("Số lượt lặp và phép tính của mẫu", MAX_TURNS, unit="lượt")
    except TooMuch as error:
        remedy = "bớt số lần lặp, độ dài hoặc độ lớn viết sẵn trong thẻ."
        yield Refusal(error.message, remedy=remedy, line=node.lineno)
        return
    for child in node.iter_child_nodes():
        yield from _endless(child, 1 if isinstance(node, nodes.Macro) else turns)


def _constant(node: nodes.Node) -> Any:
    """Return what an expression of given numbers and texts comes to, ``_UNKNOWN`` where values take part in it."""
    match node:
        case nodes.Const():
            return node.value
        case nodes.List() | nodes.Tuple():
            parts = [_constant(part) for part in node.items]
            return _UNKNOWN if any(part is _UNKNOWN for part in parts) else parts
        case nodes.Neg():
            value = _constant(node.node)
            return -value if isinstance(value, int | float) else _UNKNOWN
        case nodes.BinExpr() if node.operator in operations.BINARY:
            left, right = _constant(node.left), _constant(node.right)
            if left is _UNKNOWN or right is _UNKNOWN:
                return _UNKNOWN
            try:
                return made(operations.BINARY[node.operator](left, right))
            except (ArithmeticError, TypeError, ValueError, TemplateError):
                return _UNKNOWN
        case _:
            return _UNKNOWN


def _length(node: nodes.Node) -> int:
    """Return how many turns a loop has that goes through a given range; one where that is not known."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == "range":
        bounds = [_constant(arg) for arg in node.args]
        if 0 < len(bounds) <= 3 and all(isinstance(bound, int) for bound in bounds):
            first, last, step = (0, *bounds, 1) if len(bounds) == 1 else (*bounds, 1)[:3]
            return max(int((last - first) // (step or 1)), 1)
    return 1
