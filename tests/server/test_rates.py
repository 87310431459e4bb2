"""Limits on the clock, over real sockets: what one client sends too much costs that client alone."""

from __future__ import annotations

import contextlib
import statistics
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from intervue.auth import credentials
from intervue.auth.rates import Limit
from intervue.control import HEADER, Door
from intervue.settings import load_settings
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.client import Candidate, RefusedError, candidate, outline
from tests.fakes.server import process
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.fakes.server import Process

DEFAULTS = load_settings()
CONTRACT = {f"rate_{limit}_per_minute": getattr(DEFAULTS, f"rate_{limit}_per_minute") for limit in Limit}
MESSAGES = {"messages_per_second": 10, "messages_burst": 20, "abuse_seconds": 2}
PROXY = "127.0.0.1"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """Access control on, limits as they are by default, one proxy on this machine."""
    given = {**CONTRACT, **MESSAGES, "auth": "on", "trusted_proxies": PROXY, "sockets_per_address_max": 2}
    with process(tmp_path_factory.mktemp("limited"), settings=given) as server:
        yield Guarded(server)


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """Access control off, limits as they are by default."""
    with process(tmp_path_factory.mktemp("open"), settings=CONTRACT | MESSAGES) as server:
        yield server


def behind(address: str) -> dict[str, str]:
    """What the proxy says of a client."""
    return {"X-Forwarded-For": address}


def asked(client: httpx.Client, times: int, path: str = "/sessions") -> tuple[Counter[int], list[float]]:
    """Statuses, and how long each request took, seconds."""
    found: Counter[int] = Counter()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        found[client.get(path).status_code] += 1
        took.append(time.perf_counter() - began)
    return found, took


def test_of_a_thousand_requests_as_many_get_through_as_the_limit_says_and_another_client_is_not_slowed(
    guarded: Guarded,
) -> None:
    limit = DEFAULTS.rate_requests_per_minute
    with guarded.client(guarded.key()) as calm, guarded.client(guarded.key()) as greedy:
        _, alone = asked(calm, limit // 2 - 5)
        came: list[Counter[int]] = []
        began = time.monotonic()
        flood = threading.Thread(target=lambda: came.append(asked(greedy, 1000)[0]), daemon=True)
        flood.start()
        statuses, beside = asked(calm, limit // 2 - 5)
        flood.join(55)
        assert not flood.is_alive()
        assert time.monotonic() - began < 55, "seconds: all within one minute"
        (found,) = came
        assert abs(found[200] - limit) <= 1
        assert found[200] + found[429] == 1000
        assert set(statuses) == {200}
        # Flood and server share two processors with this test: twice the time, and what one answer takes.
        assert statistics.median(beside) < 2 * statistics.median(alone) + 0.01
        refused = greedy.get("/sessions")
        assert 0 < int(refused.headers["retry-after"]) <= 60
        assert refused.headers["ratelimit-limit"] == str(limit)
        assert f"at most {limit} a minute" in refused.json()["detail"]
        assert greedy.get("/health").status_code == httpx.codes.OK


def test_who_shows_nothing_is_counted_by_the_address_that_the_proxy_names(guarded: Guarded) -> None:
    with guarded.client(**behind("203.0.113.1")) as first, guarded.client(**behind("203.0.113.2")) as second:
        assert asked(first, 110)[0] == {401: 100, 429: 10}
        assert asked(second, 10)[0] == {401: 10}
        claims = behind("203.0.113.200, 203.0.113.1")
        assert first.get("/sessions", headers=claims).status_code == httpx.codes.TOO_MANY_REQUESTS


def test_whoever_guesses_keys_is_told_less_and_less(guarded: Guarded) -> None:
    known, new = guarded.key(), guarded.key()
    with guarded.client(known) as elsewhere:
        elsewhere.get("/sessions").raise_for_status()
    with guarded.client(**behind("203.0.113.3")) as guesser:
        for number in range(25):
            made_up = credentials.make(credentials.KEY).text
            answer = guesser.get("/sessions", headers={"X-API-Key": made_up})
            assert answer.status_code == (401 if number < 20 else 429)
        assert guesser.get("/sessions", headers={"X-API-Key": known}).status_code == httpx.codes.OK
        # What nobody knows yet is not even looked up for this address, and is as good as ever from another.
        assert guesser.get("/sessions", headers={"X-API-Key": new}).status_code == httpx.codes.TOO_MANY_REQUESTS
        with guarded.client(new) as elsewhere:
            assert elsewhere.get("/sessions").status_code == httpx.codes.OK
        for _ in range(3):
            link = credentials.make(credentials.TOKEN).text
            assert guesser.post("/invitations/open", json={"token": link}).status_code == 429


def lines_of_access(server: Process) -> int:
    """How many lines the log has of requests and sockets."""
    return sum("intervue.access" in line for line in list(server.log))


@pytest.mark.parametrize(
    ("address", "method", "path", "headers"),
    [
        ("203.0.113.20", "GET", "/control/nothing", {"X-API-Key": "made up"}),
        ("203.0.113.21", "POST", "/control/erase", {HEADER: "made up"}),
        ("203.0.113.22", "POST", "/control/access", {}),
        ("203.0.113.23", "GET", "/sessions", {"Host": "evil.example"}),
        ("203.0.113.24", "POST", "/sign-in", {"Origin": "https://evil.example"}),
    ],
)
def test_whatever_is_refused_is_counted_and_fills_no_log(
    guarded: Guarded, address: str, method: str, path: str, headers: dict[str, str]
) -> None:
    known = guarded.key()
    with guarded.client(known) as other:
        other.get("/sessions").raise_for_status()
    before = lines_of_access(guarded.server)
    with guarded.client(**behind(address), **headers) as flood:
        found = Counter(flood.request(method, path).status_code for _ in range(150))
        assert found[429] >= 50
        assert flood.request(method, path).headers["retry-after"]
    with guarded.client(known, **behind(address)) as other:
        assert other.get("/sessions").status_code == httpx.codes.OK
    served = 151 - found[429]
    assert eventually(lambda: lines_of_access(guarded.server) - before >= served)
    assert lines_of_access(guarded.server) - before <= served + 1, "those that got 429 have none"


def test_who_knows_the_secret_is_let_in_however_many_wrong_ones_came_from_there(guarded: Guarded) -> None:
    secret = Door.find(guarded.server.data).secret
    with guarded.client(**behind("203.0.113.25")) as local:
        for _ in range(DEFAULTS.rate_requests_per_minute + 1):
            last = local.post("/control/access", json={"revoked": []}, headers={HEADER: secret[:-1]})
        assert last.status_code == httpx.codes.TOO_MANY_REQUESTS
        for _ in range(DEFAULTS.rate_requests_per_minute + 1):
            answer = local.post("/control/access", json={"revoked": []}, headers={HEADER: secret})
            assert (answer.status_code, answer.json()) == (200, {"closed": 0})


@pytest.mark.parametrize("key", [None, "made up"])
def test_the_door_of_commands_is_told_from_no_other_address_not_even_by_who_asks_too_often(
    guarded: Guarded, key: str | None
) -> None:
    told = []
    for last, path in enumerate(("/control/erase", "/control/access", "/nowhere")):
        answers = set()
        with guarded.client(key, **behind(f"203.0.113.{30 + last + (10 if key else 0)}")) as guesser:
            for number in range(DEFAULTS.rate_requests_per_minute + 2):
                answer = guesser.post(path, json={"sessions": []}, headers={HEADER: "made up"})
                if number in {0, 1, 25}:
                    assert answer.status_code == (429 if key and number == 25 else 404)
                answers.add((answer.status_code, answer.text.partition("again in")[0], *sorted(answer.headers)))
        told.append(answers)
    assert told[0] == told[1] == told[2]
    assert {status for status, *_ in told[0]} == {404, 429}


def test_whether_the_server_lives_is_told_without_a_look_at_what_is_shown(guarded: Guarded) -> None:
    with guarded.client(credentials.make(credentials.KEY).text, **behind("203.0.113.26")) as watcher:
        assert asked(watcher, 200, "/health")[0] == {200: 200}
        assert watcher.get("/sessions").status_code == httpx.codes.UNAUTHORIZED, "nothing was counted as a guess"


def test_wrong_tokens_in_first_messages_are_counted_and_then_the_handshake_is_refused(guarded: Guarded) -> None:
    made = guarded.arrange()
    here = behind("203.0.113.27")
    for _ in range(20):
        with guarded.enter(made["session_id"], headers=here) as guesser:
            guesser.send("authenticate", token=credentials.make(credentials.TOKEN).text)
            assert guesser.drain()[0] == 1008
    for _ in range(3):
        with pytest.raises(RefusedError, match="not valid came from this address") as refused:
            Candidate(guarded.server.url, made["session_id"], headers=here)
        assert refused.value.status == 429
    with guarded.enter(made["session_id"], headers=behind("203.0.113.28")) as other:
        other.send("authenticate", token=made["token"])
        other.expect("session_started")


def test_more_uploads_than_allowed_are_refused_and_others_go_on(guarded: Guarded) -> None:
    file = {"file": ("cv.pdf", b"no PDF at all", "application/pdf")}
    with guarded.client(guarded.key()) as first, guarded.client(guarded.key()) as second:
        came = [first.post("/resume/parse", files=file).status_code for _ in range(12)]
        assert came == [400] * 10 + [429] * 2
        assert second.post("/resume/parse", files=file).status_code == 400
        assert first.get("/sessions").status_code == httpx.codes.OK


def test_one_address_may_have_so_many_sockets_and_another_its_own(guarded: Guarded) -> None:
    made = guarded.arrange()
    shown = {"Authorization": f"Bearer {made['token']}"}
    here, there = shown | behind("203.0.113.4"), shown | behind("203.0.113.5")
    with (
        guarded.enter(made["session_id"], headers=here) as first,
        guarded.enter(made["session_id"], headers=here) as second,
    ):
        for each in (first, second):
            each.expect("session_started")
        with pytest.raises(RefusedError, match="from your address") as refused:
            Candidate(guarded.server.url, made["session_id"], headers=here)
        assert refused.value.status == 503
        with guarded.enter(made["session_id"], headers=there) as third:
            third.expect("session_started")


def until_silence(client: Candidate) -> list[str]:
    """In short words, all that comes until nothing comes for half a second."""
    came = []
    with contextlib.suppress(TimeoutError):
        while True:
            came.append(outline(client.receive(timeout=0.5)))
    return came


def test_a_flood_of_messages_gets_an_error_and_the_status_and_then_the_interview_goes_on(open_server: Process) -> None:
    with candidate(open_server.url, "chatty") as client, candidate(open_server.url, "calm") as other:
        for _ in range(40):
            client.send("playback_complete")
        other.start()
        came = until_silence(client)
        assert came[:20] == ["ready"] * 20
        assert came.count("PROCESSING_ERROR") == 1
        assert came[-1] == "ready"
        assert 21 <= came.count("ready") <= 30, "the error is followed by the status; the rest was dropped"
        (error,) = [it for it in client.messages if it["type"] == "error"]
        assert "At most 10 messages a second" in error["message"]
        assert error["recoverable"] is True
        client.start()
        client.turn()


def test_who_never_stops_is_closed_and_may_come_back(open_server: Process) -> None:
    with candidate(open_server.url, "relentless") as client:
        client.start()
        over = threading.Event()
        closed: list[tuple[int, str]] = []

        def read() -> None:
            closed.append(client.drain())
            over.set()

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        began = time.monotonic()
        with contextlib.suppress(ConnectionClosed):  # it may be closed while the next one is sent
            while not over.wait(0.01) and time.monotonic() - began < BOUND:
                client.send_raw('{"type": "playback_complete"}')
        reader.join(BOUND)
        assert closed == [(1008, "Too much was sent for too long.")]
        assert time.monotonic() - began > 2
    with candidate(open_server.url, "relentless") as client:
        assert until_silence(client) == ["ready"]  # what it may send fills again meanwhile, and no sooner
        client.turn()


def test_who_hangs_up_and_comes_back_may_not_send_more_for_it(open_server: Process) -> None:
    with candidate(open_server.url, "again") as first:
        for _ in range(40):
            first.send("playback_complete")
        assert "PROCESSING_ERROR" in until_silence(first)
        for _ in range(20):
            first.send("playback_complete")
    with candidate(open_server.url, "again") as second, candidate(open_server.url, "other") as other:
        for client in (second, other):
            for _ in range(15):
                client.send("playback_complete")
        assert "PROCESSING_ERROR" in until_silence(second)
        assert "PROCESSING_ERROR" not in until_silence(other)


def test_a_page_load_costs_nobody_a_request(open_server: Process) -> None:
    with httpx.Client(base_url=open_server.url, trust_env=False) as browser:
        assert asked(browser, 150, "/static/app.js")[0] == {200: 150}
        assert asked(browser, 150, "/ready")[0] == {200: 150}
        assert browser.get("/sessions").status_code == httpx.codes.OK


def test_recordings_are_bounded_by_their_bytes_and_a_model_that_may_write_nothing_leaves_all_to_the_plan(
    tmp_path: Path,
) -> None:
    small = {"message_max_bytes": 65_536, "audio_bytes_per_second": 16_384, "session_tokens_max": 0}
    with process(tmp_path, settings=small) as server, candidate(server.url, "s") as client:
        client.start()
        assert client.turn() != client.turn("And then I told my colleagues what had happened in the meantime")
        numbers = httpx.get(f"{server.url}/metrics", trust_env=False).text
        assert 'intervue_replies_replaced_total{reason="used_up"} 1.0' in numbers
        for _ in range(3):
            client.send("audio", data="%" * 60_000, format="webm")
        until_silence(client)
        told = [it["message"] for it in client.messages if it["type"] == "error"]
        assert len(told) == 3
        assert "base64" in told[0]
        assert "At most 16384 bytes a second" in told[2]
        client.nothing_waits()
