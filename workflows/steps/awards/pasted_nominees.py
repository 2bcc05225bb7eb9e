"""A list of nominees pasted from a spreadsheet, read row by row with all its faults at once."""

from collections.abc import Sequence

from models.awards.nominees import NomineeKind
from models.base import Value
from models.errors import ThiduaError
from models.text import fold, nfc, squeeze
from workflows.steps.awards.nominations import NomineeEntry

COLUMNS = ("Loại", "Họ tên hoặc tên tập thể", "Ông/Bà", "Chức vụ", "Nơi công tác", "Thành tích")
"""The columns of a pasted list, in order; those at the end may be left out."""

_KINDS = {
    "tap the": NomineeKind.COLLECTIVE,
    "ca nhan": NomineeKind.PERSON,
    "ho gia dinh": NomineeKind.HOUSEHOLD,
    "ho": NomineeKind.HOUSEHOLD,
}
_HEADINGS = frozenset({"loai", "loai doi tuong", "doi tuong"})
_MOST_ROWS = 200


class RowFault(Value):
    """What is wrong with one row."""

    line: int
    message: str
    remedy: str


class PastedListFaults(ThiduaError):
    """The pasted list cannot be taken in; ``faults`` holds every fault."""

    code = "pasted-list-faults"
    http_status = 422

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            f"Danh sách dán vào có {len(self.faults)} lỗi nên chưa ghi dòng nào.",
            place=f"dòng {', '.join(str(fault.line) for fault in self.faults)}",
            remedy="sửa các dòng nêu dưới đây rồi gửi lại cả danh sách.",
        )


def read_pasted(text: str) -> tuple[NomineeEntry, ...]:
    """Return the entries of a list with a row per line and tabs (or semicolons) between ``COLUMNS``.

    A heading row and a leading ordinal are skipped. Raises ``PastedListFaults`` with every fault.
    """
    rows = [(number, _cells(line)) for number, line in enumerate(nfc(text).splitlines(), start=1) if line.strip()]
    if rows and any(fold(cell) in _HEADINGS for cell in rows[0][1]):
        rows = rows[1:]
    if not rows:
        raise PastedListFaults([RowFault(line=1, message="Danh sách trống.", remedy="dán ít nhất một dòng.")])
    if len(rows) > _MOST_ROWS:
        told = RowFault(line=rows[_MOST_ROWS][0], message=f"Quá {_MOST_ROWS} dòng.", remedy="chia làm nhiều lần dán.")
        raise PastedListFaults([told])
    read = [_entry(number, cells) for number, cells in rows]
    if faults := [one for one in read if isinstance(one, RowFault)]:
        raise PastedListFaults(faults)
    return tuple(one for one in read if isinstance(one, NomineeEntry))


def _cells(line: str) -> list[str]:
    cells = [squeeze(cell) for cell in line.split("\t" if "\t" in line else ";")]
    return cells[1:] if len(cells) > 1 and cells[0].rstrip(".").isdigit() else cells


def _entry(number: int, cells: list[str]) -> NomineeEntry | RowFault:
    kind_word, name, honorific, position, organisation, achievement = (*cells, *[""] * len(COLUMNS))[: len(COLUMNS)]
    kind = _KINDS.get(fold(kind_word))
    if kind is None:
        message = f"Cột Loại ghi “{kind_word}”."
        return RowFault(line=number, message=message, remedy="ghi Tập thể, Cá nhân hoặc Hộ gia đình.")
    if not name:
        return RowFault(line=number, message="Chưa có tên.", remedy="ghi tên tập thể hoặc họ tên cá nhân.")
    if kind is NomineeKind.PERSON and not organisation:
        return RowFault(line=number, message=f"“{name}” chưa có nơi công tác.", remedy="ghi cột Nơi công tác.")
    return NomineeEntry(
        kind=kind,
        name=name,
        honorific=honorific,
        position=position,
        organisation=organisation,
        achievement=achievement,
    )
