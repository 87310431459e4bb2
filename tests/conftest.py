"""What holds for all tests: no settings of the developer's, no actor left behind, no browser test skipped in CI."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pykka
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

_KEPT = {"INTERVUE_MODELS_DIR", "INTERVUE_REQUIRE_BROWSER", "INTERVUE_SCREENSHOTS"}

for _name in [name for name in os.environ if name.upper().startswith("INTERVUE_")]:
    if _name not in _KEPT:
        del os.environ[_name]
os.environ["INTERVUE_CONFIG"] = os.devnull


@pytest.fixture(autouse=True)
def _no_actor_is_left_behind() -> Iterator[None]:
    yield
    pykka.ActorRegistry.stop_all(timeout=5)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where the browser is required, a browser test that is skipped has failed."""
    report = yield
    required = os.environ.get("INTERVUE_REQUIRE_BROWSER") not in {None, "", "0"}
    if required and report.skipped and item.get_closest_marker("browser") is not None:
        report.outcome = "failed"
        report.longrepr = f"This browser test was skipped, but INTERVUE_REQUIRE_BROWSER is set: {report.longrepr}"
    return report
