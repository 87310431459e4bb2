"""What is wrong with a configuration, all at once, in words that say what to write instead."""

from __future__ import annotations

import difflib
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from intervue.settings import AT_MOST, ENV_PREFIX, Settings, config_path
from intervue.settings_types import lowered

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_SETTINGS = ("CONFIG", "PYTHON", "REQUIRE_BROWSER", "REHEARSE_KEY", "REHEARSE_TOKEN", "REHEARSE_INVITATION")
"""Names after the prefix that are read elsewhere: the settings file, the Makefile's interpreter, the tests, and ways in
for a rehearsal."""

_RULES = {
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_parsing": "must be a number",
    "float_type": "must be a number",
    "finite_number": "must be a finite number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "string_type": "must be a text",
    "path_type": "must be a path",
    "list_type": "must be a list",
}


def find_mistakes(overrides: Mapping[str, Any], *, files: bool = False) -> list[str]:
    """One line for each mistake in options, environment and settings file; empty if there is none.

    `files`: also where files of a certificate are absent, which only the server needs.
    """
    path = config_path()
    from_file, mistakes = _read(path)
    from_env = _environment()
    mistakes += [_unknown(key, _env_place(key), from_env=True) for key in from_env if key not in Settings.model_fields]
    mistakes += [_unknown(key, str(path)) for key in from_file if key not in Settings.model_fields]
    given = {
        **{key: (value, f"in {path}") for key, value in from_file.items()},
        **{key: (value, "in the environment") for key, value in from_env.items()},
        **{key: (value, "on the command line") for key, value in overrides.items()},
    }
    wrong: set[str] = set()
    mistakes += _invalid(overrides, given, wrong)
    mistakes += _relations(given, wrong) + _certificate(given)
    return mistakes + (_absent(given, path) if files else [])


def _read(path: Path | None) -> tuple[dict[str, Any], list[str]]:
    if path is None:
        return {}, []
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except OSError as error:
        return {}, [f"{path}: cannot be read ({error.strerror}). INTERVUE_CONFIG must name an existing TOML file."]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return {}, [f"{path}: is not valid TOML: {error}"]


def _environment() -> dict[str, str]:
    found = {}
    for name, value in os.environ.items():
        key = name.upper().removeprefix(ENV_PREFIX)
        if key != name.upper() and key not in NOT_SETTINGS and value:
            found[key.lower()] = value
    return found


def _env_place(key: str) -> str:
    return ENV_PREFIX + key.upper()


def _unknown(key: str, place: str, *, from_env: bool = False) -> str:
    near = difflib.get_close_matches(key.lower(), Settings.model_fields, n=1, cutoff=0.6)
    name = _env_place if from_env else str
    advice = f" Did you mean {name(near[0])}?" if near else ""
    return (
        f"{place} (environment): unknown setting.{advice}"
        if from_env
        else (f"{key} (in {place}): unknown setting.{advice}")
    )


def _invalid(overrides: Mapping[str, Any], given: Mapping[str, tuple[Any, str]], wrong: set[str]) -> list[str]:
    try:
        Settings(**overrides)
    except ValidationError as error:
        lines = []
        for detail in error.errors(include_url=False, include_context=True):
            key = str(detail["loc"][0]) if detail["loc"] else ""
            if detail["type"] == "extra_forbidden" or key in wrong or not key:
                continue
            wrong.add(key)
            value, place = given.get(key, ("", "the default"))
            shown = _env_place(key) if place == "in the environment" else key
            lines.append(f"{shown} ({place}): {_rule(detail)}{_nearest(value, detail)}. {_allowed(key)}")
        return lines
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError):
        return []  # reported when the file was read
    return []


def _rule(detail: Any) -> str:
    if detail["type"] in _RULES:
        return _RULES[detail["type"]]
    if detail["type"] == "string_pattern_mismatch":
        return "is not of the right form"
    message: str = detail["msg"].replace("Input should be ", "must be ").replace("'", '"')
    return message[:1].lower() + message[1:]


def _nearest(value: object, detail: Any) -> str:
    if detail["type"] != "literal_error":
        return ""
    allowed = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
    near = difflib.get_close_matches(str(value).lower(), allowed, n=1, cutoff=0.5)
    return f' (did you mean "{near[0]}"?)' if near else ""


def _allowed(key: str) -> str:
    """The meaning and the bounds of a setting, as a sentence."""
    field = Settings.model_fields[key]
    bounds = []
    for item in field.metadata:
        for attribute, words in (("ge", "at least"), ("gt", "more than"), ("le", "at most")):
            bound = getattr(item, attribute, None)
            if bound is not None:
                bounds.append(f"{words} {bound}")
    text = field.description or ""
    return f"{text} Allowed: {', '.join(bounds)}." if bounds else text


def _relations(given: Mapping[str, tuple[Any, str]], wrong: set[str]) -> list[str]:
    lines = []
    for low, high in AT_MOST:
        if low in wrong or high in wrong:
            continue
        values = [float(given[key][0] if key in given else Settings.model_fields[key].default) for key in (low, high)]
        if values[0] > values[1]:
            lines.append(f"{low} is {values[0]:g}, but must be at most {high}, which is {values[1]:g}.")
    return lines


def _certificate(given: Mapping[str, tuple[Any, str]]) -> list[str]:
    """Settings of TLS that do not go together."""
    named = [key for key in ("tls_cert", "tls_key") if _is_named(given, key)]
    own = lowered(given["tls"][0]) == "self-signed" if "tls" in given else False
    if own and named:
        return [f"tls is self-signed, and {named[0]} names a certificate's file: leave one of them out."]
    if named == ["tls_key"]:
        return ["tls_key needs its certificate: name it with tls_cert (INTERVUE_TLS_CERT, --tls-cert)."]
    return []


def _absent(given: Mapping[str, tuple[Any, str]], path: Path | None) -> list[str]:
    lines = []
    for key in ("tls_cert", "tls_key"):
        if _is_named(given, key):
            value, place = given[key]
            # As `Settings` reads it: what stands in a file counts from that file's folder.
            base = path.absolute().parent if path is not None and place == f"in {path}" else Path.cwd()
            file = base / Path(value).expanduser()
            if _is_absent(file):
                shown = _env_place(key) if place == "in the environment" else key
                lines.append(f"{shown} ({place}): there is no file {file}. {_allowed(key)}")
    return lines


def _is_named(given: Mapping[str, tuple[Any, str]], key: str) -> bool:
    value = given[key][0] if key in given else None
    return isinstance(value, (str, Path)) and bool(str(value).strip())


def _is_absent(file: Path) -> bool:
    try:
        file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):  # whoever reads it says more
        return False
    return False
