from __future__ import annotations

import itertools
import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from intervue.engines.base import EngineSpec
from intervue.engines.hosts import Done, Exited, ExitReason, Failed, Host, HostFailure, Result
from intervue.engines.thread_host import ThreadHost
from tests.engines.host_probe import BOUND, Probe, eventually, gone, process_host
from tests.fakes.engines import Counting, Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.slow  # waits for time-outs
REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def probe() -> Iterator[Probe]:
    probe = Probe()
    yield probe
    if probe.host is not None:
        probe.host.kill()
        assert probe.host.join(BOUND)


def started(probe: Probe, target: str = "Counting", **arguments: Any) -> Host:
    probe.host = process_host(probe, target, **arguments)
    probe.host.start()
    probe.loaded()
    return probe.host


def in_a_thread(probe: Probe, target: str = "Counting", **arguments: Any) -> Host:
    probe.host = ThreadHost(EngineSpec(f"tests.fakes.engines:{target}", arguments), "thread", probe.events.put)
    probe.host.start()
    probe.loaded()
    return probe.host


either = pytest.mark.parametrize("start", [started, in_a_thread], ids=["process", "thread"])


@either
def test_a_request_gives_its_results_in_order_and_then_ends(probe: Probe, start: Callable[..., Host]) -> None:
    host = start(probe)
    host.submit("a", "count", ("a", 3), 5)
    assert probe.outcome("a") == ([0, 1, 2], Done("a"))


@either
def test_requests_of_an_engine_that_does_not_interleave_come_one_after_the_other(
    probe: Probe, start: Callable[..., Host]
) -> None:
    host = start(probe, script=Script(step_seconds=0.01))
    host.submit("a", "count", ("a", 3), 5)
    host.submit("b", "count", ("b", 2), 5)
    names = [probe.next() for _ in range(7)]
    assert [event.request for event in names if isinstance(event, Result)] == ["a", "a", "a", "b", "b"]


@either
def test_requests_of_an_engine_that_interleaves_take_turns(
    probe: Probe, start: Callable[..., Host], tmp_path: Path
) -> None:
    gate = tmp_path / "gate"
    host = start(probe, "InterleavedCounting", script=Script(gate=str(gate), step_seconds=0.01))
    for name in "abc":
        host.submit(name, "count", (name, 20), 10)
    gate.touch()
    order: list[str] = []
    while len(order) < 60:
        event = probe.next()
        if isinstance(event, Result):
            order.append(event.request)
    ends = [len(order) - order[::-1].index(name) for name in "abc"]
    assert max(order.index(name) for name in "abc") < min(ends)
    meanwhile = order[max(order.index(name) for name in "abc") : min(ends)]
    assert all(one != other for one, other in itertools.pairwise(meanwhile)), "nobody has two turns running"


@either
def test_a_cancelled_request_gives_no_more_results_and_its_id_is_free_again(
    probe: Probe, start: Callable[..., Host]
) -> None:
    host = start(probe, script=Script(step_seconds=0.01))
    host.submit("a", "count", ("a", 100_000), 60)
    probe.first_result("a")
    host.cancel("a")
    _, end = probe.outcome("a")
    assert end == Failed("a", HostFailure.CANCELLED, "")
    host.submit("a", "echo", ("new",), 5)
    assert probe.outcome("a") == (["new"], Done("a"))


@either
def test_a_cancelled_request_that_waits_is_never_begun(
    probe: Probe, start: Callable[..., Host], tmp_path: Path
) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    host = start(probe, script=Script(gate=str(gate), log=str(log)))
    host.submit("a", "count", ("first", 1), 10)
    host.submit("b", "count", ("second", 1), 10)
    host.cancel("b")
    assert probe.outcome("b")[1] == Failed("b", HostFailure.CANCELLED, "")
    gate.touch()
    assert probe.outcome("a") == ([0], Done("a"))
    assert log.read_text(encoding="utf-8") == "count first\n"


def test_results_that_were_on_their_way_when_a_request_was_cancelled_do_not_arrive(probe: Probe) -> None:
    host = started(probe)
    host.submit("a", "uncancellable", (0.3,), 5)
    host.cancel("a")
    assert probe.outcome("a") == ([], Failed("a", HostFailure.CANCELLED, ""))


@either
@pytest.mark.parametrize(
    ("how", "failure", "message"),
    [
        ("refuse", HostFailure.ENGINE, "The engine refuses."),
        ("reject", HostFailure.INPUT, "The input is bad."),
        ("raise", HostFailure.ENGINE, "ZeroDivisionError: a defect"),
        ("sys_exit", HostFailure.ENGINE, "SystemExit: 2"),
    ],
)
def test_an_exception_fails_its_request_only(
    probe: Probe, start: Callable[..., Host], how: str, failure: HostFailure, message: str
) -> None:
    host = start(probe)
    host.submit("a", "misbehave", (how,), 5)
    assert probe.outcome("a") == (["about to"], Failed("a", failure, message))
    host.submit("b", "echo", (1,), 5)
    assert probe.outcome("b") == ([1], Done("b"))


@either
def test_what_cannot_cross_the_boundary_fails_its_request_only(probe: Probe, start: Callable[..., Host]) -> None:
    host = start(probe)
    host.submit("in", "echo", (threading.Lock(),), 5)
    host.submit("out", "raw", ("unpicklable",), 5)
    host.submit("method", "no_such_method", (), 5)
    host.submit("private", "_printed", (), 5)
    for request in ("in", "out", "method", "private"):
        values, end = probe.outcome(request)
        assert values == []
        assert isinstance(end, Failed)
        assert end.failure is HostFailure.ENGINE
    host.submit("b", "echo", (1,), 5)
    assert probe.outcome("b") == ([1], Done("b"))


def test_a_result_that_only_the_child_understands_fails_its_request_only(probe: Probe) -> None:
    host = started(probe)
    host.submit("a", "raw", ("foreign",), 5)
    values, end = probe.outcome("a")
    assert values == []
    assert isinstance(end, Failed)
    assert end.failure is HostFailure.ENGINE
    host.submit("b", "echo", (1,), 5)
    assert probe.outcome("b") == ([1], Done("b"))


def test_megabytes_pass_both_ways_unchanged(probe: Probe) -> None:
    host = started(probe)
    data = os.urandom(1 << 20) * 12
    host.submit("a", "echo", (data,), 20)
    values, _ = probe.outcome("a")
    assert values == [data]


def test_what_an_engine_prints_does_not_disturb(probe: Probe) -> None:
    host = started(probe)
    host.submit("a", "raw", ("printed",), 5)
    assert probe.outcome("a") == (["printed"], Done("a"))


def test_what_an_engine_logs_is_logged_here(probe: Probe, caplog: pytest.LogCaptureFixture) -> None:
    host = started(probe)
    with caplog.at_level(logging.WARNING):
        host.submit("a", "misbehave", ("raise",), 5)
        probe.outcome("a")
    assert any("ZeroDivisionError" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize(
    ("how", "cause"),
    [("segfault", "SIGSEGV"), ("abort", "SIGABRT"), ("kill", "SIGKILL"), ("exit", "exit code 3")],
)
def test_a_child_that_dies_fails_what_it_had_and_says_how(probe: Probe, how: str, cause: str) -> None:
    host = started(probe)
    host.submit("a", "misbehave", (how,), 5)
    host.submit("waiting", "echo", (1,), 5)
    events = probe.rest()
    failures = {event.request: event.failure for event in events if isinstance(event, Failed)}
    assert failures == {"a": HostFailure.DIED, "waiting": HostFailure.UNBEGUN}
    end = events[-1]
    assert isinstance(end, Exited)
    assert end.reason is ExitReason.DIED
    assert cause in end.message


def test_a_child_killed_from_outside_in_mid_request_is_noticed(probe: Probe) -> None:
    host = started(probe, script=Script(step_seconds=0.01))
    host.submit("a", "count", ("a", 100_000), 60)
    probe.first_result("a")
    assert host.pid is not None
    os.kill(host.pid, signal.SIGKILL)
    events = probe.rest()
    assert [event.failure for event in events if isinstance(event, Failed)] == [HostFailure.DIED]
    assert host.pid is None


@pytest.mark.parametrize("how", ["hang", "hang_holding_the_lock"])
def test_a_request_past_its_deadline_is_killed_and_named(probe: Probe, how: str) -> None:
    host = started(probe, "InterleavedCounting", script=Script(step_seconds=0.001))
    pid = host.pid
    assert pid is not None
    host.submit("good", "count", ("good", 1_000_000), 60)
    probe.first_result("good")
    host.submit("bad", "misbehave", (how,), 0.5)
    events = probe.rest()
    failures = {event.request: event.failure for event in events if isinstance(event, Failed)}
    assert failures == {"bad": HostFailure.DEADLINE, "good": HostFailure.DIED}
    assert isinstance(events[-1], Exited)
    assert events[-1].reason is ExitReason.DEADLINE
    assert gone(pid)


def test_a_hang_in_a_thread_is_reported_too(probe: Probe) -> None:
    host = in_a_thread(probe)
    host.submit("a", "uncancellable", (1.0,), 0.2)
    events = probe.rest()
    assert events[-2:] == [
        Failed("a", HostFailure.DEADLINE, "A request took longer than its deadline."),
        Exited(ExitReason.DEADLINE, "A request took longer than its deadline."),
    ]


def test_the_deadline_counts_from_the_moment_the_request_begins(probe: Probe) -> None:
    host = started(probe)
    host.submit("first", "uncancellable", (1.0,), 10)
    host.submit("second", "echo", (1,), 0.9)
    assert probe.outcome("second") == ([1], Done("second"))


def test_a_child_that_grows_past_its_limit_is_killed(probe: Probe) -> None:
    host = started(probe, host={"memory_limit_mib": 150})
    assert 0 < host.memory() < 150 * 1024 * 1024
    host.submit("a", "grow", (400,), 60)
    events = probe.rest()
    failures = [event for event in events if isinstance(event, Failed)]
    assert [failure.failure for failure in failures] == [HostFailure.MEMORY]
    assert "150 MiB" in failures[0].message
    assert host.memory() == 0


def test_an_engine_that_cannot_load_says_why(probe: Probe) -> None:
    probe.host = process_host(probe, script=Script(load_error="The model file is cut short."))
    probe.host.start()
    assert probe.next() == Exited(ExitReason.LOAD, "The model file is cut short.")


def test_an_engine_that_does_not_exist_says_so(probe: Probe) -> None:
    probe.host = process_host(probe, "Nonexistent")
    probe.host.start()
    end = probe.next()
    assert isinstance(end, Exited)
    assert end.reason is ExitReason.LOAD
    assert "Nonexistent" in end.message


def test_an_engine_that_never_finishes_loading_is_given_up(probe: Probe) -> None:
    probe.host = process_host(probe, host={"load_deadline": 0.5}, script=Script(load_seconds=3600))
    probe.host.start()
    end = probe.next()
    assert isinstance(end, Exited)
    assert end.reason is ExitReason.LOAD


def test_requests_made_before_the_engine_has_loaded_are_answered(probe: Probe) -> None:
    probe.host = process_host(probe, script=Script(load_seconds=1.0))
    probe.host.submit("a", "echo", (1,), 0.9)
    probe.host.start()
    assert probe.outcome("a") == ([1], Done("a"))


def test_a_child_costs_little_to_start(probe: Probe) -> None:
    host = started(probe)
    spent = psutil.Process(host.pid).cpu_times()
    assert spent.user + spent.system < 0.5, "seconds; 0.1 here: it imports no more than it needs"


def test_ctrl_c_and_a_service_managers_signal_do_not_end_the_child(probe: Probe) -> None:
    host = started(probe)
    assert host.pid is not None
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        os.kill(host.pid, number)
    host.submit("a", "echo", (1,), 5)
    assert probe.outcome("a") == ([1], Done("a"))


def test_a_failed_assertion_of_ggml_would_not_call_a_debugger(probe: Probe) -> None:
    host = started(probe)
    host.submit("a", "environment", ("GGML_NO_BACKTRACE",), 5)
    assert probe.outcome("a")[0] == ["1"]


def test_the_child_outlives_the_thread_that_started_it(probe: Probe) -> None:
    starter = threading.Thread(target=lambda: started(probe))
    starter.start()
    starter.join(BOUND)
    assert probe.host is not None
    probe.host.submit("a", "echo", (1,), 5)
    assert probe.outcome("a") == ([1], Done("a"))


@pytest.mark.parametrize("how", ["nothing", "hang", "hang_holding_the_lock"])
def test_the_child_ends_when_its_parent_is_killed_whatever_it_is_doing(how: str) -> None:
    program = f"""
import queue, sys
from intervue.engines.base import EngineSpec
from intervue.engines.process_host import ProcessHost
events = queue.Queue()
host = ProcessHost(EngineSpec("tests.fakes.engines:Counting"), "orphan", events.put)
host.start()
events.get(timeout=20)
if {how!r} != "nothing":
    host.submit("a", "misbehave", ({how!r},), 3600)
    events.get(timeout=20)
print(host.pid, flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert not gone(child)
        parent.kill()
        assert eventually(lambda: gone(child))


@pytest.mark.parametrize("work", [False, True])
def test_stopping_leaves_nothing_behind(work: bool) -> None:  # noqa: FBT001 - a parameter of the test
    descriptors, threads = psutil.Process().num_fds(), threading.active_count()
    probe = Probe()
    host = started(probe)
    pid = host.pid
    assert pid is not None
    if work:
        host.submit("a", "misbehave", ("hang",), 3600)
        probe.first_result("a")
    host.stop(0.3)
    end = probe.rest()[-1]
    assert isinstance(end, Exited)
    assert end.reason is ExitReason.STOPPED
    assert host.join(BOUND)
    assert gone(pid)
    assert threading.active_count() <= threads
    assert psutil.Process().num_fds() <= descriptors


def test_a_callback_that_raises_does_not_stop_the_host(caplog: pytest.LogCaptureFixture) -> None:
    probe = Probe()

    def raise_first(event: object) -> None:
        if isinstance(event, Result):
            raise ZeroDivisionError("the owner has a defect")
        probe.events.put(event)  # type: ignore[arg-type]  # any event

    host = ThreadHost(Counting(), "thread", raise_first)
    host.start()
    probe.loaded()
    host.submit("a", "count", ("a", 2), 5)
    assert probe.next() == Done("a")
    assert any("Result" in record.getMessage() for record in caplog.records)
    host.stop(5)
    assert host.join(BOUND)
