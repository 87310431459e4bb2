"""What a damaged font leaves of a text: characters that nobody knows come into no field."""

from __future__ import annotations

from typing import Any

from intervue.resume.schema import ParsedResume

_UNKNOWN = "\ufffd"
_SHARE = 5
"""A text of which every fifth character is unknown cannot be read."""
_OPTIONAL = frozenset({"email", "phone", "location", "linkedin", "summary", "start_date", "end_date", "field"}) | {
    "graduation_date"
}
_AS_READ = "raw_text"


def legible(resume: ParsedResume) -> ParsedResume:
    """The résumé without fields that cannot be read; `raw_text` stays as it is."""
    if _UNKNOWN not in resume.raw_text:
        return resume
    return ParsedResume.model_validate(_cleaned(resume.model_dump()))


def _cleaned(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value if key == _AS_READ else _without(key, value) for key, value in fields.items()}


def _without(key: str, value: Any) -> Any:
    if isinstance(value, dict):
        return _cleaned(value)
    if isinstance(value, list):
        return [_without(key, each) for each in value if not _is_garbled(each)]
    return (None if key in _OPTIONAL else "") if _is_garbled(value) else value


def _is_garbled(value: Any) -> bool:
    return isinstance(value, str) and value.count(_UNKNOWN) * _SHARE > len(value)
