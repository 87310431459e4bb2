"""The server under TLS: with a certificate of its own, or from files."""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from intervue.auth.self_signed import lan_address
from intervue.control import NAME, ControlError, Door
from intervue.doctor.finding import Verdict
from intervue.doctor.network import as_the_server_runs, check_certificate, check_network
from intervue.rehearse.server import Server, UnreachableError
from intervue.server import listen
from intervue.settings import Settings
from tests.engines.host_probe import BOUND, eventually
from tests.fakes.certificates import Pair, issue
from tests.fakes.client import candidate
from tests.fakes.server import Process, process, start_process

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HANDSHAKE_SECONDS = 0.5


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A server that has made its own certificate."""
    settings = {"tls": "self-signed", "header_seconds": HANDSHAKE_SECONDS}
    with process(tmp_path_factory.mktemp("secure"), settings=settings) as server:
        yield server


def trusting(server: Process) -> ssl.SSLContext:
    """Believes the server's own certificate alone, and looks at names and at every rule."""
    context = ssl.create_default_context(cafile=server.data / "self-signed.crt")
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    return context


def port_of(server: Process) -> int:
    return int(server.url.rpartition(":")[2])


def shown(server: Process) -> str:
    """The certificate that the server shows to somebody who connects now, PEM."""
    return ssl.get_server_certificate(("127.0.0.1", port_of(server)), timeout=BOUND)


def settings_of(data: Path, **given: Any) -> Settings:
    return Settings(data_dir=data, **given)


def sessions(server: Process, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "intervue", "sessions", *arguments]
    with start_process(command, INTERVUE_DATA_DIR=str(server.data)) as child:
        _, errors = child.communicate(timeout=BOUND * 3)
    return subprocess.CompletedProcess(command, child.returncode, "", errors)


# --- A certificate of its own -----------------------------------------------------------------------------------------


def test_an_interview_is_held_under_the_servers_own_certificate(secure: Process, session: str) -> None:
    assert secure.url.startswith("https://127.0.0.1:")
    with candidate(secure.url, session, trusting=trusting(secure), contract=True) as ada:
        ada.start()
        ada.turn()
        ada.turn(" ".join(["word"] * 60_000))  # more than any buffer of the connection holds
        ada.send("end_session")
        ada.expect("session_ended")
        assert ada.closed() == 1000


def test_the_doctor_speaks_of_the_server_that_runs_though_it_sees_other_settings_than_that_was_started_with(
    secure: Process,
) -> None:
    mine = settings_of(secure.data)
    running, notes = as_the_server_runs(mine)
    found = [*notes, *check_network(running), *check_certificate(running)]
    assert [(each.subject, each.verdict) for each in found] == [
        ("settings", Verdict.NOTE),
        ("port", Verdict.OK),
        ("certificate", Verdict.OK),
    ]
    assert found[0].found.endswith("than this command sees: INTERVUE_PORT, INTERVUE_TLS")
    assert found[1].found == f"127.0.0.1 port {port_of(secure)}: Intervue runs there"
    assert str(secure.data / "self-signed.crt") in found[2].found
    assert as_the_server_runs(running) == (running, [])


def test_the_doctor_speaks_of_its_own_settings_where_the_server_was_killed(secure: Process, tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        free = taken.getsockname()[1]
    Door("127.0.0.1", free, "s", reached={"tls": "self-signed"}).open(tmp_path)
    mine = settings_of(tmp_path, port=port_of(secure))
    assert as_the_server_runs(mine) == (mine, [])


def test_the_log_tells_the_fingerprint_that_browsers_show(secure: Process) -> None:
    found = re.search(r"SHA-256 fingerprint ((?:[0-9A-F]{2}:){31}[0-9A-F]{2})", "\n".join(secure.log))
    assert found is not None
    fingerprint = Pair(secure.data / "self-signed.crt", secure.data / "self-signed.key").fingerprint
    assert found[1] == fingerprint
    certificate = ssl.PEM_cert_to_DER_cert(shown(secure))
    assert Door.find(secure.data).fingerprint == fingerprint
    assert certificate == ssl.PEM_cert_to_DER_cert((secure.data / "self-signed.crt").read_text())


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_versions_that_are_safe_are_spoken(secure: Process, version: ssl.TLSVersion) -> None:
    context = trusting(secure)
    context.minimum_version = context.maximum_version = version
    assert httpx.get(f"{secure.url}/health", verify=context, trust_env=False).json() == {"status": "healthy"}


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")
def test_older_versions_are_not_spoken(secure: Process) -> None:
    context = trusting(secure)
    context.set_ciphers("ALL:@SECLEVEL=0")  # else this side would refuse it already
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{secure.url}/health", verify=context, trust_env=False)


def test_who_speaks_plain_http_is_told_to_use_https(secure: Process) -> None:
    answer = httpx.get(secure.url.replace("https", "http"), trust_env=False)
    assert answer.status_code == httpx.codes.BAD_REQUEST
    assert "https://" in answer.text


def test_a_handshake_that_does_not_come_to_its_end_is_given_up(secure: Process) -> None:
    with contextlib.ExitStack() as stack:
        silent = [stack.enter_context(socket.create_connection(("127.0.0.1", port_of(secure)))) for _ in range(20)]
        silent[0].sendall(b"\x16\x03\x01\x02\x00\x01")  # the beginning of a beginning
        began = time.monotonic()
        assert httpx.get(f"{secure.url}/health", verify=trusting(secure), trust_env=False).status_code == httpx.codes.OK
        for line in silent:
            line.settimeout(BOUND)
            with contextlib.suppress(ConnectionResetError):
                assert line.recv(1) == b""
        assert HANDSHAKE_SECONDS * 0.5 < time.monotonic() - began < HANDSHAKE_SECONDS + 5


def test_one_address_may_begin_only_some_handshakes_at_once_and_others_are_served(tmp_path: Path) -> None:
    settings = {"auth": "on", "tls": "self-signed", "connections_per_address_max": 8}
    with process(tmp_path, settings=settings) as server, contextlib.ExitStack() as held:
        address = ("127.0.0.1", port_of(server))
        for _ in range(8):
            held.enter_context(socket.create_connection(address, BOUND))
        with socket.create_connection(address, BOUND) as one_more, contextlib.suppress(ConnectionResetError):
            assert one_more.recv(1) == b""
        assert sum("CONNECTIONS_PER_ADDRESS_MAX" in line for line in server.log) == 1
        with socket.create_connection(address, BOUND, source_address=("127.0.0.2", 0)) as other:
            trusting(server).wrap_socket(other, server_hostname="127.0.0.1").close()


def test_what_is_no_handshake_costs_its_sender_the_connection_and_the_log_nothing(secure: Process) -> None:
    before = len(secure.log)
    for nonsense in (b"\x00" * 100, b"\x16\x03\x01\x00\x05hello", b"\xff", "é".encode() * 50):
        with socket.create_connection(("127.0.0.1", port_of(secure)), timeout=BOUND) as line:
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionResetError):
                while line.recv(1000):
                    pass
    assert httpx.get(f"{secure.url}/health", verify=trusting(secure), trust_env=False).status_code == httpx.codes.OK
    assert secure.log[before:] == []


def test_an_answer_to_a_body_that_never_ends_arrives_under_tls_too(secure: Process) -> None:
    with (
        socket.create_connection(("127.0.0.1", port_of(secure)), timeout=BOUND) as line,
        trusting(secure).wrap_socket(line, server_hostname="localhost") as secured,
    ):
        secured.sendall(b"POST /nowhere HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        assert secured.recv(1000).startswith(b"HTTP/1.1 404")
    assert not [line for line in secure.log if "Traceback" in line or "error" in line]


def test_erasing_reaches_the_server_under_tls(secure: Process, session: str) -> None:
    with candidate(secure.url, session, trusting=trusting(secure)):
        pass
    done = sessions(secure, "erase", session, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert secure.records(session) == []
    assert eventually(lambda: any("A command had 1 interviews erased" in line for line in secure.log))


def test_a_command_tells_its_secret_to_no_other_certificate(secure: Process, tmp_path: Path) -> None:
    foreign = issue(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(foreign.cert, foreign.key)
    with listen("127.0.0.1", 0) as listener:
        door = Door("127.0.0.1", listener.getsockname()[1], "a secret", Door.find(secure.data).fingerprint)
        heard: list[bytes] = []
        with contextlib.ExitStack() as stack:
            stack.enter_context(_answering(listener, context, heard))
            with pytest.raises(ControlError, match="does not have the server's certificate"):
                door.ask("erase", {"sessions": []})
        assert b"a secret" not in b"".join(heard)


@contextlib.contextmanager
def _answering(listener: socket.socket, context: ssl.SSLContext, heard: list[bytes]) -> Iterator[None]:
    """Somebody else who listens there, and hears what is said until the line is closed."""

    def answer() -> None:
        line, _ = listener.accept()
        line.settimeout(BOUND)
        with contextlib.suppress(OSError), context.wrap_socket(line, server_side=True) as secured:
            while piece := secured.recv(1000):
                heard.append(piece)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield
    thread.join(BOUND)
    assert not thread.is_alive()


def test_a_rehearsal_trusts_the_servers_own_certificate_if_it_is_named(
    secure: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = secure.data / "self-signed.crt"
    with pytest.raises(UnreachableError, match=r"--ca data/self-signed"):
        asyncio.run(Server(secure.url).ready(BOUND))
    assert asyncio.run(Server(secure.url, ca=own).ready(BOUND)) == []
    assert asyncio.run(Server(secure.url, insecure=True).ready(BOUND)) == []
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    assert asyncio.run(Server(secure.url).ready(BOUND)) == []


# --- For other machines -----------------------------------------------------------------------------------------------


def test_where_links_have_a_name_of_their_own_the_server_says_it_at_its_start(tmp_path: Path) -> None:
    named = {"host": "0.0.0.0", "auth": "on", "public_url": "https://interviews.example.org"}
    with process(tmp_path, settings=named) as server:
        assert "Others open https://interviews.example.org, and links to interviews begin with it" in "\n".join(
            server.log
        )


def test_other_machines_are_told_an_address_for_which_the_certificate_is_good(tmp_path: Path) -> None:
    lan = lan_address()
    if lan is None or ":" in lan:
        pytest.skip("This machine is in no network.")
    settings = {"tls": "self-signed", "host": "0.0.0.0", "auth": "on"}
    with process(tmp_path, settings=settings) as server:
        log = "\n".join(server.log)
        address = f"https://{lan}:{port_of(server)}/"
        assert f"Other machines of the network reach it at {address}" in log
        told = [line for line in server.log if "[warning" in line]
        known = ("INTERVUE_PUBLIC_URL", "Nobody can make an interview")
        assert all(any(word in line for word in known) for line in told), "nothing is unsafe"
        answer = httpx.get(f"{address}health", verify=trusting(server), trust_env=False)
        assert answer.json() == {"status": "healthy"}
        done = sessions(server, "erase", "nobody", "--yes")
        assert "nobody" in done.stderr
        assert "cannot be reached" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"auth": "on", "host": "0.0.0.0"}, "is not encrypted, passwords and voices included"),
        ({"insecure": True, "host": "0.0.0.0"}, "nobody is asked who they are, and nothing is encrypted"),
        (
            {"insecure": True, "host": "0.0.0.0", "tls": "self-signed"},
            "nobody is asked who they are (INTERVUE_INSECURE)",
        ),
    ],
)
def test_what_is_not_safe_for_others_stays_in_the_log(tmp_path: Path, settings: dict[str, Any], words: str) -> None:
    with process(tmp_path, settings=settings) as server:
        assert any("warning" in line and words in line for line in server.log)


def test_a_server_that_stops_waits_for_no_handshake(tmp_path: Path) -> None:
    server = Process(tmp_path, settings={"tls": "self-signed", "header_seconds": 600})
    try:
        server.start()
        with socket.create_connection(("127.0.0.1", port_of(server)), timeout=BOUND) as line:
            line.sendall(b"\x16\x03\x01")
            began = time.monotonic()
            assert server.stop() == 0
            assert time.monotonic() - began < BOUND
        assert not [said for said in server.log if "Traceback" in said or "Warning" in said]
    finally:
        server.stop()


# --- Certificates from files ------------------------------------------------------------------------------------------


def test_renewed_files_are_taken_up_while_interviews_go_on(tmp_path: Path, session: str) -> None:
    used = issue(tmp_path)
    renewed, other = issue(tmp_path, "renewed", rsa_key=True), issue(tmp_path, "other")
    first = used.cert.read_text()
    settings = {"tls_cert": str(used.cert), "tls_key": str(used.key)}
    with process(tmp_path, settings=settings) as server:
        with candidate(server.url, session, trusting=ssl.create_default_context(cafile=used.cert)) as ada:
            ada.start()
            assert shown(server) == first

            used.cert.write_bytes(renewed.cert.read_bytes())  # the key is still the former one
            assert shown(server) == first
            assert eventually(lambda: "former certificate stays in use" in "\n".join(server.log))

            used.replace(renewed)
            assert shown(server) == renewed.cert.read_text()
            assert eventually(lambda: f"Took up a new certificate: {used.cert}" in "\n".join(server.log))
            assert Door.find(server.data).fingerprint == renewed.fingerprint

            used.replace(other)
            assert shown(server) == other.cert.read_text()
            ada.turn()
        done = sessions(server, "erase", session, "--yes")
        assert (done.returncode, done.stderr) == (0, "")


def test_the_certificate_outlives_its_files(tmp_path: Path) -> None:
    used = issue(tmp_path)
    settings = {"tls_cert": str(used.cert), "tls_key": str(used.key)}
    with process(tmp_path, settings=settings) as server:
        first = used.cert.read_text()
        used.cert.unlink()
        used.key.unlink()
        assert shown(server) == first
        assert eventually(lambda: any("cannot be read" in line for line in server.log))


def test_a_server_without_a_usable_certificate_does_not_start_and_says_what_to_do(tmp_path: Path) -> None:
    locked = issue(tmp_path, locked=True)
    options = ["serve", "--port", "0", "--tls-cert", str(locked.cert), "--tls-key", str(locked.key)]
    command = [sys.executable, "-m", "intervue", *options]
    with start_process(command, INTERVUE_DATA_DIR=str(tmp_path / "data")) as child:
        _, errors = child.communicate(timeout=BOUND * 3)
    assert child.returncode == 2
    assert errors.startswith(f"The key {locked.key} is locked with a passphrase")
    assert errors.count("\n") == 1
    assert not (tmp_path / "data" / NAME).exists()


def test_the_option_makes_a_certificate_and_it_is_kept_over_a_restart(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "intervue", "serve", "--port", "0", "--tls", "self-signed"]
    server = Process(tmp_path)
    places = {"INTERVUE_DATA_DIR": str(server.data), "INTERVUE_MODELS_DIR": str(tmp_path / "models")}
    found = []
    for _ in range(2):
        server.follow(start_process(command, **places), BOUND * 2)
        try:
            found.append(shown(server))
        finally:
            assert server.stop() == 0
    assert found[0] == found[1] == (server.data / "self-signed.crt").read_text()
