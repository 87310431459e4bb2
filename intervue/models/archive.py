"""Unpacking an archive from elsewhere, which may lie about its names and its size."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from intervue.models.report import FetchError, in_megabytes

MEMBERS_MAX = 10_000
_CHUNK = 1024 * 1024


def unpack(archive: Path, folder: Path, max_bytes: int) -> None:
    """Unpack `archive` into `folder`, without the single top folder that model archives have.

    Refuses absolute names, names that lead outside, links, and more than `max_bytes` in all. Raises `FetchError`.
    """
    try:
        with zipfile.ZipFile(archive) as source:
            members = [(info, _safe_path(info)) for info in source.infolist() if not info.is_dir()]
            if not members or len(members) > MEMBERS_MAX:
                raise FetchError(f"{archive.name} holds {len(members)} files, which no model does")
            tops = {path.parts[0] for _, path in members}
            strip = 1 if len(tops) == 1 and all(len(path.parts) > 1 for _, path in members) else 0
            left = max_bytes
            for info, path in members:
                left -= _extract(source, info, folder.joinpath(*path.parts[strip:]), left)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise FetchError(f"{archive.name} is not a readable zip archive ({error})") from error


def _safe_path(info: zipfile.ZipInfo) -> PurePosixPath:
    name = info.filename
    path = PurePosixPath(name)
    if name.startswith("/") or "\\" in name or ":" in name or "\0" in name or ".." in path.parts or not path.parts:
        raise FetchError(f"the archive wants to write outside its folder ({name!r}); it was not unpacked")
    mode = info.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise FetchError(f"the archive holds something that is not a plain file ({name!r}); it was not unpacked")
    return path


def _extract(source: zipfile.ZipFile, info: zipfile.ZipInfo, target: Path, left: int) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with source.open(info) as stream, target.open("wb") as out:
        while chunk := stream.read(_CHUNK):
            written += len(chunk)
            if written > left:
                raise FetchError(f"the archive unpacks to far more than it should ({in_megabytes(left)} were left)")
            out.write(chunk)
    return written
