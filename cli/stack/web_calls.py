"""Asking servers over HTTP whether they answer; no answer is an answer here, never an error."""

import base64
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from pydantic import SecretStr


def status(address: str, *, secret: SecretStr | None = None) -> int:
    """Return the HTTP status of a GET; 0 where nothing answers."""
    return _get(address, secret=secret)[0]


def text(address: str, *, secret: SecretStr | None = None, body: bytes | None = None) -> str:
    """Return what a GET (with ``body``: a POST of JSON) answers with 200; empty otherwise."""
    code, said = _get(address, secret=secret, body=body)
    return said if code == 200 else ""


def _get(address: str, *, secret: SecretStr | None, body: bytes | None = None) -> tuple[int, str]:
    request = Request(address, data=body, headers={"Content-Type": "application/json"})  # noqa: S310  from settings
    if secret:
        token = base64.b64encode(secret.get_secret_value().encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    try:
        with urlopen(request, timeout=3) as answer:  # noqa: S310  as above
            return int(answer.status), answer.read().decode("utf-8", errors="replace")
    except HTTPError as refused:
        return refused.code, ""
    except (URLError, OSError):
        return 0, ""
