"""The play: its halves in order, then the closing of the books."""

from cli.demo.desk import Desk
from cli.demo.first_half import FirstHalf
from models.operations import Operation, OperationKind


def play(desk: Desk) -> tuple[Operation, ...]:
    """Play everything and return the operations that were run, in order."""
    FirstHalf(desk).play()
    _close_the_books(desk)
    return desk.operations


def _close_the_books(desk: Desk) -> None:
    for kind in (OperationKind.PRINT_REGISTERS, OperationKind.MAKE_PDFS):
        desk.run(kind, as_of=desk.given.sweep.end)
