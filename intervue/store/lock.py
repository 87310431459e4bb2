"""One server owns a data folder."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Self

from filelock import FileLock, Timeout

from intervue.store.errors import DataFolderError, DataFolderInUseError

if TYPE_CHECKING:
    from pathlib import Path


class DataFolderLock:
    """Held for as long as the server runs; the system gives it back when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = FileLock(folder / "intervue.lock", timeout=0, thread_local=False)
        # In a file of its own: on Windows a locked file cannot be read by others.
        self._owner = folder / "intervue.pid"

    def acquire(self) -> None:
        """Make the folder (for its owner alone) where it is absent, and take it.

        Raises `DataFolderInUseError` if another server has it, `DataFolderError` if it cannot be made or written.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock.acquire()
            self._owner.write_text(str(os.getpid()), encoding="ascii")
        except Timeout:
            raise DataFolderInUseError(self.folder, self._read_owner()) from None
        except OSError as error:
            self._lock.release()
            raise DataFolderError(
                f"The data folder {self.folder} cannot be used: {error.strerror or error}. "
                "Let this user write there, or set INTERVUE_DATA_DIR to another folder."
            ) from error

    def release(self) -> None:
        """Give it back. Does nothing if it is not held."""
        if self._lock.is_locked:
            self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _read_owner(self) -> int | None:
        with contextlib.suppress(OSError, ValueError):
            return int(self._owner.read_text(encoding="ascii"))
        return None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *_error: object) -> None:
        self.release()
