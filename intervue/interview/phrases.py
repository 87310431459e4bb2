"""Finds something in an answer that a question can take up: "the expired certificate", "your manager".

No grammar, only words: a phrase begins with an article, a possessive or a number, and ends before a word that cannot
belong to it. Where that is not certain there is no phrase.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")  # noqa: RUF001 - people write both apostrophes
_MOST_WORDS = 3
_BEGINS = {
    "a": "a", "an": "an", "the": "the", "my": "your", "our": "your",
    "two": "two", "three": "three", "four": "four", "five": "five", "six": "six", "seven": "seven", "eight": "eight",
    "nine": "nine", "ten": "ten", "twelve": "twelve", "twenty": "twenty", "thirty": "thirty", "forty": "forty",
    "fifty": "fifty", "hundred": "hundred",
}  # fmt: skip
"""What a phrase begins with, and how it sounds when the interviewer says it."""
_ENDS = _set(
    "about above after against along among around at before behind below between by down during for from in inside "
    "into of off on onto out outside over per through to toward towards under until up upon with within without "
    "and or but because so that which who whom whose when where while since as than if though although then "
    "i you he she it we they there is was were are am be been had has have did do does would could can will should "
    "might may must also again always never even just only too yet still"
)
"""Words before which a phrase certainly ends."""
_VAGUE = _set(
    "thing things way ways lot lots bit time times day days week weeks weekend weekends month months year years hour "
    "hours minute minutes second seconds moment people person one ones part parts side rest kind sort couple example "
    "half morning mornings night nights afternoon evening monday tuesday wednesday thursday friday saturday sunday "
    "spring summer autumn winter end beginning start others very really question questions answer answers interview "
    "job fact case cases point percent idea something anything nothing stuff man woman guy problem problems reason "
    "word words number numbers work working company once now somewhere anywhere everywhere "
    "there here together late today yesterday "
    "mother father son daughter wife husband family child children baby god religion church politics money"
)
"""Words about which nothing can be asked, or which are nobody's business, at the end of a phrase."""
_NEVER = _set(
    "fuck fucking shit stupid idiot idiots damn crap hell bloody prompt instruction instructions system rules score "
    "hired salary poem job-offer interviewer assistant robot prank"
)
_UNFIT = _VAGUE | _NEVER
_CARRIES_NOTHING = _set(
    "new old big small good bad great nice long short big many more such own certain different several same first "
    "last next most best worst other little few whole"
)


def said_words(text: str) -> set[str]:
    """The words of a text, folded."""
    return {token.casefold() for token in _TOKEN.findall(text) if token[0].isalnum()}


def phrase_of(answer: str, known: Iterable[str] = ()) -> str:
    """The phrase of `answer` that has most words in it which are not in `known`; empty if there is none to rely on.

    Of equals the last one: a story's point comes at its end.
    """
    old = set().union(*(said_words(text) for text in known)) if known else set()
    best, most = "", 0
    for phrase in phrases(answer):
        fresh = [word for word in phrase.casefold().split()[1:] if word not in old and word not in _CARRIES_NOTHING]
        # The thing itself must be new, not only what was said of it.
        if fresh and fresh[-1] == phrase.casefold().split()[-1] and len(fresh) >= most:
            best, most = phrase, len(fresh)
    return best


def definite(phrase: str) -> str:
    """The phrase as of something that both know: "the letter" for "a letter", "the two trainees" for "two trainees"."""
    first, _, rest = phrase.partition(" ")
    if first in {"a", "an"}:
        return f"the {rest}"
    return phrase if first in {"the", "your", ""} else f"the {phrase}"


def phrases(answer: str) -> list[str]:
    """All phrases of an answer that can be relied on, as the interviewer would say them."""
    tokens = _TOKEN.findall(answer)
    found = []
    for index, token in enumerate(tokens):
        begin = _BEGINS.get(token.casefold())
        if begin is None or (index and tokens[index - 1].casefold() in {"the", "my", "our", "a", "every", "hundred"}):
            continue
        words = _noun_words(tokens[index + 1 :])
        if words:
            whole = [begin, *words, *_of_what(tokens[index + 1 + len(words) :])]
            found.append(" ".join(word for word in whole if word.casefold() != "same"))
    return found


def _noun_words(tokens: list[str]) -> list[str]:
    """The words up to where a phrase certainly ends; none if it does not end in time or is about nothing."""
    words: list[str] = []
    for token in [*tokens[: _MOST_WORDS + 1], "."]:
        folded = token.casefold()
        # "the board hated", "the cache grew": a verb of the past ends it, but may begin it ("the expired certificate").
        if not token[0].isalnum() or folded in _ENDS or (words and _ends(folded)):
            break
        words.append(token)
    if not 1 <= len(words) <= _MOST_WORDS:
        return []
    folded_words = [word.casefold() for word in words]
    last = folded_words[-1]
    unfit = (
        any(word in _UNFIT or word in _BEGINS or not word.replace("-", "").isalpha() for word in folded_words)
        or last.endswith(("ed", "ly", "est", "ing"))
        or last in _CARRIES_NOTHING
        or len(last) < _SHORTEST
    )
    return [] if unfit else words


def _of_what(tokens: list[str]) -> list[str]:
    """Of "a pot of tea" the tea: one more word, if a phrase certainly ends after it."""
    of, what, end, *_ = [*tokens, "", "", ""]
    if of.casefold() != "of" or not what or not _noun_words([what, "."]):
        return []
    return [of, what] if not end or not end[0].isalnum() or _ends(end.casefold()) else []


def _ends(word: str) -> bool:
    """Whether a phrase that has a noun is over before this word: a function word, or a verb of the past."""
    return word in _ENDS or word in _PAST or word.endswith("ed")


_SHORTEST = 3
_PAST = _set(
    "fought grew went came ran fell broke took gave made said told saw found left lost kept held led met sent built "
    "wrote read began got put let set cut hit paid sold bought brought thought knew felt stood sat won threw cried "
    "stopped hated laughs means needs wants works gets goes comes says takes makes"
)
