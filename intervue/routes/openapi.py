"""The REST interface described: `/openapi.json`, which SpecTree makes from the routes, and a viewer at `/docs`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.models import InType, SecureType, SecuritySchemeData

from intervue.routes.session_models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel

api: Final = SpecTree(
    "starlette",
    title="Intervue",
    version="1",
    description="Interviews: make them, invite to them, read them, erase them.",
    mode="strict",
    annotations=False,
    security_schemes=[
        SecurityScheme(name="bearer", data=SecuritySchemeData(type=SecureType.HTTP, scheme="bearer")),
        SecurityScheme(
            name="apiKey", data=SecuritySchemeData(type=SecureType.API_KEY, name="X-API-Key", field_in=InType.HEADER)
        ),
    ],
    security=[{"bearer": []}, {"apiKey": []}],
)


def described(
    tag: str,
    *,
    status: int = 200,
    answer: type[BaseModel] | None = None,
    body: type[BaseModel] | None = None,
    query: type[BaseModel] | None = None,
    problems: tuple[int, ...] = (),
    public: bool = False,
) -> Callable[[Any], Any]:
    """For a route: what it takes and answers. It checks that itself (`routes/bodies.py`), with bounds and sentences."""
    common = () if public else (401, 403)
    told = {f"HTTP_{code}": Problem for code in (400, *common, *problems, 429)}
    return api.validate(
        query=query,
        json=body,
        resp=Answers(**{f"HTTP_{status}": answer}, **told),
        tags=[tag],
        security=[] if public else None,
        skip_validation=True,
    )
