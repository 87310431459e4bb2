"""Kinds of settings: what a text of the environment or of a file becomes, and within which bounds."""

from __future__ import annotations

import ipaddress
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

KIB = 1024
MIB = 1024 * KIB


def lowered(value: object) -> object:
    """Without white space around it, in lower case."""
    return value.strip().lower() if isinstance(value, str) else value


def split(value: object) -> object:
    """A list, of what stands between commas."""
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def absolute(value: object) -> object:
    """A path from the root; None for an empty text."""
    if isinstance(value, (str, Path)) and str(value).strip():
        return Path(value).expanduser().absolute()
    return None


def network(text: str) -> str:
    """An address or a network in its usual notation. Raises `PydanticCustomError`."""
    try:
        return str(ipaddress.ip_network(text.strip(), strict=False))
    except ValueError:
        raise PydanticCustomError("network", "must be an address or a network, such as 10.0.0.0/8") from None


Origin = Annotated[str, StringConstraints(pattern=r"^https?://[^/\s]+$")]
HostName = Annotated[
    str, StringConstraints(to_lower=True, pattern=r"^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$")
]
Engine = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$")]
Folder = Annotated[Path, BeforeValidator(absolute)]
Threads = Annotated[int, Field(ge=0, le=256)]
Workers = Annotated[int, Field(ge=1, le=64)]
MemoryMib = Annotated[int, Field(ge=0, le=1024 * 1024)]
Deadline = Annotated[float, Field(gt=0, le=3600)]
Network = Annotated[str, AfterValidator(network)]
PerMinute = Annotated[int, Field(ge=1, le=1_000_000)]
