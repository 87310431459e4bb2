# ruff: noqa: RUF001 - every kind of dash is a pause
"""Makes written text speakable: what a person would say aloud who reads it out.

The result holds words, apostrophes, hyphens and the punctuation that a voice hears (`, . ; : ? !`): no digits, no
brackets, no markup. Acronyms are dotted without a last dot ("A.W.S"): so espeak spells them and hears no sentence end.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from intervue.audio.figures import say_figures
from intervue.audio.lexicon import alternatives, lexicon, look_up
from intervue.audio.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@((?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24})\b")
_URL = re.compile(
    r"\b(?:https?|ftp)://(?:[^\s/@]{1,100}@)?([^\s/?#,;!\"'()<>]{1,253})([^\s\"'()<>]{0,2000})", re.IGNORECASE
)
_DOMAIN = re.compile(
    r"(?<![\w@./-])(?:www\.)?((?:[A-Za-z0-9-]{1,63}\.){1,5}(?:com|org|net|io|dev|ai|edu|gov|co|uk|de|eu|app|info|me))"
    r"(?:/[\w./-]{0,200})?(?![\w-])"
)
_FILE = re.compile(
    r"(?<![\w.])([A-Za-z][\w-]{0,60})\.(py|ts|tsx|json|yaml|yml|toml|md|txt|csv|pdf|sh|sql|html|css|java|go|rs)\b"
)
_FILE_KINDS = {"py": "pie", "md": "M.D", "ts": "T.S", "rs": "R.S", "sh": "S.H", "yml": "yaml"} | {
    kind: ".".join(kind.upper()) for kind in ("csv", "css", "html", "pdf", "sql", "tsx")
}
_LONGEST_PATH = 30
"""Characters of a path that are read aloud; of a longer one the host is enough."""

_PER = {
    "s": "second", "sec": "second", "second": "second", "min": "minute", "minute": "minute", "h": "hour", "hr": "hour",
    "hour": "hour", "day": "day", "d": "day", "wk": "week", "week": "week", "mo": "month", "month": "month",
    "yr": "year", "year": "year",
}  # fmt: skip

_LONGEST_ACRONYM = 4
"""Letters; longer runs of capitals with vowels are words: "HADOOP"."""
_SHOUTED = 0.7
"""Part of capitals among the letters from which a text counts as shouted, and capitals mean nothing."""

_SYMBOLS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\b([A-Za-z]+)\.js\b"), r"\1 J.S"),
    (re.compile(r"(?<=[A-Za-z])\.NET\b"), " dot net"),
    (re.compile(r"(?<![\w.])\.(?=[A-Za-z])"), "dot "),
    (re.compile(r"\s*(?:-{1,2}|=)>\s*"), " to "),
    (re.compile(r"\s*<-{1,2}\s*"), " from "),
    (re.compile(r"\s*(?:>=)\s*"), " at least "),
    (re.compile(r"\s*(?:<=)\s*"), " at most "),
    (re.compile(r"\s*(?:!=)\s*"), " not equal to "),
    (re.compile(r"\s*={2,3}\s*"), " equals "),
    (re.compile(r"\s&{1,2}\s|(?<=\w)&(?=\w)"), " and "),
    (re.compile(r"(?<!\w)~\s?(?=[$€£]?[0-9])"), "about "),
    (re.compile(r"\+(?![0-9])"), " plus "),
    (re.compile(r"(?<=\w)\s*=\s*(?=\w)"), " equals "),
    (re.compile(r"\s<\s|<(?=[0-9])"), " less than "),
    (re.compile(r"\s>\s|>(?=[0-9])"), " more than "),
    (re.compile(rf"(?<=\w)/({'|'.join(_PER)})\b"), lambda found: f" per {_PER[found[1]]}"),
    (re.compile(r"\b([A-Z])/([A-Z])\b"), r"\1.\2"),
    (re.compile(r"\band/or\b"), "and or"),
    (re.compile(r"\b(he|she|his|her|him|they|yes|true|pass|either)/(?=[a-z])"), r"\1 or "),
    (re.compile(r"(?<=[A-Za-z])/(?=[A-Za-z])"), " "),
    (re.compile(r"(?<!\w)#(?=[A-Za-z])"), "hashtag "),
    (re.compile(r"(?<!\w)@(?=\w)"), "at "),
)
_TIDY: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"\+"), " plus "),
    (re.compile(r"_"), " "),
    (re.compile(r"\.{2,}(\s*\Z)?"), lambda found: "," if found[1] is None else "."),
    (re.compile(r"\s*[–—]\s*|\s+-{1,3}\s+|\s*-{2,3}\s*"), ", "),
    (re.compile(r"\s*[()]\s*"), ", "),
    (re.compile(r"(?<!\w)'+|'+(?!\w)|\"+"), ""),
    (re.compile(r"(?<!\w)-+|-+(?!\w)"), " "),
    (re.compile(r"[^A-Za-z\u00c0-\u00ff\s'.,;:?!-]"), " "),
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+(?=[,.;:?!])"), ""),
    (re.compile(r"([,;:])[,;:]+"), r"\1"),
    (re.compile(r"[,;:](?=[.?!])"), ""),
    (re.compile(r"[.?!]{2,}"), lambda found: next(mark for mark in "?!." if mark in found[0])),
    (re.compile(r"([.?!])\s*,"), r"\1"),
    (re.compile(r"^[\s,.;:?!-]+"), ""),
)


def speakable(text: str) -> str:
    """Written text as it is said. Empty if there is nothing to say. Never raises; time grows with the length alone."""
    text = plain(text)
    text = _say_addresses(text)
    text = _say_written(text)
    for pattern, said in _SYMBOLS:
        text = pattern.sub(said, text)
    text = say_figures(text)
    text = _say_resume(_say_capitals(text))
    for pattern, said in _TIDY:
        text = pattern.sub(said, text)
    return text.strip()


def _say_addresses(text: str) -> str:
    text = _EMAIL.sub(lambda found: f"{_dots(found[1])} at {_dots(found[2])}", text)
    text = _URL.sub(_address, text)
    text = _DOMAIN.sub(lambda found: _dots(found[1]), text)
    return _FILE.sub(lambda found: f"{_dots(found[1])} dot {_FILE_KINDS.get(found[2], found[2])}", text)


def _address(found: re.Match[str]) -> str:
    host, rest = found[1].rstrip("."), found[2]
    end = found[0][len(found[0].rstrip(".,;:!?")) :]
    path = re.split("[?#]", rest.rstrip(".,;:!?"))[0].strip("/")
    said = _dots(host.removeprefix("www.").split(":")[0])
    if path and len(path) <= _LONGEST_PATH:
        said += "".join(f" slash {_dots(part)}" for part in path.split("/") if part)
    return said + end


def _dots(name: str) -> str:
    return re.sub(
        r"\s+",
        " ",
        re.sub(r"[^\w\s.+-]", " ", name)
        .replace(".", " dot ")
        .replace("-", " dash ")
        .replace("_", " underscore ")
        .replace("+", " plus "),
    )


@cache
def _written() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.'])(?<!\w[+#/&-])(?P<word>{alternatives(lexicon().written)})(?P<end>s(?=\W)|)(?![\w/+#])(?P<next>\s+\S)?"
    )


def _say_written(text: str) -> str:
    return _written().sub(_words, text)


def _words(found: re.Match[str]) -> str:
    said = look_up(lexicon().written, found["word"])
    following = found["next"] or ""
    # "etc." may end a sentence, "Dr." and "e.g." never do.
    ends = found["word"].lower() in ("etc.", "inc.", "ltd.", "jr.", "sr.") and (
        not following or following.strip().isupper()
    )
    return said + found["end"] + ("." if ends else "") + following


_INITIAL = re.compile(r"(?<![\w.])([A-Z])\.(?=\s[A-Z][a-z])")
_CAPITALS = re.compile(r"(?<![\w.'])([A-Z]{2,6})('?s)?(?![\w])")


def _say_capitals(text: str) -> str:
    text = _INITIAL.sub(r"\1", text)
    # "the U.S. team": a dot before a small letter ends no sentence.
    text = re.sub(r"\b((?:[A-Za-z]\.){1,6}[A-Za-z])\.(?=\s+[a-z])", r"\1", text)
    shouted = _is_shouted(text)
    return _CAPITALS.sub(lambda found: _capitals(found, shouted=shouted), text)


def _is_shouted(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    words = re.findall(r"\b[A-Z]{2,}\b", text)
    plain_words = sum(word in lexicon().said or len(word) > _LONGEST_ACRONYM for word in words)
    return sum(map(str.isupper, letters)) > _SHOUTED * len(letters) and plain_words * 2 >= len(words)


def _capitals(found: re.Match[str], *, shouted: bool) -> str:
    word, plural = found[1], found[2] or ""
    if word in lexicon().said:
        return found[0]
    if (shouted or len(word) > _LONGEST_ACRONYM) and re.search("[AEIOUY]", word):
        return found[0].lower()
    return _spelled(word) + ("'s" if plural else "")


def _spelled(word: str) -> str:
    return ".".join(word.upper())


_RESUME = re.compile(
    r"\b((?i:your|the|my|his|her|their|this|that|a|our|on|one-page|updated)\s)([Rr])esum[eé](s?)\b(?!\s(?:work|where|from|after|at)\b)"
)


def _say_resume(text: str) -> str:
    """The paper is not the verb: "your resume", but "let us resume"."""
    return _RESUME.sub(r"\1\2ésumé\3", text)
