"""A draft looked at again is not converted again: opening a page often keeps no converter busy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from models.documents import DocumentKind
from models.operations import OperationKind
from models.ports import Converted
from tests.workflows.conftest import PLAN_DAY, BlankPages, all_drafts, issued_plan
from workflows.services import Services
from workflows.steps.pages.previews import draft_pdf


class Counting(BlankPages):
    """Blank pages, with a note of how many were made."""

    def __init__(self) -> None:
        self.made = 0

    def convert_each(
        self, documents: Sequence[bytes], *, progress: Callable[[int, int], None] | None = None
    ) -> Iterator[Converted]:
        """Yield a PDF per document and count it."""
        self.made += len(documents)
        return super().convert_each(documents, progress=progress)


def test_a_draft_is_converted_once_while_it_stays_the_same(services: Services) -> None:
    """Ten looks at one draft make one PDF; another draft has its own."""
    issued_plan(services)(OperationKind.DISTRIBUTE_SUB_PLANS, PLAN_DAY)
    converter = Counting()
    own = replace(services, pdf=converter)
    one, other, *_ = all_drafts(services, DocumentKind.SUB_PLAN)
    looks = {draft_pdf(own, key=one.key) for _ in range(10)}
    assert (len(looks), converter.made) == (1, 1)
    draft_pdf(own, key=other.key)
    assert converter.made == 2
