"""The plan of an interview: its topics and the wording of its questions, made by code from the resume.

The plan is made once, at the start, and recorded: it decides what comes next, and its wording takes the place of the
model's where the model fails.
"""

from __future__ import annotations

import zlib
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from intervue.interview.answers import is_foreign
from intervue.interview.digest import clean_field, first_name, position_of, skills_of, trusted_field, with_article
from intervue.interview.retelling import retold

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Topic:
    """A planned question, the same in simpler words, and what to say where the model cannot find a follow-up."""

    question: str
    rephrased: str
    followups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked, in order. Topic 0 is the warm-up and part of the introduction."""

    introduction: str
    topics: tuple[Topic, ...]
    wrap_up: str
    goodbye: str

    def to_json(self) -> dict[str, Any]:
        """For the record."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Plan:
        """From the record."""
        topics = tuple(
            Topic(topic["question"], topic["rephrased"], tuple(topic["followups"])) for topic in data["topics"]
        )
        return cls(data["introduction"], topics, data["wrap_up"], data["goodbye"])


_PROJECT = Topic(
    "Could you tell me about a piece of work from the last few years that you are proud of, and what your own part in "
    "it was?",
    "Think of one task or project that went well. What did you do yourself?",
    (
        "What was the hardest part of that work for you?",
        "How did you know that it had worked?",
    ),
)
_DIFFICULTY = Topic(
    "Please think of a time when something at work went wrong. What happened, and what did you do about it?",
    "Tell me about one problem at work. What did you do to solve it?",
    (
        "Looking back, what would you do differently now?",
        "How did you notice that something was wrong?",
    ),
)
_TEAM = Topic(
    "Tell me about a time when you and a colleague did not agree. How did you deal with it?",
    "Was there a time when you saw something differently from a colleague? What did the two of you do?",
    (
        "What did your colleague think of that in the end?",
        "What did you take away from that for your work with others?",
    ),
)
_LEARNING = Topic(
    "What is something new that you had to learn for your work recently, and how did you go about it?",
    "What did you learn lately for your job, and how did you learn it?",
    (
        "Where have you used what you learned since then?",
        "What was difficult about learning it?",
    ),
)
_PRIORITIES = Topic(
    "When several urgent tasks come at the same time, how do you decide what to do first? An example would help me.",
    "Think of a very busy day. How did you choose what to do first?",
    (
        "What did you leave undone, and how did you tell the others?",
        "Who helped you to decide that?",
    ),
)
_MOTIVATION = Topic(
    "What kind of work would you like to do more of in your next position, and why?",
    "What would you enjoy doing in your next job?",
    (
        "What have you already done to move in that direction?",
        "What would you rather do less of?",
    ),
)
_GENERAL = (_PROJECT, _DIFFICULTY, _TEAM, _LEARNING, _PRIORITIES, _MOTIVATION)

_ELABORATIONS = (
    "Could you walk me through one concrete example of that?",
    "What was your own part in that, step by step?",
    "Why did you choose to do it that way?",
)


def make_plan(resume: Mapping[str, Any] | None, *, questions: int, followups: int, role: str = "") -> Plan:
    """A plan with enough topics for `questions` questions, also if no answer invites a follow-up.

    `role` is the position that is to be filled, as whoever invites wrote it; empty where nobody said.
    """
    warm_up = _warm_up(resume)
    specific = _specific(resume)
    role = trusted_field(role, _LONGEST_ROLE)
    topics = [warm_up, *_interleave(specific, (*_for_role(role), *_GENERAL))]
    wanted = max(2, -(-questions // (1 + min(followups, 1))) + 3, questions)
    while len(topics) < wanted:
        topics.append(_numbered(len(topics)))
    name = first_name(resume)
    hello = f"Hello {name}, and welcome." if name else "Hello, and welcome."
    introduction = (
        f"{hello} I am an AI interviewer, and I will ask you a few questions about your work"
        f"{f' and about the position of {role}' if role else ''}. "
        f"Take your time with each answer. {warm_up.question}"
    )
    return Plan(
        introduction=introduction,
        topics=tuple(topics[:wanted]),
        wrap_up="We are nearly at the end. Is there anything you would like to add, or to put right, before we finish?",
        goodbye=f"Thank you{f', {name}' if name else ''}, for your time and for your answers. "
        "The people who invited you will get back to you. Goodbye.",
    )


def _for_role(role: str) -> tuple[Topic, ...]:
    """What is asked of everybody who applies for a position."""
    if not role:
        return ()
    return (
        Topic(
            f"Which part of your experience would help you most in the position of {role}, and how?",
            f"What have you done before that is like the work of the position of {role}?",
            ("Which part of that position would be new to you?", "How would you prepare for that?"),
        ),
    )


_LONGEST_ROLE = 60
"""Characters of a position's name that are read out."""


def _warm_up(resume: Mapping[str, Any] | None) -> Topic:
    jobs = resume.get("experiences", []) if resume else []
    position = _as_position(jobs[0]) if jobs else ""
    followups = _ELABORATIONS[:2]
    if position:
        current = _is_current(jobs[0])
        tense, do, work = ("your work", "do", "work") if current else ("your time", "did", "worked")
        return Topic(
            f"To begin, could you tell me a little about {tense} {position}?",
            f"You {work} {position}. What {do} you do there on a normal day?",
            followups,
        )
    studies = resume.get("education", []) if resume else []
    school = trusted_field(studies[0].get("institution"), 50) if studies else ""
    if school:
        return Topic(
            f"To begin, could you tell me a little about yourself and about your studies at {school}?",
            f"What did you study at {school}, and what did you like about it?",
            followups,
        )
    return Topic(
        "To begin, could you tell me a little about yourself and about the work you do now?",
        "What is your work, and what do you do on a normal day?",
        followups,
    )


def _as_position(job: Mapping[str, Any]) -> str:
    """How somebody works or worked: "as a Nurse at City Hospital", "at City Hospital"; empty if nothing is known."""
    position = position_of(job)
    if not trusted_field(job.get("title"), 50):
        return f"at {position}" if position else ""
    return f"as {with_article(position)}"


def _is_current(job: Mapping[str, Any]) -> bool:
    end = clean_field(job.get("end_date"), 16).casefold()
    return end in {"present", "now", "current", "today", "ongoing"}


def _specific(resume: Mapping[str, Any] | None) -> list[Topic]:
    """Topics that only this resume gives rise to."""
    if not resume:
        return []
    topics = _achievement(resume)
    skills = skills_of(resume)
    if skills:
        # Which skill is asked about depends on the resume alone, so that a repeated start asks the same.
        skill = skills[zlib.crc32(" ".join(skills).encode()) % min(len(skills), 4)]
        topics.append(
            Topic(
                f"Your resume names {skill}. Could you describe a task in which you relied on it, and how you went "
                "about it?",
                f"When did you last use {skill} in your work, and for what?",
                (f"What do you find difficult about {skill}?", "How did you check that the result was right?"),
            )
        )
    earlier = [position_of(job) for job in resume.get("experiences", [])[1:3] if trusted_field(job.get("title"), 50)]
    earlier = [position for position in earlier if position]
    if earlier:
        position = with_article(earlier[0])
        topics.append(
            Topic(
                f"Let us go further back. You were {position}. What did you learn there that you still use today?",
                f"What did you do as {position}, and what did you learn?",
                ("How does that show in your work now?", "What made you move on from there?"),
            )
        )
    return topics


def _achievement(resume: Mapping[str, Any]) -> list[Topic]:
    """One line of a recent position that states what was achieved, best one with a figure in it."""
    for job in resume.get("experiences", [])[:2]:
        company = trusted_field(job.get("company"), 40)
        lines = [trusted_field(line, 140).rstrip(".") for line in job.get("highlights", [])[:8]]
        fit = [line for line in lines if _SHORTEST_LINE <= len(line.split()) <= _LONGEST_LINE and "?" not in line]
        fit = [line for line in fit if not is_foreign(line)]
        if company and fit:
            line = next((line for line in fit if any(char.isdigit() for char in line)), fit[0])
            stated = retold(line, company, current=_is_current(job))
            question = f"{stated} How did you go about that, and what was your own part?"
            rephrased = f"{stated} What did you do yourself?"
            return [
                Topic(question, rephrased, ("What was the hardest part of that?", "How did you know it had worked?"))
            ]
    return []


_SHORTEST_LINE = 4
_LONGEST_LINE = 18
"""Words of a resume's line that can be read out in a question."""


def _interleave(specific: list[Topic], general: tuple[Topic, ...]) -> list[Topic]:
    """Resume, general, resume, general, ...: so that neither half feels like a form."""
    mixed: list[Topic] = []
    left, right = list(specific), list(general)
    while left or right:
        if left:
            mixed.append(left.pop(0))
        if right:
            mixed.append(right.pop(0))
    return mixed


def _numbered(index: int) -> Topic:
    """More topics for very long interviews: different occasions of the same kind of story."""
    occasions = (
        "a decision that you had to make with too little information",
        "a customer, patient or colleague who was hard to satisfy",
        "a time when you had to explain something complicated in simple words",
        "something that you improved although nobody had asked you to",
        "a deadline that was in danger",
        "feedback that was hard to hear",
        "a task that you handed to somebody else",
        "a rule or a habit at work that you changed",
        "a mistake of your own that taught you something",
        "a day at work that you remember well",
    )
    occasion = occasions[index % len(occasions)]
    again = "" if index < len(occasions) + len(_GENERAL) else " Please choose another example than before."
    return Topic(
        f"Could you tell me about {occasion}?{again}",
        f"Think of {occasion}. What happened?",
        ("What came of it?", "What would you do differently now?"),
    )
