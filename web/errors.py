"""Every error as a page in Vietnamese: what happened, where, and the way out; never a stack trace."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from models.errors import NotFound, ThiduaError
from web import cookies
from web.access import CHANGE_PASSWORD, PasswordChangeNeeded, SignInNeeded, sign_in_address
from web.headers import SECURITY
from web.rendering import page

_LOG = logging.getLogger("thidua.web")


class PageNotFound(NotFound):
    """No page has that address."""

    code = "page-not-found"


class Unexpected(ThiduaError):
    """Something broke that nobody foresaw; the log holds the rest."""

    code = "unexpected"
    http_status = 500


class BadRequest(ThiduaError):
    """A request that no page of ours sends."""

    code = "bad-request"


def add_error_pages(app: FastAPI) -> None:
    """Teach the application to answer every error with a page."""
    app.add_exception_handler(SignInNeeded, _to_sign_in)
    app.add_exception_handler(PasswordChangeNeeded, _to_new_password)
    app.add_exception_handler(ThiduaError, _told)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def error_page(request: Request, error: ThiduaError) -> Response:
    """Return the page that tells an error."""
    return page(request, "error.html", error=error)


async def _to_sign_in(request: Request, _: Exception) -> Response:
    back = request.url.path if request.method == "GET" else "/"
    answer = RedirectResponse(sign_in_address(back), status_code=303)
    cookies.forget_session(answer)
    if request.headers.get("HX-Request"):
        answer.headers["HX-Redirect"] = sign_in_address("/")
    return answer


async def _to_new_password(_request: Request, _: Exception) -> Response:
    return RedirectResponse(CHANGE_PASSWORD, status_code=303)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, ThiduaError)
    if error.http_status >= 500:
        _LOG.error("%s %s: %s", request.method, request.url.path, error)
    return error_page(request, error)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code in (404, 405):
        gone = PageNotFound(
            "Không có trang này.", place=request.url.path, remedy="kiểm tra lại địa chỉ hoặc quay về trang Phong trào."
        )
        return error_page(request, gone)
    return error_page(request, BadRequest("Yêu cầu gửi lên không đọc được.", remedy="tải lại trang rồi làm lại."))


async def _invalid(request: Request, _: Exception) -> Response:
    return error_page(
        request, BadRequest("Địa chỉ hoặc biểu mẫu không đúng.", remedy="quay lại trang trước rồi làm lại.")
    )


async def _unexpected(request: Request, error: Exception) -> Response:
    _LOG.error("%s %s", request.method, request.url.path, exc_info=error)
    broken = Unexpected(
        "Hệ thống gặp lỗi ngoài dự kiến; nội dung lỗi đã được ghi vào nhật ký.",
        remedy="thử lại sau ít phút; nếu vẫn lỗi, báo quản trị viên kèm thời điểm xảy ra.",
    )
    answer = error_page(request, broken)
    answer.headers.update(SECURITY)  # this answer is made outside the middleware that adds them
    return answer
