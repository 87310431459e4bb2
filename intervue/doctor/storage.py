"""The data folder: permissions, space, the database, and the clock that its records were written by."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import stat
import tempfile
import time
from typing import TYPE_CHECKING

from intervue.doctor.finding import Finding, in_gigabytes, note, ok, problem
from intervue.store.database import sqlite_file, sqlite_url
from intervue.store.doubt import BUILT
from intervue.store.errors import DatabaseBusyError, NewerDatabaseError, StoreError
from intervue.store.event_store import EventStore

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.settings import Settings

FREE_BYTES = 1024**3
"""With less free space than this the next interviews are in danger."""
"""No clock that is right shows an earlier time (seconds since 1970)."""
CLOCK_SLACK = 120.0
"""Seconds by which the newest record may lie ahead of the clock."""


def check_storage(settings: Settings) -> list[Finding]:
    """Look at the data folder. What is absent is not made."""
    folder = settings.data_dir
    place = folder
    while not place.exists() and place != place.parent:
        place = place.parent
    findings = [_writable("data folder", folder, place, "INTERVUE_DATA_DIR"), _space(place)]
    findings += _private(folder)
    file = sqlite_file(sqlite_url(folder))
    try:
        is_new = file is None or not file.exists()
    except PermissionError:
        advice = "Run this as the user who runs the server, or set INTERVUE_DATA_DIR to a folder of your own."
        return [*findings, problem("database", f"{folder} belongs to another user and may not be looked into", advice)]
    if file is None or is_new:
        return [*findings, ok("database", f"{file} will be made at the first start"), _clock(None)]
    return [*findings, *_database(file)]


def _writable(subject: str, folder: Path, place: Path, setting: str) -> Finding:
    """Write a file, for permissions alone do not tell: disks are read-only, full, or over their quota."""
    if not place.is_dir():
        return problem(subject, f"{place} is no folder", f"Move it away, or set {setting} to another folder.")
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"\0" * 4096)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        advice = f"Let the user who runs the server write there (chown, mount -o remount,rw), or set {setting}."
        return problem(subject, f"{place} cannot be written ({error.strerror})", advice)
    return ok(subject, f"{folder} can be {'written' if place == folder else 'made'}")


def _space(place: Path) -> Finding:
    free = shutil.disk_usage(place).free
    found = f"{in_gigabytes(free)} free at {place}"
    if free >= FREE_BYTES:
        return ok("disk space", found)
    return problem("disk space", found, "Free some space, or erase old interviews: `intervue sessions erase --help`.")


def _private(folder: Path) -> list[Finding]:
    if os.name != "posix" or not folder.is_dir():
        return []
    if folder.stat().st_uid != os.geteuid():
        found = f"{folder} belongs to another user than the one who runs this"
        return [note("privacy", found, "Run the doctor, and every other command, as the user who runs the server.")]
    mode = stat.S_IMODE(folder.stat().st_mode)
    if not mode & 0o077:
        return [ok("privacy", "the data folder is for its owner alone")]
    return [
        note(
            "privacy", f"others may look into {folder} (mode {mode:o})", f"Run `chmod 700 {folder}`: it holds resumes."
        )
    ]


def _database(file: Path) -> list[Finding]:
    store = EventStore(sqlite_url(file.parent))
    try:
        store.open_for_reading()
        interviews = len(store.ids())
        newest = store.list_sessions(limit=1)
    except DatabaseBusyError as error:
        return [problem("database", str(error), "Close the program that has it open.")]
    except NewerDatabaseError as error:
        return [problem("database", str(error), "Do not start this version: it is older than the record.")]
    except StoreError as error:
        return [problem("database", str(error), "docs/DEPLOYMENT.md says how a backup is put back.")]
    finally:
        store.close()
    return [
        ok("database", f"interviews in {file}: {interviews}"),
        _clock(newest[0].updated_at if newest else None),
    ]


def _clock(newest: float | None) -> Finding:
    """`newest`: when the last record was made, seconds since 1970."""
    now = time.time()
    shown = _at(now)
    if now < BUILT:
        return problem("clock", f"it says {shown}", "Set the clock: interviews are recorded with its times.")
    if newest is not None and newest > now + CLOCK_SLACK:
        found = f"it says {shown}, but the last interview was recorded at {_at(newest)}"
        return problem("clock", found, "Set the clock: it was set back, or was wrong during that interview.")
    return ok("clock", f"it says {shown}")


def _at(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


def check_retention(settings: Settings) -> list[Finding]:
    """Whether resumes and transcripts are kept for ever."""
    days = settings.retention_days
    if days:
        return [ok("retention", f"interviews are erased {days:g} days after their last event")]
    advice = "Set INTERVUE_RETENTION_DAYS, if the law or your promise to candidates asks for it."
    return [note("retention", "interviews are kept until somebody erases them", advice)]
