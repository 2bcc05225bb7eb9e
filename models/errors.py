"""The one family of errors that people see.

A message names the thing and says what is wrong; ``place`` says where; ``remedy`` gives the way out.
Subclasses stand beside the function that raises them, each with a stable ``code`` that has its
heading in ``docs/errors.md``.
"""

from typing import ClassVar


class ThiduaError(Exception):
    """An error told to a person, in Vietnamese; ``str()`` is the whole sentence for a log or terminal."""

    code: ClassVar[str] = "thidua"
    http_status: ClassVar[int] = 400
    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.message = message
        self.place = place
        self.remedy = remedy
        parts = [message]
        if place:
            parts.append(f"Vị trí: {place}.")
        if remedy:
            parts.append(f"Cách xử lý: {remedy}")
        super().__init__(" ".join(parts))


class NotFound(ThiduaError):
    """The thing asked for is not in the registry or the store."""

    code = "not-found"
    http_status = 404


class Conflict(ThiduaError):
    """The act does not fit the present state (already issued, already confirmed, date before the last)."""

    code = "conflict"
    http_status = 409


class Forbidden(ThiduaError):
    """The person is signed in but may not do this."""

    code = "forbidden"
    http_status = 403


class Unavailable(ThiduaError):
    """A part of the service (database, object store, PDF converter) does not answer; trying again may help."""

    code = "unavailable"
    http_status = 503
    exit_code = 3
