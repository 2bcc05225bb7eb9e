"""The receipt check of an archive: is a PDF what it says it is, PDF/A-2b.

Every rule that is judged stands in ``RULES``; docs/archive-copies.md lists them, and what is not judged.
"""

from doc_templates.pdf.archival.description import MARK, claims_archival
from doc_templates.pdf.archival.judging import ArchivalFault, archival_faults
from doc_templates.pdf.archival.rules import RULES

__all__ = ["MARK", "RULES", "ArchivalFault", "archival_faults", "claims_archival"]
