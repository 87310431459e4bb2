"""The checks on every reply of the model before a word of it is released: spoken words cannot be called back."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Breach(StrEnum):
    """What is wrong with a reply."""

    NO_QUESTION = "no question"
    TWO_QUESTIONS = "more than one question"
    TOO_LONG = "too long"
    TOO_SHORT = "too short"
    MARKUP = "markup"
    OUT_OF_CHARACTER = "out of character"
    ANSWERS_ITSELF = "speaks in the candidate's place"
    PRAISE = "praise or judgement"
    REPEATED = "repeated question"
    PARROTS = "says the answer back"
    OFF_TOPIC = "not about the answer"
    VAGUE = "asks for nothing in particular"
    NOT_SPEECH = "not speech"


_MARKUP = re.compile(r"[*_#`|<>\[\]{}\\]|https?:|www\.|^\s*[-•]\s|^\s*\d+[.)]\s", re.MULTILINE)
_LABEL = re.compile(r"\b(?:candidate|interviewer|assistant|user|system|question|answer|note)\s*:", re.IGNORECASE)
_CHARACTER = re.compile(
    r"\bas an ai\b|\blanguage model\b|\bfeel free\b|\b(?:if you have )?any (?:other |further |"
    r"more )?questions for me\b|"
    r"\bhow (?:can|may) i (?:help|assist)\b|\bi(?:'m| am) (?:sorry|unable|here to)\b|\bi (?:can't|cannot) \b|"
    r"\b(?:instructions?|prompt)s?\b.{0,12}\b(?:given|above|say|state)|\b(?:salary|hired|job offer)\b|"
    r"\b(?:your|the|a) score\b|\b\d+ (?:out of|/) ?10\b|\bprivate note\b|\bopenai\b|\bqwen\b|\balibaba\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(
    r"\b(?:i|we)(?:'ve|'d| have| had)? (?:also |then |just |really |always |usually |often |never )?"
    r"(?:was|were|did|worked|learned|learnt|used|use|built|made|led|felt|feel|enjoyed|started|decided|managed|tried|"
    r"found|believe|developed|implemented|created|helped|handled|was able|would say|think)\b|"
    r"\bmy (?!question)\w+|\bour \w+|\b(?:me|us) and\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:great|excellent|impressive|amazing|fantastic|wonderful|awesome|perfect|brilliant|outstanding|commendable|"
    r"remarkable|good) (?:answer|job|work|response|point|example|experience|question|skills?|start|approach)\b|"
    r"\b(?:that'?s|that is|sounds|it'?s|how|very|truly|really) (?:great|excellent|impressive|amazing|"
    r"fantastic|wonderful|"
    r"awesome|perfect|brilliant|outstanding)\b|\bwell done\b|\bcongratulations\b|\bi'?m impressed\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:tell|say|share|explain|know|hear)\b(?: me| us)?(?: (?:a (?:little|bit)(?: bit)?|some|something|"
    r"any))? more\b|"
    r"\belaborate\b|\bmore details?\b|"
    r"\bwhen you (?:say|said|mention|mentioned|told|were asked)\b|\bto (?:that|your|the|my) (?:previous |last )?"
    r"(?:question|answer)s?\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # noqa: RUF001 - people write both apostrophes


def words(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word.casefold() for word in _WORD.findall(text)]


_FEWEST_WORDS = 5
_PARROT_WORDS = 10
_ALIKE = 0.82
_SHARED = 0.75
_STOPWORDS = frozenset(
    words(
        "a an and are as at be by can could did do does for from had has have how i in into is it its me of on or "
        "so that the their them then there they this to was were what when where which who why will with would you "
        "your tell about said mentioned thank talked spoke told see"
    )
)
_COMMON = frozenset(
    words(
        "asked ask answer back because before after called came come day days decide decided did didn't don't "
        "doing done feel felt find first found gave get give going got handle happened help job just keep know "
        "last like look made make many more most much never not now one other our out own part people put really "
        "said same say situation some something start started still take than that's thing things think time times "
        "took two use used very want wanted way week weeks went while work worked working year years"
    )
)
"""Words that stand in any story: to share them is not to listen."""


def early_breach(text: str, *, most_words: int) -> Breach | None:
    """What is already wrong with the beginning of a reply, whatever its end will be."""
    if any(ord(char) < 32 and char not in "\n\t " for char in text):  # noqa: PLR2004 - control characters
        return Breach.NOT_SPEECH
    letters = [char for char in text if char.isalpha()]
    if letters and sum(char < "\u0250" for char in letters) < 0.9 * len(letters):
        return Breach.NOT_SPEECH
    if len(words(text)) > most_words:
        return Breach.TOO_LONG
    for pattern, breach in (
        (_MARKUP, Breach.MARKUP),
        (_LABEL, Breach.OUT_OF_CHARACTER),
        (_CHARACTER, Breach.OUT_OF_CHARACTER),
        (_FIRST_PERSON, Breach.ANSWERS_ITSELF),
        (_PRAISE, Breach.PRAISE),
        (_VAGUE, Breach.VAGUE),
    ):
        if pattern.search(text):
            return breach
    return None


def breach_of(
    text: str, *, answer: str, asked: Iterable[str], most_words: int, known: Iterable[str] = ()
) -> Breach | None:
    """What is wrong with a whole reply to `answer`, given all that was `asked` before; None if it may be spoken.

    `known` is what the interviewer knew already: a question about that alone has not listened.
    """
    early = early_breach(text, most_words=most_words)
    if early:
        return early
    if not text.rstrip().endswith("?"):
        return Breach.NO_QUESTION
    if text.count("?") > 1:
        return Breach.TWO_QUESTIONS
    spoken = words(text)
    if len(spoken) < _FEWEST_WORDS:
        return Breach.TOO_SHORT
    if _longest_run(spoken, words(answer)) >= _PARROT_WORDS:
        return Breach.PARROTS
    if any(same_question(text, former) for former in asked):
        return Breach.REPEATED
    said = _stems(answer)
    # Now and then the model takes up the resume or an earlier answer instead: nobody would feel listened to.
    fresh = said.difference(*(_stems(former) for former in known))
    if len(said) >= _ENOUGH_STEMS and not (fresh if len(fresh) >= _ENOUGH_STEMS else said) & _stems(text):
        return Breach.OFF_TOPIC
    return None


_ENOUGH_STEMS = 4
_STEM = 5


def _stems(text: str) -> set[str]:
    """The beginnings of the words that carry meaning."""
    return {word[:_STEM] for word in words(text) if len(word) > 2 and word not in _STOPWORDS | _COMMON}  # noqa: PLR2004


def same_question(one: str, other: str) -> bool:
    """Whether two questions ask the same: their last sentences agree in wording or in what they are about."""
    first, second = _question(one), _question(other)
    if not first or not second:
        return False
    if SequenceMatcher(None, first, second).ratio() >= _ALIKE:
        return True
    left, right = set(first) - _STOPWORDS, set(second) - _STOPWORDS
    smaller = min(len(left), len(right))
    return smaller >= 3 and len(left & right) / max(len(left), len(right)) >= _SHARED  # noqa: PLR2004


def _question(text: str) -> list[str]:
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", text.strip()) if "?" in part]
    return words(sentences[-1]) if sentences else words(text)


def _longest_run(reply: list[str], answer: list[str]) -> int:
    """The longest run of words that stands in both."""
    if not reply or not answer:
        return 0
    return SequenceMatcher(None, reply, answer, autojunk=False).find_longest_match().size
