"""The page's files as HTTP serves them; what a browser makes of them is tested in tests/web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from intervue.routes.page import WEB, page_routes
from intervue.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS: dict[str, Any] = {
    "answer_max_seconds": 40,
    "resume_max_bytes": 2048,
    "interview_minutes": 12,
    "interview_questions": 4,
    "invitation_days": 3,
    "insecure": True,
}
PAGES = ["/", "/sign-in", "/interviews"]


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(routes=page_routes)
    app.state.settings = Settings(**LIMITS, host="0.0.0.0")
    with TestClient(app) as client:
        yield client


def test_the_page_says_that_an_ai_asks_and_what_is_stored(client: TestClient) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "An AI asks the questions" in page.text
    assert "Audio is not kept" in page.text


def test_every_file_the_page_and_its_modules_name_is_served_with_its_type(client: TestClient) -> None:
    wanted = {name for page in PAGES for name in re.findall(r'(?:href|src)="(static/[^"]+)"', client.get(page).text)}
    for module in WEB.glob("*.js"):
        wanted |= {f"static/{name}" for name in re.findall(r'from "\./([^"]+)"', module.read_text(encoding="utf-8"))}
    assert len(wanted) > 10
    types = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
    for address in wanted:
        reply = client.get(f"/{address}")
        assert reply.status_code == 200, address
        assert reply.headers["content-type"].startswith(types[address.rsplit(".", 1)[1]])
        assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("page", PAGES)
def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: TestClient, page: str) -> None:
    headers = client.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["referrer-policy"] == "no-referrer"
    assert "microphone=(self)" in headers["permissions-policy"]


def test_the_page_learns_its_limits_and_nothing_else_from_the_server(client: TestClient) -> None:
    reply = client.get("/page/settings.json")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.json() == LIMITS | {"access": False}


def test_no_file_names_an_outside_address() -> None:
    for file in WEB.iterdir():
        addresses = re.findall(r"https?://[^\s\"'`]+", file.read_text(encoding="utf-8"))
        outside = [
            each for each in addresses if not each.startswith(("http://localhost", "http://www.w3.org/2000/svg"))
        ]
        assert outside == [], file.name


def test_an_unchanged_file_is_answered_with_304_and_a_changed_one_is_not(client: TestClient) -> None:
    first = client.get("/static/app.js")
    assert first.headers["cache-control"] == "no-cache"
    again = client.get("/static/app.js", headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/static/app.js", headers={"if-none-match": '"of-an-old-version"'})
    assert other.status_code == 200


@pytest.mark.parametrize(
    "name",
    ["nothing.js", "..%2froutes%2fpage.py", "%2e%2e%2fprotocol.py", "index.html", "page.py", ".hidden.js", "a%0a.js"],
)
def test_nothing_but_the_files_of_the_page_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_head_is_answered_without_a_body(client: TestClient) -> None:
    reply = client.head("/")
    assert (reply.status_code, reply.content) == (200, b"")
