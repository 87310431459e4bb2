"""The tables: events, which are only ever added, and sessions, which is derived from them for lists."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Double, ForeignKey, Integer, MetaData, String, Table

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
