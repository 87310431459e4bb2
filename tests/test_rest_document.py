"""`docs/PROTOCOL.md` and the code say the same of what is around interviews: requests, fields, refusals, ways in."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import ValidationError

from intervue import protocol as p
from intervue.app import rest_routes
from intervue.auth import credentials, passwords
from intervue.auth.asking import CSRF_HEADER, action_of
from intervue.auth.cookies import SESSION_COOKIE, SIGN_IN_COOKIE
from intervue.auth.managing import KEY_NAME_MAX
from intervue.auth.roles import POLICY, Role, Scope
from intervue.auth.shown import OFFERED_TOKEN
from intervue.routes import admin_models as a
from intervue.routes import bodies, sign_in
from intervue.routes import session_models as s
from intervue.routes.entry import CLOSED_DOOR, FIRST_BYTES, V1
from intervue.routes.openapi import described_routes
from intervue.settings import Settings
from scripts.openapi_maker import document
from tests.test_protocol_document import DOCUMENT, column, examples, section, table

if TYPE_CHECKING:
    from pydantic import BaseModel

AROUND = section("Interviews that are made ahead", 3)
ADMINS = section("What admins do", 3)
ENTRY = section("Who comes in")
FIRST_MESSAGE = section("authenticate", 3, ENTRY)
MODELS: dict[str, type[BaseModel]] = {
    "NewSession": s.NewSession,
    "Invitation": s.Invitation,
    "ListQuery": s.ListQuery,
    "InvitationState": s.InvitationState,
    "OpenedInvitation": s.OpenedInvitation,
    "Me": sign_in.Me,
}
FOR_ADMINS: dict[str, type[BaseModel]] = {
    model.__name__: model
    for model in (a.PageQuery, a.NewUser, a.UserChange, a.UserState, a.NewKey, a.KeyState, a.AuditQuery, a.AuditItem)
}
ELSEWHERE = {"/health", "/ready", "/metrics", "/resume/parse"}
"""Described in sections of their own, or in OPERATIONS.md."""
METRICS: dict[str, Any] = {"metrics": True}
ROUTES = rest_routes(Settings(**METRICS))


def test_every_request_is_documented_with_its_status_and_who_may() -> None:
    rows = [*table(AROUND, "Request"), *table(ADMINS, "Request")]
    made = document(ROUTES)["paths"]
    expected = {
        f"{method.upper()} {path}": next(status for status in told["responses"] if status < "300")
        for path, each in made.items()
        for method, told in each.items()
        if path not in ELSEWHERE
    }
    assert {request: status for request, status, *_ in rows} == expected
    scopes = {}
    for route in described_routes(ROUTES):
        action = action_of(route.endpoint)
        rule = POLICY[action] if action else None
        for method in route.methods or ():
            if rule is not None and rule.scope is not None:
                scopes[f"{method} {route.path}"] = rule.scope.value
                assert rule.roles == {Role.RECRUITER, Role.ADMIN, Role.EVERYBODY} or route.path in ELSEWHERE
    admins = {
        f"{method} {route.path}"
        for route in described_routes(ROUTES)
        for method in (route.methods or set()) - {"HEAD"}
        if (action := action_of(route.endpoint)) is not None and POLICY[action].roles == {Role.ADMIN}
    }
    assert {request for request, *_, who in rows if who == "admins"} == admins
    assert {request: who for request, *_, who in rows if ":" in who} == {
        request: scope for request, scope in scopes.items() if request in expected
    }


def test_every_refusal_has_its_line() -> None:
    told = {
        status
        for path, each in document(ROUTES)["paths"].items()
        if path not in ELSEWHERE
        for operation in each.values()
        for status in operation["responses"]
        if status >= "400"
    }
    # Of every request of the server, so in its first part: hosts that are not its own, and failures of its own.
    assert set(column(table(AROUND, "Status"))) == (told - {"421", "500"}) | {"405"}
    assert f"at most {bodies.MAX_BYTES // 2**20} MiB" in AROUND.replace("\n", " ")
    assert f"{bodies.SMALL_BYTES // 2**10} KiB" in AROUND


@pytest.mark.parametrize("name", [*MODELS, *FOR_ADMINS])
def test_fields_are_documented_as_they_are(name: str) -> None:
    text = ADMINS if name in FOR_ADMINS else AROUND
    rows = table(text[text.index(f"\n`{name}`") :], "Field")
    fields = (MODELS | FOR_ADMINS)[name].model_fields
    assert {row[0]: row[2] for row in rows} == {key: "Yes" if it.is_required() else "No" for key, it in fields.items()}


def test_bounds_in_the_text_are_those_of_the_code() -> None:
    made = s.NewSession.model_json_schema()["properties"]
    questions, minutes = made["questions"]["anyOf"][0], made["minutes"]["anyOf"][0]
    assert f"at most {s.ROLE_MAX} characters" in AROUND
    assert f"at most {s.JOB_DESCRIPTION_MAX:,} characters" in AROUND
    assert f"{questions['minimum']} to {questions['maximum']}." in AROUND
    assert f"at most {minutes['maximum']:g}." in AROUND
    assert f"1 to {s.PAGE_MAX}; default {s.ListQuery.model_fields['limit'].default}." in AROUND
    paging = f"1 to {s.PAGE_MAX}; default {a.PageQuery.model_fields['limit'].default}."
    for text in (paging, f"{passwords.SHORTEST} to {passwords.LONGEST} characters", f"1 to {KEY_NAME_MAX} characters"):
        assert text in ADMINS
    assert {scope.value for scope in Scope} <= set(re.findall(r"`(\w+:\w+)`", ADMINS))
    states = get_args(s.InvitationState.model_fields["state"].annotation)
    row = next(row for row in table(AROUND[AROUND.index("\n`InvitationState`") :], "Field") if row[0] == "state")
    assert set(re.findall(r"\w+", row[3])) - {"or"} == set(states)


def test_the_examples_are_taken_and_given() -> None:
    asked, answered = examples(AROUND)
    assert s.NewSession.model_validate_json(asked).role == "Night nurse"
    given = s.Invitation.model_validate_json(answered).model_dump()
    assert given == json.loads(answered)
    assert given["invitation_url"].endswith(f"/#invitation={given['token']}")
    beginning = given["token"].removesuffix("...")
    assert credentials.kind_and_id(beginning + "x" * 43) == (credentials.TOKEN, given["id"])


def test_unknown_fields_are_refused_as_documented() -> None:
    assert "unknown fields are refused" in AROUND.replace("\n", " ")
    for model in (s.NewSession, s.NewInvitation, s.OpenInvitation, sign_in.Credentials):
        with pytest.raises(ValidationError, match="colour"):
            model.model_validate({"colour": "red"})


def test_ways_to_say_who_asks_are_named_as_they_are() -> None:
    requests = section("Requests", 3, ENTRY)
    for name in (SIGN_IN_COOKIE, SESSION_COOKIE, CSRF_HEADER, f"{credentials.KEY}_", f"{credentials.TOKEN}_"):
        assert name in requests
    sockets = section("Sockets", 3, ENTRY)
    for name in (f"`{OFFERED_TOKEN}TOKEN`", f"`{V1}`", "`?token=TOKEN`", f"`{SESSION_COOKIE}`", "`authenticate`"):
        assert name in sockets
    assert f"```text\n{CLOSED_DOOR}\n```" in sockets


def test_the_first_message_is_documented_as_it_is() -> None:
    rows = table(FIRST_MESSAGE, "Field")
    fields = p.Authenticate.model_fields
    assert {row[0]: row[2] for row in rows} == {key: "Yes" if it.is_required() else "No" for key, it in fields.items()}
    (example,) = examples(FIRST_MESSAGE)
    assert p.parse_authentication(example) == json.loads(example)["token"]
    assert f"within {Settings.model_fields['authenticate_seconds'].default:g} seconds" in FIRST_MESSAGE
    assert f"more than {FIRST_BYTES} bytes" in FIRST_MESSAGE
    given: dict[str, Any] = dict(table(FIRST_MESSAGE, "Code"))
    assert set(given) == {p.ErrorCode.SESSION_NOT_FOUND, p.ErrorCode.WEBSOCKET_ERROR}
    with pytest.raises(p.MalformedMessageError):
        p.parse_client_message(example)  # once somebody is in, it is no message any more


def test_links_within_the_document_lead_somewhere() -> None:
    titles = {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in _titles()}
    assert set(re.findall(r"\]\(#([^)]+)\)", DOCUMENT)) <= titles


def _titles() -> list[str]:
    return re.findall(r"^#+ (.+)$", DOCUMENT, re.MULTILINE)
