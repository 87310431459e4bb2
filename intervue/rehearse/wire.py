"""What a message of a v1 server may hold: its fields, their types and their values, and nothing else."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from intervue.rehearse.sound import UnreadableSoundError, decode, loudest_dbfs, seconds
from intervue.resume.schema import ParsedResume

if TYPE_CHECKING:
    from intervue.rehearse.sound import Samples

FIELDS: dict[str, dict[str, type]] = {
    "session_started": {"session_id": str},
    "status": {"state": str},
    "transcript": {"role": str, "text": str, "sequence": int},
    "audio": {"data": str, "format": str},
    "error": {"code": str, "message": str, "recoverable": bool},
    "session_ended": {"session_id": str, "total_turns": int},
}
STATES = ("ready", "processing_stt", "generating", "speaking", "error")
ROLES = ("interviewer", "candidate")
RECOVERABLE = {
    "EMPTY_TRANSCRIPTION": True,
    "PROCESSING_ERROR": True,
    "SESSION_NOT_FOUND": False,
    "START_ERROR": False,
    "WEBSOCKET_ERROR": False,
}
QUIETEST_DBFS = -45.0
"""Speech below this cannot be heard."""
SHORTEST_SECONDS = 0.25
_NAMES = {str: "a string", int: "a whole number", bool: "true or false"}


class WireError(ValueError):
    """A message that no v1 server may send. The text names the fault."""


def read(frame: str | bytes) -> dict[str, Any]:
    """Read one frame. Raises `WireError` where it is no JSON object of a documented type."""
    if isinstance(frame, bytes):
        raise WireError(f"a binary frame of {len(frame)} bytes: v1 servers send text only")
    try:
        message = json.loads(frame)
    except ValueError:
        raise WireError(f"not JSON: {frame[:60]!r}") from None
    if not isinstance(message, dict) or message.get("type") not in FIELDS:
        raise WireError(f"unknown message: {frame[:80]!r}")
    return message


def faults(message: dict[str, Any]) -> list[str]:
    """What is wrong with the fields of a message of a known type, sound excepted."""
    kind = message["type"]
    expected = FIELDS[kind]
    found = [f'"{kind}" has no "{name}"' for name in expected if name not in message]
    found += [f'"{kind}" has an undocumented field "{name}"' for name in message if name not in {"type", *expected}]
    for name, wanted in expected.items():
        # bool is an int in Python, but not in JSON.
        if name in message and type(message[name]) is not wanted:
            found.append(f'"{name}" of "{kind}" must be {_NAMES[wanted]}, not {json.dumps(message[name])[:40]}')
    return found or _value_faults(message)


def _value_faults(message: dict[str, Any]) -> list[str]:
    fault = ""
    match message:
        case {"type": "status", "state": state} if state not in STATES:
            fault = f'unknown state "{state}"'
        case {"type": "transcript", "role": role} if role not in ROLES:
            fault = f'unknown role "{role}"'
        case {"type": "transcript", "text": text} if not text.strip():
            fault = "a transcript without text"
        case {"type": "audio", "format": form} if form != "mp3":
            fault = f'audio must be "mp3", not "{form}"'
        case {"type": "error", "code": code} if code not in RECOVERABLE:
            fault = f'unknown error code "{code}"'
        case {"type": "error", "code": code, "recoverable": flag} if flag is not RECOVERABLE[code]:
            fault = f'{code} must have "recoverable": {json.dumps(RECOVERABLE[code])}'
        case {"type": "error", "message": text} if not text.strip():
            fault = "an error without a message"
    return [fault] if fault else []


def sound(message: dict[str, Any]) -> tuple[bytes, Samples]:
    """The file of an `audio` message, and its samples. Raises `WireError` unless it is an MP3 that can be heard."""
    try:
        data = base64.b64decode(message["data"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise WireError(f"audio that is not base64: {error}") from None
    try:
        samples = decode(data, "mp3")
    except UnreadableSoundError as error:
        raise WireError(f"audio that is no MP3: {error}") from None
    if seconds(samples) < SHORTEST_SECONDS:
        raise WireError(f"audio of {seconds(samples):.2f} s: too short for speech")
    if loudest_dbfs(samples) < QUIETEST_DBFS:
        raise WireError(f"audio without sound: its loudest moment is at {loudest_dbfs(samples):.0f} dBFS")
    return data, samples


def resume_faults(body: Any) -> list[str]:
    """What is wrong with an answer of `POST /resume/parse`."""
    try:
        resume = ParsedResume.model_validate(body, strict=True)
    except ValidationError as error:
        return [f"resume: {'.'.join(map(str, it['loc']))}: {it['msg']}" for it in error.errors(include_url=False)]
    return [] if resume.model_dump() == body else ["resume: fields are missing, or there are undocumented ones"]
