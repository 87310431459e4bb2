"""Writing a bundle: one archive with all that a machine without internet needs."""

from __future__ import annotations

import hashlib
import os
import tarfile
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from intervue.models.installed import RECORD_NAME, listed_files, state_of
from intervue.models.intact import verify
from intervue.models.manifest import (
    MANIFEST_NAME,
    TOP,
    BundledFile,
    BundledModel,
    BundleError,
    Manifest,
    this_target,
)
from intervue.models.place import check_room, disk_trouble
from intervue.models.project import project_commit, project_files, project_version
from intervue.models.wheels import LOCKS, WHEELS_NAME, download_packages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.models.catalog import Model
    from intervue.models.report import Progress, Reporter

PACKAGES_BYTES = 700_000_000
"""Room that the packages may take, before it is known what they do."""
_ADVICE = "Make room, or name a file on another disk with --out"


@dataclass(slots=True)
class _Entry:
    """A file on its way into the archive. `sha256` is what it must be when it is read."""

    name: str
    path: Path
    sha256: str = ""


@dataclass(slots=True)
class Contents:
    """What goes into a bundle. `root` is the project's folder; None leaves project and packages out."""

    models: Sequence[Model]
    models_dir: Path
    root: Path | None
    entries: list[_Entry] = field(default_factory=list)


def default_name(root: Path | None) -> str:
    """What a bundle is called unless it is given a name."""
    if root is None:
        return f"intervue-models-{project_version()}.tar"
    here = this_target(())
    return f"intervue-{project_version()}-python{here.python}-{here.system}-{here.machine}.tar"


def write_bundle(contents: Contents, out: Path, reporter: Reporter) -> Manifest:
    """Write the bundle to `out`, which appears when it is whole and not before. Raises `BundleError`.

    Models are compared with the catalogue's hashes first: what is damaged is not passed on.
    """
    folder = out.absolute().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = project_files(contents.root) if contents.root is not None else []
        sizes = sum(path.stat().st_size for path in files)
        sizes += sum(_size(model, contents.models_dir) for model in contents.models)
        packages = 2 * PACKAGES_BYTES if contents.root is not None else 0
        check_room(folder, "The bundle", sizes + packages, _ADVICE)
        models = tuple(_bundled(model, contents, reporter) for model in contents.models)
        with tempfile.TemporaryDirectory(prefix=".intervue-bundle-", dir=folder) as work:
            manifest = _manifest(contents, files, models, Path(work), reporter)
            part = Path(work) / "bundle.tar"
            _write(part, manifest, contents.entries, reporter)
            part.replace(out)
    except OSError as error:
        raise disk_trouble(error, folder) from error
    return manifest


def _manifest(
    contents: Contents, files: Sequence[Path], models: tuple[BundledModel, ...], work: Path, reporter: Reporter
) -> Manifest:
    """Gather packages and project, in the order in which they are to stand in the archive: small before large."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    if contents.root is None:
        return Manifest(format=1, version=project_version(), made=made, models=models)
    root, model_entries = contents.root, contents.entries
    for lock in LOCKS:
        if not (root / lock).is_file():
            raise BundleError(f"There is no {lock} in {root}, so it is not known which packages belong to the project.")
    wheels = _packages(root, work / WHEELS_NAME, reporter)
    packages = tuple(_measured(path, path.name) for path in wheels)
    contents.entries = [_Entry(path.relative_to(root).as_posix(), path) for path in files]
    contents.entries += [
        _Entry(f"{WHEELS_NAME}/{path.name}", path, listed.sha256) for path, listed in zip(wheels, packages, strict=True)
    ]
    contents.entries += model_entries
    return Manifest(
        format=1,
        version=project_version(),
        commit=project_commit(root),
        made=made,
        target=this_target(path.name for path in wheels),
        models=models,
        packages=packages,
    )


def _packages(root: Path, folder: Path, reporter: Reporter) -> list[Path]:
    folder.mkdir()
    progress = reporter.progress("gathering the locked packages", None)
    try:
        return download_packages(root, folder, progress)
    finally:
        progress.done()


def _size(model: Model, models_dir: Path) -> int:
    if state_of(model, models_dir) != "installed":
        raise BundleError(f"{model.id} is not in {models_dir}: fetch it first (`intervue models fetch {model.id}`).")
    return sum((models_dir / model.id / spec.path).stat().st_size for spec in listed_files(model, models_dir) or ())


def _bundled(model: Model, contents: Contents, reporter: Reporter) -> BundledModel:
    reporter.progress(f"comparing the hashes of {model.id}", None).done()
    if problems := verify(model, contents.models_dir):
        raise BundleError(
            f"{model.id} is damaged: {'; '.join(problems)}. `intervue models fetch --again {model.id}` replaces it."
        )
    folder = contents.models_dir / model.id
    listed = []
    for spec in listed_files(model, contents.models_dir) or ():
        listed.append(_measured(folder / spec.path, spec.path))
        contents.entries.append(_Entry(f"models/{model.id}/{spec.path}", folder / spec.path, listed[-1].sha256))
    if (folder / RECORD_NAME).is_file():
        contents.entries.append(_Entry(f"models/{model.id}/{RECORD_NAME}", folder / RECORD_NAME))
    return BundledModel(id=model.id, files=tuple(listed))


def _measured(path: Path, name: str) -> BundledFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return BundledFile(path=name, bytes=path.stat().st_size, sha256=digest)


def _write(part: Path, manifest: Manifest, entries: Sequence[_Entry], reporter: Reporter) -> None:
    whole = sum(entry.path.stat().st_size for entry in entries)
    check_room(part.parent, "The bundle", whole, _ADVICE)
    progress = reporter.progress("writing the bundle", whole)
    try:
        with part.open("wb") as raw:
            with tarfile.open(fileobj=raw, mode="w", format=tarfile.PAX_FORMAT) as archive:
                encoded = manifest.encoded()
                archive.addfile(_header(MANIFEST_NAME, len(encoded), 0o644, manifest), BytesIO(encoded))
                done = 0
                for entry in entries:
                    done += _add(archive, entry, manifest, progress, done)
            raw.flush()
            os.fsync(raw.fileno())
    finally:
        progress.done()


def _add(archive: tarfile.TarFile, entry: _Entry, manifest: Manifest, progress: Progress, before: int) -> int:
    """Add one file; returns its size. Raises `BundleError` if it changed since it was measured."""
    with entry.path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        reader = _Reader(file, progress, before)
        mode = 0o755 if entry.path.stat().st_mode & 0o100 else 0o644
        archive.addfile(_header(entry.name, size, mode, manifest), reader)
    if entry.sha256 and reader.sha256.hexdigest() != entry.sha256:
        raise BundleError(f"{entry.path} changed while it was read; run this again when nothing else writes there")
    return size


def _header(name: str, size: int, mode: int, manifest: Manifest) -> tarfile.TarInfo:
    """A member that belongs to nobody: who unpacks it owns it."""
    info = tarfile.TarInfo(f"{TOP}/{name}")
    info.size, info.mode = size, mode
    info.mtime = int(datetime.fromisoformat(manifest.made).timestamp())
    return info


class _Reader(BytesIO):
    """Reads a file for the archive, in larger pieces, hashing and counting on the way."""

    def __init__(self, file: BinaryIO, progress: Progress, before: int) -> None:
        super().__init__()
        self._file = file
        self._progress = progress
        self._done = before
        self.sha256 = hashlib.sha256()

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._file.read(-1 if size is None else size)
        self.sha256.update(data)
        self._done += len(data)
        self._progress.at(self._done)
        return data
