from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from intervue.models.bundle import Contents, write_bundle
from intervue.models.manifest import BundleError, Manifest, this_target
from intervue.models.project import ENTRIES, project_files
from intervue.models.report import FetchError, SilentReporter
from tests.models.bundles import BRAIN, bundle_toys, put_toys, toys
from tests.models.catalogs import make_wheel

if TYPE_CHECKING:
    from intervue.models.catalog import Model

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def names(path: Path) -> list[str]:
    with tarfile.open(path) as archive:
        return archive.getnames()


def test_a_bundle_begins_with_the_list_of_what_is_in_it(tmp_path: Path) -> None:
    with tarfile.open(bundle_toys(tmp_path)) as archive:
        first = archive.next()
        assert first is not None
        assert first.name == "intervue/bundle.json"
        source = archive.extractfile(first)
        assert source is not None
        manifest = Manifest.model_validate_json(source.read())
    assert [model.id for model in manifest.models] == ["ears", "brain"]
    assert manifest.models[1].files[0].sha256 == hashlib.sha256(BRAIN).hexdigest()


def test_a_damaged_model_is_not_passed_on(tmp_path: Path) -> None:
    known = toys()
    put_toys(tmp_path / "from", known)
    (tmp_path / "from" / "brain" / "brain.gguf").write_bytes(b"x" * len(BRAIN))
    with pytest.raises(BundleError, match="fetch --again brain"):
        write_bundle(Contents(known.models, tmp_path / "from", None), tmp_path / "out.tar", SilentReporter())
    assert not (tmp_path / "out.tar").exists()


def test_a_model_that_is_not_here_says_how_to_fetch_it(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="models fetch ears"):
        write_bundle(Contents(toys().models, tmp_path / "from", None), tmp_path / "out.tar", SilentReporter())


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def attempt(folder: Path, models: tuple[Model, ...]) -> None:
    write_bundle(Contents(models, folder / "from", None), folder / "out.tar", SilentReporter())


def test_too_small_a_disk_is_noticed_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_toys(tmp_path / "from", toys())
    monkeypatch.setattr("shutil.disk_usage", lambda _path: Usage(10, 10, 0))
    with pytest.raises(FetchError, match="another disk with --out"):
        attempt(tmp_path, toys().models)
    assert [path.name for path in tmp_path.iterdir()] == ["from"]


def test_a_disk_that_fills_up_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_toys(tmp_path / "from", toys())
    (tmp_path / "out.tar").write_bytes(b"an older bundle")

    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FetchError, match="is full; make room"):
        attempt(tmp_path, toys().models)
    assert {path.name for path in tmp_path.iterdir()} == {"from", "out.tar"}
    assert (tmp_path / "out.tar").read_bytes() == b"an older bundle"


def small_project(root: Path) -> Path:
    """A folder with a project, its locks, and the packages that they name."""
    wheel = make_wheel(root / "wheels", "toy", "1.0", {"toy.py": b""})
    tool = make_wheel(root / "wheels", "toytool", "2.0", {"toytool.py": b""})
    for lock, path, name in (
        ("requirements.lock", wheel, "toy==1.0"),
        ("requirements-build.lock", tool, "toytool==2.0"),
    ):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        (root / lock).write_text(f"{name} \\\n    --hash=sha256:{digest}\n")
    (root / "pyproject.toml").write_text('[project]\nname = "intervue"\nversion = "0"\n')
    (root / "intervue.toml").write_text("port = 1")
    (root / "data").mkdir()
    (root / "data" / "intervue.db").write_text("private")
    return root


@pytest.mark.slow
def test_a_whole_bundle_has_project_packages_and_models_and_nothing_private(tmp_path: Path) -> None:
    put_toys(tmp_path / "from", toys())
    contents = Contents(toys().models, tmp_path / "from", small_project(tmp_path / "project"))
    manifest = write_bundle(contents, tmp_path / "out.tar", SilentReporter())
    assert [entry.path for entry in manifest.packages] == ["toy-1.0-py3-none-any.whl", "toytool-2.0-py3-none-any.whl"]
    assert manifest.target == this_target(())
    found = names(tmp_path / "out.tar")
    assert {f"intervue/{name}" for name in ("pyproject.toml", "requirements.lock", "models/brain/brain.gguf")} <= {
        *found
    }
    assert not [name for name in found if "intervue.db" in name or "intervue.toml" in name]


@pytest.mark.slow
def test_a_package_with_another_hash_than_the_lock_says_is_refused(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    make_wheel(root / "wheels", "toy", "1.0", {"toy.py": b"import os"})
    with pytest.raises(BundleError, match=r"requirements\.lock"):
        write_bundle(Contents((), tmp_path, root), tmp_path / "out.tar", SilentReporter())


def test_the_project_is_what_git_tracks(tmp_path: Path) -> None:
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    (tmp_path / "kept.py").write_text("1")
    (tmp_path / "secret.txt").write_text("2")
    for arguments in (["init", "-q"], ["add", "kept.py"], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *arguments], check=True, timeout=30, capture_output=True)
    assert project_files(tmp_path) == [tmp_path / "kept.py"]


def test_a_project_without_git_misses_nothing_that_git_would_name() -> None:
    """What is tracked here is under one of the entries by which an unpacked bundle knows its files."""
    for path in project_files(REPOSITORY):
        name = path.relative_to(REPOSITORY).as_posix()
        assert any(name == entry or name.startswith(f"{entry}/") for entry in ENTRIES), name


@pytest.mark.parametrize(
    ("wheels", "glibc"),
    [
        (["a-1-py3-none-any.whl"], ""),
        (["a-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl"], "2.17"),
        (["a-1-py3-none-manylinux2010_x86_64.whl", "b-1-cp311-abi3-manylinux_2_28_x86_64.whl"], "2.28"),
        (["w-1-cp311-cp311-manylinux1_x86_64.manylinux_2_28_x86_64.manylinux_2_5_x86_64.whl"], "2.5"),
    ],
)
def test_the_oldest_glibc_is_read_from_the_names_of_the_wheels(wheels: list[str], glibc: str) -> None:
    assert this_target(wheels).glibc == glibc


def intervue(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "intervue", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "INTERVUE_CONFIG": os.devnull, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_bundling_without_models_says_what_to_do_first(tmp_path: Path) -> None:
    done = intervue("models", "bundle", "--out", str(tmp_path / "out.tar"), INTERVUE_MODELS_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "`make models`" in done.stderr
    assert "Traceback" not in done.stderr


def test_importing_something_else_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file.tar").write_text(json.dumps({}))
    done = intervue("models", "import", str(tmp_path / "file.tar"), INTERVUE_MODELS_DIR=str(tmp_path / "to"))
    assert done.returncode == 1
    assert "is no bundle" in done.stderr
    assert "Traceback" not in done.stderr
