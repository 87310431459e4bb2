"""What the interviewer does next. The code decides; the model only words follow-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intervue.interview.answers import AnswerKind, classify
from intervue.interview.clauses import sentences
from intervue.interview.conduct import same_question
from intervue.interview.state import InterviewState, MoveKind, Phase

if TYPE_CHECKING:
    from intervue.interview.policy import Policy

MOST_ASIDES = 2
"""After so many turns in a row about the same question the interviewer goes on."""

OPENERS = (
    "You mentioned",
    "You said that",
    "Thank you. You mentioned",
    "I see. You said that",
    "You spoke about",
    "Thank you. You said that",
    "You told me that",
)
"""Beginnings that the model completes well. None ends in a space: it would drag a number behind it."""

_TRANSITIONS = ("Thank you.", "All right.", "I see, thank you.", "Thank you for that.", "Good, let us go on.", "Okay.")
_UNKNOWING = ("That is all right.", "No problem.", "That is fine.")
_SKIPPING = ("Of course.", "That is fine.", "Certainly.")
_SHORT = (
    "Could you say a little more about that?",
    "Could you give me an example of that?",
    "I would like to hear more. Could you describe it in a few sentences?",
)
_DEFLECTIONS = {
    AnswerKind.PAY: "I cannot speak about pay or conditions. The people who invited you can. Back to my question:",
    AnswerKind.FIRM: (
        "I am an AI interviewer, and I cannot tell you more about that. The people who invited you can. Back to my "
        "question:"
    ),
    AnswerKind.INSULT: "I would like us to stay polite with each other. Let me come back to my question:",
    AnswerKind.COMMAND: "I can only hold this interview with you. Let me come back to my question:",
}


@dataclass(frozen=True, slots=True)
class Move:
    """What to do, and the words for it. A follow-up has an opener, and words only for when the model fails."""

    kind: MoveKind
    text: str
    topic: int = 0
    opener: str = ""


def next_move(state: InterviewState, policy: Policy, now: float) -> Move:
    """The move that follows the last answer."""
    last = state.last
    kind = classify(last.text) if last and last.role == "candidate" else AnswerKind.SUBSTANCE
    if kind is AnswerKind.STOP or state.phase is Phase.GOODBYE:
        return goodbye(state)
    over = is_over(state, policy, now)
    if state.phase is Phase.WRAP_UP and (over or state.asides >= MOST_ASIDES or kind not in _SERVES_WRAP_UP):
        return goodbye(state)
    if over and kind not in _SERVES_WRAP_UP:
        return _wrap_up(state)
    if state.asides < MOST_ASIDES:
        aside = _aside(state, kind)
        if aside:
            return aside
    if state.phase is Phase.WRAP_UP:
        return goodbye(state)
    if over or state.questions_asked >= policy.questions:
        return _wrap_up(state)
    if kind is AnswerKind.SUBSTANCE and state.followups < policy.followups_per_question:
        return follow_up(state)
    return question(state, kind)


_SERVES_WRAP_UP = frozenset(
    {AnswerKind.REPEAT, AnswerKind.REPHRASE, AnswerKind.PAUSE, AnswerKind.PAY, AnswerKind.FIRM, AnswerKind.COMMAND}
)
"""Answers that call for a word before the interview can end."""


def is_over(state: InterviewState, policy: Policy, now: float) -> bool:
    """Whether the interview's time is up. A clock that was set back does not prolong it beyond its own length."""
    return state.started_at is not None and not 0 <= now - state.started_at < policy.seconds


def upcoming(state: InterviewState, policy: Policy, now: float) -> Move:
    """The planned move that is most likely to come after the answer that is being given."""
    if state.phase is Phase.WRAP_UP:
        return goodbye(state)
    if is_over(state, policy, now) or state.questions_asked >= policy.questions:
        return _wrap_up(state)
    return question(state, AnswerKind.SUBSTANCE)


def follow_up(state: InterviewState, attempt: int = 0) -> Move:
    """A question about the last answer, with an opener that was not used lately."""
    lately = state.openers[-3:]
    fresh = [opener for opener in OPENERS if opener not in lately]
    opener = fresh[(len(state.openers) + attempt) % len(fresh)]
    return Move(MoveKind.FOLLOW_UP, _spare_follow_up(state), topic=state.topic, opener=opener)


def _spare_follow_up(state: InterviewState) -> str:
    """The plan's own wording of a follow-up, one that was not asked yet."""
    plan = state.plan
    asked = state.questions()
    candidates = [*(plan.topics[state.topic].followups if plan else ()), *_SPARE]
    for text in candidates:
        if not any(same_question(text, former) for former in asked):
            return f"Thank you. {text}"
    return f"Thank you. {_SPARE[len(asked) % len(_SPARE)]}"


_SPARE = (
    "Could you walk me through one concrete example of that?",
    "What was your own part in that, step by step?",
    "Why did you choose to do it that way?",
    "What did you learn from that?",
    "Who else was involved, and how did you work together?",
    "How did you know whether it had worked?",
    "What was the most difficult moment in that?",
)


def question(state: InterviewState, kind: AnswerKind) -> Move:
    """The next planned topic, with a word of transition."""
    plan = state.plan
    topic = state.topic + 1
    if plan is None or topic >= len(plan.topics):
        return _wrap_up(state)
    words = _UNKNOWING if kind is AnswerKind.UNKNOWING else _SKIPPING if kind is AnswerKind.SKIP else _TRANSITIONS
    return Move(MoveKind.QUESTION, f"{words[topic % len(words)]} {plan.topics[topic].question}", topic=topic)


def _wrap_up(state: InterviewState) -> Move:
    text = state.plan.wrap_up if state.plan else ""
    return Move(MoveKind.WRAP_UP, f"Thank you. {text}", topic=state.topic)


def goodbye(state: InterviewState) -> Move:
    """The last words."""
    return Move(MoveKind.GOODBYE, state.plan.goodbye if state.plan else "Thank you. Goodbye.", topic=state.topic)


def _aside(state: InterviewState, kind: AnswerKind) -> Move | None:
    """What an answer calls for that is no answer; None if the interview just goes on."""
    asked = core_question(state)
    match kind:
        case AnswerKind.REPEAT:
            return Move(MoveKind.REPEAT, f"Of course. {asked}", topic=state.topic)
        case AnswerKind.REPHRASE:
            return Move(MoveKind.REPHRASE, f"Let me put it another way. {_rephrased(state)}", topic=state.topic)
        case AnswerKind.PAUSE:
            return Move(MoveKind.PAUSE, "Of course, take your time. I am listening.", topic=state.topic)
        case AnswerKind.SHORT if state.phase is not Phase.WRAP_UP and state.asides == 0:
            return Move(MoveKind.ELABORATE, _SHORT[state.questions_asked % len(_SHORT)], topic=state.topic)
        case AnswerKind.PAY | AnswerKind.FIRM | AnswerKind.INSULT | AnswerKind.COMMAND:
            return Move(MoveKind.DEFLECT, f"{_DEFLECTIONS[kind]} {asked}", topic=state.topic)
    return None


def core_question(state: InterviewState) -> str:
    """The question that is open, without the greeting, the transition or the apology before it."""
    parts = sentences(state.question())
    if state.phase is Phase.WARM_UP and state.plan and state.questions_asked == 1:
        return _first(state)
    for index, part in enumerate(parts):
        if part.rstrip(".!,") not in _LEADS:
            return " ".join(parts[index:])
    return state.question()


_LEADS = frozenset(lead.rstrip(".!,") for lead in (*_TRANSITIONS, *_UNKNOWING, *_SKIPPING, "I see."))


def _first(state: InterviewState) -> str:
    text = state.plan.topics[0].question.removeprefix("To begin, ") if state.plan else ""
    return text[:1].upper() + text[1:]


def _rephrased(state: InterviewState) -> str:
    last = next((entry for entry in reversed(state.entries) if entry.role == "interviewer"), None)
    if state.phase is Phase.WRAP_UP:
        return "Would you like to tell me anything else before we end?"
    if last and last.move is MoveKind.FOLLOW_UP:
        return f"I would like to know more about what you just told me. {core_question(state)}"
    return state.plan.topics[state.topic].rephrased if state.plan else core_question(state)
