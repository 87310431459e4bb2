"""Whether anybody can make an interview at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervue.auth.nobody import NOBODY, has_nobody
from intervue.doctor.finding import Finding, note
from intervue.store.accounts import AccountStore
from intervue.store.database import sqlite_url
from intervue.store.errors import NoDatabaseError, StoreError

if TYPE_CHECKING:
    from intervue.settings import Settings


def check_people(settings: Settings) -> list[Finding]:
    """One line where nobody can; a database that cannot be read is told with the data folder."""
    try:
        nobody = _nobody(settings)
    except (StoreError, OSError):
        return []
    what, _, advice = NOBODY.partition(". ")
    return [note("people", f"{what[:1].lower()}{what[1:]}", f"{advice}.")] if nobody else []


def _nobody(settings: Settings) -> bool:
    try:
        accounts = AccountStore.reading(sqlite_url(settings.data_dir))
    except NoDatabaseError:
        return has_nobody(settings, None)
    try:
        return has_nobody(settings, accounts)
    finally:
        accounts.close()
