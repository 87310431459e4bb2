"""The two cookies: how they are called, read, set and taken away. Nowhere else does a name of one stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.requests import cookie_parser

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Scope

SIGN_IN_COOKIE: Final = "intervue_sign_in"
"""A recruiter's or an admin's."""
SESSION_COOKIE: Final = "intervue_session"
"""A candidate's."""
HOST_PREFIX: Final = "__Host-"
"""Browsers take a cookie of such a name from this very host only, over https, for all paths (RFC 6265bis, 4.1.3)."""
_ENCRYPTED: Final = frozenset({"https", "wss"})


def is_encrypted(scope: Scope) -> bool:
    """Whether the client came over https: what a trusted proxy says of it counts."""
    return scope.get("scheme") in _ENCRYPTED


def name_of(cookie: str, *, encrypted: bool) -> str:
    """What a browser calls it: over https no other host of the same domain can plant one of this name."""
    return f"{HOST_PREFIX}{cookie}" if encrypted else cookie


def read(headers: Headers, *, encrypted: bool) -> tuple[str | None, str | None]:
    """Those of a sign-in and of an interview."""
    # Not `http.cookies`: it drops all cookies where another program of the same host has set an odd one.
    jar = cookie_parser("; ".join(headers.getlist("cookie")))
    sign_in, session = (name_of(each, encrypted=encrypted) for each in (SIGN_IN_COOKIE, SESSION_COOKIE))
    return jar.get(sign_in), jar.get(session)


def keep(request: Request, response: Response, cookie: str, value: str, seconds: int) -> None:
    """Let the browser keep it for so long. No script reads it, and no page of another site makes a browser send it."""
    encrypted = is_encrypted(request.scope)
    response.set_cookie(
        name_of(cookie, encrypted=encrypted),
        value,
        max_age=seconds,
        httponly=True,
        samesite="strict",
        secure=encrypted,
        path="/",
    )


def drop(request: Request, response: Response, cookie: str) -> None:
    """Have the browser forget it."""
    encrypted = is_encrypted(request.scope)
    name = name_of(cookie, encrypted=encrypted)
    response.delete_cookie(name, path="/", secure=encrypted, httponly=True, samesite="strict")
