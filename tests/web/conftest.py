"""One browser for all tests of the page; a server, a context and a tab for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.web_server import FakeWebServer
from tests.web.chromium import chromium, write_voice
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="package")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    voice = write_voice(tmp_path_factory.mktemp("microphone") / "voice.wav")
    with chromium(voice, "--host-resolver-rules=MAP intervue.example 127.0.0.1") as started:
        yield started


@pytest.fixture
def server() -> Iterator[FakeWebServer]:
    with FakeWebServer() as running:
        yield running


@pytest.fixture
def tab(browser: Browser, server: FakeWebServer) -> Iterator[InterviewPage]:
    """A tab that may use the microphone, with the page open."""
    context = browser.new_context(permissions=["microphone"], viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    tab = InterviewPage(context.new_page(), server.url)
    tab.open()
    yield tab
    context.close()
