"""The one place where pages read the clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return this moment in Viet Nam's time."""
    return datetime.now(VIET_NAM)


def day_of(moment: datetime) -> date:
    """Return the date in Viet Nam at a moment."""
    return moment.astimezone(VIET_NAM).date()
