"""The business date of a page or an act."""

from datetime import date
from typing import Annotated

from fastapi import Depends

from web.forms import Fields, read_day
from workflows.steps.campaigns.live_days import day_ahead
from workflows.steps.pages.campaigns import CampaignHead

FIELD = "ngay"


def asked_day(ngay: str = "") -> date | None:
    """Return the day in the page's address, if one is asked for; raises ``BadForm``."""
    return read_day(ngay.strip(), label="Ngày làm việc") if ngay.strip() else None


def page_day(form: Fields) -> date | None:
    """Return the day that the page was seen on from which the form came, if one was chosen; raises ``BadForm``."""
    return asked_day(form.optional(FIELD))


AskedDay = Annotated[date | None, Depends(asked_day)]


def act_day(head: CampaignHead, form: Fields) -> date:
    """Return the business date of an act: today in a live campaign, the day that the form bears in a replay."""
    if not head.replay:
        return head.today
    return form.optional_day(FIELD, label="Ngày làm việc") or head.work_day


def past_day(head: CampaignHead, day: date, *, label: str) -> date:
    """Return the day typed for something that has happened, or raise ``DayAhead`` where that cannot be.

    The step refuses it too; asked here, the answer names the field and comes before anything else is looked at.
    """
    if not head.replay and day > head.today:
        raise day_ahead(day, today=head.today, place=f"ô {label}")
    return day


def kept(day: date | None) -> str:
    """Return the address part that keeps the chosen day from page to page."""
    return f"?{FIELD}={day.isoformat()}" if day else ""
