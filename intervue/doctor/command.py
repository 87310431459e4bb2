"""`intervue doctor`: what is well on this machine, and what to do about the rest."""

from __future__ import annotations

import json
import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from intervue.doctor.finding import Finding, Verdict, note, ok, problem
from intervue.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.models.select import ModelSelection
    from intervue.settings import Settings

_MARKS = {Verdict.OK: "ok     ", Verdict.NOTE: "note   ", Verdict.PROBLEM: "PROBLEM"}


def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
    engines: Annotated[bool, typer.Option(help="Load every engine and let it answer: takes half a minute.")] = True,
) -> None:
    """Look at the machine, the settings, the models and the data, and say what to do where something is wrong.

    Exit status: 0 interviews can be held, 1 something has to be mended.
    """
    findings = []
    for finding in examine(engines=engines):
        findings.append(finding)
        if not as_json:
            typer.echo(line(finding))
    problems = [finding for finding in findings if finding.verdict is Verdict.PROBLEM]
    if as_json:
        typer.echo(json.dumps({"ok": not problems, "findings": [as_dict(finding) for finding in findings]}, indent=1))
    elif problems:
        typer.echo(f"\nTo be mended: {', '.join(finding.subject for finding in problems)}.")
    else:
        typer.echo("\nInterviews can be held here.")
    if problems:
        raise typer.Exit(1)


def line(finding: Finding) -> str:
    """A finding for people: one line, and one more that says what to do."""
    text = f"{_MARKS[finding.verdict]} {finding.subject}: {finding.found}"
    return f"{text}\n{'':8}{finding.advice}" if finding.advice else text


def as_dict(finding: Finding) -> dict[str, str]:
    """A finding for machines."""
    return {
        "subject": finding.subject,
        "verdict": finding.verdict,
        "found": finding.found,
        "advice": finding.advice,
    }


def examine(*, engines: bool) -> Iterator[Finding]:
    """All findings, each as soon as it is known."""
    try:
        settings = load_settings()
    except SettingsError as error:
        mistakes = str(error).splitlines()
        yield problem("settings", "; ".join(mistakes), "Correct them; docs/CONFIGURATION.md has every setting.")
        return
    from intervue.settings import config_path  # noqa: PLC0415 - beside its use

    source = config_path()
    yield ok("settings", f"valid ({f'{source} and ' if source else ''}environment)")
    yield from _examine(settings, engines=engines)


def _examine(settings: Settings, *, engines: bool) -> Iterator[Finding]:
    from intervue.doctor.access import check_access  # noqa: PLC0415 - wrong settings are reported without these
    from intervue.doctor.limits import check_limits  # noqa: PLC0415 - as above
    from intervue.doctor.machine import check_machine  # noqa: PLC0415 - as above
    from intervue.doctor.network import as_the_server_runs, check_certificate, check_network  # noqa: PLC0415 - as above
    from intervue.doctor.people import check_people  # noqa: PLC0415 - as above
    from intervue.doctor.storage import check_retention, check_storage  # noqa: PLC0415 - as above
    from intervue.models.catalog import CatalogError, load_catalog  # noqa: PLC0415 - as above
    from intervue.models.installed import state_of  # noqa: PLC0415 - as above
    from intervue.models.select import fetch_command, select_models  # noqa: PLC0415 - as above

    try:
        catalog = load_catalog()
        models = select_models(settings, catalog)
    except CatalogError as error:
        yield problem("models", str(error), "Install Intervue again: its catalogue of models is damaged.")
        return
    chosen = [model for model in (models.stt, models.llm, models.tts) if model is not None]
    whole = not models.missing
    yield from check_machine(
        models if whole else None, sum(catalog.get(model.id).memory_mib for model in chosen) * 1024**2
    )
    yield from check_storage(settings)
    running, others = as_the_server_runs(settings)
    yield from others
    yield from check_network(running)
    yield from check_certificate(running)
    yield from check_access(running)
    yield from check_people(running)
    yield from check_limits(running)
    yield from check_retention(settings)
    if models.missing:
        yield problem("models", " ".join(models.missing), f"Run `{fetch_command()}`.")
    else:
        yield ok("models", f"{', '.join(model.id for model in chosen)} in {settings.models_dir}")
    for model in catalog.models:
        if state_of(model, settings.models_dir) == "incomplete":
            advice = f"Run `intervue models fetch --again {model.id}`, or remove its folder."
            yield note("models", f"{model.id} is there in part, or damaged, and is not used", advice)
    if engines:
        yield from _try_engines(settings, models)


def _try_engines(settings: Settings, models: ModelSelection) -> Iterator[Finding]:
    from intervue.doctor.engines import Engines  # noqa: PLC0415 - imports the engines' libraries
    from intervue.engine_specs import engine_specs  # noqa: PLC0415 - as above

    logging.getLogger("intervue").setLevel(logging.CRITICAL)  # the findings say it
    with tempfile.TemporaryDirectory() as folder:
        # The model's prompt is kept in the data folder; looking at a machine must not make one.
        tried = settings if settings.data_dir.is_dir() else settings.model_copy(update={"data_dir": Path(folder)})
        yield from Engines(engine_specs(tried, models), settings).check()
