"""A person's own password."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.errors import ThiduaError
from web import cookies
from web.access import CHANGE_PASSWORD, Right, User, allow
from web.forms import BadForm, Form
from web.rendering import go_to, page
from web.state import State
from workflows.steps.accounts.signing_in import change_password as set_password

router = APIRouter(dependencies=[allow(Right.OWN)])


@router.get(CHANGE_PASSWORD)
def password_form(request: Request) -> Response:
    """Show the form for a new password."""
    return page(request, "password.html")


@router.post(CHANGE_PASSWORD)
def change_password(request: Request, state: State, form: Form, person: User) -> Response:
    """Set the person's new password; every other session of theirs ends."""
    try:
        new = _typed_twice(form)
        signed_in = set_password(state.services, name=person.name, old=form.secret("cu"), new=new, now=state.now())
    except ThiduaError as error:
        return page(request, "password.html", error=error)
    answer = go_to(request, "/", note="Đã đổi mật khẩu. Các phiên đăng nhập khác của bạn đã kết thúc.")
    cookies.keep_session(request, answer, signed_in)
    return answer


def _typed_twice(form: Form) -> str:
    new = form.secret("moi")
    if new != form.secret("moi_lai"):
        raise BadForm(
            "Hai lần nhập mật khẩu mới không giống nhau.", place="ô Nhập lại mật khẩu mới", remedy="nhập lại cả hai ô."
        )
    return new
