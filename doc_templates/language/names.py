"""What a single tag asks for: fields, filters and tests that there are or are not, told tag by tag.

Each tag is read by itself, so that a fault in one never hides those of the next.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from doc_templates.descriptor import TRUTH, FieldTree
from doc_templates.language.environment import environment
from doc_templates.language.methods import NAMES
from doc_templates.language.parts import WHOLE, no_part
from doc_templates.language.printing import LOOP_OR_JOIN
from doc_templates.language.refusals import FILTERS, OFFERED, Names, refusals

_LOOSE = FieldTree({}, many=False, meaning="")
"""What is known to be there and nothing more: a macro, the result of a filter."""
_LOOP_FIELDS = (
    *("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "depth0"),
    *("previtem", "nextitem", "cycle", "changed"),
)
_LOOP_ASKED = dict.fromkeys(("first", "last", "changed"), _LOOSE._replace(what=TRUTH))
_LOOP = FieldTree(dict.fromkeys(_LOOP_FIELDS, _LOOSE) | _LOOP_ASKED, many=False, meaning="")
_SAME_LIST = frozenset({"sort", "list", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "default"})
_LISTING = frozenset(
    {
        *("batch", "dictsort", "groupby", "items", "list", "map", "reject", "rejectattr"),
        *("select", "selectattr", "slice", "sort", "unique"),
    }
)
"""Filters whose result is a list, which has no text of its own."""
_ONE_OF_LIST = frozenset({"first", "last", "min", "max"})

ENDS: Mapping[str, str] = {
    "if": "endif",
    "for": "endfor",
    "set": "endset",
    "with": "endwith",
    "macro": "endmacro",
    "call": "endcall",
    "filter": "endfilter",
}
"""The tags that need an end, each with it; ``set`` only where it has no ``=``."""
_ARGUMENTS = frozenset({"colspan", "cellbg"})
_ALONE = frozenset({"vm", "hm", "raw", "endraw"})
WORDS = (*ENDS, *ENDS.values(), "elif", "else", *sorted(_ARGUMENTS), *sorted(_ALONE))
"""Every word that a ``{% %}`` tag may begin with."""


class Lack(StrEnum):
    """What is wrong with a tag."""

    SYNTAX = "syntax"
    FIELD = "field"
    FILTER = "filter"
    TEST = "test"
    REFUSED = "refused"
    """The language has it elsewhere, and templates may not have it; the name is the whole sentence."""
    LIST = "list"
    """A field of a list's rows is asked of the list itself, or a list or group is printed as it is."""
    PART = "part"
    """A part is asked of a text, a number or a day; the name is the whole sentence."""
    TRUTH = "truth"
    """What is true or false is printed."""


class Problem(NamedTuple):
    """One thing that a tag asks for and cannot have."""

    lack: Lack
    name: str
    """The name, or the parser's own words for a syntax fault."""
    known: Mapping[str, FieldTree]
    """The names that there are at that place."""
    remedy: str = ""
    """What to do, where that is known here."""


Scope = dict[str, FieldTree]


class Reader:
    """Reads the tags of one part in their order, remembering what loops and assignments name."""

    def __init__(self, tree: FieldTree) -> None:
        self._scopes: list[Scope] = [dict(tree.fields), {}]
        self.used: set[str] = set()
        """Names that were asked for."""
        self._made: Scope = {}
        """What the tag just read makes for the block that it begins."""

    def expression(self, inner: str) -> tuple[Problem, ...]:
        """Return what is wrong with a ``{{ }}`` tag."""
        return self._read(f"{{{{ {inner} }}}}")

    def statement(self, word: str, rest: str) -> tuple[Problem, ...]:
        """Return what is wrong with a ``{% %}`` tag that begins with a word of ``WORDS``; scopes open and close."""
        if word == "elif":
            return self._read(f"{{% if {rest} %}}{{% endif %}}")
        if word in _ARGUMENTS:
            return self._read(f"{{{{ {rest} }}}}")
        if word in ENDS:
            end = "" if word == "set" and "=" in rest else f"{{% {ENDS[word]} %}}"
            return self._read(f"{{% {word} {rest} %}}{end}")
        if rest:
            return (Problem(Lack.SYNTAX, f"expected token 'end of statement block', got '{rest}'", {}),)
        return ()

    def open(self) -> None:
        """Begin a block: names that are made inside end with it."""
        self._scopes.append(self._made)
        self._made = {}

    def close(self) -> None:
        """End a block."""
        if len(self._scopes) > 2:
            self._scopes.pop()

    def known(self) -> Scope:
        """Return every name that there is at this place."""
        return {name: tree for scope in self._scopes for name, tree in scope.items()}

    def _read(self, tag: str) -> tuple[Problem, ...]:
        self._made = {}
        try:
            tree = environment(draft=False).parse(tag)
        except TemplateSyntaxError as error:
            return (Problem(Lack.SYNTAX, error.message or "", {}),)
        refused = refusals(tree, known=environment(draft=False).filters, made=self._callable())
        return (*(Problem(Lack.REFUSED, one.message, {}, one.remedy) for one in refused), *self._walk(tree))

    def _callable(self) -> Names:
        """Return the names that tags before have made: they may be macros or helpers."""
        made = frozenset(name for scope in self._scopes[1:] for name in scope)
        return Names(made | OFFERED, made)

    def _walk(self, node: nodes.Node) -> Iterator[Problem]:
        match node:
            case nodes.Output():
                for one in node.nodes:
                    yield from self._printed(one)
            case nodes.For():
                yield from self._walk(node.iter)
                self._made = {**_bound(node.target, _element(self._resolve(node.iter))), "loop": _LOOP}
                if node.test:
                    self._scopes.append(self._made)
                    yield from self._walk(node.test)
                    self._scopes.pop()
            case nodes.Assign() | nodes.AssignBlock() | nodes.With() | nodes.Macro():
                yield from self._names(node)
            case nodes.Name() | nodes.Getattr() | nodes.Getitem():
                yield from self._named(node)
            case _:
                yield from self._offered(node)
                yield from self._walk_all(list(node.iter_child_nodes()))

    def _names(self, node: nodes.Node) -> Iterator[Problem]:
        """Remember what an assignment, a ``with`` or a macro names."""
        match node:
            case nodes.Assign():
                yield from self._walk(node.node)
                self._scopes[-1].update(_bound(node.target, self._resolve(node.node)))
            case nodes.AssignBlock():
                self._scopes[-1].update(_bound(node.target, None))
            case nodes.With():
                yield from self._walk_all(node.values)
                for target, value in zip(node.targets, node.values, strict=True):
                    self._made |= _bound(target, self._resolve(value))
            case nodes.Macro():
                yield from self._walk_all(node.defaults)
                self._scopes[-1][node.name] = _LOOSE
                self._made = {arg.name: _LOOSE for arg in node.args} | {"caller": _LOOSE}
            case _:
                pass

    def _walk_all(self, parts: Sequence[nodes.Node]) -> Iterator[Problem]:
        for part in parts:
            yield from self._walk(part)

    def _printed(self, node: nodes.Node) -> Iterator[Problem]:
        problems = tuple(self._walk(node))
        yield from problems
        if problems:
            return
        found = self._resolve(node) if isinstance(node, nodes.Name | nodes.Getattr) else None
        if found and (found.many or found.fields):
            yield Problem(Lack.LIST, _told(node), found.fields)
        if (found and found.what == TRUTH) or isinstance(node, nodes.Compare | nodes.Not | nodes.Test):
            yield Problem(Lack.TRUTH, _told(node), {})
        if isinstance(node, nodes.Filter) and node.name in _LISTING and node.node is not None:
            yield Problem(Lack.LIST, _told(node), {}, LOOP_OR_JOIN)
        if isinstance(node, nodes.List | nodes.Tuple | nodes.Dict):
            yield Problem(Lack.LIST, "[…]", {}, LOOP_OR_JOIN)

    def _named(self, node: nodes.Name | nodes.Getattr | nodes.Getitem) -> Iterator[Problem]:
        if isinstance(node, nodes.Name):
            self.used.add(node.name)
            if node.ctx == "load" and node.name not in _built_in() and self._find(node.name) is None:
                yield Problem(Lack.FIELD, node.name, self.known())
            return
        yield from self._walk(node.node)
        if isinstance(node, nodes.Getitem):
            yield from self._walk(node.arg)
        name, record = _key(node), self._resolve(node.node)
        if name is None or record is None or not (record.fields or record.many or record.meaning):
            return
        if name in NAMES or name.startswith("__"):
            return
        if record.many:
            yield Problem(Lack.LIST, _told(node.node), record.fields)
        elif not record.fields:
            yield Problem(Lack.PART, no_part(_told(node.node), record.what, name), {}, WHOLE)
        elif name not in record.fields:
            yield Problem(Lack.FIELD, name, record.fields)

    def _offered(self, node: nodes.Node) -> Iterator[Problem]:
        """Yield a filter or a test that the language does not have."""
        made = environment(draft=False)
        if isinstance(node, nodes.Filter) and node.name not in made.filters and node.name not in FILTERS:
            yield Problem(Lack.FILTER, node.name, dict.fromkeys(made.filters, _LOOSE))
        if isinstance(node, nodes.Test) and node.name not in made.tests:
            yield Problem(Lack.TEST, node.name, dict.fromkeys(made.tests, _LOOSE))

    def _resolve(self, node: nodes.Node) -> FieldTree | None:
        """Return what an expression stands for, as far as the fields tell."""
        match node:
            case nodes.Name():
                return self._find(node.name)
            case nodes.Getattr() | nodes.Getitem():
                record = self._resolve(node.node)
                name = _key(node)
                return record.fields.get(name) if record and name and not record.many else _element(record)
            case nodes.Filter() if node.name in _SAME_LIST and node.node is not None:
                return self._resolve(node.node)
            case nodes.Filter() if node.name in _ONE_OF_LIST and node.node is not None:
                return _element(self._resolve(node.node))
            case _:
                return None

    def _find(self, name: str) -> FieldTree | None:
        return next((scope[name] for scope in reversed(self._scopes) if name in scope), None)


@cache
def _built_in() -> frozenset[str]:
    return frozenset(environment(draft=False).globals) | {"true", "false", "none", "True", "False", "None"}


def _key(node: nodes.Node) -> str | None:
    """Return the field's name in ``row.code`` or ``row["code"]``; None where it is a number or is computed."""
    if isinstance(node, nodes.Getattr):
        return str(node.attr)
    inner = node.arg if isinstance(node, nodes.Getitem) else None
    return inner.value if isinstance(inner, nodes.Const) and isinstance(inner.value, str) else None


def _told(node: nodes.Node) -> str:
    """Return a name as it is written: ``counts``, ``row.units``."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{_told(node.node)}.{node.attr}"
        case nodes.Filter() if node.node is not None:
            return f"{_told(node.node)}|{node.name}"
        case _:
            return "…"


def _element(many: FieldTree | None) -> FieldTree | None:
    return many._replace(many=False) if many else None


def _bound(target: nodes.Node, value: FieldTree | None) -> Scope:
    """Return the names that a loop or an assignment makes; unknown things stay unknown."""
    if isinstance(target, nodes.Name):
        return {target.name: value or _LOOSE}
    return {name.name: _LOOSE for name in target.find_all(nodes.Name)}
