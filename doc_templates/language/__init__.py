"""The language of tags inside Word templates; jinja2 and docxtpl are known here only."""

from doc_templates.language.source import Source

__all__ = ["Source"]
