"""Write paragraphs and control tags into a document or a table's cell."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from doc_templates.kit import styles
from doc_templates.kit.styles import Style


class Flow:
    """A place where paragraphs follow each other; a new cell's empty paragraph is used first."""

    def __init__(self, container: Any) -> None:
        self.container = container
        self._unused = next(iter(container.paragraphs), None) if hasattr(container, "merge") else None

    def line(self, text: str, style: Style, *, before: float | None = None, keep_next: bool = False) -> Paragraph:
        """Add a paragraph in a style; ``before`` (points) and ``keep_next`` are what it has beyond the style."""
        paragraph: Paragraph = self._unused or self.container.add_paragraph()
        self._unused = None
        paragraph.style = styles_by_id(self.container, style)
        if before is not None:
            paragraph.paragraph_format.space_before = Pt(before)
        if keep_next:
            paragraph.paragraph_format.keep_with_next = True
        if text:
            paragraph.add_run(text)
        return paragraph

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """Put what follows under a condition."""
        self.line(f"{{%p if {condition} %}}", styles.TAG)
        yield
        self.line("{%p endif %}", styles.TAG)

    @contextmanager
    def each(self, loop: str) -> Iterator[None]:
        """Repeat what follows: ``line in letterhead``."""
        self.line(f"{{%p for {loop} %}}", styles.TAG)
        yield
        self.line("{%p endfor %}", styles.TAG)

    def case(self, condition: str | None) -> None:
        """Begin another branch of the condition around; the last one takes none."""
        self.line(f"{{%p elif {condition} %}}" if condition else "{%p else %}", styles.TAG)


def styles_by_id(container: Any, style: Style) -> Any:
    """Return python-docx's style of ours."""
    return container.part.document.styles[style.name]
