"""The base of every value in the house: frozen, and closed to unknown fields."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from models.text import full_name, tidy


class Value(BaseModel):
    """A frozen value; an unknown field is an error, not something silently dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Typed = Annotated[str, AfterValidator(tidy)]
"""Text as a person types it into a form, its habits of typing set right."""
PersonName = Annotated[str, AfterValidator(full_name)]
"""A person's name as documents print it, however its letters were typed."""
