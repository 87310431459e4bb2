"""The models folder: one writer at a time, room on its disk, and one rename that puts a model in place."""

from __future__ import annotations

import errno
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from intervue.models.installed import write_record
from intervue.models.intact import remember
from intervue.models.report import FetchError, in_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intervue.models.catalog import Model
    from intervue.models.report import Reporter

WORK_NAME = ".partial"
"""Folder under the models folder where downloads grow. It is kept when a download is cut, so that it can go on."""
SPARE_BYTES = 200_000_000
"""Free disk space that is left to others."""
_ELSEWHERE = "Let this user write there, or set INTERVUE_MODELS_DIR to another folder."


@contextmanager
def alone(models_dir: Path, reporter: Reporter) -> Iterator[None]:
    """One writer at a time in a models folder, whichever process it is in. Raises `FetchError`."""
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FetchError(f"{models_dir} cannot be made: {error.strerror}. {_ELSEWHERE}") from error
    lock = FileLock(models_dir / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        reporter.note(f"Another process is fetching into {models_dir}; waiting for it to finish.")
        lock.acquire()
    except OSError as error:
        raise FetchError(f"{models_dir} cannot be written to: {error.strerror}. {_ELSEWHERE}") from error
    try:
        yield
    finally:
        lock.release()


def check_room(folder: Path, what: str, need: int, advice: str) -> None:
    """Raises `FetchError` if `need` bytes, and some to spare, are not free on the disk of `folder`."""
    free = shutil.disk_usage(folder).free
    room = need + SPARE_BYTES
    if free < room:
        raise FetchError(
            f"{what} needs {in_megabytes(room)} of free disk space in {folder}, where there are {in_megabytes(free)}. "
            f"{advice}"
        )


def install(model: Model, origin: str, staged: Path, models_dir: Path) -> None:
    """Put the checked files of `staged` in place with one rename. Raises `FetchError`, `OSError`."""
    for path in model.requires:
        if not (staged / path).is_file():
            shutil.rmtree(staged, ignore_errors=True)
            raise FetchError(f"what arrived has no {path}")
    write_record(model, origin, staged)
    target = models_dir / model.id
    old = models_dir / WORK_NAME / f"{model.id}.old"
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
        target.replace(old)
    staged.replace(target)
    shutil.rmtree(old, ignore_errors=True)
    (models_dir / f".failed-{model.id}").unlink(missing_ok=True)
    remember(model, models_dir)


def disk_trouble(error: OSError, folder: Path) -> FetchError:
    """What a failed read or write in `folder` means, as a sentence."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return FetchError(f"the disk of {folder} is full; make room and run this again")
    return FetchError(f"{error.filename or folder}: {error.strerror or error}")
