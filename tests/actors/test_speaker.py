from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from actors.jobs import WorkerPolicy
from actors.messages import CancelSpeech, Failure, FinishSpeech, HurrySpeech, SpeakClause, SpeechFailed, SpeechReady
from actors.speaker import SpeakerActor
from tests.actors.listening import BOUND, Ears, Engines, acting
from tests.engines.host_probe import eventually
from tests.fakes.engines import Script
from tests.fakes.sounds import mp3

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pykka


@pytest.fixture
def ears() -> Iterator[Ears]:
    ears = Ears()
    yield ears
    if ears.ref.is_alive():
        ears.ref.stop(timeout=BOUND)


def say(
    ref: pykka.ActorRef[SpeakerActor],
    ears: Ears,
    utterance: str,
    *clauses: str,
    ahead: bool = False,
    finish: bool = True,
) -> None:
    for clause in clauses:
        ref.tell(SpeakClause(utterance, ears.ref, clause, ahead=ahead))
    if finish:
        ref.tell(FinishSpeech(utterance))


def lines(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def test_clauses_become_one_file(ears: Ears) -> None:
    voice = Engines("ScriptedVoice", script=Script(step_seconds=0.02))
    with acting(ears, SpeakerActor, voice.worker("tts")) as ref:
        say(ref, ears, "s/1", "You mentioned a queue;", "what failed first?")
        ready = ears.next(SpeechReady)
        assert (ready.utterance, ready.speech.format, ready.speech.data) == ("s/1", "mp3", mp3(0.35))
        assert ready.speech.seconds == pytest.approx(0.05 * 7)
        assert 0.02 <= ready.first_pcm_seconds <= ready.synthesis_seconds


def test_clauses_are_said_before_the_utterance_is_whole(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with acting(ears, SpeakerActor, Engines("ScriptedVoice", script=Script(log=str(log))).worker("tts")) as ref:
        say(ref, ears, "s/1", "First clause,", finish=False)
        assert eventually(lambda: lines(log) == ["say s/1 First clause,"])
        say(ref, ears, "s/1", "second clause.")
        assert ears.next(SpeechReady).utterance == "s/1"
    assert lines(log) == ["say s/1 First clause,", "say s/1 second clause.", "finish s/1"]


def test_a_voice_killed_in_mid_clause_says_the_utterance_again_from_its_beginning(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    voice = Engines("ScriptedVoice", script=Script(log=str(log)))
    with acting(ears, SpeakerActor, voice.worker("tts")) as ref:
        say(ref, ears, "s/1", "one", finish=False)
        say(ref, ears, "other/1", "other", finish=False)
        assert eventually(lambda: len(lines(log)) == 2)
        pid = voice.hosts[0].pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        say(ref, ears, "s/1", "two")
        say(ref, ears, "other/1", "more")
        spoken = {
            speech.utterance: speech.speech.seconds for speech in (ears.next(SpeechReady), ears.next(SpeechReady))
        }
        assert spoken == {"s/1": pytest.approx(0.1), "other/1": pytest.approx(0.1)}
    assert lines(log).count("say s/1 one") == 2


def test_an_utterance_that_kills_the_voice_twice_is_given_up_and_others_are_said(ears: Ears) -> None:
    voice = Engines("ScriptedVoice", script=Script(misdeeds={"poison": "segfault"}))
    with acting(ears, SpeakerActor, voice.worker("tts")) as ref:
        say(ref, ears, "other/1", "before", finish=False)
        say(ref, ears, "s/1", "good", "poison")
        failed = ears.next(SpeechFailed)
        assert (failed.utterance, failed.failure) == ("s/1", Failure.ENGINE)
        say(ref, ears, "other/1", "after")
        ready = ears.next(SpeechReady)
        assert ready.utterance == "other/1"
        assert ready.speech.seconds == pytest.approx(0.1)


def test_clauses_of_an_utterance_stay_with_one_host_of_the_pool(ears: Ears) -> None:
    voice = Engines("ScriptedVoice", script=Script(step_seconds=0.02))
    with acting(ears, SpeakerActor, voice.worker("tts", WorkerPolicy(hosts=2))) as ref:
        for clause in ("one", "two", "three"):
            for utterance in ("a/1", "b/1", "c/1"):
                say(ref, ears, utterance, clause, finish=False)
        for utterance in ("a/1", "b/1", "c/1"):
            ref.tell(FinishSpeech(utterance))
        spoken = {}
        for _ in range(3):
            ready = ears.next(SpeechReady)
            spoken[ready.utterance] = ready.speech.seconds
        assert spoken == {name: pytest.approx(0.15) for name in ("a/1", "b/1", "c/1")}


def test_what_is_said_ahead_waits_while_others_have_work(ears: Ears, tmp_path: Path) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    voice = Engines("ScriptedVoice", script=Script(log=str(log), gate=str(gate)))
    with acting(ears, SpeakerActor, voice.worker("tts")) as ref:
        say(ref, ears, "a/1", "now", finish=False)
        say(ref, ears, "a/2", "later", ahead=True)
        say(ref, ears, "b/1", "now too")
        gate.touch()
        assert ears.next(SpeechReady).utterance == "b/1"
        assert ears.next(SpeechReady).utterance == "a/2"
    assert lines(log)[:2] == ["say a/1 now", "say b/1 now too"]


def test_what_was_said_ahead_takes_its_turn_once_it_is_wanted(ears: Ears, tmp_path: Path) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    voice = Engines("ScriptedVoice", script=Script(log=str(log), gate=str(gate)))
    with acting(ears, SpeakerActor, voice.worker("tts")) as ref:
        say(ref, ears, "a/1", "now", finish=False)
        say(ref, ears, "a/2", "prepared", "in two clauses", ahead=True)
        ref.tell(HurrySpeech("a/2"))
        say(ref, ears, "b/1", "one", "two", "three", "four")
        gate.touch()
        assert ears.next(SpeechReady).utterance == "a/2"
        assert ears.next(SpeechReady).utterance == "b/1"


def test_a_cancelled_utterance_is_forgotten_by_the_voice_too(ears: Ears, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with acting(ears, SpeakerActor, Engines("ScriptedVoice", script=Script(log=str(log))).worker("tts")) as ref:
        say(ref, ears, "s/1", "one", finish=False)
        assert eventually(lambda: len(lines(log)) == 1)
        ref.tell(CancelSpeech("s/1"))
        ref.tell(FinishSpeech("s/1"))
        assert eventually(lambda: lines(log)[-1] == "discard s/1")
        say(ref, ears, "s/1", "anew")
        assert ears.next(SpeechReady).speech.seconds == pytest.approx(0.05)
        assert ears.nothing_more()


def test_what_the_voice_refuses_fails_with_its_sentence(ears: Ears) -> None:
    voice = Engines("ScriptedVoice", script=Script(misdeeds={"too long": "reject"}))
    with acting(ears, SpeakerActor, voice.worker("tts")) as ref:
        say(ref, ears, "s/1", "fine", "too long")
        assert ears.next(SpeechFailed) == SpeechFailed("s/1", Failure.INPUT, "The input is bad.")
        assert ears.nothing_more()


@pytest.mark.slow
def test_a_voice_that_hangs_fails_its_utterance_at_the_deadline(ears: Ears) -> None:
    voice = Engines("ScriptedVoice", script=Script(misdeeds={"stuck": "hang_holding_the_lock"}))
    with acting(ears, SpeakerActor, voice.worker("tts", WorkerPolicy(request_deadline=3))) as ref:
        say(ref, ears, "s/1", "stuck")
        say(ref, ears, "s/2", "fine")
        failed = ears.next(SpeechFailed)
        assert (failed.utterance, failed.failure) == ("s/1", Failure.DEADLINE)
        assert ears.next(SpeechReady).utterance == "s/2"


def test_what_is_prepared_for_later_gives_way_where_too_much_is_being_said(ears: Ears) -> None:
    class Small(SpeakerActor):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, utterance_limit=2)

    with acting(ears, Small, Engines("ScriptedVoice").worker("tts")) as ref:
        say(ref, ears, "one/1", "later", ahead=True, finish=False)
        say(ref, ears, "two/1", "now", finish=False)
        say(ref, ears, "three/1", "now, too")
        dropped = ears.next(SpeechFailed)
        assert (dropped.utterance, dropped.failure) == ("one/1", Failure.BUSY)
        assert ears.next(SpeechReady).utterance == "three/1"
        say(ref, ears, "four/1", "now as well", finish=False)
        say(ref, ears, "five/1", "later", ahead=True)
        assert ears.next(SpeechFailed).utterance == "five/1"
        say(ref, ears, "six/1", "one too many")
        assert ears.next(SpeechFailed).utterance == "six/1"
        ref.tell(FinishSpeech("two/1"))
        assert ears.next(SpeechReady).utterance == "two/1"
