"""The page as a person uses it. Works against any server, scripted or real; every wait is bounded."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Locator, Page

State = Literal[
    "connecting",
    "reconnecting",
    "sending",
    "ending",
    "speaking",
    "your-turn",
    "listening",
    "cut",
    "understanding",
    "thinking",
    "paused",
]
"""The values of `data-state` on #state, as intervue/web/state.js has them."""


_NOTE_STATES = """
window.statesSeen = [];
document.addEventListener("readystatechange", () => {
    const state = document.getElementById("state");
    if (!state) return; // not the page of an interview
    const note = () => window.statesSeen.push(state.dataset.state);
    new MutationObserver(note).observe(state, { attributes: true, attributeFilter: ["data-state"] });
}, { once: true });
"""


class InterviewPage:
    """One tab. Also collects what a good page never has: errors, and requests to other origins."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        """Console errors and warnings (policy violations are among them) and uncaught exceptions."""
        self.foreign: list[str] = []
        page.add_init_script(_NOTE_STATES)
        page.on(
            "console", lambda line: self.complaints.append(line.text) if line.type in {"error", "warning"} else None
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.on("websocket", lambda socket: self._note(socket.url))

    def open(self) -> None:
        """Loads the page."""
        self.page.goto(self.url)

    def id(self, name: str) -> Locator:
        """The element with an id."""
        return self.page.locator(f"#{name}")

    def upload_resume(self, file: Path, wait_s: float = 30) -> None:
        """Hands a file in and waits for what was understood or why not."""
        self.id("resume-file").set_input_files(file)
        done = self.page.locator("#resume-understood:not([hidden]), #resume-error:not([hidden])")
        expect(done).to_be_visible(timeout=wait_s * 1000)

    def start(self) -> None:
        """Presses the start button."""
        self.id("start").click()

    def wait_for_state(self, *names: State, wait_s: float = 15) -> None:
        """Waits until the page says one of these states. A real model may need a longer wait."""
        pattern = re.compile(f"^(?:{'|'.join(names)})$")
        expect(self.id("state")).to_have_attribute("data-state", pattern, timeout=wait_s * 1000)

    @contextmanager
    def passes_through(self, name: State, wait_s: float = 15) -> Iterator[None]:
        """What is done inside must show a state, however short. Not across a reload."""
        before = self.page.evaluate("window.statesSeen.length")
        yield
        self.page.wait_for_function(
            "([before, name]) => window.statesSeen.slice(before).includes(name)",
            arg=[before, name],
            timeout=wait_s * 1000,
        )

    def hold_to_talk(self, seconds: float = 1) -> None:
        """Holds the button with the mouse for so many seconds by the page's clock (0.4 or more: less is a tap)."""
        self.id("talk").hover()
        self.page.mouse.down()
        self.wait_for_recorded(seconds)
        self.page.mouse.up()

    def wait_for_recorded(self, seconds: float) -> None:
        """Waits until so many seconds are recorded."""
        self.page.wait_for_function(
            "least => document.getElementById('recording').classList.contains('on')"
            " && Number(document.getElementById('record-time').dataset.seconds) >= least",
            arg=seconds,
            timeout=(seconds + 10) * 1000,
        )

    def wait_for_captions(self, count: int, wait_s: float = 15) -> list[tuple[str, str]]:
        """The captions, once there are at least so many."""
        line = self.page.locator("#captions > [data-role]").nth(count - 1)
        expect(line).to_be_attached(timeout=wait_s * 1000)
        return self.captions()

    def captions(self) -> list[tuple[str, str]]:
        """(role, text) of each caption shown."""
        lines = self.page.locator("#captions > [data-role]").all()
        return [(line.get_attribute("data-role") or "", line.locator("p").inner_text()) for line in lines]

    def end(self) -> None:
        """Ends the interview, with its confirmation."""
        self.id("end").click()
        self.id("end-confirm").click()

    def wait_for_finish(self, wait_s: float = 15) -> str:
        """Waits for the last screen; returns "ended", "failed", "refused", "withdrawn", "stranger" or "erased"."""
        expect(self.id("finish")).to_be_visible(timeout=wait_s * 1000)
        return self.id("finish").get_attribute("data-reason") or ""

    def download_transcript(self) -> str:
        """The text of the transcript file."""
        with self.page.expect_download() as download:
            self.id("download").click()
        return Path(download.value.path()).read_text(encoding="utf-8")

    def assert_spotless(self, allowed: Sequence[str] = ()) -> None:
        """No console error, no policy violation, no request to another origin."""
        complaints = [line for line in self.complaints if not any(part in line for part in allowed)]
        assert complaints == [], complaints
        assert self.foreign == [], self.foreign

    def _note(self, url: str) -> None:
        host = self.url.split("://", 1)[1]
        if not url.startswith((f"http://{host}", f"ws://{host}", f"https://{host}", f"wss://{host}", "blob:", "data:")):
            self.foreign.append(url)
