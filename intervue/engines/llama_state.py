"""The fixed prompt's state on disk, so that no start has to read the prompt again."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_log = logging.getLogger(__name__)

_DIGEST = 32
_KEPT = 4
"""State files that stay in the folder: the newest ones, for other models and prompts."""


class _States(Protocol):
    def save(self, path: Path, sequence: int, tokens: Sequence[int]) -> bool: ...
    def restore(self, path: Path, sequence: int, tokens: Sequence[int]) -> bool: ...


class PromptState:
    """One prompt's state in a file named after model, build and prompt, closed by a SHA-256 of what is before it.

    A file that is damaged or foreign is as good as none: llama.cpp is never given bytes that it did not write.
    """

    def __init__(self, folder: Path, model: Path, build: str, tokens: Sequence[int]) -> None:
        self._folder = folder
        self._tokens = tuple(tokens)
        stat = model.stat()
        identity = repr((model.name, stat.st_size, stat.st_mtime_ns, build, self._tokens))
        self.path = folder / f"prompt-{hashlib.sha256(identity.encode()).hexdigest()[:32]}.state"

    def restore(self, states: _States, sequence: int) -> bool:
        """Read the state into an empty sequence. False, with the sequence still empty, if there is none."""
        try:
            sound = _is_sound(self.path)
        except OSError:
            return False
        if not sound:
            _log.warning("The prompt's state in %s is damaged and will be made anew.", self.path)
            return False
        return states.restore(self.path, sequence, self._tokens)

    def keep(self, states: _States, sequence: int) -> None:
        """Write the state of a sequence that holds the prompt. A full or read-only disk costs a warning only."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="prompt-", suffix=".part", dir=self._folder)
            os.close(handle)
            part = Path(name)
            try:
                if not states.save(part, sequence, self._tokens):
                    raise OSError("the state could not be written")
                _seal(part)
                part.replace(self.path)
            finally:
                part.unlink(missing_ok=True)
            self._prune()
        except OSError as error:
            _log.warning("The prompt's state could not be kept in %s: %s", self._folder, error)

    def _prune(self) -> None:
        files = sorted(self._folder.glob("prompt-*.state"), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[_KEPT:]:
            with contextlib.suppress(OSError):
                file.unlink()


def _is_sound(path: Path) -> bool:
    content = path.read_bytes()
    return hashlib.sha256(content[:-_DIGEST]).digest() == content[-_DIGEST:]


def _seal(path: Path) -> None:
    with path.open("r+b") as file:
        digest = hashlib.sha256(file.read()).digest()
        file.write(digest)
        file.flush()
        os.fsync(file.fileno())
