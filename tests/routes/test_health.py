from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.testclient import TestClient

from actors.health import HealthBoard
from actors.messages import EngineHealth, EngineState
from intervue.auth.roles import ANONYMOUS, EVERYBODY
from intervue.routes.health import health_routes, readiness
from intervue.settings import Settings

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from intervue.auth.roles import Identity

MODELS = Path("/srv/our models")


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("The model in /srv/our models/whisper-base is incomplete.", "The model in whisper-base is incomplete."),
        ("Nothing in /srv/our models.", "Nothing in our models."),
        ("/home/jane/.venv/lib/engine.so: cannot open", "engine.so: cannot open"),
        (r"C:\Users\jane\models\voice.onnx is missing", "voice.onnx is missing"),
        ("Loading failed 3/4 of the time, see https://example.org/a/b.", None),
    ],
)
def test_what_is_wrong_with_an_engine_is_told_without_where_its_files_lie(detail: str, shown: str | None) -> None:
    board = HealthBoard()
    board.report(EngineHealth("stt", "whisper", EngineState.FAILED, detail))
    assert readiness(board, [MODELS])["engines"]["stt"]["detail"] == (detail if shown is None else shown)


@pytest.mark.parametrize(("asker", "told"), [(EVERYBODY, True), (ANONYMOUS, False)])
def test_keys_of_bearer_tokens_that_cannot_be_used_are_told_to_who_may_know_without_their_place(
    asker: Identity, *, told: bool
) -> None:
    given: dict[str, Any] = {}
    app = Starlette(routes=health_routes)
    app.state.settings = Settings(**given)
    app.state.health = HealthBoard()
    app.state.gate = SimpleNamespace(bearer_fault="/etc/intervue/key.pem cannot be read (No such file).")

    async def asking(request: Request, go_on: Any) -> Response:
        request.state.identity = asker
        answer: Response = await go_on(request)
        return answer

    app.add_middleware(BaseHTTPMiddleware, dispatch=asking)
    with TestClient(app) as client:
        body = client.get("/ready").json()
    assert body.get("access") == ("key.pem cannot be read (No such file)." if told else None)
