"""The project's own files, as a bundle takes them along."""

from __future__ import annotations

import subprocess
import tomllib
from importlib import metadata
from typing import TYPE_CHECKING

from intervue.models.manifest import BundleError
from intervue.settings import checkout

if TYPE_CHECKING:
    from pathlib import Path

GIT_SECONDS = 60
ENTRIES = (
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "actors",
    "deploy",
    "docs",
    "intervue",
    "models/catalog.toml",
    "pyproject.toml",
    "requirements-build.in",
    "requirements-build.lock",
    "requirements.in",
    "requirements.lock",
    "scripts",
    "tests",
)
"""What the project consists of where git does not say: in a downloaded archive or an unpacked bundle."""


def project_files(root: Path) -> list[Path]:
    """The project's files under `root`, sorted: what git tracks, as it is in the folder now. Raises `BundleError`."""
    if (root / ".git").exists():
        listed = _git(root, "ls-files", "-z").split("\0")
        return sorted(root / name for name in listed if name and (root / name).is_file())
    found = [root / name for name in ENTRIES if (root / name).is_file()]
    for name in ENTRIES:
        found += [path for path in (root / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return sorted(found)


def project_version() -> str:
    """The version of Intervue that is running."""
    root = checkout()
    if root is None:
        return metadata.version("intervue")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def project_commit(root: Path) -> str:
    """The commit that is checked out, with "-changed" where files differ from it; empty without git."""
    if not (root / ".git").exists():
        return ""
    changed = "-changed" if _git(root, "status", "--porcelain", "--untracked-files=no").strip() else ""
    return _git(root, "rev-parse", "HEAD").strip() + changed


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=GIT_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BundleError(f"git cannot say what belongs to the project ({error}); install git and try again") from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines()
        raise BundleError(f"git cannot say what belongs to the project: {said[-1] if said else 'it says nothing'}")
    return done.stdout
