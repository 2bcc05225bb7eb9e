"""The language of tags inside Word templates; jinja2 and docxtpl's text work are known here only."""

from doc_templates.language.properties import text_filler
from doc_templates.language.source import Filling, Source, scope

__all__ = ["Filling", "Source", "scope", "text_filler"]
