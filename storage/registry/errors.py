"""What the database says, told as the house's own errors: no exception of a driver leaves this room."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import exc

from models.errors import Conflict, NotFound, ThiduaError, Unavailable


class NotStorable(ThiduaError):
    """A value cannot be kept: a NUL character, a number beyond the column, text that is not valid."""

    code = "not-storable"


class RegistryFault(ThiduaError):
    """The database refused for a reason that only an engineer can mend."""

    code = "registry-fault"
    http_status = 500
    exit_code = 4


class Busy(Unavailable):
    """Another transaction stood in the way (deadlock, lock not granted in time); the same act may be repeated."""

    code = "registry-busy"


_AGAIN = "kiểm tra máy chủ cơ sở dữ liệu đang chạy (lệnh “thidua doctor”) rồi thử lại."
_REASONS: dict[str, tuple[str, str]] = {
    "53100": ("ổ đĩa của cơ sở dữ liệu đã đầy", "giải phóng dung lượng đĩa của máy chủ cơ sở dữ liệu rồi thử lại."),
    "53200": ("máy chủ cơ sở dữ liệu hết bộ nhớ", "chờ ít phút rồi thử lại; nếu lặp lại, tăng bộ nhớ cho máy chủ."),
    "53300": ("máy chủ cơ sở dữ liệu đã nhận đủ số kết nối", "chờ ít phút rồi thử lại; nếu lặp lại, tăng số kết nối."),
    "57P01": ("máy chủ cơ sở dữ liệu đang được tắt", _AGAIN),
    "57P02": ("máy chủ cơ sở dữ liệu vừa gặp sự cố và đang khởi động lại", _AGAIN),
    "57P03": ("máy chủ cơ sở dữ liệu đang khởi động", "chờ vài giây rồi thử lại."),
    "28P01": ("mật khẩu hoặc tài khoản cơ sở dữ liệu không đúng", "sửa THIDUA_DATABASE_URL rồi khởi động lại."),
    "28000": ("tài khoản này không được phép vào cơ sở dữ liệu", "sửa THIDUA_DATABASE_URL rồi khởi động lại."),
    "3D000": ("không có cơ sở dữ liệu mang tên đã đặt", "tạo cơ sở dữ liệu hoặc sửa THIDUA_DATABASE_URL."),
    "25006": ("cơ sở dữ liệu đang ở chế độ chỉ đọc", "nối tới máy chủ chính (không phải bản sao) rồi thử lại."),
    "42P01": ("cơ sở dữ liệu chưa được lập cấu trúc", "chạy “thidua up” hoặc lệnh di trú cấu trúc rồi thử lại."),
}
_UNFIT = {
    "22003": "số quá lớn",
    "22008": "ngày ngoài khoảng lưu được",
    "22001": "chữ quá dài",
    "22021": "chữ có ký tự không lưu được",
}
_BUSY = {"40001", "40P01", "55P03", "57014", "25P03", "25P04"}


@contextmanager
def translated() -> Iterator[None]:
    """Turn any exception of SQLAlchemy or psycopg raised inside into one of ours, its cause kept."""
    try:
        yield
    except exc.TimeoutError as error:
        raise Busy(
            "Sổ đăng ký đang phục vụ quá nhiều việc cùng lúc.", remedy="chờ ít phút rồi làm lại đúng việc này."
        ) from error
    except exc.DBAPIError as error:
        raise explain(error.orig) from error
    except psycopg.Error as error:
        raise explain(error) from error
    except exc.StatementError as error:
        raise error.orig if isinstance(error.orig, ThiduaError) else _fault(error) from error
    except exc.SQLAlchemyError as error:
        raise _fault(error) from error


def explain(error: BaseException | None) -> ThiduaError:
    """Return our error for a driver's: by SQLSTATE where there is one, else as a lost connection."""
    state = getattr(error, "sqlstate", None) or _state_in_text(str(error))
    if state in _REASONS:
        reason, remedy = _REASONS[state]
        return Unavailable(f"Sổ đăng ký chưa dùng được: {reason}.", remedy=remedy)
    if state in _BUSY:
        return Busy("Sổ đăng ký đang bận vì một việc khác chạm cùng chỗ.", remedy="làm lại đúng việc này.")
    if isinstance(error, psycopg.errors.ForeignKeyViolation):
        return NotFound(_detail("Không tìm thấy mục mà bản ghi này dựa vào", error), remedy="tạo mục đó trước.")
    if isinstance(error, psycopg.errors.UniqueViolation):
        return Conflict(_detail("Mục này đã có trong sổ đăng ký", error), remedy="mở mục đã có thay vì tạo mới.")
    if isinstance(error, psycopg.DataError):
        reason = _UNFIT.get(state or "", "chữ có ký tự lạ hoặc không đúng kiểu")
        return NotStorable(f"Sổ đăng ký không nhận một giá trị: {reason}.", remedy="sửa giá trị đó rồi làm lại.")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return Unavailable("Sổ đăng ký chưa dùng được: không nối được tới cơ sở dữ liệu.", remedy=_AGAIN)
    return RegistryFault(f"Cơ sở dữ liệu từ chối: {_first_line(error)}.", remedy="báo cho người quản trị.")


def _fault(error: exc.SQLAlchemyError) -> RegistryFault:
    return RegistryFault(f"Sổ đăng ký gặp lỗi chương trình: {_first_line(error)}.", remedy="báo cho người quản trị.")


def _state_in_text(message: str) -> str | None:
    """Return the SQLSTATE of a refused connection, which comes as words only."""
    words = {
        "password authentication failed": "28P01",
        "no pg_hba.conf entry": "28000",
        "is starting up": "57P03",
        "is shutting down": "57P01",
        "too many clients": "53300",
        "does not exist": "3D000",
    }
    return next((state for part, state in words.items() if part in message), None)


def _detail(sentence: str, error: psycopg.Error) -> str:
    detail = error.diag.constraint_name
    return f"{sentence} (ràng buộc {detail})." if detail else f"{sentence}."


def _first_line(error: BaseException | None) -> str:
    return (str(error).splitlines() or ["không rõ lý do"])[0].rstrip(".")
