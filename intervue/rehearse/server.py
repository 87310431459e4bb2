"""The server's REST side, as a browser uses it before an interview."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from intervue.origins import is_loopback
from intervue.rehearse import wire
from intervue.rehearse.entrance import enter, erase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from intervue.rehearse.entrance import Entrance, Ways

_POLL_SECONDS = 0.5
_USUAL_PORTS = {"http": 80, "https": 443}


class UnreachableError(Exception):
    """No interview can be held with this server. The message says why, and what to do next."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is, as an http(s) address names it."""

    url: str
    encrypted: bool
    host: str
    port: int | None
    """None: the usual one."""

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        return is_loopback(self.host)

    def may_be_told(self, link: Address) -> bool:
        """Whether a link's token is for this address: of the same server and as safe on the way, or of this machine."""
        same = (self.host, self.port) == (link.host, link.port)
        return self.local or (same and self.encrypted >= link.encrypted)


def address(url: str) -> Address:
    """The address that was written. Raises `UnreachableError` if it is none."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        port = parts.port  # reading it is what checks it
        plain = parts._replace(query="", fragment="", path=parts.path.rstrip("/")).geturl()
        asked = httpx.URL(plain).host  # as above, for names that no request could be sent to
    except (ValueError, httpx.InvalidURL):
        raise UnreachableError(_no_address(url)) from None
    if parts.scheme not in _USUAL_PORTS or not parts.hostname or not asked:
        raise UnreachableError(_no_address(url))
    usual = port == _USUAL_PORTS[parts.scheme]
    return Address(plain, parts.scheme == "https", parts.hostname, None if usual else port)


def _no_address(url: str) -> str:
    return f"{url} is no address of a server. Give one like http://127.0.0.1:8000."


class Server:
    """A v1 server at an http(s) address."""

    def __init__(self, url: str, *, ca: Path | None = None, insecure: bool = False) -> None:
        """`ca`: a file of certificates that are trusted, instead of the system's; `insecure`: any is.

        Raises `UnreachableError` if it is no such address, or no such file.
        """
        found = address(url)
        self.url = found.url
        self.local = found.local
        """Whether it runs on this machine: then no proxy is asked."""
        self.tls = _trust(ca, insecure=insecure)
        """Whom it may be; for https alone."""

    @property
    def is_overheard(self) -> bool:
        """Whether what is sent passes through a network unencrypted, or to whoever says that they are the server."""
        return not self.local and (self.url.startswith("http:") or self.tls.verify_mode is ssl.CERT_NONE)

    def socket_url(self, session_id: str) -> str:
        """Where an interview is held."""
        return f"ws{self.url.removeprefix('http')}/ws/interview/{session_id}"

    async def ready(self, patience: float) -> list[str]:
        """Wait until the server can hold an interview. What breaks the contract. Raises `UnreachableError`."""
        async with self._asking(patience) as client:
            faults = await self._check_health(client)
            await self._wait_until_ready(client, patience)
            return faults

    async def enter(self, ways: Ways, patience: float) -> Entrance:
        """An interview to be held. Raises `EntranceError` and `UnreachableError`."""
        async with self._asking(patience) as client:
            return await enter(client, ways)

    async def parse(self, resume: Path, entrance: Entrance, patience: float) -> tuple[Any, list[str]]:
        """The parsed résumé, None if the server fails, and what breaks the contract. Raises `UnreachableError`."""
        async with self._asking(patience) as client:
            return await self._parse(client, resume, entrance)

    async def erase(self, ways: Ways, entrance: Entrance, patience: float) -> str:
        """Erase the interview; a sentence if that did not work, else ""."""
        try:
            async with self._asking(patience) as client:
                return await erase(client, ways, entrance.session)
        except UnreachableError as error:
            return f"the interview {entrance.session} could not be erased: {error}"

    @contextlib.asynccontextmanager
    async def _asking(self, patience: float) -> AsyncIterator[httpx.AsyncClient]:
        asking = httpx.AsyncClient(base_url=self.url, timeout=patience, trust_env=not self.local, verify=self.tls)
        try:
            async with asking as client:
                yield client
        except httpx.TimeoutException:
            raise UnreachableError(f"The server at {self.url} does not answer within {patience:.0f} s.") from None
        except (httpx.HTTPError, OSError) as error:
            if _is_about_trust(error):
                raise UnreachableError(
                    f"The certificate of {self.url} is not trusted here. For a server's own, name its file: "
                    "--ca data/self-signed.crt."
                ) from None
            raise UnreachableError(
                f"No server answers at {self.url} ({error}). "
                "Start one with `intervue serve` (or `make run`), or name another with --url."
            ) from error

    async def _check_health(self, client: httpx.AsyncClient) -> list[str]:
        answer = await client.get("/health")
        if answer.status_code == httpx.codes.OK and _json(answer) == {"status": "healthy"}:
            return []
        return [f"GET /health: {answer.status_code} {answer.text[:80]!r}, not 200 and the documented body"]

    async def _wait_until_ready(self, client: httpx.AsyncClient, patience: float) -> None:
        """Engines take seconds to load. A server without `/ready` is taken as ready."""
        deadline = asyncio.get_running_loop().time() + patience
        while (answer := await client.get("/ready")).status_code == httpx.codes.SERVICE_UNAVAILABLE:
            body = _json(answer)
            state = body if isinstance(body, dict) else {}
            if state.get("missing"):
                raise UnreachableError(f"The server at {self.url} has no models. {state.get('hint') or ''}".strip())
            if asyncio.get_running_loop().time() > deadline:
                raise UnreachableError(
                    f"The server at {self.url} is not ready after {patience:.0f} s: {answer.text[:200]}"
                )
            await asyncio.sleep(_POLL_SECONDS)

    async def _parse(self, client: httpx.AsyncClient, resume: Path, entrance: Entrance) -> tuple[Any, list[str]]:
        try:
            data = await asyncio.to_thread(resume.read_bytes)
        except OSError as error:
            raise UnreachableError(f"The resume {resume} cannot be read: {error.strerror}.") from error
        file = (resume.name, data, "application/pdf")
        answer = await client.post("/resume/parse", files={"file": file}, headers=entrance.headers())
        body = _json(answer)
        if answer.status_code == httpx.codes.OK:
            return body, wire.resume_faults(body)
        detail = body.get("detail") if isinstance(body, dict) else None
        if answer.status_code == httpx.codes.BAD_REQUEST and isinstance(detail, str):
            raise UnreachableError(f"The server refuses the resume {resume}: {detail}")
        return None, [f"POST /resume/parse: {answer.status_code} {answer.text[:120]!r}"]


def _trust(ca: Path | None, *, insecure: bool) -> ssl.SSLContext:
    try:
        # What the system trusts, or SSL_CERT_FILE; httpx itself brings a list of its own.
        context = ssl.create_default_context(cafile=ca)
    except FileNotFoundError:
        raise UnreachableError(
            f"There is no file {ca}. Give the one that holds the certificates to be trusted, PEM, such as the server's "
            "own: self-signed.crt in its data folder."
        ) from None
    except OSError:
        raise UnreachableError(f"{ca} holds no certificates that can be read. Give a file of them, PEM.") from None
    if insecure:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _is_about_trust(error: BaseException | None) -> bool:
    """Whether the server's certificate is why; httpx wraps what says so."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error is not None
