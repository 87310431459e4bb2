"""A language model of a few lines with a real cache: shared cells, limited room, and a next token that depends on all.

Its next token is a function of everything the sequence holds, so any slip in the bookkeeping changes what it says.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from intervue.engines.chat import neutral_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intervue.engines.base import GenerationLimits

BEGIN, END = 256, 257
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


class FakeContext:
    """Stands in for `LlamaContext`: one token per byte, and one per control word."""

    trained_tokens = 100_000

    def __init__(self, path: str, *, threads: int, cells: int, sequences: int) -> None:
        self.room = cells
        self.sequences: list[list[tuple[object, int]]] = [[] for _ in range(sequences)]
        self.longest_batch = 0
        self.batches: list[int] = []
        self.samplers = 0
        self.broken = False
        self._next: int | None = None

    def close(self) -> None:
        self.sequences = []

    def chat_template(self) -> str:
        return TEMPLATE

    def special_text(self, kind: str) -> str:
        return ""

    def opening(self) -> list[int]:
        return []

    def is_end(self, token: int) -> bool:
        return token in {BEGIN, END}

    def template_tokens(self, text: str) -> list[int]:
        tokens: list[int] = []
        for number, part in enumerate(text.replace("<|im_end|>", "\0e\0").replace("<|im_start|>", "\0b\0").split("\0")):
            tokens += [END if part == "e" else BEGIN] if number % 2 else part.encode()
        return tokens

    def text_tokens(self, text: str) -> tuple[int, ...]:
        return tuple(byte for part in neutral_parts(text, None) for byte in part.encode("utf-8", "replace"))

    def piece(self, token: int) -> bytes:
        return bytes([token])

    def used(self) -> int:
        return len({id(cell) for sequence in self.sequences for cell, _ in sequence})

    def held(self, sequence: int) -> list[int]:
        return [token for _, token in self.sequences[sequence]]

    def decode(self, sequence: int, start: int, tokens: Sequence[int], *, logits: bool) -> bool:
        assert 0 < len(tokens) <= 256
        assert start == len(self.sequences[sequence]), "a position that the sequence does not end at"
        self.batches.append(len(tokens))
        self._next = None
        if self.used() + len(tokens) > self.room:
            return False
        self.sequences[sequence] += [(object(), token) for token in tokens]
        if logits:
            self._next = _next(self.held(sequence))
        return True

    def sample(self, sampler: object) -> int:
        assert self._next is not None, "nothing to sample from: this aborts the real process"
        return self._next

    def truncate(self, sequence: int, length: int) -> bool:
        del self.sequences[sequence][length:]
        return True

    def copy(self, source: int, target: int, length: int) -> None:
        assert not self.sequences[target]
        self.sequences[target] = self.sequences[source][:length]

    def save(self, path: Path, sequence: int, tokens: Sequence[int]) -> bool:
        path.write_text(repr(list(tokens)))
        return True

    def restore(self, path: Path, sequence: int, tokens: Sequence[int]) -> bool:
        self.sequences[sequence] = [(object(), token) for token in tokens]
        return True


class FakeSampler:
    def __init__(self, context: FakeContext, limits: GenerationLimits) -> None:
        self._context = context
        context.samplers += 1

    def close(self) -> None:
        self._context.samplers -= 1


def _next(tokens: list[int]) -> int:
    drawn = zlib.crc32(repr(tokens).encode())
    return END if drawn % 23 == 0 else b"abcdefghijklmnopqrstuvwxyz ?,"[drawn % 29]
