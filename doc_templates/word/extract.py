"""The words of a Word document, for the search index."""

from doc_templates.word import package, wordxml
from doc_templates.word.mainpart import MAIN
from doc_templates.word.package import Part


def text_of(docx: bytes) -> str:
    """Return the body's text in reading order, a line per paragraph, those in tables included.

    Raises ``TemplateFault`` for what is no Word file.
    """
    body = next(part for part in package.read(docx, bounds=package.RESULT) if part.name == MAIN)
    return "\n".join(lines_of(body))


def lines_of(part: Part) -> tuple[str, ...]:
    """Return the text of each paragraph of a part, blank ones left out."""
    texts = (wordxml.paragraph_text(paragraph).strip() for paragraph in wordxml.paragraphs(package.root_of(part)))
    return tuple(text for text in texts if text)
