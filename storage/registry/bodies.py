"""Values that a row keeps whole as JSON, read again by whatever program comes after the one that wrote them."""

from collections.abc import Mapping
from typing import Any, TypeVar

from models.base import Value

_Kept = TypeVar("_Kept", bound=Value)


def value_in(body: Mapping[str, Any], *, of: type[_Kept]) -> _Kept:
    """Return the value; a field that its model no longer has is passed over, for what is frozen is never rewritten."""
    return of.model_validate(body, extra="ignore")
