from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from scripts.bench import access

if TYPE_CHECKING:
    import pytest


def test_every_way_to_say_who_asks_is_measured_and_told_with_the_aim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "ROUNDS", 1)
    monkeypatch.setattr(access, "PER_ROUND", 3)
    result = access.run(argparse.Namespace())
    (sheet,) = access.table(result)
    shown = [row[0] for row in sheet.rows]
    assert shown[:5] == [
        "access control off",
        "an API key",
        "a session token",
        "an invitation's cookie",
        "a recruiter's cookie",
    ]
    kinds = ("HS256", "RS256", "ES256", "EdDSA")
    assert shown[5:] == [f"{which} bearer token, {name}" for name in kinds for which in ("a", "a new")]
    assert "at most 0.2 ms" in sheet.title


def test_the_greatest_addition_is_held_against_the_aim() -> None:
    times = {"p50": 0.1, "p95": 0.2, "p99": 0.3, "max": 0.4, "n": 1}
    ways = [
        {"way": name, "added_ms": added, "without": times, "within": times} for name, added in (("a", 0.1), ("b", 0.25))
    ]
    assert access.table({"ways": ways})[0].title.endswith("0.250 ms: at most 0.2 ms, missed")
