"""Jinja's code generator, with three shortcuts for what templates do most: fields, row numbers, and rows of text."""

from collections.abc import Callable, Iterable, MutableMapping
from typing import Any

import markupsafe
from jinja2 import Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import Environment as JinjaEnvironment

from doc_templates.language.printing import printed
from doc_templates.limits import made

_ESCAPE: Callable[[str], str] = vars(markupsafe)["_escape_inner"]
"""MarkupSafe's own loop over a text, without the object that ``escape`` wraps around each result."""

_OF_LOOP = frozenset({"index", "index0", "first", "last", "length", "revindex", "revindex0", "depth", "depth0"})


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

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Join texts within bounds: what doubles itself in a loop would fill the memory."""
        self.write("_made(")
        super().visit_Concat(node, frame)
        self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - named by the node
        """Write neighbouring pieces as one: a row of a table is one text, not twenty."""
        if frame.buffer is not None or frame.require_output_check or frame.eval_ctx.volatile:
            super().visit_Output(node, frame)
            return
        self.writeline("yield _join((", node)
        for piece in self._pieces(node.nodes, frame):
            if isinstance(piece, str):
                self.newline(node)
                self.write(repr(piece))
            else:
                self.newline(piece)
                self._output_child_pre(piece, frame, self._make_finalize())
                self.visit(piece, frame)
                self._output_child_post(piece, frame, self._make_finalize())
            self.write(",")
        self.write("))")

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

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("(_escape(_v) if (_v := (")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write(")).__class__ is str else _printed(_v))")
        else:
            super()._output_child_post(node, frame, finalize)


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
            "_printed": printed,
            "_made": made,
        }
        exec(code, namespace)  # noqa: S102 - code that Jinja's compiler wrote
        template = cls._from_namespace(environment, namespace, globals)
        template._uptodate = uptodate
        return template  # type: ignore[return-value]  # the class is its own
