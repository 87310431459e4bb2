"""The viewer of the REST interface in a browser, served by the whole server."""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from intervue.auth import passwords
from intervue.auth.roles import Role
from intervue.settings import Settings
from intervue.store.accounts import User
from tests.fakes.server import QUICK, Orders, ThreadServer, echoing_engines, serving
from tests.server.access import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from intervue.store.accounts import AccountStore

ELSEWHERE = "http://intervue.example:9"

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@contextlib.contextmanager
def served(folder: Path, **settings: Any) -> Iterator[ThreadServer]:
    """The whole server, with scripted engines."""
    given: dict[str, Any] = QUICK | {"data_dir": folder / "data"} | settings
    orders = Orders(folder / "orders")
    orders.folder.mkdir()
    with serving(Settings(**given), echoing_engines(orders.folder)) as running:
        yield running


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as running:
        yield running.url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def test_the_viewer_shows_every_operation_asks_no_other_address_and_breaks_no_rule(page: Page, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    # A link to this page cannot make it show what another server says.
    page.goto(f"{address}/docs?url={ELSEWHERE}/openapi.json&configUrl={ELSEWHERE}/config.json")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Intervue")
    for path in ("/sessions/{session_id}/transcript", "/invitations/open", "/resume/parse", "/metrics"):
        expect(page.locator(f'.opblock-summary-path[data-path="{path}"]').first).to_be_visible()
    keep(page, "docs")
    page.locator("#operations-resumes-resumes_parse_resume .opblock-summary-control").click()
    expect(page.locator("#operations-resumes-resumes_parse_resume")).to_contain_text("multipart/form-data")
    keep(page, "docs-upload")
    assert {urlsplit(url)[:2] for url in asked if not url.startswith("data:")} == {urlsplit(address)[:2]}
    assert complaints == []


def test_an_operation_can_be_tried(page: Page, address: str) -> None:
    page.goto(f"{address}/docs")
    health = page.locator("#operations-server-server_health")
    health.locator(".opblock-summary-control").click()
    health.get_by_role("button", name="Try it out").click()
    health.get_by_role("button", name="Execute").click()
    expect(health.locator(".live-responses-table")).to_contain_text('"healthy"')
    resumes = page.locator("#operations-resumes-resumes_parse_resume")
    resumes.locator(".opblock-summary-control").click()
    resumes.get_by_role("button", name="Try it out").click()
    resumes.locator('input[type="file"]').set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 Ada"}
    )
    resumes.get_by_role("button", name="Execute").click()
    expect(resumes.locator(".live-responses-table")).to_contain_text('"contact"')


def test_who_is_signed_in_can_try_what_changes_something(page: Page, tmp_path: Path) -> None:
    with served(tmp_path, auth="on") as running:
        accounts: AccountStore = running.app.state.accounts
        accounts.add_user(User("anna", Role.RECRUITER, passwords.hashed(PASSWORD), time.time(), None))
        signed_in = page.request.post(f"{running.url}/sign-in", data={"name": "anna", "password": PASSWORD})
        assert signed_in.ok, signed_in.text()
        page.goto(f"{running.url}/docs")
        sessions = page.locator("#operations-sessions-sessions_create")
        sessions.locator(".opblock-summary-control").click()
        sessions.get_by_role("button", name="Try it out").click()
        sessions.locator("textarea").fill('{"role": "Baker"}')
        sessions.get_by_role("button", name="Execute").click()
        expect(sessions.locator(".live-responses-table")).to_contain_text("invitation_url")
        page.goto("about:blank")


def keep(page: Page, name: str) -> None:
    """A picture, where `INTERVUE_SCREENSHOTS` names a folder."""
    folder = os.environ.get("INTERVUE_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
