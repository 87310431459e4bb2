from __future__ import annotations

from pathlib import Path

import pytest

from actors.health import HealthBoard
from actors.messages import EngineHealth, EngineState
from intervue.routes.health import readiness

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
