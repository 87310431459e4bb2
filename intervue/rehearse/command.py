"""`intervue rehearse`: a scripted candidate tries a server, and says what breaks the contract."""

from __future__ import annotations

import asyncio
import sys
import uuid
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from intervue.rehearse.candidate import Manner, Rehearsal
    from intervue.rehearse.script import Answers
    from intervue.rehearse.server import Server

UNUSABLE = 2
"""Exit status where no rehearsal could be held; 1 is for a server that breaks the contract."""

_START_SECONDS = 60.0
"""How long a server may take to load its engines, at least."""


class Form(StrEnum):
    """The container of the candidate's recordings."""

    WEBM = "webm"
    WAV = "wav"


def rehearse(
    *,
    url: Annotated[str, typer.Option(help="Address of the server.")] = "http://127.0.0.1:8000",
    resume: Annotated[Path | None, typer.Option(help="Résumé to hand in, a PDF.")] = None,
    answers: Annotated[
        Path | None, typer.Option(help="Folder of WAV files to answer with, by name, again and again.")
    ] = None,
    script: Annotated[
        Path | None, typer.Option(help="TOML file of texts to answer with; the local voice speaks them.")
    ] = None,
    turns: Annotated[int, typer.Option(min=1, help="How many answers to give.")] = 6,
    out: Annotated[
        Path | None, typer.Option(help="JSON file to write; the audio goes into a folder beside it.")
    ] = None,
    speed: Annotated[
        float, typer.Option(min=0.1, help="How many times faster than a person to listen and talk.")
    ] = 8.0,
    audio_format: Annotated[Form, typer.Option("--format", help="Container of the answers.")] = Form.WEBM,
    patience: Annotated[float, typer.Option(min=0.1, help="Longest silence of the server, in seconds.")] = 60.0,
) -> None:
    """Hold an interview with a server as a browser would, and check every message against protocol v1.

    Exit status: 0 all well, 1 the server breaks the contract, 2 no interview could be held.
    """
    from rich.console import Console  # noqa: PLC0415 - the other commands start without these

    from intervue.rehearse.candidate import Manner  # noqa: PLC0415 - as above
    from intervue.rehearse.contract import Limits  # noqa: PLC0415 - as above
    from intervue.rehearse.script import ScriptError  # noqa: PLC0415 - as above
    from intervue.rehearse.server import Server, UnreachableError  # noqa: PLC0415 - as above

    console = Console(highlight=False)
    manner = Manner(turns, speed, audio_format.value, Limits(min(10.0, patience), patience))
    try:
        server = Server(url)
        rehearsal = asyncio.run(_rehearse(server, resume, lambda: _answers(answers, script), manner, console))
        _report(rehearsal, server.url, manner, out, console)
    except (UnreachableError, ScriptError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(UNUSABLE) from None
    if rehearsal.contract.violations:
        raise typer.Exit(1)


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
    server: Server, resume: Path | None, make_answers: Callable[[], Answers], manner: Manner, console: Console
) -> Rehearsal:
    from intervue.rehearse.candidate import Candidate  # noqa: PLC0415 - the other commands start without it

    def show(who: str, text: str) -> None:
        styles = {"interviewer": "cyan", "candidate": "green", "error": "red"}
        console.print(f"{who.capitalize():>12}: {text}", style=styles.get(who), markup=False)

    parsed: Any
    parsed, faults = await server.prepare(resume, max(_START_SECONDS, manner.limits.work))
    answers = await asyncio.to_thread(make_answers)
    candidate = Candidate(server, str(uuid.uuid4()), answers, manner, show)
    for fault in faults:
        candidate.rehearsal.contract.note(fault, 0.0)
    return await candidate.hold(parsed)


def _report(rehearsal: Rehearsal, url: str, manner: Manner, out: Path | None, console: Console) -> None:
    from intervue.rehearse.report import save, table  # noqa: PLC0415 - the other commands start without it

    console.print(table(rehearsal))
    if rehearsal.answered < manner.turns:
        console.print(f"The interview ended after {rehearsal.answered} of {manner.turns} answers.")
    if out:
        console.print(f"Saved {out}, and the audio in {save(rehearsal, url, out)}", soft_wrap=True)
    violations = rehearsal.contract.violations
    for violation in violations:
        console.print(f"Violation at {violation.at:.2f} s: {violation.text}", style="red", markup=False, soft_wrap=True)
    if not violations:
        console.print("Every message kept the contract.", style="green")
