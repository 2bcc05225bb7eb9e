"""The base of every value in the house: frozen, and closed to unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A frozen value; an unknown field is an error, not something silently dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
