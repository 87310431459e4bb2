"""Where the model weights are that tests marked `models` use."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
SAMPLES = REPOSITORY.parent / "shared" / "samples"
"""Speech and resumes for development, beside the repository where there are any."""


def model_path(model_id: str) -> Path:
    """The folder of an installed model. Fails (not skips) where it is absent: `make test` fetches what it needs."""
    folder = Path(os.environ.get("INTERVUE_MODELS_DIR") or REPOSITORY / "models") / model_id
    if not folder.is_dir():
        raise FileNotFoundError(f"Model {model_id} is not in {folder.parent}: run `make models`.")
    return folder
