"""One file over HTTPS: resumed where it was cut, never longer than it should be."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

import httpx

from intervue.models.report import FetchError, Progress, UnreachableError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

CONNECT_SECONDS = 5.0
"""An address that does not answer by then is given up for the next source."""
READ_SECONDS = 60.0
CUTS_MAX = 5
"""Connections in a row that may end without a single new byte."""


def new_client() -> httpx.Client:
    """A client that honours the proxy and certificate variables of the environment."""
    return httpx.Client(
        follow_redirects=True,
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        headers={"Accept-Encoding": "identity"},
        trust_env=True,
        verify=_certificates(),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Reading the certificates takes longer than a small download: once is enough."""
    return httpx.create_ssl_context(trust_env=True)


class Download:
    """One file on its way from `url` to `part`. What is there already is kept, and continued from where it ends."""

    def __init__(self, client: httpx.Client, url: str, part: Path, size: int | None, progress: Progress) -> None:
        self._client = client
        self._url = url
        self._part = part
        self._tag = part.with_name(part.name + ".etag")
        self._size = size
        self._progress = progress

    def run(self) -> None:
        """Download until the file is whole. Raises `FetchError`; what has arrived stays for the next time."""
        self._part.parent.mkdir(parents=True, exist_ok=True)
        cuts = 0
        while True:
            before = self._have()
            if self._size is not None and before == self._size:
                return
            try:
                if self._once(before):
                    return
                cuts += 1
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
                raise UnreachableError(f"cannot be reached ({_reason(error)})") from error
            except httpx.TransportError as error:
                cuts = cuts + 1 if self._have() <= before else 0
                if cuts >= CUTS_MAX:
                    raise FetchError(f"keeps cutting the download ({_reason(error)})") from error
            except httpx.HTTPError as error:
                raise FetchError(_reason(error)) from error
            if cuts >= CUTS_MAX:
                raise FetchError("does not send the whole file")

    def _have(self) -> int:
        size = self._part.stat().st_size if self._part.is_file() else 0
        if self._size is not None and size > self._size:
            self._forget()
            return 0
        return size

    def _forget(self) -> None:
        self._part.unlink(missing_ok=True)
        self._tag.unlink(missing_ok=True)

    def _once(self, offset: int) -> bool:
        """One request. True when the file is whole."""
        with self._client.stream("GET", self._url, headers=self._range(offset)) as response:
            if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
                self._forget()
                return False
            if response.status_code not in {httpx.codes.OK, httpx.codes.PARTIAL_CONTENT}:
                raise FetchError(f"answers {response.status_code} {response.reason_phrase}")
            if not _continues(response, offset):
                offset = 0
            self._tag.write_text(response.headers.get("ETag", ""), encoding="utf-8")
            self._write(response.iter_raw(), offset)
        return self._size is None or self._have() == self._size

    def _range(self, offset: int) -> dict[str, str]:
        if not offset:
            return {}
        tag = ""
        with suppress(OSError):
            tag = self._tag.read_text(encoding="utf-8")
        strong = tag and not tag.startswith("W/")
        return {"Range": f"bytes={offset}-", **({"If-Range": tag} if strong else {})}

    def _write(self, chunks: Iterator[bytes], offset: int) -> None:
        with self._part.open("r+b" if offset else "wb") as file:
            file.seek(offset)
            for chunk in chunks:
                offset += len(chunk)
                if self._size is not None and offset > self._size:
                    file.close()
                    self._forget()
                    raise FetchError(f"sends more than the {self._size} bytes that the file should have")
                file.write(chunk)
                self._progress.at(offset)


def _continues(response: httpx.Response, offset: int) -> bool:
    if response.status_code != httpx.codes.PARTIAL_CONTENT:
        return False
    found = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    if not found or int(found[1]) != offset:
        raise FetchError("answers with another part of the file than was asked for")
    return True


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
