"""`/docs`: the REST interface to read and to try, without any other address.

Swagger UI comes from the package `offapi`, whose files are read where it is installed: imported, it would hold three
viewers in memory.
"""

from __future__ import annotations

import asyncio
import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from starlette.responses import Response
from starlette.routing import Route

from intervue.routes.page import HEADERS, MEDIA_TYPES, SOURCES, WEB

if TYPE_CHECKING:
    from starlette.requests import Request

FILES: Final = {"swagger_bundle.js", "swagger_style.css"}
"""What the viewer consists of, as the package names it."""
_SOURCES: Final = {name: value for name, value in SOURCES.items() if name != "require-trusted-types-for"} | {
    # The viewer sets styles on its elements, and its icons are addresses that hold the picture itself.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
}
_HEADERS: Final = HEADERS | {"content-security-policy": "; ".join(f"{name} {it}" for name, it in _SOURCES.items())}


async def docs(request: Request) -> Response:
    """`GET /docs`: the viewer."""
    return await _answer(request, WEB / "docs.html")


def _viewer(name: str) -> Route:
    async def endpoint(request: Request) -> Response:
        return await _answer(request, _folder() / name)

    return Route(f"/docs/{name}", endpoint, methods=["GET"])


async def _answer(request: Request, file: Path) -> Response:
    """The file, or 304."""
    content, tag = await asyncio.to_thread(_read, file)
    headers = {**_HEADERS, "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=MEDIA_TYPES[file.suffix])


@cache
def _read(file: Path) -> tuple[bytes, str]:
    """What a file holds, and a tag of it. Kept: else each answer under way would hold 1.4 MB of its own."""
    content = file.read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:32]}"'


@cache
def _folder() -> Path:
    found = find_spec("offapi")
    if found is None or found.origin is None:
        raise FileNotFoundError("The package offapi is not installed: run make setup.")
    return Path(found.origin).parent


docs_routes: Final = [Route("/docs", docs, methods=["GET"]), *(_viewer(name) for name in sorted(FILES))]
