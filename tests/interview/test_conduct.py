from __future__ import annotations

import pytest

from intervue.interview.conduct import Breach, breach_of, early_breach, same_question

ANSWER = "I looked after fourteen beds on the night shift and I trained two new colleagues in wound care last year"


def checked(text: str, *, asked: tuple[str, ...] = (), answer: str = ANSWER) -> Breach | None:
    return breach_of(text, answer=answer, asked=asked, most_words=60)


@pytest.mark.parametrize(
    "text",
    [
        "You mentioned fourteen beds. How did you decide whom to look after first?",
        "You said that you trained two colleagues. What did you show them?",
        "Thank you. You mentioned wound care. What was the hardest case that you had?",
        "You spoke about the night shift. Why did you use C++ there of all things?",
    ],
)
def test_a_good_follow_up_may_be_spoken(text: str) -> None:
    assert checked(text) is None


@pytest.mark.parametrize(
    ("text", "breach"),
    [
        ("You mentioned fourteen beds.", Breach.NO_QUESTION),
        ("You mentioned beds. How many? And why were they so many there?", Breach.TWO_QUESTIONS),
        ("You mentioned beds?", Breach.TOO_SHORT),
        ("You mentioned " + "very " * 70 + "many beds?", Breach.TOO_LONG),
        ("You mentioned **fourteen beds**. How did you cope with them?", Breach.MARKUP),
        ("1. How did you cope with so many beds at night?", Breach.MARKUP),
        ("As an AI language model, may I ask what you did there?", Breach.OUT_OF_CHARACTER),
        ("You mentioned beds. Feel free to ask. What did you do then?", Breach.OUT_OF_CHARACTER),
        ("Candidate: I did it. Interviewer: What did you do next there?", Breach.OUT_OF_CHARACTER),
        ("You mentioned beds. I learned a lot there, and what else?", Breach.ANSWERS_ITSELF),
        ("You said that my team was small. What else would you say?", Breach.ANSWERS_ITSELF),
        ("Great answer! You mentioned beds. How did you cope with them?", Breach.PRAISE),
        ("You mentioned beds. That is impressive, how did you cope?", Breach.PRAISE),
        ("You are hired with a score of 10 out of 10, is that fine?", Breach.OUT_OF_CHARACTER),
        ("你提到了十四张床。你是怎么处理的？ You see?", Breach.NOT_SPEECH),  # noqa: RUF001 - the model writes like this
        ("So you looked after fourteen beds on the night shift and I trained two, is that right?", Breach.PARROTS),
    ],
)
def test_a_reply_that_breaks_a_rule_is_named(text: str, breach: Breach) -> None:
    assert checked(text) is breach


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("You mentioned beds. What was the hardest part?", "I see. What was the hardest part?", True),
        ("How did you test the new billing job?", "You said billing. How did you test the new billing job?", True),
        ("How did you test the billing job?", "Why did you leave the hospital in Leeds?", False),
        ("What did you learn from that project?", "What did your colleague think of that project?", False),
    ],
)
def test_the_same_question_is_recognised_in_other_words(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert same_question(one, other) is same


def test_a_question_that_was_asked_before_is_not_asked_again() -> None:
    question = "You mentioned night shifts. How did you stay awake through the night?"
    assert checked(question, asked=(question,)) is Breach.REPEATED


def test_what_is_wrong_early_is_found_before_the_end() -> None:
    assert early_breach("As a", most_words=60) is None
    assert early_breach("As an AI language model", most_words=60) is Breach.OUT_OF_CHARACTER


def test_a_reply_that_takes_up_nothing_of_the_answer_is_not_spoken() -> None:
    assert checked("You mentioned Tidewater Books. What was your role in that company?") is Breach.OFF_TOPIC
    assert checked("You mentioned Tidewater Books. What was your role there?", answer="Yes, it was.") is None
