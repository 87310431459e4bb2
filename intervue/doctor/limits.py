"""How much is allowed: every limit with the setting that changes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intervue.auth.rates import Limit
from intervue.doctor.finding import Finding, note, ok
from intervue.origins import has_unnamed_proxy, is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.settings import Settings

GROUPS: Final = {
    "limits of requests": (
        *(f"rate_{limit}_per_minute" for limit in Limit),
        "sign_ins_at_once",
        "uploads_max",
        "connections_max",
        "connections_per_address_max",
        "header_seconds",
        "body_seconds",
        "unread_seconds",
        "upload_seconds",
        "parse_wait_seconds",
    ),
    "limits of sockets": (
        "messages_per_second",
        "messages_burst",
        "audio_bytes_per_second",
        "abuse_seconds",
        "sockets_max",
        "sockets_per_address_max",
        "sockets_unnamed_max",
        "connections_per_session_max",
        "authenticate_seconds",
        "message_seconds",
        "ping_seconds",
        "pong_seconds",
        "drain_seconds",
    ),
    "limits of size": (
        "message_max_bytes",
        "frame_max_bytes",
        "resume_max_bytes",
        "resume_context_max_bytes",
        "resume_max_pages",
        "pending_messages_max",
        "pending_bytes_max",
        "outbox_max_messages",
        "outbox_max_bytes",
    ),
    "limits of interviews": (
        "sessions_max",
        "interviews_max",
        "interview_questions",
        "interview_minutes",
        "answer_max_seconds",
        "session_tokens_max",
        "session_idle_seconds",
    ),
    "limits of the audit log": ("audit_days", "audit_denials_per_minute", "audit_pending_max"),
}
"""Names of settings."""


def check_limits(settings: Settings) -> Iterator[Finding]:
    """A line for each group; then what does not fit together."""
    for subject, names in GROUPS.items():
        yield ok(subject, ", ".join(f"{name} {_shown(getattr(settings, name))}" for name in names))
    unnamed = settings.auth == "on" and is_loopback(settings.host) and not settings.trusted_proxies
    if unnamed and not has_unnamed_proxy(settings):  # that there is one is noted elsewhere
        yield note(
            "addresses",
            "Behind a proxy all clients seem to have its address, and share the limits of one",
            "If a proxy passes requests on, name its address in INTERVUE_TRUSTED_PROXIES (127.0.0.1 on this machine).",
        )


def _shown(value: float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
