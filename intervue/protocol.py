"""Every wire message of protocol v1, both directions, as discriminated unions.

The contract is documented in `docs/PROTOCOL.md`; a test holds document and code together.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from intervue.resume.schema import ParsedResume

SESSION_ID = re.compile(r"[A-Za-z0-9._~-]{1,128}")
"""What a session may be called."""


class ErrorCode(StrEnum):
    """The error codes of v1."""

    EMPTY_TRANSCRIPTION = "EMPTY_TRANSCRIPTION"
    PROCESSING_ERROR = "PROCESSING_ERROR"
    SESSION_NOT_FOUND = "SESSION_NOT_FOUND"
    START_ERROR = "START_ERROR"
    WEBSOCKET_ERROR = "WEBSOCKET_ERROR"


class State(StrEnum):
    """The states of a session as v1 shows them."""

    READY = "ready"
    PROCESSING_STT = "processing_stt"
    GENERATING = "generating"
    SPEAKING = "speaking"
    ERROR = "error"


class Wire(BaseModel):
    """Base of all messages. Unknown extra fields are ignored; rejected input is never echoed into a log."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


# --- From the client --------------------------------------------------------------------------------------------------


class ClientAudio(Wire):
    """The candidate's answer. `data` is decoded to bytes on the way in; it may be empty."""

    type: Literal["audio"]
    data: bytes = Field(strict=False)
    format: str = "webm"

    @field_validator("data", mode="before")
    @classmethod
    def _decode(cls, value: Any) -> bytes:
        if isinstance(value, bytes):
            return value
        if not isinstance(value, str):
            raise ValueError("must be a base64 string")  # noqa: TRY004 - pydantic turns ValueError into its own
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise ValueError("is not valid base64 (plain, without a data: prefix)") from None

    @field_validator("format", mode="before")
    @classmethod
    def _default_format(cls, value: Any) -> Any:
        return "webm" if value is None else value


class ResumeContext(Wire):
    """The parsed résumé, before the start."""

    type: Literal["resume_context"]
    parsed_resume: ParsedResume


class StartInterview(Wire):
    """The candidate is ready."""

    type: Literal["start_interview"]


class PlaybackComplete(Wire):
    """The interviewer's audio has been played."""

    type: Literal["playback_complete"]


class EndSession(Wire):
    """The candidate wants to end."""

    type: Literal["end_session"]


ClientMessage = ClientAudio | ResumeContext | StartInterview | PlaybackComplete | EndSession
_client_message: TypeAdapter[ClientMessage] = TypeAdapter(Annotated[ClientMessage, Field(discriminator="type")])
CLIENT_TYPES = ("audio", "resume_context", "start_interview", "playback_complete", "end_session")


MOST_VALUES = 100_000
"""Values in one message. Megabytes of tiny ones would take seconds and hundreds of megabytes to read."""


_WORD = re.compile(r"[A-Za-z_ -]+")


class MalformedMessageError(ValueError):
    """What a client sent is no message of the protocol. The text names the fault and what is allowed."""


def parse_client_message(text: str) -> ClientMessage:
    """Read one text frame. Raises `MalformedMessageError` with a sentence for the sender."""
    # Before reading: too many commas in a text are too many as well. A short one cannot have so many.
    if len(text) > MOST_VALUES and sum(map(text.count, ",[{")) > MOST_VALUES:
        raise MalformedMessageError(f"The message is too complex: at most {MOST_VALUES} values are allowed.")
    try:
        value = _encodable(json.loads(text)) if "\\u" in text else json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedMessageError("The message is not valid JSON.") from None
    if not isinstance(value, dict):
        raise MalformedMessageError(f'The message must be a JSON object with a "type", not {_json_type(value)}.')
    kind = value.get("type")
    allowed = ", ".join(CLIENT_TYPES)
    if kind is None:
        raise MalformedMessageError(f'The message has no "type". Allowed are: {allowed}.')
    if not isinstance(kind, str):
        raise MalformedMessageError(f'The "type" must be a string, not {_json_type(kind)}. Allowed are: {allowed}.')
    if kind not in CLIENT_TYPES:
        # What is no word may be a token in the wrong place, and the log says at the debug level what was wrong.
        named = f' "{kind[:40]}"' if _WORD.fullmatch(kind[:40]) else ""
        raise MalformedMessageError(f"Unknown message type{named}. Allowed are: {allowed}.")
    try:
        return _client_message.validate_python(value)
    except ValidationError as error:
        raise MalformedMessageError(f'Bad "{kind}" message: {_faults(error)}.') from None


class Authenticate(Wire):
    """The first message of a program that could not say in the handshake who it is; only where access control is on."""

    type: Literal["authenticate"]
    token: str = Field(min_length=1, max_length=1024)


def parse_authentication(text: str) -> str:
    """The token of an `authenticate` message. Raises `MalformedMessageError` for anything else."""
    try:
        return Authenticate.model_validate_json(text).token
    except (ValidationError, RecursionError):
        raise MalformedMessageError('The first message must be {"type": "authenticate", "token": "..."}.') from None


def _encodable(value: Any) -> Any:
    """The same with U+FFFD for each lone surrogate: JSON can spell them, but no message could carry them back."""
    text = json.dumps(value, ensure_ascii=False)
    return json.loads(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))


def _json_type(value: object) -> str:
    numbers = {int: "a number", float: "a number", bool: "a boolean"}
    names = {str: "a string", list: "an array", dict: "an object", **numbers}
    return names.get(type(value), "null")


_NO_OBJECT = ("model_type", "model_attributes_type", "dict_type")
"""Kinds of pydantic's whose own words are Python's."""


def _faults(error: ValidationError, most: int = 3) -> str:
    faults = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False)[:most]:
        path = ".".join(str(part) for part in fault["loc"][1:]) or "message"
        told = "must be an object" if fault["type"] in _NO_OBJECT else fault["msg"].removeprefix("Value error, ")
        faults.append(f'"{path}": {told}')
    return "; ".join(faults)


# --- From the server --------------------------------------------------------------------------------------------------


class SessionStarted(Wire):
    """The first message on every socket."""

    type: Literal["session_started"] = "session_started"
    session_id: str


class Status(Wire):
    """What the session is doing."""

    type: Literal["status"] = "status"
    state: State


class Transcript(Wire):
    """One entry of the conversation."""

    type: Literal["transcript"] = "transcript"
    role: Literal["interviewer", "candidate"]
    text: str
    sequence: int = Field(ge=1)


class ServerAudio(Wire):
    """The interviewer's voice: one file, base64."""

    type: Literal["audio"] = "audio"
    data: str
    format: Literal["mp3"] = "mp3"


class Error(Wire):
    """Something went wrong."""

    type: Literal["error"] = "error"
    code: ErrorCode
    message: str
    recoverable: bool


class SessionEnded(Wire):
    """The interview is over; nothing follows."""

    type: Literal["session_ended"] = "session_ended"
    session_id: str
    total_turns: int = Field(ge=0)


ServerMessage = SessionStarted | Status | Transcript | ServerAudio | Error | SessionEnded
_server_message: TypeAdapter[ServerMessage] = TypeAdapter(Annotated[ServerMessage, Field(discriminator="type")])


def parse_server_message(text: str) -> ServerMessage:
    """Read what a server sent, as a client. Raises `MalformedMessageError`."""
    try:
        return _server_message.validate_json(text)
    except ValidationError as error:
        raise MalformedMessageError(_faults(error)) from None
