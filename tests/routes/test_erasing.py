"""Interviews whose erasing outlives the request: the audit log says what came of it all the same."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

from actors.erasing import EraseSessions, SessionsErased
from intervue.auth.roles import Identity, Role
from intervue.bridge import Bridge, SocketLimits
from intervue.budget import Budget
from intervue.crowd import CrowdLimits
from intervue.guard import problem
from intervue.routes import sessions
from intervue.routes.sessions import session_routes
from tests.fakes.access import Noted

if TYPE_CHECKING:
    from actors.supervision import System

ANNA = Identity(Role.RECRUITER, "key:anna")
BOUND = 10.0


class Directory:
    """Takes its time."""

    def __init__(self) -> None:
        self.asked: asyncio.Queue[EraseSessions] = asyncio.Queue()

    def tell(self, message: EraseSessions) -> None:
        """Take what is to be erased."""
        self.asked.put_nowait(message)


class Told(Noted):
    """An audit log that also takes what is erased by others than clients."""

    def __init__(self) -> None:
        super().__init__()
        self.erased: list[tuple[tuple[str, ...], str]] = []

    def note_erased(self, ids: tuple[str, ...], who: str) -> None:
        """Keep it."""
        self.erased.append((ids, who))


async def asked(app: Starlette) -> int:
    """The status of the answer to a request that erases an interview."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "DELETE",
        "path": "/sessions/s1",
        "query_string": b"",
        "headers": [],
        "client": ("203.0.113.7", 1),
        "state": {"identity": ANNA, "rejected": None},
    }
    await app(scope, receive, send)
    return int(sent[0]["status"])


@pytest.mark.parametrize("stopping", [False, True], ids=["it takes long", "the server stops"])
def test_what_is_erased_after_the_request_has_ended_stands_in_the_audit_log(
    monkeypatch: pytest.MonkeyPatch, *, stopping: bool
) -> None:
    monkeypatch.setattr(sessions, "ERASE_SECONDS", BOUND if stopping else 0.01)

    async def check() -> None:
        directory, noted = Directory(), Told()
        app = Starlette(routes=session_routes, exception_handlers={HTTPException: problem})
        app.state.gate = SimpleNamespace(forget=lambda: None)
        app.state.audit = noted
        system = cast("System", SimpleNamespace(directory=directory))
        app.state.bridge = bridge = Bridge(system, SocketLimits(1, 1, 1, 1), Budget(1), CrowdLimits(1, 1, 1))
        request = asyncio.create_task(asked(app))
        order = await asyncio.wait_for(directory.asked.get(), BOUND)
        if stopping:
            request.cancel()
            with pytest.raises(asyncio.CancelledError):
                await request
        else:
            assert await request == 503
        assert noted.erased == []
        order.answer(SessionsErased(("s1",), (), (), None))
        await bridge.finish_erasing(BOUND)
        assert noted.erased == [(("s1",), "key:anna")]

    asyncio.run(check())
