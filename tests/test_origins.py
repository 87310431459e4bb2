from __future__ import annotations

from typing import Any

import pytest

from intervue.origins import may_use
from intervue.settings import Settings


def settings_of(**given: Any) -> Settings:
    return Settings(**given)


ANYWHERE = settings_of(host="0.0.0.0", cors_origins=["https://jobs.example.org"])
LOOPBACK = settings_of(host="::1")


@pytest.mark.parametrize(
    ("origin", "host", "settings", "welcome"),
    [
        (None, "interviews.local:8000", ANYWHERE, True),
        ("http://interviews.local:8000", "interviews.local:8000", ANYWHERE, True),
        ("https://jobs.example.org", "interviews.local:8000", ANYWHERE, True),
        ("http://interviews.local:9000", "interviews.local:8000", ANYWHERE, False),
        ("http://localhost:5173", "interviews.local:8000", ANYWHERE, False),
        ("http://localhost:5173", "localhost:8000", LOOPBACK, True),
        ("http://[::1]:5173", None, LOOPBACK, True),
        ("http://localhost.example.com", "localhost:8000", LOOPBACK, False),
        ("null", "localhost:8000", LOOPBACK, False),
        ("", "", LOOPBACK, False),
    ],
)
def test_who_may_open_a_socket(origin: str | None, host: str | None, settings: Settings, *, welcome: bool) -> None:
    assert may_use(origin, host, settings) is welcome
