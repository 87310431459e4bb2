"""Models in a folder, and archives that claim to be bundles of them."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

from intervue.models.bundle import Contents, write_bundle
from intervue.models.importing import Importer
from intervue.models.installed import write_record
from intervue.models.manifest import MANIFEST_NAME, TOP, BundledFile, BundledModel, Manifest
from intervue.models.report import SilentReporter
from tests.models.catalogs import catalog, https, listed, model, sha

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from intervue.models.catalog import Catalog, Model

ADDRESS = "https://models.example/"
EARS = bytes(range(256)) * 400
BRAIN = b"think" * 50_000


def toys() -> Catalog:
    """Two models whose every hash is known."""
    ears = model("ears", https(ADDRESS, listed("model.bin", EARS), listed("sub/words.txt", b"one\n")))
    brain = model("brain", https(ADDRESS, listed("brain.gguf", BRAIN)), role="llm", engine="llama", main="brain.gguf")
    return catalog([ears, brain], stt=["ears"], llm=["brain"], tts=["ears"])


def put(models_dir: Path, wanted: Model, files: dict[str, bytes]) -> None:
    """Install a model by hand."""
    for name, data in files.items():
        path = models_dir / wanted.id / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    write_record(wanted, "a test", models_dir / wanted.id)


def put_toys(models_dir: Path, known: Catalog) -> None:
    put(models_dir, known.get("ears"), {"model.bin": EARS, "sub/words.txt": b"one\n"})
    put(models_dir, known.get("brain"), {"brain.gguf": BRAIN})


def bundle_toys(folder: Path) -> Path:
    """A bundle of the toys, as the program writes it."""
    known, out = toys(), folder / "toys.tar"
    put_toys(folder / "from", known)
    write_bundle(Contents(known.models, folder / "from", None), out, SilentReporter())
    return out


def manifest_of(*files: tuple[str, bytes], model_id: str = "brain") -> Manifest:
    """What a bundle with one model says of itself."""
    held = tuple(BundledFile(path=name, bytes=len(data), sha256=sha(data)) for name, data in files)
    return Manifest(
        format=1, version="1", made="2026-01-01T00:00:00+00:00", models=(BundledModel(id=model_id, files=held),)
    )


def member(name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, to: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.type, info.linkname, info.size = kind, to, len(data)
    return info, data


def forge(path: Path, members: Iterable[tuple[tarfile.TarInfo, bytes]], manifest: bytes | None = None) -> Path:
    """An archive of whatever is wanted, after a list that is right for the toy brain."""
    encoded = manifest if manifest is not None else manifest_of(("brain.gguf", BRAIN)).encoded()
    with tarfile.open(path, "w") as out:
        for info, data in [member(f"{TOP}/{MANIFEST_NAME}", encoded), *members]:
            out.addfile(info, io.BytesIO(data))
    return path


def brain_member() -> tuple[tarfile.TarInfo, bytes]:
    return member(f"{TOP}/models/brain/brain.gguf", BRAIN)


def take(archive: Path, models_dir: Path, *ids: str, trust: bool = False, known: Catalog | None = None) -> list[str]:
    """Import from `archive`."""
    return Importer(archive, models_dir, known or toys(), SilentReporter(), trust=trust).run(ids)


def contents(folder: Path) -> set[str]:
    """The files under a folder, but for the lock and the notes of what was checked."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix() for path in found if path.name not in {".lock", ".verified.json"}}
