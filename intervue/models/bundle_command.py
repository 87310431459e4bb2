"""`intervue models bundle | import`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console

from intervue.models.bundle import Contents, default_name, write_bundle
from intervue.models.catalog import Catalog, Model, load_catalog
from intervue.models.console import ConsoleReporter
from intervue.models.importing import Importer
from intervue.models.manifest import TOP, BundleError, Manifest
from intervue.models.report import in_megabytes
from intervue.models.select import select_models
from intervue.settings import Settings, checkout, load_settings

Ids = Annotated[
    list[str] | None, typer.Argument(metavar="[ID]...", help="Models; default: those that the server uses.")
]
Profile = Annotated[
    Literal["small", "default", "large"] | None, typer.Option(help="The models that a server of this profile uses.")
]


def bundle(
    ids: Ids = None,
    *,
    out: Annotated[
        Path | None, typer.Option(help="The archive to write; default: here, named after the machine.")
    ] = None,
    profile: Profile = None,
    models_only: Annotated[bool, typer.Option("--models-only", help="Leave out the project and its packages.")] = False,
) -> None:
    """Write one archive with all that a machine without internet needs: models, packages and the project."""
    settings = load_settings(profile=profile) if profile else load_settings()
    root = None if models_only else checkout()
    if root is None and not models_only:
        raise BundleError(
            "A whole bundle is made in the project's own folder, a clone or an unpacked bundle. "
            "Here `intervue models bundle --models-only` packs the models alone."
        )
    models = _wanted(settings, load_catalog(), ids or [])
    out = out or Path.cwd() / default_name(root)
    if out.is_dir():
        out /= default_name(root)
    manifest = write_bundle(Contents(models, settings.models_dir, root), out, ConsoleReporter(Console()))
    _tell(out, manifest)


def _wanted(settings: Settings, catalog: Catalog, ids: list[str]) -> list[Model]:
    if ids:
        return [catalog.get(model_id) for model_id in ids]
    selection = select_models(settings, catalog)
    if not selection.complete:
        raise BundleError(f"{' '.join(selection.missing)} {selection.hint}")
    chosen = [selection.stt, selection.live, selection.llm, selection.tts]
    return [catalog.get(model.id) for model in chosen if model is not None]


def _tell(out: Path, manifest: Manifest) -> None:
    typer.echo(f"{out} ({in_megabytes(out.stat().st_size)}): {', '.join(model.id for model in manifest.models)}")
    target = manifest.target
    if target is None:
        typer.echo(f"On the other machine: intervue models import {out.name}")
        return
    libc = f" with glibc {target.glibc} or newer" if target.glibc else ""
    machines = f"{target.system} on {target.machine}{libc}"
    typer.echo(f"For machines with Python {target.python}, {machines}, a C/C++ compiler and make.")
    typer.echo(f"There: tar xf {out.name} && cd {TOP} && make run")


def import_bundle(
    archive: Annotated[Path, typer.Argument(metavar="FILE", help="A bundle.", exists=True, dir_okay=False)],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Models; default: all in the bundle.")
    ] = None,
    *,
    trust: Annotated[
        bool, typer.Option("--trust", help="Accept files whose SHA-256 the catalogue does not know.")
    ] = False,
) -> None:
    """Take the models out of a bundle, for an installation that is there already."""
    settings = load_settings()
    importer = Importer(
        archive,
        settings.models_dir,
        load_catalog(),
        ConsoleReporter(Console()),
        trust=trust,
        confirm=_confirm if sys.stdin.isatty() else None,
    )
    for sentence in importer.run(ids or []):
        typer.echo(sentence)
    typer.echo(f"Folder: {settings.models_dir}. A running server uses them when it is started again.")


def _confirm(question: str) -> bool:
    return typer.confirm(f"{question} Import them all the same?", default=False)
