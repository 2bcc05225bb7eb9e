"""Many files into one: a bound PDF, a ZIP that every Windows opens, the print run of certificates."""

from doc_templates.binding.archives import safe_name, zip_files
from doc_templates.binding.pdfs import bind_pdfs, page_ranges
from doc_templates.binding.printing import A4_LYING, PrinterProfile, print_run
from doc_templates.binding.whole import Obstacle, Whole

__all__ = [
    "A4_LYING",
    "Obstacle",
    "PrinterProfile",
    "Whole",
    "bind_pdfs",
    "page_ranges",
    "print_run",
    "safe_name",
    "zip_files",
]
