"""A link that is revoked, or an interview that is erased, in the middle of a turn; and both by several at once."""

from __future__ import annotations

import json
import threading
from contextlib import ExitStack, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed

from intervue.control import Door
from tests.engines.host_probe import BOUND
from tests.fakes.client import Candidate, RefusedError
from tests.fakes.server import process
from tests.server.access import Guarded
from tests.server.test_sockets import MID_TURN, sequences
from tests.traces import traces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STORY = "My story is about the marmalade factory"
SECRETS = ["marmalade", "quincunx", "Zebulon"]
AT_ONCE = 6
RESUME = "resume_received"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    with process(tmp_path_factory.mktemp("guarded"), settings={"auth": "on"}) as server:
        yield Guarded(server)


@pytest.fixture
def program(guarded: Guarded) -> Iterator[httpx.Client]:
    with guarded.client(guarded.key()) as client:
        yield client


def inside(guarded: Guarded, session: str, token: str, stack: ExitStack) -> Candidate:
    """Somebody in an interview that has begun."""
    client = stack.enter_context(guarded.enter(session, query=f"?token={token}"))
    client.expect("session_started")
    client.start()
    return client


def together(asks: Sequence[Callable[[], Any]]) -> list[Any]:
    """What comes of all of these, which are done at the same time."""
    barrier = threading.Barrier(len(asks))
    found: list[Any] = [None] * len(asks)

    def do(number: int) -> None:
        barrier.wait(BOUND)
        found[number] = asks[number]()

    threads = [threading.Thread(target=do, args=(number,), daemon=True) for number in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(BOUND)
        assert not thread.is_alive()
    return found


def faults(guarded: Guarded) -> list[str]:
    return [line for line in guarded.server.log if "Traceback" in line or "[error" in line]


@pytest.mark.parametrize("held", list(MID_TURN))
def test_who_is_put_out_in_mid_turn_hears_nothing_more_and_comes_back_by_another_link_to_the_same_turn(
    guarded: Guarded, program: httpx.Client, held: str
) -> None:
    made, other = guarded.arrange(), guarded.arrange()
    session, path = made["session_id"], f"/sessions/{made['session_id']}/invitations"
    with ExitStack() as stack:
        ada = inside(guarded, session, made["token"], stack)
        ben = inside(guarded, other["session_id"], other["token"], stack)
        with guarded.server.orders.held(f"{held}.{session}"):
            ada.answer("I looked after the lighthouse")
            ada.expect(*MID_TURN[held])
            assert guarded.server.orders.is_held(f"{held}.{session}")
            assert program.delete(f"{path}/{made['id']}").json()["state"] == "revoked"
            assert ada.closed() == 1008
            ben.turn("I kept the books of a small harbour")
        again = program.post(path, json={}).json()
        with guarded.enter(session, query=f"?token={again['token']}") as back:
            back.expect("session_started")
            back.until("ready")
            assert sequences(ada, back) == [1, 2, 3]
            back.turn("And then I told my colleagues what had happened")
            assert sequences(ada, back) == [1, 2, 3, 4, 5]
    assert faults(guarded) == []


@pytest.mark.parametrize("held", list(MID_TURN))
def test_what_is_erased_in_mid_turn_leaves_nothing_and_frees_the_engine(
    guarded: Guarded, program: httpx.Client, held: str
) -> None:
    made = guarded.arrange(role="Keeper of a quincunx", resume={"contact": {"name": "Zebulon Quist"}})
    session, other = made["session_id"], guarded.arrange()
    with ExitStack() as stack:
        ada = inside(guarded, session, made["token"], stack)
        ben = inside(guarded, other["session_id"], other["token"], stack)
        assert traces(guarded.server.data, SECRETS)
        with guarded.server.orders.held(f"{held}.{session}"):
            ada.answer(STORY)
            ada.expect(*MID_TURN[held])
            assert guarded.server.orders.is_held(f"{held}.{session}")
            assert program.delete(f"/sessions/{session}").status_code == httpx.codes.OK
            (error,) = ada.expect("SESSION_NOT_FOUND")
            assert not error["recoverable"]
            assert ada.closed() == 1000
            assert guarded.server.orders.is_let_go(f"{held}.{session}"), "although the order stands"
            assert traces(guarded.server.data, SECRETS) == {}
            ben.turn("I kept the books of a small harbour")
        ben.turn("Later I sailed on one of the ships")
    assert guarded.server.records(session) == []
    assert traces(guarded.server.data, SECRETS) == {}
    with pytest.raises(RefusedError) as refused:
        guarded.enter(session, query=f"?token={made['token']}")
    assert refused.value.status == 403
    assert faults(guarded) == []


def test_of_what_a_revoked_candidate_goes_on_sending_nothing_is_taken(guarded: Guarded, program: httpx.Client) -> None:
    made = guarded.arrange()
    session = made["session_id"]
    with guarded.enter(session, query=f"?token={made['token']}") as ada:
        ada.expect("session_started")
        for name in ("Ada", "Ada Novak"):
            ada.send("resume_context", parsed_resume={"contact": {"name": name}, "raw_text": ""})
            ada.nothing_waits()
        assert program.delete(f"/sessions/{session}/invitations/{made['id']}").json()["state"] == "revoked"
        with suppress(ConnectionClosed):
            ada.send("resume_context", parsed_resume={"contact": {"name": "Somebody else"}, "raw_text": ""})
        assert ada.drain()[0] == 1008
    resumes = [json.loads(data)["resume"] for kind, data in guarded.server.records(session) if kind == RESUME]
    assert [resume["contact"]["name"] for resume in resumes] == ["Ada", "Ada Novak"]
    assert faults(guarded) == []


# --- Several at once --------------------------------------------------------------------------------------------------


def test_a_link_that_several_revoke_at_once_is_revoked_for_each_of_them(
    guarded: Guarded, program: httpx.Client
) -> None:
    made = guarded.arrange()
    link = f"/sessions/{made['session_id']}/invitations/{made['id']}"
    with guarded.enter(made["session_id"], query=f"?token={made['token']}") as ada:
        ada.expect("session_started")
        answers = together([partial(program.delete, link)] * AT_ONCE)
        assert ada.closed() == 1008
    assert {(each.status_code, each.json()["state"]) for each in answers} == {(200, "revoked")}
    assert len({each.json()["revoked_at"] for each in answers}) == 1, "the first one counts"
    assert faults(guarded) == []


def test_an_interview_that_several_erase_at_once_is_erased_and_found_no_more(
    guarded: Guarded, program: httpx.Client
) -> None:
    made = guarded.arrange(role="Keeper of a quincunx")
    session = made["session_id"]
    door = Door.find(guarded.server.data)
    with guarded.enter(session, query=f"?token={made['token']}") as ada:
        ada.expect("session_started")
        asks: list[Callable[[], Any]] = [lambda: program.delete(f"/sessions/{session}").status_code] * AT_ONCE
        asks += [lambda: door.ask("erase", {"sessions": [session], "before": None})["error"]] * 2
        answers = together(asks)
        ada.expect("SESSION_NOT_FOUND")
        assert ada.closed() == 1000
    assert set(answers[:AT_ONCE]) <= {200, 404}
    assert answers[AT_ONCE:] == [None, None]
    assert program.delete(f"/sessions/{session}").status_code == httpx.codes.NOT_FOUND
    assert guarded.server.records(session) == []
    assert faults(guarded) == []


def test_who_invites_or_revokes_while_another_erases_is_told_so_and_no_link_outlives_the_interview(
    guarded: Guarded, program: httpx.Client
) -> None:
    for _ in range(5):
        made = guarded.arrange()
        path = f"/sessions/{made['session_id']}"
        link = f"{path}/invitations/{made['id']}"
        invite = partial(program.post, f"{path}/invitations", json={})
        revoke, erase = partial(program.delete, link), partial(program.delete, path)
        *answers, erased = together([invite, revoke, invite, revoke, invite, erase])
        assert erased.status_code == httpx.codes.OK
        for answer in answers:
            assert answer.status_code in {200, 201, 404}, answer.text
            if answer.status_code == httpx.codes.OK:
                assert answer.json()["state"] == "revoked"
            elif answer.status_code == httpx.codes.CREATED:
                opened = program.post("/invitations/open", json={"token": answer.json()["token"]})
                assert opened.status_code == httpx.codes.FORBIDDEN
                assert guarded.accounts.token(answer.json()["id"]) is None
    assert faults(guarded) == []


def entering(guarded: Guarded, session: str, token: str) -> int:
    """With which status somebody is refused, or with which code put out."""
    try:
        with guarded.enter(session, query=f"?token={token}") as ada:
            return ada.drain()[0]
    except RefusedError as refused:
        return refused.status


def test_who_enters_while_the_link_is_revoked_is_turned_away_or_put_out(
    guarded: Guarded, program: httpx.Client
) -> None:
    for _ in range(5):
        made = guarded.arrange()
        session, token = made["session_id"], made["token"]

        link = f"/sessions/{session}/invitations/{made['id']}"
        asks: list[Callable[[], Any]] = [partial(entering, guarded, session, token)] * 3
        *entered, revoked = together([*asks, partial(program.delete, link)])
        assert revoked.json()["state"] == "revoked"
        assert set(entered) <= {403, 1008}
        assert [token.revoked_at is None for token in guarded.accounts.tokens_of(session)] == [False]
    assert faults(guarded) == []
