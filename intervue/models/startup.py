"""A look at the models' bytes beside a server that starts: right sizes alone do not make a model."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from intervue.models.catalog import load_catalog
from intervue.models.intact import check
from intervue.models.select import select_models

if TYPE_CHECKING:
    from intervue.settings import Settings

logger = logging.getLogger(__name__)


def check_in_background(settings: Settings) -> threading.Thread:
    """Log an error for each damaged model in use; what was found right before is read only if it was touched."""
    thread = threading.Thread(target=_check, args=(settings,), name="model-check", daemon=True)
    thread.start()
    return thread


def _check(settings: Settings) -> None:
    catalog = load_catalog()
    chosen = select_models(settings, catalog)
    for model in (chosen.tts, chosen.stt, chosen.live, chosen.llm):
        if model is None:
            continue
        try:
            problems = check(catalog.get(model.id), settings.models_dir)
        except OSError as error:
            problems = [str(error)]
        if problems:
            logger.error(
                "The model %s is damaged: %s. Run `intervue models fetch --again %s`, then start the server again.",
                model.id,
                "; ".join(problems),
                model.id,
            )
