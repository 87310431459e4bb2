"""Makes the files of this set: `python -m tests.resume.fourth [--only TEXT] [--list]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.resume.fourth import band, classic, running, sidebar, table
from tests.resume.fourth.model import pages
from tests.resume.making import make

LAYOUTS = (classic.LAYOUT, sidebar.LAYOUT, table.LAYOUT, running.LAYOUT, band.LAYOUT)

if __name__ == "__main__":
    sys.exit(make("tests.resume.fourth", Path(__file__).parent / "files", LAYOUTS, pages))
