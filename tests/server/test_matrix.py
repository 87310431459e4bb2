"""Every request and the socket, for everybody, with every state of a credential, as docs/SECURITY.md says."""

from __future__ import annotations

import secrets
import statistics
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.auth import credentials
from intervue.auth import security_doc as doc
from intervue.auth.security_doc import Answer, Asked, Asker
from intervue.protocol import CLIENT_TYPES
from intervue.routes.entry import CLOSED_DOOR, V1
from tests.auth.jwts import Directory, Provider
from tests.auth.matrix import KID, NOTHING, STATES, Card, State, World, provided, published
from tests.fakes.client import RefusedError
from tests.fakes.server import Process, process
from tests.server.access import Guarded
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUS = {Answer.UNKNOWN: 401, Answer.REFUSED: 403}
LET_IN = {
    "POST /sessions": {"own": 201},
    "POST /sign-in": {"own": 400},
    "POST /sign-out": {"own": 204},
    "POST /invitations/open": {"own": 400},
    "POST /resume/parse": {"own": 400},
    "POST /users": {"own": 400},
    "PATCH /users/{user}": {"own": 400},
    "POST /keys": {"own": 400},
    "POST /sessions/{session_id}/invitations": {"own": 201, "foreign": 201, "ended": 409},
}
"""What an empty request gets of who may ask; all others 200, and 404 for an interview that is unknown."""
KINDS = ("own", "foreign", "unknown", "ended")
UNKNOWN = {"session_id": "never-heard-of", "id": "0123456789ab"}
LINK = State(doc.TOKEN, "valid")


@pytest.fixture(scope="module")
def provider() -> Provider:
    return Provider("RS256", kid=KID)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[World]:
    """A server that fetches its provider's keys."""
    with published(Directory([provider.jwk()])) as address:
        settings = {"auth": "on", "log_level": "debug", **provided(provider, jwt_jwks_url=address)}
        with process(tmp_path_factory.mktemp("matrix"), settings=settings) as server:
            yield World(Guarded(server), provider)


@pytest.fixture(scope="module")
def with_file(tmp_path_factory: pytest.TempPathFactory, provider: Provider) -> Iterator[World]:
    """One whose provider's keys are in a file."""
    folder = tmp_path_factory.mktemp("matrix-file")
    settings = {"auth": "on", **provided(provider, jwt_key_file=provider.write(folder / "key.pem"))}
    with process(folder, settings=settings) as server:
        yield World(Guarded(server), provider)


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """One without access control."""
    with process(tmp_path_factory.mktemp("open")) as server:
        yield server


# --- Requests ---------------------------------------------------------------------------------------------------------


@dataclass
class Interviews:
    """Those that somebody's requests are about."""

    world: World
    card: Card

    def __post_init__(self) -> None:
        self._made: dict[str, dict[str, Any]] = {"unknown": UNKNOWN}
        if self.card.own:
            self._made["own"] = {"session_id": self.card.own, "id": self.card.token}

    def path(self, template: str, kind: str, *, used_up: bool) -> str:
        """The address; of an interview of its own where the request uses it up."""
        made = self._made.get(kind)
        if "{session_id" in template and (made is None or used_up):
            made = self.world.ended() if kind == "ended" else self.world.guarded.arrange()
            self._made.setdefault(kind, made)
        made = made or UNKNOWN
        filled = template.replace("{session_id}", made["session_id"]).replace("{invitation_id}", made["id"])
        return self._administered(filled.replace("{name}", "app.js"))

    def _administered(self, path: str) -> str:
        """The same of a user and a key that are there, new ones every time."""
        guarded = self.world.guarded
        if "{user}" in path:
            name = f"somebody-{secrets.token_hex(4)}"
            guarded.user(name)
            return path.replace("{user}", name)
        if "{key_id}" in path:
            return path.replace("{key_id}", guarded.key().split("_")[1])
        return path


def expected(asked: Asked, template: str, kind: str, asker: Asker) -> int:
    """The status in this cell."""
    if asker is Asker.CANDIDATE and kind != "own":
        asker = Asker.STRANGER
    told = doc.answer(asked, asker)
    if told is not Answer.YES:
        return STATUS[told]
    return LET_IN.get(f"{asked.method} {template}", {}).get(kind, 404 if kind == "unknown" else 200)


def asker_of(state: State, card: Card) -> Asker:
    """As whom a request counts: a cookie that is not good any more is as good as none."""
    ambient = state.proof is not None and state.proof.is_cookie and card.asker is Asker.INVALID
    return Asker.NOBODY if ambient else card.asker


def cells(everything: tuple[Asked, ...]) -> Iterator[tuple[Asked, str, str]]:
    """All that is asked for: the row, the address in it, and whose interview it is about."""
    for asked in everything:
        for template in () if asked.is_socket else asked.paths:
            for kind in KINDS if asked.is_about_a_session else KINDS[:1]:
                yield asked, template, kind


def wrong_cells(world: World, state: State, everything: tuple[Asked, ...] = doc.REQUESTS) -> list[str]:
    """Ask for everything with this credential; the cells that are not what the table says."""
    wrong = []
    card = world.card(state)
    interviews = Interviews(world, card)
    with world.guarded.client() as client:
        for asked, template, kind in cells(everything):
            status = expected(asked, template, kind, asker_of(state, card))
            used_up = asked.method == "DELETE" and status == httpx.codes.OK
            # Signing out uses up what is shown: what follows needs one that is still good.
            shown = world.card(state) if template == "/sign-out" else card
            path = interviews.path(template, kind, used_up=used_up)
            answer = client.request(asked.method, path, headers=shown.headers)
            if answer.status_code != status or faults(answer, shown):
                cell = f"{asked.method} {template} ({kind})"
                wrong.append(f"{cell}: {answer.status_code}, not {status} {faults(answer, shown)}")
    return wrong


def faults(answer: httpx.Response, card: Card) -> str:
    """What a refusal has to say, and what no answer may repeat."""
    challenge = answer.headers.get("www-authenticate", "")
    if answer.status_code == httpx.codes.UNAUTHORIZED and not challenge.startswith("Bearer"):
        return "It does not say how to show who one is."
    if card.text and card.text in answer.text + str(answer.headers):
        return "It repeats what it was shown."
    return ""


@pytest.mark.parametrize("state", STATES, ids=str)
def test_every_request_is_answered_as_the_table_says(world: World, state: State) -> None:
    assert wrong_cells(world, state) == []


@pytest.mark.parametrize("state", [state for state in STATES if state.proof is doc.BEARER], ids=str)
def test_keys_from_a_file_let_in_the_same_bearer_tokens_as_those_that_are_fetched(
    with_file: World, state: State
) -> None:
    reading = tuple(asked for asked in doc.REQUESTS if asked.method == "GET")
    assert wrong_cells(with_file, state, reading) == []


def test_a_signed_in_browser_changes_nothing_without_the_header_of_its_own_page(world: World) -> None:
    for role in doc.SIGN_IN_COOKIE.good:
        card, other = (world.card(State(doc.SIGN_IN_COOKIE, role)) for _ in range(2))
        made = world.guarded.arrange()
        own = f"/sessions/{made['session_id']}"
        with world.guarded.client(None, Cookie=card.headers["Cookie"]) as page:
            for sent in ({}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": other.headers["X-CSRF-Token"]}):
                for method, path in (
                    ("POST", "/sessions"),
                    ("POST", "/resume/parse"),
                    ("POST", "/sign-out"),
                    ("DELETE", own),
                    ("POST", f"{own}/invitations"),
                    ("DELETE", f"{own}/invitations/{made['id']}"),
                    ("POST", "/users"),
                    ("PATCH", "/users/anna"),
                    ("DELETE", "/users/anna"),
                    ("POST", "/keys"),
                    ("DELETE", "/keys/0123456789ab"),
                ):
                    assert page.request(method, path, headers=sent).status_code == httpx.codes.FORBIDDEN, path
            assert page.get(own).json()["invitations"][0]["state"] == "valid"
            assert page.get("/me").json()["role"] == role


@pytest.mark.parametrize(
    "state", [state for state in STATES if state.proof not in {doc.TOKEN, doc.LINK_COOKIE}], ids=str
)
def test_details_of_the_engines_are_for_who_may_read_the_metrics(world: World, state: State) -> None:
    metrics = next(asked for asked in doc.REQUESTS if "/metrics" in asked.paths)
    card = world.card(state)
    with world.guarded.client(None, **card.headers) as client:
        told = client.get("/ready").json()
    assert told["status"] == "ready"
    assert ("engines" in told) is (doc.answer(metrics, asker_of(state, card)) is Answer.YES)


def test_a_candidate_whose_interview_is_over_may_do_nothing_any_more(world: World) -> None:
    made = world.guarded.arrange()
    with world.guarded.client() as browser:
        browser.post("/invitations/open", json={"token": made["token"]}).raise_for_status()
        browser.headers["Origin"] = world.guarded.server.url
        with world.guarded.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
            candidate.receive()
            assert browser.post("/resume/parse").status_code == httpx.codes.BAD_REQUEST
            candidate.send("end_session")
            candidate.until("session_ended")
        assert browser.post("/resume/parse").status_code == httpx.codes.FORBIDDEN
        assert browser.post("/invitations/open", json={"token": made["token"]}).status_code == httpx.codes.GONE
        assert browser.get("/me").json()["interview"] is None
    by_token = {"Authorization": f"Bearer {made['token']}"}
    with world.guarded.client(None, **by_token) as program:
        assert program.post("/resume/parse").status_code == httpx.codes.FORBIDDEN


def test_commands_only_find_what_is_hidden(world: World) -> None:
    for state in (NOTHING, LINK, State(doc.KEY, "valid"), State(doc.SIGN_IN_COOKIE, "admin")):
        with world.guarded.client(None, **world.card(state).headers) as client:
            for path in doc.HIDDEN:
                for method in ("GET", "POST", "DELETE"):
                    assert client.request(method, path, json={}).status_code == httpx.codes.NOT_FOUND


# --- The socket -------------------------------------------------------------------------------------------------------


def ways(card: Card) -> list[dict[str, Any]]:
    """How this can be shown in a handshake."""
    found: list[dict[str, Any]] = [{"headers": card.headers}]
    if card.text:
        found += [
            {"query": f"?token={card.text}"},
            {"subprotocols": (V1, f"intervue.token.{card.text}")},
            {"query": f"?token={card.text}", "headers": card.headers},
        ]
    return found


def outcome(world: World, session: str, shown: dict[str, Any]) -> Answer | str:
    """What a handshake comes to."""
    try:
        entered = world.guarded.enter(session, **shown)
    except RefusedError as refused:
        return Answer.REFUSED if str(refused) == f"403 {CLOSED_DOOR}" else str(refused)
    with entered as candidate:
        assert candidate._socket.subprotocol in {None, V1}
        candidate.send("start_interview")
        first = candidate.receive()
        if first["type"] == "session_started":
            return Answer.YES
        assert (first["code"], first["recoverable"], candidate.closed()) == ("WEBSOCKET_ERROR", False, 1008)
        return Answer.TO_SAY


@pytest.mark.parametrize("state", STATES, ids=str)
def test_the_socket_lets_in_whom_the_table_says_whichever_way_it_is_shown(world: World, state: State) -> None:
    socket = next(asked for asked in doc.REQUESTS if asked.is_socket)
    card = world.card(state)
    # Who is signed in to the recruiters' page is nobody to an interview.
    asker = Asker.NOBODY if state.proof is doc.SIGN_IN_COOKIE else card.asker
    stranger = Asker.STRANGER if asker is Asker.CANDIDATE else asker
    foreign = world.guarded.arrange()["session_id"]
    for shown in ways(card):
        assert outcome(world, card.own or foreign, shown) is doc.answer(socket, asker)
        for session in (foreign, "never-heard-of") if card.own else ("never-heard-of",):
            assert outcome(world, session, shown) is doc.answer(socket, stranger)


@pytest.mark.parametrize("state", [state for state in STATES if state not in {NOTHING, LINK}], ids=str)
def test_a_first_message_with_anything_but_a_token_of_the_interview_ends_the_socket(world: World, state: State) -> None:
    card = world.card(state)
    session = card.own or world.guarded.arrange()["session_id"]
    text = card.text or card.headers["Cookie"]
    assert said_first(world, session, "authenticate", token=text) == ("SESSION_NOT_FOUND", 1008)


def test_a_first_message_with_a_token_lets_into_its_interview_alone(world: World) -> None:
    mine, over = world.card(LINK), world.ended()
    with world.guarded.enter(mine.own) as candidate:
        candidate.send("authenticate", token=mine.text)
        assert candidate.receive()["type"] == "session_started"
    for session, token in (
        (world.guarded.arrange()["session_id"], mine.text),
        ("never-heard-of", mine.text),
        (over["session_id"], over["token"]),
    ):
        assert said_first(world, session, "authenticate", token=token) == ("SESSION_NOT_FOUND", 1008)


@pytest.mark.parametrize("kind", [*CLIENT_TYPES, "Authenticate", "authenticate ", "hello"])
def test_no_other_message_counts_before_it_is_said_who_it_is(world: World, kind: str) -> None:
    card = world.card(LINK)
    fields = {"token": card.text, "data": "", "format": "webm", "parsed_resume": {}}
    assert said_first(world, card.own, kind, **fields) == ("WEBSOCKET_ERROR", 1008)
    assert [kind for kind, _ in world.guarded.server.records(card.own)] == ["arranged"]


def said_first(world: World, session: str, kind: str, **fields: object) -> tuple[str, int]:
    """What a first message is answered with."""
    with world.guarded.enter(session) as candidate:
        candidate.send(kind, **fields)
        error = candidate.receive()
        assert not error["recoverable"]
        return error["code"], candidate.closed()


def test_who_is_in_may_send_every_message(world: World) -> None:
    card = world.card(LINK)
    with world.guarded.enter(card.own, headers=card.headers) as candidate:
        candidate.receive()
        candidate.send("resume_context", parsed_resume={"contact": {"name": "Ada Example"}})
        candidate.start()
        candidate.turn()
        candidate.send("playback_complete")
        candidate.expect("ready")
        candidate.send("authenticate", token=card.text)  # only as a first message
        candidate.expect("PROCESSING_ERROR", "ready")
        candidate.send("end_session")
        candidate.until("session_ended")


# --- What cannot be told apart ----------------------------------------------------------------------------------------


def test_an_unknown_and_a_foreign_interview_are_refused_after_about_the_same_time(world: World) -> None:
    card, foreign = world.card(LINK), world.guarded.arrange()["session_id"]
    unknown = "0" * len(foreign)
    taken: dict[str, list[float]] = {foreign: [], unknown: []}
    for _ in range(40):
        for session, times in taken.items():
            began = time.perf_counter()
            with pytest.raises(RefusedError):
                world.guarded.enter(session, headers=card.headers)
            times.append(time.perf_counter() - began)
    first, second = sorted(statistics.median(times) for times in taken.values())
    assert second < 1.5 * first + 0.002


def test_refusals_of_a_socket_are_the_same_to_the_last_header(world: World) -> None:
    card, over, erased = world.card(LINK), world.ended(), world.card(State(doc.TOKEN, "of an erased interview"))
    foreign = world.guarded.arrange()["session_id"]
    made_up = credentials.make(credentials.TOKEN).text
    answers = {
        refusal(world, session, token)
        for session, token in (
            (foreign, card.text),
            ("never-heard-of", card.text),
            (foreign, made_up),
            (over["session_id"], over["token"]),
            (erased.own, erased.text),
        )
    }
    assert len(answers) == 1


def refusal(world: World, session: str, token: str) -> tuple[int, str, str]:
    """Status, headers and body of a refused handshake, without what differs every time."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "MDEyMzQ1Njc4OWFiY2RlZg==",
    }
    with world.guarded.client(token, **upgrade) as client:
        answer = client.get(f"/ws/interview/{session}")
    changing = {"x-request-id", "date"}
    kept = sorted((name, value) for name, value in answer.headers.items() if name not in changing)
    return answer.status_code, str(kept), answer.text


# --- Without access control -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "shown", [{}, {"Authorization": "Bearer nonsense"}, {"X-API-Key": "x", "Cookie": "intervue_session=x"}]
)
def test_where_access_control_is_off_everybody_may_do_everything_but_what_would_outlast_it(
    open_server: Process, shown: dict[str, str]
) -> None:
    guarded = Guarded(open_server)
    with guarded.client(None, **shown) as client:
        made = client.post("/sessions").json()
        for asked, template, _ in cells(doc.REQUESTS):
            path = template.replace("{session_id}", made["session_id"]).replace("{invitation_id}", made["id"])
            answer = client.request(asked.method, path.replace("{name}", "app.js"))
            if asked.action in doc.COMMANDS:
                assert answer.status_code == httpx.codes.FORBIDDEN, path
                assert doc.COMMANDS[asked.action] in answer.json()["detail"]
                continue
            assert answer.status_code not in STATUS.values(), path
            if asked.method == "DELETE":
                made = client.post("/sessions").json()
    with guarded.enter(f"of-a-v1-client-{len(shown)}", headers=shown, query="?token=whatever") as candidate:
        candidate.expect("session_started")
        candidate.start()


# --- What is left of it -----------------------------------------------------------------------------------------------


def test_nothing_that_was_shown_is_in_a_log_the_database_or_the_metrics(world: World) -> None:
    """After all of the above; by itself, after some of it."""
    for state in (LINK, State(doc.KEY, "valid"), State(doc.SIGN_IN_COOKIE, "admin"), State(doc.BEARER, "admin")):
        card = world.card(state)
        for shown in ways(card):
            outcome(world, world.guarded.arrange()["session_id"], shown)
    with world.guarded.client(world.guarded.key()) as program:
        numbers = program.get("/metrics").text
    log = "\n".join(world.guarded.server.log)
    assert len(world.secrets) > len(ways(card))
    assert [secret for secret in world.secrets if secret in log or secret in numbers] == []
    assert traces(world.guarded.server.data, world.secrets) == {}
