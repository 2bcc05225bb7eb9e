"""A browser without JavaScript, as far as forms and links need one."""

import re
from collections.abc import Mapping
from html import unescape

from fastapi import FastAPI
from starlette.testclient import TestClient

_TOKEN = re.compile(r'name="_the" value="([0-9a-f]+)"')


class Browsing:
    """One browser with its own cookies."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, base_url="http://thidua.test", raise_server_exceptions=False)

    def sign_in(self, name: str, password: str) -> "Page":
        """Sign in through the form."""
        return self.send("/dang-nhap", {"ten": name, "mat_khau": password}, form_on="/dang-nhap")

    def open(self, address: str, *, follow: bool = True) -> "Page":
        """Open a page."""
        return Page(self.client.get(address, follow_redirects=follow))

    def send(
        self,
        address: str,
        fields: Mapping[str, object] | None = None,
        *,
        form_on: str | None = None,
        token: str | None = None,
        files: Mapping[str, tuple[str, bytes]] | None = None,
        follow: bool = True,
    ) -> "Page":
        """Send a form with the token of the page that it stands on."""
        given = token if token is not None else self.token(form_on or "/mat-khau")
        data = {"_the": given, **(fields or {})}
        return Page(self.client.post(address, data=data, files=files, follow_redirects=follow))

    def token(self, address: str) -> str:
        """Return the form token of a page."""
        found = _TOKEN.search(self.client.get(address).text)
        return found[1] if found else ""


class Page:
    """What came back."""

    def __init__(self, response: object) -> None:
        self.response = response

    @property
    def status(self) -> int:
        """Return the HTTP status."""
        return self.response.status_code

    @property
    def html(self) -> str:
        """Return the page's source."""
        return self.response.text

    @property
    def words(self) -> str:
        """Return the words that a person sees, white space squeezed."""
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", self.html)).split())

    @property
    def address(self) -> str:
        """Return where the browser ended, without the host."""
        return self.response.url.raw_path.decode()

    def header(self, name: str) -> str:
        """Return a header, empty where it is absent."""
        return self.response.headers.get(name, "")
