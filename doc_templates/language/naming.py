"""What a failure is about, as the template writes it: which tag, and the whole path of a field.

The tag is found by filling once more, each tag noted before it is computed.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import nodes, pass_context
from jinja2.runtime import Context

from doc_templates.faults import TooMuch
from doc_templates.language.budget import weigh
from doc_templates.language.environment import Environment
from doc_templates.limits import MAX_TURNS, Budget

_NOTED = ":noted"
_NOTE = ":note"
_SHOWN = 60
_TURNS = MAX_TURNS // 2
"""What is spent on finding a tag: so a failure after long work is told soon, by its paragraph alone."""


@pass_context
def _note(context: Context, tag: str) -> None:
    context.parent[_NOTED].append(tag)


def tag_of(text: str, *, environment: Environment, values: Mapping[str, Any], budget: str) -> str:
    """Return the tag at which filling a text fails, as it is written; nothing where it does not fail at one."""
    watching = environment.overlay()
    watching.filters = {**environment.filters, _NOTE: _note}
    tree = watching.parse(text)
    printed, asked = _Written.of(environment, text)
    outputs, statements = list(_printing(tree)), list(_asking(tree))
    if len(outputs) == len(printed):
        for (output, place), written in zip(outputs, printed, strict=True):
            output.nodes[place] = _noting(written, output.nodes[place])
    if len(statements) == len(asked):
        for (node, field), written in zip(statements, asked, strict=True):
            setattr(node, field, _noting(written, getattr(node, field)))
    weigh(tree)
    noted: list[str] = []
    template = watching.from_string(tree)
    context = watching.context_class(watching, {**values, _NOTED: noted, budget: Budget(_TURNS)}, None, {})
    try:
        for _ in template.root_render_func(context):
            noted.clear()
    except TooMuch:
        return ""
    except Exception:
        return noted[-1] if noted else ""
    return ""


def _noting(written: str, expression: nodes.Expr) -> nodes.Expr:
    """Return the expression behind a note: the two are a pair, of which the second is taken."""
    line = expression.lineno
    note = nodes.Filter(nodes.Const(written), _NOTE, [], [], None, None, lineno=line)
    return nodes.Getitem(nodes.List([note, expression]), nodes.Const(1), "load", lineno=line)


def _printing(node: nodes.Node) -> Iterator[tuple[nodes.Output, int]]:
    """Yield where each printed expression stands, in the order in which they are written."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Output):
            yield from ((child, at) for at, one in enumerate(child.nodes) if not isinstance(one, nodes.TemplateData))
        yield from _printing(child)


def _asking(node: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Yield what each condition, loop and assignment computes, in the order in which they are written."""
    for child in node.iter_child_nodes():
        for kind, field in ((nodes.If, "test"), (nodes.For, "iter"), (nodes.Assign, "node")):
            if isinstance(child, kind):
                yield child, field
        yield from _asking(child)


class _Written(NamedTuple):
    """The tags of a text as they are written, each in one line, its end left out where it is long."""

    printed: list[str]
    asked: list[str]
    """Conditions, loops and assignments."""

    @classmethod
    def of(cls, environment: Environment, text: str) -> "_Written":
        """Return the tags of a text in their order."""
        found = cls([], [])
        inside: list[tuple[str, str]] = []
        for _, kind, value in environment.lex(text):
            if kind == "variable_end":
                found.printed.append(f"{{{{ {_in_line(inside)} }}}}")
            elif kind == "block_end" and _computes([value for what, value in inside if what != "whitespace"]):
                found.asked.append(f"{{% {_in_line(inside)} %}}")
            inside = [] if kind in ("variable_begin", "block_begin") else [*inside, (kind, value)]
        return found


def _computes(words: list[str]) -> bool:
    """Tell whether a statement is one of those that ``_asking`` yields."""
    return words[:1] in (["if"], ["elif"], ["for"]) or (words[:1] == ["set"] and "=" in words[: _before_filter(words)])


def _before_filter(words: list[str]) -> int:
    return words.index("|") if "|" in words else len(words)


def _in_line(inside: list[tuple[str, str]]) -> str:
    tag = " ".join("".join(value for _, value in inside).split())
    return tag if len(tag) <= _SHOWN else tag[:_SHOWN] + "…"


def path_of(name: str, tree: nodes.Template, *, line: int | None) -> str:
    """Return a field as a line writes it, what it is a part of included: ``nguoi.ten`` for ``ten``.

    It stays as it is where the line has none or more than one of that name.
    """
    paths = {_path(node) for node in tree.find_all((nodes.Getattr, nodes.Getitem)) if node.lineno == line}
    found = [path for path in paths if path and path.endswith((f".{name}", f"[{name}]"))]
    return found[0] if len(found) == 1 else name


def _path(node: nodes.Node) -> str:
    """Return an expression of names and entries as it is written; nothing for any other."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            whole = _path(node.node)
            return f"{whole}.{node.attr}" if whole else ""
        case nodes.Getitem(arg=nodes.Const(value=str() as key)):
            whole = _path(node.node)
            return f"{whole}.{key}" if whole else ""
        case nodes.Getitem(arg=nodes.Const(value=int() as place)):
            whole = _path(node.node)
            return f"{whole}[{place}]" if whole else ""
        case _:
            return ""
