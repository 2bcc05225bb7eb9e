"""The quarter-hourly look at live campaigns. Its flow does no work itself: it only asks for it."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from prefect import flow

from workflows.flows.carrying import services_of_this_process
from workflows.steps.reporting.live import request_live_sweeps

CRON = "*/15 * * * *"
TIMEZONE = "Asia/Ho_Chi_Minh"


@flow(name="sweep-live-campaigns")
async def sweep_live_campaigns() -> int:
    """Ask for a sweep of every live campaign that needs one today; return how many were asked for."""
    today = datetime.now(tz=ZoneInfo(TIMEZONE)).date()
    return len(await asyncio.to_thread(request_live_sweeps, services_of_this_process(), today=today))
