"""Hyphens at the ends of lines: which of them part a word, and which put two together."""

# ruff: noqa: RUF001, SIM905
# Why: the hyphens that writers use; lists of words.

from __future__ import annotations

import re

_MAX_WORD = 80
"""Characters of a line's end that are looked at: a text that grows line by line is not searched again and again."""
_LAST_WORD = re.compile(r"([^\W\d_]+)[-‐]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_FIRST_PARTS = frozenset(
    "well self cross co non high low long short full part on off end data multi pre post re pro anti sub inter intra"
    " semi ultra over under up down in out one two three four five six seven eight nine ten first second third fourth"
    " half all ex back front side real near hands state cost time user team client customer company world city nation"
    " award decision problem results detail goal mid large small medium open free late early year month week day hour"
    " point step best house e".split()
)
_SECOND_PARTS = frozenset(
    "based driven facing oriented on off end time level party scale free to up down term wide site specific house"
    " quality hand performing led ready stack language year years day days month months week weeks hour hours effective"
    " friendly side native learning centered centred functional out in of the related class source service speaking"
    " value profile volume risk impact growth edge commerce mail line lines board known paid aware intensive through"
    " date sized person point step bed seat winning making solving rich safe efficient sensitive wise like as art and"
    " or und et oder".split()
)
_TWO_LETTERS = frozenset(
    "ad ai al am an as at bi by co de di do ed en et ex go he hi if in is it la le lo me my no of oh ok on op or pa pc"
    " re so sub to tv un up us uv vs we wi".split()
)
"""Words, prefixes and abbreviations of two letters, which a hyphen joins to what follows."""
_GERMAN = re.compile(r"[äöüß]|(?<!\w)(?:und|für|mit|vom|zur|zum|dem|bei|sowie|einer|eines)\s")
_ADJECTIVE = re.compile(r"(?:isch|lich|ig|[oäö]|iv|al)$")
_SOUTHERN = re.compile(r"(?<!\w)(?:los|las|con|para|y|una|della|dei|delle|di|nel|nella|che|dos|das|uma|com|em)\s")
"""Small words of Spanish, Italian and Portuguese, which French and English do not have."""
_BEHIND_VERBS = frozenset("se me te lhe lhes lo la los las nos vos no na nas chuva feira".split())
_TAIL = re.compile(
    r"(?:[bcdfglmnprstvz]{0,2}(?:ment|tion|sion|cion|ción|zione|ung|keit|heit|schaft|lich|tive|sive|ness|ity|able|ible"
    r"|ance|ence|ous|ful|less|ship|ture|gement|ing|ed|er|ers|ly|al|ally|ical|ics|ate|ated|ates|ating|ize|ized|izing"
    r"|ise|ised|ising|ary|ory|ist|ists|ism|tional|tions|sions|ments|ities|ations|ation|ator|ators|mented|oped|oping"
    r"|opment|agement|aged|ager|agers|aging|nance|tenance))$"
)
"""How words go on that are parted by a line's end, rather than put together of two."""


def is_parted(first: str, second: str) -> bool:
    """Whether the hyphen at the end of a line was put there by whoever broke the line, and not by the writer."""
    if not second[:1].islower():
        return False
    head, tail = _LAST_WORD.search(first[-_MAX_WORD:]), _FIRST_WORD.match(second)
    if head is None or tail is None or tail[0] in _SECOND_PARTS:
        return False
    if first[-1] == "‐":  # what browsers put in; writers type the other one
        return True
    if head[1].casefold() in _FIRST_PARTS:
        return False
    by_language = _is_german(first, head[1]) or _is_southern(first, head[1], tail[0])
    return by_language or _TAIL.match(tail[0]) is not None or _is_syllable(head[1])


def _is_syllable(head: str) -> bool:
    """Whether two letters before a hyphen are no word and no prefix: "Mi-" of "Microsoft"."""
    return len(head) == 2 and not head.isupper() and head.casefold() not in _TWO_LETTERS  # noqa: PLR2004 - a syllable


def _is_german(first: str, head: str) -> bool:
    """Whether the line is German, which writes no hyphen before a small letter but in "IT-gestützt" and the like."""
    return _GERMAN.search(first[-_MAX_WORD:]) is not None and not (head.isupper() or _ADJECTIVE.search(head))


def _is_southern(first: str, head: str, tail: str) -> bool:
    """Whether the line is of a language that puts few words together with hyphens: "técnico-comercial", "tornou-se"."""
    spoken = _SOUTHERN.search(first[-_MAX_WORD:]) is not None
    return spoken and not (head.isupper() or head.endswith("o") or tail in _BEHIND_VERBS)
