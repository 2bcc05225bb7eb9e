"""The proof that every filling of a template is well-formed, and the place of each of its tags.

Static text is read strictly, branch by branch. Where all branches of a condition end with the same elements open,
and the body of a loop ends as it began, no choice of the data can break the XML; where every printed expression
gives escaped text (or prepared XML fitted to its place), no value can. What cannot be shown is no fault: such a
template's results are parsed each time.
"""

import re
from collections.abc import Callable, Sequence
from functools import reduce

from jinja2 import nodes

from doc_templates.language import expressions
from doc_templates.language.scanner import FRAGMENT, State, Unproven, advance, fragment
from doc_templates.word.characters import BREAK

_LINE_BEFORE_PARAGRAPH = re.compile(r"\n(?=<w:p[ >])")
_IN_TEXT = ("w:r", "w:t")
_FOR_RUNS = frozenset({"w:p", "w:hyperlink", "w:ins", "w:del", "w:smartTag", "w:fldSimple"})
_FOR_PARAGRAPHS = frozenset(
    {"w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment", "w:txbxContent"}
)
_FOR_ROWS = frozenset({"w:tbl", "w:tr"})
_AROUND = frozenset({"w:sdt", "w:sdtContent", "w:customXml"})
"""Elements that may stand around anything."""
_IN_TAGS = {("w:gridSpan", "w:val"): ":span", ("w:shd", "w:fill"): ":colour"}
"""What the cells of tables are told, by the element and its attribute."""
_DEEP = 100
_SHOWN_PLAIN: dict[str, Callable[[nodes.Node], bool]] = {
    "": expressions.is_plain,
    ":attribute": expressions.is_text,
    ":span": expressions.is_text,
    ":colour": expressions.is_text,
    ":plain": expressions.is_text,
    ":paragraph": expressions.is_value,
    ":paragraphs": expressions.is_value,
    ":rows": expressions.is_value,
}
"""What an expression must be for its text to be safe in each kind of place."""
_ESCAPES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


class Proof:
    """Walks a template's tree once, fitting each printed expression to its place; says afterwards what it found."""

    def __init__(self, tree: nodes.Template, *, unknown: frozenset[str] = frozenset()) -> None:
        """``unknown``: filters that are not this program's own."""
        self.holds = not (unknown and _names_any(tree, unknown))
        self.static_breaks = False
        self.drawings = False
        end = self._body(tree.body, State())
        if end is None or end.stack or end.tag or not end.rooted:
            self.holds = False

    def _fail(self) -> None:
        self.holds = False

    def _body(self, body: Sequence[nodes.Node], state: State | None) -> State | None:
        return reduce(self._node_after, body, state)

    def _node_after(self, state: State | None, node: nodes.Node) -> State | None:
        match node:
            case nodes.Output():
                return self._output(node, state)
            case nodes.If():
                return self._if(node, state)
            case nodes.For():
                return self._for(node, state)
            case nodes.Assign():
                self._expect_text(node.node)
            case nodes.With():
                for value in node.values:
                    self._expect_text(value)
                return self._body(node.body, state)
            case nodes.Scope():
                return self._body(node.body, state)
            case _:
                self._elsewhere(node, state)
        return state

    def _expect_text(self, expression: nodes.Node) -> None:
        if not expressions.is_text(expression):
            self._fail()

    def _elsewhere(self, node: nodes.Node, state: State | None) -> None:
        """Fit what stands in a macro or captured block, whose own place is not known here."""
        self._fail()
        for body in ("body", "else_"):
            self._body(getattr(node, body, ()), fragment(state))

    def _if(self, node: nodes.If, state: State | None) -> State | None:
        ends = [self._body(node.body, state)]
        for branch in node.elif_:
            ends.append(self._body(branch.body, state))
        ends.append(self._body(node.else_, state))
        if any(end != ends[0] for end in ends):
            self._fail()
        return ends[0]

    def _for(self, node: nodes.For, state: State | None) -> State | None:
        self._expect_text(node.iter)
        if node.recursive or self._body(node.body, state) != state or self._body(node.else_, state) != state:
            self._fail()
        return state

    def _output(self, node: nodes.Output, state: State | None) -> State | None:
        for place, child in enumerate(node.nodes):
            if isinstance(child, nodes.TemplateData):
                state = self._static(child, state)
            else:
                node.nodes[place] = self._printed(child, state)
                state = self._advanced(state, "", hole=True)
        return state

    def _advanced(self, state: State | None, text: str, *, hole: bool = False) -> State | None:
        """Return the next state; once the reader is lost it stays lost."""
        if state is None:
            return None
        try:
            return advance(state, text, hole=hole)
        except Unproven:
            self._fail()
            return None

    def _static(self, node: nodes.TemplateData, state: State | None) -> State | None:
        node.data = _LINE_BEFORE_PARAGRAPH.sub("", node.data)
        after = self._advanced(state, node.data)
        self.static_breaks = self.static_breaks or bool(BREAK.search(node.data))
        self.drawings = self.drawings or "docPr" in node.data
        for written, meant in _ESCAPES:
            node.data = node.data.replace(written, meant)
        return after

    def _printed(self, expression: nodes.Expr, state: State | None) -> nodes.Expr:
        """Return the expression fitted to its place."""
        name = _fitting(state)
        if name is None or not _SHOWN_PLAIN[name](expression):
            self._fail()
        if not name:
            return expression
        return nodes.Filter(expression, name, [], [], None, None, lineno=expression.lineno)


def _names_any(tree: nodes.Template, filters: frozenset[str]) -> bool:
    """Tell whether a template may use one of the filters, by itself or as a name given to ``map``."""
    used = {found.name for found in tree.find_all(nodes.Filter)}
    return not filters.isdisjoint(
        used | {found.value for found in tree.find_all(nodes.Const) if found.value in filters}
    )


def _fitting(state: State | None) -> str | None:
    """Return the filter that fits a value to its place: none in text, ``None`` where the place is not known."""
    if state is None:
        return None
    if state.tag:
        return _IN_TAGS.get((state.tag.name, state.tag.attribute), ":attribute")
    if state.names(2) == _IN_TEXT:
        return ""
    inner = next((name for name in reversed(state.names(_DEEP)) if name not in _AROUND), "")
    if inner in _FOR_RUNS:
        return ":paragraph"
    if inner in _FOR_PARAGRAPHS:
        return ":paragraphs"
    if inner in _FOR_ROWS:
        return ":rows"
    return None if inner == FRAGMENT else ":plain"
