"""Small catalogues, wheels and archives for the tests."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING, Any

from intervue.models.catalog import Catalog, Model

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def listed(path: str, data: bytes, **more: object) -> dict[str, object]:
    """A file as a catalogue has it."""
    return {"path": path, "bytes": len(data), "sha256": sha(data), **more}


def https(base: str, *files: dict[str, object]) -> dict[str, object]:
    return {"kind": "https", "base": base, "files": files}


def packages(names: list[str], *files: dict[str, object], prefix: str = "") -> dict[str, object]:
    return {"kind": "packages", "packages": names, "prefix": prefix, "files": files}


def archive(url: str, data: bytes, **more: object) -> dict[str, object]:
    return {"kind": "zip", "url": url, "bytes": len(data), "sha256": sha(data), **more}


def model(model_id: str, *sources: dict[str, Any], **more: Any) -> Model:
    entry = {
        "id": model_id,
        "role": "stt",
        "engine": "whisper",
        "languages": ["en"],
        "licence": "MIT",
        "main": ".",
        "memory_mib": 1,
        "tested": False,
        "sources": sources,
        **more,
    }
    return Model.model_validate(entry)


def catalog(models: list[Model], **roles: list[str]) -> Catalog:
    """A catalogue whose three profiles are alike."""
    return Catalog.model_validate({"profiles": dict.fromkeys(["small", "default", "large"], roles), "models": models})


def make_zip(path: Path, members: Mapping[str, bytes]) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(name, data)
    return path.read_bytes()


def make_wheel(folder: Path, name: str, version: str, members: Mapping[str, bytes]) -> Path:
    """A wheel that pip accepts."""
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    path = folder / f"{stem}-py3-none-any.whl"
    folder.mkdir(parents=True, exist_ok=True)
    make_zip(
        path,
        {
            **members,
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": b"",
        },
    )
    return path
