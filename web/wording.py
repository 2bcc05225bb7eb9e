"""Words that a person keeps as they are in spite of a fault of format: which faults were ticked, and the reason."""

from models.waivers import WaiverWish
from web.forms import Fields

TICKS, REASON = "giu_nguyen", "ly_do_giu_nguyen"


def wish_in(form: Fields) -> WaiverWish | None:
    """Return what a form asks to keep; None where nothing is ticked, whatever was written beside it."""
    marks = form.every(TICKS)
    return WaiverWish(reason=form.optional(REASON), marks=marks) if marks else None
