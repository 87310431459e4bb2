from __future__ import annotations

import pytest

from intervue.interview import effects as fx
from intervue.interview import events as e
from intervue.interview.core import MOST_RESUMES, Interview
from intervue.interview.policy import Policy
from intervue.interview.state import MoveKind, Phase
from tests.interview.world import RESUME, World, outline

TURN = ["processing_stt", "candidate", "generating", "interviewer", "speaking", "audio", "ready"]
INTRODUCTION = ["generating", "interviewer", "speaking", "audio", "ready"]
LATER = 100.0


def test_the_first_socket_is_greeted_with_the_session_only() -> None:
    assert outline(World().connect()) == ["session"]


def test_the_start_leads_to_an_introduction_with_one_audio() -> None:
    world = World()
    world.connect()
    assert outline(world.start()) == INTRODUCTION


def test_an_answer_is_shown_and_followed_by_one_reply() -> None:
    world = World().begun()
    assert outline(world.answer()) == TURN


def test_the_introduction_names_the_candidate_and_the_newest_position() -> None:
    world = World()
    world.connect()
    world.tell(e.ResumeReceived("a", RESUME))
    world.start()
    assert "Mara" in world.texts()[0]
    assert "as a Ward Nurse at Harbour Clinic" in world.texts()[0]


def test_the_introduction_was_spoken_ahead_when_a_resume_was_handed_in() -> None:
    world = World()
    world.connect()
    world.tell(e.ResumeReceived("a", RESUME))
    world.hold = {fx.Speak, fx.FinishSpeech}
    assert outline(world.start()) == INTRODUCTION


def test_what_was_begun_ahead_and_is_wanted_now_is_hurried() -> None:
    world = World()
    world.connect()
    world.hold.add(fx.FinishSpeech)
    world.tell(e.ResumeReceived("a", RESUME))
    ahead = {effect.utterance for effect in world.work if isinstance(effect, fx.Speak)}
    world.start()
    assert [effect.utterance for effect in world.work if isinstance(effect, fx.HurrySpeech)] == list(ahead)
    world.let_go()
    assert isinstance(world.shown[-1], fx.ShowStatus)
    assert sum(isinstance(effect, fx.PlaySpeech) for effect in world.shown) == 1


def test_sequence_numbers_run_from_one_without_gaps() -> None:
    world = World().begun()
    for _ in range(4):
        world.answer()
    assert [item.sequence for item in world.shown if isinstance(item, fx.ShowText)] == list(range(1, 10))


def test_a_whole_interview_ends_in_a_wrap_up_a_goodbye_and_the_end() -> None:
    world = World().begun()
    while world.interview.state.phase is not Phase.GOODBYE:
        world.answer()
    moves = [entry.move for entry in world.interview.state.entries if entry.move]
    assert moves[-2:] == [MoveKind.WRAP_UP, MoveKind.GOODBYE]
    assert moves.count(MoveKind.FOLLOW_UP) == 3
    assert len(moves) == 8
    assert outline(world.tell(e.PlaybackCompleted("a"))) == ["end 15"]
    assert world.interview.over


def test_the_end_comes_by_itself_when_the_goodbye_was_heard() -> None:
    world = World(policy=Policy(questions=1)).begun()
    while world.interview.state.phase is not Phase.GOODBYE:
        world.answer()
    assert world.timers["goodbye"].seconds == pytest.approx(2.0 + 2.0)
    assert outline(world.fire("goodbye"))[-1].startswith("end")


def test_the_interview_is_wrapped_up_when_its_time_is_over() -> None:
    world = World(policy=Policy(seconds=60)).begun()
    world.now += 61
    world.answer()
    assert world.interview.state.phase is Phase.WRAP_UP


def test_a_candidate_who_says_nothing_long_after_the_time_is_said_goodbye_to() -> None:
    world = World(policy=Policy(seconds=60, overtime=10)).begun()
    world.now += 70
    assert outline(world.fire("clock")) == INTRODUCTION
    assert world.interview.state.phase is Phase.GOODBYE


@pytest.mark.parametrize("silence", ["", "   "])
def test_silence_is_an_error_and_the_turn_is_the_candidates_again(silence: str) -> None:
    world = World(answers=[silence]).begun()
    assert outline(world.answer()) == ["processing_stt", "EMPTY_TRANSCRIPTION", "ready"]
    assert outline(world.answer()) == TURN


def test_an_empty_recording_is_an_empty_transcription() -> None:
    assert outline(World().begun().answer(b"")) == ["processing_stt", "EMPTY_TRANSCRIPTION", "ready"]


def test_a_recording_that_cannot_be_used_is_an_error_that_says_why() -> None:
    world = World(hold={fx.Transcribe}).begun()
    world.answer()
    (asked,) = [effect for effect in world.held if isinstance(effect, fx.Transcribe)]
    shown = world.tell(e.AnswerNotRecognised(asked.utterance, e.Fault.INPUT, "This is no audio."))
    assert outline(shown) == ["PROCESSING_ERROR", "ready"]
    assert "This is no audio." in str(shown)


# --- Messages out of place --------------------------------------------------------------------------------------------


def test_audio_before_the_start_is_refused_and_the_interview_can_still_start() -> None:
    world = World()
    world.connect()
    assert outline(world.answer()) == ["PROCESSING_ERROR", "ready"]
    assert outline(world.start()) == INTRODUCTION


def test_audio_while_an_answer_is_processed_is_refused_and_the_first_one_counts() -> None:
    world = World(hold={fx.Transcribe}).begun()
    world.answer()
    assert outline(world.answer()) == ["PROCESSING_ERROR", "processing_stt"]
    world.let_go()
    assert outline(world.shown)[-1] == "ready"


def test_a_second_start_on_the_same_socket_is_refused_and_on_a_new_one_gets_the_status() -> None:
    world = World().begun()
    assert outline(world.start()) == ["PROCESSING_ERROR", "ready"]
    world.connect("b")
    assert outline(world.start("b")) == ["ready"]
    assert outline(world.start("b")) == ["PROCESSING_ERROR", "ready"]


def test_a_resume_after_the_start_is_refused() -> None:
    assert outline(World().begun().tell(e.ResumeReceived("a", RESUME))) == ["PROCESSING_ERROR", "ready"]


def test_a_resume_that_is_sent_again_and_again_is_recorded_once() -> None:
    world = World()
    world.connect()
    for _ in range(100):
        assert world.tell(e.ResumeReceived("a", {**RESUME})) == []
    assert [kind for kind, *_ in world.records] == ["opened", "resume_received"]


def test_resumes_without_end_are_refused_and_the_interview_goes_on_with_the_last_one() -> None:
    world = World()
    world.connect()
    shown = [world.tell(e.ResumeReceived("a", {**RESUME, "raw_text": str(number)})) for number in range(100)]
    assert [outline(answer) for answer in shown] == [[]] * MOST_RESUMES + [["PROCESSING_ERROR", "ready"]] * 80
    assert world.interview.state.resume == {**RESUME, "raw_text": "19"}
    assert outline(world.start()) == INTRODUCTION
    assert "Mara" in world.texts()[0]


def test_junk_is_answered_with_an_error_and_the_current_status() -> None:
    world = World(hold={fx.Generate}).begun()
    world.answer()
    assert outline(world.tell(e.InputRejected("a", "No JSON."))) == ["PROCESSING_ERROR", "generating"]


def test_a_start_without_engines_is_refused_with_the_reason_and_may_be_tried_again() -> None:
    world = World()
    world.connect()
    assert outline(world.start(unavailable="Run `make models`.")) == ["START_ERROR!", "error"]
    assert outline(world.start()) == INTRODUCTION


def test_playback_complete_is_answered_with_the_status() -> None:
    assert outline(World().begun().tell(e.PlaybackCompleted("a"))) == ["ready"]


@pytest.mark.parametrize("held", [set(), {fx.Transcribe}, {fx.Generate}, {fx.FinishSpeech}])
def test_the_candidate_can_end_at_any_moment(held: set[type]) -> None:
    world = World(hold=held).begun()
    world.answer()
    shown = outline(world.tell(e.EndRequested("a")))
    assert shown == [f"end {len(world.interview.state.entries)}"]
    before = len(world.shown)
    world.let_go()
    assert world.shown[before:] == []


# --- The model and the voice fail -------------------------------------------------------------------------------------


def test_a_reply_that_breaks_the_rules_is_made_again() -> None:
    world = World(replies=["Great answer! I would do the same."]).begun()
    assert outline(world.answer()) == TURN
    assert world.texts()[-1].startswith("You said that you trained")


def test_a_reply_that_breaks_the_rules_twice_is_replaced_by_the_plan() -> None:
    world = World(replies=["As an AI, I cannot say?", "**What** else?"]).begun()
    assert outline(world.answer()) == TURN
    assert (
        world.texts()[-1] == "You mentioned two new colleagues. Could you walk me through one concrete example of that?"
    )


def test_the_plans_wording_takes_the_place_of_a_model_that_fails() -> None:
    world = World(hold={fx.Generate}).begun()
    world.answer()
    (asked,) = world.held
    assert isinstance(asked, fx.Generate)
    shown = world.tell(e.ReplyFailed(asked.utterance, "dead"))
    assert outline(shown) == ["interviewer", "speaking", "audio", "ready"]


def test_a_reply_is_spoken_while_it_is_written() -> None:
    world = World()
    asked = _asked(world, {fx.Generate, fx.Speak})
    world.tell(e.ReplyGrew(asked.utterance, " fourteen beds on your night shift, and I wonder:"))
    spoken = [effect.text for effect in world.held if isinstance(effect, fx.Speak)]
    assert " ".join(spoken) == f"{asked.opener} fourteen beds on your night shift,"


def test_a_reply_that_its_engine_began_anew_is_spoken_once() -> None:
    world = World()
    asked = _asked(world, {fx.Generate})
    world.tell(e.ReplyGrew(asked.utterance, " fourteen beds on your long night shift, and"))
    world.tell(e.ReplyGrew(asked.utterance, " two colleagues. What did you show them first?", restarted=True))
    text = f"{asked.opener} two colleagues. What did you show them first?"
    world.tell(e.ReplyFinished(asked.utterance, text))
    (*_, played) = [effect for effect in world.shown if isinstance(effect, fx.PlaySpeech)]
    assert played.speech.data.decode() == text


def test_when_the_voice_fails_the_text_stands_and_the_interview_goes_on() -> None:
    world = World(hold={fx.FinishSpeech})
    world.connect()
    world.start()
    (asked,) = world.held
    assert isinstance(asked, fx.FinishSpeech)
    assert outline(world.tell(e.SpeechFailed(asked.utterance, "dead"))) == ["PROCESSING_ERROR", "ready"]
    world.held.clear()
    world.hold.clear()
    assert outline(world.answer()) == TURN


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ({fx.Transcribe}, ["PROCESSING_ERROR", "ready"]),
        ({fx.Generate}, ["interviewer", "speaking", "audio", "ready"]),
        ({fx.FinishSpeech}, ["PROCESSING_ERROR", "ready"]),
    ],
)
def test_a_stage_that_never_ends_is_given_up(held: set[type], expected: list[str]) -> None:
    world = World().begun()
    world.hold = held
    world.answer()
    assert outline(world.fire("stage")) == expected


def _asked(world: World, held: set[type]) -> fx.Generate:
    """A started interview whose model has been asked for a follow-up, with these effects held back."""
    world.begun()
    world.hold = held
    world.answer()
    return next(effect for effect in world.held if isinstance(effect, fx.Generate))


def test_time_that_runs_out_in_mid_turn_still_ends_the_interview_of_who_says_no_more() -> None:
    world = World(policy=Policy(seconds=60, overtime=10), hold={fx.Generate})
    _asked(world, {fx.Generate})
    world.now += 70
    assert outline(world.fire("clock")) == []
    world.let_go()
    assert outline(world.fire("clock")) == INTRODUCTION
    assert world.interview.state.phase is Phase.GOODBYE


def test_the_model_reads_the_resume_when_the_introduction_has_been_spoken_ahead() -> None:
    world = World(hold={fx.FinishSpeech})
    world.connect()
    world.tell(e.ResumeReceived("a", RESUME))
    assert not [effect for effect in world.work if isinstance(effect, fx.Prefill)]
    world.let_go()
    assert [effect for effect in world.work if isinstance(effect, fx.Prefill)]


# --- Sockets and restarts ---------------------------------------------------------------------------------------------


def test_what_was_made_while_nobody_was_there_is_delivered_on_return() -> None:
    world = World(hold={fx.Transcribe}).begun()
    world.answer()
    world.disconnect()
    world.let_go()
    before = len(world.shown)
    world.connect("b")
    assert outline(world.shown[before:]) == [
        "session",
        "processing_stt",
        "candidate",
        "generating",
        "interviewer",
        "speaking",
        "audio",
        "ready",
    ]


def test_a_page_that_comes_back_to_an_idle_interview_gets_the_status_and_no_transcript() -> None:
    world = World().begun()
    world.answer()
    world.disconnect()
    assert outline(world.connect("b")) == ["session", "ready"]


def test_a_second_socket_gets_the_status_and_disturbs_nothing() -> None:
    world = World(hold={fx.Generate}).begun()
    world.answer()
    assert outline(world.connect("b")) == ["session", "generating"]
    world.let_go()
    assert outline(world.shown)[-4:] == ["interviewer", "speaking", "audio", "ready"]


def test_what_a_lost_socket_did_not_send_goes_to_the_other_one() -> None:
    world = World().begun()
    world.connect("b")
    world.hold = {fx.ShowText, fx.PlaySpeech}
    world.answer()
    undelivered = (fx.Receipt("text", 2), fx.Receipt("text", 3), fx.Receipt("voice", 3))
    world.held.clear()
    world.hold.clear()
    shown = world.disconnect("a", undelivered)
    assert [word for word in outline(shown) if word in {"candidate", "interviewer", "audio"}] == [
        "candidate",
        "interviewer",
        "audio",
    ]


def test_after_a_restart_nobody_is_greeted_twice() -> None:
    world = World().begun()
    world.answer()
    world.restart()
    assert outline(world.connect("b")) == ["session", "ready"]
    assert outline(world.start("b")) == ["ready"]
    assert outline(world.answer(socket="b")) == TURN


def test_after_a_restart_an_answer_without_a_transcript_is_asked_for_again() -> None:
    world = World(hold={fx.Transcribe}).begun()
    world.answer()
    world.restart()
    world.hold.clear()
    assert outline(world.connect("b")) == ["session", "ready", "PROCESSING_ERROR", "ready"]
    assert outline(world.answer(socket="b")) == TURN


def test_after_a_restart_a_transcript_without_a_reply_gets_its_reply() -> None:
    world = World(hold={fx.Generate}).begun()
    world.answer()
    world.restart()
    world.hold.clear()
    assert outline(world.connect("b")) == ["session", "generating", "interviewer", "speaking", "audio", "ready"]


def test_after_a_restart_a_text_that_was_not_heard_is_spoken() -> None:
    world = World(hold={fx.FinishSpeech})
    world.connect()
    world.start()
    world.restart()
    world.hold.clear()
    assert outline(world.connect("b")) == ["session", "speaking", "audio", "ready"]


def test_after_a_restart_an_entry_that_was_recorded_and_not_sent_is_shown_with_its_own_number() -> None:
    world = World().begun()
    world.hold = {fx.ShowText, fx.ShowStatus, fx.PlaySpeech}
    world.answer()
    world.restart()
    world.hold.clear()
    shown = world.connect("b")
    assert [item.sequence for item in shown if isinstance(item, fx.ShowText)] == [2, 3]
    assert outline(shown)[-1] == "ready"


def test_a_restarted_interview_is_in_the_same_state() -> None:
    world = World().begun()
    for _ in range(3):
        world.answer()
        assert Interview.restore("s1", world.policy, world.records).state == world.interview.state


def test_a_restart_after_the_time_is_over_says_goodbye() -> None:
    world = World(policy=Policy(seconds=60, overtime=10)).begun()
    world.restart()
    world.now += LATER
    assert outline(world.connect("b"))[:3] == ["session", "generating", "interviewer"]
    assert world.interview.state.phase is Phase.GOODBYE


def test_a_clock_that_was_set_back_does_not_prolong_the_interview() -> None:
    world = World(policy=Policy(seconds=60)).begun()
    world.now -= LATER
    world.answer()
    assert world.interview.state.phase is Phase.WRAP_UP


def test_an_interview_that_is_over_says_nothing_more() -> None:
    world = World().begun()
    world.tell(e.EndRequested("a"))
    world.restart()
    assert world.interview.over
    assert world.interview.handle(e.Connected("b"), world.now) == []


def test_a_stopping_server_finishes_the_turn_and_says_so() -> None:
    world = World(hold={fx.Generate}).begun()
    world.answer()
    assert outline(world.tell(e.ShutdownBegan())) == []
    before = len(world.shown)
    world.let_go()
    assert outline(world.shown[before:])[-4:] == ["audio", "ready", "PROCESSING_ERROR", "ready"]
    assert world.interview.idle
    assert outline(world.answer()) == ["PROCESSING_ERROR", "ready"]


def test_an_interview_that_cannot_be_recorded_stops_with_a_sentence() -> None:
    world = World().begun()
    shown = world.tell(e.RecordingFailed("The disk is full."))
    assert outline(shown) == ["WEBSOCKET_ERROR!"]
    assert isinstance(world.work[-1], fx.Abandon)
