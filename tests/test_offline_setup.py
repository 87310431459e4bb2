"""An unpacked bundle is set up by the real scripts/setup.sh, in small: a toy project, and packages for pip."""

from __future__ import annotations

import ensurepip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path
from typing import Any

import pytest

from intervue.models.bundle import Contents, write_bundle
from intervue.models.manifest import this_target
from intervue.models.report import SilentReporter
from scripts import check_bundle
from tests.models.catalogs import make_wheel

REPOSITORY = Path(__file__).resolve().parent.parent
BACKEND = """
import io, tarfile, zipfile

def _wheel(folder, name, module):
    stem = f"{name}-1.0"
    with zipfile.ZipFile(f"{folder}/{stem}-py3-none-any.whl", "w") as out:
        out.writestr(f"{name}.py", module)
        out.writestr(f"{stem}.dist-info/METADATA", f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n")
        out.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        out.writestr(f"{stem}.dist-info/RECORD", "")
    return f"{stem}-py3-none-any.whl"

def build_wheel(folder, settings=None, metadata=None):
    return _wheel(folder, "compiled", "")

def build_editable(folder, settings=None, metadata=None):
    return _wheel(folder, "intervue", "")
"""


def bundled_pip() -> Path:
    """The wheel of pip that this Python brings along."""
    places = [Path(ensurepip.__file__).parent / "_bundled", Path(sysconfig.get_config_var("WHEEL_PKG_DIR") or "/")]
    return next(path for place in places for path in sorted(place.glob("pip-*.whl")))


def toy_project(root: Path) -> Path:
    """A project whose locks name pip, a wheel, and a source package that needs a tool to be built."""
    wheels = root / "wheels"
    wheels.mkdir(parents=True)
    pip = Path(shutil.copy(bundled_pip(), wheels))
    toy = make_wheel(wheels, "toy", "1.0", {"toy.py": b""})
    tool = make_wheel(wheels, "toytool", "1.0", {"toytool.py": BACKEND.encode()})
    source = root / "compiled-1.0"
    source.mkdir()
    (source / "PKG-INFO").write_text("Metadata-Version: 2.1\nName: compiled\nVersion: 1.0\n")
    build = '[build-system]\nrequires = [{}]\nbuild-backend = "{}"\n'
    (source / "pyproject.toml").write_text(build.format('"toytool"', "toytool"))
    with tarfile.open(wheels / "compiled-1.0.tar.gz", "w:gz") as out:
        out.add(source, "compiled-1.0")
    lock(root / "requirements.lock", {"compiled==1.0": wheels / "compiled-1.0.tar.gz", "toy==1.0": toy})
    lock(root / "requirements.lock", {f"pip=={pip.name.split('-')[1]}": pip}, "a")
    lock(root / "requirements-build.lock", {"toytool==1.0": tool})
    name = '[project]\nname = "intervue"\nversion = "1.0"\n'
    (root / "pyproject.toml").write_text(f'{name}{build.format("", "backend")}backend-path = ["scripts"]\n')
    (root / "scripts").mkdir()
    (root / "scripts" / "backend.py").write_text(BACKEND)
    for script in ("setup.sh", "check_bundle.py"):
        shutil.copy(REPOSITORY / "scripts" / script, root / "scripts")
    return root


def lock(path: Path, packages: dict[str, Path], mode: str = "w") -> None:
    with path.open(mode) as out:
        for name, file in packages.items():
            out.write(f"{name} \\\n    --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}\n")


def set_up(project: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Run setup.sh where no index can be reached, and nothing is kept from former times."""
    home.mkdir(exist_ok=True)
    unreachable = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "HTTPS_PROXY": "http://127.0.0.1:9"}
    return subprocess.run(
        [shutil.which("bash") or "/bin/bash", str(project / "scripts" / "setup.sh")],
        env={"PATH": os.environ["PATH"], "HOME": str(home), "INTERVUE_PYTHON": sys.executable, **unreachable},
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )


@pytest.fixture
def unpacked(tmp_path: Path) -> Path:
    """A bundle of the toy project, unpacked with tar as the README says."""
    project = toy_project(tmp_path / "source")
    write_bundle(Contents((), tmp_path, project), tmp_path / "out.tar", SilentReporter())
    there = tmp_path / "there, with a space"
    there.mkdir()
    subprocess.run(
        [shutil.which("tar") or "/bin/tar", "xf", str(tmp_path / "out.tar")], cwd=there, check=True, timeout=30
    )
    return there / "intervue"


@pytest.mark.slow
@pytest.mark.timeout(240)  # pip starts eight times
def test_an_unpacked_bundle_is_set_up_without_any_network(unpacked: Path, tmp_path: Path) -> None:
    done = set_up(unpacked, tmp_path / "home")
    assert done.returncode == 0, done.stdout + done.stderr
    modules = "import compiled, intervue, toy"
    subprocess.run([str(unpacked / ".venv" / "bin" / "python"), "-c", modules], check=True, timeout=30)
    assert set_up(unpacked, tmp_path / "home").stdout == ""


@pytest.mark.slow
def test_a_bundle_with_a_damaged_package_is_not_installed(unpacked: Path, tmp_path: Path) -> None:
    wheel = unpacked / "wheels" / "toy-1.0-py3-none-any.whl"
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"x")
    done = set_up(unpacked, tmp_path / "home")
    assert done.returncode == 1
    assert f"{wheel} is damaged. Unpack the bundle again" in done.stderr
    assert not (unpacked / ".venv").exists()


@pytest.mark.slow
def test_a_bundle_for_another_python_says_which_one_it_needs(unpacked: Path, tmp_path: Path) -> None:
    bundle = json.loads((unpacked / "bundle.json").read_text())
    bundle["target"]["python"] = "3.99"
    (unpacked / "bundle.json").write_text(json.dumps(bundle))
    done = set_up(unpacked, tmp_path / "home")
    assert done.returncode == 1
    assert "are for Python 3.99" in done.stderr
    assert "delete the folder wheels/" in done.stderr


def here(**changed: str) -> dict[str, Any]:
    return {**this_target(()).model_dump(), **changed}


def test_packages_fit_the_machine_that_they_were_chosen_on() -> None:
    assert check_bundle.misfit(here()) == ""


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("python", "3.7", "Python 3.7"),
        ("system", "win32", "win32 on"),
        ("machine", "riscv64", "on riscv64"),
        ("glibc", "99.1", "glibc 99.1 or newer"),
    ],
)
def test_packages_for_another_machine_are_refused_with_what_they_are_for(key: str, value: str, said: str) -> None:
    assert said in check_bundle.misfit(here(**{key: value}))
