"""What the doctor says about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How something is."""

    OK = "ok"
    NOTE = "note"
    """Interviews can be held, but somebody should know of it."""
    PROBLEM = "problem"
    """Interviews cannot be held, or would be lost."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. `advice` says what to do; it is empty where nothing need be done."""

    subject: str
    verdict: Verdict
    found: str
    advice: str = ""


def ok(subject: str, found: str) -> Finding:
    """It is well."""
    return Finding(subject, Verdict.OK, found)


def note(subject: str, found: str, advice: str) -> Finding:
    """It will do."""
    return Finding(subject, Verdict.NOTE, found, advice)


def problem(subject: str, found: str, advice: str) -> Finding:
    """It has to be mended."""
    return Finding(subject, Verdict.PROBLEM, found, advice)


def in_gigabytes(size: float) -> str:
    """A size for people: "3.2 GB"."""
    return f"{size / 1e9:.1f} GB"
