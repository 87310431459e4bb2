"""The parts of a chat that need no model: template, neutral text, condensing, matching, the growing reply.

A chat template turns messages into one text with control tokens in it (`<|im_start|>`). So that nothing a person said
can become such a token, the template is rendered with marks in the place of the messages and cut at the marks: what the
template wrote is tokenised with control tokens, what a person wrote without.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

from intervue.engines.base import BadInputError, EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from intervue.engines.base import GenerationLimits, Message

_MARK = "intervue8c61f0n{}e"
_MARKS = re.compile(r"intervue8c61f0n(\d+)e")

FIRST_KEPT = 3
"""Messages at the start of a chat that condensing never leaves out: the system's and the first exchange."""
LAST_KEPT = 3
"""Messages at the end of a chat that condensing never leaves out."""
ELISION = " [...] "
"""Stands for what was cut out of a message that is too long."""
_SHORTEST = 40
_CHARACTERS_PER_TOKEN = 12
_ROOM_AFTER_CONDENSING = 0.7


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a rendered chat: the template's own text, or the text of the message with that index."""

    text: str
    message: int | None = None


class ChatTemplate:
    """A model's own chat template (Jinja), rendered in a sandbox.

    `source` is the GGUF's `tokenizer.chat_template`; `bos` and `eos` are the texts of those tokens.
    Raises `EngineError` if the template cannot be read.
    """

    def __init__(self, source: str, bos: str, eos: str) -> None:
        environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols])
        environment.filters["tojson"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
        environment.globals["raise_exception"] = _refuse
        try:
            self._template = environment.from_string(source)
        except TemplateError as error:
            raise EngineError(f"The model's chat template cannot be read: {error}.") from error
        self._bos = bos
        self._eos = eos

    def render(self, messages: Sequence[Message], *, reply: bool) -> list[Span]:
        """The chat as spans; with `reply`, up to where the assistant's next text begins.

        A template that refuses a system message, or two messages of one role in a row, gets them joined. Raises
        `BadInputError` if it refuses even then.
        """
        marked = [(message.role, _MARK.format(index)) for index, message in enumerate(messages)]
        try:
            text = self._fill(marked, reply=reply)
        except TemplateError:
            try:
                text = self._fill(_folded(marked), reply=reply)
            except TemplateError as error:
                raise BadInputError(f"The model's chat template refuses this chat: {error}.") from error
        return _cut(text, messages)

    def _fill(self, chat: Sequence[tuple[str, str]], *, reply: bool) -> str:
        values: dict[str, Any] = {
            "messages": [{"role": role, "content": content} for role, content in chat],
            "add_generation_prompt": reply,
            "bos_token": self._bos,
            "eos_token": self._eos,
            "enable_thinking": False,
        }
        try:
            return self._template.render(values)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError) as error:
            raise TemplateError(str(error)) from error


def _refuse(message: str) -> None:
    raise TemplateError(message)


def _folded(chat: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """System text becomes part of the user's first message; neighbours of one role become one message."""
    folded: list[tuple[str, str]] = []
    for role, content in chat:
        speaker = "user" if role == "system" else role
        if not folded and speaker == "assistant":
            folded.append(("user", "Begin."))
        if folded and folded[-1][0] == speaker:
            folded[-1] = (speaker, f"{folded[-1][1]}\n\n{content}")
        else:
            folded.append((speaker, content))
    return folded


def _cut(text: str, messages: Sequence[Message]) -> list[Span]:
    spans = []
    for number, part in enumerate(_MARKS.split(text)):
        if number % 2:
            spans.append(Span(messages[int(part)].text.strip(), int(part)))
        elif part:
            spans.append(Span(part))
    if {span.message for span in spans} - {None} != set(range(len(messages))):
        raise BadInputError("The model's chat template leaves messages out.")
    return spans


def neutral_parts(text: str, reserved: re.Pattern[str] | None) -> list[str]:
    """Cut `text` inside each of the `reserved` words, so that no part tokenised by itself can become one of them."""
    if reserved is None:
        return [text]
    parts = []
    start = 0
    for found in reserved.finditer(text):
        parts.append(text[start : found.start() + 1])
        start = found.start() + 1
    parts.append(text[start:])
    return [part for part in parts if part]


def common_prefix(left: Sequence[int], right: Sequence[int]) -> int:
    """How many leading items agree."""
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))


def condense(
    messages: Sequence[Message], count: Callable[[Sequence[Message]], int], budget: int, left_out: int = 0
) -> tuple[list[Message], int]:
    """Shorten a chat until `count` (its tokens) is at most `budget`.

    Whole exchanges go first, the oldest first; the first three messages and the last three stay. Enough go that the
    next turns fit too: the cache is read anew only now and then. `left_out` is the number of messages left out last
    time; the new number is returned with the chat. If that is not enough, the longest messages lose their middle.
    Raises `BadInputError` if nothing is left to cut.
    """
    cap = budget * _CHARACTERS_PER_TOKEN
    chat = [_with_text(message, _without_middle(message.text, cap)) for message in messages]
    if count(chat) <= budget:
        return chat, 0
    most = max(0, len(chat) - FIRST_KEPT - LAST_KEPT) // 2 * 2
    gone = min(left_out, most)
    if gone and count(_without(chat, gone)) <= budget:
        return _without(chat, gone), gone
    while gone < most and count(_without(chat, gone)) > budget * _ROOM_AFTER_CONDENSING:
        gone += 2
    return _shorten(_without(chat, gone), count, budget), gone


def _without(chat: list[Message], number: int) -> list[Message]:
    return chat[:FIRST_KEPT] + chat[FIRST_KEPT + number :]


def _shorten(chat: list[Message], count: Callable[[Sequence[Message]], int], budget: int) -> list[Message]:
    chat = list(chat)
    while count(chat) > budget:
        # The system's rules are cut last: without them the model is no interviewer.
        longest = max(
            range(len(chat)), key=lambda index: (len(chat[index].text) > _SHORTEST, index > 0, _length(chat[index]))
        )
        text = chat[longest].text
        if len(text) <= _SHORTEST:
            raise BadInputError(f"The conversation does not fit into {budget} tokens.")
        chat[longest] = _with_text(chat[longest], _without_middle(text, int(len(text) * 0.8)))
    return chat


def _length(message: Message) -> int:
    return len(message.text)


def _with_text(message: Message, text: str) -> Message:
    return message if text == message.text else replace(message, text=text)


def _without_middle(text: str, most: int) -> str:
    """At most `most` characters (20 or more): beginning and end, with a mark between them."""
    if len(text) <= most:
        return text
    kept = max(most - len(ELISION), 2)
    head = kept * 2 // 3
    return text[:head].rstrip() + ELISION + text[len(text) - (kept - head) :].lstrip()


class Reply:
    """A reply as its tokens come: whole characters only, cut after the first stop text."""

    def __init__(self, limits: GenerationLimits) -> None:
        self._limits = limits
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pieces: list[tuple[int, bytes]] = []
        self.text = ""
        """All that was released."""
        self.reason: Literal["stop", "length", "end"] = "length"
        """Why the reply is done; "end" is for the caller to set."""

    @property
    def done(self) -> bool:
        """Whether a stop text was met or the limit reached; nothing may be added after it."""
        return self.reason == "stop" or self.drawn >= self._limits.max_tokens

    @property
    def drawn(self) -> int:
        """How many tokens were added."""
        return len(self._pieces)

    def add(self, token: int, piece: bytes) -> str:
        """Add a token and its bytes. Returns what can be shown now: maybe nothing, never half a character."""
        self._pieces.append((token, piece))
        before = len(self.text)
        grown = self.text + self._decoder.decode(piece)
        # A stop text may have begun in what was released before, but cannot have ended there.
        ends = [
            found + len(stop)
            for stop in self._limits.stop
            if stop and (found := grown.find(stop, max(0, before - len(stop) + 1))) >= 0
        ]
        if ends:
            self.reason = "stop"
            grown = grown[: min(ends)]
        self.text = grown
        return grown[before:]

    def tokens(self, rest: Callable[[str], Sequence[int]]) -> list[int] | None:
        """The tokens that spell `text`; None if none of them do (half a character at the end).

        A token that reaches over a stop text is replaced by the tokens (`rest`) of the part that was kept.
        """
        wanted = self.text.encode()
        spelled = b""
        tokens = []
        for token, piece in self._pieces:
            if len(spelled) + len(piece) > len(wanted):
                break
            spelled += piece
            tokens.append(token)
        if not wanted.startswith(spelled):
            return None
        try:
            missing = wanted[len(spelled) :].decode()
        except UnicodeDecodeError:
            return None
        return [*tokens, *rest(missing)] if missing else tokens
