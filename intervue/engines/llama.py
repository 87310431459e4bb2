"""The llama.cpp chat model: many interviews on one context, each with a sequence of its own.

Every step of a request is one decode: a piece of its prompt, or one token of its reply together with the draw of the
next. Nothing is kept across a `yield` that another request could change, so any request may be closed at any step.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Generator as AnySteps
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from intervue.engines.base import (
    BadInputError,
    EngineError,
    Finished,
    GenerationLimits,
    Generator,
    Message,
    Token,
    Usage,
)
from intervue.engines.chat import ChatTemplate, Reply, condense
from intervue.engines.llama_cache import PREFIX_SEQUENCE, Request, SequenceCache, Slot
from intervue.engines.llama_native import BATCH, LlamaContext, Sampler, build
from intervue.engines.llama_state import PromptState

if TYPE_CHECKING:
    from collections.abc import Generator as Steps
    from collections.abc import Iterator, Mapping, Sequence

    Result = Token | Finished | None

_SHARED_PIECE = 32
"""Most prompt tokens in one step while another reply is written, or next to another prefill."""
_TILE = 16
"""Tokens that llama.cpp's matrix products take at once on a CPU: odd ones beside whole tiles cost up to twice."""
_PROMPT_STEP = 0.8
"""Seconds that one step of a reply's prompt may take when nobody else waits: a cancel is heard between steps."""
_PREFILL_STEP = 0.4
"""The same for a prefill: it ends as soon as a reply is wanted, and the reply waits for its last step."""
_ASSUMED_SPEED = 60.0
_RESERVED = 1 / 8
"""Share of a session's tokens that is left for the reply."""
_TRIAL = "\0trial"


class _DroppedError(Exception):
    """The request's sequence was given to somebody else, or there is no room for what is only prepared."""


class _Announced(AnySteps["Result", None, None]):
    """The steps of a request that counts before its first one: whoever closes it then has ended it all the same."""

    def __init__(self, steps: Steps[Result, None, None], request: Request, requests: WeakSet[Request]) -> None:
        self._steps = steps
        self._request = request
        self._requests = requests

    def send(self, value: None) -> Result:
        return self._steps.send(value)

    def throw(self, *raised: Any) -> Result:
        return self._steps.throw(*raised)

    def close(self) -> None:
        self._steps.close()
        # Steps that never began have no end of their own.
        self._requests.discard(self._request)


class LlamaGenerator(Generator):
    """A GGUF chat model through llama.cpp.

    `context_tokens` is the size of the cache that up to `sequences` sessions share; each may use `session_tokens` of
    it. `fixed_prompt` are the messages with which every chat begins: they are read once, and their state is kept in
    `state_dir` (None: not kept).
    """

    def __init__(
        self,
        *,
        model_path: str,
        threads: int,
        context_tokens: int,
        sequences: int,
        session_tokens: int,
        state_dir: str | None = None,
        fixed_prompt: tuple[Message, ...] = (),
    ) -> None:
        self._path = model_path
        self._threads = threads
        self._cells = context_tokens
        self._sequences = sequences
        self._session_tokens = min(session_tokens, context_tokens)
        self._state_dir = state_dir
        self._fixed_prompt = fixed_prompt
        self._requests: WeakSet[Request] = WeakSet()
        self._numbers = itertools.count()
        self._speed = _ASSUMED_SPEED
        self._loaded: tuple[LlamaContext, ChatTemplate, SequenceCache] | None = None

    # --- Life ---------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Load the model and the fixed prompt. Raises `EngineError` if the file is missing, broken or too large."""
        model = LlamaContext(self._path, threads=self._threads, cells=self._cells, sequences=self._sequences + 1)
        try:
            template = ChatTemplate(model.chat_template(), model.special_text("bos"), model.special_text("eos"))
            self._session_tokens = min(self._session_tokens, model.trained_tokens)
            prefix = self._read_fixed_prompt(model, template)
        except BaseException:
            model.close()
            raise
        self._loaded = (model, template, SequenceCache(model, self._sequences, prefix))

    def trial(self) -> None:
        """Write one token. Raises `EngineError` if that fails."""
        limits = GenerationLimits(max_tokens=1, temperature=0.0)
        try:
            for _ in self.generate(_TRIAL, (*self._fixed_prompt, Message("user", "Hello.")), "", limits):
                pass
        finally:
            self._cache.forget(_TRIAL)

    def close(self) -> None:
        """Free the model."""
        if self._loaded is not None:
            self._loaded[0].close()
            self._loaded = None

    @property
    def _model(self) -> LlamaContext:
        return self._parts()[0]

    @property
    def _template(self) -> ChatTemplate:
        return self._parts()[1]

    @property
    def _cache(self) -> SequenceCache:
        return self._parts()[2]

    def _parts(self) -> tuple[LlamaContext, ChatTemplate, SequenceCache]:
        if self._loaded is None:
            raise EngineError("The language model is not loaded.")
        return self._loaded

    def _read_fixed_prompt(self, model: LlamaContext, template: ChatTemplate) -> list[int]:
        if not self._fixed_prompt:
            return []
        # Up to where a user's first words would stand: this is what all chats have in common.
        chat = (*self._fixed_prompt, Message("user", ""))
        tokens = _Prompt(model, template, {}).tokens(chat, open_ended=True)
        if len(tokens) > self._session_tokens // 2:
            raise EngineError(f"The fixed prompt has {len(tokens)} tokens: too many for {self._session_tokens}.")
        state = PromptState(Path(self._state_dir), Path(self._path), build(), tokens) if self._state_dir else None
        if state is not None and state.restore(model, PREFIX_SEQUENCE):
            return tokens
        for start in range(0, len(tokens), BATCH):
            if not model.decode(PREFIX_SEQUENCE, start, tokens[start : start + BATCH], logits=False):
                raise EngineError(f"A context of {self._cells} tokens is too small for the fixed prompt.")
        if state is not None:
            state.keep(model, PREFIX_SEQUENCE)
        return tokens

    # --- Requests -----------------------------------------------------------------------------------------------------

    def prefill(self, key: str, messages: Sequence[Message]) -> Steps[Result, None, None]:
        """See `Generator`. Gives way while any reply is written; a newer request of its key ends it."""
        request = self._begun(certain=False)
        return _Announced(self._prefill(request, key, messages), request, self._requests)

    def generate(
        self, key: str, messages: Sequence[Message], opener: str, limits: GenerationLimits
    ) -> Steps[Result, None, None]:
        """See `Generator`. Waits while all sequences are busy with replies; prefills stand still from this call on."""
        request = self._begun(certain=True)
        return _Announced(self._generate(request, key, messages, opener, limits), request, self._requests)

    def forget(self, key: str) -> Steps[Result, None, None]:
        """See `Generator`."""
        self._cache.forget(key)
        yield Finished("", "end", Usage(0, 0, 0, 0.0))

    def _prefill(self, request: Request, key: str, messages: Sequence[Message]) -> Steps[Result, None, None]:
        started = time.monotonic()
        read = reused = 0
        with self._released(request):
            try:
                slot = yield from self._claim(key, request)
                tokens = self._condensed(slot, messages, self._reserve(0), open_ended=_may_grow(messages))
                reused = self._cache.match(slot, tokens, fresh=0)
                for piece in self._read(slot, request, tokens, reused, logits=False):
                    read += piece
                    yield None
            except _DroppedError:
                pass
        yield Finished("", "end", Usage(read, reused, 0, time.monotonic() - started))

    def _generate(
        self, request: Request, key: str, messages: Sequence[Message], opener: str, limits: GenerationLimits
    ) -> Steps[Result, None, None]:
        started = time.monotonic()
        with self._released(request):
            slot = yield from self._claim(key, request)
            begun = self._model.text_tokens(opener.rstrip())
            reserve = self._reserve(limits.max_tokens + len(begun))
            prompt = [*self._condensed(slot, messages, reserve, open_ended=False), *begun]
            reused = self._cache.match(slot, prompt, fresh=1)
            reply = Reply(limits)
            try:
                for piece in self._read(slot, request, prompt, reused, logits=True):
                    # After the last piece the first token is drawn in the same step: no other decode may come between.
                    if piece == 0 or len(slot.tokens) < len(prompt):
                        yield None
                with closing(Sampler(self._model, limits)) as sampler:
                    if not reply.done:
                        yield from self._write(slot, request, sampler, reply)
            except _DroppedError:
                raise EngineError("The session was ended while its reply was written.") from None
            text = (opener.rstrip() + reply.text).strip()
            spelled = reply.tokens(self._model.text_tokens)
            if spelled is not None and slot.owner is request:
                slot.remember_reply(text, (*begun, *spelled))
        usage = Usage(len(prompt) - reused, reused, reply.drawn, time.monotonic() - started)
        yield Finished(text, reply.reason, usage)

    # --- Steps --------------------------------------------------------------------------------------------------------

    def _begun(self, *, certain: bool) -> Request:
        """A new request. It counts from its call on, not from its first step, for as long as its generator lives."""
        request = Request(certain, next(self._numbers))
        self._requests.add(request)
        return request

    @contextmanager
    def _released(self, request: Request) -> Iterator[None]:
        try:
            yield
        finally:
            self._requests.discard(request)
            if self._loaded is not None:
                self._cache.release(request)

    def _claim(self, key: str, request: Request) -> Steps[None, None, Slot]:
        while (slot := self._cache.claim(key, request)) is None:
            request.waiting = True
            yield None
        request.waiting = False
        return slot

    def _read(self, slot: Slot, request: Request, tokens: Sequence[int], start: int, *, logits: bool) -> Iterator[int]:
        """Read `tokens` from `start` on; yields after each step how many it read, 0 when it had to wait."""
        request.unread = len(tokens) - start
        while start < len(tokens):
            if slot.owner is not request:
                raise _DroppedError
            if not request.certain and self._others_at_work(request, certain=True):
                request.waiting = True
                yield 0
                continue
            request.waiting = False
            if request.certain and self._later(request, len(tokens) - start):
                yield 0
                continue
            size = self._piece(len(tokens) - start, request)
            begun = time.monotonic()
            if self._extend(slot, request, tokens[start : start + size], logits=logits and start + size == len(tokens)):
                self._measure(size, time.monotonic() - begun)
                start += size
                request.unread = len(tokens) - start
                yield size
            else:
                yield 0

    def _write(self, slot: Slot, request: Request, sampler: Sampler, reply: Reply) -> Iterator[Token | None]:
        while True:
            token = self._model.sample(sampler)
            if self._model.is_end(token):
                reply.reason = "end"
                return
            text = reply.add(token, self._model.piece(token))
            yield Token(text) if text else None
            if reply.done:
                return
            while True:
                if slot.owner is not request:
                    raise _DroppedError
                if self._extend(slot, request, [token], logits=True):
                    break
                yield None

    def _extend(self, slot: Slot, request: Request, tokens: Sequence[int], *, logits: bool) -> bool:
        """One decode. False: there is no room until another request ends. Raises `EngineError` if none will."""
        request.waiting = False
        if self._cache.extend(slot, tokens, logits=logits):
            return True
        if not request.certain:
            raise _DroppedError
        if not self._others_at_work(request, certain=True):
            raise EngineError(f"A context of {self._cells} tokens is too small for the sessions in it.")
        request.waiting = True
        return False

    def _others_at_work(self, request: Request, *, certain: bool) -> bool:
        return any(other is not request and not other.waiting and other.certain >= certain for other in self._requests)

    def _later(self, request: Request, unread: int) -> bool:
        """Whether another reply's prompt is read first: the one with the least left, of equals the older one.

        Read by turns, both would be done only when the later one is.
        """
        return any(
            other.certain
            and not other.waiting
            and other.unread
            and (other.unread, other.number) < (unread, request.number)
            for other in self._requests
        )

    def _shares(self, request: Request) -> bool:
        """Whether others wait for each step of this one: a reply that is written, or another prefill."""
        return any(
            other is not request and not other.waiting and (not request.certain or other.unread == 0)
            for other in self._requests
        )

    def _piece(self, remaining: int, request: Request) -> int:
        """How many tokens the next step reads, so few that nobody waits long.

        The odd part comes first, so that all further steps are of whole tiles.
        """
        target = int(self._speed * (_PROMPT_STEP if request.certain else _PREFILL_STEP))
        # Powers of two: the arithmetic depends a little on the size, and runs of one seed should agree.
        most = max(_TILE, min(BATCH, 1 << max(0, target.bit_length() - 1)))
        if self._shares(request):
            most = min(most, _SHARED_PIECE)
        return remaining if remaining <= most else most - (most - remaining) % _TILE

    def _measure(self, tokens: int, seconds: float) -> None:
        if tokens >= _TILE:
            self._speed = max(1.0, 0.7 * self._speed + 0.3 * tokens / max(seconds, 1e-3))

    # --- Prompts ------------------------------------------------------------------------------------------------------

    def _reserve(self, tokens: int) -> int:
        return max(tokens, int(self._session_tokens * _RESERVED))

    def _condensed(self, slot: Slot, messages: Sequence[Message], reserve: int, *, open_ended: bool) -> list[int]:
        if not messages:
            raise BadInputError("A chat has at least one message.")
        budget = self._session_tokens - reserve
        if budget < self._session_tokens // 4:
            raise BadInputError(f"A reply of {reserve} tokens leaves no room in a session of {self._session_tokens}.")
        prompt = _Prompt(self._model, self._template, slot.replies)

        def count(chat: Sequence[Message]) -> int:
            return len(prompt.tokens(chat, open_ended=open_ended))

        chat, slot.left_out = condense(messages, count, budget, slot.left_out)
        return prompt.tokens(chat, open_ended=open_ended)


def _may_grow(messages: Sequence[Message]) -> bool:
    return bool(messages) and messages[-1].role == "user"


class _Prompt:
    """Turns chats into tokens. `replies`: tokens of the model's own replies, by text."""

    def __init__(self, model: LlamaContext, template: ChatTemplate, replies: Mapping[str, tuple[int, ...]]) -> None:
        self._model = model
        self._template = template
        self._replies = replies

    def tokens(self, chat: Sequence[Message], *, open_ended: bool) -> list[int]:
        """All tokens of a chat up to the assistant's next text, or (`open_ended`) up to the end of its last text."""
        spans = self._template.render(chat, reply=not open_ended)
        if open_ended:
            last = max(index for index, span in enumerate(spans) if span.message == len(chat) - 1)
            spans = spans[: last + 1]
        tokens = list(self._model.opening())
        for span in spans:
            if span.message is None:
                tokens += self._model.template_tokens(span.text)
            elif chat[span.message].role == "assistant" and span.text in self._replies:
                tokens += self._replies[span.text]
            else:
                tokens += self._model.text_tokens(span.text)
        return tokens if tokens[:2] != self._model.opening() * 2 else tokens[1:]
