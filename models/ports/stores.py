"""Stores of bytes: documents named by their hash, and templates under named keys."""

from datetime import datetime
from typing import Protocol

from models.documents import DocumentKind, TemplateVersion


class DocumentStore(Protocol):
    """Produced bytes, named by their hash; the same bytes are stored once."""

    def put(self, data: bytes, *, content_type: str) -> str:
        """Store ``data`` under ``sha256/<aa>/<sha256>`` unless it is there; return the sha256 in hex."""

    def get(self, sha256: str) -> bytes:
        """Return the bytes, or raise ``NotFound``."""

    def exists(self, sha256: str) -> bool:
        """Tell whether the bytes are there."""

    def delete_unbound(self, *, bound: set[str], older_than: datetime) -> tuple[str, ...]:
        """Delete objects that no record names and that are older than a moment; return their hashes."""


class TemplateStore(Protocol):
    """Templates under named keys, every version kept."""

    def publish(self, kind: DocumentKind, data: bytes) -> TemplateVersion:
        """Store a version and return it; bytes equal to the newest version add none."""

    def get(self, version: TemplateVersion) -> bytes:
        """Return that very version's bytes, or raise ``NotFound``."""

    def find(self, kind: DocumentKind, version: str) -> TemplateVersion | None:
        """Return the version of the kind's template with that id, if the store has it."""

    def latest(self, kind: DocumentKind) -> TemplateVersion | None:
        """Return the newest version of the kind's template, if any."""

    def history(self, kind: DocumentKind) -> tuple[TemplateVersion, ...]:
        """Return every version, newest first."""
