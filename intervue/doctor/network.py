"""Where the server would listen: whether the port is free, and who could reach it."""

from __future__ import annotations

import socket
import ssl
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from intervue.auth.certificates import CertificateError, day, files_of, load
from intervue.auth.self_signed import RENEWED_BEFORE
from intervue.control import REACHED_BY, ControlError, Door
from intervue.doctor.finding import Finding, note, ok, problem
from intervue.origins import (
    IN_CLEAR,
    NAMELESS,
    UNNAMED_PROXY,
    has_unnamed_proxy,
    is_exposed,
    is_in_clear,
    is_nameless,
    why_not_exposed,
)

if TYPE_CHECKING:
    from intervue.settings import Settings

_SECONDS = 3.0


def as_the_server_runs(settings: Settings) -> tuple[Settings, list[Finding]]:
    """These settings as the server that runs on this data folder has them; with a line where they are others.

    What was set for the server alone, as by an option, is seen by no other command.
    """
    try:
        running = Door.find(settings.data_dir).seen_by(settings)
    except (ControlError, ValueError):
        return settings, []
    names = sorted(name for name in {*REACHED_BY, "port"} if getattr(running, name) != getattr(settings, name))
    if not names or not server_answers(running):
        return settings, []
    different = ", ".join(f"INTERVUE_{name.upper()}" for name in names)
    what = f"the server that runs was started with others than this command sees: {different}"
    advice = (
        "What follows is about the server. Write them into intervue.toml, so that it and all commands see the same."
    )
    return running, [note("settings", what, advice)]


def check_network(settings: Settings) -> list[Finding]:
    """Try to listen as the server would, for a moment."""
    where = f"{settings.host} port {settings.port}"
    refusal = why_not_exposed(settings)
    if refusal:
        return [problem("address", settings.host, refusal)]
    try:
        family, _, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except PermissionError:
        return [problem("port", f"{where} may not be used", "Choose a port above 1023: INTERVUE_PORT or --port.")]
    except socket.gaierror as error:
        return [problem("port", f"{where}: {error.strerror}", "Set INTERVUE_HOST to an address of this machine.")]
    except OSError as error:
        if server_answers(settings):
            return [ok("port", f"{where}: Intervue runs there{_asked(settings)}"), *_open_to_all(settings)]
        advice = "Stop what listens there, or choose another port with INTERVUE_PORT."
        return [problem("port", f"{where}: {error.strerror}", advice)]
    return [ok("port", f"{where} is free{_asked(settings)}"), *_open_to_all(settings)]


def _asked(settings: Settings) -> str:
    return "; everybody is asked who they are" if settings.auth == "on" else ""


def _open_to_all(settings: Settings) -> list[Finding]:
    """What is missing where others come in, whether the server runs or not."""
    found = []
    if is_exposed(settings):
        what = "whoever reaches it may hold interviews and read along: nobody is asked who they are"
        found.append(note("access", what, "Set INTERVUE_AUTH=on, so that everybody is asked: docs/DEPLOYMENT.md."))
    for subject, missing, sentence in (
        ("name", is_nameless(settings), NAMELESS),
        ("proxy", has_unnamed_proxy(settings), UNNAMED_PROXY),
    ):
        what, _, advice = sentence.partition(". ")
        if missing:
            found.append(note(subject, what, f"{advice}."))
    return found


def check_certificate(settings: Settings, now: datetime | None = None) -> list[Finding]:
    """Whether what goes over the network is encrypted, and how long the certificate lasts. `now`: for tests."""
    now = now or datetime.now(UTC)
    try:
        files = files_of(settings)
        if files is None:
            clear = is_in_clear(settings)
            return [note("certificate", "there is none", f"{IN_CLEAR}.")] if clear else []
        if settings.tls == "self-signed" and not files[0].exists():
            return [ok("certificate", "the server makes its own when it starts")]
        found = load(*files)
    except CertificateError as error:
        if settings.tls == "self-signed" and not (settings.tls_cert or settings.tls_key):
            return [note("certificate", str(error), "The server makes a new one when it starts.")]
        return [problem("certificate", str(error), "Interviews can be held once it is mended.")]
    if settings.tls == "self-signed" and found.not_after - now < RENEWED_BEFORE:
        advice = "Restart the server: it makes a new one, which browsers ask about again."
        return [note("certificate", f"the server's own runs out on {day(found.not_after)}", advice)]
    doubts = [_doubted(doubt, over=found.is_over(now)) for doubt in found.doubts(now)]
    return doubts or [ok("certificate", f"{found.cert}, valid until {day(found.not_after)}, {_names(found.names)}")]


def _doubted(sentence: str, *, over: bool) -> Finding:
    what, _, advice = sentence.rpartition(": ")
    return (problem if over else note)("certificate", what, f"{advice[:1].upper()}{advice[1:]}")


def _names(names: tuple[str, ...]) -> str:
    return f"for {', '.join(names)}" if names else "for no name: browsers refuse it"


def server_answers(settings: Settings) -> bool:
    """Whether an Intervue server answers at the address that it would listen on."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    plain = settings.tls == "off" and settings.tls_cert is None
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE  # nothing is told to it
    try:
        url = f"{'http' if plain else 'https'}://{host}:{settings.port}/health"
        answer = httpx.get(url, timeout=_SECONDS, trust_env=False, verify=anybody)
        return bool(answer.json() == {"status": "healthy"})
    except (httpx.HTTPError, ValueError):
        return False
