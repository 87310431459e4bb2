"""The page in a browser, served by the whole server: behind its guard and under its headers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from intervue.settings import Settings
from tests.fakes.server import QUICK, Orders, echoing_engines, serving
from tests.web.page_object import InterviewPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

BAD_SOUND = "could not be played"


pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the whole server is, with scripted engines."""
    given: dict[str, Any] = QUICK | {"data_dir": tmp_path / "data"}
    orders = Orders(tmp_path / "orders")
    orders.folder.mkdir()
    with serving(Settings(**given), echoing_engines(orders.folder)) as running:
        yield running.url


def test_the_page_works_under_the_servers_own_headers(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["microphone"])
    context.set_default_timeout(10_000)
    tab = InterviewPage(context.new_page(), address)
    tab.open()
    tab.start()
    (first,) = tab.wait_for_captions(1)
    assert first[0] == "interviewer"
    tab.assert_spotless(allowed=[BAD_SOUND])
    context.close()


def test_a_name_that_was_bound_to_this_machine_shows_no_page(browser: Browser, address: str) -> None:
    """`intervue.example` leads to 127.0.0.1 in this browser, as after DNS rebinding."""
    port = address.rpartition(":")[2]
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"http://intervue.example:{port}/")
    assert answer is not None
    assert answer.status == 421
    expect(page.locator("body")).to_contain_text("INTERVUE_ALLOWED_HOSTS")
    context.close()
