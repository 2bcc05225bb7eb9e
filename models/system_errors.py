"""Why the system refused a file, in Vietnamese."""

import errno
import os

_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có tệp hoặc thư mục ấy",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.EISDIR: "đó là một thư mục",
    errno.EEXIST: "đã có tệp mang tên ấy",
    errno.ELOOP: "đường dẫn tắt chỉ vòng quanh chính nó",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOSPC: "đĩa đầy",
    errno.EDQUOT: "hết phần đĩa dành cho tài khoản này",
    errno.EFBIG: "vượt cỡ tệp mà tài khoản này được ghi",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EIO: "ổ đĩa báo lỗi",
    errno.EMFILE: "mở quá nhiều tệp cùng lúc",
    errno.ENFILE: "mở quá nhiều tệp cùng lúc",
    errno.ENOMEM: "máy hết bộ nhớ",
    errno.EAGAIN: "máy đang chạy quá nhiều tiến trình",
}


def reason_of(error: OSError) -> str:
    """Return why the system refused; the system's own words where it is something rare."""
    number = error.errno or 0
    return _REASONS.get(number) or f"máy báo lỗi {number}: {os.strerror(number)}"
