"""API keys and session tokens: random texts that are shown once; what is kept of them is a hash.

A hash that is slow to compute protects passwords that people think up. These have 256 random bits, so SHA-256 will do,
and costs a microsecond per request.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from typing import Final

KEY: Final = "ivk"
"""Begins API keys."""
TOKEN: Final = "ivs"  # noqa: S105 - the beginning of tokens, none itself
"""Begins session tokens."""
_FORM: Final = re.compile(r"(?P<kind>ivk|ivs)_(?P<id>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
_ID_BYTES: Final = 6
_SECRET_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Credential:
    """One that was made: `text` is what its owner gets, `id` and `hash` are what is kept."""

    id: str
    text: str
    hash: str


def make(kind: str) -> Credential:
    """A new API key (`KEY`) or session token (`TOKEN`)."""
    name = secrets.token_hex(_ID_BYTES)
    text = f"{kind}_{name}_{secrets.token_urlsafe(_SECRET_BYTES)}"
    return Credential(name, text, digest(text))


def digest(text: str) -> str:
    """What is kept of a credential: SHA-256, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def kind_and_id(text: str) -> tuple[str, str] | None:
    """`KEY` or `TOKEN` and the id, if this has the form of one."""
    found = _FORM.fullmatch(text)
    return (found["kind"], found["id"]) if found else None


def matches(text: str, kept: str) -> bool:
    """Whether this is the credential of which the hash is kept; takes the same time whatever is wrong."""
    return hmac.compare_digest(digest(text), kept)
