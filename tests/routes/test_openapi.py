"""`/openapi.json` describes what is served, and `/docs` shows it without any other address."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from starlette.applications import Starlette
from starlette.testclient import TestClient

from intervue.app import rest_routes
from intervue.auth.asking import action_of
from intervue.auth.roles import POLICY, Role, Scope
from intervue.models.project import project_version
from intervue.routes.admin_models import NewKey, NewUser, UserChange
from intervue.routes.docs import FILES, docs_routes
from intervue.routes.openapi import FILE, Document, openapi_routes
from intervue.settings import Settings
from scripts.openapi_maker import document, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.routing import Route


def routes(**given: Any) -> list[Route]:
    return rest_routes(Settings(**given))


ROUTES = routes(metrics=True)
NOT_TOLD = {"HEAD", "OPTIONS"}
STAFF: list[dict[str, list[str]]] = [{"bearer": []}, {"apiKey": []}, {"signIn": []}]
ADMINS: list[dict[str, list[str]]] = [{"bearer": []}, {"signIn": []}]


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return document(ROUTES)


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(routes=[*openapi_routes, *docs_routes])
    app.state.document = Document(ROUTES)
    with TestClient(app) as client:
        yield client


def operations(made: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(method.upper(), path): told for path, each in made["paths"].items() for method, told in each.items()}


def served() -> dict[tuple[str, str], Route]:
    return {(method, route.path): route for route in ROUTES for method in (route.methods or set()) - NOT_TOLD}


def test_the_document_is_valid_openapi(made: dict[str, Any]) -> None:
    assert made["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(made).validate()


def test_what_is_served_is_described_and_nothing_else(made: dict[str, Any]) -> None:
    assert set(operations(made)) == set(served())


def test_every_operation_says_what_it_does_and_has_a_name_of_its_own(made: dict[str, Any]) -> None:
    found = operations(made)
    for told in found.values():
        assert told["summary"].endswith(".")
        assert any(status.startswith("2") for status in told["responses"])
        assert all(each["description"] for each in told["parameters"]), told["operationId"]
    names = [told["operationId"] for told in found.values()]
    assert len(set(names)) == len(names)
    assert {told["tags"][0] for told in found.values()} == {tag["name"] for tag in made["tags"]}


def test_who_may_use_a_route_is_told_as_the_policy_has_it(made: dict[str, Any]) -> None:
    for (method, path), route in served().items():
        told = operations(made)[method, path]
        action = action_of(route.endpoint)
        if action is None or path in {"/sign-in", "/sign-out", "/invitations/open"}:
            assert told["security"] == [], path
            continue
        rule = POLICY[action]
        candidates = rule.own_session or Role.CANDIDATE in rule.roles
        staff = STAFF if rule.scope is not None or Role.SERVICE in rule.roles else ADMINS
        assert told["security"] == staff + [{"invitation": []}] * candidates, path
        if rule.scope is not None:
            assert f"`{rule.scope}`" in told["description"]
        assert {"401"} <= set(told["responses"])
    assert {"/sessions", "/metrics", "/resume/parse"} <= {path for _, path in served()}
    assert {rule.scope for rule in POLICY.values() if rule.scope} == set(Scope)


def test_every_refusal_is_a_sentence_in_detail(made: dict[str, Any]) -> None:
    for (_, path), told in operations(made).items():
        for status, answer in told["responses"].items():
            if status >= "400" and path != "/ready":
                schema = answer["content"]["application/json"]["schema"]
                # A link that does not open says what became of it as well.
                kind = "ClosedLink" if (path, status) == ("/invitations/open", "403") else "Problem"
                assert schema == {"$ref": f"#/components/schemas/{kind}"}, path
    for kind in ("Problem", "ClosedLink"):
        assert made["components"]["schemas"][kind]["required"] == ["detail"]


def test_a_resume_is_uploaded_as_a_form_with_a_file(made: dict[str, Any]) -> None:
    body = operations(made)["POST", "/resume/parse"]["requestBody"]["content"]
    assert list(body) == ["multipart/form-data"]
    form = made["components"]["schemas"]["ResumeForm"]
    assert form["properties"]["file"]["format"] == "binary"
    assert form["required"] == ["file"]


def test_all_fields_of_a_resume_are_always_there_in_an_answer_but_not_when_it_is_handed_in(
    made: dict[str, Any],
) -> None:
    schemas = made["components"]["schemas"]
    assert set(schemas["ParsedResume"]["required"]) == set(schemas["ParsedResume"]["properties"])
    assert schemas["ParsedResumeInput"]["required"] == ["contact"]
    assert operations(made)["POST", "/sessions"]["requestBody"]["required"] is False


def test_what_only_admins_may_is_told_to_be_for_admins_and_has_an_example(made: dict[str, Any]) -> None:
    found = operations(made)
    for request in (("GET", "/audit"), ("POST", "/keys"), ("PATCH", "/users/{user}")):
        assert found[request]["description"].endswith("For admins."), request
    schemas = made["components"]["schemas"]
    for name, model in (("NewUser", NewUser), ("NewKey", NewKey), ("UserChange", UserChange)):
        (example,) = schemas[name]["examples"]
        model.model_validate(example)


def test_a_server_without_metrics_describes_none() -> None:
    assert "/metrics" not in document(routes(metrics=False))["paths"]


def test_the_document_is_served_as_json(client: TestClient, made: dict[str, Any]) -> None:
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == made | {"info": made["info"] | {"version": project_version()}}
    assert client.get("/openapi.json").content == answer.content


def test_the_document_that_is_handed_out_is_what_the_routes_say_now() -> None:
    assert FILE.read_text(encoding="utf-8") == written(ROUTES), "`make docs` writes it anew."


def test_a_server_without_metrics_hands_out_what_it_serves() -> None:
    found = routes(metrics=False)
    expected = document(found)
    expected["info"]["version"] = project_version()
    assert json.loads(asyncio.run(Document(found).text())) == expected


@pytest.mark.slow
def test_what_makes_the_document_is_loaded_by_no_server_not_even_to_hand_it_out() -> None:
    asked = (
        "import asyncio, sys; from intervue.app import rest_routes; from intervue.settings import Settings;"
        "from intervue.routes.openapi import Document; asyncio.run(Document(rest_routes(Settings())).text());"
        "print(sorted({'spectree', 'offapi'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_the_viewer_and_its_parts_are_served_from_here(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    named = set(re.findall(r'(?:href|src)="([^"]+)"', page.text))
    assert {f"docs/{name}" for name in FILES} < named
    assert not any("//" in name for name in named)
    for name in FILES:
        part = client.get(f"/docs/{name}")
        assert part.headers["content-type"].startswith("text/"), name
        assert len(part.content) > 50_000
        again = client.get(f"/docs/{name}", headers={"if-none-match": part.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get("/docs/redoc.js").status_code == 404


def test_no_script_of_the_viewer_stands_in_its_page(client: TestClient) -> None:
    page = client.get("/docs")
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert "http" not in page.headers["content-security-policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)
    assert " style=" not in page.text
