"""Fetch models: the same as `intervue models fetch`, for those who look for a script.

python scripts/download_models.py [ID]... [--profile small|default|large] [--from FOLDER] [--trust] [--upgrade]
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from intervue.cli import main

if __name__ == "__main__":
    sys.argv[1:1] = ["models", "fetch"]
    main()
