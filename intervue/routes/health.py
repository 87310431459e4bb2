"""Whether the server is up, and whether it is ready."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse
from starlette.routing import Route

from actors.messages import EngineState
from intervue.auth.roles import Action, may
from intervue.routes.openapi import described

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from starlette.requests import Request

    from actors.health import HealthBoard
    from intervue.settings import Settings


_ABSOLUTE = re.compile(r"""(?<![\w/.:])(?:[A-Za-z]:)?[/\\](?:[^\s/\\:"'<>|]+[/\\])+([^\s/\\:"'<>|]*)""")
"""A path from the root down; its last part is what may be told."""


class Health(BaseModel):
    """The server is up."""

    status: Literal["healthy"]


class EngineReadiness(BaseModel):
    """How an engine is."""

    engine: str
    state: EngineState
    detail: str
    restarts: int


class Readiness(BaseModel):
    """Whether interviews can be held. Who may not read `/metrics` is told the status alone."""

    status: Literal["ready", "starting", "failed", "models_missing"]
    engines: dict[str, EngineReadiness] | None = Field(None, description="By role.")
    missing: list[str] | None = Field(None, description="Roles whose model is not there.")
    hint: str | None = Field(None, description="What to do; may be empty.")
    access: str | None = Field(
        None, description="What is wrong with the keys of bearer tokens; empty where nothing is."
    )


@described("server", answer=Health, public=True)
async def health(_request: Request) -> JSONResponse:
    """Say that the server is up."""
    return JSONResponse({"status": "healthy"})


@described("server", answer=Readiness, others={503: Readiness}, public=True)
async def ready(request: Request) -> JSONResponse:
    """Say whether interviews can be held: 200 once every engine has loaded and answered a trial, else 503.

    Details are for the operator: whoever may read `/metrics`.
    """
    board: HealthBoard = request.app.state.health
    settings: Settings = request.app.state.settings
    folders = (settings.models_dir, settings.data_dir)
    body = readiness(board, folders) | {"access": _without_places(request.app.state.gate.bearer_fault, folders)}
    if not may(request.state.identity, Action.READ_METRICS):
        body = {"status": body["status"]}
    return JSONResponse(body, status_code=200 if board.ready else 503)


def readiness(board: HealthBoard, folders: Iterable[Path] = ()) -> dict[str, Any]:
    """The body of `/ready`. Files are named, but not where they lie; `folders` are those that are likely to appear."""
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
                "detail": _without_places(health.detail, folders),
                "restarts": health.restarts,
            }
            for health in engines
        },
        "missing": missing,
        "hint": (board.hint if missing else "") or board.unavailable() or "",
    }


def _without_places(text: str, folders: Iterable[Path]) -> str:
    for folder in folders:
        text = text.replace(f"{folder}{os.sep}", "").replace(str(folder), folder.name)
    return _ABSOLUTE.sub(r"\1", text)


health_routes = [Route("/health", health, methods=["GET"]), Route("/ready", ready, methods=["GET"])]
