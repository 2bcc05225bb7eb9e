"""What work costs: everything that a template does is taken from one budget, by how much it goes through."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from jinja2 import Undefined, nodes, pass_context
from jinja2.runtime import Context

from doc_templates.language.telling import NotComputed
from doc_templates.limits import MAX_MADE, STEPS, Budget, made
from doc_templates.values.blanks import Blank

BUDGET = ":turns"
"""The name under which a filling keeps its budget; no template can write it."""
SPEND = ":spend"
_TEXT_MADE = 10
"""Characters of a new text that cost a step."""
_TEXT_READ = 100
"""Characters of a text that cost a step where it is only looked at."""
_TEXT_COMPARED = 500
"""Comparisons of characters with each other that cost a step."""
_SHORT, _SHORT_PART = 2500, 100
"""Up to this size Python looks for a part at every place of a text; beyond, only a part that is short too."""
_NODES = 10
"""Pieces of a template's code that cost a step each time they are gone through."""
_CHARS = 1000
"""Characters of static text that count as one more piece."""
LISTS = (list, tuple, range, Mapping, str)


def spend(context: Context, steps: int) -> None:
    """Take steps from the document's budget."""
    budget: Budget = context.parent[BUDGET]
    budget.spend(steps)


def size(value: Any) -> int:
    """Return what going once through a value costs."""
    if isinstance(value, str):
        return 1 + len(value) // _TEXT_READ
    return 1 + len(value) if isinstance(value, LISTS) else 1


def given_size(args: Iterable[Any], kwargs: Mapping[str, Any]) -> int:
    """Return what it costs to hand over the arguments of a call."""
    return sum(map(size, args)) + sum(map(size, kwargs.values()))


def search_size(whole: str, part: str, *, backwards: bool = False) -> int:
    """Return what looking for a part in a text costs at worst; from its end Python compares all at every place."""
    compared = len(part) if backwards or len(whole) < _SHORT else min(len(part), _SHORT_PART)
    return size(whole) + len(whole) * compared // _TEXT_COMPARED


def deep_size(context: Context, value: Any, *, times: int = 1) -> None:
    """Take from the budget what it costs to go through a text, or a list and all lists in it, so many times."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        spend(context, times * (size(one) - 1))
        if isinstance(one, Mapping):
            waiting.extend(one.values())
        elif isinstance(one, list | tuple):
            waiting.extend(one)


def held(context: Context, value: Any) -> Any:
    """Return what a template made, paid for by its size: it may be kept."""
    if isinstance(value, str):
        spend(context, len(value) // _TEXT_MADE)
    elif isinstance(value, list | tuple):
        spend(context, len(value))
    return made(value)


def entries(context: Context, many: Any) -> Any:
    """Return a list, a text or a group to be gone through, or raise for what is none."""
    if isinstance(many, LISTS):
        return many
    if isinstance(many, Blank | Undefined):
        return list(many)
    if hasattr(many, "__next__"):
        return held(context, list(islice(many, MAX_MADE + 1)))
    raise NotComputed("giá trị này không phải là danh sách")


@pass_context
def counted(context: Context, many: Any, steps: int) -> Any:
    """Return what a loop goes through; each turn costs so many steps."""
    many = entries(context, many)
    spend(context, len(many) * steps)
    return many


@pass_context
def spent(context: Context, steps: int) -> None:
    """Take what a turn of a loop that calls itself, or the body of a macro, costs."""
    spend(context, steps)


def weigh(tree: nodes.Template) -> None:
    """Have every loop and macro of a template pay for what its body does."""
    for node in tree.body:
        _weight(node)


def _weight(node: nodes.Node) -> int:
    """Return how many pieces of code are gone through at a node, loops and macros inside it paying for themselves."""
    match node:
        case nodes.TemplateData():
            return 1 + len(node.data) // _CHARS
        case nodes.For():
            steps = _steps(STEPS, [*node.body, *node.else_, *([node.test] if node.test else [])])
            if node.recursive:
                node.body.insert(0, _spending(steps, node.lineno))
            node.iter = nodes.Filter(node.iter, BUDGET, [nodes.Const(steps)], [], None, None, lineno=node.iter.lineno)
            return _NODES + _weight(node.iter)
        case nodes.Macro() | nodes.CallBlock():
            node.body.insert(0, _spending(_steps(0, node.body), node.lineno))
            return _NODES + sum(map(_weight, node.defaults))
        case _:
            return 1 + sum(map(_weight, node.iter_child_nodes()))


def _steps(own: int, parts: list[nodes.Node]) -> int:
    return own + sum(map(_weight, parts)) // _NODES


def _spending(steps: int, line: int) -> nodes.ExprStmt:
    paid = nodes.Filter(nodes.Const(steps), SPEND, [], [], None, None, lineno=line)
    return nodes.ExprStmt(paid, lineno=line)
