"""Every limit can be seen."""

from __future__ import annotations

import re
from pathlib import Path

from intervue.doctor.finding import Verdict
from intervue.doctor.limits import GROUPS, check_limits
from intervue.settings import load_settings

CONFIGURATION = Path(__file__).resolve().parents[2] / "docs" / "CONFIGURATION.md"


def test_every_setting_that_is_documented_as_a_limit_is_shown_with_its_value() -> None:
    limits = re.search(r"^## Limits$(.*?)^## ", CONFIGURATION.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert limits is not None
    names = [name.lower() for name in re.findall(r"^\| `INTERVUE_(\w+)`", limits[1], re.MULTILINE)]
    assert len(names) > 30
    shown = [name for group in GROUPS.values() for name in group]
    assert set(names) <= set(shown)
    assert len(shown) == len(set(shown))


def test_a_limit_that_was_changed_is_shown_as_it_is() -> None:
    found = {it.subject: it.found for it in check_limits(load_settings(rate_uploads_per_minute=7, abuse_seconds=2.5))}
    assert "rate_uploads_per_minute 7" in found["limits of requests"]
    assert "abuse_seconds 2.5" in found["limits of sockets"]


def test_who_may_stand_behind_a_proxy_without_having_named_it_is_told() -> None:
    assert [it.subject for it in check_limits(load_settings(auth="on")) if it.verdict is Verdict.NOTE] == ["addresses"]
    for well in (
        load_settings(),
        load_settings(auth="on", trusted_proxies="127.0.0.1"),
        load_settings(auth="on", host="10.0.0.1"),
    ):
        assert all(it.verdict is Verdict.OK for it in check_limits(well))
