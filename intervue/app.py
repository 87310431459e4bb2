"""The application: routes, middleware, lifespan. The only composition root."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from actors.supervision import EngineSpecs, SessionLimits, System
from intervue.auth.addresses import ClientAddress
from intervue.auth.asking import Authentication
from intervue.auth.audit import RETENTION, AuditLog
from intervue.auth.bearer import bearer_tokens
from intervue.auth.gate import Gate
from intervue.auth.rates import EXPOSED, RateLimits, Rates
from intervue.auth.remembering import REMEMBERED_SECONDS
from intervue.auth.watching import remind, watch
from intervue.bridge import Bridge, SocketLimits
from intervue.budget import Budget
from intervue.control import new_secret
from intervue.crowd import CrowdLimits
from intervue.engine_specs import engine_specs
from intervue.guard import Guard, internal_error, not_stored, problem
from intervue.interview.policy import Policy
from intervue.models.select import select_models
from intervue.origins import exposure, loopback_origins
from intervue.routes.administration import administration_routes
from intervue.routes.control import control_routes
from intervue.routes.docs import docs_routes
from intervue.routes.health import health_routes
from intervue.routes.interview import interview_routes
from intervue.routes.invitations import invitation_routes
from intervue.routes.metrics import metrics_routes
from intervue.routes.openapi import Document, openapi_routes
from intervue.routes.page import page_routes
from intervue.routes.resume import Intake, resume_routes
from intervue.routes.sessions import session_routes
from intervue.routes.sign_in import Door, sign_in_routes
from intervue.store.accounts import AccountStore
from intervue.store.audit import AuditStore
from intervue.store.database import sqlite_url
from intervue.store.errors import StoreError
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from starlette.routing import Route

    from intervue.settings import Settings

REMIND_SECONDS: Final = 3600.0
"""How often the log says that nobody is asked who they are, where other machines reach the server."""
ERASED_SECONDS: Final = 5.0
"""What is being erased when the server stops is waited for so long, so that the audit log says what came of it."""


def create_app(settings: Settings, engines: EngineSpecs | None = None) -> Starlette:
    """The ASGI application. `engines` replaces those that the settings and the installed models ask for.

    The database is opened at once; actors and engines start with the application's lifespan. Raises `StoreError`, and
    `JwtSettingsError` where the keys of bearer tokens cannot be had.
    """
    bearer = bearer_tokens(settings)
    system = _system(settings, engines)
    accounts = AccountStore(sqlite_url(settings.data_dir), sync=settings.sync_writes)
    audited = AuditStore(sqlite_url(settings.data_dir), sync=settings.sync_writes)
    audit = AuditLog(audited, settings)
    gate = Gate(accounts, bearer)

    rates = Rates(settings)
    rest = rest_routes(settings)
    others = [*interview_routes, *openapi_routes, *docs_routes, *control_routes, *page_routes]
    app = Starlette(
        routes=[*rest, *others],
        middleware=_middleware(settings, rates),
        exception_handlers={HTTPException: problem, StoreError: not_stored, Exception: internal_error},
        lifespan=_lifespan(settings, system, gate, audit, (audited, accounts)),
    )
    app.state.settings = settings
    app.state.accounts = accounts
    app.state.audit = audit
    app.state.audited = audited
    app.state.store = system.store
    app.state.gate = gate
    app.state.rates = rates
    app.state.document = Document(rest)
    app.state.sign_in_door = Door(settings.sign_ins_at_once)
    app.state.budget = Budget(settings.pending_bytes_max)
    app.state.intake = Intake(settings.uploads_max, settings.upload_seconds, app.state.budget)
    app.state.control_secret = new_secret()
    app.state.system = system
    app.state.health = system.health
    app.state.metrics = system.metrics
    return app


def _lifespan(
    settings: Settings, system: System, gate: Gate, audit: AuditLog, stores: Sequence[AuditStore | AccountStore]
) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """What is started before the first request, and stopped after the last one; `stores` are closed in this order."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()

        def retired(sessions: tuple[str, ...]) -> None:
            loop.call_soon_threadsafe(gate.forget)  # tokens of what was kept for long enough are gone with it
            audit.note_erased(sessions, RETENTION)

        system.retired = retired
        await asyncio.to_thread(system.start)
        audit.start()
        crowd = CrowdLimits(settings.sockets_max, settings.sockets_per_address_max, settings.sockets_unnamed_max)
        app.state.bridge = Bridge(system, _socket_limits(settings), app.state.budget, crowd)
        app.state.parse_resume = app.state.bridge.parse_resume
        watching = [watch(gate, app.state.bridge, REMEMBERED_SECONDS)]
        if exposed := exposure(settings):
            watching.append(remind(exposed, REMIND_SECONDS))
        watches = [asyncio.create_task(each) for each in watching]
        try:
            yield
        finally:
            for each in watches:
                each.cancel()
            await asyncio.gather(*watches, return_exceptions=True)
            await asyncio.to_thread(system.stop)
            await app.state.bridge.finish_erasing(ERASED_SECONDS)
            await asyncio.to_thread(audit.stop)
            for store in stores:
                store.close()

    return lifespan


def _middleware(settings: Settings, rates: Rates) -> list[Middleware]:
    """What looks at every request, the outermost first."""
    return [
        Middleware(ClientAddress, trusted=settings.trusted_proxies, header=settings.forwarded_header),
        Middleware(Guard, settings=settings, rates=rates),
        _cors(settings),
        Middleware(Authentication, access=settings.auth == "on"),
        Middleware(RateLimits, rates=rates),
    ]


def rest_routes(settings: Settings) -> list[Route]:
    """What programs may ask for, all of which `/openapi.json` describes."""
    numbers = metrics_routes if settings.metrics else []
    people = [*resume_routes, *session_routes, *invitation_routes, *sign_in_routes, *administration_routes]
    return [*health_routes, *numbers, *people]


def _system(settings: Settings, engines: EngineSpecs | None) -> System:
    hint = ""
    if engines is None:
        models = select_models(settings)
        hint = models.hint
        engines = engine_specs(settings, models)
    store = EventStore(sqlite_url(settings.data_dir), sync=settings.sync_writes)
    store.open()
    limits = SessionLimits(
        most_sessions=settings.sessions_max,
        most_connections=settings.connections_per_session_max,
        idle_seconds=settings.session_idle_seconds,
        most_interviews=settings.interviews_max,
        keep_seconds=settings.retention_days * 86_400,
        record_patience=settings.record_patience_seconds,
    )
    return System(engines, store, policy(settings), limits, hint=hint)


def policy(settings: Settings) -> Policy:
    """The interview's limits, as the settings have them."""
    return Policy(
        questions=settings.interview_questions,
        seconds=settings.interview_minutes * 60,
        followups_per_question=settings.followups_per_question,
        reply_max_tokens=settings.reply_max_tokens,
        reply_max_words=settings.reply_max_words,
        tokens=settings.session_tokens_max,
        reply_patience=settings.reply_patience_seconds,
        playback_grace=settings.playback_grace_seconds,
        stage_seconds=_longest_stage(settings),
    )


def _longest_stage(settings: Settings) -> float:
    """Longer than any engine may take, the second try after a crash included; whole answers take the longest."""
    recognition = settings.decode_deadline_seconds + settings.stt_deadline_seconds + settings.answer_max_seconds
    return 2 * max(recognition, settings.llm_deadline_seconds, settings.tts_deadline_seconds) + 30


def _socket_limits(settings: Settings) -> SocketLimits:
    return SocketLimits(
        pending_messages=settings.pending_messages_max,
        pending_bytes=2 * settings.message_max_bytes,
        outbox_messages=settings.outbox_max_messages,
        outbox_bytes=settings.outbox_max_bytes,
        per_second=settings.messages_per_second,
        burst=settings.messages_burst,
        bytes_per_second=settings.audio_bytes_per_second,
        bytes_burst=max(2 * settings.message_max_bytes, settings.audio_bytes_per_second),
        abuse_seconds=settings.abuse_seconds,
    )


def _cors(settings: Settings) -> Middleware:
    """Pages of the allow-list may call the server; while it listens on loopback, so may pages served there."""
    return Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_origin_regex=loopback_origins(settings),
        allow_methods=["GET", "POST", "PATCH", "DELETE"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
    )
