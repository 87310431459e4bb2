"""The tables: events, which are only ever added; sessions, derived from them for lists; and those of access control."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Double, ForeignKey, Integer, MetaData, String, Table

MAX_SESSION_ID = 128
"""Characters of a session id, as the protocol limits it."""

metadata = MetaData()

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(MAX_SESSION_ID), primary_key=True),
    Column("created_at", Double, nullable=False),
    Column("updated_at", Double, nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("candidate_name", String, nullable=True),
    Column("turns", Integer, nullable=False),
    Column("records", Integer, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("session", String(MAX_SESSION_ID), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Double, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("data", JSON, nullable=False),
)

MAX_NAME = 64
"""Characters of a user's name."""
MAX_WHO = 160
"""Characters of what the audit log calls somebody."""
MAX_DETAIL = 64
"""Characters of what an entry of the audit log says."""

installation = Table(
    "installation", metadata, Column("name", String(64), primary_key=True), Column("value", String, nullable=False)
)
"""Values that this installation made for itself."""

users = Table(
    "users",
    metadata,
    Column("name", String(MAX_NAME), primary_key=True),
    Column("role", String(16), nullable=False),
    Column("password", String, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("disabled_at", Double, nullable=True),
)

sign_ins = Table(
    "sign_ins",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("user", String(MAX_NAME), ForeignKey("users.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False, index=True),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", String(128), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("scopes", JSON, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("created_by", String(MAX_WHO), nullable=False),
    Column("expires_at", Double, nullable=True),
    Column("revoked_at", Double, nullable=True),
    Column("used_at", Double, nullable=True),
)

tokens = Table(
    "tokens",
    metadata,
    Column("id", String(16), primary_key=True),
    Column(
        "session", String(MAX_SESSION_ID), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("hash", String(64), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("created_by", String(MAX_WHO), nullable=False),
    Column("expires_at", Double, nullable=True),
    Column("revoked_at", Double, nullable=True),
)
"""Invitations, and what programs got: each is for one session, and erased with it."""

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Double, nullable=False, index=True),
    Column("request", String(16), nullable=True),
    Column("who", String(MAX_WHO), nullable=False),
    Column("action", String(32), nullable=False),
    Column("session", String(MAX_SESSION_ID), nullable=True, index=True),
    Column("address", String(64), nullable=True),
    Column("allowed", Boolean, nullable=False),
    Column("detail", String(MAX_DETAIL), nullable=False),
)
"""Who did what to which session. Outlives the session: that it was erased, and by whom, stands here."""
