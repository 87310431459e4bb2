from __future__ import annotations

import errno
import sqlite3
import sys

import pytest

from intervue.tracebacks import described, format_traceback


def raised(quoted: str) -> Exception:
    """An exception that came of another, both of which quote."""
    error: Exception = KeyError(quoted)
    try:
        try:
            int(quoted)
        except ValueError as cause:
            raise error from cause
    except KeyError:
        return error
    raise AssertionError("it is raised above")


def test_a_traceback_says_where_and_what_kind_but_not_what_was_worked_on() -> None:
    shown = format_traceback(raised("Quistelhorn"), quoting=False)
    assert "Quistelhorn" not in shown
    assert "test_tracebacks.py" in shown
    assert "in raised" in shown
    assert shown.index("ValueError") < shown.index("KeyError")


def test_for_debugging_it_says_all() -> None:
    assert "KeyError: 'Quistelhorn'" in format_traceback(raised("Quistelhorn"), quoting=True)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "Quistelhorn.pdf"), "[Errno 28] No space left on device"),
        (sqlite3.OperationalError("database is locked"), "OperationalError: database is locked"),
        (UnicodeDecodeError("utf-8", b"Quistelhorn", 0, 1, "bad"), "UnicodeDecodeError"),
        (ValueError("Quistelhorn"), "ValueError"),
    ],
    ids=["system", "database", "text", "value"],
)
def test_what_the_system_says_is_shown_and_what_was_given_is_not(error: Exception, said: str) -> None:
    assert said in described(error)
    assert "Quistelhorn" not in described(error)


def test_an_exception_that_is_its_own_cause_ends_somewhere() -> None:
    error = ValueError("x")
    error.__cause__ = error
    assert format_traceback(error, quoting=False).count("ValueError") == 1


def test_nothing_raised_is_nothing_shown() -> None:
    assert format_traceback(sys.exc_info()[1], quoting=False) == ""
