from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from actors.interviewer import InterviewerActor
from actors.jobs import WorkerPolicy
from actors.messages import (
    CancelReply,
    EngineState,
    Failure,
    ForgetSession,
    GenerateReply,
    PrefillHistory,
    ReplyFailed,
    ReplyFinished,
    ReplyGrew,
)
from intervue.engines.base import GenerationLimits, Message
from tests.actors.listening import BOUND, Ears, Engines, acting
from tests.engines.host_probe import eventually
from tests.fakes.engines import Script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pykka

REPLY = " a queue that failed; what did you do first?"


@pytest.fixture
def ears() -> Iterator[Ears]:
    ears = Ears()
    yield ears
    if ears.ref.is_alive():
        ears.ref.stop(timeout=BOUND)


def generate(ref: pykka.ActorRef[InterviewerActor], ears: Ears, utterance: str, text: str = "Hello.") -> None:
    session = utterance.partition("/")[0]
    messages = (Message("system", "Ask."), Message("user", text))
    ref.tell(GenerateReply(utterance, session, ears.ref, messages, "You mentioned", GenerationLimits()))


def policy(**arguments: float) -> WorkerPolicy:
    return WorkerPolicy(**{"per_host": 4, "backoff_first": 0.05, **arguments})  # type: ignore[arg-type]  # numbers of either kind


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_a_reply_grows_piece_by_piece_after_its_opener(ears: Ears) -> None:
    with acting(ears, InterviewerActor, Engines("ScriptedGenerator", replies=[REPLY]).worker("llm", policy())) as ref:
        generate(ref, ears, "s/1")
        text = ""
        while not text.endswith("?"):
            piece = ears.next(ReplyGrew)
            assert (piece.utterance, piece.restarted) == ("s/1", False)
            text += piece.text
        finished = ears.next(ReplyFinished)
        assert (text, finished.text) == (REPLY, "You mentioned" + REPLY)
        assert finished.usage.generated == len(REPLY.split())
        assert 0 < finished.first_token_seconds < BOUND


def test_replies_of_two_sessions_are_written_side_by_side(ears: Ears, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    model = Engines("ScriptedGenerator", replies=[REPLY], script=Script(gate=str(gate), step_seconds=0.01))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        generate(ref, ears, "a/1")
        generate(ref, ears, "b/1")
        gate.touch()
        order = [ears.heard.get(timeout=BOUND) for _ in range(2 * len(REPLY.split()) + 2)]
    ends = [index for index, message in enumerate(order) if isinstance(message, ReplyFinished)]
    firsts = [next(i for i, message in enumerate(order) if message.utterance == name) for name in ("a/1", "b/1")]
    assert max(firsts) < min(ends)


def test_a_model_killed_in_mid_reply_starts_the_reply_anew(ears: Ears) -> None:
    model = Engines("ScriptedGenerator", replies=[REPLY], script=Script(step_seconds=0.05))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        generate(ref, ears, "s/1")
        assert not ears.next(ReplyGrew).restarted
        pid = model.hosts[0].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        while not (piece := ears.next(ReplyGrew)).restarted:
            pass
        text = piece.text
        while len(text) < len(REPLY):
            piece = ears.next(ReplyGrew)
            assert not piece.restarted
            text += piece.text
        assert text == REPLY
        assert ears.next(ReplyFinished).text == "You mentioned" + REPLY
        assert ears.state(EngineState.READY, "llm").restarts == 1


def test_a_prompt_that_kills_the_model_twice_fails_and_another_session_gets_its_reply(ears: Ears) -> None:
    model = Engines("ScriptedGenerator", replies=[REPLY], script=Script(misdeeds={"poison": "abort"}))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        generate(ref, ears, "a/1", "poison")
        assert ears.until(ReplyFailed).failure is Failure.ENGINE
        generate(ref, ears, "b/1")
        assert ears.until(ReplyFinished).utterance == "b/1"


def test_a_prompt_that_the_model_refuses_fails_with_its_sentence(ears: Ears) -> None:
    model = Engines("ScriptedGenerator", script=Script(misdeeds={"bad": "refuse"}))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        generate(ref, ears, "a/1", "bad")
        assert ears.next(ReplyFailed) == ReplyFailed("a/1", Failure.ENGINE, "The engine refuses.")


def test_a_cancelled_reply_is_heard_of_no_more(ears: Ears) -> None:
    model = Engines("ScriptedGenerator", replies=[" word" * 100], script=Script(step_seconds=0.02))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        generate(ref, ears, "a/1")
        ears.next(ReplyGrew)
        ref.tell(CancelReply("a/1"))
        generate(ref, ears, "a/2")
        while (message := ears.heard.get(timeout=BOUND)).utterance == "a/1":
            assert isinstance(message, ReplyGrew)
        assert ears.until(ReplyFinished).utterance == "a/2"


def test_a_prefill_gives_way_to_the_reply_of_its_session_and_is_not_taken_up_again(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    model = Engines("ScriptedGenerator", script=Script(log=str(log), misdeeds={"long history": "slow"}))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        ref.tell(PrefillHistory("a", (Message("user", "long history"),)))
        assert eventually(log.exists)
        generate(ref, ears, "a/1")
        assert ears.until(ReplyFinished).utterance == "a/1"
        generate(ref, ears, "a/2")
        assert ears.until(ReplyFinished).utterance == "a/2"
    assert [line.split()[0] for line in lines(log)] == ["prefill", "generate", "generate"]


def test_a_prefill_that_gave_way_to_another_session_goes_on_afterwards(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    model = Engines("ScriptedGenerator", script=Script(log=str(log), misdeeds={"long history": "slow"}))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        ref.tell(PrefillHistory("a", (Message("user", "long history"),)))
        assert eventually(log.exists)
        generate(ref, ears, "b/1")
        assert ears.until(ReplyFinished).utterance == "b/1"
        assert eventually(lambda: len(lines(log)) == 3)
    assert [line.split()[0] for line in lines(log)] == ["prefill", "generate", "prefill"]


def test_a_session_that_is_over_is_forgotten_by_the_model_that_knew_it(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    model = Engines("ScriptedGenerator", script=Script(log=str(log)))
    with acting(ears, InterviewerActor, model.worker("llm", policy())) as ref:
        ref.tell(ForgetSession("never seen"))
        generate(ref, ears, "a/1")
        ears.until(ReplyFinished)
        ref.tell(ForgetSession("a"))
        assert eventually(lambda: lines(log)[-1:] == ["forget a"])
    assert [line.split()[0] for line in lines(log)] == ["generate", "forget"]


def test_replies_beyond_the_queue_are_refused(ears: Ears, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    model = Engines("ScriptedGenerator", replies=["one?"], script=Script(gate=str(gate)))
    with acting(ears, InterviewerActor, model.worker("llm", policy(per_host=1, queue_limit=1))) as ref:
        for number in (1, 2, 3):
            generate(ref, ears, f"s{number}/1")
        refused = ears.next(ReplyFailed)
        assert (refused.utterance, refused.failure) == ("s3/1", Failure.BUSY)
        gate.touch()
        assert [ears.until(ReplyFinished).utterance for _ in range(2)] == ["s1/1", "s2/1"]
