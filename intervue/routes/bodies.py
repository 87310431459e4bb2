"""JSON bodies and queries: bounded, checked, and refused with a sentence."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from starlette.requests import Request

T = TypeVar("T", bound=BaseModel)

MAX_BYTES = 4 * 1024 * 1024
SMALL_BYTES = 16 * 1024
"""Of what anybody may send: thousands of connections with more would fill the memory before it is known who asks."""
_FIELD = re.compile(r"[A-Za-z0-9_.]{1,40}")
_SHOWN = 3
"""Faults that are named at once."""


async def read_json(request: Request, model: type[T], most: int = MAX_BYTES) -> T:
    """The body as a model; an empty one counts as `{}`. Raises `HTTPException` 400, 408, 413 or 415.

    `most`: bytes.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _read(request, most)
    if body and kind != "application/json":
        raise HTTPException(415, "The body has to be JSON, with content-type: application/json.")
    try:
        return model.model_validate_json(body or b"{}")
    except ValidationError as error:
        raise HTTPException(400, _faults(error)) from None


def read_query(request: Request, model: type[T]) -> T:
    """The query as a model. Raises `HTTPException` 400."""
    names = [name for name, _ in request.query_params.multi_items()]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise HTTPException(400, f"{_named(twice)}: is given more than once.")
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise HTTPException(400, _faults(error)) from None


async def _read(request: Request, most: int) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(request.app.state.settings.body_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > most:
                    raise HTTPException(413, f"The body is too large: at most {most} bytes are allowed.")
    except TimeoutError:
        raise HTTPException(408, "The body did not arrive in time. Please send it again.") from None
    except ClientDisconnect:
        raise HTTPException(400, "The body is incomplete.") from None
    return bytes(body)


def _faults(error: ValidationError) -> str:
    faults = []
    for fault in error.errors(include_url=False, include_input=False, include_context=False)[:_SHOWN]:
        path = ".".join(map(str, fault["loc"])) or "body"
        faults.append(f"{_named(path)}: {fault['msg'].removeprefix('Value error, ')}")
    return "; ".join(faults) + "."


def _named(field: str) -> str:
    """What there is no field of may be anything, a key in the wrong place included: that is not repeated."""
    return f'"{field}"' if _FIELD.fullmatch(field) else "A field that there is not"
