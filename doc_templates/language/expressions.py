"""Which expressions of a template can only give plain text, whatever the data: the rest needs a look at the result."""

from jinja2 import nodes

from doc_templates.word.characters import ILLEGAL

_FILTERS = frozenset(
    {
        *("abs", "batch", "capitalize", "center", "count", "d", "default", "dictsort"),
        *("e", "escape", "filesizeformat", "first", "float", "forceescape", "format", "groupby"),
        *("int", "items", "join"),
        *("last", "length", "list", "lower", "map", "max", "min", "number", "reject"),
        *("rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort"),
        *("string", "sum", "title", "trim", "truncate", "unique", "upper", "urlencode", "wordcount"),
    }
)
JOINING = frozenset({"join"})
"""The filter, and the method of a text, whose result is XML where prepared XML is among what it is given."""
_FUNCTIONS = frozenset({"range", "loop", "dict", "cycler", "joiner", "namespace"})
_SIMPLE = (
    nodes.Name,
    nodes.NSRef,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Slice,
    nodes.Tuple,
    nodes.List,
    nodes.Dict,
    nodes.Pair,
    nodes.Keyword,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Pow,
    nodes.Neg,
    nodes.Pos,
    nodes.Test,
)
_MAKES_BREAKS = frozenset({"join", "format", "replace", "wordwrap", "indent"})


def is_plain(expression: nodes.Node) -> bool:
    """Tell whether printing an expression gives escaped text of legal characters, or a value of prepared XML.

    Texts joined with prepared XML are XML too, so joining may only be the last thing that an expression does.
    """
    match expression:
        case nodes.Concat():
            return all(is_text(part) for part in expression.nodes)
        case nodes.CondExpr():
            branches = [expression.expr1, *([expression.expr2] if expression.expr2 else [])]
            return is_text(expression.test) and all(is_plain(branch) for branch in branches)
        case nodes.Filter() if expression.name in JOINING:
            return all(is_text(part) for part in expression.iter_child_nodes())
        case nodes.Call(node=nodes.Getattr() as method) if method.attr in JOINING:
            return all(is_text(part) for part in (method.node, *list(expression.iter_child_nodes())[1:]))
        case _:
            return is_text(expression)


def is_value(expression: nodes.Node) -> bool:
    """Tell whether an expression is a value of the data as it is, or a choice between such."""
    match expression:
        case nodes.Name():
            return True
        case nodes.Getattr() | nodes.Getitem():
            return is_value(expression.node)
        case nodes.CondExpr():
            return is_value(expression.expr1) and (expression.expr2 is None or is_value(expression.expr2))
        case nodes.Const():
            return bool(expression.value == "")
        case _:
            return False


def is_text(expression: nodes.Node) -> bool:
    """Tell whether no part of an expression can be a text that counts as XML."""
    match expression:
        case nodes.Const():
            return not (isinstance(expression.value, str) and ILLEGAL.search(expression.value))
        case nodes.Filter():
            if expression.name not in _FILTERS - JOINING or expression.node is None or expression.dyn_args:
                return False
            named = [arg.value for arg in expression.args if isinstance(arg, nodes.Const)]
            if expression.name == "map" and not (
                set(named) <= _FILTERS - JOINING and len(named) == len(expression.args)
            ):
                return False
        case nodes.Call():
            if not isinstance(expression.node, nodes.Getattr) and not (
                isinstance(expression.node, nodes.Name) and expression.node.name in _FUNCTIONS
            ):
                return False
        case nodes.Getattr() if expression.attr in JOINING:
            return False
        case _ if not isinstance(expression, _SIMPLE):
            return False
    return all(is_text(part) for part in expression.iter_child_nodes())


def makes_breaks(tree: nodes.Template) -> bool:
    """Tell whether a template may print line breaks or tabs that are in none of its values."""
    consts = (node.value for node in tree.find_all(nodes.Const))
    return (
        any(isinstance(value, str) and not value.isprintable() for value in consts)
        or any(found.name in _MAKES_BREAKS or found.name not in _FILTERS for found in tree.find_all(nodes.Filter))
        or any(tree.find(maker) is not None for maker in (nodes.Call, nodes.Mod))
    )


def may_nest(tree: nodes.Template) -> bool:
    """Tell whether a template may put what it has made into itself again and again."""
    keepers = (nodes.Macro, nodes.CallBlock, nodes.AssignBlock, nodes.FilterBlock)
    return any(tree.find(keeper) is not None for keeper in keepers) or any(
        loop.recursive for loop in tree.find_all(nodes.For)
    )


def makes_nothing(tree: nodes.Template) -> bool:
    """Tell whether a template only prints values as they are given, and makes no longer ones of them."""
    makers = (nodes.Filter, nodes.Call, nodes.BinExpr, nodes.Concat, nodes.AssignBlock)
    return all(tree.find(maker) is None for maker in makers)
