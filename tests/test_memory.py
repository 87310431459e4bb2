from __future__ import annotations

import platform
import subprocess
import sys

import pytest

_GROW_AND_FREE = """
import sys
import psutil
from intervue.memory import return_what_is_free

if sys.argv[1] == "on":
    assert return_what_is_free()
# A large buffer that was freed makes glibc take the next ones from the heap, where small objects come to lie between.
bytearray(400_000)
large, small = [], []
for number in range(200):
    large.append(bytearray(b"x" * 200_000))
    small.append([bytes(600) for _ in range(4)])
full = psutil.Process().memory_info().rss
large.clear()
print((full - psutil.Process().memory_info().rss) // 200_000)
"""


def given_back(switch: str) -> int:
    """Of 200 large buffers between small ones, how many went back to the system when they were freed."""
    command = [sys.executable, "-c", _GROW_AND_FREE, switch]
    return int(subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps what is free")
def test_what_was_taken_for_recordings_goes_back_to_the_system_although_small_objects_lie_between() -> None:
    assert given_back("on") >= 180
    assert given_back("off") < 150, "without it much stays, or this test would tell nothing"
