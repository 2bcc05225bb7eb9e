"""Whether the service is well, for supervisors and load balancers."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from models.errors import Unavailable
from web.state import State

router = APIRouter()


@router.get("/healthz")
def health(state: State) -> Response:
    """Return 200 while the registry answers, 503 with its reason when it does not."""
    try:
        state.services.registry.check()
    except Unavailable as error:
        return JSONResponse({"status": "unavailable", "code": error.code}, status_code=503)
    return JSONResponse({"status": "ok"})
