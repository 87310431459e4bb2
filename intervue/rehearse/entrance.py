"""By what a rehearsal comes into a server that asks who one is. Secrets: from files or the environment, never shown."""

from __future__ import annotations

import os
import re
import sys
import uuid
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY: Final = "INTERVUE_REHEARSE_KEY"
TOKEN: Final = "INTERVUE_REHEARSE_TOKEN"  # noqa: S105 - the name of a variable
INVITATION: Final = "INTERVUE_REHEARSE_INVITATION"
HOW_TO_ENTER: Final = (
    "This server asks everybody who they are. Give --key-file FILE with an API key (`intervue keys create rehearsal "
    "--scope sessions:write` makes one), or the --invitation LINK of an interview."
)
ROLE: Final = "Rehearsal"
"""The position of an interview that a rehearsal makes for itself: a recruiter sees what it is."""
_MARK: Final = "invitation="
_WORD: Final = re.compile(r"[!-~]{1,4096}")
"""What a header can carry as it is."""
_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,128}")


class EntranceError(Exception):
    """The candidate cannot come in. A sentence that says what to do next, and holds no secret."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What was given to come in by: a key, the token of an interview, or nothing."""

    key: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    server: str = ""
    """The address that stands in an invitation's link."""
    erase: bool = False
    """Whether the interview is erased in the end."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """An interview, and the token that lets into it; empty where nobody is asked."""

    session: str
    token: str = field(default="", repr=False)

    def headers(self) -> dict[str, str]:
        """What says so in a request or a handshake."""
        return _bearer(self.token)


def find_ways(key_file: Path | None, token_file: Path | None, invitation: str | None, *, erase: bool = False) -> Ways:
    """What the command line gives, else the environment. Raises `EntranceError`."""
    ways = _found(key_file, token_file, invitation, os.environ)
    if erase and ways.token:
        raise EntranceError("--erase needs a key: who was invited to an interview cannot erase it.")
    return replace(ways, erase=erase)


def _found(
    key_file: Path | None, token_file: Path | None, invitation: str | None, environment: Mapping[str, str]
) -> Ways:
    named = {"--key-file": key_file, "--token-file": token_file, "--invitation": invitation}
    given = [name for name, value in named.items() if value is not None]
    if not given:
        given = [name for name in (KEY, TOKEN, INVITATION) if environment.get(name)]
    if len(given) > 1:
        raise EntranceError(f"Give only one of {', '.join(given)}: each is a way in of its own.")
    match given:
        case ["--key-file" | "--token-file"]:
            file = key_file or token_file or Path()
            text, place = _read(file), str(file)
        case ["--invitation"]:
            text, place = invitation or "", "--invitation"
        case [place]:
            text = environment[place]
        case _:
            return Ways()
    if place in {"--invitation", INVITATION}:
        return _by_link(text.strip(), place)
    word = _word(text, place)
    is_key = place == KEY or key_file is not None
    if word.startswith("ivs_" if is_key else "ivk_"):
        raise EntranceError(f"{place} holds a{' token' if is_key else 'n API key'}: that is for another option.")
    return Ways(key=word) if is_key else Ways(token=word)


def _by_link(link: str, place: str) -> Ways:
    no_link = EntranceError(f"{place} is no link to an interview: it looks like https://server/#{_MARK}...")
    try:
        parts = urlsplit(link)
    except ValueError:  # such as a bracket that is not closed
        raise no_link from None
    if not parts.hostname or not parts.fragment.startswith(_MARK):
        raise no_link
    server = parts._replace(query="", fragment="").geturl().rstrip("/")
    return Ways(token=_word(parts.fragment.removeprefix(_MARK), place), server=server)


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise EntranceError(f"{file} cannot be read: {why}.") from None


def _word(text: str, place: str) -> str:
    word = text.strip()
    if not _WORD.fullmatch(word):
        raise EntranceError(f"{place} has to hold a key or a token and nothing else, without spaces or line breaks.")
    return word


async def enter(client: httpx.AsyncClient, ways: Ways) -> Entrance:
    """An interview to be held: one of its own with a key, that of a token, or any. Raises `EntranceError`."""
    if ways.key:
        answer = await client.post("/sessions", json={"role": ROLE}, headers=_bearer(ways.key))
        made = _taken(answer, httpx.codes.CREATED, "make an interview")
        return Entrance(made["session_id"], str(made.get("token") or ""))
    if ways.token:
        answer = await client.post("/invitations/open", json={"token": ways.token})
        return Entrance(_taken(answer, httpx.codes.OK, "open the interview")["session_id"], ways.token)
    answer = await client.get("/me")
    if answer.status_code == httpx.codes.OK and _body(answer).get("role") == "anonymous":
        raise EntranceError(HOW_TO_ENTER)
    return Entrance(str(uuid.uuid4()))


async def erase(client: httpx.AsyncClient, ways: Ways, session: str) -> str:
    """Erase the interview; a sentence if that did not work, else ""."""
    try:
        answer = await client.delete(f"/sessions/{session}", headers=_bearer(ways.key))
    except httpx.HTTPError as error:
        return f"the interview {session} could not be erased: {error}"
    if answer.status_code == httpx.codes.OK:
        return ""
    return f"the interview {session} was not erased: {answer.status_code} {_detail(answer)}"


def _taken(answer: httpx.Response, expected: int, what: str) -> dict[str, Any]:
    """The body of an answer that is as expected and names an interview. Raises `EntranceError`."""
    body = _body(answer)
    if answer.status_code == expected and _ID.fullmatch(str(body.get("session_id"))):
        return body
    raise EntranceError(f"The server did not {what}: {answer.status_code} {_detail(answer)}")


def _detail(answer: httpx.Response) -> str:
    """The server's own sentence; nothing else of the body, which is perhaps another program's."""
    detail = _body(answer).get("detail")
    return detail[:300] if isinstance(detail, str) else "without a reason."


def _body(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"} if secret else {}
