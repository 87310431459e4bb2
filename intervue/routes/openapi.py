"""`/openapi.json`: the REST interface described. What a route takes and answers stands beside it, with `described`.

The document is made by `scripts/openapi_maker.py` from the routes, ahead, and lies beside this file; a test holds that
it is what would be made now. Routes check what they are sent themselves (`routes/bodies.py`), with bounds and
sentences.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from starlette.responses import Response
from starlette.routing import Route

from intervue.models.project import project_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pydantic import BaseModel
    from starlette.requests import Request

JSON: Final = "application/json"
FILE: Final = Path(__file__).with_suffix(".json")
NO_VERSION: Final = "0"
"""In the file: that of the server takes its place."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a route takes and answers."""

    tag: str
    status: int
    answer: type[BaseModel] | None
    body: type[BaseModel] | None
    form: type[BaseModel] | None
    query: type[BaseModel] | None
    others: dict[int, type[BaseModel]]
    """Other answers than problems."""
    problems: tuple[int, ...]
    public: bool
    text: str
    """The media type of the text that this route may answer; empty: it answers JSON alone."""


_DESCRIPTIONS: Final[dict[Any, Description]] = {}


def described(
    tag: str,
    *,
    status: int = 200,
    answer: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    form: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    others: dict[int, type[BaseModel]] | None = None,
    problems: tuple[int, ...] = (),
    public: bool = False,
    text: str = "",
) -> Callable[[Any], Any]:
    """For a route's endpoint, outside of `allowed`: what it takes and answers; its docstring says what it does.

    `problems` are statuses beyond those that follow from the rest: 400, 421 and 500 of every route, 429 and 503 of one
    that is limited, 401 and 403 of one that is not `public`, and what a body may do wrong.
    """

    def decorate(endpoint: Any) -> Any:
        _DESCRIPTIONS[endpoint] = Description(
            tag, status, answer, body, form, query, others or {}, problems, public, text
        )
        return endpoint

    return decorate


def described_routes(routes: Iterable[Any]) -> list[Route]:
    """Those that the document shows."""
    return [route for route in routes if isinstance(route, Route) and route.endpoint in _DESCRIPTIONS]


def description_of(route: Route) -> Description:
    """What stands beside the route's endpoint."""
    return _DESCRIPTIONS[route.endpoint]


class Document:
    """The description of these routes, as JSON; read when it is first asked for. Used by one event loop."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._paths = {plain(route.path) for route in described_routes(routes)}
        self._text: bytes | None = None

    async def text(self) -> bytes:
        """OpenAPI 3.1, UTF-8."""
        if self._text is None:
            self._text = await asyncio.to_thread(self._read)
        return self._text

    def _read(self) -> bytes:
        kept = json.loads(FILE.read_bytes())
        kept["info"]["version"] = project_version()
        kept["paths"] = {path: told for path, told in kept["paths"].items() if path in self._paths}
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def plain(path: str) -> str:
    """A route's path as the document names it, without the kinds of its parameters."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)


async def openapi(request: Request) -> Response:
    """`GET /openapi.json`."""
    made: Document = request.app.state.document
    return Response(await made.text(), media_type=JSON)


openapi_routes: Final = [Route("/openapi.json", openapi, methods=["GET"])]
