"""`intervue models list | fetch | verify | bundle | import`."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated, Literal

import typer
from rich.console import Console

from intervue.models.bundle_command import bundle, import_bundle
from intervue.models.catalog import Catalog, Model, load_catalog
from intervue.models.console import ConsoleReporter
from intervue.models.fetch import Fetcher
from intervue.models.installed import checked_against, state_of
from intervue.models.intact import verify
from intervue.models.profile import fetch_profile, lacking
from intervue.models.report import FetchError, in_megabytes
from intervue.settings import Settings, load_settings

app = typer.Typer(help="The model weights: what there is, fetching it, checking it.", no_args_is_help=True)
app.command("bundle")(bundle)
app.command("import")(import_bundle)

Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Models of the catalogue.")]


@app.command("list")
def list_models() -> None:
    """Show all models of the catalogue, and which of them are here."""
    settings, catalog = load_settings(), load_catalog()
    wanted = {model_id for ids in catalog.profiles[settings.profile].roles().values() for model_id in ids}
    width = max(len(model.id) for model in catalog.models)
    typer.echo(f"{'':2}{'model':{width}}  {'role':4}  {'download':>8}  {'memory':>8}  {'licence':10}  state")
    for model in catalog.models:
        mark = "*" if model.id in wanted else " "
        state = {"installed": "here", "incomplete": "here, but incomplete", "absent": "-"}[
            state_of(model, settings.models_dir)
        ]
        tested = "" if model.tested else " (not tested by this project)"
        typer.echo(
            f"{mark} {model.id:{width}}  {model.role:4}  {in_megabytes(model.bytes) if model.bytes else '?':>8}  "
            f"{model.memory_mib:>4} MiB  {model.licence:10}  {state}{tested}"
        )
    typer.echo(f"* is in the profile {settings.profile}. Folder: {settings.models_dir}")


@app.command("fetch")
def fetch_models(
    ids: Ids = None,
    *,
    profile: Annotated[
        Literal["small", "default", "large"] | None, typer.Option(help="Fetch this profile; default: the setting.")
    ] = None,
    source: Annotated[
        Path | None, typer.Option("--from", help="Take models from this folder before any network.", exists=True)
    ] = None,
    trust: Annotated[bool, typer.Option("--trust", help="Accept files whose SHA-256 nobody knows.")] = False,
    upgrade: Annotated[bool, typer.Option("--upgrade", help="Try for better models than those that are here.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no network; take what is here or in --from.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Fetch the named models even if they are here.")] = False,
) -> None:
    """Fetch the named models, or for each role of the profile the first that can be had."""
    settings, catalog = load_settings(), load_catalog()
    console = Console()
    fetcher = Fetcher(
        settings.models_dir,
        ConsoleReporter(console),
        local=source or settings.models_source,
        trust=trust,
        offline=offline,
        confirm=_confirm if sys.stdin.isatty() else None,
    )
    if ids:
        _fetch_named([catalog.get(model_id) for model_id in ids], fetcher, again=again)
    else:
        _fetch_profile(catalog, profile or settings.profile, fetcher, settings, upgrade=upgrade)


def _confirm(question: str) -> bool:
    return typer.confirm(f"{question} Fetch it all the same?", default=False)


def _fetch_named(models: list[Model], fetcher: Fetcher, *, again: bool) -> None:
    failed = []
    for model in models:
        if fetcher.has(model) and not again:
            typer.echo(f"{model.id}: is there already")
            continue
        typer.echo(f"{model.id} ({in_megabytes(model.bytes)}, {model.licence})")
        try:
            typer.echo(f"{model.id}: from {fetcher.fetch(model)}")
        except FetchError as error:
            failed.append(str(error))
    if failed:
        raise FetchError("\n".join([*failed, "Run the same command again: what has arrived is kept."]))


def _fetch_profile(
    catalog: Catalog,
    profile: Literal["small", "default", "large"],
    fetcher: Fetcher,
    settings: Settings,
    *,
    upgrade: bool,
) -> None:
    outcomes = fetch_profile(catalog, profile, fetcher, upgrade=upgrade)
    for outcome in outcomes:
        typer.echo(outcome.sentence())
    roles = lacking(outcomes)
    if roles:
        raise FetchError(
            f"No model for {' and '.join(roles)} in {settings.models_dir}. Check the network (HTTPS_PROXY, pip's own "
            "index settings) and run this again: what has arrived is kept. Or put the models' folders somewhere and "
            "run `intervue models fetch --from FOLDER`."
        )


@app.command("verify")
def verify_models(ids: Ids = None) -> None:
    """Compare every byte of the models that are here with the catalogue's hashes."""
    settings, catalog = load_settings(), load_catalog()
    models = [catalog.get(model_id) for model_id in ids or []]
    models = models or [model for model in catalog.models if state_of(model, settings.models_dir) != "absent"]
    if not models:
        typer.echo(f"There are no models in {settings.models_dir}. `intervue models fetch` fetches them.")
    damaged = []
    for model in models:
        problems = verify(model, settings.models_dir)
        if problems:
            damaged.append(model.id)
        measure = "every hash agrees"
        if not problems and checked_against(model, settings.models_dir) == "sizes":
            measure = "complete; no hash is known to compare with"
        typer.echo(f"{model.id}: {'; '.join(problems) or measure}")
    if damaged:
        raise FetchError(f"Run `intervue models fetch --again {' '.join(damaged)}` to replace what is damaged.")
