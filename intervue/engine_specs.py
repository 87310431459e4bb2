"""Which engine serves each role, with its model, its limits and its place to run."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from actors.jobs import WorkerPolicy, WorkerSpec
from actors.speaker import UTTERANCES_MAX
from actors.supervision import EngineSpecs
from intervue.engines.base import EngineSpec, Message
from intervue.engines.process_host import ProcessHost
from intervue.interview.clauses import sentences
from intervue.interview.plan import make_plan
from intervue.interview.prompts import FIXED_PROMPT
from intervue.settings import Settings, threads

if TYPE_CHECKING:
    from intervue.engines.hosts import Host, OnEvent
    from intervue.models.select import ChosenModel, ModelSelection

QUEUE_LEAST = 64
"""Requests that may wait for a role, however few interviews are allowed at once."""
_RECOGNISERS = {
    "whisper": "intervue.engines.whisper:WhisperTranscriber",
    "vosk": "intervue.engines.vosk:VoskTranscriber",
}


def engine_specs(settings: Settings, models: ModelSelection) -> EngineSpecs:
    """The engines of a server, each in child processes of its own."""
    return EngineSpecs(
        decoder=_decoder(settings),
        stt=_recogniser(settings, models.stt, models.hint),
        llm=_language_model(settings, models.llm, models.hint),
        tts=_voice(settings, models.tts, models.hint),
        parser=_parser(settings),
    )


def _decoder(settings: Settings) -> WorkerSpec:
    spec = EngineSpec(
        "intervue.engines.decoder:AudioDecoder",
        {"max_seconds": settings.answer_max_seconds, "max_bytes": settings.message_max_bytes},
    )
    # Several at once: the engine gives way every two seconds of audio, so a short answer overtakes a long one.
    policy = _policy(settings, settings.decoder_workers, settings.decode_deadline_seconds, per_host=4)
    return WorkerSpec("decoder", "decoder", _hosts(settings, spec, "decoder", settings.decoder_memory_mib), policy)


def _recogniser(settings: Settings, model: ChosenModel | None, hint: str) -> WorkerSpec:
    policy = _policy(settings, settings.stt_workers, settings.stt_deadline_seconds)
    if model is None:
        return WorkerSpec("stt", "none", None, policy, missing=hint)
    arguments: dict[str, object] = {"model_dir": str(model.path)}
    if model.engine == "whisper":
        arguments |= {
            "threads": threads(settings.stt_threads),
            "language": settings.stt_language,
            "beam_size": settings.stt_beam_size,
        }
    spec = EngineSpec(_RECOGNISERS[model.engine], arguments)
    return WorkerSpec("stt", model.id, _hosts(settings, spec, "stt", settings.stt_memory_mib), policy)


def _language_model(settings: Settings, model: ChosenModel | None, hint: str) -> WorkerSpec:
    policy = _policy(settings, 1, settings.llm_deadline_seconds, per_host=settings.llm_sequences)
    if model is None:
        return WorkerSpec("llm", "none", None, policy, missing=hint)
    spec = EngineSpec(
        "intervue.engines.llama:LlamaGenerator",
        {
            "model_path": str(model.path),
            "threads": threads(settings.llm_threads),
            "context_tokens": settings.llm_context_tokens,
            "sequences": settings.llm_sequences,
            "session_tokens": settings.llm_session_tokens,
            "state_dir": str(settings.data_dir / "prompt-cache"),
            "fixed_prompt": tuple(Message(message.role, message.text) for message in FIXED_PROMPT),
        },
    )
    return WorkerSpec("llm", model.id, _hosts(settings, spec, "llm", settings.llm_memory_mib), policy)


def _voice(settings: Settings, model: ChosenModel | None, hint: str) -> WorkerSpec:
    policy = _policy(settings, settings.tts_workers, settings.tts_deadline_seconds)
    if model is None:
        return WorkerSpec("tts", "none", None, policy, missing=hint)
    synthesizer = EngineSpec(
        "intervue.engines.piper:PiperSynthesizer",
        {
            "model_path": str(model.path),
            "threads": threads(settings.tts_threads),
            "length_scale": settings.voice_length_scale,
        },
    )
    spec = EngineSpec(
        "intervue.engines.voice:VoiceEngine",
        {
            "synthesizer": synthesizer,
            "bitrate_kbps": settings.mp3_bitrate_kbps,
            # What the voice's actor admits is never turned away by the engine.
            "max_utterances": UTTERANCES_MAX,
        },
    )
    hosts = _hosts(settings, spec, "tts", settings.tts_memory_mib)
    # The same in every interview: who starts at once waits for their own name and position alone.
    warm_up = tuple(
        ("keep", (sentence,)) for sentence in sentences(make_plan(None, questions=1, followups=0).introduction)
    )
    return WorkerSpec("tts", model.id, hosts, policy, warm_up=warm_up)


def _parser(settings: Settings) -> WorkerSpec:
    spec = EngineSpec(
        "intervue.engines.parser:ResumeParser",
        {"max_pages": settings.resume_max_pages, "max_bytes": settings.resume_max_bytes},
    )
    # A file that killed the parser is not tried again, and nobody else waits longer for it.
    policy = replace(
        _policy(settings, settings.parser_workers, settings.parse_deadline_seconds, attempts=1),
        content_kills=True,
        wait_limit=settings.parse_wait_seconds,
    )
    return WorkerSpec("parser", "pymupdf", _hosts(settings, spec, "parser", settings.parser_memory_mib), policy)


def _policy(settings: Settings, workers: int, deadline: float, per_host: int = 1, attempts: int = 2) -> WorkerPolicy:
    return WorkerPolicy(
        hosts=workers,
        per_host=per_host,
        # Every interview may wait for each role with what is wanted now and what is prepared for later.
        queue_limit=max(QUEUE_LEAST, 2 * settings.interviews_max),
        request_deadline=deadline,
        attempts=attempts,
        backoff_first=settings.engine_restart_seconds,
        backoff_most=settings.engine_restart_max_seconds,
    )


def _hosts(settings: Settings, spec: EngineSpec, name: str, memory_mib: int) -> partial[Host]:
    return partial(_process_host, spec, name, settings.load_deadline_seconds, memory_mib)


def _process_host(spec: EngineSpec, name: str, load_deadline: float, memory_mib: int, on_event: OnEvent) -> Host:
    return ProcessHost(spec, name, on_event, load_deadline=load_deadline, memory_limit_mib=memory_mib)
