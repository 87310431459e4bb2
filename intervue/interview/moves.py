"""What the interviewer does next. The code decides; the model only words follow-ups."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from intervue.interview import wordings as say
from intervue.interview.answers import QUESTIONS_BACK, AnswerKind, classify, side_question, told
from intervue.interview.clauses import sentences
from intervue.interview.conduct import early_breach, same_question
from intervue.interview.digest import digest, trusted_field
from intervue.interview.phrases import definite, phrase_of
from intervue.interview.state import COUNTED, InterviewState, MoveKind, Phase

if TYPE_CHECKING:
    from intervue.interview.policy import Policy

MOST_ASIDES = 2
"""After so many turns in a row about the same question the interviewer goes on."""


@dataclass(frozen=True, slots=True)
class Move:
    """What to do, and the words for it. A follow-up has an opener, and words only for when the model fails."""

    kind: MoveKind
    text: str
    topic: int = 0
    opener: str = ""
    form: str = ""
    """The opener before a phrase of the answer was put into it."""
    lead: str = ""
    """Said before what the model writes: one sentence to a question of the candidate."""


def next_move(state: InterviewState, policy: Policy, now: float) -> Move:
    """The move that follows the last answer."""
    last = state.last
    kind = classify(last.text) if last and last.role == "candidate" else AnswerKind.SUBSTANCE
    if kind is AnswerKind.STOP or state.phase is Phase.GOODBYE:
        return goodbye(state)
    over = is_over(state, policy, now)
    if state.phase is Phase.WRAP_UP and (over or state.asides >= MOST_ASIDES or kind not in _SERVES_WRAP_UP):
        return _last_words(state, kind)
    if over and kind not in _SERVES_WRAP_UP:
        return _wrap_up(state, _lead(state))
    if state.asides < MOST_ASIDES:
        aside = _aside(state, kind)
        if aside:
            return aside
    if state.phase is Phase.WRAP_UP:
        return _last_words(state, kind)
    if over or state.questions_asked >= policy.questions:
        return _wrap_up(state, _lead(state))
    if kind is AnswerKind.SUBSTANCE and state.followups < policy.followups_per_question:
        return follow_up(state)
    return question(state, kind, _lead(state))


def _lead(state: InterviewState) -> str:
    """One sentence to what the candidate asked after an answer; empty if nothing was asked."""
    asked = side_question(state.last.text) if state.last else None
    return say.ASIDES[asked] if asked else ""


def _last_words(state: InterviewState, kind: AnswerKind) -> Move:
    """After the wrap-up: whoever asks something at the end of a longer answer gets a word, and may go on."""
    last = state.last
    lead = _lead(state) if last and last.role == "candidate" else ""
    if lead and kind not in QUESTIONS_BACK and state.asides < MOST_ASIDES:
        return Move(MoveKind.DEFLECT, f"{lead} {_ANYTHING_ELSE}", topic=state.topic)
    end = goodbye(state)
    return replace(end, text=f"{lead} {end.text}") if lead else end


_ANYTHING_ELSE = "Is there anything else you would like to add before we finish?"
_SERVES_WRAP_UP = QUESTIONS_BACK | {
    AnswerKind.REPEAT,
    AnswerKind.REPHRASE,
    AnswerKind.PAUSE,
    AnswerKind.COMMAND,
    AnswerKind.LANGUAGE,
}
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
    """A question about the last answer, begun as none was lately; a second attempt names what it is about."""
    answer = told(state.last.text) if state.last else ""
    phrase = _phrase(state, answer)
    allowed = say.FORMS if phrase else say.PLAIN_FORMS
    if attempt and phrase:
        allowed = tuple(form for form in allowed if "{" in form)
    last_used = {form: index for index, form in enumerate(state.openers, start=1)}
    # The least lately used; of those that were not used at all, one that depends on the answer.
    oldest = min(last_used.get(form, 0) for form in allowed)
    forms = [form for form in allowed if last_used.get(form, 0) == oldest]
    form = forms[(zlib.crc32(answer.encode()) + attempt) % len(forms)]
    the = definite(phrase)
    opener = form.replace("{the}", the).replace("{}", phrase)
    lead = _lead(state)
    mentioned = f"You mentioned {phrase}." if phrase else "Thank you."
    spare = f"{lead} {mentioned} {_spare_follow_up(state)}".strip()
    return Move(MoveKind.FOLLOW_UP, spare, topic=state.topic, opener=opener, form=form, lead=lead)


def _phrase(state: InterviewState, answer: str) -> str:
    """Something of the answer that was not spoken of before, and that may be said aloud."""
    plan = state.plan
    known = [digest(state.resume), *(topic.question for topic in (plan.topics if plan else ()))]
    known += [entry.text for entry in state.entries[:-1]]
    phrase = phrase_of(answer, known)
    return "" if early_breach(phrase, most_words=10) else trusted_field(phrase)


def _spare_follow_up(state: InterviewState) -> str:
    """The plan's own wording of a follow-up, one that was not asked yet."""
    plan = state.plan
    asked = state.questions()
    candidates = [*(plan.topics[state.topic].followups if plan else ()), *say.SPARE]
    for text in candidates:
        if not any(same_question(text, former) for former in asked):
            return text
    return say.SPARE[len(asked) % len(say.SPARE)]


def question(state: InterviewState, kind: AnswerKind, lead: str = "") -> Move:
    """The next planned topic, with a word of transition, or with `lead` in its place."""
    plan = state.plan
    topic = state.topic + 1
    if plan is None or topic >= len(plan.topics):
        return _wrap_up(state, lead)
    words = {AnswerKind.UNKNOWING: say.GIVING_UP, AnswerKind.SKIP: say.SKIPPING}.get(kind, say.TRANSITIONS)
    before = lead or words[topic % len(words)]
    return Move(MoveKind.QUESTION, f"{before} {plan.topics[topic].question}", topic=topic)


def _wrap_up(state: InterviewState, lead: str = "") -> Move:
    text = state.plan.wrap_up if state.plan else ""
    return Move(MoveKind.WRAP_UP, f"{lead or 'Thank you.'} {text}", topic=state.topic)


def goodbye(state: InterviewState) -> Move:
    """The last words."""
    return Move(MoveKind.GOODBYE, state.plan.goodbye if state.plan else "Thank you. Goodbye.", topic=state.topic)


def unheard(state: InterviewState) -> Move | None:
    """What helps somebody who was not heard several times in a row; None if nothing new can be said."""
    match state.silences:
        case 2:
            return Move(MoveKind.HELP, f"{say.UNHEARD} {_rephrased(state)}", topic=state.topic)
        case 4:
            return Move(MoveKind.HELP, say.STILL_UNHEARD, topic=state.topic)
    return None


def _aside(state: InterviewState, kind: AnswerKind) -> Move | None:
    """What an answer calls for that is no answer; None if the interview just goes on."""
    asked = core_question(state)
    topic = state.topic
    match kind:
        case AnswerKind.REPEAT:
            return Move(MoveKind.REPEAT, f"Of course. {asked}", topic=topic)
        case AnswerKind.REPHRASE:
            return Move(MoveKind.REPHRASE, f"Let me put it another way. {_rephrased(state)}", topic=topic)
        case AnswerKind.PAUSE:
            return Move(MoveKind.PAUSE, "Of course, take your time. I am listening.", topic=topic)
        case AnswerKind.SHORT if state.phase is not Phase.WRAP_UP and state.asides == 0:
            return Move(MoveKind.ELABORATE, say.SHORT[state.questions_asked % len(say.SHORT)], topic=topic)
        case AnswerKind.UNKNOWING if state.phase is not Phase.WRAP_UP and state.asides == 0:
            before = say.EASIER[state.questions_asked % len(say.EASIER)]
            return Move(MoveKind.ELABORATE, f"{before} {_easier(state)}", topic=topic)
        case _ if kind in say.ASIDES:
            back = say.BACK[(state.questions_asked + state.asides) % len(say.BACK)]
            if state.phase is Phase.WRAP_UP:
                return Move(MoveKind.DEFLECT, f"{say.ASIDES[kind]} {_ANYTHING_ELSE}", topic=topic)
            # "Back to my question: Going back to the ledger, how ..." would be one too many.
            again = asked if asked.startswith("Going back") else f"{back} {asked}"
            return Move(MoveKind.DEFLECT, f"{say.ASIDES[kind]} {again}", topic=topic)
    return None


def core_question(state: InterviewState) -> str:
    """The question that is open, without the greeting, the transition or the apology before it."""
    if state.phase is Phase.WARM_UP and state.plan and state.questions_asked == 1:
        return _first(state)
    parts = sentences(state.question())
    for index, part in enumerate(parts):
        if part.strip(" .!,") not in say.LEADS:
            return " ".join(parts[index:])
    return state.question()


def _first(state: InterviewState) -> str:
    text = state.plan.topics[0].question.removeprefix("To begin, ") if state.plan else ""
    return text[:1].upper() + text[1:]


def _asked_live(state: InterviewState) -> bool:
    """Whether the open question is a follow-up."""
    open_one = next((entry for entry in reversed(state.entries) if entry.move in COUNTED), None)
    return open_one is not None and open_one.move is MoveKind.FOLLOW_UP


def _rephrased(state: InterviewState) -> str:
    if state.phase is Phase.WRAP_UP:
        return "Would you like to tell me anything else before we end?"
    if state.plan is None:
        return core_question(state)
    if _asked_live(state):
        return f"I would like to know more about {_what_was_told(state)}. {_spare_follow_up(state)}"
    return state.plan.topics[state.topic].rephrased


def _what_was_told(state: InterviewState) -> str:
    """What the open follow-up goes back to, as far as it can be named."""
    asked = next(index for index, entry in reversed(list(enumerate(state.entries))) if entry.move in COUNTED)
    phrase = phrase_of(state.entries[asked - 1].text if asked else "")
    safe = "" if early_breach(phrase, most_words=10) else trusted_field(phrase)
    return safe or "what you told me before"


def _easier(state: InterviewState) -> str:
    """Something about the same that is easier to answer."""
    if _asked_live(state):
        return f"Let me ask something else about it. {_spare_follow_up(state)}"
    return _rephrased(state)
