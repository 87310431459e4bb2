"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path
from typing import Any

import psutil

from intervue.models.select import select_models
from intervue.settings import load_settings, usable_cpus

PACKAGES = (
    "faster-whisper", "ctranslate2", "llama-cpp-python", "piper-tts", "onnxruntime", "av", "pykka", "starlette",
    "uvicorn", "sqlalchemy",
)  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent.parent


def describe() -> dict[str, Any]:
    """The machine, the versions and the models. Names no folder and no person."""
    models = select_models(load_settings())
    return {
        "processor": _processor(),
        "cores": usable_cpus(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} on {platform.machine()}",
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in PACKAGES},
        "models": {role: model.id if model else None for role, model in _roles(models).items()},
        "commit": _commit(),
    }


def sentence(machine: dict[str, Any]) -> str:
    """The machine in one paragraph."""
    versions = ", ".join(f"{name} {version}" for name, version in machine["packages"].items())
    models = ", ".join(str(name) for name in machine["models"].values() if name)
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']:g} GiB of memory, "
        f"{machine['system']}, Python {machine['python']}; {versions}. Models: {models or 'none'}. "
        f"Commit {machine['commit'] or 'unknown'}."
    )


def _roles(models: Any) -> dict[str, Any]:
    return {role: getattr(models, role) for role in ("stt", "llm", "tts")}


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _commit() -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    found = subprocess.run(
        [git, "rev-parse", "--short=12", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return found.stdout.strip() or None


def load_average() -> float | None:
    """How many processes wanted a core in the last minute; None where the system does not say."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None
