"""`POST /resume/parse?details=true`: how sure each field is and where it stands, beside the fields of the contract."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from intervue.budget import Budget
from intervue.metrics import Metrics
from intervue.routes.resume import Intake, resume_routes
from tests.fakes.access import OPEN
from tests.resume.pages import developer
from tests.resume.reading import MIB, parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.resume.schema import ParsedResume


async def read(pdf: bytes, *, details: bool) -> ParsedResume:
    (resume,) = [result for result in parser().parse(pdf, details) if result is not None]
    return resume


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = Starlette(routes=resume_routes, middleware=[OPEN])
    app.state.settings = SimpleNamespace(resume_max_bytes=MIB)
    app.state.intake = Intake(2, 5.0, Budget(MIB, free=MIB))
    app.state.parse_resume = read
    app.state.metrics = Metrics()
    with TestClient(app) as client:
        yield client


def upload(client: TestClient, query: str) -> Any:
    response = client.post(f"/resume/parse{query}", files={"file": ("cv.pdf", developer(), "application/pdf")})
    assert response.status_code == 200, response.text
    return response


@pytest.mark.parametrize("query", ["?details=false", "?details=", "?details=0", "?token=x"])
def test_nobody_who_did_not_ask_gets_details(client: TestClient, query: str) -> None:
    assert upload(client, query).content == upload(client, "").content
    assert "confidence" not in upload(client, "").json()


@pytest.mark.parametrize("query", ["?details=true", "?details=TRUE", "?details=1", "?details=yes"])
def test_details_stand_beside_the_fields_of_the_contract(client: TestClient, query: str) -> None:
    plain, detailed = upload(client, "").json(), upload(client, query).json()
    assert {key: detailed[key] for key in plain} == plain
    assert list(detailed) == [*plain, "confidence", "source", "hidden_text", "unread_pages", "repaired"]
    assert all(0 <= value <= 1 for value in detailed["confidence"].values())
    assert detailed["confidence"]["contact.name"] > 0.9
    name = detailed["source"]["contact.name"]
    assert (name["page"], name["continued"]) == (1, [])
    left, top, right, bottom = name["box"]
    assert left == pytest.approx(50, abs=2)
    assert top < 50 < bottom
    assert right == pytest.approx(183, abs=4)
