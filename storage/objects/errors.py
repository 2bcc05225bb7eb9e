"""What the object store says, told as the house's own errors: no exception of a client library leaves this room."""

from collections.abc import Iterator
from contextlib import contextmanager

from minio.error import InvalidResponseError, MinioException, S3Error, ServerError
from urllib3.exceptions import HTTPError

from models.errors import NotFound, ThiduaError, Unavailable


class ObjectMissing(NotFound):
    """The store has no object, or no such version of it, under that name."""

    code = "object-missing"


class ObjectDamaged(ThiduaError):
    """The bytes in the store are not those that were put there: their hash differs."""

    code = "object-damaged"
    http_status = 500
    exit_code = 4


class StoreRefused(Unavailable):
    """The store answers, but refuses: wrong keys, no rights, no room."""

    code = "store-refused"


class AlreadyThere(StoreRefused):
    """Something lies under that hash already, and nothing is put over it."""

    code = "already-there"


_MISSING = {"NoSuchKey", "NoSuchVersion", "NoSuchObject", "NoSuchBucket", "ResourceNotFound"}
_KEYS = {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AuthorizationHeaderMalformed"}
_FULL = {"XMinioStorageFull", "InsufficientStorage", "StorageFull", "QuotaExceeded", "EntityTooLarge"}


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Turn any exception of the client raised inside into one of ours about the object ``name``."""
    try:
        yield
    except S3Error as error:
        raise explain(error, name=name) from error
    except (HTTPError, InvalidResponseError, ServerError, OSError) as error:
        raise Unavailable(
            "Kho tệp không trả lời.",
            place=name,
            remedy="kiểm tra kho đang chạy (lệnh “thidua doctor”) rồi thử lại; việc dở dang sẽ được làm tiếp.",
        ) from error
    except MinioException as error:
        raise StoreRefused(f"Kho trả lời sai: {error}.", place=name, remedy="báo cho người quản trị.") from error


def explain(error: S3Error, *, name: str) -> ThiduaError:
    """Return our error for an answer of the store."""
    code = str(error.code)
    if code in _MISSING:
        return ObjectMissing(
            "Không có tệp này trong kho tệp.", place=name, remedy="kiểm tra lại tên; nếu tệp phải có, báo quản trị."
        )
    if code == "PreconditionFailed":
        return AlreadyThere(
            "Trong kho đã có tệp mang mã băm này; tệp lưu trữ không bị ghi đè.",
            place=name,
            remedy="chạy “thidua archive verify” để đối chiếu tệp ấy.",
        )
    if code in _KEYS:
        return StoreRefused(
            "Kho tệp từ chối khóa truy cập.",
            place=name,
            remedy="kiểm tra THIDUA_S3_ACCESS_KEY, THIDUA_S3_SECRET_KEY và quyền của tài khoản đó.",
        )
    if code in _FULL or "no space" in str(error).lower():
        return StoreRefused(
            "Kho tệp đã đầy.", place=name, remedy="giải phóng hoặc thêm dung lượng rồi thử lại; số đã cấp vẫn giữ."
        )
    return StoreRefused(
        f"Kho tệp không làm được việc này ({code}).",
        place=name,
        remedy="xem dung lượng đĩa và nhật ký của kho, vì lỗi này thường do hết chỗ, rồi thử lại; số đã cấp vẫn giữ.",
    )
