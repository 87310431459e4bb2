"""Where the server would listen: whether the port is free, and who could reach it."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import httpx

from intervue.doctor.finding import Finding, note, ok, problem
from intervue.origins import is_exposed, why_not_exposed

if TYPE_CHECKING:
    from intervue.settings import Settings

_SECONDS = 3.0


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
            return [ok("port", f"{where}: Intervue runs there")]
        advice = "Stop what listens there, or choose another port with INTERVUE_PORT."
        return [problem("port", f"{where}: {error.strerror}", advice)]
    if is_exposed(settings):
        found = f"{where} is free; whoever reaches it may hold interviews and read along"
        return [note("port", found, "Listen on 127.0.0.1 behind a proxy that asks who comes: docs/OPERATIONS.md.")]
    return [ok("port", f"{where} is free")]


def server_answers(settings: Settings) -> bool:
    """Whether an Intervue server answers at the address that it would listen on."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    try:
        answer = httpx.get(f"http://{host}:{settings.port}/health", timeout=_SECONDS, trust_env=False)
        return bool(answer.json() == {"status": "healthy"})
    except (httpx.HTTPError, ValueError):
        return False
