"""Layers of a PDF: what depends on several of them is hidden as its condition says, which MuPDF does not look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAX_OBJECTS = 5000
"""Objects of a file up to which conditions are searched for."""
_MAX_DEPTH = 20
_REFERENCE = re.compile(r"(\d+) \d+ R")
_TOKEN = re.compile(r"\[|\]|/\w+|\d+ \d+ R")


def settle(document: Any) -> None:
    """Write each condition under which nothing is shown so that MuPDF shows nothing.

    Raises:
        Exception: whatever PyMuPDF raises for a damaged file.
    """
    if document.xref_get_key(document.pdf_catalog(), "OCProperties")[0] == "null":
        return
    layers = _states(document)
    if not layers:
        return
    conditions = [
        number
        for number in range(1, min(document.xref_length(), _MAX_OBJECTS))
        if document.xref_get_key(number, "Type")[1] == "/OCMD"
    ]
    for number in conditions:
        if not _holds(document, number, layers):
            # The two conditions that MuPDF gets right.
            policy, layer = next(
                (("AnyOn", place) for place, lit in layers.items() if not lit), ("AllOff", min(layers))
            )
            document.update_object(number, f"<</Type/OCMD/P/{policy}/OCGs[{layer} 0 R]>>")


def _states(document: Any) -> dict[int, bool]:
    """Whether each layer is on when the file is opened."""
    found = document.get_layer()
    lit = found.get("basestate") != "OFF"
    layers = dict.fromkeys(map(int, document.get_ocgs()), lit)
    return layers | dict.fromkeys(found.get("on", ()), True) | dict.fromkeys(found.get("off", ()), False)


def _holds(document: Any, number: int, layers: Mapping[int, bool]) -> bool:
    """Whether what depends on a condition is shown (ISO 32000-1, 8.11.2.2)."""
    expression = _array(document, number, "VE")
    if expression:
        return _value(iter(_TOKEN.findall(expression)), layers)
    states = [layers.get(int(found), True) for found in _REFERENCE.findall(_array(document, number, "OCGs"))]
    policy = document.xref_get_key(number, "P")[1]
    if not states:
        return True
    if policy == "/AllOn":
        return all(states)
    if policy == "/AnyOff":
        return not all(states)
    return not any(states) if policy == "/AllOff" else any(states)


def _array(document: Any, number: int, key: str) -> str:
    """A list as it is written; it may be an object of its own."""
    kind, value = document.xref_get_key(number, key)
    if kind == "xref":
        written = str(document.xref_object(int(value.split()[0]), compressed=True))
        return written if written.startswith("[") else str(value)
    return "" if kind == "null" else str(value)


def _value(parts: Iterator[str], layers: Mapping[int, bool], depth: int = 0) -> bool:
    """The value of an expression such as [/And 6 0 R [/Not 7 0 R]]."""
    word, values = "", []
    for part in parts:
        if part == "]":
            break
        if part == "[" and depth < _MAX_DEPTH:
            values.append(_value(parts, layers, depth + 1))
        elif part.startswith("/"):
            word = part
        elif part[0].isdigit():
            values.append(layers.get(int(part.split()[0]), True))
    if word == "/Not":
        return not any(values)
    return any(values) if word in {"", "/Or"} else all(values)
