from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from intervue.store.errors import DataFolderError, DataFolderInUseError
from intervue.store.lock import DataFolderLock

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from intervue.store.lock import DataFolderLock
lock = DataFolderLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def hold(folder: Path) -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_server_is_told_the_folder_and_the_process_that_owns_it(tmp_path: Path) -> None:
    with hold(tmp_path) as holder:
        with pytest.raises(DataFolderInUseError) as caught:
            DataFolderLock(tmp_path).acquire()
        assert str(tmp_path) in str(caught.value)
        assert f"process {holder.pid}" in str(caught.value)
        assert (caught.value.folder, caught.value.pid) == (tmp_path, holder.pid)
        holder.kill()
        holder.communicate(timeout=10)
    with DataFolderLock(tmp_path):
        assert (tmp_path / "intervue.pid").exists()


def test_two_locks_of_one_process_exclude_each_other_until_the_first_is_given_back(tmp_path: Path) -> None:
    first, second = DataFolderLock(tmp_path), DataFolderLock(tmp_path)
    with first, pytest.raises(DataFolderInUseError):
        second.acquire()
    second.acquire()
    second.release()
    second.release()


def test_the_data_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    with DataFolderLock(folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(
        DataFolderError,
        match=f"The data folder {tmp_path}/file/data cannot be used: Not a directory.*INTERVUE_DATA_DIR",
    ):
        DataFolderLock(tmp_path / "file" / "data").acquire()
