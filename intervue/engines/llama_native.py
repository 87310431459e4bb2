"""llama.cpp through llama-cpp-python's low-level API: one model, one context, several sequences.

What would abort the process is not reachable from here: a batch is never larger than the context's, and a token is
sampled only right after a decode that asked for logits. One thread at a time.
"""

from __future__ import annotations

import ctypes
import os
import re
from collections import deque
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Threads that spin at a barrier keep the last one from its core: beside other engines a token took ten times
# as long. libgomp reads this when it is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "1000")

import llama_cpp

from intervue.engines.base import EngineError
from intervue.engines.chat import neutral_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.engines.base import GenerationLimits

BATCH = 256
"""Most tokens in one decode."""
_TOP_K = 40
_TOP_P = 0.95
_MIN_P = 0.05
_DECODED = 0
_NO_ROOM = 1
_ERROR_LEVEL = 4
_SPECIAL = llama_cpp.LLAMA_TOKEN_ATTR_CONTROL | llama_cpp.LLAMA_TOKEN_ATTR_UNKNOWN | llama_cpp.LLAMA_TOKEN_ATTR_UNUSED

_log: deque[str] = deque(maxlen=20)


def _collect(level: int, text: bytes, _data: object) -> None:
    # The library writes to stderr otherwise; the last errors become part of an EngineError.
    if level == _ERROR_LEVEL and text.strip(b".\n "):
        _log.append(text.decode("utf-8", "replace").strip())


_on_log = llama_cpp.llama_log_callback(_collect)


def _cause() -> str:
    return f" ({_log[0]})" if _log else ""


def build() -> str:
    """What names the library's build, as far as it names itself."""
    return f"{llama_cpp.__version__}/{llama_cpp.llama_version().decode()}"


class LlamaContext:
    """A loaded model with a cache of `cells` tokens, shared by `sequences` sequences.

    Raises `EngineError` with a sentence if the file is missing, is no model, or does not fit into memory.
    """

    def __init__(self, path: str, *, threads: int, cells: int, sequences: int) -> None:
        self._context: Any = None
        self._model: Any = None
        self._batch: Any = None
        self._prepare(path)
        options = llama_cpp.llama_model_default_params()
        self._model = llama_cpp.llama_model_load_from_file(os.fsencode(path), options)
        if not self._model:
            raise EngineError(f"The language model {path} cannot be loaded: damaged, unknown or too large{_cause()}.")
        self.trained_tokens: int = llama_cpp.llama_model_n_ctx_train(self._model)
        self._vocabulary = llama_cpp.llama_model_get_vocab(self._model)
        self._context = self._new_context(threads, cells, sequences)
        if not self._context:
            self.close()
            raise EngineError(f"There is not enough memory for a context of {cells} tokens{_cause()}.")
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = llama_cpp.llama_batch_init(BATCH, 0, 1)
        self._has_logits = False
        self._read_vocabulary()
        self._plain = lru_cache(maxsize=1024)(self._tokenize_plain)

    @staticmethod
    def _prepare(path: str) -> None:
        # A failed assertion would otherwise try to attach a debugger.
        os.environ["GGML_NO_BACKTRACE"] = "1"
        llama_cpp.llama_log_set(_on_log, ctypes.c_void_p(0))
        llama_cpp.llama_backend_init()
        _log.clear()
        try:
            with Path(path).open("rb") as file:
                magic = file.read(4)
        except OSError as error:
            raise EngineError(f"The language model {path} cannot be opened: {error.strerror}.") from error
        if magic != b"GGUF":
            raise EngineError(f"The language model {path} is not a GGUF file.")

    def _new_context(self, threads: int, cells: int, sequences: int) -> Any:
        options = llama_cpp.llama_context_default_params()
        options.n_ctx = cells
        options.n_batch = BATCH
        options.n_ubatch = BATCH
        options.n_seq_max = sequences
        options.n_threads = threads
        options.n_threads_batch = threads
        options.kv_unified = True
        options.swa_full = True
        options.no_perf = True
        return llama_cpp.llama_init_from_model(self._model, options)

    def _read_vocabulary(self) -> None:
        self.vocabulary_size: int = llama_cpp.llama_vocab_n_tokens(self._vocabulary)
        self._ends: set[int] = set()
        self.suppressed: list[int] = []
        reserved = []
        for token in range(self.vocabulary_size):
            attributes = llama_cpp.llama_vocab_get_attr(self._vocabulary, token)
            if llama_cpp.llama_vocab_is_eog(self._vocabulary, token):
                self._ends.add(token)
            elif attributes & _SPECIAL:
                self.suppressed.append(token)
            elif attributes & llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED:
                word = self.piece(token).decode("utf-8", "replace")
                # Such words (<tool_call>, <think>) are matched even in text that is tokenised as plain.
                if word.startswith("<") and word.endswith(">"):
                    reserved.append(re.escape(word))
                    self.suppressed.append(token)
        self._reserved = re.compile("|".join(sorted(reserved, key=len, reverse=True))) if reserved else None

    def close(self) -> None:
        """Free everything. Nothing else may be called afterwards."""
        if self._batch is not None:
            llama_cpp.llama_batch_free(self._batch)
            self._batch = None
        if self._context:
            llama_cpp.llama_free(self._context)
            self._context = None
        if self._model:
            llama_cpp.llama_model_free(self._model)
            self._model = None

    # --- Vocabulary ---------------------------------------------------------------------------------------------------

    def chat_template(self) -> str:
        """The Jinja source in the model's file. Raises `EngineError` if there is none."""
        template = llama_cpp.llama_model_chat_template(self._model, None)
        if not template:
            raise EngineError("The language model has no chat template: it is no chat model.")
        return str(template, "utf-8", "replace")

    def special_text(self, kind: str) -> str:
        """The text of the "bos" or "eos" token; empty if the model has none."""
        get = llama_cpp.llama_vocab_bos if kind == "bos" else llama_cpp.llama_vocab_eos
        token = get(self._vocabulary)
        return self.special_word(token) if token >= 0 else ""

    def opening(self) -> list[int]:
        """What must stand at the very start of every sequence."""
        wanted = llama_cpp.llama_vocab_get_add_bos(self._vocabulary)
        return [llama_cpp.llama_vocab_bos(self._vocabulary)] if wanted else []

    def is_end(self, token: int) -> bool:
        """Whether a token ends the model's turn."""
        return token in self._ends

    def is_special(self, token: int) -> bool:
        """Whether a token is anything but text."""
        return token in self._ends or bool(
            llama_cpp.llama_vocab_get_attr(self._vocabulary, token)
            & (_SPECIAL | llama_cpp.LLAMA_TOKEN_ATTR_USER_DEFINED)
        )

    def special_word(self, token: int) -> str:
        """The text that stands for a control token in a template."""
        return str(llama_cpp.llama_vocab_get_text(self._vocabulary, token), "utf-8", "replace")

    def template_tokens(self, text: str) -> list[int]:
        """Tokens of a template's own text, control tokens included."""
        return self._tokenize(text, special=True)

    def text_tokens(self, text: str) -> tuple[int, ...]:
        """Tokens of what a person or the model said: never a control token, whatever the text."""
        return self._plain(text)

    def _tokenize_plain(self, text: str) -> tuple[int, ...]:
        return tuple(
            token for part in neutral_parts(text, self._reserved) for token in self._tokenize(part, special=False)
        )

    def _tokenize(self, text: str, *, special: bool) -> list[int]:
        data = text.encode("utf-8", "replace")
        room = len(data) + 8
        tokens = (llama_cpp.llama_token * room)()
        number = llama_cpp.llama_tokenize(self._vocabulary, data, len(data), tokens, room, False, special)
        if number < 0:
            raise EngineError("A text could not be turned into tokens.")
        return list(tokens[:number])

    def piece(self, token: int) -> bytes:
        """The bytes that a token spells; may be half a character, empty for control tokens."""
        room = 64
        while True:
            buffer = ctypes.create_string_buffer(room)
            length = llama_cpp.llama_token_to_piece(self._vocabulary, token, buffer, room, 0, False)
            if length >= 0:
                return buffer.raw[:length]
            room = -length

    # --- The cache ----------------------------------------------------------------------------------------------------

    def decode(self, sequence: int, start: int, tokens: Sequence[int], *, logits: bool) -> bool:
        """Read up to `BATCH` tokens into a sequence, at position `start`; with `logits`, the last may be sampled from.

        Returns False, with nothing changed, if the cache has no room. Raises `EngineError` if the decode failed: the
        sequence is then in an unknown state and must be truncated to 0.
        """
        if not 0 < len(tokens) <= BATCH:
            raise EngineError(f"A batch has 1 to {BATCH} tokens, not {len(tokens)}.")
        batch = self._batch
        batch.n_tokens = len(tokens)
        for index, token in enumerate(tokens):
            batch.token[index] = token
            batch.pos[index] = start + index
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = sequence
            batch.logits[index] = 0
        batch.logits[len(tokens) - 1] = int(logits)
        self._has_logits = False
        status = llama_cpp.llama_decode(self._context, batch)
        if status == _NO_ROOM:
            return False
        if status != _DECODED:
            raise EngineError(f"The language model failed to read text (code {status}){_cause()}.")
        self._has_logits = logits
        return True

    def sample(self, sampler: Sampler) -> int:
        """Draw the token after the last one decoded."""
        if not self._has_logits:
            raise EngineError("There is nothing to sample from.")
        return int(llama_cpp.llama_sampler_sample(sampler.chain, self._context, -1))

    def truncate(self, sequence: int, length: int) -> bool:
        """Keep the first `length` tokens. False if the model cannot forget a part: the sequence is then empty."""
        if llama_cpp.llama_memory_seq_rm(self._memory, sequence, length, -1):
            return True
        llama_cpp.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        return False

    def copy(self, source: int, target: int, length: int) -> None:
        """Share the first `length` tokens of `source` with `target`, which must be empty."""
        llama_cpp.llama_memory_seq_cp(self._memory, source, target, 0, length)

    def held(self, sequence: int) -> int:
        """How many tokens the cache really holds for a sequence."""
        return int(llama_cpp.llama_memory_seq_pos_max(self._memory, sequence)) + 1

    def save(self, path: Path, sequence: int, tokens: Sequence[int]) -> bool:
        """Write the state of a sequence to a file."""
        array = (llama_cpp.llama_token * len(tokens))(*tokens)
        written = llama_cpp.llama_state_seq_save_file(self._context, os.fsencode(path), sequence, array, len(tokens))
        return int(written) > 0

    def restore(self, path: Path, sequence: int, tokens: Sequence[int]) -> bool:
        """Read what `save` wrote for exactly these tokens. False, with the sequence empty, if it is anything else."""
        array = (llama_cpp.llama_token * len(tokens))()
        number = ctypes.c_size_t(0)
        read = llama_cpp.llama_state_seq_load_file(
            self._context, os.fsencode(path), sequence, array, len(tokens), ctypes.byref(number)
        )
        if read and list(array[: number.value]) == list(tokens) and self.held(sequence) == len(tokens):
            return True
        self.truncate(sequence, 0)
        return False


class Sampler:
    """How the next token is drawn: greedily at temperature 0, else by top-k, top-p, min-p and a seeded draw.

    Control tokens are never drawn, except those that end the turn. Must be closed.
    """

    def __init__(self, context: LlamaContext, limits: GenerationLimits) -> None:
        self.chain: Any = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
        never = [llama_cpp.llama_logit_bias(token, float("-inf")) for token in context.suppressed]
        if never:
            biases = (llama_cpp.llama_logit_bias * len(never))(*never)
            self._add(llama_cpp.llama_sampler_init_logit_bias(context.vocabulary_size, len(never), biases))
        if limits.temperature <= 0:
            self._add(llama_cpp.llama_sampler_init_greedy())
            return
        self._add(llama_cpp.llama_sampler_init_top_k(_TOP_K))
        self._add(llama_cpp.llama_sampler_init_top_p(_TOP_P, 1))
        self._add(llama_cpp.llama_sampler_init_min_p(_MIN_P, 1))
        self._add(llama_cpp.llama_sampler_init_temp(limits.temperature))
        self._add(llama_cpp.llama_sampler_init_dist(limits.seed % llama_cpp.LLAMA_DEFAULT_SEED))

    def _add(self, sampler: Any) -> None:
        llama_cpp.llama_sampler_chain_add(self.chain, sampler)

    def close(self) -> None:
        """Free it."""
        if self.chain is not None:
            llama_cpp.llama_sampler_free(self.chain)
            self.chain = None
