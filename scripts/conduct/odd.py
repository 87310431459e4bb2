"""Answers that are no answers, each in several wordings, and what a good interviewer's next words are like."""

from __future__ import annotations

import re
from dataclasses import dataclass

# ruff: noqa: E501 - one criterion, one line


@dataclass(frozen=True, slots=True)
class Odd:
    """Wordings of one kind of odd answer.

    `must`: what the reply has to say. `back`: the open question is asked again, the same or in other words.
    """

    kind: str
    wordings: tuple[str, ...]
    must: str
    back: bool = True


SILENCE = ""
_ANSWERED = 12
"""Words from which on a question back stands at the end of an answer."""
ODD = (
    Odd("does not know", ("I don't know.", "Hmm, I really have no idea, sorry.", "I can't think of anything right now.", "Honestly, I wouldn't know what to say to that."), r"all right|no problem|fine|easier|another way"),
    Odd("repeat", ("Can you repeat that?", "Sorry, what was the question again?", "Pardon me, I didn't catch that.", "Could you say that one more time, please?"), r"of course|certainly"),
    Odd("rephrase", ("What do you mean?", "I'm not sure I understand the question.", "What do you mean by that exactly?", "Could you explain that a bit?"), r"another way|in other words"),
    Odd("salary", ("What is the salary?", "How much does the job pay, by the way?", "Before I answer, what about pay and vacation?", "I led the migration of our billing service last year, and that went well. By the way, what would the salary be?"), r"cannot (?:speak|say|tell).*(?:pay|conditions)"),
    Odd("who reads this", ("Who will read this?", "Who is going to listen to my answers?", "Is this being recorded?"), r"written down|invited you"),
    Odd("remote", ("Is it remote?", "Can I work from home in this job?", "I've been with Paywise for four years, and I like the people there a lot. Is this position remote or in the office?"), r"do not know.*(?:where|invited you)|invited you"),
    Odd("robot", ("Are you a robot?", "Wait, am I talking to a real person?", "Are you human?"), r"computer|program|machine"),
    Odd("the firm", ("Can you tell me something about the company?", "How big is the team?", "What would my role be in this job?"), r"invited you"),
    Odd("result", ("How am I doing?", "Did I pass?", "When will I hear back from you?"), r"invited you"),
    Odd("rude", ("This is stupid.", "You're a useless piece of crap.", "Oh shut up, you stupid machine.", "What an idiotic question."), r"polite|respect|sorry|annoy"),
    Odd("off topic", ("Do you like football?", "What's the weather like where you are?", "Can you tell me a joke?", "Who won the election?", "How are you today?"), r"interview|your work|keep to"),
    Odd("one word", ("Yes.", "Python.", "Work.", "Not really."), r"more|example|describe|sentences|how so"),
    Odd("silence twice", (SILENCE,), r"hear"),
)  # fmt: skip


def misses(odd: Odd, wording: str, reply: str, *, question: str, rephrased: str, upcoming: str) -> list[str]:
    """What a reply to an odd answer lacks; `upcoming` is the next item of the list, which it must not be.

    Who answers first and asks then, in many words, is answered, and the interview may go on.
    """
    found = []
    if not re.search(odd.must, reply, re.IGNORECASE):
        found.append(f"does not say {odd.must!r}")
    if _has(reply, upcoming) and len(wording.split()) <= _ANSWERED:
        found.append("goes on with the next item")
    if odd.kind == "rephrase" and _has(reply, question):
        found.append("repeats the question word for word")
    if odd.kind == "repeat" and not _has(reply, question):
        found.append("does not repeat the question")
    if odd.back and "?" not in reply and not _has(reply, rephrased):
        found.append("asks nothing")
    return found


def _has(text: str, question: str) -> bool:
    last = re.split(r"(?<=[.!:])\s+", question.strip())[-1].casefold()
    return bool(last) and last in text.casefold()
