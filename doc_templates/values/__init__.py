"""From a context to the plain values that a template prints: counted, composed, blanks told from values."""

from doc_templates.values.blanks import Blank, DraftBlank, Marked, missing_mark
from doc_templates.values.prepared import Prepared, prepared, printable

__all__ = ["Blank", "DraftBlank", "Marked", "Prepared", "missing_mark", "prepared", "printable"]
