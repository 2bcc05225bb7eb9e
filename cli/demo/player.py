"""The play: its halves in order, then the closing of the books and the archive."""

from cli.demo.desk import Desk
from cli.demo.first_half import FirstHalf
from cli.demo.second_half import SecondHalf
from models.operations import Operation, OperationKind

CLOSING = (OperationKind.PRINT_REGISTERS, OperationKind.MAKE_PDFS, OperationKind.ARCHIVE_CAMPAIGN)


def play(desk: Desk) -> tuple[Operation, ...]:
    """Play everything and return the operations that were run, in order."""
    FirstHalf(desk).play()
    SecondHalf(desk).play()
    for kind in CLOSING:
        desk.run(kind, as_of=desk.given.year_end.day)
    return desk.operations
