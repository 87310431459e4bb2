from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from intervue.rehearse.sound import RATE, wav

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Two recordings, a second and half a second long."""
    folder = tmp_path / "answers"
    folder.mkdir()
    for name, seconds in (("1.wav", 1.0), ("2.WAV", 0.5)):
        time = np.arange(int(RATE * seconds)) / RATE
        (folder / name).write_bytes(wav((9_000 * np.sin(2 * np.pi * 300 * time)).astype(np.int16)))
    return folder
