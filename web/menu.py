"""The menu of each role."""

from dataclasses import dataclass

from models.accounts import Role
from web.access import Person, Right


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu."""

    address: str
    text: str


_ITEMS = (
    (Right.OWN, MenuItem("/phong-trao", "Phong trào")),
    (Right.OWN, MenuItem("/tra-cuu", "Tra cứu văn bản")),
    (Right.OWN, MenuItem("/luu-tru", "Lưu trữ")),
    (Right.OVERSEE, MenuItem("/cong-viec", "Công việc")),
    (Right.OVERSEE, MenuItem("/mau-van-ban", "Mẫu văn bản")),
    (Right.OVERSEE, MenuItem("/danh-muc-don-vi", "Danh mục đơn vị")),
    (Right.ACCOUNTS, MenuItem("/tai-khoan", "Tài khoản")),
)
_OWN_WORK = MenuItem("/viec-cua-toi", "Việc của đơn vị")


def menu(person: Person) -> tuple[MenuItem, ...]:
    """Return the entries that a person may open; a clerk's own work comes first."""
    own = (_OWN_WORK,) if person.account.role is Role.UNIT else ()
    return own + tuple(item for right, item in _ITEMS if person.may(right))
