from __future__ import annotations

import base64
import json
import socket
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.rehearse.sound import decode, seconds
from tests.rehearse.tiny_server import RESUME, TinyServer, audio, error, mp3, running, status

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

    from tests.rehearse.tiny_server import Change, Message

pytestmark = pytest.mark.slow

PATIENT = ("--patience", "20")


def rehearse(url: str, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["rehearse", "--url", url, "--speed", "100", *map(str, arguments)])


def audios(report: dict[str, Any], sender: str) -> list[dict[str, Any]]:
    """What the report says of the audio that one of them sent."""
    return [it for it in report["messages"] if it["from"] == sender and it["message"]["type"] == "audio"]


def test_a_good_server_passes_and_everything_is_kept(answers: Path, tmp_path: Path) -> None:
    out, pdf, tiny = tmp_path / "report.json", tmp_path / "ada.pdf", TinyServer()
    pdf.write_bytes(b"%PDF-1.7 invented")
    with running(tiny) as url:
        result = rehearse(url, "--answers", answers, "--turns", 3, "--resume", pdf, "--out", out, *PATIENT)
    assert result.exit_code == 0, result.output
    assert "Every message kept the contract" in result.output
    assert "Interviewer: What did you build?" in result.output
    kinds = ["resume_context", "start_interview"] + 3 * ["playback_complete", "audio"]
    assert [message["type"] for message in tiny.received] == [*kinds, "playback_complete", "end_session"]
    assert tiny.received[0]["parsed_resume"] == RESUME
    report = json.loads(out.read_text("utf-8"))
    assert report["violations"] == []
    assert [entry["sequence"] for entry in report["transcript"]] == [1, 2, 3, 4, 5, 6, 7]
    assert [turn["answer_seconds"] for turn in report["turns"]] == [None, 1.0, 0.5, 1.0]
    totals = [turn["timings"]["total"] for turn in report["turns"]]
    assert all(total >= 0 for total in totals), totals  # on a quick machine 0.0, which is less than half a millisecond
    sent, heard = ([it["at"] for it in audios(report, who)] for who in ("candidate", "server"))
    assert totals[1:] == pytest.approx([end - start for start, end in zip(sent, heard[1:], strict=True)], abs=0.002)
    assert set(report["summary"]) == {"transcript", "reply", "audio", "total"}
    folder = tmp_path / report["audio_folder"]
    assert (folder / "01-2-interviewer.mp3").read_bytes() == mp3()
    assert seconds(decode((folder / "01-1-candidate.webm").read_bytes(), "webm")) == pytest.approx(1.0, abs=0.05)
    # Four replies of half a second, three answers with 2.5 s in all, and the pauses between them.
    assert 9 < seconds(decode((folder / "conversation.mp3").read_bytes(), "mp3")) < 13


def test_answers_can_be_wav_files(answers: Path) -> None:
    tiny = TinyServer()
    with running(tiny) as url:
        assert rehearse(url, "--answers", answers, "--turns", 1, "--format", "wav", *PATIENT).exit_code == 0
    (answer,) = [message for message in tiny.received if message["type"] == "audio"]
    assert answer["format"] == "wav"
    assert base64.b64decode(answer["data"])[:4] == b"RIFF"


def test_a_goodbye_of_the_server_ends_the_rehearsal_well(answers: Path) -> None:
    with running(TinyServer(questions=2)) as url:
        result = rehearse(url, "--answers", answers, "--turns", 6, *PATIENT)
    assert result.exit_code == 0, result.output
    assert "ended after 2 of 6 answers" in result.output


def test_an_answer_that_was_not_understood_is_given_again(answers: Path) -> None:
    tiny = TinyServer(deaf=2)
    with running(tiny) as url:
        result = rehearse(url, "--answers", answers, "--turns", 2, "--format", "wav", *PATIENT)
    assert result.exit_code == 0, result.output
    first, second, third, other = [message["data"] for message in tiny.received if message["type"] == "audio"]
    assert first == second == third != other


def at(moment: str, edit: Any) -> Change:
    """Apply `edit` to a copy of what is sent at this moment."""

    def change(now: str, messages: list[Message]) -> list[Message]:
        return edit([dict(message) for message in messages]) if now == moment else messages

    return change


def put(field: str, value: Any, kind: str) -> Any:
    return lambda messages: [m | {field: value} if m["type"] == kind else m for m in messages]


def without(kind: str, state: str | None = None) -> Any:
    return lambda messages: [m for m in messages if m["type"] != kind or (state and m["state"] != state)]


def after(kind: str, *more: Message) -> Any:
    return lambda messages: [x for m in messages for x in ([m, *more] if m["type"] == kind else [m])]


BREACHES: list[tuple[str, Change, str]] = [
    ("two_audios_in_a_turn", at("answer", after("audio", audio(mp3()))), "audio after audio"),
    ("a_gap_in_the_sequence", at("answer", put("sequence", 7, "transcript")), "sequence 7 where 2 was due"),
    ("no_ready_at_the_end_of_a_turn", at("answer", lambda m: m[:-1]), "ready or session_ended did not come within 1 s"),
    ("wrong_total_turns", at("end", put("total_turns", 1, "session_ended")), "total_turns is 1, but there were 3"),
    ("something_after_the_end", at("end", after("session_ended", status("ready"))), "ready after session_ended"),
    (
        "the_text_after_its_audio",
        at("start", lambda m: [m[0], m[2], m[3], m[1], m[4]]),
        "speaking after generating, where interviewer or an error",
    ),
    ("audio_that_is_no_base64", at("start", put("data", "data:audio/mp3;base64,AAAA", "audio")), "not base64"),
    ("audio_that_is_no_mp3", at("start", put("data", "UklGRgAA", "audio")), "no MP3"),
    ("audio_without_sound", at("start", put("data", audio(mp3(0.0))["data"], "audio")), "audio without sound"),
    ("an_unknown_state", at("start", put("state", "thinking", "status")), 'unknown state "thinking"'),
    (
        "session_started_twice",
        at("connect", lambda m: m + m),
        "session_started after session_started, where nothing was due",
    ),
    (
        "an_unknown_error_code",
        at("answer", lambda _: [status("processing_stt"), error("OOPS", recoverable=True), status("ready")]),
        'unknown error code "OOPS"',
    ),
    (
        "an_error_that_is_not_recoverable",
        at("answer", lambda m: [m[0], error("PROCESSING_ERROR", recoverable=False), m[-1]]),
        'PROCESSING_ERROR must have "recoverable": true',
    ),
    ("no_answer_at_all", at("answer", lambda _: []), "did not come within 1 s after the candidate's audio"),
    (
        "playback_left_unanswered",
        at("playback", lambda _: []),
        "the status that answers playback_complete did not come",
    ),
    ("an_undocumented_field", at("start", put("voice", "joe", "audio")), 'undocumented field "voice"'),
    ("a_number_as_text", at("start", put("sequence", "1", "transcript")), '"sequence" of "transcript" must be'),
    ("a_binary_frame", at("connect", lambda m: [*m, {"raw": b"\x00\x01"}]), "binary frame of 2 bytes"),
    ("what_is_no_json", at("connect", lambda m: [*m, {"raw": "hello"}]), "not JSON"),
    ("the_id_of_somebody_else", at("connect", put("session_id", "other", "session_started")), '"session_id" is'),
    ("a_close_without_an_end", at("answer", lambda _: [{"close": 1011}]), "closed (code 1011) before session_ended"),
    ("a_close_with_the_wrong_code", at("end", lambda m: [m[0], {"close": 1001}]), "code 1001 instead of 1000"),
    ("no_close_after_the_end", at("end", lambda m: m[:1]), "the close of the connection did not come"),
    ("no_generating_before_the_reply", at("answer", without("status", "generating")), "interviewer after"),
]


@pytest.mark.parametrize(("change", "says"), [b[1:] for b in BREACHES], ids=[b[0] for b in BREACHES])
def test_a_server_that_breaks_the_contract_fails_and_is_told_how(answers: Path, change: Change, says: str) -> None:
    with running(TinyServer(change)) as url:
        result = rehearse(url, "--answers", answers, "--turns", 1, "--patience", "1")
    assert result.exit_code == 1, result.output
    violations = [line for line in result.output.splitlines() if line.startswith("Violation at")]
    assert any(says in line for line in violations), result.output


def test_a_finished_id_that_is_let_in_again_is_a_violation(answers: Path) -> None:
    tiny = TinyServer()
    tiny._over = frozenset()  # type: ignore[assignment] # it forgets what is over
    tiny._ended = lambda session, turns: [  # type: ignore[method-assign] # as above
        {"type": "session_ended", "session_id": session, "total_turns": turns},
        {"type": "", "close": 1000},
    ]
    with running(tiny) as url:
        result = rehearse(url, "--answers", answers, "--turns", 1, *PATIENT)
    assert result.exit_code == 1
    assert "let in again" in result.output


def test_a_resume_that_is_not_as_documented_is_a_violation(answers: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "ada.pdf"
    pdf.write_bytes(b"%PDF-1.7 invented")
    with running(TinyServer(resume=RESUME | {"hobbies": []})) as url:
        result = rehearse(url, "--answers", answers, "--turns", 1, "--resume", pdf, *PATIENT)
    assert result.exit_code == 1
    assert "undocumented" in result.output


def test_a_start_that_is_refused_fails_with_the_servers_reason(answers: Path) -> None:
    refusal = error("START_ERROR", recoverable=False) | {"message": "No models: run make models."}
    with running(TinyServer(at("start", lambda _: [refusal, status("error")]))) as url:
        result = rehearse(url, "--answers", answers, "--turns", 1, *PATIENT)
    assert result.exit_code == 1
    assert "could not be started: No models: run make models." in result.output


def test_a_server_that_understands_nothing_is_given_up(answers: Path) -> None:
    tiny = TinyServer(deaf=9)
    with running(tiny) as url:
        result = rehearse(url, "--answers", answers, "--turns", 2, *PATIENT)
    assert result.exit_code == 1
    assert "an answer was refused 3 times: Something happened." in result.output
    assert sum(message["type"] == "audio" for message in tiny.received) == 3


def test_where_no_server_answers_it_says_what_to_do_next(answers: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    result = rehearse(f"http://127.0.0.1:{port}", "--answers", answers)
    assert result.exit_code == 2
    assert "intervue serve" in result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--answers", "/nowhere"), "no WAV files in /nowhere"),
        (("--script", "/nowhere.toml"), "/nowhere.toml cannot be read"),
        (("--answers", "a", "--script", "b"), "either --answers or --script"),
        (("--resume", "/nowhere.pdf"), "/nowhere.pdf cannot be read"),
        (("--resume", __file__), "refuses the resume"),
    ],
)
def test_a_mistake_on_the_command_line_is_named(arguments: tuple[str, ...], says: str) -> None:
    with running(TinyServer()) as url:
        result = rehearse(url, *arguments)
    assert result.exit_code == 2, result.output
    assert says in result.output


@pytest.mark.parametrize(
    "url", ["ftp://example.org", "http://[", "http://[::1", "http://host:port", "http://host:99999", "http://xn--"]
)
def test_an_address_that_is_none_is_named(url: str) -> None:
    result = rehearse(url)
    assert result.exit_code == 2, result.output
    assert f"{url} is no address of a server" in result.output
