"""Whether the packages of an unpacked bundle are for this Python and machine, and arrived as they were.

    python scripts/check_bundle.py fits | intact

Run by scripts/setup.sh before anything is installed, so it uses the standard library alone. Prints what is wrong.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BEGINNING = "The packages of this bundle"


def misfit(target: dict[str, Any]) -> str:
    """Why the packages cannot be used here; empty if they can."""
    here = {
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
        "system": sys.platform,
        "machine": platform.machine(),
    }
    if any(target[key] != value for key, value in here.items()):
        return (
            f"{BEGINNING} are for Python {target['python']}, {target['system']} on {target['machine']}; this is "
            f"Python {here['python']}, {here['system']} on {here['machine']}."
        )
    libc, version = platform.libc_ver()
    needed = target.get("glibc", "")
    if needed and (libc != "glibc" or _numbers(version) < _numbers(needed)):
        return f"{BEGINNING} need glibc {needed} or newer; this machine has {libc or 'another libc'} {version}.".strip()
    return ""


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")[:2]]


def damage(packages: list[dict[str, Any]]) -> str:
    """Which package is missing or has other bytes than it should; empty if none."""
    for package in packages:
        path = ROOT / "wheels" / str(package["path"])
        try:
            with path.open("rb") as file:
                right = hashlib.file_digest(file, "sha256").hexdigest() == package["sha256"]
        except OSError as error:
            return f"{path} cannot be read ({error.strerror}). Unpack the bundle again."
        if not right:
            return f"{path} is damaged. Unpack the bundle again; if that does not help, copy it again."
    return ""


def main() -> int:
    """0: all is well."""
    bundle = json.loads((ROOT / "bundle.json").read_text(encoding="utf-8"))
    wrong = misfit(bundle["target"]) if sys.argv[1:] == ["fits"] else damage(bundle["packages"])
    if wrong:
        print(wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
