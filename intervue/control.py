"""How a command of the same machine reaches the server that owns a data folder.

The running server keeps a file in its data folder, for its owner alone, with its address, who may reach it how, and a
secret that is made anew at each start. Whoever can read the file can read the record as well. What is asked for is in
`routes/control.py`.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import logging
import os
import secrets
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.settings import Settings

logger = logging.getLogger(__name__)

NAME = "intervue.control"
HEADER = "X-Intervue-Control"
ANSWER_SECONDS = 600.0
"""How long a command waits for the server's answer: wiping a large database takes its time."""
REACHED_BY = frozenset(
    {"host", "auth", "insecure", "public_url", "allowed_hosts", "trusted_proxies", "tls", "tls_cert", "tls_key"}
)
"""Settings of how a server is reached, and by whom. A command may see others, as where they were options of `serve`."""
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to be compared with, not to be listened on


class ControlError(Exception):
    """The server cannot be asked, or does not do what it is asked for. A sentence that says what to do next."""


def new_secret() -> str:
    """What a command has to know; 256 bits."""
    return secrets.token_urlsafe(32)


class _Pinned(http.client.HTTPSConnection):
    """Speaks to whoever has this very certificate, whatever its names, its issuer and its end; to nobody else."""

    def __init__(self, host: str, port: int, fingerprint: str) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # `connect` compares the certificate itself
        super().__init__(host, port, timeout=ANSWER_SECONDS, context=context)
        self._fingerprint = fingerprint

    def connect(self) -> None:
        """Connect, before anything is sent. Raises `ControlError`."""
        super().connect()
        certificate = self.sock.getpeercert(binary_form=True) or b""
        shown = hashlib.sha256(certificate).digest().hex(":")
        if shown.upper() != self._fingerprint:
            self.close()
            raise ControlError(
                f"What answers at {self.host} port {self.port} does not have the server's certificate: it was renewed "
                "just now, or this is no Intervue server. Try again in a moment, or restart the server."
            )


@dataclass(frozen=True, slots=True)
class Door:
    """Where the server listens, and the secret."""

    host: str
    port: int
    secret: str
    fingerprint: str = ""
    """SHA-256 of the server's certificate, AB:CD:...; empty where it has none. No other is spoken to."""
    reached: dict[str, Any] = field(default_factory=dict)
    """The values of `REACHED_BY` with which it was started; empty where an earlier version wrote the file."""

    @property
    def auth(self) -> str | None:
        """`on` where everybody is asked who they are, `off` where nobody is; None where that is not said."""
        return self.reached.get("auth")

    def open(self, folder: Path) -> None:
        """Write the file. Where that is impossible it is logged, and commands have to wait for the server's end."""
        file = folder / NAME
        part = folder / f"{NAME}.part"
        host = _EVERY_ADDRESS.get(self.host, self.host)
        try:
            part.unlink(missing_ok=True)
            handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                said = {"host": host, "port": self.port, "secret": self.secret, "fingerprint": self.fingerprint}
                json.dump({**said, "reached": self.reached}, stream)
            part.replace(file)
        except OSError as error:
            logger.warning(
                "%s cannot be written (%s): commands such as `intervue sessions erase` cannot reach this server",
                file,
                error,
            )

    @staticmethod
    def shut(folder: Path) -> None:
        """Take the file away."""
        with contextlib.suppress(OSError):
            (folder / NAME).unlink(missing_ok=True)

    @classmethod
    def find(cls, folder: Path) -> Door:
        """The door of the server that runs on this folder. Raises `ControlError`."""
        file = folder / NAME
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            host, port, secret = str(found["host"]), int(found["port"]), str(found["secret"])
            return cls(host, port, secret, str(found.get("fingerprint", "")), dict(found.get("reached", {})))
        except PermissionError:
            raise ControlError(
                f"{file} may not be read. Run this as the user who runs the server, or stop the server first."
            ) from None
        except (OSError, ValueError, KeyError, TypeError):
            raise ControlError(
                f"A server uses {folder.absolute()}, but does not say in {file.name} how it is reached: it is starting "
                "or stopping. Try again in a moment, or stop the server first."
            ) from None

    def seen_by(self, settings: Settings) -> Settings:
        """These settings, with those of `REACHED_BY` as the server has them. Raises `ValueError`."""
        known = {name: value for name, value in self.reached.items() if name in REACHED_BY}
        return type(settings)(**{**settings.model_dump(), **known, "port": self.port})

    def _connection(self) -> http.client.HTTPConnection:
        if self.fingerprint:
            return _Pinned(self.host, self.port, self.fingerprint)
        return http.client.HTTPConnection(self.host, self.port, timeout=ANSWER_SECONDS)

    def ask(self, what: str, body: dict[str, Any]) -> dict[str, Any]:
        """Post JSON to `/control/<what>`; the answer's. Raises `ControlError`."""
        connection = self._connection()
        try:
            headers = {"Content-Type": "application/json", HEADER: self.secret}
            connection.request("POST", f"/control/{what}", json.dumps(body), headers)
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        except TimeoutError:
            raise ControlError(
                f"The server has not answered within {ANSWER_SECONDS:.0f} s and may still be at it. Look at its log, "
                "then run this again."
            ) from None
        except (OSError, http.client.HTTPException) as error:
            raise ControlError(
                f"The server at {self.host} port {self.port} cannot be reached ({error}): it is starting or stopping. "
                "Try again in a moment."
            ) from None
        finally:
            connection.close()
        if response.status != http.client.OK:
            raise ControlError(f"The server refused ({response.status}): {text[:300]} Restart it and try again.")
        try:
            answer = json.loads(text)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise ControlError(
                f"What answers at {self.host} port {self.port} is no Intervue server. Restart the server and try again."
            )
        return answer
