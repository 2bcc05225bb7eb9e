"""The business date of a page or an act."""

from datetime import date
from typing import Annotated

from fastapi import Depends

from models.errors import ThiduaError
from web.forms import Fields, read_day
from workflows.steps.pages.campaigns import CampaignHead

FIELD = "ngay"


class DayAhead(ThiduaError):
    """In a live campaign nothing can be dated, sent or looked through on a day that has not come."""

    code = "day-ahead"
    http_status = 422


def asked_day(ngay: str = "") -> date | None:
    """Return the day in the page's address, if one is asked for; raises ``BadForm``."""
    return read_day(ngay.strip(), label="Ngày làm việc") if ngay.strip() else None


AskedDay = Annotated[date | None, Depends(asked_day)]


def act_day(head: CampaignHead, form: Fields) -> date:
    """Return the business date of an act: today in a live campaign, the day that the form bears in a replay."""
    if not head.replay:
        return head.today
    return form.optional_day(FIELD, label="Ngày làm việc") or head.work_day


def past_day(head: CampaignHead, day: date, *, label: str) -> date:
    """Return the day typed for something that has happened, or raise ``DayAhead`` where that cannot be.

    A number given with a day to come would keep every earlier day out of its series until then.
    """
    if not head.replay and day > head.today:
        raise DayAhead(
            f"Ngày {day:%d/%m/%Y} chưa đến: phong trào này tính theo ngày hiện tại, hôm nay là {head.today:%d/%m/%Y}.",
            place=f"ô {label}",
            remedy="ghi ngày từ hôm nay trở về trước.",
        )
    return day


def kept(day: date | None) -> str:
    """Return the address part that keeps the chosen day from page to page."""
    return f"?{FIELD}={day.isoformat()}" if day else ""
