"""Who is looking, and what they may do; every route names the right it asks for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, Request

from models.accounts import ROLE_NAMES, Account, Role, Scope
from models.errors import Forbidden, ThiduaError
from models.organisation import UnitId
from web import cookies
from web.state import State
from workflows.steps.accounts.signing_in import signed_in


class Right(StrEnum):
    """What a route asks of the person who opens it."""

    OWN = "own"
    """Anybody signed in: their own password, the list of campaigns, search within what they may see."""
    OVERSEE = "oversee"
    """See the whole office's work: every unit, drafts, operations."""
    RUN = "run"
    """Run campaigns: start steps, answer the plan's gaps."""
    HAND_IN = "hand_in"
    """Confirm and hand in for a unit: their own, or any for the office."""
    AWARDS = "awards"
    """See who is proposed for awards and what dossiers hold: all of them, or one's own unit's."""
    APPRAISE = "appraise"
    """Send a dossier back to its unit."""
    VERIFY = "verify"
    """Have the archive read against its hashes."""
    SEE_VERIFICATIONS = "see_verifications"
    """See how such a reading goes and what it found."""
    ACCOUNTS = "accounts"
    """Make and switch accounts."""


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.STAFF: frozenset(Right) - {Right.ACCOUNTS},
    Role.UNIT: frozenset({Right.OWN, Right.HAND_IN, Right.AWARDS}),
    Role.BOARD: frozenset({Right.OWN, Right.OVERSEE, Right.AWARDS, Right.APPRAISE, Right.SEE_VERIFICATIONS}),
    Role.ARCHIVIST: frozenset({Right.OWN, Right.VERIFY, Right.SEE_VERIFICATIONS}),
}
CHANGE_PASSWORD = "/mat-khau"  # noqa: S105 - an address, not a password


class SignInNeeded(ThiduaError):
    """Nobody is signed in, or the session has ended."""

    code = "sign-in-needed"
    http_status = 401


def sign_in_needed() -> SignInNeeded:
    """Return the error for a page or an act that asks who it is."""
    return SignInNeeded("Bạn chưa đăng nhập hoặc phiên làm việc đã hết hạn.", remedy="đăng nhập rồi làm lại thao tác.")


class PasswordChangeNeeded(ThiduaError):
    """A first password is good for nothing but choosing one's own."""

    code = "password-change-needed"
    http_status = 403


@dataclass(frozen=True)
class Person:
    """Who is signed in."""

    account: Account
    token: str

    def may(self, right: str) -> bool:
        """Tell whether the person has a right."""
        return Right(right) in RIGHTS[self.account.role]

    def may_act_for(self, unit: UnitId) -> bool:
        """Tell whether the person may confirm and hand in for a unit."""
        return self.may(Right.RUN) or (self.may(Right.HAND_IN) and self.account.unit == unit)

    @property
    def name(self) -> str:
        """Return the name that acts are logged under."""
        return self.account.name

    @property
    def scope(self) -> Scope:
        """Return what the person may see: everything, or their unit's part."""
        if self.account.role is Role.UNIT:
            return Scope(units=(self.account.unit,) if self.account.unit else ())
        return Scope()

    @property
    def role_name(self) -> str:
        """Return the role as pages call it."""
        return ROLE_NAMES[self.account.role]


def current_person(request: Request, state: State) -> Person | None:
    """Return who is signed in, if anybody; also kept on the request for the page's frame."""
    token = request.cookies.get(cookies.SESSION)
    account = signed_in(state.services, token=token, now=state.now()) if token else None
    person = Person(account=account, token=token) if account and token else None
    request.state.person = person
    return person


Visitor = Annotated[Person | None, Depends(current_person)]


def signed_in_person(request: Request, visitor: Visitor) -> Person:
    """Return who is signed in; raise ``SignInNeeded``, or ``PasswordChangeNeeded`` after a first password."""
    if visitor is None:
        raise sign_in_needed()
    if visitor.account.must_change_password and request.url.path != CHANGE_PASSWORD:
        raise PasswordChangeNeeded(
            "Bạn đang dùng mật khẩu cấp lần đầu.", remedy="đặt mật khẩu của riêng mình trước khi làm việc."
        )
    return visitor


User = Annotated[Person, Depends(signed_in_person)]


class _Allow:
    """A dependency that lets people with one right through."""

    def __init__(self, right: Right) -> None:
        self.right = right

    def __call__(self, person: User) -> None:
        """Raise ``Forbidden`` where the person lacks the right."""
        if not person.may(self.right):
            raise Forbidden(
                f"Tài khoản “{person.account.display_name}” ({person.role_name}) không có quyền làm việc này.",
                remedy="nhờ cơ quan chủ trì phong trào thực hiện, hoặc đề nghị quản trị viên cấp quyền.",
            )


def allow(right: Right) -> Any:
    """Return the route dependency that asks for a right."""
    return Depends(_Allow(right))


def asked_right(dependency: object) -> Right | None:
    """Return the right that a route's dependency asks for, if it is one of ours (the tests read every route)."""
    return dependency.right if isinstance(dependency, _Allow) else None


def refuse_other_unit(person: Person, unit: UnitId) -> None:
    """Raise ``Forbidden`` where a clerk acts for a unit that is not their own."""
    if not person.may_act_for(unit):
        raise Forbidden(
            "Bạn chỉ được xem và làm việc của đơn vị mình.",
            remedy="mở trang Việc của đơn vị; nếu tài khoản gắn nhầm đơn vị, đề nghị quản trị viên sửa.",
        )


def refuse_unseen_unit(person: Person, unit: UnitId) -> None:
    """Raise ``Forbidden`` where a person looks at the work of a unit outside their scope."""
    if not person.may(Right.OVERSEE) and person.account.unit != unit:
        refuse_other_unit(person, unit)


def sign_in_address(path: str) -> str:
    """Return the sign-in page's address that leads back to ``path`` afterwards."""
    return f"/dang-nhap?tiep={quote(path, safe='/')}"


def safe_return(path: str) -> str:
    """Return ``path`` where it is an address of this site, else the start page (no open redirect)."""
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if inside else "/"
