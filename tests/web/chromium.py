"""Starts the system's Chromium with a microphone that plays a file."""

from __future__ import annotations

import os
import shutil
import wave
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
]


def find_chromium() -> str:
    """The path of the browser. Skips where there is none, unless INTERVUE_REQUIRE_BROWSER=1 forbids that."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        wanted = f"Chromium is not installed (looked for {', '.join(NAMES)})"
        if os.environ.get("INTERVUE_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{wanted}, and INTERVUE_REQUIRE_BROWSER=1 asks for it.")
        pytest.skip(f"{wanted}: the page was not tested.")
    return found


@contextmanager
def chromium(microphone: Path, *more_flags: str) -> Iterator[Browser]:
    """A browser whose microphone plays a WAV file over and over. Permission is the context's to grant."""
    path = find_chromium()
    flags = [*FLAGS, f"--use-file-for-fake-audio-capture={microphone}", *more_flags]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def write_voice(path: Path, seconds: float = 4.0, rate: int = 48000) -> Path:
    """A tone that swells and fades four times a second, as syllables do: 16 bit WAV, mono."""
    time_s = np.arange(int(seconds * rate)) / rate
    envelope = np.sin(np.pi * 4 * time_s) ** 2
    samples = (0.4 * envelope * np.sin(2 * np.pi * 220 * time_s) * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return path
