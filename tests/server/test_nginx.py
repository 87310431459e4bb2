"""Behind nginx, as deploy/nginx.conf has it: that very file, with other names, ports and folders."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.settings_types import MIB
from intervue.store.audit import AuditFilter, AuditStore
from intervue.store.database import sqlite_url
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.certificates import Pair, issue
from tests.fakes.client import Candidate, RefusedError
from tests.fakes.server import ROOT, Process, process
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NGINX = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"]))
CLIENT = "127.0.0.9"
"""Where the candidate comes from: nginx sees it, the server sees nginx."""
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/main.log;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
"""What stands around a site's file, as small as it can be."""

pytestmark = pytest.mark.skipif(
    NGINX is None or sys.platform != "linux",  # elsewhere 127.0.0.1 is all there is of 127.0.0.0/8
    reason="nginx is not installed: the example for it is not tried here.",
)


@dataclass
class Proxied:
    """A server with access control on, and nginx before it."""

    server: Process
    folder: Path
    port: int
    plain_port: int
    pair: Pair

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    @property
    def trusting(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.pair.cert)
        # The tickets of TLS 1.3 come while the request is sent, and this client reads and writes in two threads.
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        return context

    def client(self, **headers: str) -> httpx.Client:
        """Somebody at `CLIENT`."""
        line = httpx.HTTPTransport(verify=self.trusting, local_address=CLIENT, trust_env=False)
        return httpx.Client(base_url=self.url, transport=line, headers=headers, timeout=BOUND)

    def enter(self, session: str, **shown: Any) -> contextlib.AbstractContextManager[Candidate]:
        """A candidate's socket, from `CLIENT`."""
        return contextlib.closing(Candidate(self.url, session, trusting=self.trusting, source=CLIENT, **shown))

    def addresses(self, session: str) -> set[str | None]:
        """Where those came from who did something to this interview, as the audit log has it."""
        audit = AuditStore.reading(sqlite_url(self.server.data))
        try:
            return {entry.address for entry in audit.find(AuditFilter(session=session))}
        finally:
            audit.close()

    def logs(self) -> str:
        """All that nginx wrote."""
        return "".join(file.read_text() for file in self.folder.glob("*.log"))


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    folder = tmp_path_factory.mktemp("nginx")
    port, plain_port = _free_ports()
    settings = {"auth": "on", "public_url": f"https://localhost:{port}", "trusted_proxies": ["127.0.0.1"]}
    with process(tmp_path_factory.mktemp("behind"), settings=settings) as server:
        it = Proxied(server, folder, port, plain_port, issue(folder))
        with _nginx(it):
            yield it


def site(it: Proxied) -> str:
    """The example with the names of this test. Each must be there to be replaced."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for theirs, ours in (
        ("/etc/ssl/certs/interviews.example.org.pem", str(it.pair.cert)),
        ("/etc/ssl/private/interviews.example.org.key", str(it.pair.key)),
        ("interviews.example.org", "localhost"),
        ("listen 80;", f"listen 127.0.0.1:{it.plain_port};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{it.port} ssl;"),
        ("server 127.0.0.1:8000;", f"server {it.server.url.removeprefix('http://')};"),
        ("/var/log/nginx", str(it.folder)),
    ):
        assert theirs in text, theirs
        text = text.replace(theirs, ours)
    return text


@contextlib.contextmanager
def _nginx(it: Proxied) -> Iterator[None]:
    assert NGINX is not None
    (it.folder / "site.conf").write_text(site(it), encoding="utf-8")
    (it.folder / "nginx.conf").write_text(MAIN.format(folder=it.folder), encoding="utf-8")
    command = [NGINX, "-p", str(it.folder), "-e", str(it.folder / "main.log"), "-c", str(it.folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=BOUND, check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr.replace('"user" directive', "")
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: _answers(it.port)), it.logs()
        yield
    finally:
        running.terminate()
        running.wait(BOUND)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=BOUND):
        return True
    return False


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


@pytest.fixture
def guarded(proxied: Proxied) -> Guarded:
    return Guarded(proxied.server)


def test_an_invited_candidate_holds_an_interview_through_nginx(proxied: Proxied, guarded: Guarded) -> None:
    made = guarded.arrange(role="Night nurse")
    session, token = made["session_id"], made["token"]
    assert made["invitation_url"] == f"{proxied.url}/#invitation={token}"
    with proxied.client() as browser:
        assert "<html" in browser.get("/").text
        opened = browser.post("/invitations/open", json={"token": token}, headers={"Origin": proxied.url})
        assert opened.json()["session_id"] == session
        assert "; secure" in opened.headers["set-cookie"].lower(), "nginx says that the candidate came by https"
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    with proxied.enter(session, headers={"Cookie": cookie}, origin=proxied.url) as candidate:
        assert candidate.receive()["type"] == "session_started"
        candidate.start()
        candidate.turn()
        candidate.turn(" ".join(["word"] * 60_000))
        candidate.send("end_session")
        candidate.expect("session_ended")
        assert candidate.closed() == 1000
    assert eventually(lambda: proxied.addresses(session) >= {CLIENT})


def test_what_a_client_claims_of_its_address_is_not_believed(proxied: Proxied, guarded: Guarded) -> None:
    made = guarded.arrange()
    claims = {"X-Forwarded-For": "203.0.113.7", "Forwarded": "for=203.0.113.7", "X-Forwarded-Proto": "http"}
    with proxied.client(**claims) as liar:
        opened = liar.post("/invitations/open", json={"token": made["token"]})
        assert "; secure" in opened.headers["set-cookie"].lower()
    assert eventually(lambda: CLIENT in proxied.addresses(made["session_id"]))
    assert "203.0.113.7" not in proxied.addresses(made["session_id"])


def test_a_token_in_an_address_reaches_no_log(proxied: Proxied, guarded: Guarded) -> None:
    made = guarded.arrange()
    with proxied.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
        assert candidate.receive()["type"] == "session_started"
    with pytest.raises(RefusedError) as refused:
        proxied.enter("another", query=f"?token={made['token']}")
    assert refused.value.status == 403
    assert eventually(lambda: f"/ws/interview/{made['session_id']}" in proxied.logs())
    for log in (proxied.logs(), "\n".join(proxied.server.log)):
        assert made["token"] not in log
        assert made["token"].rpartition("_")[2] not in log


def test_a_page_of_another_origin_stays_outside(proxied: Proxied, guarded: Guarded) -> None:
    made = guarded.arrange()
    with pytest.raises(RefusedError):
        proxied.enter(made["session_id"], query=f"?token={made['token']}", origin="https://evil.example")


def test_a_resume_that_is_too_large_is_refused_by_the_server_in_its_own_words(
    proxied: Proxied, guarded: Guarded
) -> None:
    with proxied.client(Authorization=f"Bearer {guarded.key()}") as program:
        small = program.post("/resume/parse", files={"file": ("cv.pdf", b"%PDF-1.4 words", "application/pdf")})
        large = program.post(
            "/resume/parse", files={"file": ("cv.pdf", b"%PDF-1.4 " + bytes(11 * MIB), "application/pdf")}
        )
    assert small.status_code == httpx.codes.OK, small.text
    assert large.status_code == httpx.codes.BAD_REQUEST
    assert "10 MB" in large.json()["detail"]


def test_a_long_answer_passes(proxied: Proxied, guarded: Guarded) -> None:
    made = guarded.arrange()
    with proxied.enter(made["session_id"], query=f"?token={made['token']}") as candidate:
        candidate.receive()
        candidate.start()
        candidate.send("audio", data=b64encode(b"long " * 300_000).decode(), format="webm")
        assert candidate.until("ready")


def test_browsers_are_told_to_come_by_https_from_now_on(proxied: Proxied) -> None:
    with proxied.client() as browser:
        for path, status in (("/", 200), ("/sessions", 401), ("/control/erase", 404)):
            answer = browser.get(path)
            assert (answer.status_code, answer.headers["strict-transport-security"]) == (status, "max-age=31536000")


def test_plain_http_leads_to_https(proxied: Proxied) -> None:
    answer = httpx.get(f"http://127.0.0.1:{proxied.plain_port}/sign-in?next=x", trust_env=False)
    assert answer.status_code == httpx.codes.MOVED_PERMANENTLY
    assert answer.headers["location"] == "https://localhost/sign-in?next=x"


def test_what_is_for_commands_of_the_machine_is_closed(proxied: Proxied) -> None:
    with proxied.client() as somebody:
        answer = somebody.post("/control/erase", json={})
    assert answer.status_code == httpx.codes.NOT_FOUND
    assert "nginx" in answer.text
