"""What a bundle says of itself: its first member, which is read before anything else is believed."""

from __future__ import annotations

import json
import platform
import re
import sys
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from intervue.models.catalog import RelativePath, Sha256
from intervue.models.report import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable

TOP = "intervue"
"""The folder that everything in a bundle is in."""
MANIFEST_NAME = "bundle.json"
MANIFEST_MAX_BYTES = 4 * 1024 * 1024
_ALIASES = {"1": "2_5", "2010": "2_12", "2014": "2_17"}


class BundleError(FetchError):
    """A bundle could not be written or read. The text is a sentence for people."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class BundledFile(_Part):
    """One file, by its path inside its model's folder or inside `wheels/`."""

    path: RelativePath
    bytes: int = Field(ge=0)
    sha256: Sha256


class BundledModel(_Part):
    """One model. Its files are in `models/<id>/`."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    files: tuple[BundledFile, ...] = Field(min_length=1)


class Target(_Part):
    """The machines that the packages are for. `glibc` is the oldest that will do; empty: not a matter of glibc."""

    python: str
    system: str
    machine: str
    glibc: str = ""


class Manifest(_Part):
    """A whole bundle. `target` is None where it holds models only."""

    format: Literal[1]
    version: str
    commit: str = ""
    made: str
    target: Target | None = None
    models: tuple[BundledModel, ...] = ()
    packages: tuple[BundledFile, ...] = ()

    def encoded(self) -> bytes:
        """As it stands in the archive."""
        return (json.dumps(self.model_dump(mode="json"), indent=1) + "\n").encode()


def this_target(wheels: Iterable[str]) -> Target:
    """Machines on which the packages of the named wheels run, which were chosen for this Python and this machine."""
    return Target(
        python=f"{sys.version_info.major}.{sys.version_info.minor}",
        system=sys.platform,
        machine=platform.machine(),
        glibc=_oldest_glibc(wheels),
    )


def _oldest_glibc(wheels: Iterable[str]) -> str:
    """The oldest glibc on which every wheel runs, by their names (PEP 600); a name lists several for one wheel."""
    needed = (0, 0)
    for name in wheels:
        tags = [_ALIASES.get(old, new) for old, new in re.findall(r"manylinux(?:(1|2010|2014)|_(\d+_\d+))_", name)]
        if tags:
            needed = max(needed, min(_numbers(tag) for tag in tags))
    return ".".join(map(str, needed)) if any(needed) else ""


def _numbers(tag: str) -> tuple[int, int]:
    major, minor = tag.split("_")
    return int(major), int(minor)
