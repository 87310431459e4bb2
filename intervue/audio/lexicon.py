"""Pronunciation: words and phonemes from `lexicon.toml`, the only source of raw phonemes for the voice."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SIBILANTS = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What `lexicon.toml` says. Keys without capitals match in any case."""

    phonemes: dict[str, str]
    weak: dict[str, str]
    written: dict[str, str]
    said: frozenset[str]
    """Capitals that are said as a word."""


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    text = files("intervue.audio").joinpath("lexicon.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return Lexicon(table["phonemes"], table["weak"], table["written"], frozenset(table["capitals"]["said"]))


def alternatives(keys: dict[str, str]) -> str:
    """A pattern that matches any of the keys, the longest first; keys without capitals match in any case."""
    return "|".join(
        f"(?i:{re.escape(key)})" if key == key.lower() else re.escape(key)
        for key in sorted(keys, key=lambda key: (-len(key), key))
    )


def look_up(table: dict[str, str], word: str) -> str:
    """The entry for a word that `alternatives` matched."""
    return table.get(word) or table[word.lower()]


@cache
def _pronounced() -> re.Pattern[str]:
    words = lexicon()
    return re.compile(
        rf"(?:(?<![\w'-])(?P<weak>(?i:{'|'.join(words.weak)}))\ )?"
        rf"(?<![\w'])(?P<word>{alternatives(words.phonemes)})(?P<own>'s)?(?![\w'])(?P<mark>[,.;:?!]*)(?P<hyphen>-?)",
    )


def pronounce(text: str) -> str:
    """Put `[[phonemes]]` in the place of the words that have them. `text` comes from `speakable`: it has no brackets.

    Piper drops punctuation that follows a block, and says a small word before one as if it stood alone. So both go into
    the block: "used a Redis, and" becomes "used [[<both words>,]] and".
    """
    blocks = _pronounced().sub(_block, text)
    return re.sub(r"\]\] \[\[", " ", _AT_A.sub(r"\1'", blocks))


_AT_A = re.compile(r"(\b\w*[Tt]\s)(?=A\.[A-Z]\b)")
"""Before dotted letters that begin with A: espeak would say "at A.B.C" as "at a dot BC"; an apostrophe hinders it."""


def _block(found: re.Match[str]) -> str:
    words = lexicon()
    phonemes = look_up(words.phonemes, found["word"])
    if found["own"]:
        phonemes += "ᵻz" if phonemes.endswith(_SIBILANTS) else "s" if phonemes.endswith(_VOICELESS) else "z"
    before = f"{words.weak[found['weak'].lower()]} " if found["weak"] else ""
    return f"[[{before}{phonemes}{found['mark']}]]{' ' if found['hyphen'] else ''}"
