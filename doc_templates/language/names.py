"""Which names a template uses, with the record that each belongs to, found in its syntax tree."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import nodes

from doc_templates.descriptor import FieldTree
from doc_templates.language.source import Source

_LOOP = FieldTree({}, many=False, meaning="")
_BUILT_IN = frozenset({"loop", "range", "namespace", "dict", "cycler", "joiner"})


class UnknownName(NamedTuple):
    """A name that the kind's context does not have, and those it has at that place."""

    name: str
    line: int
    known: tuple[str, ...]


def unknown_names(source: Source, tree: FieldTree) -> Iterator[UnknownName]:
    """Yield each name that the template asks for and the context cannot give."""
    yield from _walk(source.tree(), [tree.fields])


def used_names(source: Source) -> frozenset[str]:
    """Return the top-level names that the template prints or asks for."""
    return frozenset(name.name for name in source.tree().find_all(nodes.Name) if name.ctx == "load")


Scopes = list[Mapping[str, FieldTree]]


def _walk(node: nodes.Node, scopes: Scopes) -> Iterator[UnknownName]:
    match node:
        case nodes.For():
            yield from _walk(node.iter, scopes)
            inner = [*scopes, _bound(node.target, _element(_resolve(node.iter, scopes)))]
            for part in (*node.body, *([node.test] if node.test else [])):
                yield from _walk(part, inner)
            yield from _walk_all(node.else_, scopes)
        case nodes.Assign():
            yield from _walk(node.node, scopes)
            scopes.append(_bound(node.target, _resolve(node.node, scopes)))
        case nodes.Name():
            if node.ctx == "load" and node.name not in _BUILT_IN and _find(node.name, scopes) is None:
                yield UnknownName(node.name, node.lineno, _known(scopes))
        case nodes.Getattr():
            yield from _walk(node.node, scopes)
            record = _resolve(node.node, scopes)
            if record and record.fields and not record.many and node.attr not in record.fields:
                yield UnknownName(node.attr, node.lineno, tuple(record.fields))
        case _:
            yield from _walk_all(list(node.iter_child_nodes()), scopes)


def _walk_all(parts: Sequence[nodes.Node], scopes: Scopes) -> Iterator[UnknownName]:
    for part in parts:
        yield from _walk(part, scopes)


def _resolve(node: nodes.Node, scopes: Scopes) -> FieldTree | None:
    """Return what an expression stands for, as far as the tree tells."""
    match node:
        case nodes.Name():
            return _find(node.name, scopes)
        case nodes.Getattr():
            record = _resolve(node.node, scopes)
            return record.fields.get(node.attr) if record else None
        case nodes.Getitem():
            return _element(_resolve(node.node, scopes))
        case _:
            return None


def _element(many: FieldTree | None) -> FieldTree | None:
    return many._replace(many=False) if many else None


def _bound(target: nodes.Node, value: FieldTree | None) -> Mapping[str, FieldTree]:
    """Return the names that a loop or an assignment makes; unknown things stay unknown."""
    if isinstance(target, nodes.Name):
        return {target.name: value or _LOOP}
    return {name.name: _LOOP for name in target.find_all(nodes.Name)}


def _find(name: str, scopes: Scopes) -> FieldTree | None:
    return next((scope[name] for scope in reversed(scopes) if name in scope), None)


def _known(scopes: Scopes) -> tuple[str, ...]:
    return tuple(name for scope in scopes for name in scope)
