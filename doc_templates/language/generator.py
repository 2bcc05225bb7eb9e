"""Jinja's code generator, quicker for fields, row numbers and rows of text, and within bounds where text could grow."""

from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

import markupsafe
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment as JinjaEnvironment

from doc_templates.language import operations, printing
from doc_templates.language.methods import OF_GROUP

_ESCAPE: Callable[[str], str] = vars(markupsafe)["_escape_inner"]
"""MarkupSafe's own loop over a text, without the object that ``escape`` wraps around each result."""

_OF_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0"})
_AT_ONCE = 64
"""Values that are joined into one piece at most: each may be a million characters long."""
_SHORT = 100
"""Characters below which a text is compared at a glance."""
_OF_XML = "striptags"
"""The filter that takes the template's own elements away; what a value holds is none."""
_CAPTURES = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock)


class Generator(CodeGenerator):
    """Writes code that does the same as Jinja's, quicker for dictionaries and for runs of text."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Look into a dictionary, or at a loop's own numbers, directly; anything else goes through the sandbox."""
        name = repr(node.attr)
        of_loop = isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _OF_LOOP
        self.write(f"(_o.{node.attr} if (_o := (" if of_loop else f"(_o[{name}] if (_o := (")
        self.visit(node.node, frame)
        kind = "LoopContext" if of_loop else f"dict and {name} in _o"
        self.write(f")).__class__ is {kind} else environment.getattr(_o, {name}))")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's own
        """Call a group's own method, though the group may have a field of that name: ``row.items()``."""
        if not (isinstance(node.node, nodes.Getattr) and node.node.attr in OF_GROUP):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.call(context, environment.method(")
        self.visit(node.node.node, frame)
        self.write(f", {node.node.attr!r})")
        self.signature(node, frame)
        self.write(")")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - named by the node
        """Write a template; one that keeps text back has what it keeps counted."""
        recursive = any(loop.recursive for loop in node.find_all(nodes.For))
        self._keeps = recursive or any(node.find(block) is not None for block in _CAPTURES)
        super().visit_Template(node, frame)

    def write_commons(self) -> None:
        """Write what all functions of a template begin with."""
        super().write_commons()
        if self._keeps:
            self.writeline("concat = _captured(context)")

    def visit_AssignBlock(self, node: nodes.AssignBlock, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Keep a captured block as the text that it is, or as XML where it holds elements."""
        self.push_assign_tracking()
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        self.enter_frame(inner)
        self.buffer(inner)
        self.blockvisit(node.body, inner)
        self.newline(node)
        self.visit(node.target, frame)
        self.write(" = ")
        if node.filter is None:
            self.write(_taken(inner))
        else:
            self.visit_Filter(node.filter, inner)
        self.pop_assign_tracking(frame)
        self.leave_frame(inner)

    def visit_CallBlock(self, node: nodes.CallBlock, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Print what a macro makes of a block as any other value is printed."""
        inner, macro = self.macro_body(node, frame)
        self.writeline("caller = ")
        self.macro_def(macro, inner)
        self.start_write(frame, node)
        self.write("_printed(" if frame.eval_ctx.autoescape else "_told(")
        self.visit_Call(node.call, frame, forward_caller=True)
        self.write(")")
        self.end_write(frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Give a filter its value; one around a block is given what the block holds."""
        with self._filter_test_common(node, frame, True):  # noqa: FBT003 - Jinja's own signature
            if node.node is None:
                self.write(f"Markup(concat({frame.buffer}))" if node.name == _OF_XML else _taken(frame))
            else:
                self.visit(node.node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Join texts within bounds: what doubles itself in a loop would fill the memory."""
        self.write("_concat(context, (")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Compare values; where both may be long, what that costs is counted."""
        if not _may_be_long(node):
            super().visit_Compare(node, frame)
            return
        self.write("_compared(context, ")
        self.visit(node.expr, frame)
        for one in node.ops:
            self.write(f", ({one.op!r}, ")
            self.visit(one.expr, frame)
            self.write(")")
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Take an entry; a slice is paid for by its size."""
        if not isinstance(node.arg, nodes.Slice):
            super().visit_Getitem(node, frame)
            return
        self.write("_cut(context, ")
        self.visit(node.node, frame)
        self.write(", slice(")
        for bound in (node.arg.start, node.arg.stop, node.arg.step):
            self.visit(bound or nodes.Const(None), frame)
            self.write(", ")
        self.write("))")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Make a group; its names are texts and numbers."""
        self.write("{")
        for pair in node.items:
            self.write("_key(")
            self.visit(pair.key, frame)
            self.write("): ")
            self.visit(pair.value, frame)
            self.write(", ")
        self.write("}")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Write neighbouring pieces as one: a row of a table is one text, not twenty."""
        if frame.buffer is not None:
            super().visit_Output(node, frame)
            return
        pieces = list(self._pieces(node.nodes, frame))
        for first in range(0, len(pieces), _AT_ONCE):
            self.writeline("yield _join((", node)
            for piece in pieces[first : first + _AT_ONCE]:
                self._piece(piece, node, frame)
            self.write("))")

    def _piece(self, piece: str | nodes.Expr, node: nodes.Output, frame: Frame) -> None:
        if isinstance(piece, str):
            self.newline(node)
            self.write(repr(piece))
        else:
            self.newline(piece)
            self._output_child_pre(piece, frame, self._make_finalize())
            self.visit(piece, frame)
            self._output_child_post(piece, frame, self._make_finalize())
        self.write(",")

    def _pieces(self, children: Iterable[nodes.Expr], frame: Frame) -> Iterable[str | nodes.Expr]:
        """Yield constant text, joined, and the expressions between."""
        text = ""
        for child in children:
            try:
                text += self._output_child_to_const(child, frame, self._make_finalize())
            except Exception:
                if text:
                    yield text
                text = ""
                yield child
        if text:
            yield text

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        """Return static text; what a tag gives is printed by the rules for values, be it known beforehand or not."""
        if not isinstance(node, nodes.TemplateData):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja calls it so
        xml = frame.eval_ctx.autoescape
        if frame.buffer is not None:
            self.write(f"_kept(context, {'_printed' if xml else '_told'}(")
        else:
            self.write("(_escape(_v) if (_v := (" if xml else "_told((")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja calls it so
        plain = frame.buffer is not None or not frame.eval_ctx.autoescape
        self.write("))" if plain else ")).__class__ is str else _printed(_v))")


def _taken(frame: Frame) -> str:
    """Return the code for what a block has captured."""
    captured = f"concat({frame.buffer})"
    return f"_taken({captured})" if frame.eval_ctx.autoescape else captured


def _may_be_long(node: nodes.Compare) -> bool:
    """Tell whether a comparison could take longer than a glance."""
    for left, one in zip([node.expr, *(one.expr for one in node.ops)], node.ops, strict=False):
        if one.op in ("in", "notin") or not any(_is_short(side) for side in (left, one.expr)):
            return True
    return False


def _is_short(node: nodes.Expr) -> bool:
    if isinstance(node, nodes.Getattr):
        return isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _OF_LOOP
    if isinstance(node, nodes.Const):
        return not isinstance(node.value, str) or len(node.value) < _SHORT
    return isinstance(node, nodes.Neg)


class FastTemplate(Template):
    """A template whose code finds the names that the generator writes."""

    @classmethod
    def from_code(
        cls,
        environment: JinjaEnvironment,
        code: Any,
        globals: MutableMapping[str, Any],  # noqa: A002 - Jinja names it so
        uptodate: Any = None,
    ) -> "FastTemplate":
        """Return the template of compiled code."""
        namespace = {
            "environment": environment,
            "__file__": code.co_filename,
            "_join": "".join,
            "_escape": _ESCAPE,
            "_printed": printing.printed,
            "_told": printing.text,
            "_kept": operations.kept,
            "_concat": operations.concat,
            "_compared": operations.compared,
            "_cut": operations.cut,
            "_key": operations.key,
            "_captured": operations.captured,
            "_taken": operations.taken,
        }
        exec(code, namespace)  # noqa: S102 - code that Jinja's compiler wrote
        template = cls._from_namespace(environment, namespace, globals)
        template._uptodate = uptodate
        return template  # type: ignore[return-value]  # the class is its own
