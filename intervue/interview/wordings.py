"""What the interviewer says in words of its own: transitions, answers to questions back, and how follow-ups begin."""

from __future__ import annotations

from intervue.interview.answers import AnswerKind

FORMS: tuple[str, ...] = (
    "You mentioned {}. How did you",
    "I see. When you",
    "Going back to {the}, how did you",
    "You spoke about {}. What",
    "Let us stay with {the} for a moment. What did you",
)
PLAIN_FORMS: tuple[str, ...] = ("When you", "I see. What made you", "What happened after")
"""How a follow-up begins; the model ends it. None ends in a space: it would drag a number behind it.

Beginnings of questions make the model ask about something in particular; left to itself it ends most turns with "Can
you tell me more about that?". `{}` is a phrase of the answer, `{the}` the same with "the" for "a". The plain ones are
for answers without such a phrase: more of what they lead to is about nothing that was said.
"""

TRANSITIONS = ("Thank you.", "All right.", "I see, thank you.", "Thank you for that.", "Good, let us go on.", "Okay.")
SKIPPING = ("Of course.", "That is fine.", "Certainly.")
GIVING_UP = (
    "No problem, let us leave that.",
    "That is fine, let us talk about something else.",
    "That is all right, let us go on to something else.",
)
EASIER = ("That is all right.", "No problem.", "That is fine, take your time.")
"""Before the same question in simpler words, when somebody does not know what to say."""

SHORT = (
    "Could you tell me a little more about that?",
    "Could you say that in a few sentences, perhaps with an example?",
    "I would like to hear more. Could you describe it in a few sentences?",
)

ASIDES = {
    AnswerKind.PAY: "I cannot speak about pay or conditions, but the people who invited you can.",
    AnswerKind.PLACE: "I do not know where and at what hours you would work; please ask the people who invited you.",
    AnswerKind.READERS: "What we say is written down for the people who invited you.",
    AnswerKind.MACHINE: "Yes, I am a computer program; people read your answers afterwards.",
    AnswerKind.OUTCOME: "That is for the people who invited you to say; they will get back to you.",
    AnswerKind.FIRM: "I know too little about that to answer well; the people who invited you can tell you more.",
    AnswerKind.CHAT: "I would rather keep to your work in this interview.",
    AnswerKind.INSULT: "I am sorry that this annoys you. Let us stay polite and go on.",
    AnswerKind.COMMAND: "I can only hold this interview with you.",
    AnswerKind.LANGUAGE: "I can hold this interview in English only. Simple words are quite enough.",
}
"""One answer to what the candidate asks or demands, before the interview goes on."""
BACK = ("My question was:", "Back to my question:", "Let me come back to my question:")

UNHEARD = "I could not hear anything. Please check that your microphone is on, and try once more."
STILL_UNHEARD = (
    "I still cannot hear you. If you would rather take another question, just say: next question. "
    "Otherwise, please try once more."
)

SPARE = (
    "Could you walk me through one concrete example of that?",
    "What was your own part in that, step by step?",
    "Why did you choose to do it that way?",
    "What did you learn from that?",
    "Who else was involved, and how did you work together?",
    "How did you know whether it had worked?",
    "What was the most difficult moment in that?",
)
"""Follow-ups for when the plan has none left."""

LEADS = frozenset(
    part.strip(" .!,")
    for text in (*TRANSITIONS, *SKIPPING, *GIVING_UP, *EASIER, *ASIDES.values(), *BACK, "I see.")
    for part in (text, *text.split(". "))
)
"""What stands before a question and is not said again with it."""
