"""The pool's decisions, with hosts that do what the test says and a clock that stands still."""

from __future__ import annotations

from collections import deque
from typing import Any

import pytest

from actors.jobs import Job, WorkerPolicy, WorkerSpec
from actors.messages import EngineHealth, EngineState
from actors.pool import HostPool, PoolMessage
from intervue.engines.hosts import ExitReason, HostFailure
from tests.fakes.clock import VirtualScheduler
from tests.fakes.puppet_host import PuppetHost, Puppets


class Mailbox:
    """Stands for the actor: what is told to it is handled at once, and one after the other."""

    def __init__(self) -> None:
        self.pool: HostPool | None = None
        self._waiting: deque[PoolMessage] = deque()
        self._handling = False

    def tell(self, message: PoolMessage) -> None:
        self._waiting.append(message)
        if self._handling:
            return
        self._handling = True
        while self._waiting:
            assert self.pool is not None
            self.pool.handle(self._waiting.popleft())
        self._handling = False


class Bench:
    """A pool, its hosts, its clock, and everything that was said."""

    def __init__(
        self,
        *,
        load: bool = True,
        model: bool = True,
        warm_up: tuple[tuple[str, tuple[Any, ...]], ...] = (),
        **policy: Any,
    ) -> None:
        self.puppets = Puppets()
        self.clock = VirtualScheduler()
        self.health: list[EngineHealth] = []
        self.lost: list[tuple[str, bool]] = []
        self.said: list[str] = []
        self.mailbox = Mailbox()
        self.pool = self.mailbox.pool = HostPool(
            WorkerSpec(
                "llm",
                "qwen",
                self.puppets if model else None,
                WorkerPolicy(**policy),
                "" if model else "No model.",
                warm_up,
            ),
            tell=self.mailbox.tell,
            tell_later=lambda seconds, message: self.clock.call_later(seconds, self.mailbox, message),  # type: ignore[arg-type]  # has a `tell`
            report=self.health.append,
            lost=lambda key, busy: self.lost.append((key, busy)),
        )
        self.pool.start()
        if load:
            for host in list(self.puppets.made):
                host.load()

    def ask(self, name: str, **how: Any) -> None:
        """Submit a job `work NAME`."""
        self.pool.submit(
            Job(
                name,
                "work",
                (name,),
                result=lambda value: self.said.append(f"{name} gave {value}"),
                done=lambda: self.said.append(f"{name} done"),
                failed=lambda failure, _: self.said.append(f"{name} {failure}"),
                again=lambda: self.said.append(f"{name} again"),
                **how,
            )
        )

    @property
    def host(self) -> PuppetHost:
        return self.puppets.last

    def states(self) -> list[EngineState]:
        return [health.state for health in self.health]


def test_a_host_gets_no_more_than_it_can_work_on_and_the_rest_waits_in_order() -> None:
    bench = Bench(per_host=2)
    for name in "abcd":
        bench.ask(name)
    assert bench.host.working_on() == ["work a", "work b"]
    bench.host.result("work a", 1)
    bench.host.done("work a")
    assert bench.host.working_on() == ["work b", "work c"]
    assert bench.said == ["a gave 1", "a done"]


def test_a_full_queue_refuses_the_newest() -> None:
    bench = Bench(queue_limit=2)
    for name in "abcd":
        bench.ask(name)
    assert bench.said == ["d busy"]


def test_a_full_queue_drops_what_is_idle_for_what_is_urgent() -> None:
    bench = Bench(queue_limit=2)
    bench.ask("running")
    bench.ask("ahead", idle=True)
    bench.ask("waiting")
    bench.ask("urgent")
    assert bench.said == ["ahead busy"]
    bench.ask("also ahead", idle=True)
    assert bench.said == ["ahead busy", "also ahead busy"]


def test_what_frees_something_is_admitted_to_a_full_queue() -> None:
    bench = Bench(queue_limit=1)
    for name in "ab":
        bench.ask(name)
    bench.ask("discard", frees=True)
    bench.clock.advance(29)
    bench.host.done("work a")
    bench.host.done("work b")
    assert bench.host.working_on() == ["work discard"]


def test_idle_work_is_made_only_while_nothing_else_is() -> None:
    bench = Bench(per_host=2)
    bench.ask("live")
    bench.ask("ahead", idle=True)
    assert bench.host.working_on() == ["work live"]
    bench.host.done("work live")
    assert bench.host.working_on() == ["work ahead"]


def test_idle_work_that_has_become_urgent_overtakes() -> None:
    bench = Bench()
    for name, idle in (("live", False), ("ahead 1", True), ("ahead 2", True)):
        bench.ask(name, idle=idle)
    bench.pool.hurry("ahead 2")
    bench.host.done("work live")
    assert bench.host.working_on() == ["work ahead 2"]


def test_speculation_gives_way_and_is_made_again_afterwards() -> None:
    bench = Bench(per_host=2)
    bench.ask("guess", idle=True, preemptible=True)
    bench.ask("live")
    assert bench.host.history == ["work guess", "cancel work guess", "work live"]
    bench.host.fail("work guess", HostFailure.CANCELLED)
    bench.host.done("work live")
    assert bench.host.working_on() == ["work guess"]
    bench.host.done("work guess")
    assert bench.said == ["live done", "guess done"]


def test_jobs_of_one_key_go_to_one_host_as_long_as_it_lives() -> None:
    bench = Bench(hosts=2, per_host=2)
    first, second = bench.puppets.made
    bench.ask("a1", key="a")
    bench.ask("b1", key="b")
    assert (first.working_on(), second.working_on()) == (["work a1"], ["work b1"])
    first.done("work a1")
    second.done("work b1")
    for name in ("b2", "b3", "a2"):
        bench.ask(name, key=name[0])
    assert (first.working_on(), second.working_on()) == (["work a2"], ["work b2", "work b3"])
    first.die()
    assert second.working_on() == ["work b2", "work b3"]
    second.done("work b2")
    assert second.working_on() == ["work b3", "work a2"], "it was made once more where there was room"
    assert bench.lost == [("a", False)]


def test_a_key_that_is_released_may_go_anywhere() -> None:
    bench = Bench(hosts=2)
    first, second = bench.puppets.made
    bench.ask("a1", key="a")
    first.done("work a1")
    bench.pool.release("a")
    bench.ask("other")
    bench.ask("a2", key="a")
    assert second.working_on() == ["work a2"]


def test_a_request_whose_child_died_is_made_once_more_then_fails() -> None:
    bench = Bench()
    bench.ask("a")
    bench.ask("waiting")
    bench.host.die()
    bench.clock.advance(0)
    bench.host.load()
    assert bench.host.working_on() == ["work a"]
    bench.host.die()
    assert bench.said == ["a again", "a engine"]
    bench.clock.advance(1)
    bench.host.load()
    bench.host.done("work waiting")
    assert bench.said[2:] == ["waiting done"]


def test_those_beside_a_request_that_outlived_its_deadline_are_not_to_blame() -> None:
    bench = Bench(per_host=3)
    for name in ("innocent", "hang 1"):
        bench.ask(name)
    for number in (1, 2, 3):
        bench.host.fail(f"work hang {number}", HostFailure.DEADLINE, "Too late.")
        bench.host.die(ExitReason.DEADLINE)
        bench.clock.advance(10)
        bench.host.load()
        assert bench.host.working_on() == ["work innocent"]
        bench.ask(f"hang {number + 1}")
    assert [word for word in bench.said if word.startswith("hang")] == [f"hang {n} deadline" for n in (1, 2, 3)]


def test_bound_jobs_are_not_made_again_but_their_owner_hears_that_the_host_is_gone() -> None:
    bench = Bench()
    bench.ask("a1", key="a", bound=True)
    bench.host.done("work a1")
    bench.ask("b1", key="b", bound=True)
    bench.ask("a2", key="a", bound=True)
    bench.host.die()
    assert sorted(bench.lost) == [("a", False), ("b", True)]
    bench.clock.advance(1)
    bench.host.load()
    assert bench.host.working_on() == []
    assert bench.said == ["a1 done"]


@pytest.mark.parametrize(
    ("failure", "said"),
    [(HostFailure.INPUT, "input"), (HostFailure.ENGINE, "engine"), (HostFailure.DEADLINE, "deadline")],
)
def test_what_an_engine_refuses_is_not_made_again(failure: HostFailure, said: str) -> None:
    bench = Bench()
    bench.ask("a")
    bench.host.fail("work a", failure, "Why.")
    assert bench.said == [f"a {said}"]
    assert bench.host.working_on() == []


def test_a_cancelled_job_says_nothing_whatever_becomes_of_it() -> None:
    bench = Bench()
    bench.ask("running")
    bench.ask("waiting")
    assert bench.pool.cancel("waiting")
    assert bench.pool.cancel("running")
    assert not bench.pool.cancel("unknown")
    bench.host.result("work running", 1)
    bench.host.fail("work running", HostFailure.CANCELLED)
    bench.ask("next")
    assert bench.host.working_on() == ["work next"]
    assert bench.said == []


@pytest.mark.parametrize("reason", [ExitReason.MEMORY, ExitReason.DIED, ExitReason.DEADLINE])
def test_files_that_kill_their_reader_keep_nobody_else_waiting_however_many_they_are(reason: ExitReason) -> None:
    bench = Bench(attempts=1, content_kills=True)
    for number in range(12):
        bench.ask(f"bomb {number}")
        if reason is ExitReason.DEADLINE:
            bench.host.fail(f"work bomb {number}", HostFailure.DEADLINE, "Too slow.")
        bench.host.die(reason)
        bench.clock.advance(0)
        bench.host.load()
    assert EngineState.FAILED not in bench.states()
    bench.ask("good")
    assert bench.host.working_on() == ["work good"]


def test_a_cancelled_job_is_not_made_again_when_its_child_dies() -> None:
    bench = Bench()
    bench.ask("a")
    bench.pool.cancel("a")
    bench.host.die()
    bench.clock.advance(1)
    bench.host.load()
    assert bench.host.working_on() == []
    assert bench.said == []


def test_dead_children_are_restarted_ever_more_slowly_until_one_does_its_work() -> None:
    bench = Bench(backoff_first=1.0, backoff_most=60.0, failed_after=10)
    delays = []
    for _ in range(5):
        bench.host.die()
        delays.append(bench.clock.pending()[0])
        bench.clock.advance(delays[-1])
        bench.host.load()
    assert delays == [0.0, 1.0, 2.0, 4.0, 8.0]
    bench.ask("a")
    bench.host.done("work a")
    bench.host.die()
    assert bench.clock.pending()[0] == 0.0


def test_an_engine_that_keeps_dying_has_failed_but_is_tried_again_rarely() -> None:
    bench = Bench(load=False, backoff_first=0.1, failed_after=3, backoff_most=30.0)
    bench.ask("waiting")
    for _ in range(3):
        bench.host.die()
        bench.clock.advance(1)
    assert bench.states() == [EngineState.STARTING, EngineState.RESTARTING, EngineState.RESTARTING, EngineState.FAILED]
    assert bench.health[-1].detail == "It died."
    assert bench.said == ["waiting unavailable"]
    bench.ask("later")
    assert bench.said == ["waiting unavailable", "later unavailable"]
    bench.clock.advance(30)
    bench.host.load()
    assert bench.states()[-1] is EngineState.READY
    bench.ask("now")
    assert bench.host.working_on() == ["work now"]


def test_an_engine_that_cannot_load_has_failed_at_once() -> None:
    bench = Bench(load=False)
    bench.host.die(ExitReason.LOAD, "The model file is cut short.")
    assert bench.health[-1] == EngineHealth("llm", "qwen", EngineState.FAILED, "The model file is cut short.", 1)
    bench.ask("a")
    assert bench.said == ["a unavailable"]


def test_a_missing_model_is_said_and_nothing_is_started() -> None:
    bench = Bench(model=False)
    assert bench.health == [EngineHealth("llm", "qwen", EngineState.MISSING, "No model.")]
    bench.ask("a")
    assert bench.said == ["a unavailable"]


def test_requests_wait_for_a_host_that_is_starting_but_not_for_ever() -> None:
    bench = Bench(load=False, wait_limit=10)
    bench.ask("a")
    bench.clock.advance(9)
    bench.ask("b")
    bench.clock.advance(1)
    assert bench.said == ["a unavailable"]
    bench.host.load()
    assert bench.host.working_on() == ["work b"]
    bench.clock.advance(60)
    assert bench.said == ["a unavailable"], "what has begun has a deadline of its own"


def test_requests_do_not_wait_for_ever_behind_others() -> None:
    bench = Bench(wait_limit=10)
    bench.ask("long")
    bench.ask("a")
    bench.clock.advance(10)
    assert bench.said == ["a busy"]


def test_the_others_of_a_pool_go_on_while_one_is_restarted() -> None:
    bench = Bench(hosts=2)
    first, second = bench.puppets.made
    first.die()
    assert bench.states()[-1] is EngineState.READY
    bench.ask("a")
    assert second.working_on() == ["work a"]


def test_a_request_that_its_host_never_began_is_made_again_by_another_and_not_blamed() -> None:
    bench = Bench(hosts=2, attempts=1, content_kills=True)
    first, second = bench.puppets.made
    bench.ask("good")
    first.die(begun=False)
    assert second.working_on() == ["work good"], "one attempt is what it has, and it was not made"
    second.done("work good")
    assert bench.said == ["good again", "good done"]


def test_a_host_that_dies_before_it_begins_anything_is_not_asked_for_ever() -> None:
    bench = Bench(attempts=1, content_kills=True, failed_after=3, backoff_first=0.5)
    bench.ask("good")
    for _ in range(3):
        bench.clock.advance(60)
        bench.host.load()
        bench.host.die(begun=False)
    assert bench.said[-1] == "good unavailable"


WARM_UP = (("keep", ("hello",)), ("keep", ("welcome",)))


def test_each_host_warms_up_when_it_is_ready_and_nobody_wants_anything() -> None:
    bench = Bench(hosts=2, warm_up=WARM_UP)
    for host in bench.puppets.made:
        assert host.working_on() == ["keep hello"]
        host.done("keep hello")
        assert host.working_on() == ["keep welcome"]
        host.done("keep welcome")
        assert host.working_on() == []


def test_who_wants_something_waits_for_no_more_than_the_piece_of_warming_up_in_hand() -> None:
    bench = Bench(warm_up=WARM_UP)
    bench.ask("urgent")
    bench.host.done("keep hello")
    assert bench.host.working_on() == ["work urgent"]
    bench.host.done("work urgent")
    assert bench.host.working_on() == ["keep welcome"]


def test_a_new_host_warms_up_again() -> None:
    bench = Bench(warm_up=WARM_UP)
    bench.host.die(ExitReason.DIED)
    bench.clock.advance(10)
    bench.host.load()
    assert bench.host.working_on() == ["keep hello"]
