"""The limits and lengths of an interview, as its core needs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """How long, how much. Times in seconds."""

    questions: int = 6
    """Questions asked before the wrap-up, follow-ups included."""
    seconds: float = 30 * 60
    """After this time the interview is wrapped up."""
    overtime: float = 300.0
    """So long after that a candidate who says nothing more is said goodbye to."""
    followups_per_question: int = 1
    reply_max_tokens: int = 60
    reply_max_words: int = 60
    tokens: int = 8192
    """So many the model writes for one interview; after that the plan words everything."""
    reply_patience: float = 12.0
    """So long the model may write nothing that can be spoken, before the plan's wording takes its place."""
    playback_grace: float = 2.0
    """How long past the goodbye's own length a missing `playback_complete` is waited for."""
    stage_seconds: float = 150.0
    """The longest that one stage of a turn may take before it counts as failed: engines have shorter deadlines."""
