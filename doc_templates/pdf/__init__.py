"""Word documents into PDF/A-2b through LibreOffice: the one room that knows soffice, and what is read out of a PDF."""

from doc_templates.pdf.archival import archival_faults
from doc_templates.pdf.converter import LibreOffice
from doc_templates.pdf.job import ConverterBroken
from doc_templates.pdf.office import Limits
from doc_templates.pdf.reading import PdfUnreadable, font_families, page_count

__all__ = [
    "ConverterBroken",
    "LibreOffice",
    "Limits",
    "PdfUnreadable",
    "archival_faults",
    "font_families",
    "page_count",
]
