"""What every request goes through, and what every response carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse

from intervue.auth.rates import Rates
from intervue.guard import HEADERS, Guard, internal_error
from intervue.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.websockets import WebSocket


def settings_of(**given: Any) -> Settings:
    return Settings(**given)


OURS = "http://127.0.0.1:8000"


async def _say(request: Request) -> PlainTextResponse:
    said = f"{request.method} {request.client.host if request.client else ''} {request.url.scheme}"
    return PlainTextResponse(said, headers={"cache-control": "no-cache"} if request.method == "GET" else {})


async def _fail(_request: Request) -> PlainTextResponse:
    raise RuntimeError("secret words")


async def _talk(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.mark.parametrize("path", ["/say%0A", "/say%0a", "/say%00", "/%7Fsay"])
def test_an_address_with_control_characters_leads_nowhere(client: TestClient, path: str) -> None:
    assert client.get("/say").status_code == 200
    assert client.get(path).status_code == 404


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(
        routes=[
            Route("/say", _say, methods=["GET", "POST", "DELETE"]),
            Route("/fail", _fail),
            WebSocketRoute("/talk", _talk),
        ],
        middleware=[Middleware(Guard, settings=settings_of(cors_origins=["https://jobs.example.org"]))],
        exception_handlers={Exception: internal_error},
    )
    with TestClient(app, base_url=OURS, raise_server_exceptions=False) as client:
        yield client


def test_every_response_carries_the_headers_errors_included(client: TestClient) -> None:
    answers = [
        client.get("/say"),
        client.get("/nowhere"),
        client.put("/say"),
        client.get("/fail"),
        client.get("/say", headers={"host": "rebound.example"}),
        client.post("/say", headers={"origin": "https://elsewhere.example"}),
    ]
    assert [answer.status_code for answer in answers] == [200, 404, 405, 500, 421, 403]
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS if name != "cache-control"} == {
            name: value for name, value in HEADERS.items() if name != "cache-control"
        }
    assert [answer.headers["cache-control"] for answer in answers] == ["no-cache", *["no-store"] * 5]


def test_a_fault_tells_nothing_of_its_inside(client: TestClient) -> None:
    answer = client.get("/fail")
    assert answer.headers["content-type"] == "application/json"
    assert "secret" not in answer.text
    assert "try again" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/say", "/nowhere"])
def test_another_host_is_refused_with_a_sentence(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"host": "rebound.example"})
    assert answer.status_code == 421
    assert "INTERVUE_ALLOWED_HOSTS" in answer.json()["detail"]


def test_a_socket_to_another_host_is_refused_in_the_handshake(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDenialResponse) as denial,
        client.websocket_connect("/talk", headers={"host": "rebound.example"}),
    ):
        pass
    assert denial.value.status_code == 403
    assert "INTERVUE_ALLOWED_HOSTS" in denial.value.text
    with client.websocket_connect("/talk", headers={"host": "localhost:8000"}) as socket:
        assert socket.receive_text() == "hello"


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": OURS}, 200),
        ({"origin": "http://localhost:5173"}, 200),
        ({"origin": "https://jobs.example.org"}, 200),
        ({"origin": "https://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
    ],
)
def test_changes_are_refused_to_foreign_pages(
    client: TestClient, method: str, headers: dict[str, Any], status: int
) -> None:
    answer = client.request(method, "/say", headers=headers)
    assert answer.status_code == status
    if status != 200:
        assert "INTERVUE_CORS_ORIGINS" in answer.json()["detail"]


def test_reading_is_left_to_the_browser_to_guard(client: TestClient) -> None:
    answer = client.get("/say", headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("name", ["forwarded", "x-forwarded-for", "x-real-ip", "via"])
def test_without_access_control_nothing_that_a_proxy_passes_on_is_answered(client: TestClient, name: str) -> None:
    answer = client.get("/say", headers={name: "203.0.113.9"})
    assert answer.status_code == 403
    assert "INTERVUE_AUTH=on" in answer.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-host": "localhost", "host": "rebound.example"},
        {"forwarded": "host=localhost", "host": "rebound.example"},
        {"x-forwarded-host": "rebound.example", "x-forwarded-proto": "https"},
    ],
)
def test_forwarded_headers_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.get("/say", headers=headers)
    if "host" in headers:
        assert answer.status_code == 421
    else:
        assert answer.text == "GET testclient http"


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [("GET", {"host": "evil.example"}, 421), ("POST", {"origin": "https://evil.example"}, 403)],
)
def test_what_is_refused_at_the_door_is_counted_and_told_once(
    method: str, headers: dict[str, str], status: int, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_of(rate_requests_per_minute=3)
    app = Starlette(
        routes=[Route("/say", _say, methods=["GET", "POST"]), WebSocketRoute("/talk", _talk)],
        middleware=[Middleware(Guard, settings=settings, rates=Rates(settings))],
    )
    with TestClient(app, base_url=OURS) as client:
        answers = [client.request(method, "/say", headers=headers) for _ in range(10)]
        assert [answer.status_code for answer in answers] == [status] * 3 + [429] * 7
        assert 0 < int(answers[-1].headers["retry-after"]) <= 60
        assert "at most 3 a minute" in answers[-1].json()["detail"]
        assert client.get("/say").status_code == 200, "what a page elsewhere does costs its reader nothing"
    assert len([record for record in caplog.records if record.name == "intervue.auth.rates"]) == 1


def test_sockets_to_another_host_are_counted_too() -> None:
    settings = settings_of(rate_sockets_per_minute=2)
    app = Starlette(
        routes=[WebSocketRoute("/talk", _talk)],
        middleware=[Middleware(Guard, settings=settings, rates=Rates(settings))],
    )
    came = []
    with TestClient(app, base_url=OURS) as client:
        for _ in range(4):
            with (
                pytest.raises(WebSocketDenialResponse) as denial,
                client.websocket_connect("/talk", headers={"host": "evil.example"}),
            ):
                pass
            came.append(denial.value.status_code)
    assert came == [403, 403, 429, 429]
