"""How often somebody may ask, counted by the library `limits`, and the middleware that turns away whoever asks more.

One client is who it says it is; whoever says nothing is its address.
"""

from __future__ import annotations

import logging
import math
import secrets
import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.websockets import WebSocket

from intervue.auth.addresses import address_of, client_of, site_of
from intervue.auth.roles import Role
from intervue.control import HEADER
from intervue.draining import drain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from limits import RateLimitItem
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from intervue.auth.roles import Identity
    from intervue.settings import Settings

logger = logging.getLogger(__name__)

MOST_CLIENTS: Final = 20_000
"""Of so many each limit remembers something; beyond that, who was not heard of for the longest time is forgotten."""
MOST_ACCOUNTS: Final = 10_000
"""Of so many accounts it is remembered from where they signed in."""
MOST_PLACES: Final = 32
"""Addresses of one account that are remembered, the last ones."""
UPLOAD: Final = ("POST", "/resume/parse")
_HEALTH: Final = "/health"
CONTROL: Final = frozenset({"/control/erase", "/control/access"})
"""Where commands of the same machine come; without their secret it is an address like any other where nothing is."""
_FILES: Final = frozenset({"/", "/sign-in", "/interviews", "/ready", "/metrics", "/openapi.json", "/favicon.ico"})
_FOLDERS: Final = ("/static/", "/page/", "/docs")
_READING: Final = frozenset({"GET", "HEAD"})
TELL_SECONDS: Final = 60.0
"""Who is refused over and over gets a line of the log so often."""
_MOST_TOLD: Final = 1000
_LONGEST: Final = 256
"""Characters of a path or a name that tell clients apart."""
EXPOSED: Final = ("Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
"""Headers that pages of other origins may read."""


class Limit(StrEnum):
    """What is counted, each for itself."""

    REQUESTS = "requests"
    UPLOADS = "uploads"
    FILES = "files"
    SOCKETS = "sockets"
    REJECTED = "rejected"
    SIGN_INS = "sign_ins"
    SIGN_INS_PER_ACCOUNT = "sign_ins_per_account"
    SIGN_INS_PER_ADDRESS = "sign_ins_per_address"


SENTENCES: Final = {
    Limit.REQUESTS: "Too many requests: at most {most} a minute are taken from one client.",
    Limit.UPLOADS: "Too many uploads: at most {most} a minute are taken from one client.",
    Limit.FILES: "Too many requests: at most {most} a minute are taken from one client.",
    Limit.SOCKETS: "Too many connections: at most {most} a minute are taken from one client.",
    Limit.REJECTED: "Too many keys and tokens that are not valid came from this address.",
}
"""For whoever asked too much; "Please try again in so many seconds." follows."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one client may still do. `reset`: seconds until it may do more than now."""

    limit: Limit
    most: int
    remaining: int
    reset: int
    allowed: bool

    @property
    def headers(self) -> dict[str, str]:
        """For the answer (draft-ietf-httpapi-ratelimit-headers-03, which is what clients know)."""
        told = {
            "RateLimit-Limit": str(self.most),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }
        return told if self.allowed else {**told, "Retry-After": str(self.reset)}

    @property
    def refusal(self) -> str:
        """A sentence."""
        return f"{SENTENCES[self.limit].format(most=self.most)} Please try again in {self.reset} seconds."


class RecentHits(MemoryStorage):
    """When each client came during the last minute, exactly; the memory is bounded.

    The library's own storage sets aside a thread for each client it knows whenever something is counted, and its
    cheaper way of counting lets some more through where two minutes meet.
    """

    STORAGE_SCHEME = ["async+recent"]  # noqa: RUF012 - as the library has it

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    def __len__(self) -> int:
        """How many clients something is remembered of."""
        return len(self._hits)

    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count, unless that would be more than the limit within the last `expiry` seconds."""
        hits = self._recent(key, expiry)
        if len(hits) + amount > limit:
            return False
        hits.extend([self._clock()] * amount)
        return True

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:  # noqa: ARG002 - theirs
        """When the oldest of the last `expiry` seconds came (now, if there is none), and how many came since."""
        # Whoever is only looked up takes up no room.
        hits = self._recent(key, expiry) if key in self._hits else None
        return (hits[0], len(hits)) if hits else (self._clock(), 0)

    def _recent(self, key: str, expiry: int) -> deque[float]:
        since = self._clock() - expiry
        hits = self._hits.get(key)
        if hits is None:
            self._forget(since)
            hits = self._hits[key] = deque()
        else:
            self._hits.move_to_end(key)
        while hits and hits[0] <= since:
            hits.popleft()
        return hits

    def _forget(self, since: float) -> None:
        """Make room for one more: who was heard of last before that is forgotten, and whoever is one too many."""
        while self._hits:
            oldest = next(iter(self._hits.values()))
            if len(self._hits) < MOST_CLIENTS and oldest and oldest[-1] > since:
                return
            self._hits.popitem(last=False)


class Rates:
    """Counts. Used by one event loop."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        # Each for itself: requests from many addresses are not to push out what is known of attempts to sign in.
        self._limiters = {limit: MovingWindowRateLimiter(RecentHits(clock)) for limit in Limit}
        self._told: OrderedDict[tuple[Limit, str], float] = OrderedDict()
        self._items: dict[Limit, RateLimitItem] = {
            limit: RateLimitItemPerMinute(getattr(settings, f"rate_{limit}_per_minute"), namespace=limit.value)
            for limit in Limit
        }
        self._places: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    async def take(self, limit: Limit, client: str) -> Allowance:
        """Count something that a client asks for."""
        allowed = await self._limiters[limit].hit(self._items[limit], client[:_LONGEST])
        return await self._allowance(limit, client, allowed=allowed)

    async def _allowance(self, limit: Limit, client: str, *, allowed: bool) -> Allowance:
        item = self._items[limit]
        stats = await self._limiters[limit].get_window_stats(item, client[:_LONGEST])
        # What was counted a full minute ago counts no more: a client that waits for so long is let through.
        reset = max(1, math.ceil(stats.reset_time - self._clock()))
        return Allowance(limit, item.amount, stats.remaining, reset, allowed)

    async def rejected(self, address: str) -> Allowance:
        """Count a key, a token or a link that is not valid: whoever guesses is told less and less."""
        return await self.take(Limit.REJECTED, client_of(address))

    async def guesses(self, address: str) -> Allowance:
        """Whether an address may still send what is not valid; counts nothing."""
        return await self.left(Limit.REJECTED, address)

    async def left(self, limit: Limit, address: str) -> Allowance:
        """What an address may still do; counts nothing."""
        client = client_of(address)
        allowed = await self._limiters[limit].test(self._items[limit], client[:_LONGEST])
        return await self._allowance(limit, client, allowed=allowed)

    async def turned_away(self, scope: Scope) -> Allowance:
        """Count what is refused before anybody looks who asks, by its address, and apart from what is served."""
        client = f"{client_of(address_of(scope))} turned away"
        found = await self.take(Limit.SOCKETS if scope["type"] == "websocket" else Limit.REQUESTS, client)
        if not found.allowed:
            self.tell(found.limit, client)
        return found

    def tell(self, limit: Limit, client: str) -> None:
        """One line a minute for each client that is refused; who it is stands in the line where it is known."""
        now = time.monotonic()
        if now - self._told.get((limit, client), -math.inf) < TELL_SECONDS:
            return
        self._told[limit, client] = now
        self._told.move_to_end((limit, client))
        if len(self._told) > _MOST_TOLD:
            self._told.popitem(last=False)
        logger.warning("A client asks too often, and is refused for a while: %s", limit, extra={"limit": limit.value})

    async def sign_in(self, account: str, address: str) -> Allowance | None:
        """Count an attempt to sign in, before its password is looked at. None: go on; else what it is refused by.

        One address may try one account seldom; many addresses together may try it somewhat more often, and an office
        behind one address may sign in together. An IPv6 customer has many networks: they count together as well. From
        where this account signed in before only what comes from there counts: others cannot keep its owner out.
        """
        account, client, site = account.casefold(), client_of(address), site_of(address)
        counted = [(Limit.SIGN_INS_PER_ADDRESS, client), (Limit.SIGN_INS, f"{client} {account}")]
        if client not in self._places.get(account, ()):
            if site is not None:
                counted += [(Limit.SIGN_INS_PER_ADDRESS, site), (Limit.SIGN_INS, f"{site} {account}")]
            counted.append((Limit.SIGN_INS_PER_ACCOUNT, account))
        for limit, name in counted:
            found = await self.take(limit, name)
            if not found.allowed:
                return found
        return None

    def signed_in(self, account: str, address: str) -> None:
        """Remember from where somebody signed in with the right password, as long as the server runs."""
        places = self._places.setdefault(account.casefold(), OrderedDict())
        self._places.move_to_end(account.casefold())
        places[client_of(address)] = None
        places.move_to_end(client_of(address))
        if len(places) > MOST_PLACES:
            places.popitem(last=False)
        if len(self._places) > MOST_ACCOUNTS:
            self._places.popitem(last=False)


class RateLimits:
    """Middleware, behind the one that finds out who asks: 429 for whoever asks too often."""

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self._app = app
        self._rates = rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count, and pass on what is within the limits."""
        limit = limit_of(scope)
        if limit is None:
            await self._app(scope, receive, send)
            return
        found = await self._counted(scope, limit)
        if not found.allowed:
            self._rates.tell(found.limit, _client(scope))
            await refuse(scope, receive, send, found)
        elif scope["type"] == "websocket":
            await self._app(scope, receive, send)
        else:
            told = [(name.lower().encode(), value.encode()) for name, value in found.headers.items()]

            async def send_with_headers(message: Message) -> None:
                if message["type"] == "http.response.start" and not _tells(message["headers"]):
                    message["headers"] = [*message["headers"], *told]
                await send(message)

            await self._app(scope, receive, send_with_headers)

    async def _counted(self, scope: Scope, limit: Limit) -> Allowance:
        if scope["state"]["rejected"] is not None:
            guesses = await self._rates.rejected(address_of(scope))
            if not guesses.allowed:
                return guesses
        elif scope["type"] == "websocket" and scope["state"]["identity"].role is Role.ANONYMOUS:
            # Its token comes with the first message: whoever guessed too often is not listened to any more.
            guesses = await self._rates.guesses(address_of(scope))
            if not guesses.allowed:
                return guesses
        return await self._rates.take(limit, _client(scope))


def _tells(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether a route has counted by a limit of its own, which is the one that matters then."""
    return any(name.lower() == b"ratelimit-limit" for name, _ in headers)


def limit_of(scope: Scope) -> Limit | None:
    """What a request or a socket counts as; None if it is not counted.

    A page consists of dozens of files, which are cheap; they are counted apart, so that a reload costs nobody the
    interview, and `/ready` and `/metrics` with them, which machines ask for all day.
    """
    if scope["type"] == "websocket":
        return Limit.SOCKETS
    if scope["type"] != "http":
        return None
    path: str = scope["path"]
    if (scope["method"], path) == UPLOAD:
        return Limit.UPLOADS
    reading = scope["method"] in _READING
    if (reading and path == _HEALTH) or is_command(scope):
        return None
    file = reading and (path in _FILES or path.startswith(_FOLDERS))
    return Limit.FILES if file else Limit.REQUESTS


def is_command(scope: Scope) -> bool:
    """Whether this comes from a command: it knows the secret of this run of the server, and no page has sent it."""
    if scope["method"] != "POST" or scope["path"] not in CONTROL:
        return False
    headers = Headers(scope=scope)
    # Pages have no business here: browsers send where they come from with every POST.
    return "origin" not in headers and secrets.compare_digest(
        headers.get(HEADER, "").encode("utf-8", "replace"), scope["app"].state.control_secret.encode()
    )


def _client(scope: Scope) -> str:
    """Who asks. Where nobody is asked who they are, all interviews of one machine may connect as often as one."""
    identity: Identity = scope["state"]["identity"]
    if identity.role not in {Role.ANONYMOUS, Role.EVERYBODY}:
        return identity.who
    client = client_of(address_of(scope))
    return f"{client} {scope['path']}" if identity.role is Role.EVERYBODY and scope["type"] == "websocket" else client


async def refuse(scope: Scope, receive: Receive, send: Send, found: Allowance) -> None:
    """Answer 429."""
    if scope["type"] == "websocket":
        denial = PlainTextResponse(found.refusal, status_code=429, headers=found.headers)
        await WebSocket(scope, receive, send).send_denial_response(denial)
        return
    response = JSONResponse({"detail": found.refusal}, status_code=429, headers=found.headers)
    if found.limit is Limit.UPLOADS:
        await drain(Request(scope, receive).stream())
    await response(scope, receive, send)
