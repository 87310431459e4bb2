"""A candidate's v1 client: does nothing by itself, waits within bounds, and checks the form of every message."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from intervue.rehearse import wire
from intervue.rehearse.contract import Contract, Limits
from tests.engines.host_probe import BOUND

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

Message = dict[str, Any]
ANSWER = "I looked after the night shift and taught two new colleagues how to dress wounds"


class RefusedError(Exception):
    """The handshake was answered with an HTTP status."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(f"{status} {reason}")
        self.status = status
        self.reason = reason


class Candidate:
    """One socket. Messages are named in short: see `outline`.

    `contract`: checks order too, for a client that waits for each turn to end before it sends the next message.
    """

    def __init__(
        self,
        url: str,
        session: str,
        *,
        query: str = "",
        origin: str | None = None,
        headers: dict[str, str] | None = None,
        subprotocols: tuple[str, ...] = (),
        window: int = 0,
        contract: bool = False,
        trusting: ssl.SSLContext | None = None,
        source: str = "",
    ) -> None:
        """`window`: bytes that the network takes for this client while it does not read; 0 for the usual.

        `trusting`: which certificates it believes, where the server has one. `source`: the address that it comes from.
        """
        self.session = session
        self.messages: list[Message] = []
        self.contract = Contract(session, Limits(BOUND, BOUND)) if contract else None
        self._address = f"{url.replace('http', 'ws', 1)}/ws/interview/{session}{query}"
        self._began = time.monotonic()
        self._stack = contextlib.ExitStack()
        self._shown: dict[str, Any] = {"additional_headers": headers or {}, "subprotocols": subprotocols or None}
        if trusting is not None:
            self._shown["ssl"] = trusting
        if source:
            self._shown["source_address"] = (source, 0)
        self._socket = self._open(origin, window)

    def _open(self, origin: str | None, window: int) -> ClientConnection:
        options: dict[str, Any] = {
            "max_size": 2**26,
            "ping_interval": None,
            "proxy": None,
            "origin": origin,
            **self._shown,
        }
        if window:
            where = urlsplit(self._address)
            options["sock"] = line = socket.socket()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
            line.connect((where.hostname, where.port))
        try:
            opening = connect(self._address, open_timeout=BOUND, close_timeout=2, **options)
            connection: ClientConnection = self._stack.enter_context(opening)
        except InvalidStatus as error:
            body = error.response.body or b""
            raise RefusedError(error.response.status_code, body.decode()) from None
        return connection

    def _now(self) -> float:
        return time.monotonic() - self._began

    # --- What it sends ------------------------------------------------------------------------------------------------

    def send(self, kind: str, **fields: Any) -> None:
        """Send a message of this type."""
        if self.contract is not None:
            self.contract.sent(kind, self._now())
        self.send_raw(json.dumps({"type": kind, **fields}))

    def send_raw(self, frame: str | bytes) -> None:
        """Send a frame as it is."""
        self._socket.send(frame)

    def send_bytes(self, data: bytes) -> None:
        """Send bytes that are no frame, or several, or half of one."""
        self._socket.socket.sendall(data)

    def answer(self, words: str = ANSWER, **fields: Any) -> None:
        """Send a recording of these words."""
        self.send("audio", data=b64encode(words.encode()).decode(), format="webm", **fields)

    # --- What it hears ------------------------------------------------------------------------------------------------

    def receive(self, timeout: float = BOUND) -> Message:
        """The next message, whose form is that of the contract."""
        frame = self._socket.recv(timeout)
        message = wire.read(frame)
        assert wire.faults(message) == [], message
        if message["type"] == "audio":
            wire.sound(message)
        if self.contract is not None:
            self.contract.received(frame, self._now())
            assert self.contract.violations == []
        self.messages.append(message)
        return message

    def expect(self, *outlines: str) -> list[Message]:
        """Exactly these messages come next."""
        came: list[Message] = []
        for expected in outlines:
            came.append(self.receive())
            assert outline(came[-1]) == expected, f"{[outline(it) for it in came]} where {outlines} was due"
        return came

    def until(self, last: str) -> list[Message]:
        """All messages up to and including the next one of this outline."""
        came = [self.receive()]
        while outline(came[-1]) != last:
            came.append(self.receive())
        return came

    def closed(self) -> int:
        """Nothing comes any more but the close; its code."""
        try:
            frame = self._socket.recv(BOUND)
        except ConnectionClosed as end:
            code = end.rcvd.code if end.rcvd is not None else 1006
            if self.contract is not None:
                self.contract.closed(code, self._now())
                assert self.contract.violations == []
            return code
        raise AssertionError(f"{frame[:200]!r} instead of the close")

    def nothing_waits(self, state: str = "ready") -> None:
        """Nothing was sent unasked: what comes next is the answer to this question."""
        self.send("playback_complete")
        self.expect(state)

    def drain(self) -> tuple[int, str]:
        """Read whatever comes until the server closes; code and reason of the close."""
        try:
            while True:
                self.receive()
        except ConnectionClosed as end:
            return (end.rcvd.code, end.rcvd.reason) if end.rcvd is not None else (1006, "")

    # --- Whole steps --------------------------------------------------------------------------------------------------

    def start(self) -> str:
        """From the greeting to the end of the introduction; its words."""
        self.send("start_interview")
        came = self.expect("generating", "interviewer", "speaking", "audio", "ready")
        return str(came[1]["text"])

    def turn(self, words: str = ANSWER) -> str:
        """Answer, and hear the interviewer out; the interviewer's words."""
        self.answer(words)
        came = self.expect("processing_stt", "candidate", "generating", "interviewer", "speaking", "audio", "ready")
        assert came[1]["text"] == words
        return str(came[3]["text"])

    def close(self) -> None:
        """Leave."""
        self._stack.close()

    def vanish(self) -> None:
        """Be gone without a word, as when the network fails."""
        with contextlib.suppress(OSError):
            self._socket.socket.shutdown(socket.SHUT_RDWR)
        self._stack.close()


def outline(message: Message) -> str:
    """A message in a word or two."""
    match message:
        case {"type": "status", "state": state}:
            return str(state)
        case {"type": "transcript", "role": role}:
            return str(role)
        case {"type": "error", "code": code}:
            return str(code)
        case {"type": kind}:
            return str(kind)
    raise AssertionError(message)


@contextlib.contextmanager
def candidate(url: str, session: str, **options: Any) -> Iterator[Candidate]:
    """A connected candidate that was greeted."""
    client = Candidate(url, session, **options)
    try:
        (greeting,) = client.expect("session_started")
        assert greeting["session_id"] == session
        yield client
    finally:
        client.close()
