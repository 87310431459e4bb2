from __future__ import annotations

import queue
from typing import TYPE_CHECKING

import pytest

from actors.jobs import WorkerPolicy
from actors.messages import Failure, ParseResume, ResumeParsed, ResumeRejected
from actors.resume import ResumeActor
from tests.actors.listening import BOUND, Ears, Engines, acting
from tests.fakes.engines import Script

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pykka

Answers = queue.Queue[ResumeParsed | ResumeRejected]
ONCE = WorkerPolicy(attempts=1, request_deadline=3, backoff_first=0.05)


@pytest.fixture
def ears() -> Iterator[Ears]:
    ears = Ears()
    yield ears
    if ears.ref.is_alive():
        ears.ref.stop(timeout=BOUND)


def parse(ref: pykka.ActorRef[ResumeActor], answers: Answers, request: str, pdf: bytes) -> None:
    ref.tell(ParseResume(request, pdf, answers.put))


def test_a_file_becomes_a_resume(ears: Ears) -> None:
    answers: Answers = queue.Queue()
    with acting(ears, ResumeActor, Engines("ScriptedParser").worker("parser")) as ref:
        parse(ref, answers, "r1", b"%PDF-1.7")
        answer = answers.get(timeout=BOUND)
        assert isinstance(answer, ResumeParsed)
        assert (answer.request, answer.resume.contact.name) == ("r1", "Ada Example")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pdf", "failure", "sentence"),
    [
        (b"broken", Failure.INPUT, "The file is damaged."),
        (b"kills", Failure.ENGINE, "could not be read"),
        (b"hangs", Failure.DEADLINE, "takes too long"),
    ],
)
def test_a_bad_file_gets_a_sentence_and_the_next_one_is_read(
    ears: Ears, pdf: bytes, failure: Failure, sentence: str
) -> None:
    answers: Answers = queue.Queue()
    parser = Engines("ScriptedParser", script=Script(misdeeds={"kills": "segfault", "hangs": "hang_holding_the_lock"}))
    with acting(ears, ResumeActor, parser.worker("parser", ONCE)) as ref:
        parse(ref, answers, "bad", pdf)
        answer = answers.get(timeout=BOUND)
        assert isinstance(answer, ResumeRejected)
        assert (answer.request, answer.failure) == ("bad", failure)
        assert sentence in answer.message
        parse(ref, answers, "good", b"%PDF")
        assert isinstance(answers.get(timeout=BOUND), ResumeParsed)
    assert len(parser.hosts) == (1 if failure is Failure.INPUT else 2), (
        "a file that killed the parser is not tried again"
    )


def test_a_file_that_waits_in_vain_for_a_reader_that_others_files_ended_may_come_again(
    ears: Ears, tmp_path: Path
) -> None:
    answers: Answers = queue.Queue()
    gate = tmp_path / "gate"
    gate.touch()
    parser = Engines("ScriptedParser", script=Script(misdeeds={"kills": "segfault"}, load_gate=str(gate)))
    policy = WorkerPolicy(attempts=1, wait_limit=0.2, content_kills=True)
    with acting(ears, ResumeActor, parser.worker("parser", policy)) as ref:
        gate.unlink()
        parse(ref, answers, "bad", b"kills")
        assert answers.get(timeout=BOUND).request == "bad"
        parse(ref, answers, "good", b"%PDF")
        answer = answers.get(timeout=BOUND)
        assert isinstance(answer, ResumeRejected)
        assert (answer.failure, "try again" in answer.message) == (Failure.BUSY, True)
        gate.touch()
