"""(g) What it costs a request to be asked who it is from, counted against the limits, and noted in the audit log.

The same trivial route is asked with and without all that, by turns, in one process and without a network, whose own
ups and downs are greater than what is measured here.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass
from itertools import cycle, islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.responses import Response
from starlette.routing import request_response

from intervue.app import create_app
from intervue.auth import credentials
from intervue.auth.asking import Authentication, allowed
from intervue.auth.audit import AuditLog
from intervue.auth.bearer import PROVEN, bearer_tokens
from intervue.auth.cookies import SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.auth.gate import Gate
from intervue.auth.rates import RateLimits
from intervue.auth.roles import Action, Scope
from intervue.settings import load_settings
from intervue.store.accounts import ApiKey, SessionToken, SignIn, User
from intervue.store.records import Batch, Record
from scripts.bench.instant import instant_engines
from scripts.bench.overhead import percentiles
from scripts.bench.parts import CannotMeasureError
from scripts.bench.sheet import Sheet, verdict

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message

    from intervue.settings import Settings

TITLE = "what access control and limits add to a request"
AIM_MS = 0.2
ROUNDS = 40
PER_ROUND = 50
ALGORITHMS = ("HS256", "RS256", "ES256", "EdDSA")
SESSION = "benchmark"
ISSUER = "https://login.example.org"
_OK = 200
_HOUR = 3600.0
_SECRET = "x" * 43
_HEADERS = (
    (b"host", b"127.0.0.1:8000"),
    (b"user-agent", b"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0"),
    (b"accept", b"application/json"),
    (b"accept-encoding", b"gzip, deflate, br"),
    (b"accept-language", b"en-GB,en;q=0.9"),
    (b"connection", b"keep-alive"),
)
"""What browsers send with every request."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say who asks."""

    name: str
    headers: Iterator[tuple[bytes, bytes] | None]
    """Of each request."""
    gate: Gate
    access: bool = True


def run(_options: argparse.Namespace) -> dict[str, Any]:
    """Every way, by turns with the bare route."""
    with tempfile.TemporaryDirectory(prefix="intervue-bench-") as folder:
        settings = load_settings(data_dir=Path(folder), auth="on", rate_requests_per_minute=1_000_000)
        app = create_app(settings, instant_engines(settings))
        try:
            ways = _ways(app, settings, Path(folder))
            return {"ways": [asyncio.run(_measure(app, settings, way)) for way in ways]}
        finally:
            app.state.audited.close()
            app.state.accounts.close()
            app.state.store.close()


async def _say(_request: Request) -> Response:
    return Response(b"{}", media_type="application/json")


async def _measure(app: Starlette, settings: Settings, way: Way) -> dict[str, Any]:
    bare = request_response(_say)
    asked = RateLimits(request_response(allowed(Action.PARSE_RESUME)(_say)), app.state.rates)
    chain = Authentication(asked, access=way.access)
    app.state.gate = way.gate
    # A log for each: while thousands of entries of the way before are written, which come in a second here, all wait.
    app.state.audit = AuditLog(app.state.audited, settings)
    app.state.audit.start()
    without: list[float] = []
    within: list[float] = []
    try:
        await _round(app, chain, way)  # what is only done once: keys are read, tokens are looked up
        for _ in range(ROUNDS):
            without += await _round(app, bare, way)
            within += await _round(app, chain, way)
    finally:
        app.state.audit.stop()
    added = statistics.median(within) - statistics.median(without)
    times = {"without": percentiles(without), "within": percentiles(within)}
    return {"way": way.name, "added_ms": round(added, 4), **times}


async def _round(app: Starlette, chain: ASGIApp, way: Way) -> list[float]:
    """How long each request took, milliseconds."""
    times = []
    for header in islice(way.headers, PER_ROUND):
        scope = {
            "type": "http",
            "method": "GET",
            "path": "/sessions",
            "query_string": b"",
            "headers": [*_HEADERS, *([header] if header else [])],
            "client": ("203.0.113.7", 50_000),
            "scheme": "http",
            "path_params": {},
            "app": app,
        }
        statuses: list[int] = []

        async def send(message: Message, statuses: list[int] = statuses) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        began = time.perf_counter_ns()
        await chain(scope, _receive, send)
        times.append((time.perf_counter_ns() - began) / 1e6)
        if statuses != [_OK]:
            raise CannotMeasureError(f"{way.name}: the route answered {statuses}. Run the tests: make test-fast.")
    await asyncio.sleep(0)
    return times


async def _receive() -> Message:
    return {"type": "http.request", "body": b"", "more_body": False}


def _ways(app: Starlette, settings: Settings, folder: Path) -> list[Way]:
    now = time.time()
    accounts, gate = app.state.accounts, app.state.gate
    app.state.store.append([Batch(SESSION, (Record(1, now, "opened", {}),))])
    key, token = credentials.make(credentials.KEY), credentials.make(credentials.TOKEN)
    scopes = tuple(scope.value for scope in Scope)
    accounts.add_key(ApiKey(key.id, "benchmark", key.hash, scopes, now, "benchmark", None, None, None))
    accounts.add_token(SessionToken(token.id, SESSION, token.hash, now, "benchmark", now + _HOUR, None))
    accounts.add_user(User("anna", "recruiter", "", now, None))
    sign_in = credentials.digest(_SECRET)
    accounts.add_sign_in(SignIn("s1", sign_in, "anna", now, now + _HOUR), "")
    return [
        Way("access control off", repeat(None), gate, access=False),
        Way("an API key", repeat((b"x-api-key", key.text.encode())), gate),
        Way("a session token", repeat(_bearer(token.text)), gate),
        Way("an invitation's cookie", repeat(_cookie(SESSION_COOKIE, gate.cookie(token.id, SESSION))), gate),
        Way("a recruiter's cookie", repeat(_cookie(SIGN_IN_COOKIE, f"s1.{_SECRET}")), gate),
        *(way for algorithm in ALGORITHMS for way in _signed(app, settings, folder, algorithm)),
    ]


def _signed(app: Starlette, settings: Settings, folder: Path, algorithm: str) -> tuple[Way, Way]:
    """A bearer token of an identity provider, as programs show it for minutes; and one that was never shown before."""
    file = folder / algorithm
    private: Any = _SECRET
    if algorithm == "HS256":
        file.write_text(_SECRET, encoding="ascii")
    else:
        private = _private(algorithm)
        file.write_bytes(private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    given = {"jwt_algorithm": algorithm, "jwt_key_file": file, "jwt_issuer": ISSUER, "jwt_audience": "intervue"}
    gate = Gate(app.state.accounts, bearer_tokens(settings.model_copy(update=given)))
    claims = {"sub": "anna", "iss": ISSUER, "aud": "intervue", "exp": int(time.time() + _HOUR), "role": "recruiter"}
    # Half of them go to the bare route; the others are more than are remembered: each is new when it comes again.
    most = 2 * (PROVEN + PER_ROUND)
    texts = [jwt.encode({**claims, "jti": str(number)}, private, algorithm=algorithm) for number in range(most)]
    again, first = repeat(_bearer(texts[0])), cycle([_bearer(text) for text in texts])
    return Way(f"a bearer token, {algorithm}", again, gate), Way(f"a new bearer token, {algorithm}", first, gate)


def _private(algorithm: str) -> Any:
    if algorithm == "RS256":
        return rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return ec.generate_private_key(ec.SECP256R1()) if algorithm == "ES256" else ed25519.Ed25519PrivateKey.generate()


def _bearer(text: str) -> tuple[bytes, bytes]:
    return b"authorization", f"Bearer {text}".encode()


def _cookie(name: str, value: str) -> tuple[bytes, bytes]:
    return b"cookie", f"{name}={value}".encode()


def table(result: dict[str, Any]) -> list[Sheet]:
    """A row for each way."""
    rows: list[tuple[str, ...]] = [
        (
            found["way"],
            f"{found['without']['p50']:.3f}",
            f"{found['within']['p50']:.3f}",
            f"{found['within']['p95']:.3f}",
            f"{found['within']['p99']:.3f}",
            f"{found['added_ms']:.3f}",
        )
        for found in result["ways"]
    ]
    most = max(found["added_ms"] for found in result["ways"])
    note = (
        f"{ROUNDS * PER_ROUND} requests each way, and as many of the bare route, by turns, in one process without a "
        "network. *Added* is the difference of the medians: finding out who asks, counting, the headers of the answer, "
        "looking whether it is allowed, and the entry of the audit log, which a thread of its own writes meanwhile."
    )
    title = f"Milliseconds of a request; most that is added: {verdict(most, AIM_MS, digits=3, unit=' ms')}"
    columns = ("who asks shows", "bare route", "p50", "p95", "p99", "added")
    return [Sheet(title, columns, rows, (note,))]
