"""Whether an installed model's bytes are still those that were checked, without reading them at every start."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from intervue.models.installed import damage_of, listed_files

if TYPE_CHECKING:
    from intervue.models.catalog import Model

STAMPS_NAME = ".verified.json"
"""In the models folder: for each model, size and times of each file when its hashes were last found right."""

Stamp = dict[str, tuple[int, int, int]]
_STAMPS = TypeAdapter(dict[str, Stamp])


def is_unchanged(model: Model, models_dir: Path) -> bool:
    """Whether no file of the model was touched since its hashes were found right."""
    stamp = _stamp(model, models_dir)
    return bool(stamp) and _read(models_dir).get(model.id) == stamp


def check(model: Model, models_dir: Path) -> list[str]:
    """What is wrong with an installed model; reads all of it only if it was touched since the last check."""
    return [] if is_unchanged(model, models_dir) else verify(model, models_dir)


def verify(model: Model, models_dir: Path) -> list[str]:
    """What is wrong with an installed model, by the hash of every byte. What is well is remembered."""
    before = _stamp(model, models_dir)
    problems = damage_of(model, models_dir)
    if not problems and before:
        _write(model, models_dir, before)
    return problems


def remember(model: Model, models_dir: Path) -> None:
    """Take note that the model's hashes have just been found right."""
    stamp = _stamp(model, models_dir)
    if stamp:
        _write(model, models_dir, stamp)


def _stamp(model: Model, models_dir: Path) -> Stamp:
    stamp: Stamp = {}
    for spec in listed_files(model, models_dir) or ():
        try:
            found = (models_dir / model.id / spec.path).stat()
        except OSError:
            return {}
        stamp[spec.path] = (found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return stamp


def _read(models_dir: Path) -> dict[str, Stamp]:
    try:
        return _STAMPS.validate_json((models_dir / STAMPS_NAME).read_bytes())
    except (OSError, ValidationError):
        return {}


def _write(model: Model, models_dir: Path, stamp: Stamp) -> None:
    """A folder that cannot be written to is checked anew each time."""
    path = models_dir / STAMPS_NAME
    part = Path(f"{path}.{os.getpid()}")
    with suppress(OSError):
        part.write_text(json.dumps({**_read(models_dir), model.id: stamp}), encoding="utf-8")
        part.replace(path)
