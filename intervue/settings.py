"""Every setting, typed, with its unit: environment `INTERVUE_*`, then `intervue.toml`, then the default."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from intervue.settings_types import (
    KIB,
    MIB,
    Deadline,
    Engine,
    Folder,
    HostName,
    MemoryMib,
    Network,
    Origin,
    PerMinute,
    Threads,
    Workers,
    absolute,
    lowered,
    split,
)

ENV_PREFIX = "INTERVUE_"
CONFIG_NAME = "intervue.toml"

_PACKAGE_PARENT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """Something in the configuration is wrong. The text lists every mistake, one per line."""


def checkout() -> Path | None:
    """The repository root, when running from a checkout; None when installed from a wheel."""
    found = (_PACKAGE_PARENT / "pyproject.toml").is_file() and (_PACKAGE_PARENT / "models" / "catalog.toml").is_file()
    return _PACKAGE_PARENT if found else None


def default_folder(name: str) -> Path:
    """Where `name` ("data", "models") is kept: in the checkout, else in the user's own data folder."""
    root = checkout()
    if root is not None:
        return root / name
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "intervue" / name


def config_path() -> Path | None:
    """The settings file in use: `INTERVUE_CONFIG`, else `intervue.toml` here or in the checkout; None if there is none.

    A file that `INTERVUE_CONFIG` names is returned whether it exists or not.
    """
    named = os.environ.get(ENV_PREFIX + "CONFIG")
    if named:
        return Path(named).expanduser()
    folders = [Path.cwd(), *filter(None, [checkout()])]
    return next((folder / CONFIG_NAME for folder in folders if (folder / CONFIG_NAME).is_file()), None)


def usable_cpus() -> int:
    """How many processors this process may use: affinity and a container's CPU quota count, hyperthreads too."""
    count: int
    if sys.version_info >= (3, 13):
        count = os.process_cpu_count() or 1
    elif hasattr(os, "sched_getaffinity"):
        count = len(os.sched_getaffinity(0))
    else:
        count = os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return count
    return count if quota == "max" else max(1, min(count, round(int(quota) / int(period))))


def threads(setting: int) -> int:
    """The number of threads that a `*_threads` setting asks for: itself, or one per usable processor for 0."""
    return setting or usable_cpus()


class _TomlSource(TomlConfigSettingsSource):
    """The settings file. Relative paths in it count from its own folder, not from where the program was started."""

    def __init__(self, settings_cls: type[BaseSettings], path: Path) -> None:
        super().__init__(settings_cls, toml_file=path)
        for name in ("data_dir", "models_dir", "models_source", "jwt_key_file", "tls_cert", "tls_key"):
            value = self.init_kwargs.get(name)
            if isinstance(value, str) and value.strip():
                self.init_kwargs[name] = path.absolute().parent / Path(value).expanduser()


class Settings(BaseSettings):
    """All settings. `load_settings` is how a program reads them; the constructor takes any of them by name."""

    model_config = SettingsConfigDict(
        env_prefix=ENV_PREFIX,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    # Server
    host: str = Field("127.0.0.1", min_length=1, max_length=253, description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="TCP port to listen on; 0 takes a free one.")
    insecure: bool = Field(
        default=False,
        description="Listen on other addresses than loopback although nobody is asked who they are.",
    )
    tls: Annotated[Literal["off", "self-signed"], BeforeValidator(lowered)] = Field(
        "off",
        description="Encrypt with a certificate that the server makes for itself and browsers ask about (self-signed); "
        "off: with `INTERVUE_TLS_CERT`, or not at all.",
    )
    tls_cert: Annotated[Path | None, BeforeValidator(absolute)] = Field(
        None, description="File with the certificate of the server, PEM, those of its issuers after it; empty: none."
    )
    tls_key: Annotated[Path | None, BeforeValidator(absolute)] = Field(
        None,
        description="File with the key of the certificate, PEM, without a passphrase; empty: it is in the same file.",
    )
    data_dir: Folder = Field(
        default_factory=lambda: default_folder("data"), description="Folder of the interview records."
    )
    models_dir: Folder = Field(
        default_factory=lambda: default_folder("models"), description="Folder of the model weights."
    )
    models_source: Annotated[Path | None, BeforeValidator(absolute)] = Field(
        None, description="Local folder that models are copied from before any network is asked; empty: none."
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(lowered)] = Field(
        "info", description="Least severe message that is logged."
    )
    log_format: Annotated[Literal["console", "json"], BeforeValidator(lowered)] = Field(
        "console", description="Log for people (console) or for machines (json, one object a line)."
    )
    metrics: bool = Field(
        default=True, description="Serve numbers for Prometheus at /metrics; with access control not to everybody."
    )
    cors_origins: Annotated[list[Origin], NoDecode, BeforeValidator(split)] = Field(
        default_factory=list,
        max_length=100,
        description="Origins of pages that may call this server (scheme://host:port), separated by commas.",
    )
    allowed_hosts: Annotated[list[HostName], NoDecode, BeforeValidator(split)] = Field(
        default_factory=list,
        max_length=100,
        description="Names under which the server is reached, as by a proxy (name or name:port), separated by commas.",
    )

    # Access
    auth: Annotated[Literal["off", "on"], BeforeValidator(lowered)] = Field(
        "off", description="Ask everybody who they are (on), or nobody (off; for this machine alone)."
    )
    public_url: Origin | None = Field(
        None, description="Address under which people reach the server (https://name), for links to interviews."
    )
    trusted_proxies: Annotated[list[Network], NoDecode, BeforeValidator(split)] = Field(
        default_factory=list,
        max_length=100,
        description="Addresses or networks of proxies (127.0.0.1, 10.0.0.0/8), separated by commas; only what they say "
        "of a client's address and scheme is believed.",
    )
    forwarded_header: Annotated[Literal["x-forwarded-for", "forwarded"], BeforeValidator(lowered)] = Field(
        "x-forwarded-for",
        description="What trusted proxies write clients' addresses into: X-Forwarded-For (with X-Forwarded-Proto), or "
        "Forwarded (RFC 7239). The other one is not looked at.",
    )
    invitation_days: float = Field(
        14, gt=0, le=3650, description="How long the link to an interview can be opened, days."
    )
    sign_in_hours: float = Field(12, gt=0, le=720, description="How long a recruiter's browser stays signed in, hours.")
    sign_ins_at_once: int = Field(
        2, ge=1, le=64, description="Passwords that are looked at together; each takes 64 MiB of memory for a moment."
    )
    authenticate_seconds: float = Field(
        5, gt=0, le=60, description="A socket that has not said by then who it is gets closed, seconds."
    )
    jwt_algorithm: Literal["", "HS256", "RS256", "ES256", "EdDSA"] = Field(
        "", description="How bearer tokens of the identity provider are signed; empty: none are taken."
    )
    jwt_key_file: Annotated[Path | None, BeforeValidator(absolute)] = Field(
        None, description="File with the key of bearer tokens: a secret (HS256), or public keys (PEM or JWKS)."
    )
    jwt_jwks_url: Annotated[str, StringConstraints(pattern=r"^(https?://\S+)?$")] = Field(
        "", description="Address of the identity provider's public keys (JWKS), instead of a file."
    )
    jwt_issuer: str = Field("", max_length=1000, description="The claim iss that a bearer token must have.")
    jwt_audience: str = Field("", max_length=1000, description="The claim aud that a bearer token must have.")
    jwt_leeway_seconds: float = Field(
        30, ge=0, le=600, description="By how much clocks of server and identity provider may differ, seconds."
    )
    jwt_role_claim: str = Field(
        "role",
        pattern=r"^[^.\s]+(\.[^.\s]+)*$",
        description="The claim that holds the role, or a list of them (recruiter, admin); dots lead into objects, "
        "unless a claim has the whole name.",
    )
    audit_days: float = Field(
        400, ge=0, le=36_500, description="How long entries of the audit log are kept; 0: for ever, days."
    )
    audit_denials_per_minute: int = Field(
        30,
        ge=1,
        le=100_000,
        description="Refusals of one address that become entries of the audit log, per minute; more are only counted.",
    )
    audit_pending_max: int = Field(
        10_000, ge=100, le=10_000_000, description="Most entries of the audit log that may wait to be written."
    )

    # Models
    profile: Annotated[Literal["small", "default", "large"], BeforeValidator(lowered)] = Field(
        "default", description="Which models are fetched and preferred."
    )
    stt: Engine = Field("auto", description="Speech recognition: auto, whisper, vosk, or a model id of the catalogue.")
    llm: Engine = Field("auto", description="Language model: auto, or a model id of the catalogue.")
    tts: Engine = Field("auto", description="Voice: auto, or a model id of the catalogue.")
    stt_language: str = Field(
        "en", pattern=r"^[a-z]{2,3}$", description="Language spoken in the interview (ISO 639 code)."
    )
    stt_beam_size: int = Field(1, ge=1, le=10, description="Beam size of Whisper: 1 is quick, 5 more accurate.")
    voice_length_scale: float = Field(
        1.5,
        ge=0.5,
        le=3.0,
        description="Length of spoken sounds, as a factor: more is slower; 1.5 is 170 words a minute.",
    )
    mp3_bitrate_kbps: int = Field(48, ge=24, le=160, description="Bit rate of the interviewer's speech, kbit/s.")

    # Threads and processes
    stt_threads: Threads = Field(0, description="Threads of a recogniser; 0: one per usable processor.")
    llm_threads: Threads = Field(0, description="Threads of the language model; 0: one per usable processor.")
    tts_threads: Threads = Field(0, description="Threads of the voice; 0: one per usable processor.")
    stt_workers: Workers = Field(1, description="Processes that recognise speech.")
    tts_workers: Workers = Field(1, description="Processes that synthesise speech.")
    decoder_workers: Workers = Field(1, description="Processes that decode recordings.")
    parser_workers: Workers = Field(2, description="Processes that read resumes.")
    llm_sequences: int = Field(
        8, ge=1, le=256, description="Interviews whose context the language model keeps at once."
    )
    llm_context_tokens: int = Field(
        8192, ge=1024, le=1_048_576, description="Context of the language model, tokens, all interviews together."
    )
    llm_session_tokens: int = Field(
        3072, ge=512, le=1_048_576, description="Most tokens that the history of one interview may use."
    )

    # The interview
    interview_questions: int = Field(
        6, ge=1, le=50, description="Questions of an interview, follow-ups included; the wrap-up comes after them."
    )
    interview_minutes: float = Field(30.0, gt=0, le=480, description="Longest duration of an interview, minutes.")
    followups_per_question: int = Field(1, ge=0, le=5, description="Most follow-up questions to one main question.")
    reply_max_tokens: int = Field(60, ge=8, le=1024, description="Longest generated reply, tokens.")
    reply_patience_seconds: float = Field(
        12,
        gt=0,
        le=600,
        description="The model may write nothing that can be spoken for so long before the plan's wording steps in, "
        "seconds.",
    )
    reply_max_words: int = Field(60, ge=8, le=400, description="Longest reply that is spoken, words.")
    playback_grace_seconds: float = Field(
        2.0, ge=0, le=60, description="Wait for the end of playback beyond the speech's own length, seconds."
    )

    # Limits
    rate_requests_per_minute: PerMinute = Field(
        100, description="Requests of one client, per minute; those below are counted apart."
    )
    rate_uploads_per_minute: PerMinute = Field(10, description="Uploads of resumes by one client, per minute.")
    rate_files_per_minute: PerMinute = Field(
        3000, description="Files of the pages, /ready and /metrics for one client, per minute; a page has dozens."
    )
    rate_sockets_per_minute: PerMinute = Field(60, description="WebSockets that one client opens, per minute.")
    rate_rejected_per_minute: PerMinute = Field(
        20, description="Keys, tokens and links from one address that are not valid, per minute."
    )
    rate_sign_ins_per_minute: PerMinute = Field(
        5, description="Attempts to sign in to one account from one address, per minute."
    )
    rate_sign_ins_per_account_per_minute: PerMinute = Field(
        20, description="Attempts to sign in to one account, from wherever, per minute."
    )
    rate_sign_ins_per_address_per_minute: PerMinute = Field(
        60, description="Attempts to sign in from one address, whatever the account, per minute."
    )
    answer_max_seconds: float = Field(300, gt=0, le=3600, description="Longest answer, seconds of decoded audio.")
    message_max_bytes: int = Field(
        16 * MIB, ge=64 * KIB, le=512 * MIB, description="Largest message that is accepted on the WebSocket, bytes."
    )
    frame_max_bytes: int = Field(
        32 * MIB, ge=64 * KIB, le=1024 * MIB, description="Largest WebSocket frame; a larger one closes it, bytes."
    )
    resume_max_bytes: int = Field(10 * MIB, ge=KIB, le=512 * MIB, description="Largest resume file, bytes.")
    resume_context_max_bytes: int = Field(
        2 * MIB, ge=16 * KIB, le=512 * MIB, description="Largest resume_context message, bytes."
    )
    resume_max_pages: int = Field(20, ge=1, le=1000, description="Most pages of a resume that are read.")
    pending_messages_max: int = Field(
        32, ge=1, le=10_000, description="Most messages of one client that may wait to be handled."
    )
    messages_per_second: float = Field(
        10,
        gt=0,
        le=100_000,
        description="Messages of one interview's clients that are looked at, per second, in the long run.",
    )
    messages_burst: int = Field(
        20, ge=1, le=1_000_000, description="Messages of one interview's clients that are looked at in one go."
    )
    audio_bytes_per_second: int = Field(
        512 * KIB,
        ge=16 * KIB,
        le=1024 * MIB,
        description="What one interview's clients may send per second in the long run, bytes; two of the largest "
        "messages in one go.",
    )
    abuse_seconds: float = Field(
        10,
        gt=0,
        le=3600,
        description="A WebSocket on which more comes than is allowed for so long, without a pause of two seconds, is "
        "closed, seconds.",
    )
    outbox_max_messages: int = Field(
        256, ge=8, le=100_000, description="Most messages that may wait to be sent to one client."
    )
    outbox_max_bytes: int = Field(
        32 * MIB, ge=MIB, le=1024 * MIB, description="Most bytes that may wait to be sent to one client."
    )
    pending_bytes_max: int = Field(
        256 * MIB,
        ge=16 * MIB,
        le=64 * 1024 * MIB,
        description="Most bytes of all clients' messages and uploads that are held at once.",
    )
    uploads_max: int = Field(8, ge=1, le=1000, description="Most resumes that are taken in at once.")
    sessions_max: int = Field(256, ge=1, le=100_000, description="Most interviews that are in memory at once.")
    interviews_max: int = Field(
        200, ge=1, le=100_000, description="Most interviews that are held at once: begun, not over, with a candidate."
    )
    connections_max: int = Field(2048, ge=8, le=1_000_000, description="Most open TCP connections.")
    connections_per_address_max: int = Field(
        256,
        ge=1,
        le=1_000_000,
        description="Most open TCP connections of one address; trusted proxies may have more, and programs of this "
        "machine where access control is off.",
    )
    sockets_max: int = Field(250, ge=1, le=100_000, description="Most open WebSockets.")
    sockets_per_address_max: int = Field(
        100,
        ge=1,
        le=100_000,
        description="Most open WebSockets of one address; where access control is off, programs of this machine may "
        "have more.",
    )
    sockets_unnamed_max: int = Field(
        50, ge=1, le=100_000, description="Most open WebSockets that have not said yet who they are."
    )
    connections_per_session_max: int = Field(4, ge=1, le=100, description="Most open sockets of one interview.")
    session_tokens_max: int = Field(
        8192,
        ge=0,
        le=1_000_000_000,
        description="Most tokens that the language model writes for one interview; after that the plan words all "
        "questions.",
    )
    session_idle_seconds: float = Field(
        300, gt=0, le=86_400, description="An interview without a socket leaves memory after this time, seconds."
    )
    header_seconds: float = Field(
        10, gt=0, le=600, description="A connection that has not sent the head of a request by then is closed, seconds."
    )
    body_seconds: float = Field(10, gt=0, le=600, description="Longest arrival of a JSON body, seconds.")
    unread_seconds: float = Field(30, gt=0, le=600, description="Longest wait for a client to read on, seconds.")
    upload_seconds: float = Field(120, gt=0, le=3600, description="Longest upload of a resume, seconds.")
    message_seconds: float = Field(
        300, gt=0, le=3600, description="A WebSocket message that is not complete by then closes the socket, seconds."
    )
    ping_seconds: float = Field(
        20, gt=0, le=3600, description="How often a WebSocket is asked whether it lives, seconds."
    )
    pong_seconds: float = Field(
        20, gt=0, le=3600, description="A WebSocket from which nothing comes so long after that is closed, seconds."
    )
    drain_seconds: float = Field(
        20, ge=0, le=600, description="How long a stopping server lets running turns finish, seconds."
    )

    # Deadlines of one request to an engine
    decode_deadline_seconds: Deadline = Field(30, description="Longest decoding of one recording, seconds.")
    stt_deadline_seconds: Deadline = Field(120, description="Longest recognition of one answer, seconds.")
    llm_deadline_seconds: Deadline = Field(90, description="Longest generation of one reply, seconds.")
    tts_deadline_seconds: Deadline = Field(30, description="Longest synthesis of one clause, seconds.")
    parse_deadline_seconds: Deadline = Field(4, description="Longest reading of one resume, seconds.")
    parse_wait_seconds: Deadline = Field(
        10, description="Longest wait of a resume for a reader that is free, seconds; 503 after that."
    )
    load_deadline_seconds: Deadline = Field(180, description="Longest start of an engine with its model, seconds.")

    # Memory limits of the engine processes
    decoder_memory_mib: MemoryMib = Field(1024, description="Memory of a decoder, MiB; 0: no limit.")
    parser_memory_mib: MemoryMib = Field(300, description="Memory of a resume reader, MiB; 0: no limit.")
    stt_memory_mib: MemoryMib = Field(3000, description="Memory of a recogniser, MiB; 0: no limit.")
    llm_memory_mib: MemoryMib = Field(0, description="Memory of the language model, MiB; 0: no limit.")
    tts_memory_mib: MemoryMib = Field(4000, description="Memory of a voice, MiB; 0: no limit.")
    engine_restart_seconds: float = Field(
        0.5, gt=0, le=600, description="Wait before a dead engine is first restarted, seconds; doubles each time."
    )
    engine_restart_max_seconds: float = Field(
        30, gt=0, le=3600, description="Longest wait before an engine is restarted, seconds."
    )

    # Storage
    retention_days: float = Field(
        0,
        ge=0,
        le=36_500,
        description="How long an interview is kept after its last event; 0: until it is erased by hand, days.",
    )
    record_patience_seconds: float = Field(
        10,
        ge=0,
        le=600,
        description="How long a record waits for a full or locked disk before its interview ends, seconds.",
    )
    sync_writes: bool = Field(
        default=False,
        description="Make the record durable against power loss too, not only against a crash; slower.",
    )

    @model_validator(mode="after")
    def _keep_relations(self) -> Settings:
        values = {name: getattr(self, name) for pair in AT_MOST for name in pair}
        broken = [f"{low} must be at most {high}" for low, high in AT_MOST if values[low] > values[high]]
        if broken:
            raise ValueError("; ".join(broken))
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - named by the base class
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - named by the base class
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Options of the program first, then the environment, then the settings file."""
        path = config_path()
        if path is None:
            return init_settings, env_settings
        return init_settings, env_settings, _TomlSource(settings_cls, path)


AT_MOST = (
    ("llm_session_tokens", "llm_context_tokens"),
    ("message_max_bytes", "frame_max_bytes"),
    ("engine_restart_seconds", "engine_restart_max_seconds"),
)
"""Pairs of settings of which the first must not be larger than the second."""


def load_settings(*, files: bool = False, **overrides: Any) -> Settings:
    """The settings of this process; `overrides` (command line options) win over everything else.

    `files`: those of a certificate have to be there.

    Raises `SettingsError` that names every mistake at once: the key, where it came from, and what is allowed.
    """
    from intervue.settings_check import find_mistakes  # noqa: PLC0415 - it needs this module in turn

    mistakes = find_mistakes(overrides, files=files)
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    return Settings(**overrides)
