"""Taking models out of a bundle. The archive may be damaged or hostile: only what its list names is ever written."""

from __future__ import annotations

import hashlib
import shutil
import tarfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from intervue.models.catalog import CatalogError, HttpsSource, PackagesSource
from intervue.models.installed import RECORD_NAME
from intervue.models.intact import check
from intervue.models.manifest import MANIFEST_MAX_BYTES, MANIFEST_NAME, TOP, BundledFile, BundleError, Manifest
from intervue.models.place import WORK_NAME, alone, check_room, disk_trouble, install

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from intervue.models.catalog import Catalog, Model
    from intervue.models.manifest import BundledModel
    from intervue.models.report import Progress, Reporter

_CHUNK = 1024 * 1024
_UNREADABLE = (tarfile.TarError, EOFError, ValueError, OverflowError)
"""What reading a damaged archive, or the list in it, may raise."""
_AGAIN = "Copy it once more, and compare its size with that of the original."


@dataclass(slots=True)
class Importer:
    """Takes models out of the bundle `archive` into `models_dir`.

    Each file's hash must be the catalogue's. Where the catalogue knows none for a model's single files (those that
    come as one zip archive), `trust`, or a yes to `confirm`, takes them as the bundle has them.
    """

    archive: Path
    models_dir: Path
    catalog: Catalog
    reporter: Reporter
    trust: bool = False
    confirm: Callable[[str], bool] | None = None

    def run(self, ids: Sequence[str] = ()) -> list[str]:
        """Import the named models, or all; returns a sentence for each. Nothing changes if it raises `BundleError`."""
        try:
            manifest = self._manifest()
            chosen = self._choose(manifest, ids)
            with alone(self.models_dir, self.reporter):
                wanted = [(model, listed) for model, listed in chosen if not self._is_here(model)]
                for model, listed in wanted:
                    self._compare(model, listed)
                if wanted:
                    self._take(wanted)
        except OSError as error:
            raise disk_trouble(error, self.models_dir) from error
        fresh = {model.id for model, _ in wanted}
        return [f"{m.id}: " + ("from the bundle" if m.id in fresh else "is there already") for m, _ in chosen]

    def _manifest(self) -> Manifest:
        try:
            with tarfile.open(self.archive, "r:") as tar:
                first = tar.next()
                if first is None or first.name != f"{TOP}/{MANIFEST_NAME}" or not _plain(first):
                    raise self._no_bundle()
                if first.size > MANIFEST_MAX_BYTES:
                    raise self._no_bundle()
                source = tar.extractfile(first)
                return Manifest.model_validate_json(source.read() if source else b"")
        except _UNREADABLE as error:
            raise self._no_bundle() from error

    def _no_bundle(self) -> BundleError:
        return BundleError(
            f"{self.archive} is no bundle of this version of Intervue, or arrived damaged. {_AGAIN} "
            "`intervue models bundle` makes bundles."
        )

    def _choose(self, manifest: Manifest, ids: Sequence[str]) -> list[tuple[Model, BundledModel]]:
        held = {listed.id: listed for listed in manifest.models}
        lacking = [model_id for model_id in ids if model_id not in held]
        if lacking:
            raise BundleError(
                f"The bundle has no {' and no '.join(lacking)}. It holds: {', '.join(held) or 'no model'}."
            )
        chosen = []
        for model_id in ids or held:
            try:
                chosen.append((self.catalog.get(model_id), held[model_id]))
            except CatalogError:
                self.reporter.note(f"{model_id} is left out: this version of Intervue does not know it.")
        if not chosen:
            raise BundleError(f"{self.archive} holds no model that this version of Intervue knows.")
        return chosen

    def _is_here(self, model: Model) -> bool:
        return (self.models_dir / model.id).is_dir() and not check(model, self.models_dir)

    def _compare(self, model: Model, listed: BundledModel) -> None:
        """The list must agree with the catalogue, or be trusted: its own hashes say nothing about who made it."""
        has = {(file.path, file.sha256) for file in listed.files}
        paths = {file.path for file in listed.files}
        if len(paths) != len(listed.files) or RECORD_NAME in paths:
            raise self._no_bundle()
        pinned = [source for source in model.sources if isinstance(source, (HttpsSource, PackagesSource))]
        if any(has == {(spec.path, spec.sha256) for spec in source.files} for source in pinned):
            return
        if len(pinned) == len(model.sources) and all(spec.sha256 for source in pinned for spec in source.files):
            raise BundleError(
                f"{model.id} in {self.archive} is not the model of the catalogue: its SHA-256 is another. "
                "Nothing was imported. Make the bundle anew from models that `intervue models verify` finds right."
            )
        question = f"The catalogue knows no SHA-256 for the single files of {model.id}, so they cannot be checked."
        if not self.trust and not (self.confirm is not None and self.confirm(question)):
            raise BundleError(
                f"{question} Nothing was imported. Who trusts the maker of the bundle adds --trust; "
                f"or name the models to import: intervue models import {self.archive} ID..."
            )

    def _take(self, wanted: Sequence[tuple[Model, BundledModel]]) -> None:
        need = sum(file.bytes for _, listed in wanted for file in listed.files)
        check_room(self.models_dir, "The import", need, "Make room, or set INTERVUE_MODELS_DIR to another disk")
        stage = self.models_dir / WORK_NAME / "import"
        shutil.rmtree(stage, ignore_errors=True)
        progress = self.reporter.progress(f"importing {len(wanted)} models from {self.archive.name}", need)
        expected = {
            f"{TOP}/models/{listed.id}/{file.path}": (file, stage / listed.id / file.path)
            for _, listed in wanted
            for file in listed.files
        }
        try:
            _Extraction(self.archive, expected, progress).run()
            for model, _ in wanted:
                install(model, f"bundle {self.archive.name}", stage / model.id, self.models_dir)
        finally:
            progress.done()
            shutil.rmtree(stage, ignore_errors=True)
            with suppress(OSError):  # a cut download may be kept beside it
                stage.parent.rmdir()


class _Extraction:
    """One pass over an archive, which writes what is expected and refuses what no bundle has."""

    def __init__(self, archive: Path, expected: dict[str, tuple[BundledFile, Path]], progress: Progress) -> None:
        self._archive = archive
        self._expected = expected
        self._progress = progress
        self._done = 0
        self._read_up_to = -1

    def run(self) -> None:
        """Write every expected file, each with the hash it should have. Raises `BundleError`."""
        try:
            with tarfile.open(self._archive, "r:") as tar:
                for member in tar:
                    self._refuse_strange(member)
                    found = self._expected.pop(member.name, None)
                    if found is not None:
                        self._write(tar, member, *found)
        except _UNREADABLE as error:
            raise self._damaged(str(error)) from error
        if self._expected:
            raise self._damaged(f"{next(iter(self._expected))} is missing")

    def _refuse_strange(self, member: tarfile.TarInfo) -> None:
        parts = PurePosixPath(member.name).parts
        inside = parts[:1] == (TOP,) and ".." not in parts and "\\" not in member.name
        # A size below zero makes older versions of tarfile read the same member for ever.
        forwards = member.size >= 0 and member.offset > self._read_up_to
        self._read_up_to = member.offset
        if not inside or not forwards or not (_plain(member) or member.isdir()):
            raise BundleError(
                f"{self._archive} holds something that no bundle has ({member.name!r}). Nothing was imported. "
                "Do not unpack it, and ask who gave it to you."
            )

    def _write(self, tar: tarfile.TarFile, member: tarfile.TarInfo, listed: BundledFile, target: Path) -> None:
        source = tar.extractfile(member) if member.size == listed.bytes else None
        if source is None:
            raise self._damaged(f"{member.name} has {member.size} bytes instead of {listed.bytes}")
        digest = hashlib.sha256()
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            while chunk := source.read(_CHUNK):
                digest.update(chunk)
                out.write(chunk)
                self._done += len(chunk)
                self._progress.at(self._done)
        if digest.hexdigest() != listed.sha256:
            raise self._damaged(f"{member.name} has a wrong SHA-256")

    def _damaged(self, why: str) -> BundleError:
        return BundleError(f"{self._archive} is damaged ({why}). Nothing was imported. {_AGAIN}")


def _plain(member: tarfile.TarInfo) -> bool:
    return member.type in {tarfile.REGTYPE, tarfile.AREGTYPE} and member.sparse is None
