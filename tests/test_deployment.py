"""docs/DEPLOYMENT.md and what lies in deploy/: as written, with other folders."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from intervue.origins import has_unnamed_proxy, is_exposed, is_in_clear, is_nameless
from intervue.settings import Settings, load_settings
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "DEPLOYMENT.md").read_text(encoding="utf-8")
SECONDS = 100


def commands() -> list[str]:
    """The blocks of the chapter on backups that are run as they are."""
    chapter = DOCUMENT.partition("## Back up and put back")[2]
    return re.findall(r"```sh\n(.*?)```", chapter, re.DOTALL)


def test_every_setting_and_file_that_the_document_names_is_there() -> None:
    named = {name.lower() for name in re.findall(r"INTERVUE_([A-Z_]+)", DOCUMENT)}
    assert named <= set(Settings.model_fields)
    for target in re.findall(r"\]\(([^)#]+)\)", DOCUMENT):
        assert (ROOT / "docs" / target).is_file(), target


def test_proxies_of_the_examples_take_what_the_server_takes_and_are_as_patient() -> None:
    """Without running them; `tests/server/test_nginx.py` does where nginx is there."""
    usual = Settings.model_construct()
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    for size in (*re.findall(r"client_max_body_size (\d+)m;", nginx), *re.findall(r"max_size (\d+)MB", caddy)):
        assert int(size) * 1000**2 > usual.resume_max_bytes * 1.1
    assert all(int(seconds) > 2 * usual.ping_seconds for seconds in re.findall(r"proxy_read_timeout (\d+)s;", nginx))
    assert f"127.0.0.1:{usual.port}" in nginx
    assert f"127.0.0.1:{usual.port}" in caddy


def test_proxies_of_the_examples_log_neither_queries_nor_headers() -> None:
    nginx = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    formats = "".join(re.findall(r"log_format.*?;", nginx, re.DOTALL))
    written = set(re.findall(r"\$\w+", formats))
    assert written == {"$remote_addr", "$time_local", "$request_method", "$uri", "$status", "$body_bytes_sent"}
    assert all(
        line.split()[-1] in {"intervue;", "off;"} for line in re.findall(r"^\s+access_log.*$", nginx, re.MULTILINE)
    )
    caddy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    assert "request>headers delete" in caddy
    assert "replace token" in caddy


@pytest.mark.skipif(os.name != "posix", reason="The commands are for a shell of Unix.")
@pytest.mark.slow
def test_a_backup_is_made_and_put_back_as_the_document_says(tmp_path: Path) -> None:
    """From the folder of the checkout, whose settings file names the data folder."""
    checkout, backups, tools = tmp_path / "checkout", tmp_path / "backups", tmp_path / "tools"
    for folder in (checkout, checkout / "data", backups, tools):
        folder.mkdir()
    (checkout / "intervue.toml").write_text('data_dir = "data"\nport = 0\n', encoding="utf-8")
    program = tools / "intervue"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m intervue "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("INTERVUE_")}
    environment["PATH"] = f"{tools}{os.pathsep}{environment['PATH']}"

    def run(script: str) -> subprocess.CompletedProcess[str]:
        script = script.replace("/backups", str(backups))
        return subprocess.run(
            ["/bin/sh", "-ec", script],
            cwd=checkout,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )

    back_up, put_back = commands()
    record(checkout, 1)
    made = run(back_up)
    assert made.returncode == 0, made.stderr
    (copy,) = backups.iterdir()
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600

    record(checkout, 2)  # what came later is not in it
    restored = run(put_back)
    assert re.search(r"ok      database: interviews in .*: 1\n", restored.stdout), restored.stdout + restored.stderr
    assert numbers(checkout / "data") == [1]
    assert numbers(backups / "data.before") == [1, 2]
    assert stat.S_IMODE((checkout / "data").stat().st_mode) == 0o700
    assert stat.S_IMODE((checkout / "data" / "intervue.db").stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="The commands are for a shell of Unix.")
def test_a_backup_of_the_service_is_put_back_as_the_document_says(tmp_path: Path) -> None:
    """In other folders, by whoever runs the test, and without systemd."""
    (script,) = re.findall(r"```\n(systemctl stop.*?systemctl start intervue)\n```", DOCUMENT, re.DOTALL)
    unit = (ROOT / "deploy" / "intervue.service").read_text(encoding="utf-8")
    assert ("User=intervue\nGroup=intervue\n" in unit, "StateDirectory=intervue\n" in unit) == (True, True)
    assert script.count(" -o intervue -g intervue ") == 2
    library, backups = tmp_path / "lib", tmp_path / "backups"
    (library / "intervue").mkdir(parents=True)
    (library / "intervue" / "intervue.db").write_text("later", encoding="utf-8")
    backups.mkdir()
    (copy,) = re.findall(r"/backups/(\S+\.db) ", script)
    (backups / copy).write_text("former", encoding="utf-8")
    for there, here in ((" -o intervue -g intervue", ""), ("/var/lib", str(library)), ("/backups", str(backups))):
        script = script.replace(there, here)
    script = re.sub(r"^systemctl", ": systemctl", script, flags=re.MULTILINE)
    subprocess.run(["/bin/sh", "-ec", script], timeout=SECONDS, check=True)
    kept = library / "intervue" / "intervue.db"
    assert kept.read_text(encoding="utf-8") == "former"
    assert (backups / "data.before" / "intervue.db").read_text(encoding="utf-8") == "later"
    assert (stat.S_IMODE(kept.parent.stat().st_mode), stat.S_IMODE(kept.stat().st_mode)) == (0o700, 0o600)


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL))
def test_the_settings_of_the_document_let_others_in_by_name_and_say_who_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: str
) -> None:
    (tmp_path / "intervue.toml").write_text(block, encoding="utf-8")
    monkeypatch.setenv("INTERVUE_CONFIG", str(tmp_path / "intervue.toml"))
    settings = load_settings()
    assert (is_exposed(settings), is_in_clear(settings), is_nameless(settings)) == (False, False, False)
    assert (settings.auth, has_unnamed_proxy(settings)) == ("on", False)


def record(checkout: Path, number: int) -> None:
    store = EventStore(sqlite_url(checkout / "data"))
    store.open()
    store.append([Batch("ada", (Record(number, float(number), "opened", {}),))])
    store.close()


def numbers(folder: Path) -> list[int]:
    store = EventStore(sqlite_url(folder))
    store.open()
    try:
        return [record.number for record in store.load("ada")]
    finally:
        store.close()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="There is no systemd to look at its unit.")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = (ROOT / "deploy" / "intervue.service").read_text(encoding="utf-8")
    assert "/opt/intervue/.venv/bin/python" in unit
    here = unit.replace("/opt/intervue/.venv/bin/python", "/bin/true")
    (tmp_path / "intervue.service").write_text(here, encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / "intervue.service")],  # noqa: S607 - wherever it is
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert (said.returncode, said.stderr) == (0, "")
