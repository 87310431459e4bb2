"""Whether the server is up, and whether it is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse
from starlette.routing import Route

from actors.messages import EngineState

if TYPE_CHECKING:
    from starlette.requests import Request

    from actors.health import HealthBoard


async def health(_request: Request) -> JSONResponse:
    """`GET /health`: the server is up."""
    return JSONResponse({"status": "healthy"})


async def ready(request: Request) -> JSONResponse:
    """`GET /ready`: 200 once every engine has loaded and answered a trial, else 503."""
    board: HealthBoard = request.app.state.health
    return JSONResponse(readiness(board), status_code=200 if board.ready else 503)


def readiness(board: HealthBoard) -> dict[str, Any]:
    """The body of `/ready`."""
    engines = board.snapshot()
    states = {health.state for health in engines}
    missing = [health.role for health in engines if health.state is EngineState.MISSING]
    if board.ready:
        status = "ready"
    elif missing:
        status = "models_missing"
    elif EngineState.FAILED in states or board.storage_fault:
        status = "failed"
    else:
        status = "starting"
    return {
        "status": status,
        "engines": {
            health.role: {
                "engine": health.engine,
                "state": health.state,
                "detail": health.detail,
                "restarts": health.restarts,
            }
            for health in engines
        },
        "missing": missing,
        "hint": (board.hint if missing else "") or board.unavailable() or "",
    }


health_routes = [Route("/health", health), Route("/ready", ready)]
