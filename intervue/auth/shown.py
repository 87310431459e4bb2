"""What a request brings along to say who it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from intervue.auth import cookies

if TYPE_CHECKING:
    from starlette.datastructures import Headers, QueryParams

OFFERED_TOKEN: Final = "intervue.token."  # noqa: S105 - what stands before a token
"""Begins a subprotocol that is none, but a token."""


class Why(StrEnum):
    """Why a credential is not accepted: for the audit log. The client is told less."""

    MALFORMED = "malformed"
    UNKNOWN = "unknown"
    WRONG = "wrong"
    EXPIRED = "expired"
    REVOKED = "revoked"
    DISABLED = "disabled"
    NOT_YET = "not_yet"
    AUDIENCE = "audience"
    ISSUER = "issuer"
    CLAIMS = "claims"
    SIGNATURE = "signature"
    NO_ROLE = "no_role"
    UNAVAILABLE = "unavailable"
    MANY = "many"
    GONE = "gone"
    """Proven to be of a link that is not there any more: it goes with its interview only."""


class RejectedError(Exception):
    """What was shown is no valid credential."""

    def __init__(self, why: Why, who: str = "anonymous", session: str | None = None) -> None:
        """`session`: the interview that it was proven to be of, where nothing else is known of it any more."""
        super().__init__(why.value)
        self.why = why
        self.who = who
        self.session = session


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request brings along to say who it is. Secrets: not to be logged."""

    bearer: str | None = None
    api_key: str | None = None
    sign_in: str | None = None
    session: str | None = None
    """The cookie of an invitation that was opened."""

    @classmethod
    def of(cls, headers: Headers, *, encrypted: bool = False) -> Shown:
        """Raises `RejectedError` where there are two of a kind, or an Authorization of another scheme.

        `encrypted`: whether it came over https, where cookies have other names.
        """
        told = cookies.read(headers, encrypted=encrypted)
        return cls(_bearer(headers), _single(headers, "x-api-key"), *told)

    @classmethod
    def of_socket(cls, headers: Headers, query: QueryParams, *, encrypted: bool = False) -> Shown:
        """The same for a WebSocket, whose opener cannot always set headers. Raises `RejectedError` as `of` does.

        A browser shows the interview's cookie; that somebody is signed in there as well says nothing about it.
        """
        told = [_bearer(headers), *query.getlist("token"), *_offered(headers)]
        texts = [text for text in told if text]
        if len(set(texts)) > 1:
            raise RejectedError(Why.MANY)
        if texts:
            return cls(bearer=texts[0])
        return cls(api_key=_single(headers, "x-api-key"), session=cookies.read(headers, encrypted=encrypted)[1])

    @property
    def ambient(self) -> bool:
        """Whether it is nothing but what a browser sends by itself."""
        return self.bearer is None and self.api_key is None


def _single(headers: Headers, name: str) -> str | None:
    found = headers.getlist(name)
    if len(found) > 1:
        raise RejectedError(Why.MANY)
    return found[0] if found else None


def _bearer(headers: Headers) -> str | None:
    value = _single(headers, "authorization")
    if value is None:
        return None
    scheme, _, text = value.partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise RejectedError(Why.MALFORMED)
    return text.strip()


def _offered(headers: Headers) -> list[str]:
    """Tokens among the subprotocols that are offered: a page can set nothing else."""
    names = [name.strip() for value in headers.getlist("sec-websocket-protocol") for name in value.split(",")]
    return [name.removeprefix(OFFERED_TOKEN) for name in names if name.startswith(OFFERED_TOKEN)]
