"""What is in the models folder: which models are complete, and whether their bytes are the right ones."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ValidationError

from intervue.models.catalog import FileSpec, HttpsSource, PackagesSource, ZipSource

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.models.catalog import Model

RECORD_NAME = ".intervue.json"
"""Written into a fetched model's folder: where it came from, and the hash of each file as it was installed."""


class FileRecord(BaseModel):
    """One installed file."""

    path: str
    bytes: int
    sha256: str


class InstallRecord(BaseModel):
    """Where an installed model came from."""

    id: str
    source: str
    files: list[FileRecord]


State = Literal["installed", "incomplete", "absent"]


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main_file(model: Model, models_dir: Path) -> Path:
    """What the engine opens: a file, or the model's folder."""
    folder = models_dir / model.id
    return folder if model.main == "." else folder / model.main


def state_of(model: Model, models_dir: Path) -> State:
    """Whether the model is there with all its files in their right sizes. Reads no contents, so it is quick."""
    folder = models_dir / model.id
    if not folder.is_dir():
        return "absent"
    return "installed" if listed_files(model, models_dir) is not None else "incomplete"


def damage_of(model: Model, models_dir: Path) -> list[str]:
    """What is wrong with an installed model, one sentence per file, by the hash of every byte; empty if it is well."""
    folder = models_dir / model.id
    files = listed_files(model, models_dir)
    if files is None:
        return [f"{folder} is not complete"]
    return [
        f"{folder / spec.path} does not have the SHA-256 that it should have"
        for spec in files
        if spec.sha256 is not None and sha256_of(folder / spec.path) != spec.sha256
    ]


def checked_against(model: Model, models_dir: Path) -> str:
    """What `damage_of` can compare with: "hashes", or "sizes" where no hash is known."""
    files = listed_files(model, models_dir)
    return "hashes" if files and all(spec.sha256 for spec in files) else "sizes"


def write_record(model: Model, source: str, folder: Path) -> None:
    """Note in `folder` what was installed there, hashing every file."""
    files = [
        FileRecord(path=path.relative_to(folder).as_posix(), bytes=path.stat().st_size, sha256=sha256_of(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    record = InstallRecord(id=model.id, source=source, files=files)
    (folder / RECORD_NAME).write_text(record.model_dump_json(indent=1), encoding="utf-8")


def listed_files(model: Model, models_dir: Path) -> tuple[FileSpec, ...] | None:
    """The files of the source that the installed model agrees with, by size; None if it agrees with none."""
    folder = models_dir / model.id
    variants = [source.files for source in model.sources if isinstance(source, (HttpsSource, PackagesSource))]
    if any(isinstance(source, ZipSource) for source in model.sources):
        recorded = _recorded(folder)
        variants.append(recorded or tuple(FileSpec(path=path, bytes=None) for path in model.requires))
    for files in variants:
        if files and all(_present(folder / spec.path, spec.bytes) for spec in files):
            return files
    return None


def _present(path: Path, size: int | None) -> bool:
    try:
        found = path.stat().st_size
    except OSError:
        return False
    return path.is_file() and (found == size if size is not None else found > 0)


def _recorded(folder: Path) -> tuple[FileSpec, ...] | None:
    try:
        record = InstallRecord.model_validate(json.loads((folder / RECORD_NAME).read_text(encoding="utf-8")))
        return tuple(FileSpec(path=f.path, bytes=f.bytes or None, sha256=f.sha256) for f in record.files)
    except (OSError, ValueError, ValidationError):
        return None
