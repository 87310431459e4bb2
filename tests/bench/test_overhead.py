from __future__ import annotations

import json

import pytest
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

from actors.speaker import SpeakerActor
from intervue.engines.voice import VoiceEngine
from intervue.interview.conduct import breach_of
from intervue.interview.prompts import NOTE
from intervue.protocol import ClientAudio, ServerAudio, parse_client_message
from intervue.settings import load_settings
from scripts.bench import endurance, instant, overhead, wanderers
from scripts.bench.instant_server import running
from scripts.bench.line import Frames, frame, message, recording

LEVEL = overhead.Level(2, 1.0, 2.0, 3.0)


def found(**changed: object) -> dict[str, object]:
    """What a crowd prints."""
    return {
        "live": [10.0],
        "prepared": [4.0, 6.0],
        "introductions": [3.0],
        "accepted": [1.0],
        "echoed": [0.5],
        "messages": 30,
        "completed": 2,
        "failures": [],
        "cpu_s": 0.2,
    } | changed


def test_a_percentile_is_a_value_that_was_measured_and_counts_from_the_least() -> None:
    assert overhead.percentiles(list(range(200, 0, -1))) == {"n": 200, "p50": 100, "p95": 190, "p99": 198, "max": 200}
    assert overhead.percentiles([7.0]) == {"n": 1, "p50": 7.0, "p95": 7.0, "p99": 7.0, "max": 7.0}
    assert overhead.percentiles([]) is None


def test_one_slow_turn_in_a_hundred_is_told_as_the_longest_and_two_as_p99() -> None:
    one, two = [1.0] * 99 + [80.0], [1.0] * 98 + [80.0, 90.0]
    assert (overhead.percentiles(one) or {})["p99"] == 1.0
    assert (overhead.percentiles(two) or {})["p99"] == 80.0


def test_a_level_sums_up_all_its_crowds_and_tells_their_failures() -> None:
    used = {"server": 0.1, "engines": 0.02, "candidates": 0.01}
    crowds = [found(), found(live=[30.0], failures=["s1: late"], completed=1)]
    level = overhead.summarised(LEVEL, crowds, 2.0, used, ["a complaint"])
    assert level["turns"] == {"n": 6, "p50": 6.0, "p95": 30.0, "p99": 30.0, "max": 30.0}
    assert (level["live"]["n"], level["completed"], level["failed"], level["messages"]) == (2, 3, 1, 60)
    assert level["turns_per_second"] == 3.0
    (_, load) = overhead.table({"levels": [level], "idle": None})
    assert load.rows[0][1] == "3 of 4"
    assert "s1: late" in load.notes[0]
    assert "a complaint" in load.notes[0]


@pytest.mark.parametrize(("slowest", "reached"), [(49.0, "reached"), (51.0, "missed")])
def test_the_aim_is_judged_at_two_hundred_sessions_that_answer_like_people(slowest: float, reached: str) -> None:
    used = {"server": 0.1, "engines": 0.02, "candidates": 0.01}
    people = overhead.Level(overhead.AIM_AT, 8.0, 24.0, 16.0)
    loop = overhead.Level(overhead.AIM_AT, 0.0, 0.0, 1.0)
    levels = [
        overhead.summarised(people, [found(live=[slowest])], 1.0, used, []),
        overhead.summarised(loop, [found(live=[900.0])], 1.0, used, []),
    ]
    assert reached in overhead.table({"levels": levels, "idle": None})[0].title


@pytest.mark.parametrize("size", [0, 125, 126, 65_535, 65_536, 200_000])
def test_a_frame_of_any_size_is_read_by_a_real_server_as_it_was_meant(size: int) -> None:
    server = ServerProtocol(max_size=None)
    server.state = server.state.OPEN
    server.parser = server.parse()
    next(server.parser)
    server.receive_data(frame(b"x" * size))
    (event,) = server.events_received()
    assert isinstance(event, Frame)
    assert (event.opcode, bytes(event.data)) == (Opcode.TEXT, b"x" * size)


def test_frames_of_a_server_are_cut_wherever_the_bytes_were_parted() -> None:
    texts = [b"{}", b"y" * 130, b"z" * 70_000, b'{"a": 1}']
    data = b"".join(Frame(Opcode.TEXT, text).serialize(mask=False) for text in texts)
    for step in (1, 7, 4096, len(data)):
        frames = Frames()
        came = [one for at in range(0, len(data), step) for one in frames.feed(data[at : at + step])]
        assert [payload for _, payload in came] == [text[:8192] for text in texts]


def test_what_the_candidates_send_are_messages_of_the_protocol() -> None:
    sent = recording(40_000)[8:]  # after the head and the mask
    answer = parse_client_message(sent.decode())
    assert isinstance(answer, ClientAudio)
    assert len(answer.data) == 40_000
    assert json.loads(message("start_interview")[6:]) == {"type": "start_interview"}


def test_the_servers_audio_begins_with_its_type_which_is_all_that_is_read_of_it() -> None:
    assert ServerAudio(data="").model_dump_json().startswith('{"type":"audio"')


def test_replies_of_the_instant_model_pass_the_checks_of_every_turn() -> None:
    asked: list[str] = []
    for turn in range(len(instant.QUESTIONS)):
        answer = instant.ANSWERS[turn % len(instant.ANSWERS)]
        topic = instant.topic_of(f"{NOTE}{answer} </answer>")
        reply = ("You mentioned invoices. How did you", "When you", "What happened after")[turn % 3] + "".join(
            instant.question(turn, topic)
        )
        assert breach_of(reply, answer=answer, asked=asked, most_words=60) is None, reply
        asked.append(reply)


def test_instant_engines_answer_all_that_the_server_asks_of_real_ones_and_as_much() -> None:
    for name in ("say", "keep", "finish", "discard"):
        assert hasattr(VoiceEngine, name), name
        assert hasattr(instant.InstantVoice, name), name
    asked = {name for name in vars(VoiceEngine) if not name.startswith("_")} - {"load", "trial", "close"}
    assert asked - set(vars(instant.InstantVoice)) == {"interleaves"} & asked, SpeakerActor
    decoder = instant.InstantDecoder()
    decoder.load()
    (decoded,) = decoder.decode(b"", "webm")
    assert len(decoded.pcm) == 416_000


def test_instant_engines_are_kept_under_the_limits_of_real_ones() -> None:
    settings = load_settings(stt_workers=3, interviews_max=100)
    engines = instant.instant_engines(settings)
    assert (engines.stt.policy.hosts, engines.stt.policy.queue_limit) == (3, 200)
    assert {engines.decoder.engine, engines.stt.engine, engines.llm.engine, engines.tts.engine} == {"instant"}


def test_a_slope_is_what_most_of_the_samples_agree_on() -> None:
    steady = [(float(at), 100.0 + at / 3600) for at in range(0, 3600, 60)]
    assert endurance.slope(steady) * 3600 == pytest.approx(1.0)
    steady[10] = (600.0, 500.0)
    assert endurance.slope(steady) * 3600 == pytest.approx(1.0, abs=0.1)
    assert endurance.slope(steady[:1]) == 0.0


def test_growth_before_the_warm_up_is_shown_but_does_not_count() -> None:
    filling = [(float(at), min(100.0, 50.0 + at)) for at in range(0, 401, 10)]
    told = endurance.growth(filling)
    assert (told["start"], told["half"], told["end"], told["an_hour"]) == (60.0, 100.0, 100.0, 0.0)


@pytest.mark.parametrize(
    ("name", "an_hour", "said"),
    [("server_mib", 5.0, "flat"), ("server_mib", 40.0, "grows"), ("server_mib", -9.0, "flat"), ("files", 60, "grows")],
)
def test_what_grows_is_not_called_flat(name: str, an_hour: float, said: str) -> None:
    assert endurance.verdict(name, {"an_hour": an_hour}, 3.0, 60.0) == said
    assert endurance.verdict(name, {"an_hour": an_hour}, 3.0, 5.0) != "grows"


def test_the_data_folders_growth_is_told_for_each_interview_that_ended() -> None:
    samples = [{"at": float(at), "data_mib": 4.0 + at / 100, "ended": float(at // 10)} for at in range(0, 401, 10)]
    assert endurance.per_interview(samples) == pytest.approx(102.4, abs=0.1)
    assert endurance.per_interview([it | {"ended": 0.0} for it in samples]) is None


@pytest.mark.slow
def test_a_level_is_measured_on_a_whole_server_with_every_interview_at_its_goodbye() -> None:
    level = overhead.measure(overhead.Level(3, 0.0, 0.01, 0.1))
    assert (level["completed"], level["failed"], level["failures"], level["complaints"]) == (3, 0, [], [])
    assert level["live"]["n"] >= 3
    assert level["turns"]["n"] == level["accepted"]["n"] >= 9


@pytest.mark.slow
def test_wanderers_lose_sockets_and_uploads_and_still_hear_every_entry() -> None:
    with running(interview_questions=2) as server:
        orders = wanderers.Orders(server.host, server.port, 4, 0.05, trouble=0.5, seed=3)
        candidates = wanderers.start(orders)
        try:
            while endurance.look(server)["ended"] < 6:
                assert candidates.poll() is None
            deeds = json.loads(candidates.communicate(timeout=60)[0])
        finally:
            candidates.kill()
    assert deeds["failures"] == []
    assert deeds["interviews"] >= 6
    assert min(deeds["reconnects"], deeds["cut_uploads"] + deeds["cut_turns"]) >= 1
