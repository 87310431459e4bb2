"""Passwords of local users, hashed with Argon2id (RFC 9106) as argon2-cffi recommends it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST: Final = 12
"""Characters of a password; NIST SP 800-63B asks for length and against rules about signs."""
LONGEST: Final = 256
"""Characters: hashing more would only keep the server busy."""


class WeakPasswordError(Exception):
    """The password cannot be taken. A sentence that says what is allowed."""


def check(password: str, user: str) -> None:
    """Raise `WeakPasswordError` for what everybody would try first."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPasswordError(f"A password has {SHORTEST} to {LONGEST} characters; this one has {len(password)}.")
    besides = re.sub(r"[\W_]", "", password.lower().replace(user.lower(), ""))
    made_of_name = user.lower() in password.lower() and len(besides) < SHORTEST // 2
    if len(set(password)) < SHORTEST // 3 or made_of_name:
        raise WeakPasswordError("A password is not the same few characters over and over, nor made of the user's name.")


def hashed(password: str) -> str:
    """What is kept of a password; takes about 50 ms and 64 MiB, which is the point of it."""
    return _hasher().hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether this is the password. None (an unknown user) takes as long as a wrong one."""
    nobodys = _nobodys()  # made with the first password that is looked at, whosever it is
    try:
        return _hasher().verify(kept or nobodys, password) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(kept: str) -> bool:
    """Whether it was hashed with weaker parameters than are used today."""
    return _hasher().check_needs_rehash(kept)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
