"""Many documents of one template, in their order as they are made, on all cores."""

from doc_templates.many.ordered import Many
from doc_templates.many.results import Context, Rendered, Renderer

__all__ = ["Context", "Many", "Rendered", "Renderer"]
