from __future__ import annotations

import errno
import json
import os
import socket
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.doctor import network
from intervue.doctor.engines import Engines, shared_words
from intervue.doctor.finding import Finding, Verdict
from intervue.doctor.limits import check_limits
from intervue.doctor.machine import check_machine
from intervue.doctor.network import check_network
from intervue.doctor.people import check_people
from intervue.doctor.storage import check_storage
from intervue.engine_specs import engine_specs
from intervue.models.select import select_models
from intervue.settings import Settings
from intervue.store.accounts import AccountStore, ApiKey, User
from intervue.store.database import sqlite_url
from intervue.store.event_store import EventStore
from intervue.store.records import Batch, Record
from tests.model_paths import model_path

if TYPE_CHECKING:
    from collections.abc import Iterable


def named(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.subject: finding for finding in findings}


def settings(tmp_path: Path, **values: Any) -> Settings:
    chosen: dict[str, Any] = {"data_dir": tmp_path / "data", "models_dir": tmp_path / "models", **values}
    return Settings(**chosen)


def recorded(folder: Path, at: float) -> None:
    folder.mkdir(mode=0o700)
    store = EventStore(sqlite_url(folder))
    store.open()
    store.append([Batch("s1", (Record(1, at, "opened", {}),))])
    store.close()


def test_a_new_data_folder_can_be_made_and_nothing_is_made_by_looking(tmp_path: Path) -> None:
    found = named(check_storage(settings(tmp_path)))
    assert found["data folder"].verdict is Verdict.OK
    assert found["database"].verdict is Verdict.OK
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_is_a_file_is_a_problem_with_advice(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    found = named(check_storage(settings(tmp_path)))["data folder"]
    assert found.verdict is Verdict.PROBLEM
    assert "INTERVUE_DATA_DIR" in found.advice


def test_a_data_folder_that_cannot_be_written_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)  # root may write into any folder
    found = named(check_storage(settings(tmp_path)))["data folder"]
    assert found.verdict is Verdict.PROBLEM
    assert "Read-only file system" in found.found


def test_a_data_folder_that_others_may_read_is_noted(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir(mode=0o755)
    found = named(check_storage(settings(tmp_path)))["privacy"]
    assert found.verdict is Verdict.NOTE
    assert "chmod 700" in found.advice


def test_the_interviews_in_the_database_are_counted(tmp_path: Path) -> None:
    recorded(tmp_path / "data", time.time())
    found = named(check_storage(settings(tmp_path)))
    assert found["database"].found.endswith("intervue.db: 1")
    assert found["clock"].verdict is Verdict.OK


def test_a_damaged_database_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "intervue.db").write_bytes(b"not a database at all, but long enough to look" * 100)
    found = named(check_storage(settings(tmp_path)))["database"]
    assert found.verdict is Verdict.PROBLEM
    assert found.advice


def test_a_database_of_another_program_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    connection = sqlite3.connect(tmp_path / "data" / "intervue.db")
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    assert "another program" in named(check_storage(settings(tmp_path)))["database"].found


def test_a_clock_that_was_set_back_is_a_problem(tmp_path: Path) -> None:
    recorded(tmp_path / "data", time.time() + 86_400)
    found = named(check_storage(settings(tmp_path)))["clock"]
    assert found.verdict is Verdict.PROBLEM
    assert "set back" in found.advice


@pytest.mark.slow
def test_a_port_that_another_program_has_is_a_problem(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        found = check_network(settings(tmp_path, port=other.getsockname()[1]))[0]
    assert found.verdict is Verdict.PROBLEM
    assert "INTERVUE_PORT" in found.advice


def test_an_address_of_another_machine_is_a_problem(tmp_path: Path) -> None:
    found = check_network(settings(tmp_path, host="192.0.2.1"))[0]
    assert found.verdict is Verdict.PROBLEM


def test_the_machine_is_told_with_its_ffmpeg() -> None:
    found = named(check_machine(None, 0))
    assert found["ffmpeg"].verdict is Verdict.OK
    assert found["ffmpeg"].found.startswith("ffmpeg version")
    assert found["python"].verdict is Verdict.OK


def test_more_memory_than_the_machine_has_is_a_problem(tmp_path: Path) -> None:
    models = select_models(settings(tmp_path))
    found = named(check_machine(models, 10**15))["memory"]
    assert found.verdict is Verdict.PROBLEM
    assert "INTERVUE_PROFILE=small" in found.advice


def doctor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *options: str, **values: str) -> Any:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERVUE_CONFIG", os.devnull)
    monkeypatch.setenv("INTERVUE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("INTERVUE_MODELS_DIR", str(tmp_path / "models"))
    monkeypatch.setenv("INTERVUE_PORT", "0")
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return CliRunner().invoke(app, ["doctor", *options])


def test_a_machine_without_models_fails_and_is_told_what_to_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    result = doctor(monkeypatch, tmp_path, "--no-engines")
    assert result.exit_code == 1
    assert "PROBLEM models" in result.output
    assert "make models" in result.output
    assert result.output.rstrip().endswith("To be mended: models.")


def test_the_same_findings_can_be_had_as_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    result = doctor(monkeypatch, tmp_path, "--no-engines", "--json")
    told = json.loads(result.output)
    assert told["ok"] is False
    subjects = {finding["subject"]: finding for finding in told["findings"]}
    assert subjects["models"]["verdict"] == "problem"
    assert subjects["models"]["advice"]
    assert {"settings", "memory", "data folder", "disk space", "database", "clock", "port", "ffmpeg"} <= set(subjects)


def test_all_mistakes_in_the_settings_are_one_problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    result = doctor(monkeypatch, tmp_path, INTERVUE_LOG_LEVEL="loud", INTERVUE_PROT="80")
    assert result.exit_code == 1
    assert "INTERVUE_LOG_LEVEL" in result.output
    assert "Did you mean INTERVUE_PORT?" in result.output


def test_words_are_counted_that_came_back() -> None:
    assert shared_words("Good morning, and welcome.", "good morning and welcome") == 1
    assert shared_words("Good morning, and welcome.", "good evening") == 0.25


@pytest.mark.models
def test_every_engine_loads_and_answers(tmp_path: Path) -> None:
    chosen = settings(tmp_path, models_dir=model_path("whisper-base").parent)
    found = named(Engines(engine_specs(chosen, select_models(chosen)), chosen).check())
    assert {it.verdict for it in found.values()} == {Verdict.OK}, found
    assert "last position" in found["recogniser"].found


@pytest.mark.slow
def test_an_engine_whose_model_is_damaged_is_a_problem(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    specs = engine_specs(chosen, select_models(chosen))
    found = named(Engines(specs, chosen).check())
    assert found["voice"].verdict is Verdict.PROBLEM
    assert "make models" in found["voice"].advice
    assert found["decoder"].verdict is Verdict.OK
    assert found["resume reader"].verdict is Verdict.OK


def test_an_address_on_which_the_server_would_refuse_to_listen_is_a_problem(tmp_path: Path) -> None:
    found = check_network(settings(tmp_path, host="0.0.0.0", port=0))[0]
    assert found.verdict is Verdict.PROBLEM
    assert "INTERVUE_INSECURE=1" in found.advice


@pytest.mark.parametrize("runs", [False, True])
@pytest.mark.parametrize(
    ("given", "subject", "setting"),
    [
        ({"host": "0.0.0.0", "insecure": True}, "access", "INTERVUE_AUTH=on"),
        ({"host": "0.0.0.0", "auth": "on"}, "name", "INTERVUE_PUBLIC_URL"),
        ({"auth": "on", "public_url": "https://interviews.example.org"}, "proxy", "INTERVUE_TRUSTED_PROXIES"),
    ],
)
def test_what_is_missing_is_said_once_whether_the_server_runs_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, Any], subject: str, setting: str, *, runs: bool
) -> None:
    monkeypatch.setattr(network, "server_answers", lambda _: True)
    with socket.create_server((given.get("host", "127.0.0.1"), 0)) as server:
        port = server.getsockname()[1] if runs else 0
        chosen = settings(tmp_path, port=port, **given)
        found = [*check_network(chosen), *check_limits(chosen)]
    assert ("Intervue runs there" in found[0].found) is runs
    missing = [finding for finding in found if finding.verdict is Verdict.NOTE]
    assert [finding.subject for finding in missing] == [subject]
    assert setting in missing[0].advice


def test_who_asks_everybody_and_knows_nobody_is_told_how_to_make_somebody(tmp_path: Path) -> None:
    guarded = settings(tmp_path, auth="on")
    (found,) = check_people(guarded)
    assert (found.verdict, "intervue users add NAME" in found.advice) == (Verdict.NOTE, True)
    assert not (tmp_path / "data").exists()
    assert check_people(settings(tmp_path)) == []
    recorded(tmp_path / "data", time.time())
    assert len(check_people(guarded)) == 1
    accounts = AccountStore(sqlite_url(tmp_path / "data"))
    accounts.add_user(User("anna", "recruiter", "", time.time(), None))
    assert check_people(guarded) == []
    accounts.change_user("anna", disabled_at=time.time())
    (found,) = check_people(guarded)
    assert "no user may sign in" in found.found
    accounts.close()


def test_only_a_key_that_works_and_may_make_interviews_counts_as_somebody(tmp_path: Path) -> None:
    guarded, now = settings(tmp_path, auth="on"), time.time()
    recorded(tmp_path / "data", now)
    accounts = AccountStore(sqlite_url(tmp_path / "data"))
    every = ("sessions:read", "resumes:parse", "metrics:read")
    accounts.add_key(ApiKey("looks", "Prometheus", "hash of one", every, now, "command", None, None, None))
    accounts.add_key(ApiKey("late", "HR", "hash of two", ("sessions:write",), now, "command", now - 1, None, None))
    assert len(check_people(guarded)) == 1
    accounts.add_key(ApiKey("works", "HR", "hash of three", ("sessions:write",), now, "command", None, None, None))
    assert check_people(guarded) == []
    accounts.close()


@pytest.mark.parametrize("command", [["doctor", "--no-engines"], ["sessions", "backup", "copy.db"]])
def test_a_folder_of_another_user_is_named_and_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: list[str]
) -> None:
    real = Path.stat

    def stat_of(self: Path, **options: Any) -> os.stat_result:
        if self.name == "intervue.db":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(self, **options)

    (tmp_path / "data").mkdir()
    monkeypatch.setattr(Path, "stat", stat_of)  # root may look everywhere
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("INTERVUE_CONFIG", os.devnull)
    monkeypatch.setenv("INTERVUE_DATA_DIR", str(tmp_path / "data"))
    result = CliRunner().invoke(app, command)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "as the user who runs the server" in result.output
