"""Reading what clients send, and the exact JSON of what the server sends."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervue import protocol as p

ALLOWED = "Allowed are: audio, resume_context, start_interview, playback_complete, end_session."
RESUME = {"contact": {"name": "Jane Doe"}}


def resume(**changes: Any) -> str:
    return json.dumps({"type": "resume_context", "parsed_resume": {**RESUME, **changes}})


MALFORMED: dict[str, tuple[str, str]] = {
    "nothing": ("", "The message is not valid JSON."),
    "half a message": ('{"type": "audio", "da', "The message is not valid JSON."),
    "nested without end": ("[" * 100_000, "The message is not valid JSON."),
    "a number beyond what Python reads": ("9" * 5000, "The message is not valid JSON."),
    "more values than anybody reads": (
        json.dumps({"type": "audio", "data": "", "x": [0] * 100_001}),
        "The message is too complex: at most 100000 values are allowed.",
    ),
    "an array": ("[]", 'The message must be a JSON object with a "type", not an array.'),
    "a string": ('"audio"', 'The message must be a JSON object with a "type", not a string.'),
    "a number": ("1.5", 'The message must be a JSON object with a "type", not a number.'),
    "a boolean": ("true", 'The message must be a JSON object with a "type", not a boolean.'),
    "null": ("null", 'The message must be a JSON object with a "type", not null.'),
    "no type": ("{}", f'The message has no "type". {ALLOWED}'),
    "null as type": ('{"type": null}', f'The message has no "type". {ALLOWED}'),
    "an unknown type": ('{"type": "end_interview"}', f'Unknown message type "end_interview". {ALLOWED}'),
    "another spelling": ('{"type": "Audio"}', f'Unknown message type "Audio". {ALLOWED}'),
    "a type that is no word": (json.dumps({"type": "a0b1c2 and more"}), f"Unknown message type. {ALLOWED}"),
    "an endless type": (json.dumps({"type": "x" * 1000}), f'Unknown message type "{"x" * 40}". {ALLOWED}'),
    "an object as type": ('{"type": {}}', f'The "type" must be a string, not an object. {ALLOWED}'),
    "a number as type": ('{"type": 3}', f'The "type" must be a string, not a number. {ALLOWED}'),
    "audio without data": ('{"type": "audio"}', 'Bad "audio" message: "data": Field required.'),
    "null as data": ('{"type": "audio", "data": null}', 'Bad "audio" message: "data": must be a base64 string.'),
    "a data: prefix": (
        '{"type": "audio", "data": "data:audio/webm;base64,AAAA"}',
        'Bad "audio" message: "data": is not valid base64 (plain, without a data: prefix).',
    ),
    "base64 without padding": (
        '{"type": "audio", "data": "QUI"}',
        'Bad "audio" message: "data": is not valid base64 (plain, without a data: prefix).',
    ),
    "base64 for addresses": (
        '{"type": "audio", "data": "_-_-"}',
        'Bad "audio" message: "data": is not valid base64 (plain, without a data: prefix).',
    ),
    "two faults": (
        '{"type": "audio", "data": 1, "format": 2}',
        'Bad "audio" message: "data": must be a base64 string; "format": Input should be a valid string.',
    ),
    "no resume": ('{"type": "resume_context"}', 'Bad "resume_context" message: "parsed_resume": Field required.'),
    "an array as resume": (
        '{"type": "resume_context", "parsed_resume": []}',
        'Bad "resume_context" message: "parsed_resume": must be an object.',
    ),
    "a resume without a contact": (
        '{"type": "resume_context", "parsed_resume": {}}',
        'Bad "resume_context" message: "parsed_resume.contact": Field required.',
    ),
    "a position without a title": (
        resume(experiences=[{"company": "Tech Corp"}]),
        'Bad "resume_context" message: "parsed_resume.experiences.0.title": Field required.',
    ),
    "more faults than anybody reads": (
        resume(skills=[1, 2, 3, 4, 5]),
        'Bad "resume_context" message: '
        + "; ".join(f'"parsed_resume.skills.{number}": Input should be a valid string' for number in range(3))
        + ".",
    ),
}


@pytest.mark.parametrize(("text", "sentence"), MALFORMED.values(), ids=list(MALFORMED))
def test_what_is_no_message_is_refused_with_the_fault_and_what_is_allowed(text: str, sentence: str) -> None:
    with pytest.raises(p.MalformedMessageError) as refusal:
        p.parse_client_message(text)
    assert str(refusal.value) == sentence


def test_a_refusal_says_nothing_of_what_the_candidate_wrote() -> None:
    with pytest.raises(p.MalformedMessageError) as refusal:
        p.parse_client_message(resume(summary={"secret": "salary expectation"}))
    assert "salary" not in str(refusal.value)


UNDERSTOOD: dict[str, tuple[dict[str, Any], p.ClientMessage]] = {
    "audio": (
        {"type": "audio", "data": "AAEC", "format": "ogg"},
        p.ClientAudio(type="audio", data=b"\0\1\2", format="ogg"),
    ),
    "audio without a format": ({"type": "audio", "data": "AAEC"}, p.ClientAudio(type="audio", data=b"\0\1\2")),
    "audio with null as format": (
        {"type": "audio", "data": "AAEC", "format": None},
        p.ClientAudio(type="audio", data=b"\0\1\2", format="webm"),
    ),
    "empty audio": ({"type": "audio", "data": ""}, p.ClientAudio(type="audio", data=b"")),
    "start": ({"type": "start_interview"}, p.StartInterview(type="start_interview")),
    "playback": ({"type": "playback_complete"}, p.PlaybackComplete(type="playback_complete")),
    "end": ({"type": "end_session"}, p.EndSession(type="end_session")),
    "fields of a later client": (
        {"type": "start_interview", "mode": "fast", "options": {"a": [1]}},
        p.StartInterview(type="start_interview"),
    ),
}


@pytest.mark.parametrize(("value", "message"), UNDERSTOOD.values(), ids=list(UNDERSTOOD))
def test_a_message_is_understood(value: dict[str, Any], message: p.ClientMessage) -> None:
    assert p.parse_client_message(json.dumps(value)) == message


def test_a_resume_may_leave_out_all_but_the_name() -> None:
    message = p.parse_client_message(resume(hobby="chess"))
    assert isinstance(message, p.ResumeContext)
    assert message.parsed_resume.model_dump() == {
        "contact": {"name": "Jane Doe", "email": None, "phone": None, "location": None, "linkedin": None},
        "summary": None,
        "experiences": [],
        "education": [],
        "skills": [],
        "certifications": [],
        "raw_text": "",
    }


def test_half_of_a_surrogate_pair_becomes_a_character_that_can_be_kept() -> None:
    message = p.parse_client_message(
        r'{"type": "resume_context", "parsed_resume": {"contact": {"name": "A\ud83dB \ud83d\ude00"}}}'
    )
    assert isinstance(message, p.ResumeContext)
    assert message.parsed_resume.contact.name == "A\ufffdB \U0001f600"
    message.parsed_resume.model_dump_json().encode()


def read(text: str) -> None:
    """A message, or a sentence: nothing else may come of any text."""
    try:
        sentence = f"{p.parse_client_message(text).type} is understood."
    except p.MalformedMessageError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    sentence.encode()


@given(st.text())
def test_any_text_is_a_message_or_malformed(text: str) -> None:
    read(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(["data", "format", "parsed_resume", "session_id", "contact"])


@given(
    st.sampled_from([*p.CLIENT_TYPES, "status", ""]) | JSON,
    st.dictionaries(FIELDS, JSON | st.just(RESUME), max_size=4),
    st.booleans(),
)
def test_any_object_is_a_message_or_malformed(kind: object, fields: dict[str, object], ascii_only: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    read(json.dumps({"type": kind, **fields}, ensure_ascii=ascii_only))


SENT: list[tuple[p.ServerMessage, str]] = [
    (p.SessionStarted(session_id="abc"), '{"type":"session_started","session_id":"abc"}'),
    *((p.Status(state=state), f'{{"type":"status","state":"{state.value}"}}') for state in p.State),
    (
        p.Transcript(role="candidate", text='Zoë said "hi"', sequence=2),
        '{"type":"transcript","role":"candidate","text":"Zoë said \\"hi\\"","sequence":2}',
    ),
    (p.ServerAudio(data="AAEC"), '{"type":"audio","data":"AAEC","format":"mp3"}'),
    *(
        (
            p.Error(code=code, message="A sentence.", recoverable=False),
            f'{{"type":"error","code":"{code.value}","message":"A sentence.","recoverable":false}}',
        )
        for code in p.ErrorCode
    ),
    (p.SessionEnded(session_id="abc", total_turns=12), '{"type":"session_ended","session_id":"abc","total_turns":12}'),
]


@pytest.mark.parametrize(("message", "text"), SENT, ids=[text[:50] for _, text in SENT])
def test_a_server_message_is_exactly_this_json_and_is_read_back(message: p.ServerMessage, text: str) -> None:
    assert message.model_dump_json() == text
    assert p.parse_server_message(text) == message


NOT_SENT: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "JSON"),
    "no type": ("{}", "type"),
    "a client's type": ('{"type": "end_session"}', "session_ended"),
    "an unknown state": ('{"type": "status", "state": "listening"}', '"status.state"'),
    "a third role": ('{"type": "transcript", "role": "system", "text": "a", "sequence": 1}', '"transcript.role"'),
    "a number from zero": ('{"type": "transcript", "role": "candidate", "text": "a", "sequence": 0}', "greater than"),
    "another format": ('{"type": "audio", "data": "", "format": "wav"}', "mp3"),
    "an unknown code": ('{"type": "error", "code": "E", "message": "a", "recoverable": true}', "START_ERROR"),
    "an error without a verdict": ('{"type": "error", "code": "START_ERROR", "message": "a"}', "recoverable"),
}


@pytest.mark.parametrize(("text", "fault"), NOT_SENT.values(), ids=list(NOT_SENT))
def test_what_no_server_sends_is_refused_with_the_fault(text: str, fault: str) -> None:
    with pytest.raises(p.MalformedMessageError) as refusal:
        p.parse_server_message(text)
    assert fault.strip('"').split(".")[-1] in str(refusal.value)
