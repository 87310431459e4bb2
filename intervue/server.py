"""Runs the application under uvicorn, and stops it without losing anything."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import gc
import logging
import signal
import socket
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import uvicorn

from intervue.access import AccessLog
from intervue.app import create_app
from intervue.auth.bearer import JwtSettingsError, doubt_about
from intervue.auth.certificates import CertificateError, describe, tls_of
from intervue.auth.nobody import NOBODY, has_nobody
from intervue.auth.self_signed import lan_address
from intervue.connections import Bounds, ServerConfig
from intervue.control import REACHED_BY, Door
from intervue.lines import exempt_from
from intervue.logs import configure_logging
from intervue.memory import return_what_is_free
from intervue.models.catalog import CatalogError
from intervue.models.startup import check_in_background
from intervue.origins import (
    IN_CLEAR,
    NAMELESS,
    UNNAMED_PROXY,
    exposure,
    has_unnamed_proxy,
    is_exposed,
    is_in_clear,
    is_nameless,
    why_not_exposed,
)
from intervue.store.doubt import BUILT, WRONG_CLOCK
from intervue.store.errors import (
    CorruptDatabaseError,
    DataFolderError,
    ForeignDatabaseError,
    NewerDatabaseError,
    ReadOnlyDatabaseError,
    StoreError,
)
from intervue.store.lock import DataFolderLock

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from actors.supervision import EngineSpecs, System
    from intervue.auth.certificates import Tls
    from intervue.bridge import Bridge
    from intervue.settings import Settings

logger = logging.getLogger(__name__)

UNREAD_MS = 60_000
"""Milliseconds after which the system drops a connection whose other side takes nothing of what was sent."""
UNSENT_BYTES = 64 * 1024
"""Most that the system takes of a connection beyond what is under way: else it buffers megabytes for whoever never
reads, and tells of a slow reader's progress only when it has read a third of them."""
OPEN_FILES = 65_536
"""Files and sockets that the server would like to be able to open."""
FLUSH_SECONDS = 2.0
"""How long a stopping server waits for its sockets to take what was sent last."""
PERMANENT = (
    JwtSettingsError,
    CatalogError,
    ForeignDatabaseError,
    NewerDatabaseError,
    CorruptDatabaseError,
    ReadOnlyDatabaseError,
)
"""Errors that stay until somebody does something about them."""
PERMANENT_NUMBERS = frozenset({errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.EROFS})
"""Numbers of `OSError` that do."""
SIGNAL_SECONDS = 0.1
"""How often a server that waits looks whether it was told to hurry."""


class DrainingServer(uvicorn.Server):
    """Lets running turns finish before it closes any socket.

    uvicorn itself closes the sockets first and tells the application afterwards.
    """

    def __init__(self, config: ServerConfig, app: Starlette, drain_seconds: float) -> None:
        super().__init__(config)
        self._tls = config.tls
        self._lines = config.lines
        self._app = app
        self._system: System = app.state.system
        self._drain_seconds = drain_seconds

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say where the page is, once it can be opened."""
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            self._open_door(host, port)
            if self._tls is not None:
                self._tls.changed = lambda: self._open_door(host, port)
                logger.info("TLS with the certificate in %s", describe(self._tls.certificate))
            scheme = "http" if self._tls is None else "https"
            # Nobody can open the address that stands for all.
            loopback = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host)  # noqa: S104 - compared with, not listened on
            logger.info("Open %s in a browser. Stop the server with Ctrl-C.", _address(scheme, loopback or host, port))
            lan = lan_address() if loopback else None
            public = self._app.state.settings.public_url
            if public is not None:
                logger.info("Others open %s, and links to interviews begin with it", public)
            elif lan is not None:
                logger.info("Other machines of the network reach it at %s", _address(scheme, lan, port))

    def _open_door(self, host: str, port: int) -> None:
        fingerprint = "" if self._tls is None else self._tls.certificate.fingerprint
        settings: Settings = self._app.state.settings
        reached = settings.model_dump(mode="json", include=set(REACHED_BY))
        Door(host, port, self._app.state.control_secret, fingerprint, reached).open(settings.data_dir)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Refuse new sockets, wait for the turns that run, then close. A second Ctrl-C ends the waiting."""
        began = time.monotonic()
        if not self.force_exit:
            logger.info(
                "Stopping: running turns may finish (for %.0f s at most; Ctrl-C again does not wait)",
                self._drain_seconds,
            )
            drained = await self._drain()
            logger.info("%s after %.1f s", "Drained" if drained else "Gave up waiting", time.monotonic() - began)
        # uvicorn closes sockets at once: what was sent last would be lost, were they not closed here, after it.
        bridge: Bridge | None = getattr(self._app.state, "bridge", None)
        if bridge is not None:
            await bridge.close_all(1012, "The server is restarting.", FLUSH_SECONDS)
        for line in list(self._lines):
            line.give_up()
        # What is left takes a moment, and loses nothing: nobody need be in such a hurry. A third Ctrl-C still is.
        self.force_exit = False
        await super().shutdown(sockets)
        Door.shut(self._app.state.settings.data_dir)

    async def _drain(self) -> bool:
        """Whether all turns were finished in time."""
        loop = asyncio.get_running_loop()
        finished = asyncio.Event()

        def drained() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
                loop.call_soon_threadsafe(finished.set)

        self._system.drain(drained)
        until = time.monotonic() + self._drain_seconds
        while not finished.is_set() and not self.force_exit and time.monotonic() < until:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(finished.wait(), min(SIGNAL_SECONDS, self._drain_seconds))
        return finished.is_set()


def serve(settings: Settings, engines: EngineSpecs | None = None) -> int:
    """Run the server in the foreground until it is told to stop. Returns the exit status.

    0: stopped; 1: it may work when it is tried again; 2: a setting is wrong, or something else has to be mended first.
    `engines` as in `create_app`.
    """
    configure_logging(settings.log_level, settings.log_format)
    refusal = why_not_exposed(settings)
    if refusal is not None:
        return _complain(refusal, status=2)
    return_what_is_free()
    allow_many_sockets()
    lock = DataFolderLock(settings.data_dir)
    try:
        lock.acquire()
        tls = tls_of(settings)
    except CertificateError as error:
        lock.release()
        return _complain(str(error), status=2)
    except (StoreError, OSError) as error:
        return _complain(str(error), _status(error))
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        lock.release()
        return _complain(_why_not_listening(settings, error), _status(error))
    try:
        return _run(settings, listener, engines, tls)
    except (StoreError, CatalogError, JwtSettingsError) as error:
        return _complain(str(error), _status(error))
    finally:
        listener.close()
        lock.release()


def _status(error: Exception) -> int:
    """2 where trying again by itself would not help, which services take for the end; else 1.

    A port, a folder or a database that another process has may become free, a full disk empty, a network come up.
    """
    if isinstance(error, PERMANENT):
        return 2
    cause = error.__cause__ if isinstance(error, DataFolderError) else error
    return 2 if isinstance(cause, OSError) and cause.errno in PERMANENT_NUMBERS else 1


def allow_many_sockets() -> None:
    """Use what the system grants: the usual 1024 open files are fewer than the default limits on interviews need."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every platform

    granted, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if most == resource.RLIM_INFINITY else min(OPEN_FILES, most)
    if granted != resource.RLIM_INFINITY and granted < wanted:
        with contextlib.suppress(OSError, ValueError):  # it stays as it is then
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _why_not_listening(settings: Settings, error: OSError) -> str:
    said = f"Cannot listen on {settings.host} port {settings.port}: {error.strerror or error}."
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return f"{said} Set INTERVUE_HOST or --host to an address of this machine, such as 127.0.0.1."
    if error.errno == errno.EACCES:
        return f"{said} Ports below 1024 need a privilege: choose a higher one with INTERVUE_PORT or --port."
    return f"{said} Stop what listens there, or choose another port with INTERVUE_PORT or --port (0 takes a free one)."


def _run(settings: Settings, listener: socket.socket, engines: EngineSpecs | None, tls: Tls | None) -> int:
    app = create_app(settings, engines)
    hint = app.state.health.hint
    if hint:
        logger.warning("%s The models folder is %s.", hint, settings.models_dir)
    if engines is None:
        check_in_background(settings)
    _warn(settings, tls)
    if has_nobody(settings, app.state.accounts):
        logger.warning("%s", NOBODY)
    server = DrainingServer(server_config(app, settings, tls), app, settings.drain_seconds)
    # uvicorn raises the signal that stopped it once more when it is done: a clean stop is to end with status 0.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _already_stopping)
    _stop_at_hangup(server)
    _set_aside(server.config)
    server.run(sockets=[listener])
    return 0 if server.started else 1


def _warn(settings: Settings, tls: Tls | None) -> None:
    """Let the log say what is not safe about how this server is reached."""
    if is_exposed(settings):
        logger.warning("%s", exposure(settings))
    elif is_in_clear(settings):
        logger.warning("%s", IN_CLEAR)
    if time.time() < BUILT:
        logger.warning("%s", WRONG_CLOCK)
    if is_nameless(settings):
        logger.warning("%s", NAMELESS)
    if has_unnamed_proxy(settings):
        logger.warning("%s", UNNAMED_PROXY)
    secret = settings.jwt_key_file if settings.auth == "on" else None
    exposed = doubt_about(secret, settings.jwt_algorithm) if secret is not None else ""
    if exposed:
        logger.warning("%s", exposed)
    for doubt in [] if tls is None else tls.certificate.doubts(datetime.now(UTC)):
        logger.warning("%s", doubt)


def _address(scheme: str, host: str, port: int) -> str:
    return f"{scheme}://[{host}]:{port}/" if ":" in host else f"{scheme}://{host}:{port}/"


def _set_aside(config: uvicorn.Config) -> None:
    """Spare the collector what was loaded and stays: looking through all of it stopped every interview for 65 ms."""
    config.load()
    gc.collect()
    gc.freeze()


def _stop_at_hangup(server: DrainingServer) -> None:
    """A terminal that is closed ends the server like Ctrl-C, unless it was started to outlive it (nohup)."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None and signal.getsignal(hangup) is not signal.SIG_IGN:
        signal.signal(hangup, lambda _number, _frame: setattr(server, "should_exit", True))


def _already_stopping(_number: int, _frame: object) -> None:
    """The server has stopped; nothing is left to do."""


def server_config(app: Starlette, settings: Settings, tls: Tls | None = None) -> ServerConfig:
    """How uvicorn serves: own logging, bounded connections and frames, no compression (audio does not compress)."""
    bounds = Bounds(
        connections=settings.connections_max,
        header_seconds=settings.header_seconds,
        unread_seconds=settings.unread_seconds,
        message_seconds=settings.message_seconds,
        unsent_bytes=settings.outbox_max_bytes,
        connections_per_address=settings.connections_per_address_max,
        exempt=exempt_from(settings),
    )
    return ServerConfig(
        AccessLog(app, app.state.system.metrics, access=settings.auth == "on"),
        bounds,
        app.state.budget,
        tls,
        ws_ping_interval=settings.ping_seconds,
        ws_ping_timeout=settings.pong_seconds,
        log_config=None,
        access_log=False,
        ws_max_size=settings.frame_max_bytes,
        ws_per_message_deflate=False,
        ws_max_queue=8,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        timeout_graceful_shutdown=5,
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises `OSError` if the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio switches Nagle's algorithm off only where the socket says its protocol; on, it holds the second of two
    # messages back for 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # Closing waits until the other side has read everything: who never reads would keep the socket for ever.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS)
        with contextlib.suppress(AttributeError, OSError):  # not every system has it
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)
        listener.bind((host, port))
        listener.listen(2048)
    except BaseException:
        listener.close()
        raise
    return listener


def _complain(message: str, status: int = 1) -> int:
    sys.stderr.write(f"{message}\n")
    return status
