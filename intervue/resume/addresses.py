"""E-mail addresses, LinkedIn profiles and web addresses in a text or behind a link."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from intervue.resume.tracing import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.resume.lines import Link

EMAIL = re.compile(
    r"(?<![A-Za-z0-9.+_-])[A-Za-z0-9_][A-Za-z0-9_.+%'-]{0,63}@[^\W_](?:[^\W_-]|-){0,62}(?:\.(?:[^\W_]|-){1,63}){0,6}"
    r"\.[^\W\d_]{2,24}(?!\w)"
)
_HIDDEN_AT = re.compile(r"\s*[\[({<]\s*(?:at|@|arroba|chez)\s*[\])}>]\s*", re.IGNORECASE)
_HIDDEN_DOT = re.compile(r"\s*[\[({<]\s*(?:dot|punkt|point|punto|ponto)\s*[\])}>]\s*", re.IGNORECASE)
"""How addresses are hidden from machines: "jane [at] example (dot) org"."""
_LINKEDIN = re.compile(
    r"(?:https?://|(?<![\w.-]))(?:[a-z]{2,3}\.)?linkedin\.com/(?:in|pub)/[\w%\-.~]+/?", re.IGNORECASE
)
_PROFILE = re.compile(r"(?:^|[|:•,]\s*)/?(in/[\w%\-.~]{3,100})/?(?=$|\s*[|,•])")
"""What is left of an address behind LinkedIn's sign."""
_PROFILE_LAST = re.compile(r"(?<=\S)\s+(in/[\w%\-.~]{3,100})/?$")
"""The same with nothing but its sign before it, at the end of a line with an e-mail address."""
_HANDLE = re.compile(r"(?<!\w)(?i:linkedin)\s*:\s*@?([a-z0-9][a-z0-9-]{3,100})(?=$|\s*[|,•])")
_ODD_LINKEDIN = re.compile(
    r"(?<![\w.-])(?:www\.)?linkedin\.com/(?!(?:company|school|jobs|feed|posts|pulse)\b)[\w%-]{4,}/?"
)
_URL = re.compile(
    r"(?:https?://|www\.)\S+|\b(?:[\w-]{1,60}\.){1,4}(?:com|org|net|io|dev|me|de|fr|es|it|nl|uk|design|app|co)/\S*"
)
_LEAST_WORD = 3
_MAX_SLUG = 100
"""Characters of the name in a profile's address, as LinkedIn has it."""
_LINKEDIN_SITE = "www.linkedin.com/"


def find_email(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The first e-mail address of the texts, else of the links."""
    for text in texts:
        match = EMAIL.search(text) or EMAIL.search(_HIDDEN_DOT.sub(".", _HIDDEN_AT.sub("@", text)))
        if match:
            return match[0]
    for link in links:
        if link.uri[:7].lower() == "mailto:":
            match = EMAIL.search(unquote(link.uri[7:].split("?", maxsplit=1)[0]))
            if match:
                return match[0]
    return None


def find_linkedin(texts: Sequence[str], links: Sequence[Link]) -> str | None:
    """The profile's address; what a link points to counts more than what is printed."""
    for link in links:
        uri = link.uri.strip()
        host = host_of(uri if "://" in uri else f"https://{uri}") or ""
        if (host == "linkedin.com" or host.endswith(".linkedin.com")) and _is_profile(uri):
            return re.sub(r"^(?:http://)?(?=\w)(?!https://)", "https://", uri, flags=re.IGNORECASE)[:300]
    for text in texts:
        match = _LINKEDIN.search(text)
        if match:
            address = match[0].rstrip(".")
            return re.sub(r"^(?:https?://)?", "https://", address, flags=re.IGNORECASE)
    for pattern, before in ((_ODD_LINKEDIN, ""), (_PROFILE, _LINKEDIN_SITE), (_HANDLE, f"{_LINKEDIN_SITE}in/")):
        for match in filter(None, map(pattern.search, texts)):
            return f"https://{before}{match[match.lastindex or 0]}"
    last = next(filter(None, (_PROFILE_LAST.search(text) for text in texts if EMAIL.search(text))), None)
    return f"https://{_LINKEDIN_SITE}{last[1]}" if last else None


def _is_profile(uri: str) -> bool:
    """Whether an address names a person: in one word, as no sentence is."""
    match = _LINKEDIN.search(uri)
    if not match:
        return False
    slug = unquote(match[0].rstrip("/").rpartition("/")[2])
    return len(slug) <= _MAX_SLUG and not re.search(r"\s", slug)


def host_of(uri: str) -> str | None:
    """The host of an http address, in lower case; None for anything else."""
    try:
        parts = urlsplit(uri.strip())
    except ValueError:
        return None
    return parts.hostname if parts.scheme.lower() in {"http", "https"} else None


def in_address(name: str, *addresses: str) -> bool:
    """Whether a word of the name of three letters or more stands in an address."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", " ".join(addresses).casefold()) if c.isalnum())
    return any(len(word) >= _LEAST_WORD and word in fold(plain) for word in fold_words(name))


def without_addresses(text: str) -> str:
    """The text with a bar in each address's place."""
    bare = _PROFILE_LAST.sub(" | ", text) if EMAIL.search(text) else text
    return _URL.sub(" | ", _LINKEDIN.sub(" | ", EMAIL.sub(" | ", bare)))
