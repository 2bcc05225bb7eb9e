"""Coming in and going out."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.accounts import Role
from models.errors import ThiduaError
from web import cookies
from web.access import CHANGE_PASSWORD, Right, User, Visitor, allow, safe_return
from web.addresses import network_address
from web.forms import Form
from web.rendering import go_to, page
from web.state import State
from workflows.steps.accounts import signing_in as sessions

router = APIRouter()


@router.get("/dang-nhap")
def sign_in_form(request: Request, visitor: Visitor, tiep: str = "/") -> Response:
    """Show the sign-in form."""
    if visitor is not None:
        return go_to(request, safe_return(tiep))
    return page(request, "sign_in.html", back=safe_return(tiep), typed={})


@router.post("/dang-nhap")
def sign_in(request: Request, state: State, form: Form) -> Response:
    """Open a session, its token fresh, and lead back to where the person wanted to go."""
    back = safe_return(form.optional("tiep") or "/")
    try:
        name, password = form.text("ten", label="Tên đăng nhập"), form.secret("mat_khau")
        signed_in = sessions.sign_in(
            state.services, name=name, password=password, address=network_address(request), now=state.now()
        )
    except ThiduaError as error:
        return page(request, "sign_in.html", error=error, back=back, typed=form.typed())
    answer = go_to(request, CHANGE_PASSWORD if signed_in.account.must_change_password else back)
    cookies.keep_session(request, answer, signed_in)
    return answer


@router.post("/dang-xuat")
def sign_out(request: Request, state: State, visitor: Visitor) -> Response:
    """Close the session."""
    if visitor is not None:
        sessions.sign_out(state.services, token=visitor.token)
    answer = go_to(request, "/dang-nhap", note="Bạn đã đăng xuất.")
    cookies.forget_session(answer)
    return answer


@router.get("/", dependencies=[allow(Right.OWN)])
def start(request: Request, person: User) -> Response:
    """Lead a person to where their work is."""
    return go_to(request, "/viec-cua-toi" if person.account.role is Role.UNIT else "/phong-trao")
