"""What a page shows of a document's inside: its PDF, or its words where no PDF can be made."""

from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from doc_templates.word.extract import text_of
from models.accounts import Scope
from models.documents import Draft, IssueKey
from workflows.services import Services
from workflows.steps.documents.draft_words import DraftChanges, changed_context, signer_in
from workflows.steps.documents.files import document_bytes, draft_preview, preview_of, preview_pdf
from workflows.steps.files.format_files import FormatNote, format_notes

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ZIP = "application/zip"
_UNSIGNED = "nd30.signer.present"
"""Said of every draft before the form asks who signs."""
_MOST_KEPT = 16


class DraftLook(NamedTuple):
    """What a page shows of a draft besides its form."""

    text: str
    notes: tuple[FormatNote, ...]

    @property
    def must_mend(self) -> tuple[FormatNote, ...]:
        """Return what holds the document up."""
        return tuple(one for one in self.notes if one.holds)

    @property
    def advice(self) -> tuple[FormatNote, ...]:
        """Return what only warns."""
        return tuple(one for one in self.notes if not one.holds)


def document_text(services: Services, *, record_id: int, scope: Scope) -> str:
    """Return an issued document's words; raises what ``document_bytes`` raises."""
    return text_of(document_bytes(services, record_id=record_id, scope=scope).data)


def draft_look(services: Services, *, draft: Draft) -> DraftLook:
    """Return a draft's words as its document would hold them, with what the format check has to say."""
    seen = preview_of(services, draft)
    notes = format_notes(seen, kind=draft.kind, issued_on=draft.dated)
    shown = tuple(one for one in notes if draft.signer or one.rule != _UNSIGNED)
    return DraftLook(text_of(seen), shown)


def changed_look(services: Services, *, draft: Draft, changes: DraftChanges) -> DraftLook:
    """Return the same for the draft as a person would change it; nothing is kept."""
    context = changed_context(draft, changes)
    name = signer_in(draft, changes)
    return draft_look(
        services, draft=draft.model_copy(update={"context": context | ({"signer_name": name} if name else {})})
    )


def draft_pdf(services: Services, *, key: IssueKey) -> bytes:
    """Return a draft as PDF; ``Unavailable`` where no converter is installed."""
    docx = draft_preview(services, key=key)
    return _converted(_Preview(sha256(docx).hexdigest(), docx, services))


@dataclass(frozen=True)
class _Preview:
    """A Word file to be looked at as PDF; two with the same hash are the same."""

    sha256: str
    docx: bytes = field(compare=False, repr=False)
    services: Services = field(compare=False, repr=False)


@lru_cache(maxsize=_MOST_KEPT)
def _converted(preview: _Preview) -> bytes:
    """Return its PDF; a page that is opened again does not start the converter again."""
    return preview_pdf(preview.services, preview.docx)
