"""Accounts, for administrators."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from models.accounts import ROLE_NAMES, Role
from models.errors import ThiduaError
from models.organisation import UnitId
from web.access import Person, Right, User, allow
from web.forms import Fields, Form
from web.rendering import page
from web.state import State, WebState
from workflows.steps.accounts import accounts
from workflows.steps.pages.directory import units_of_accounts

router = APIRouter(prefix="/tai-khoan", dependencies=[allow(Right.ACCOUNTS)])


@router.get("")
def account_list(request: Request, state: State) -> Response:
    """List the accounts, with a form for a new one."""
    return _page(request, state)


@router.post("")
def create(request: Request, state: State, form: Form, person: User) -> Response:
    """Make an account and show its first password, once."""
    try:
        told = _create(state, form, person)
    except ThiduaError as error:
        return _page(request, state, error=error, typed=form.typed())
    return _page(request, state, told=told)


@router.post("/{name}/mat-khau")
def reset_password(request: Request, state: State, person: User, name: str) -> Response:
    """Give an account a new first password and show it, once."""
    told = accounts.reset_password(state.services, name=name, actor=person.name, as_of=state.today)
    return _page(request, state, told=told)


@router.post("/{name}/trang-thai")
def switch(request: Request, state: State, form: Form, person: User, name: str) -> Response:
    """Switch an account on or off."""
    try:
        accounts.set_active(state.services, name=name, active=form.ticked("mo"), actor=person.name, as_of=state.today)
    except ThiduaError as error:
        return _page(request, state, error=error)
    return _page(request, state)


def _create(state: WebState, form: Fields, person: Person) -> accounts.FirstPassword:
    unit = form.optional("don_vi")
    return accounts.create_account(
        state.services,
        name=form.text("ten", label="Tên đăng nhập"),
        display_name=form.text("ho_ten", label="Họ và tên"),
        role=form.choice("vai_tro", Role, label="Vai trò"),
        unit=UnitId(unit) if unit else None,
        actor=person.name,
        as_of=state.today,
    )


def _page(
    request: Request,
    state: WebState,
    *,
    error: ThiduaError | None = None,
    typed: dict[str, str] | None = None,
    told: accounts.FirstPassword | None = None,
) -> Response:
    return page(
        request,
        "accounts.html",
        error=error,
        accounts=accounts.list_accounts(state.services),
        units=units_of_accounts(state.services),
        roles=ROLE_NAMES,
        typed=typed or {},
        told=told,
        now=state.now(),
    )
