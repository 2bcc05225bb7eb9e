"""A compiled template's output, measured while it is made."""

from itertools import islice
from typing import Any

from jinja2 import Template, nodes

from doc_templates.language.budget import weigh
from doc_templates.language.environment import Environment
from doc_templates.limits import MAX_OUTPUT, too_much


def compiled(tree: nodes.Template, known: Environment) -> Template:
    """Return a tree compiled, its loops and macros counted, what a filter makes of a captured text escaped."""
    for block in tree.find_all(nodes.FilterBlock):
        block.filter = nodes.Filter(block.filter, ":kept", [], [], None, None, lineno=block.lineno)
    weigh(tree)
    return known.from_string(tree)


def pieces(template: Template, values: dict[str, Any], *, at_once: int) -> list[str]:
    """Return a template's output, so many pieces joined before they are measured."""
    made: list[str] = []
    size = 0
    try:
        context = template.environment.context_class(template.environment, values, None, template.blocks)
        output = template.root_render_func(context)
        while some := list(islice(output, at_once)):
            made.append("".join(some))
            size += len(made[-1])
            if size > MAX_OUTPUT:
                raise too_much("Tài liệu tạo ra", MAX_OUTPUT // 1024 // 1024, unit="MB")
    except Exception:
        template.environment.handle_exception()
    return made
