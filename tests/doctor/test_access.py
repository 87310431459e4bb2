"""What the doctor says of keys of bearer tokens, proxies and the public address."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from intervue.doctor import access
from intervue.doctor.access import check_access
from intervue.doctor.finding import Finding, Verdict
from intervue.settings import Settings
from tests.auth.jwts import Provider

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def findings(tmp_path: Path, **values: Any) -> dict[str, Finding]:
    chosen: dict[str, Any] = {"data_dir": tmp_path / "data", "auth": "on", **values}
    return {finding.subject: finding for finding in check_access(Settings(**chosen))}


def signed(algorithm: str, **values: Any) -> dict[str, Any]:
    return {
        "jwt_algorithm": algorithm,
        "jwt_issuer": "https://login.example.org",
        "jwt_audience": "intervue",
        **values,
    }


def test_where_nothing_is_set_nothing_is_said(tmp_path: Path) -> None:
    assert findings(tmp_path) == {}


def test_a_file_with_a_fitting_key_is_well(tmp_path: Path) -> None:
    file = Provider("ES256").write(tmp_path / "key.pem")
    found = findings(tmp_path, **signed("ES256", jwt_key_file=file))["bearer tokens"]
    assert (found.verdict, "key.pem" in found.found) == (Verdict.OK, True)


@pytest.mark.parametrize(
    ("algorithm", "written", "sentence"),
    [("RS256", "ES256", "public keys"), ("RS256", None, "cannot be read"), ("HS256", "ES256", "PEM")],
)
def test_a_file_that_does_not_fit_the_algorithm_is_a_problem(
    tmp_path: Path, algorithm: str, written: str | None, sentence: str
) -> None:
    file = tmp_path / "key"
    if written:
        Provider(written).write(file)
    found = findings(tmp_path, **signed(algorithm, jwt_key_file=file))["bearer tokens"]
    assert found.verdict is Verdict.PROBLEM
    assert sentence in found.found
    assert "docs/SECURITY.md" in found.advice


def test_a_secret_that_others_may_read_is_noted_with_what_to_run(tmp_path: Path) -> None:
    file = Provider("HS256").write(tmp_path / "secret")
    file.chmod(0o640)
    found = findings(tmp_path, **signed("HS256", jwt_key_file=file))["bearer tokens"]
    assert (found.verdict, found.advice) == (Verdict.NOTE, f"Run chmod 600 {file}.")
    file.chmod(0o600)
    assert findings(tmp_path, **signed("HS256", jwt_key_file=file))["bearer tokens"].verdict is Verdict.OK


def test_keys_without_access_control_are_noted(tmp_path: Path) -> None:
    file = Provider("ES256").write(tmp_path / "key.pem")
    found = findings(tmp_path, auth="off", **signed("ES256", jwt_key_file=file))["bearer tokens"]
    assert (found.verdict, "INTERVUE_AUTH=on" in found.advice) == (Verdict.NOTE, True)


@pytest.fixture
def provider() -> Iterator[tuple[str, list[bytes]]]:
    """An identity provider: where its keys are, and what it answers."""
    answers: list[bytes] = []

    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if answers else 503)
            self.end_headers()
            self.wfile.write(b"".join(answers))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
            """Into no test's output."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/certs", answers
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_keys_at_an_address_are_fetched_to_see_whether_they_can_be(
    tmp_path: Path, provider: tuple[str, list[bytes]]
) -> None:
    url, answers = provider
    asked = signed("ES256", jwt_jwks_url=url)
    away = findings(tmp_path, **asked)["bearer tokens"]
    assert (away.verdict, "503" in away.found, "INTERVUE_JWT_JWKS_URL" in away.advice) == (Verdict.NOTE, True, True)
    answers.append(json.dumps({"keys": [Provider("RS256", "k1").jwk()]}).encode())
    assert "no key for ES256" in findings(tmp_path, **asked)["bearer tokens"].found
    answers[:] = [json.dumps({"keys": [Provider("ES256", "k1").jwk()]}).encode()]
    there = findings(tmp_path, **asked)["bearer tokens"]
    assert there.verdict is Verdict.OK
    assert there.found.startswith(f"1 key for ES256 at {url}")


def test_an_address_that_drips_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "FETCH_SECONDS", 0.5)
    enough = threading.Event()

    class Drip(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):  # nobody listens any more
                while not enough.wait(0.05):
                    self.wfile.write(b" ")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
            """Into no test's output."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        began = time.monotonic()
        asked = signed("ES256", jwt_jwks_url=f"http://127.0.0.1:{server.server_port}/certs")
        found = findings(tmp_path, **asked)["bearer tokens"]
        assert (found.verdict, "within 0.5 s" in found.found) == (Verdict.NOTE, True)
        assert time.monotonic() - began < 5
    finally:
        enough.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def test_proxies_are_listed_and_too_many_addresses_are_noted(tmp_path: Path) -> None:
    listed = findings(tmp_path, trusted_proxies=["127.0.0.1", "10.0.0.0/8"])["proxies"]
    assert listed.verdict is Verdict.OK
    assert "127.0.0.1/32, 10.0.0.0/8" in listed.found
    everybody = findings(tmp_path, trusted_proxies=["0.0.0.0/0"])["proxies"]
    assert (everybody.verdict, "INTERVUE_TRUSTED_PROXIES" in everybody.advice) == (Verdict.NOTE, True)


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://interviews.example.org", Verdict.OK),
        ("http://localhost:8000", Verdict.OK),
        ("http://interviews.example.org", Verdict.NOTE),
    ],
)
def test_a_public_address_without_encryption_is_noted(tmp_path: Path, url: str, verdict: Verdict) -> None:
    found = findings(tmp_path, public_url=url)["public address"]
    assert found.verdict is verdict
    assert url in found.found
    assert ("INTERVUE_PUBLIC_URL=https://" in found.advice) is (verdict is Verdict.NOTE)
