"""What every endpoint is given: the services, the settings, the clock, and room for documents."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, cast

from fastapi import Depends, Request

from web.clock import day_of
from workflows.services import Services
from workflows.settings import Settings

DOCUMENTS_AT_ONCE = 4


@dataclass(frozen=True)
class WebState:
    """The outside world of the pages; one per application."""

    services: Services
    settings: Settings
    now: Callable[[], datetime]
    documents: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(DOCUMENTS_AT_ONCE))
    """Taken by each request that holds a document in memory; those that wait have theirs on disk."""

    @property
    def today(self) -> date:
        """Return today's date in Viet Nam."""
        return day_of(self.now())


def web_state(request: Request) -> WebState:
    """Return the application's state."""
    return cast("WebState", request.app.state.web)


State = Annotated[WebState, Depends(web_state)]
