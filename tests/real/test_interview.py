"""A whole interview: a candidate with a resume who speaks, as `intervue rehearse` holds it."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import TYPE_CHECKING

import pytest

from intervue.audio.decode import decode, to_pcm16
from intervue.engines.base import Final
from intervue.engines.whisper import WhisperTranscriber
from intervue.rehearse.candidate import Candidate, Manner, Rehearsal
from intervue.rehearse.contract import Limits
from intervue.rehearse.entrance import Entrance
from intervue.rehearse.script import ScriptedAnswers, load_script, local_voice
from intervue.rehearse.server import Server
from tests.fakes.client import Candidate as Socket
from tests.fakes.client import RefusedError, candidate
from tests.model_paths import model_path
from tests.real.server import within
from tests.real.talk import NURSES, begin, content_words, speak, word_errors

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.timeout(400)]

SESSION = "a-whole-interview"


@pytest.fixture(scope="module")
def held(server: RealServer, resume: Path) -> Rehearsal:
    """An interview from the greeting to the goodbye: six questions, and whether there is anything to add."""
    voice = local_voice(model_path("piper-en_US-joe-medium") / "en_US-joe-medium.onnx")
    answers = ScriptedAnswers(load_script(None), voice)
    manner = Manner(turns=12, speed=8.0, form="webm", limits=Limits(prompt=20, work=90))

    async def hold() -> Rehearsal:
        remote = Server(server.url)
        assert await remote.ready(patience=60) == []
        parsed, faults = await remote.parse(resume, Entrance(SESSION), patience=60)
        assert faults == []
        assert parsed["contact"]["name"] == "Maya Lindqvist"
        return await Candidate(remote, Entrance(SESSION), answers, manner).hold(parsed)

    return asyncio.run(hold())


def test_a_whole_interview_keeps_the_contract(held: Rehearsal, server: RealServer) -> None:
    assert [it.text for it in held.contract.violations] == []
    assert held.contract.errors == []
    assert held.answered == 7
    assert len(held.contract.speeches) == 8
    with pytest.raises(RefusedError) as refused:
        Socket(server.url, SESSION)
    assert refused.value.status == 403


def test_every_answer_is_understood_and_every_reply_is_short_speech(held: Rehearsal) -> None:
    for turn in held.turns:
        assert 3 <= len(turn.reply_text.split()) <= 60
        assert not set("*#`_<>[]{}") & set(turn.reply_text), turn.reply_text
        if turn.answer:
            assert word_errors(turn.answer.text, turn.heard_text) < 0.25, turn.heard_text


def test_the_interview_greets_asks_and_says_goodbye_once(held: Rehearsal) -> None:
    replies = [turn.reply_text for turn in held.turns]
    assert "Maya" in replies[0]
    assert "Backend Engineer" in replies[0]
    assert all(reply.count("?") == 1 for reply in replies[:-1]), replies
    assert [("Goodbye" in reply) for reply in replies] == [False] * 7 + [True]
    assert len(set(replies)) == len(replies)


def follow_ups(server: RealServer, session: str) -> list[tuple[str, str]]:
    """The answers that the model followed up, each with its question; not those that the plan had to follow up."""
    entries = [json.loads(data) for kind, data in server.records(session) if kind.endswith("_said")]
    return [
        (answer["text"], reply["text"])
        for answer, reply in itertools.pairwise(entries)
        if reply.get("move") == "follow_up" and "replaced" not in reply
    ]


def test_follow_ups_are_about_what_was_just_said(held: Rehearsal, server: RealServer, session: str) -> None:
    with candidate(server.url, session) as client:
        begin(client)
        speak(client, NURSES)
    found = [*follow_ups(server, SESSION), *follow_ups(server, session)]
    related = [pair for pair in found if content_words(pair[0]) & content_words(pair[1])]
    assert len(related) >= 2, found


def test_the_voice_is_understood_by_another_listener(held: Rehearsal) -> None:
    whisper = WhisperTranscriber(model_dir=str(model_path("whisper-base")), threads=2)
    whisper.load()
    live = next(turn for turn in held.turns if turn.answer)
    for turn in (held.turns[0], live):
        samples = decode(turn.reply_mp3, max_seconds=60).samples
        *_, heard = whisper.transcribe("u", to_pcm16(samples), ())
        assert isinstance(heard, Final)
        assert word_errors(turn.reply_text, heard.text) < 0.25, (turn.reply_text, heard.text)
    whisper.close()


def test_the_stages_of_every_turn_are_in_the_log_and_add_up(held: Rehearsal, server: RealServer) -> None:
    assert within(10, lambda: len(server.turns(SESSION)) == len(held.turns))
    for line, turn in zip(server.turns(SESSION), held.turns, strict=True):
        assert turn.spoken is not None
        measured = turn.spoken - turn.sent
        assert line["text_sent_s"] <= line["audio_sent_s"] <= measured + 0.1
        assert measured - line["audio_sent_s"] < 0.5, "time that no stage accounts for"
        if not turn.answer:
            continue
        assert line["decode_s"] + line["recognition_s"] <= line["transcript_s"] + 0.01
        assert abs(line["answer_s"] - len(turn.answer.samples) / 24_000) < 0.5
        if "tokens" in line:
            assert line["transcript_s"] <= line["model_asked_s"] <= line["text_s"] <= line["audio_sent_s"]
            assert 0 < line["first_token_s"] <= line["generation_s"] + 0.01
            assert 1 <= line["tokens"] <= 60
