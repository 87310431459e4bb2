"""docs/CONFIGURATION.md, made from the settings: `python -m intervue.settings_doc` prints it, `make docs` writes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from intervue.settings import AT_MOST, CONFIG_NAME, ENV_PREFIX, Settings, default_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

SECTIONS = {
    "host": "Server",
    "auth": "Access",
    "profile": "Models",
    "stt_threads": "Threads and processes",
    "interview_questions": "The interview",
    "rate_requests_per_minute": "Limits",
    "decode_deadline_seconds": "Deadlines of one request to an engine",
    "decoder_memory_mib": "Memory of the engine processes",
    "retention_days": "Storage",
}
"""The heading that stands before a setting."""

HEAD = f"""\
# Configuration

Made from the settings themselves by `make docs`; a test keeps it true.

A setting comes from an option of the command line, else from the environment variable named here, else from
`{CONFIG_NAME}`, else it has its default. The file lies in the folder in which the server is started, or in the
checkout; `{ENV_PREFIX}CONFIG` names another one. In the file a setting is written in lower case and without the prefix,
and a list is a list:

```toml
port = 8080
interview_questions = 8
cors_origins = ["https://jobs.example.org"]
```

In the environment a list is written with commas. An empty variable counts as not set. All mistakes are shown at once
when the server starts, and `intervue doctor` shows them too. Sizes in bytes: 1 MiB is 1048576.
"""


def document() -> str:
    """The whole document, Markdown."""
    lines = [HEAD]
    for name, field in Settings.model_fields.items():
        if name in SECTIONS:
            lines.append(f"\n## {SECTIONS[name]}\n\n| setting | default | allowed | |\n|---|---|---|---|\n")
        cells = (f"`{ENV_PREFIX}{name.upper()}`", _default(name, field), _allowed(field), field.description or "")
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n")
    lines.append("\n## Settings that belong together\n\n")
    lines += [f"- `{ENV_PREFIX}{low.upper()}` is at most `{ENV_PREFIX}{high.upper()}`.\n" for low, high in AT_MOST]
    return "".join(lines)


def _default(name: str, field: FieldInfo) -> str:
    if name in {"data_dir", "models_dir"}:
        folder = default_folder(name.removesuffix("_dir")).name
        return f"`{folder}/` in the checkout, else in the user's data folder"
    value = field.get_default(call_default_factory=True, validated_data={})
    if value in (None, [], ()):
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f"`{value:.10g}`" if isinstance(value, float) else f"`{value}`"


def _allowed(field: FieldInfo) -> str:
    choices = list(_choices(field.annotation))
    if choices:
        return ", ".join(choices)
    if field.annotation is bool:
        return "true, false"
    bounds = {key: getattr(item, key) for item in field.metadata for key in ("ge", "gt", "le") if hasattr(item, key)}
    if "ge" in bounds and "le" in bounds:
        return f"{_number(bounds['ge'])} to {_number(bounds['le'])}"
    return ", ".join(f"{words} {_number(bounds[key])}" for key, words in _BOUNDS if key in bounds)


def _number(bound: float) -> str:
    return str(int(bound)) if bound == int(bound) else str(bound)


_BOUNDS = (("ge", "at least"), ("gt", "more than"), ("le", "at most"))


def _choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(choice) for choice in get_args(annotation))
        return
    for part in get_args(annotation):
        yield from _choices(part)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(document(), encoding="utf-8")
    else:
        sys.stdout.write(document())
