"""docs/SECURITY.md says what the program does, and names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.routing import Route, WebSocketRoute

from intervue.app import create_app
from intervue.auth import security_doc as doc
from intervue.auth.asking import action_of
from intervue.auth.roles import POLICY, Role, Scope
from intervue.routes.control import control_routes
from intervue.routes.interview import interview
from intervue.settings import Settings, load_settings
from tests.auth import matrix
from tests.fakes.server import echoing_engines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.applications import Starlette

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "SECURITY.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Starlette]:
    settings: dict[str, Any] = {"data_dir": tmp_path, "auth": "on"}
    made = create_app(Settings(**settings), echoing_engines(tmp_path))
    yield made
    made.state.accounts.close()
    made.state.store.close()
    made.state.audit._store.close()


def in_table() -> dict[tuple[str, str], doc.Asked]:
    return {(asked.method, path): asked for asked in doc.REQUESTS for path in asked.paths}


def test_the_document_has_the_tables_that_follow_from_the_policy() -> None:
    assert doc.written(TEXT) == TEXT, "run `make docs`"


def test_every_route_of_the_server_is_in_the_table_with_what_it_asks_for(app: Starlette) -> None:
    served: set[tuple[str, str]] = set()
    for route in app.routes:
        if isinstance(route, WebSocketRoute):
            assert route.endpoint is interview
            served.add(("WebSocket", route.path.replace(":path", "")))
            continue
        assert isinstance(route, Route), f"{route} is of a kind that nobody has thought of"
        if route in control_routes:
            continue
        for method in (route.methods or {"GET"}) - {"HEAD"}:
            served.add((method, route.path))
            asked = in_table().get((method, route.path))
            assert asked is not None, f"{method} {route.path} is missing in security_doc.REQUESTS"
            action = action_of(route.endpoint)
            assert action is asked.action or (action is None and Role.ANONYMOUS in POLICY[asked.action].roles)
    assert served == set(in_table())


def test_nothing_is_hidden_but_where_commands_come(app: Starlette) -> None:
    hidden = {route.path for route in control_routes if route.methods}
    assert hidden == set(doc.HIDDEN)
    assert [route for route in control_routes if route not in app.routes] == []


def test_everything_that_can_be_allowed_is_asked_for_by_something() -> None:
    assert {asked.action for asked in doc.REQUESTS} == set(POLICY)
    assert set(doc.COMMANDS) < set(POLICY)
    assert {rule.scope for rule in POLICY.values()} - {None} == set(Scope)


def test_every_state_of_a_credential_is_one_that_can_be_made() -> None:
    assert {(state.proof, state.name) for state in matrix.STATES if state.proof} >= {
        (proof, name) for proof in doc.PROOFS for name in (*proof.good, *proof.bad)
    }


def test_what_the_policy_means_is_what_people_decided() -> None:
    """Written down a second time, by hand: a slip in the policy would else be a slip in the table as well."""
    columns = [doc.Asker.CANDIDATE, doc.Asker.STRANGER, doc.Asker.SERVICE, doc.Asker.RECRUITER, doc.Asker.ADMIN]
    decided = {
        ("POST", "/resume/parse"): "yes yes yes yes yes",
        ("GET", "/sessions"): "403 403 yes yes yes",
        ("POST", "/sessions"): "403 403 yes yes yes",
        ("GET", "/sessions/{session_id}/transcript"): "403 403 yes yes yes",
        ("DELETE", "/sessions/{session_id}"): "403 403 yes yes yes",
        ("POST", "/sessions/{session_id}/invitations"): "403 403 yes yes yes",
        ("GET", "/metrics"): "403 403 yes 403 yes",
        ("GET", "/users"): "403 403 403 403 yes",
        ("POST", "/users"): "403 403 403 403 yes",
        ("PATCH", "/users/{user}"): "403 403 403 403 yes",
        ("DELETE", "/users/{user}"): "403 403 403 403 yes",
        ("GET", "/keys"): "403 403 403 403 yes",
        ("POST", "/keys"): "403 403 403 403 yes",
        ("DELETE", "/keys/{key_id}"): "403 403 403 403 yes",
        ("GET", "/audit"): "403 403 403 403 yes",
        ("WebSocket", "/ws/interview/{session_id}"): "yes 403 403 403 403",
    }
    found = {cell: " ".join(doc.answer(in_table()[cell], asker) for asker in columns) for cell in decided}
    assert found == decided
    assert all(doc.answer(asked, doc.Asker.OTHER_SERVICE) is not doc.Answer.YES for asked in doc.REQUESTS[7:])


def test_every_test_that_the_document_names_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)`", TEXT))
    assert len(named) > len(doc.PROOFS)
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_every_setting_and_every_link_that_the_document_names_exists() -> None:
    names = set(re.findall(r"INTERVUE_([A-Z_]+[A-Z])", TEXT))
    assert {name for name in names if name.lower() not in Settings.model_fields} == set()
    for link in re.findall(r"\]\(([\w.]+)(?:#[\w-]+)?\)", TEXT):
        assert (DOCUMENT.parent / link).exists(), link


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL))
def test_the_settings_of_the_document_can_be_written_as_they_are(
    block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "intervue.toml"
    file.write_text(block.replace("\n   ", "\n"), encoding="utf-8")
    monkeypatch.setenv("INTERVUE_CONFIG", str(file))
    settings = load_settings()
    assert (settings.auth, settings.jwt_algorithm) in {("on", ""), ("off", "RS256")}
