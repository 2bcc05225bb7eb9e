"""The web application, put together."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.staticfiles import StaticFiles

from web import clock
from web.bodies import BodyLimit, limit_body
from web.csrf import refuse_forged
from web.errors import add_error_pages
from web.headers import SecurityHeaders
from web.routes import ALL_ROUTES
from web.state import WebState
from workflows.services import Services
from workflows.settings import Settings


def create_app(services: Services, settings: Settings, *, now: Callable[[], datetime] = clock.now) -> FastAPI:
    """Return the application over its services; ``now`` is the clock that today's date is read from."""
    app = FastAPI(
        title="Thi đua",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(limit_body), Depends(refuse_forged)],
    )
    app.state.web = WebState(services=services, settings=settings, now=now)
    for router in ALL_ROUTES:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    add_error_pages(app)
    app.add_middleware(BodyLimit, form_limit_mb=settings.form_limit_mb)
    app.add_middleware(SecurityHeaders)
    return app
