"""In a live campaign no document, hand-in or sweep bears a day that has not come."""

from datetime import date
from zoneinfo import ZoneInfo

from models.campaign import Clock
from models.documents import CampaignId
from models.errors import ThiduaError
from models.ports import Transaction

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


class DayAhead(ThiduaError):
    """In a live campaign nothing can be dated, sent or looked through on a day that has not come."""

    code = "day-ahead"
    http_status = 422


def day_ahead(day: date, *, today: date, place: str) -> DayAhead:
    """Return the error that tells which day has not come, and which day it is."""
    return DayAhead(
        f"Ngày {day:%d/%m/%Y} chưa đến: phong trào này tính theo ngày hiện tại, hôm nay là {today:%d/%m/%Y}.",
        place=place,
        remedy="ghi ngày từ hôm nay trở về trước.",
    )


def refuse_day_ahead(tx: Transaction, *, campaign_id: CampaignId, day: date, place: str) -> None:
    """Raise ``DayAhead`` for a day after today in Viet Nam, by the database's clock; a replay takes any day.

    A number given with a day to come would keep every earlier day out of its series until then.
    """
    if tx.campaigns.get(campaign_id).clock is not Clock.LIVE:
        return
    today = tx.now().astimezone(VIET_NAM).date()
    if day > today:
        raise day_ahead(day, today=today, place=place)
