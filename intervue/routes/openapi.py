"""`/openapi.json`: the REST interface described, made by SpecTree from the routes that are served.

A route says with `described` what it takes and answers; who may use it is known from `allowed`. Routes check what they
are sent themselves (`routes/bodies.py`), with bounds and sentences: a request never passes through SpecTree, which is
imported when the document is first asked for, as it brings three viewers along and keeps them in memory.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from intervue.auth.asking import CSRF_HEADER, action_of
from intervue.auth.cookies import HOST_PREFIX, SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.auth.rates import EXPOSED, limit_of
from intervue.auth.roles import POLICY, Action, Role
from intervue.models.project import project_version
from intervue.routes.session_models import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pydantic import BaseModel
    from spectree import SpecTree
    from starlette.requests import Request

    Operation = dict[str, Any]

JSON: Final = "application/json"
ABOUT: Final = f"""Interviews are made, invited to, read and erased here; they are held over a WebSocket, which
docs/PROTOCOL.md describes.

Where access control is on (`INTERVUE_AUTH=on`), programs send an API key or a bearer token. Browsers send their cookie
by themselves, and with whatever changes something the header `{CSRF_HEADER}`, whose value `GET /me` tells. Where it is
off, everybody may do everything and nobody need say who they are.

Every refusal is `{{"detail": "a sentence"}}`. The sentences may change: compare the status."""
_TAGS: Final = {
    "sessions": "Interviews.",
    "invitations": "Links to interviews.",
    "resumes": "Résumés.",
    "access": "Who is signed in.",
    "administration": "Users, keys and the audit log, for admins.",
    "server": "How the server is.",
}
_PARAMETERS: Final = {
    "session_id": "The id of an interview.",
    "invitation_id": "The id of a link to it, as `GET /sessions/{session_id}` lists them.",
    "user": "The name of a user.",
    "key_id": "The id of a key, as `GET /keys` lists it; never the key itself.",
}
_PEOPLE: Final = {Role.CANDIDATE: "candidates", Role.RECRUITER: "recruiters", Role.ADMIN: "admins"}
_STAFF_SCHEMES: Final = ("bearer", "signIn")


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

    `problems` are statuses beyond those that follow from the rest: 400, 421, 429 and 500 of every route, 401 and 403
    of one that is not `public`, and what a body may do wrong.
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


class Document:
    """The description of these routes, as JSON; made once, when it is first asked for. Used by one event loop."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._routes = routes
        self._text: bytes | None = None
        self._lock = asyncio.Lock()

    async def text(self) -> bytes:
        """OpenAPI 3.1, UTF-8."""
        async with self._lock:
            if self._text is None:
                made = await asyncio.to_thread(document, self._routes)
                self._text = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
        return self._text


def document(routes: Sequence[Route]) -> dict[str, Any]:
    """The OpenAPI document of these routes."""
    chosen = described_routes(routes)
    api = _spectree({model.__name__ for route in chosen for model in _inputs(_DESCRIPTIONS[route.endpoint])})
    methods = [(route, method) for route in chosen for method in _methods(route)]
    copies = [Route(route.path, _explained(api, route, method), methods=[method]) for route, method in methods]
    api.register(Starlette(routes=copies))
    made: dict[str, Any] = json.loads(json.dumps(api.spec))
    for route, method in methods:
        path = re.sub(r"\{(\w+):\w+\}", r"{\1}", route.path)
        _finish(made["paths"][path][method.lower()], route)
    used = {operation["tags"][0] for each in made["paths"].values() for operation in each.values()}
    made["tags"] = [{"name": name, "description": said} for name, said in _TAGS.items() if name in used]
    return made


def _spectree(inputs: set[str]) -> SpecTree:
    from spectree import SecurityScheme, SpecTree  # noqa: PLC0415 - see above
    from spectree.models import InType, SecureType, SecuritySchemeData  # noqa: PLC0415 - the same

    def cookie(name: str, said: str) -> SecuritySchemeData:
        return SecuritySchemeData(type=SecureType.API_KEY, name=name, field_in=InType.COOKIE, description=said)

    schemes = {
        "bearer": SecuritySchemeData(
            type=SecureType.HTTP,
            scheme="bearer",
            description="An API key, a session's token, or a token (JWT) of the organisation's identity provider.",
        ),
        "apiKey": SecuritySchemeData(
            type=SecureType.API_KEY, name="X-API-Key", field_in=InType.HEADER, description="`intervue keys create`"
        ),
        "signIn": cookie(
            SIGN_IN_COOKIE,
            f"Set by `POST /sign-in`; over https {HOST_PREFIX}{SIGN_IN_COOKIE}. Changes "
            f"need the header {CSRF_HEADER} too.",
        ),
        "invitation": cookie(
            SESSION_COOKIE, f"Set by `POST /invitations/open`; over https {HOST_PREFIX}{SESSION_COOKIE}."
        ),
    }
    return SpecTree(
        "starlette",
        title="Intervue",
        version=project_version(),
        description=ABOUT,
        mode="strict",
        annotations=False,
        page_templates={},
        validation_error_status=400,
        validation_error_model=Problem,
        naming_strategy=lambda model: model.__name__,
        # What is handed in may leave out what is always there in an answer: the same model has two schemas.
        nested_naming_strategy=lambda parent, child: f"{child}Input" if parent in inputs else child,
        security_schemes=[SecurityScheme(name=name, data=data) for name, data in schemes.items()],
        security=[],
    )


def _inputs(said: Description) -> list[type[BaseModel]]:
    return [model for model in (said.body, said.form, said.query) if model is not None]


def _methods(route: Route) -> list[str]:
    return sorted((route.methods or {"GET"}) - {"HEAD", "OPTIONS"})


def _explained(api: SpecTree, route: Route, method: str) -> Any:
    from spectree import Response as Answers  # noqa: PLC0415 - see above

    said = _DESCRIPTIONS[route.endpoint]
    told: dict[str, Any] = {f"HTTP_{code}": Problem for code in _problems(route, method)}
    told |= {f"HTTP_{code}": model for code, model in {said.status: said.answer, **said.others}.items()}
    return api.validate(
        query=said.query,
        json=said.body,
        form=said.form,
        resp=Answers(**told),
        tags=[said.tag],
        security=_security(route),
        operation_id=f"{said.tag}_{route.endpoint.__name__}",
        path_parameter_descriptions=_PARAMETERS,
        skip_validation=True,
    )(route.endpoint)


def _problems(route: Route, method: str) -> list[int]:
    """Statuses of refusals."""
    said = _DESCRIPTIONS[route.endpoint]
    found = {400, 421, 500, *said.problems}
    if not said.public:
        found.add(401)
    if method != "GET" or not (said.public or Role.ANONYMOUS in POLICY[_action(route)].roles):
        found.add(403)  # a page of another origin asks for a change, or somebody who may not do this
    if said.body is not None:
        found |= {408, 413, 415}
    if limit_of({"type": "http", "method": method, "path": route.path}) is not None:
        found.add(429)
    return sorted(found)


def _security(route: Route) -> list[dict[str, list[str]]]:
    """What may be shown to get in, one of these; nothing for what is open to everybody."""
    if _DESCRIPTIONS[route.endpoint].public:
        return []
    rule = POLICY[_action(route)]
    schemes = [*_STAFF_SCHEMES]
    if rule.scope is not None or Role.SERVICE in rule.roles:
        schemes.insert(1, "apiKey")
    if rule.own_session or Role.CANDIDATE in rule.roles:
        schemes.append("invitation")
    return [{name: []} for name in schemes]


def _action(route: Route) -> Action:
    action = action_of(route.endpoint)
    if action is None:
        raise TypeError(f"{route.path} is described as not public, but nothing says who may use it.")
    return action


def _finish(operation: Operation, route: Route) -> None:
    """Add what SpecTree has no words for."""
    said = _DESCRIPTIONS[route.endpoint]
    if not said.public:
        operation["description"] = f"{operation['description']}\n\n{_who_may(_action(route))}".strip()
    if said.body is not None and not any(field.is_required() for field in said.body.model_fields.values()):
        operation["requestBody"]["required"] = False
    content = operation["responses"][str(said.status)].get("content", {})
    if said.text:
        content = {**content, said.text: {"schema": {"type": "string"}}}
        operation["responses"][str(said.status)]["content"] = content
    limited = operation["responses"].get("429")
    if limited is not None:
        limited["headers"] = {name: {"schema": {"type": "integer"}} for name in EXPOSED}


def _who_may(action: Action) -> str:
    rule = POLICY[action]
    found = [name for role, name in _PEOPLE.items() if role in rule.roles]
    if rule.scope is not None:
        found.append(f"programs whose key has the scope `{rule.scope}`")
    if rule.own_session:
        found.append("candidates for their own interview")
    if Role.SERVICE in rule.roles:
        found.append("programs")
    return f"For {' and '.join(part for part in (', '.join(found[:-1]), found[-1]) if part)}."


async def openapi(request: Request) -> Response:
    """`GET /openapi.json`."""
    made: Document = request.app.state.document
    return Response(await made.text(), media_type=JSON)


openapi_routes: Final = [Route("/openapi.json", openapi, methods=["GET"])]
