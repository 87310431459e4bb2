"""Access control for applications that consist of a few routes only."""

from __future__ import annotations

from starlette.middleware import Middleware

from intervue.auth.asking import Authentication

OPEN = Middleware(Authentication, access=False)
"""Nobody is asked who they are."""
