"""A rehearsal comes into a server that asks who one is: with a key, a token or a link, none of which it ever shows."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from intervue.cli import app
from intervue.rehearse.entrance import INVITATION, KEY, TOKEN, EntranceError, Ways, find_ways
from intervue.rehearse.server import Server, address
from tests.fakes.server import process
from tests.rehearse.tiny_server import TinyServer, running
from tests.server.access import Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from typer.testing import Result

SECRET = "ivk_ab12cd34_" + "s" * 43


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (KEY, TOKEN, INVITATION, "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """Access control, and a certificate of its own."""
    settings = {"auth": "on", "tls": "self-signed"}
    with process(tmp_path_factory.mktemp("guarded"), settings=settings) as server:
        yield Guarded(server)


def rehearse(*arguments: object) -> Result:
    fixed = ["rehearse", "--speed", "1000", "--patience", "20", "--turns", "1"]
    return CliRunner().invoke(app, [*fixed, *map(str, arguments)])


def kept(folder: Path, text: str, name: str = "secret") -> Path:
    file = folder / name
    file.write_text(f"{text}\n")
    return file


def total(guarded: Guarded) -> int:
    with guarded.client(guarded.key()) as program:
        return int(program.get("/sessions").json()["total"])


def last(guarded: Guarded) -> dict[str, object]:
    with guarded.client(guarded.key()) as program:
        found: dict[str, object] = program.get("/sessions").json()["sessions"][0]
    return found


# --- A server with access control and TLS -----------------------------------------------------------------------------


@pytest.mark.slow
def test_with_a_key_it_makes_an_interview_holds_it_and_erases_it(
    guarded: Guarded, answers: Path, tmp_path: Path
) -> None:
    before, key, out = total(guarded), guarded.key(), tmp_path / "report.json"
    own = ("--url", guarded.server.url, "--ca", guarded.server.data / "self-signed.crt")
    result = rehearse(*own, "--answers", answers, "--key-file", kept(tmp_path, key), "--out", out)
    assert result.exit_code == 0, result.output
    assert (total(guarded), last(guarded)["role"], last(guarded)["state"]) == (before + 1, "Rehearsal", "ended")
    assert key not in result.output + out.read_text()
    erased = rehearse(*own, "--answers", answers, "--key-file", kept(tmp_path, key), "--erase")
    assert erased.exit_code == 0, erased.output
    assert total(guarded) == before + 1


@pytest.mark.slow
@pytest.mark.parametrize("way", ["link", "token file", "environment"])
def test_with_what_was_made_for_a_candidate_it_holds_that_very_interview(
    guarded: Guarded, answers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    made, out = guarded.arrange(role="Baker"), tmp_path / "report.json"
    given: list[object] = ["--insecure-tls", "--answers", answers, "--out", out]
    match way:
        case "link":  # which says where the server is
            given += ["--invitation", made["invitation_url"]]
        case "token file":
            given += ["--url", guarded.server.url, "--token-file", kept(tmp_path, made["token"])]
        case "environment":
            monkeypatch.setenv(TOKEN, made["token"])
            given += ["--url", guarded.server.url]
    result = rehearse(*given)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text())["session_id"] == made["session_id"]
    assert "position of Baker" in result.output
    assert made["token"] not in result.output + out.read_text()


@pytest.mark.slow
def test_a_resume_is_handed_in_with_the_token_of_the_interview(guarded: Guarded, answers: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "ada.pdf"
    pdf.write_bytes(b"%PDF-1.7 invented")
    own = ("--url", guarded.server.url, "--insecure-tls", "--answers", answers, "--resume", pdf)
    result = rehearse(*own, "--key-file", kept(tmp_path, guarded.key()))
    assert result.exit_code == 0, result.output


@pytest.mark.slow
def test_whoever_is_not_let_in_is_told_what_to_do(guarded: Guarded, answers: Path, tmp_path: Path) -> None:
    here = ("--url", guarded.server.url, "--insecure-tls", "--answers", answers)
    made = guarded.arrange()
    with guarded.client(guarded.key()) as program:
        program.delete(f"/sessions/{made['session_id']}/invitations/{made['id']}").raise_for_status()
    before = total(guarded)
    for arguments, sentence in (
        ((), "This server asks everybody who they are. Give --key-file FILE"),
        (("--key-file", kept(tmp_path, SECRET)), "401 The key or token that was sent is not valid"),
        (("--invitation", made["invitation_url"]), "The server did not open the interview: 403"),
    ):
        result = rehearse(*here, *arguments)
        assert result.exit_code == 2, result.output
        assert sentence in result.output
        assert not any(secret in result.output for secret in (SECRET, made["token"]))
    assert total(guarded) == before


@pytest.mark.slow
def test_a_certificate_that_is_not_trusted_is_met_with_the_option_that_helps(
    guarded: Guarded, answers: Path, tmp_path: Path
) -> None:
    here = ("--url", guarded.server.url, "--answers", answers)
    strange = rehearse(*here)
    assert (strange.exit_code, "--ca data/self-signed.crt" in strange.output) == (2, True)
    none = rehearse(*here, "--ca", kept(tmp_path, "no certificate"))
    assert (none.exit_code, "holds no certificates that can be read" in none.output) == (2, True)
    absent = rehearse(*here, "--ca", tmp_path / "absent.crt")
    assert (absent.exit_code, f"There is no file {tmp_path / 'absent.crt'}." in absent.output) == (2, True)


@pytest.mark.slow
def test_an_interview_that_cannot_be_erased_is_a_violation(answers: Path) -> None:
    with running(TinyServer()) as url:
        result = rehearse("--url", url, "--answers", answers, "--erase")
    assert result.exit_code == 1, result.output
    assert "was not erased: 404" in result.output


@pytest.mark.slow
def test_where_nobody_is_asked_it_needs_nothing_and_can_erase_all_the_same(answers: Path, tmp_path: Path) -> None:
    with process(tmp_path / "open") as server, Guarded(server).client() as anybody:
        held = rehearse("--url", server.url, "--answers", answers)
        erased = rehearse("--url", server.url, "--answers", answers, "--erase")
        assert (held.exit_code, erased.exit_code) == (0, 0), held.output + erased.output
        assert anybody.get("/sessions").json()["total"] == 1


@pytest.mark.parametrize(
    ("url", "insecure", "overheard"),
    [
        ("http://jobs.example.org", False, True),
        ("https://jobs.example.org", True, True),
        ("https://jobs.example.org", False, False),
        ("http://127.0.0.1:8000", False, False),
    ],
)
def test_where_others_could_read_a_secret_it_is_known(url: str, insecure: bool, overheard: bool) -> None:  # noqa: FBT001 - parameters of the test
    assert Server(url, insecure=insecure).is_overheard is overheard


# --- What is given ----------------------------------------------------------------------------------------------------


def test_options_go_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "ivk_other")
    assert find_ways(None, None, None) == Ways(key="ivk_other")
    assert find_ways(None, kept(tmp_path, "ivs_mine"), None) == Ways(token="ivs_mine")  # noqa: S106 - made up
    link = "https://jobs.example.org/here/#invitation=ivs_mine"
    assert find_ways(None, None, link) == Ways(token="ivs_mine", server="https://jobs.example.org/here")  # noqa: S106 - as above


def test_a_secret_can_be_piped_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    assert find_ways(Path("-"), None, None).key == SECRET


def test_mistakes_are_named_without_the_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = kept(tmp_path, SECRET)
    for given, sentence in (
        ((tmp_path / "nowhere", None, None), "cannot be read"),
        ((secret, None, "https://x/#invitation=a"), "Give only one of --key-file, --invitation"),
        ((None, secret, None), "holds an API key: that is for another option"),
        ((kept(tmp_path, "ivk_1 and more", "longer"), None, None), "without spaces or line breaks"),
        ((None, None, f"https://jobs.example.org/?token={SECRET}"), "is no link to an interview"),
    ):
        with pytest.raises(EntranceError, match=sentence) as wrong:
            find_ways(*given)
        assert SECRET not in str(wrong.value)
    for name in (KEY, TOKEN):
        monkeypatch.setenv(name, "x")
    with pytest.raises(EntranceError, match=f"Give only one of {KEY}, {TOKEN}"):
        find_ways(None, None, None)


def test_who_was_invited_cannot_erase(tmp_path: Path) -> None:
    with pytest.raises(EntranceError, match="--erase needs a key"):
        find_ways(None, kept(tmp_path, "ivs_mine"), None, erase=True)


def test_nothing_that_is_printed_for_debugging_holds_a_secret() -> None:
    assert SECRET not in repr(Ways(key=SECRET)) + repr(Ways(token=SECRET))


LINK = f"https://jobs.example.org/#invitation={SECRET}"
OTHERS = ["https://elsewhere.example.org", "https://jobs.example.org:8443"]
LESS_SAFE = ["jobs.example.org", "http://jobs.example.org", "http://jobs.example.org:443"]


@pytest.mark.parametrize("url", [*OTHERS, *LESS_SAFE])
def test_a_link_is_shown_to_no_other_server_than_its_own_and_on_no_less_safe_a_way(url: str) -> None:
    result = rehearse("--url", url, "--invitation", LINK)
    assert result.exit_code == 2, result.output
    assert f"The link is for https://jobs.example.org, and --url names {url}" in result.stderr
    assert SECRET not in result.output


@pytest.mark.parametrize("link", [f"https://[/#invitation={SECRET}", f"https://host:port/#invitation={SECRET}"])
def test_a_link_that_names_no_server_is_told_without_its_secret(link: str) -> None:
    result = rehearse("--invitation", link)
    assert result.exit_code == 2, result.output
    assert "no link to an interview" in result.output or "no address of a server" in result.output
    assert SECRET not in result.output


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://jobs.example.org", "https://JOBS.example.org:443/here"),
        ("http://jobs.example.org:8443", "https://jobs.example.org:8443"),
        ("https://jobs.example.org", "http://127.0.0.1:8000"),
        ("https://jobs.example.org", "localhost"),
    ],
)
def test_the_same_server_and_one_of_this_machine_may_be_shown_a_link(link: str, url: str) -> None:
    assert address(url).may_be_told(address(link))
