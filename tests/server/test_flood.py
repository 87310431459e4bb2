"""A client that sends too much, or reads nothing, costs itself something and nobody else."""

from __future__ import annotations

import contextlib
import threading
from base64 import b64encode
from typing import TYPE_CHECKING

import psutil
import pytest
from websockets.exceptions import ConnectionClosed

from tests.engines.host_probe import eventually
from tests.fakes.client import Candidate, RefusedError, candidate, outline
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server with tight limits."""
    settings = {
        "message_max_bytes": 2 * MIB,
        "outbox_max_messages": 64,
        "outbox_max_bytes": MIB,
        "sessions_max": 3,
        "session_idle_seconds": 0.2,
    }
    with process(tmp_path_factory.mktemp("strict"), settings=settings) as running:
        yield running


def memory(server: Process) -> int:
    """Resident memory of the server process, bytes."""
    return int(psutil.Process(server.pid).memory_info().rss)


def test_a_flood_of_answers_is_bounded_and_the_turn_goes_on(strict: Process) -> None:
    recording = b64encode(b"I moved the service to another place" * 30_000).decode()
    with candidate(strict.url, "flood") as client:
        client.start()
        with strict.orders.held("recognise.flood"):
            client.answer()
            client.expect("processing_stt")
            before = memory(strict)
            reader = threading.Thread(target=read_until_silence, args=(client,), daemon=True)
            reader.start()
            for _ in range(60):
                client.send("audio", data=recording, format="webm")
            assert memory(strict) - before < 40 * MIB
            reader.join(20)
        refusals = [message for message in client.messages if message["type"] == "error"]
        assert 1 <= len(refusals) <= 60
        assert all(message["recoverable"] for message in refusals)
        client.until("ready")
        client.turn("And then I told my colleagues what had happened in the meantime")


def read_until_silence(client: Candidate) -> None:
    """Read what comes, until nothing comes for a while."""
    try:
        while True:
            client.receive(timeout=1.0)
    except TimeoutError:
        return


def shout(client: Candidate) -> None:
    """Send so much that the answers fit into no buffer."""
    with contextlib.suppress(ConnectionClosed):
        for _ in range(10_000):
            client.send_raw('{"type": "a type that nobody has ever heard of"}')


def test_who_reads_nothing_fills_no_memory_and_can_go_on(strict: Process) -> None:
    with candidate(strict.url, "deaf", window=4096) as client, candidate(strict.url, "other") as other:
        other.start()
        before = memory(strict)
        shout(client)
        other.turn()
        assert memory(strict) - before < 20 * MIB
        read_until_silence(client)
        client.start()
        client.turn()


def test_a_client_that_stops_reading_for_good_does_not_keep_the_server_from_stopping(tmp_path: Path) -> None:
    folder, settings = tmp_path, {"outbox_max_messages": 8}
    with process(folder, settings=settings) as server, candidate(server.url, "deaf", window=4096) as client:
        shout(client)
        assert server.stop() == 0


def enter(server: Process, session: str) -> Candidate:
    """Connect as soon as there is room."""
    found: list[Candidate] = []

    def there_is_room() -> bool:
        try:
            found.append(Candidate(server.url, session))
        except RefusedError:
            return False
        return True

    assert eventually(there_is_room)
    found[0].expect("session_started")
    return found[0]


def test_interviews_beyond_the_limit_are_refused_until_others_have_left(strict: Process) -> None:
    clients = [enter(strict, f"room-{number}") for number in range(3)]
    with pytest.raises(RefusedError, match="Too many interviews") as refusal:
        Candidate(strict.url, "one-too-many")
    assert refusal.value.status == 503
    clients.pop().close()
    clients.append(enter(strict, "one-too-many"))
    for client in clients:
        client.close()


def test_an_interview_that_left_memory_comes_back_from_its_record(strict: Process) -> None:
    client = enter(strict, "away")
    client.start()
    said = client.turn()
    client.close()
    # Only an interview that has left memory makes room for three others.
    others = [enter(strict, f"filler-{number}") for number in range(3)]
    others.pop().close()
    again = enter(strict, "away")
    again.expect("ready")
    again.turn("And then I told my colleagues what had happened in the meantime")
    texts = [message for message in again.messages if message["type"] == "transcript"]
    assert [text["sequence"] for text in texts] == [4, 5]
    assert texts[1]["text"] != said
    assert "PROCESSING_ERROR" not in [outline(message) for message in again.messages]
    for other in (again, *others):
        other.close()


def test_a_flood_of_small_messages_gets_one_error_for_all_that_were_dropped(server: Process, session: str) -> None:
    with candidate(server.url, session) as client:
        reader = threading.Thread(target=read_until_silence, args=(client,), daemon=True)
        reader.start()
        shout(client)
        reader.join(60)
        assert not reader.is_alive()
        dropped = [it for it in client.messages if "faster than they can be handled" in it.get("message", "")]
        assert len(dropped) < len(client.messages) / 4
        client.start()
        client.turn()
