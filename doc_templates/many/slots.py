"""The places of documents that are on their way, in their order."""

from dataclasses import dataclass
from typing import Any

from doc_templates.many.results import Outcome


@dataclass(slots=True, eq=False)
class Slot:
    """One context until its document is handed out; who is first with the document, fills the slot."""

    place: int
    context: Any
    filled: Outcome | None = None
    raised: Exception | None = None
    """What filling it raised that is no error of ours; it is raised again in its turn."""

    @property
    def is_done(self) -> bool:
        """Whether it can be handed out."""
        return self.filled is not None or self.raised is not None

    def put(self, filled: Outcome) -> None:
        """Fill it; a document that comes a second time is dropped."""
        if not self.is_done:
            self.filled, self.context = filled, None
