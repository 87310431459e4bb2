"""`intervue rehearse`: a scripted candidate tries a server, and says what breaks the contract."""

from __future__ import annotations

import asyncio
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from intervue.rehearse.candidate import Manner, Rehearsal
    from intervue.rehearse.entrance import Ways
    from intervue.rehearse.script import Answers
    from intervue.rehearse.server import Server

HERE = "http://127.0.0.1:8000"
UNUSABLE = 2
"""Exit status where no rehearsal could be held; 1 is for a server that breaks the contract."""

_START_SECONDS = 60.0
"""How long a server may take to load its engines, at least."""


class Form(StrEnum):
    """The container of the candidate's recordings."""

    WEBM = "webm"
    WAV = "wav"


AnswersFolder = Annotated[
    Path | None, typer.Option(help="Folder of WAV files to answer with, by name, again and again.")
]
Script = Annotated[Path | None, typer.Option(help="TOML file of texts to answer with; the local voice speaks them.")]
Out = Annotated[Path | None, typer.Option(help="JSON file to write; the audio goes into a folder beside it.")]
Speed = Annotated[float, typer.Option(min=0.1, help="How many times faster than a person to listen and talk.")]
KeyFile = Annotated[
    Path | None, typer.Option(help="File with an API key (sessions:write), to make an interview; -: standard input.")
]


def rehearse(
    *,
    url: Annotated[str | None, typer.Option(help=f"Address of the server, {HERE} or the link's if left out.")] = None,
    resume: Annotated[Path | None, typer.Option(help="Résumé to hand in, a PDF.")] = None,
    answers: AnswersFolder = None,
    script: Script = None,
    turns: Annotated[int, typer.Option(min=1, help="How many answers to give.")] = 6,
    out: Out = None,
    speed: Speed = 8.0,
    audio_format: Annotated[Form, typer.Option("--format", help="Container of the answers.")] = Form.WEBM,
    patience: Annotated[float, typer.Option(min=0.1, help="Longest silence of the server, in seconds.")] = 60.0,
    key_file: KeyFile = None,
    token_file: Annotated[Path | None, typer.Option(help="File with the token of an interview; -: likewise.")] = None,
    invitation: Annotated[str | None, typer.Option(metavar="LINK", help="Link to an interview.")] = None,
    erase: Annotated[bool, typer.Option("--erase", help="Erase the interview afterwards.")] = False,
    ca: Annotated[Path | None, typer.Option(help="File of certificates to trust, such as a server's own.")] = None,
    insecure_tls: Annotated[bool, typer.Option("--insecure-tls", help="Trust any certificate.")] = False,
) -> None:
    """Hold an interview with a server as a browser would, and check every message against protocol v1.

    Where access control is on, a key, a token or a link lets it in; INTERVUE_REHEARSE_KEY, INTERVUE_REHEARSE_TOKEN and
    INTERVUE_REHEARSE_INVITATION hold them too, which no list of processes shows.
    Exit status: 0 all well, 1 the server breaks the contract, 2 no interview could be held.
    """
    from rich.console import Console  # noqa: PLC0415 - the other commands start without these

    from intervue.rehearse.entrance import EntranceError, find_ways  # noqa: PLC0415 - as above
    from intervue.rehearse.script import ScriptError  # noqa: PLC0415 - as above
    from intervue.rehearse.server import UnreachableError  # noqa: PLC0415 - as above

    console, manner = Console(highlight=False), _manner(turns, speed, audio_format, patience)
    try:
        ways = find_ways(key_file, token_file, invitation, erase=erase)
        server = _server(url, ways, ca, insecure=insecure_tls)
        # The answers are made where the server answers, and not before.
        held = asyncio.run(_rehearse(server, resume, partial(_answers, answers, script), manner, console, ways=ways))
        _report(held, server.url, manner, out, console)
    except (EntranceError, UnreachableError, ScriptError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(UNUSABLE) from None


def _manner(turns: int, speed: float, audio_format: Form, patience: float) -> Manner:
    from intervue.rehearse.candidate import Manner  # noqa: PLC0415 - the other commands start without these
    from intervue.rehearse.contract import Limits  # noqa: PLC0415 - as above

    return Manner(turns, speed, audio_format.value, Limits(min(10.0, patience), patience))


def _server(url: str | None, ways: Ways, ca: Path | None, *, insecure: bool) -> Server:
    """The server to try. Raises `EntranceError` where a link's token is not for it, and `UnreachableError`."""
    from intervue.rehearse.entrance import EntranceError  # noqa: PLC0415 - the other commands start without these
    from intervue.rehearse.server import Server, address  # noqa: PLC0415 - as above

    if url and ways.server and not address(url).may_be_told(address(ways.server)):
        raise EntranceError(f"The link is for {ways.server}, and --url names {url}: leave --url out.")
    server = Server(url or ways.server or HERE, ca=ca, insecure=insecure)
    if (ways.key or ways.token) and server.is_overheard:
        sys.stderr.write(f"On the way to {server.url} others can read what lets this candidate in.\n")
    return server


def _answers(folder: Path | None, script: Path | None) -> Answers:
    from intervue.models.select import fetch_command, select_models  # noqa: PLC0415 - only for spoken texts
    from intervue.rehearse.script import (  # noqa: PLC0415 - as above
        RecordedAnswers,
        ScriptedAnswers,
        ScriptError,
        load_script,
        local_voice,
    )
    from intervue.settings import load_settings  # noqa: PLC0415 - as above

    if folder and script:
        raise ScriptError("Give either --answers or --script, not both.")
    if folder:
        return RecordedAnswers(folder)
    texts = load_script(script)
    voice = select_models(load_settings()).tts
    if voice is None:
        raise ScriptError(
            f"There is no voice to speak the answers. Run `{fetch_command()}`, or give recordings with --answers."
        )
    return ScriptedAnswers(texts, local_voice(voice.path))


async def _rehearse(
    server: Server,
    resume: Path | None,
    make_answers: Callable[[], Answers],
    manner: Manner,
    console: Console,
    *,
    ways: Ways,
) -> Rehearsal:
    from intervue.rehearse.candidate import Candidate  # noqa: PLC0415 - the other commands start without it

    def show(who: str, text: str) -> None:
        styles = {"interviewer": "cyan", "candidate": "green", "error": "red"}
        console.print(f"{who.capitalize():>12}: {text}", style=styles.get(who), markup=False)

    patience = max(_START_SECONDS, manner.limits.work)
    faults = await server.ready(patience)
    entrance = await server.enter(ways, patience)
    fault = ""
    try:
        parsed: Any = None
        if resume is not None:
            parsed, more = await server.parse(resume, entrance, patience)
            faults += more
        answers = await asyncio.to_thread(make_answers)
        held = await Candidate(server, entrance, answers, manner, show).hold(parsed)
    finally:
        if ways.erase:
            fault = await server.erase(ways, entrance, patience)
            sys.stderr.write(f"{fault}\n" if fault else "")
    for each in (*faults, *filter(None, [fault])):
        held.contract.note(each, 0.0)
    return held


def _report(rehearsal: Rehearsal, url: str, manner: Manner, out: Path | None, console: Console) -> None:
    """Say what came of it. Raises `typer.Exit` where the contract was broken."""
    from intervue.rehearse.report import save, table  # noqa: PLC0415 - the other commands start without it

    console.print(table(rehearsal))
    if rehearsal.answered < manner.turns:
        console.print(f"The interview ended after {rehearsal.answered} of {manner.turns} answers.")
    if out:
        console.print(f"Saved {out}, and the audio in {save(rehearsal, url, out)}", soft_wrap=True)
    violations = rehearsal.contract.violations
    for violation in violations:
        console.print(f"Violation at {violation.at:.2f} s: {violation.text}", style="red", markup=False, soft_wrap=True)
    if violations:
        raise typer.Exit(1)
    console.print("Every message kept the contract.", style="green")
