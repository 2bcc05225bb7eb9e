"""What one verification of the archive found, as its page shows it: how far it is, and everything by its name."""

import re
from collections import Counter

from models.awards.archive_faults import ArchiveFault
from models.base import Value
from models.errors import NotFound
from models.operations import OperationKind
from workflows.services import Services
from workflows.steps.pages.operations import OperationView, views_in
from workflows.steps.pages.paging import Pages, page_of

_DOCUMENT = re.compile(r"^document:(\d+):")
WHOLE = "Toàn bộ kho lưu trữ"


class UnknownVerification(NotFound):
    """No verification of the archive has that id."""

    code = "unknown-verification"


class FaultRow(Value):
    """One thing that is wrong, with the way to the document where there is one."""

    fault: ArchiveFault
    document: int | None

    @property
    def name(self) -> str:
        """Return what it is about."""
        return self.fault.title or self.fault.id


class VerificationPage(Value):
    """One verification: under way, or with its result."""

    view: OperationView
    what: str
    """The campaign whose archive is read, or that it is all of it."""
    read: int
    sound: int
    """Objects that are what they were, locked and with nothing laid over them."""
    whole: bool
    """Rows and lists were read too: nothing can come any more."""
    counts: tuple[tuple[str, int], ...]
    """How often what is wrong, in words; the most frequent first."""
    rows: tuple[FaultRow, ...]
    pages: Pages


def verification_page(services: Services, *, operation_id: str, page: int = 1) -> VerificationPage:
    """Return what a verification has found so far; raises ``UnknownVerification``."""
    with services.registry.begin() as tx:
        operation = tx.operations.get(operation_id)
        if operation.kind is not OperationKind.VERIFY_ARCHIVE:
            raise UnknownVerification(
                f"Công việc “{operation_id}” không phải là một lần đối chiếu kho lưu trữ.",
                remedy="mở trang Lưu trữ và chọn lần đối chiếu.",
            )
        seen = tx.readings.of(operation_id)
        view = next(iter(views_in(tx, [operation])))
    faults = tuple(fault for one in seen for fault in one.faults)
    pages = page_of(len(faults), wanted=page)
    return VerificationPage(
        view=view,
        what=view.campaign_name or WHOLE,
        read=sum(one.read for one in seen),
        sound=sum(one.sound for one in seen),
        whole=any(one.read_to is None for one in seen),
        counts=tuple(Counter(fault.words for fault in faults).most_common()),
        rows=tuple(_row(fault) for fault in faults[pages.offset : pages.offset + pages.per_page]),
        pages=pages,
    )


def _row(fault: ArchiveFault) -> FaultRow:
    document = _DOCUMENT.match(fault.id)
    return FaultRow(fault=fault, document=int(document[1]) if document else None)
