"""The machine: Python, processors, memory, open files, ffmpeg."""

from __future__ import annotations

import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil

from intervue.doctor.finding import Finding, in_gigabytes, note, ok, problem
from intervue.settings import usable_cpus

if TYPE_CHECKING:
    from intervue.models.select import ModelSelection

PYTHONS = ((3, 11), (3, 13))
"""The first and the last version of Python that Intervue is made for."""
FEWEST_CPUS = 2
OTHER_MEMORY = 1200 * 1024**2
"""Bytes that the server and its engines need besides the models themselves."""
FEWEST_FILES = 4096
_SECONDS = 10.0


def check_machine(models: ModelSelection | None, model_memory: int) -> list[Finding]:
    """`model_memory`: bytes that the chosen models need; `models` is None where none can be chosen."""
    return [_python(), _cpus(), _memory(model_memory if models else 0), *_open_files(), _ffmpeg()]


def _python() -> Finding:
    version = sys.version_info[:2]
    found = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    if PYTHONS[0] <= version <= PYTHONS[1]:
        return ok("python", found)
    return problem("python", found, "Install Python 3.11, 3.12 or 3.13, remove .venv and run `make setup` again.")


def _cpus() -> Finding:
    count = usable_cpus()
    found = f"{count} usable processor{'s' if count != 1 else ''}"
    if count >= FEWEST_CPUS:
        return ok("processors", found)
    return note("processors", found, "Answers will be slow: give the server two processors or more.")


def _memory(model_memory: int) -> Finding:
    memory = psutil.virtual_memory()
    needed = model_memory + OTHER_MEMORY
    found = f"{in_gigabytes(memory.available)} of {in_gigabytes(memory.total)} free"
    if not model_memory:
        return ok("memory", found)
    found += f", about {in_gigabytes(needed)} needed"
    if memory.total < needed:
        return problem("memory", found, "Use a machine with more memory, or INTERVUE_PROFILE=small.")
    if memory.available < needed:
        return note("memory", found, "Close other programs (a server that runs already counts among them).")
    return ok("memory", found)


def _open_files() -> list[Finding]:
    if sys.platform == "win32":
        return []
    import resource  # noqa: PLC0415 - not on every platform

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most == resource.RLIM_INFINITY:
        return [ok("open files", "no limit")]
    found = f"at most {most} files and sockets"
    if most >= FEWEST_FILES:
        return [ok("open files", found)]
    advice = f"Raise the hard limit to {FEWEST_FILES} or more (ulimit -Hn, or LimitNOFILE= of the service)."
    return [note("open files", found, advice)]


def _ffmpeg() -> Finding:
    advice = "Run `make setup` again: ffmpeg comes with the packages imageio-ffmpeg and av."
    try:
        import av  # noqa: PLC0415 - what is broken here is what is to be found out
        import imageio_ffmpeg  # noqa: PLC0415 - as above

        said = subprocess.run(
            [imageio_ffmpeg.get_ffmpeg_exe(), "-version"],
            capture_output=True,
            check=True,
            timeout=_SECONDS,
            text=True,
        ).stdout
    except Exception as error:  # noqa: BLE001 - whatever is wrong with it, this line says so
        return problem("ffmpeg", f"cannot be used: {error}", advice)
    return ok("ffmpeg", f"{said.partition(' Copyright')[0].strip()}, PyAV {av.__version__}")
