"""What `make bench` measures.

Each part is a module with `TITLE`, `run(options) -> dict` (figures that JSON can hold) and
`table(result) -> list[Sheet]` (see `sheet.py`); `add_options(parser)` where it has options of its own. `parts.py` says
which letter is which module.
"""
