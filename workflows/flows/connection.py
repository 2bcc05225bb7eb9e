"""How this process reaches the Prefect server. Called before Prefect is imported, which reads it once."""

import logging
import os
import sys

from models.errors import Unavailable
from workflows.settings import Settings

POOL = "thidua"
"""The work pool, and the second half of each deployment's name."""
QUERY_SECONDS = "0.3"
"""How often the worker asks for runs; Prefect's own default of ten seconds is a long wait for a person."""


class NoPrefect(Unavailable):
    """No address of a Prefect server is set."""

    code = "no-prefect"


def log_to_stderr() -> None:
    """Let this process tell what it does, but not every call to the server."""
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(name)s %(message)s")
    for chatty in ("httpx", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def use_prefect(settings: Settings) -> None:
    """Point this process at the settings' Prefect server; what the environment says already stays."""
    if settings.prefect_api_url is None:
        raise NoPrefect(
            "Chưa có địa chỉ máy chủ Prefect.",
            place="THIDUA_PREFECT_API_URL",
            remedy="chạy `thidua up`, hoặc đặt địa chỉ máy chủ Prefect trong thiết đặt.",
        )
    given = {
        "PREFECT_API_URL": settings.prefect_api_url,
        "PREFECT_HOME": str(settings.home.absolute() / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_WORKER_QUERY_SECONDS": QUERY_SECONDS,
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "DO_NOT_TRACK": "1",
    }
    if settings.prefect_auth is not None:
        given["PREFECT_API_AUTH_STRING"] = settings.prefect_auth.get_secret_value()
    for name, value in given.items():
        os.environ.setdefault(name, value)
