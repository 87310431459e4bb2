"""What makes it a conversation: what was said is taken up, questions are answered, nobody is left alone."""

from __future__ import annotations

import pytest

from intervue.interview import effects as fx
from intervue.interview import events as e
from intervue.interview.phrases import definite, phrase_of
from intervue.interview.policy import Policy
from intervue.interview.state import MoveKind, Phase
from intervue.interview.wordings import FORMS
from tests.interview.world import ANSWER, FOLLOW_UPS, World, outline

TURN = ["processing_stt", "candidate", "generating", "interviewer", "speaking", "audio", "ready"]
HELPED = ["processing_stt", "EMPTY_TRANSCRIPTION", "generating", "interviewer", "speaking", "audio", "ready"]
STORIES = (
    "We moved the billing jobs to a message queue, because they crashed every weekend.",
    "An old fisherman was scared of the bruises, so I called the surgeon before the operation.",
    "I let both of them write down who had called the hotel chain, and when.",
    "I made a little dashboard with all the expiry dates, and somebody reads it out loud.",
)
ASKED = (
    "When you moved the billing jobs, what went wrong at first?",
    "What made you call the surgeon about the bruises?",
    "How did you convince the hotel chain of that list?",
    "What happened after the dashboard showed the expiry dates?",
)


def moves(world: World) -> list[MoveKind]:
    return [entry.move for entry in world.interview.state.entries if entry.move]


def asked_of_the_model(world: World) -> list[fx.Generate]:
    return [effect for effect in (*world.work, *world.held) if isinstance(effect, fx.Generate)]


# --- Taking up what was said ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "phrase"),
    [
        ("There was a rounding error of one cent.", "a rounding error"),
        ("I asked my driver for help with that.", "your driver"),
        ("It begins with the pipeline and a pot of tea.", "a pot of tea"),
        ("Then a delivery of timber was late.", "a delivery of timber"),
        ("They fought over the same hotel chain, loudly.", "the hotel chain"),
        ("We dropped the eleven smallest dealers, which was horrible.", "the eleven smallest dealers"),
        ("Well, it was quite hard, you know, and I did what I could.", ""),
        ("The cache grew until it was gone.", "the cache"),
        ("The board hated it, since money comes in slowly.", "the board"),
        ("In the end I found the expired certificate in there.", "the expired certificate"),
        ("It took the whole day and half of the night.", ""),
        ("They printed the system prompt and my score.", ""),
    ],
)
def test_a_phrase_of_the_answer_is_found_where_it_is_certain(answer: str, phrase: str) -> None:
    assert phrase_of(answer) == phrase


@pytest.mark.parametrize(
    ("phrase", "known"),
    [("a letter", "the letter"), ("two trainees", "the two trainees"), ("your driver", "your driver"), ("", "")],
)
def test_a_phrase_is_gone_back_to_as_something_known(phrase: str, known: str) -> None:
    assert definite(phrase) == known


def test_what_was_spoken_of_before_is_no_new_phrase() -> None:
    assert phrase_of("I wrote a ledger for the queue.", ["I have a ledger"]) == "the queue"


def test_follow_ups_begin_in_different_ways() -> None:
    world = World(policy=Policy(questions=8)).begun()
    for story, asked in zip(STORIES, ASKED, strict=True):
        world.answers, world.replies = [story, ANSWER], [asked]
        world.answer()
        world.answer()
    forms = world.interview.state.openers
    assert len(forms) == 4
    assert len(set(forms)) == 4
    assert set(forms) <= set(FORMS)


def test_follow_ups_go_on_when_nothing_in_the_answers_can_be_named() -> None:
    said = "Well, we did it like that because it was what everybody had always done."
    reply = "When everybody had always done it like that, what changed it?"
    world = World(policy=Policy(questions=14), answers=[said] * 14, replies=[reply] * 14).begun()
    for _ in range(14):
        world.answer()
    assert moves(world).count(MoveKind.FOLLOW_UP) >= 6


def test_the_second_attempt_names_what_the_candidate_spoke_of() -> None:
    world = World(answers=[STORIES[3]], replies=["Tell me more about that?"]).begun()
    world.answer()
    _, second = asked_of_the_model(world)
    assert "the expiry dates" in second.opener


def test_a_question_that_the_resume_alone_could_ask_is_not_spoken() -> None:
    world = World(answers=[STORIES[1]], replies=["What made you choose to work at Harbour Clinic?"]).begun()
    world.answer()
    assert "Harbour Clinic" not in world.texts()[-1]


# --- Answering what the candidate asks --------------------------------------------------------------------------------


def test_a_question_at_the_end_of_an_answer_is_answered_and_the_interview_goes_on() -> None:
    said = "I trained two new colleagues in wound care last year. By the way, what is the salary?"
    reply = "When you trained the two colleagues, what did you show them first?"
    world = World(answers=[said], replies=[reply]).begun()
    world.answer()
    assert world.texts()[-1].startswith("I cannot speak about pay or conditions, but the people who invited you can.")
    assert world.texts()[-1].endswith(reply)
    assert moves(world)[-1] is MoveKind.FOLLOW_UP


def test_a_reply_and_the_sentence_before_it_are_no_longer_than_a_reply_may_be() -> None:
    reply = f"You mentioned fourteen beds. How did you {'carefully ' * 42}decide whom to look after first?"
    said = ANSWER + " By the way, what is the salary?"
    world = World(answers=[said], replies=[reply, reply]).begun()
    world.answer()
    assert world.texts()[-1].startswith("I cannot speak about pay")
    assert len(world.texts()[-1].split()) <= Policy().reply_max_words


def test_the_model_does_not_read_the_question_at_the_end_of_an_answer() -> None:
    world = World(answers=["I trained two new colleagues in wound care last year. By the way, is it remote?"]).begun()
    world.answer()
    asked, *_ = asked_of_the_model(world)
    assert "wound care last year. </answer>" in asked.messages[-1].text
    assert "remote" not in "".join(message.text for message in asked.messages)


def test_the_answer_to_a_question_is_spoken_while_the_model_writes() -> None:
    said = "I trained two new colleagues in wound care last year. By the way, is the position remote?"
    world = World(answers=[said], hold={fx.Generate}).begun()
    world.answer()
    spoken = [text for clauses in world.clauses.values() for text in clauses]
    assert any("where and at what hours you would work" in text for text in spoken)


def test_a_question_in_the_wrap_up_is_answered_before_the_goodbye() -> None:
    world = World(policy=Policy(questions=1)).begun()
    world.answer()
    assert world.interview.state.phase is Phase.WRAP_UP
    world.answers = [
        "I only want to say that I like the night shift. When will I hear back from you?",
        "No, thank you.",
    ]
    world.answer()
    assert "get back to you" in world.texts()[-1]
    assert "anything else" in world.texts()[-1]
    world.answer()
    assert moves(world)[-1] is MoveKind.GOODBYE


def test_who_does_not_know_gets_an_easier_question_first_and_then_another_one() -> None:
    world = World(answers=["I don't know.", "I really don't know."]).begun()
    world.answer()
    world.answer()
    assert moves(world)[-2:] == [MoveKind.ELABORATE, MoveKind.QUESTION]
    assert "something else" in world.texts()[-1] or "leave that" in world.texts()[-1]


# --- Silence ----------------------------------------------------------------------------------------------------------


def test_a_second_silence_in_a_row_is_helped_and_the_turn_is_the_candidates() -> None:
    world = World(answers=["", "", "", ""]).begun()
    assert outline(world.answer()) == ["processing_stt", "EMPTY_TRANSCRIPTION", "ready"]
    assert outline(world.answer()) == HELPED
    assert "could not hear" in world.texts()[-1]
    assert "what do you do on a normal day?" in world.texts()[-1]
    assert outline(world.answer()) == ["processing_stt", "EMPTY_TRANSCRIPTION", "ready"]
    assert outline(world.answer()) == HELPED
    assert "next question" in world.texts()[-1]
    assert outline(world.answer()) == TURN


def test_recordings_without_a_byte_are_silence_too() -> None:
    world = World().begun()
    world.answer(b"")
    assert outline(world.answer(b"")) == HELPED


def test_silence_is_counted_anew_after_an_answer_and_across_a_restart() -> None:
    world = World(answers=["", ANSWER, "", ""]).begun()
    world.answer()
    world.answer()
    assert outline(world.answer()) == ["processing_stt", "EMPTY_TRANSCRIPTION", "ready"]
    world.restart()
    world.connect()
    assert outline(world.answer()) == HELPED


# --- A model that is slow ---------------------------------------------------------------------------------------------


def slow() -> tuple[World, fx.Generate]:
    world = World(hold={fx.Generate}).begun()
    world.answer()
    (asked,) = asked_of_the_model(world)
    return world, asked


def test_a_model_that_writes_nothing_in_time_is_replaced_by_the_plan() -> None:
    world, asked = slow()
    assert world.timers["patience"].seconds == pytest.approx(12.0)
    assert outline(world.fire("patience")) == ["interviewer", "speaking", "audio", "ready"]
    assert "two new colleagues" in world.texts()[-1]
    assert fx.CancelReply(asked.utterance) in world.work
    (said,) = [data for kind, data, _ in world.records if kind == "interviewer_said" and data.get("replaced")]
    assert said["replaced"] == "too slow"


def test_what_a_model_writes_after_it_was_given_up_changes_nothing() -> None:
    world, asked = slow()
    world.fire("patience")
    assert world.tell(e.ReplyFinished(asked.utterance, "When you trained them, what did you show?")) == []


def test_each_clause_that_can_be_spoken_gives_a_slow_model_more_time() -> None:
    world, asked = slow()
    first = world.timers["patience"].serial
    world.tell(e.ReplyGrew(asked.utterance, " trained the two new colleagues in wound care, what"))
    assert world.timers["patience"].serial > first


def test_nobody_waits_for_a_model_that_has_answered() -> None:
    world = World().begun()
    world.answer()
    assert "patience" not in world.timers


# --- A model that has written enough ----------------------------------------------------------------------------------


def limited(tokens: int) -> World:
    """An interview for which the model may write so many tokens, up to 60 at once."""
    return World(Policy(tokens=tokens, reply_max_tokens=60), hold={fx.Generate}).begun()


def written(world: World, text: str, tokens: int) -> None:
    """What the model was asked for last comes."""
    world.tell(e.ReplyFinished(asked_of_the_model(world)[-1].utterance, text, tokens))


def test_a_model_that_has_written_enough_is_replaced_by_the_plan_and_the_interview_goes_on() -> None:
    world = limited(100)
    world.answer()
    written(world, FOLLOW_UPS[0], 41)
    world.answer()  # the next planned question
    world.answer()
    assert len(asked_of_the_model(world)) == 1
    said = [data for kind, data, _ in world.records if kind == "interviewer_said"][-1]
    assert (said["move"], said["replaced"]) == ("follow_up", "used up")
    assert outline(world.answer())[-1] == "ready"


def test_what_was_written_still_counts_after_a_restart() -> None:
    world = limited(100)
    world.answer()
    written(world, FOLLOW_UPS[0], 41)
    world.answer()
    world.restart()
    world.connect("b")
    world.answer(socket="b")
    assert asked_of_the_model(world) == []
    assert world.records[-1][1].get("part") == "voice"


def test_a_reply_that_is_thrown_away_counts_as_well() -> None:
    world = limited(100)
    world.answer()
    written(world, "I am an AI language model.", 41)
    assert len(asked_of_the_model(world)) == 1
    (said,) = [data for kind, data, _ in world.records if kind == "interviewer_said" and data.get("replaced")]
    assert said["tokens"] == 41
