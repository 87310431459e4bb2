"""What goes over the wire under `/users`, `/keys` and `/audit`, as pydantic models; the OpenAPI document shows them."""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from intervue.auth import passwords
from intervue.auth.managing import LONGEST_DAYS, SHORTEST_DAYS
from intervue.auth.roles import Action, Scope
from intervue.routes.session_models import PAGE_MAX
from intervue.store.schema import MAX_SESSION_ID, MAX_WHO

_MOST_NAME: Final = 512
"""Characters that are taken of a name before it is looked at."""
_WHEN: Final = "90m, 2h, 3d (so long ago), or a day or moment in ISO 8601, UTC."
_PASSWORD: Final = f"{passwords.SHORTEST} to {passwords.LONGEST} characters, not made of the name."

LocalRole = Literal["recruiter", "admin"]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


def _example(values: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", hide_input_in_errors=True, json_schema_extra={"examples": [values]})


# --- Users ------------------------------------------------------------------------------------------------------------


class NewUser(_Asked):
    """Somebody who may sign in."""

    model_config = _example({"name": "anna", "role": "recruiter", "password": "a long way to anywhere"})

    name: str = Field(max_length=_MOST_NAME, description="1 to 64 of the characters a-z 0-9 . _ @ -")
    role: LocalRole = "recruiter"
    password: SecretStr = Field(description=_PASSWORD)


class UserChange(_Asked):
    """What becomes of a user. What is left out stays as it is."""

    model_config = _example({"role": "admin"})

    role: LocalRole | None = None
    password: SecretStr | None = Field(None, description=_PASSWORD)
    disabled: bool | None = Field(None, description="Whether they are kept from signing in.")


class UserState(BaseModel):
    """What is known of a user."""

    name: str
    role: LocalRole
    state: Literal["active", "disabled"]
    created_at: str = Field(description="ISO 8601, UTC.")
    disabled_at: str | None


class UserList(BaseModel):
    """A page of users, by name."""

    total: int
    offset: int
    limit: int
    users: list[UserState]


class RemovedUser(BaseModel):
    """This user is gone; the audit log keeps the name."""

    name: str


# --- Keys -------------------------------------------------------------------------------------------------------------


class NewKey(_Asked):
    """A key for a program."""

    model_config = _example({"name": "HR system", "scopes": ["sessions:read", "sessions:write"], "days": 365})

    name: str = Field(max_length=_MOST_NAME, description="What the key is for, 1 to 128 characters.")
    scopes: list[Scope] = Field(min_length=1, max_length=len(Scope), description="What it may do.")
    days: float | None = Field(None, ge=SHORTEST_DAYS, le=LONGEST_DAYS, description="It expires then; null: never.")


class KeyState(BaseModel):
    """What is known of a key; the key itself is not kept."""

    id: str
    prefix: str = Field(description="How the key begins.")
    name: str
    state: Literal["valid", "expired", "revoked"]
    scopes: list[str]
    created_at: str = Field(description="ISO 8601, UTC.")
    created_by: str
    expires_at: str | None
    revoked_at: str | None
    used_at: str | None = Field(description="The last time, to the minute.")


class MadeKey(KeyState):
    """A key that was made: the only answer that has it."""

    key: str = Field(description="To be kept now: it is not shown again.")


class KeyList(BaseModel):
    """A page of keys, the newest first."""

    total: int
    offset: int
    limit: int
    keys: list[KeyState]


# --- The audit log ----------------------------------------------------------------------------------------------------


class AuditItem(BaseModel):
    """Something that somebody did, or was not allowed to."""

    at: str = Field(description="ISO 8601, UTC.")
    who: str
    action: str
    allowed: bool
    detail: str = Field(description="How it ended, or why it was not allowed: a code.")
    session: str | None = Field(description="The id, or a fingerprint of one that a client chose.")
    request: str | None = Field(description="As in `X-Request-ID` and in the log.")
    address: str | None


class AuditPage(BaseModel):
    """A page of the audit log, the youngest first."""

    total: int = Field(description="How many there are, with this filter.")
    offset: int
    limit: int
    entries: list[AuditItem]


class PageQuery(_Asked):
    """Which page of a list."""

    limit: int = Field(50, ge=1, le=PAGE_MAX, description="At most so many.")
    offset: int = Field(0, ge=0, le=10_000_000, description="So many are left out, from the first.")


class AuditQuery(PageQuery):
    """Which entries of the audit log."""

    who: str | None = Field(None, max_length=MAX_WHO, description="A part of who it was: anna, key:, jwt:.")
    action: Action | Literal["left_out"] | None = Field(None, description="What was asked for.")
    session: str | None = Field(None, max_length=MAX_SESSION_ID, description="The interview's id, whole.")
    allowed: bool | None = Field(None, description="Only what was allowed, or only what was not.")
    since: str | None = Field(None, max_length=40, description=f"From then on: {_WHEN}")
    until: str | None = Field(
        None, max_length=40, description="Before then. Keeps pages steady while entries are added."
    )
