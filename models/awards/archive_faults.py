"""What can be wrong with the archive, in the words of staff; and one stretch of a reading of it."""

from enum import StrEnum

from models.base import Value


class ArchiveFaultKind(StrEnum):
    """What can be wrong with the archive."""

    MISSING = "missing"
    ALTERED = "altered"
    UNREADABLE = "unreadable"
    UNLOCKED = "unlocked"
    COVERED = "covered"
    UNREGISTERED = "unregistered"
    ROW_CHANGED = "row_changed"
    ROW_GONE = "row_gone"
    SOURCE_CHANGED = "source_changed"
    LIST_DIFFERS = "list_differs"
    SETTLED_CHANGED = "settled_changed"


_RESTORE = "khôi phục tệp từ bản sao lưu của kho, đối chiếu mã băm, rồi chạy lại"
_ROWS = "khôi phục dòng đó từ bản sao lưu của sổ đăng ký và tìm người đã sửa"

_WORDS: dict[ArchiveFaultKind, tuple[str, str]] = {
    ArchiveFaultKind.MISSING: ("tệp không còn trong kho lưu trữ", _RESTORE),
    ArchiveFaultKind.ALTERED: ("tệp trong kho đã bị sửa, không còn đúng mã băm", _RESTORE),
    ArchiveFaultKind.UNREADABLE: ("tệp còn trong kho nhưng không đọc được, nội dung đã hỏng", _RESTORE),
    ArchiveFaultKind.UNLOCKED: ("tệp không được khóa đến hạn đã ghi", "khóa lại tệp và xem ai đã mở khóa"),
    ArchiveFaultKind.COVERED: (
        "có tệp khác hoặc dấu xóa đặt đè lên; bản lưu trữ bên dưới còn nguyên",
        "gỡ phiên bản đặt đè khi hết hạn khóa và xem ai đã đặt",
    ),
    ArchiveFaultKind.UNREGISTERED: (
        "tệp có trong kho nhưng sổ lưu trữ không có dòng nào ghi",
        "nếu việc lưu trữ đang dở thì thực hiện lại việc đó; nếu không, dòng sổ đã bị xóa: khôi phục sổ",
    ),
    ArchiveFaultKind.ROW_CHANGED: ("dòng trong sổ lưu trữ đã bị sửa", _ROWS),
    ArchiveFaultKind.ROW_GONE: ("dòng ngay trước dòng này trong sổ lưu trữ đã bị xóa hoặc sửa", _ROWS),
    ArchiveFaultKind.SOURCE_CHANGED: ("văn bản hoặc hồ sơ trong sổ đăng ký đã bị sửa sau khi lưu trữ", _ROWS),
    ArchiveFaultKind.SETTLED_CHANGED: ("dòng trong sổ đăng ký đã bị sửa hoặc xóa sau lần lưu trữ", _ROWS),
    ArchiveFaultKind.LIST_DIFFERS: ("dòng trong sổ lưu trữ khác với mục lục đã khóa trong kho", _ROWS),
}


class ArchiveFault(Value):
    """One thing that is wrong, and whose it is."""

    kind: ArchiveFaultKind
    id: str
    """The archive record; for an object without one, its hash; for a settled row, its table and number."""
    title: str = ""

    @property
    def words(self) -> str:
        """Return what is wrong."""
        return _WORDS[self.kind][0]

    @property
    def remedy(self) -> str:
        """Return the way out."""
        return _WORDS[self.kind][1]

    def __str__(self) -> str:
        """Return the fault as staff read it, with the way out."""
        name = f"{self.title} ({self.id})" if self.title else self.id
        return f"{name}: {self.words}. Cách xử lý: {self.remedy}."


class ArchiveReading(Value):
    """One stretch of a verification that runs as an operation; kept, so that the next attempt goes on behind it."""

    operation: str
    read_to: int | None
    """The place of the last object that was read; absent for the last stretch, which reads rows and lists."""
    read: int = 0
    """How many objects were read."""
    sound: int = 0
    """How many of them are what they were, locked and with nothing laid over them."""
    faults: tuple[ArchiveFault, ...] = ()
