"""The program to compare with: the high-level calls of the same libraries, as their documentation shows them.

pydub and ffmpeg decode the recording; `WhisperModel.transcribe` recognises it with its defaults (beam 5, time stamps,
repetition at higher temperatures, no voice-activity filter); `Llama.create_chat_completion` gets the whole
conversation each turn, and reuses what its one cache still holds; `PiperVoice.synthesize_wav` speaks the reply; pydub
exports an MP3.

It is helped where that costs nothing: int8 instead of the file's own precision, the language given, the container's
codec given (which spares a second process), all models loaded and used before.
"""

from __future__ import annotations

import io
import itertools
import time
import warnings
import wave
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from intervue.interview.prompts import FIXED_PROMPT
from intervue.settings import threads
from scripts.bench.parts import CannotMeasureError

if TYPE_CHECKING:
    from intervue.models.select import ModelSelection
    from intervue.settings import Settings

RATE = 16_000
STAGES = ("decode", "recognition", "text", "speech")


@dataclass(slots=True)
class Wanted:
    """What a turn is to be like, so that all programs do the same work: the reply that the server gave."""

    recording: bytes
    tokens: int
    reply: str


@dataclass(slots=True)
class Chat:
    """One conversation, as this program has it."""

    messages: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        system = "\n".join(message.text for message in FIXED_PROMPT)
        self.messages += [{"role": "system", "content": system}, {"role": "user", "content": "Please begin."}]


class StockProgram:
    """One thread at a time."""

    def __init__(self, settings: Settings, models: ModelSelection) -> None:
        """Load the models that the server uses, with as many threads. Raises `CannotMeasureError`."""
        if models.stt is None or models.stt.engine != "whisper" or models.llm is None or models.tts is None:
            raise CannotMeasureError("The comparison needs a Whisper, a language model and a voice: run `make models`.")
        from faster_whisper import WhisperModel  # noqa: PLC0415 - heavy
        from llama_cpp import Llama  # noqa: PLC0415 - heavy
        from piper import PiperVoice, SynthesisConfig  # noqa: PLC0415 - heavy

        self._language = settings.stt_language
        self._bitrate = f"{settings.mp3_bitrate_kbps}k"
        self._pydub = _pydub()
        self._whisper: Any = WhisperModel(
            str(models.stt.path), device="cpu", compute_type="int8", cpu_threads=threads(settings.stt_threads)
        )
        self._llama: Any = Llama(
            str(models.llm.path),
            n_ctx=settings.llm_context_tokens,
            n_threads=threads(settings.llm_threads),
            n_threads_batch=threads(settings.llm_threads),
            verbose=False,
        )
        # A reply of a wanted length: the tokens that would end it earlier are never drawn.
        self._no_end = dict.fromkeys(_ends(self._llama), -1e9)
        self._voice: Any = PiperVoice.load(str(models.tts.path))
        self._style = SynthesisConfig(length_scale=settings.voice_length_scale)

    def turn(self, chat: Chat, wanted: Wanted) -> dict[str, float]:
        """One turn, stage after stage. Returns the seconds of each, and their sum as "total"."""
        marks = [time.perf_counter()]
        samples = self._decode(wanted.recording)
        marks.append(time.perf_counter())
        heard = self._recognise(samples)
        marks.append(time.perf_counter())
        self._write(chat, heard, wanted.tokens)
        marks.append(time.perf_counter())
        self._speak(wanted.reply)
        marks.append(time.perf_counter())
        spans = [after - before for before, after in itertools.pairwise(marks)]
        return dict(zip(STAGES, spans, strict=True)) | {"total": sum(spans)}

    def follow(self, chat: Chat, heard: str, reply: str) -> None:
        """Take in a turn that is not compared, and read it: its cache is as warm as if it had made that turn."""
        chat.messages.append({"role": "user", "content": heard})
        self._llama.create_chat_completion(chat.messages, max_tokens=1)
        chat.messages.append({"role": "assistant", "content": reply})

    def close(self) -> None:
        """Free the models."""
        self._llama.close()

    def _decode(self, recording: bytes) -> Any:
        audio = self._pydub.AudioSegment.from_file(io.BytesIO(recording), format="webm", codec="opus")
        audio = audio.set_frame_rate(RATE).set_channels(1).set_sample_width(2)
        return np.array(audio.get_array_of_samples(), dtype=np.float32) / 32_768

    def _recognise(self, samples: Any) -> str:
        segments, _ = self._whisper.transcribe(samples, language=self._language)
        return " ".join(segment.text.strip() for segment in segments)

    def _write(self, chat: Chat, heard: str, tokens: int) -> None:
        chat.messages.append({"role": "user", "content": heard})
        answer = self._llama.create_chat_completion(
            chat.messages, max_tokens=tokens, temperature=0.4, logit_bias=self._no_end
        )
        if answer["usage"]["completion_tokens"] != tokens:
            raise CannotMeasureError(
                f"The stock program wrote {answer['usage']['completion_tokens']} of {tokens} tokens."
            )
        chat.messages.append({"role": "assistant", "content": answer["choices"][0]["message"]["content"]})

    def _speak(self, text: str) -> bytes:
        speech, file = io.BytesIO(), io.BytesIO()
        with wave.open(speech, "wb") as out:
            self._voice.synthesize_wav(text, out, syn_config=self._style)
        speech.seek(0)
        self._pydub.AudioSegment.from_wav(speech).export(file, format="mp3", bitrate=self._bitrate)
        return file.getvalue()


def _ends(llama: Any) -> list[int]:
    """Every token that ends a message of this model."""
    found = {llama.token_eos()}
    for text in (b"<|im_end|>", b"<|endoftext|>", b"<|eot_id|>", b"</s>"):
        tokens = llama.tokenize(text, add_bos=False, special=True)
        if len(tokens) == 1:
            found.add(tokens[0])
    return sorted(found)


def _pydub() -> Any:
    with warnings.catch_warnings():
        # It looks for ffmpeg on the path when it is imported, and says so; and its own imports are dated.
        warnings.simplefilter("ignore")
        import pydub  # noqa: PLC0415 - only this program needs it
    import imageio_ffmpeg  # noqa: PLC0415 - as above

    pydub.AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    return pydub
