"""Makes the OpenAPI document of the REST interface: SpecTree does, from the routes that are served.

`python -m scripts.openapi_maker FILE` writes it to the file that the server hands out; `make docs` calls it. A
server never does: SpecTree brings three viewers along, and would keep them in memory.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from spectree import Response as Answers
from spectree import SecurityScheme, SpecTree
from spectree.models import InType, SecureType, SecuritySchemeData
from starlette.applications import Starlette
from starlette.routing import Route

from intervue.auth.asking import CSRF_HEADER, action_of
from intervue.auth.cookies import HOST_PREFIX, SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.auth.rates import EXPOSED, limit_of
from intervue.auth.roles import POLICY, Action, Role
from intervue.routes.openapi import NO_VERSION, described_routes, description_of, plain
from intervue.routes.session_models import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from intervue.routes.openapi import Description

    Operation = dict[str, Any]

ABOUT: Final = f"""Interviews are made, invited to, read and erased here; they are held over a WebSocket, which
docs/PROTOCOL.md describes.

Where access control is on (`INTERVUE_AUTH=on`), programs send an API key or a bearer token. Browsers send their cookie
by themselves, and with whatever changes something the header `{CSRF_HEADER}`, whose value `GET /me` tells. Where it is
off, nobody need say who they are, and everybody may do everything but manage users and keys and read the audit log.

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


def document(routes: Sequence[Route]) -> dict[str, Any]:
    """The OpenAPI document of these routes."""
    chosen = described_routes(routes)
    api = _spectree({model.__name__ for route in chosen for model in _inputs(description_of(route))})
    methods = [(route, method) for route in chosen for method in _methods(route)]
    copies = [Route(route.path, _explained(api, route, method), methods=[method]) for route, method in methods]
    api.register(Starlette(routes=copies))
    made: dict[str, Any] = json.loads(json.dumps(api.spec))
    for route, method in methods:
        path = plain(route.path)
        _finish(made["paths"][path][method.lower()], route)
    used = {operation["tags"][0] for each in made["paths"].values() for operation in each.values()}
    made["tags"] = [{"name": name, "description": said} for name, said in _TAGS.items() if name in used]
    return made


def _spectree(inputs: set[str]) -> SpecTree:
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
        version=NO_VERSION,
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
    said = description_of(route)
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
    said = description_of(route)
    found = {400, 421, 500, *said.problems}
    if not said.public:
        found.add(401)
    if method != "GET" or not (said.public or Role.ANONYMOUS in POLICY[_action(route)].roles):
        found.add(403)  # a page of another origin asks for a change, or somebody who may not do this
    if said.body is not None:
        found |= {408, 413, 415}
    if limit_of({"type": "http", "method": method, "path": route.path}) is not None:
        found |= {429, 503}  # asked too often; the database is busy, or the disk full
    return sorted(found)


def _security(route: Route) -> list[dict[str, list[str]]]:
    """What may be shown to get in, one of these; nothing for what is open to everybody."""
    if description_of(route).public:
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
    said = description_of(route)
    if not said.public:
        operation["description"] = f"{operation['description']}\n\n{_who_may(_action(route))}".strip()
    if said.body is not None and not any(field.is_required() for field in said.body.model_fields.values()):
        operation["requestBody"]["required"] = False
    content = operation["responses"][str(said.status)].get("content", {})
    if said.text:
        content = {**content, said.text: {"schema": {"type": "string"}}}
        operation["responses"][str(said.status)]["content"] = content
    large = operation["responses"].get("413")
    if large is not None:
        large["description"] = "Content Too Large"  # RFC 9110; older Pythons have the name of an older one
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


def written(routes: Sequence[Route]) -> str:
    """The document as it is kept: its version is that of the server that hands it out."""
    return json.dumps(document(routes), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Write the document, or print it."""
    from intervue.app import rest_routes  # noqa: PLC0415 - it needs the routes, which need what is described
    from intervue.settings import Settings  # noqa: PLC0415 - the same

    everything: dict[str, Any] = {"metrics": True}
    made = written(rest_routes(Settings(**everything)))
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(made, encoding="utf-8")
    else:
        sys.stdout.write(made)


if __name__ == "__main__":
    main()
