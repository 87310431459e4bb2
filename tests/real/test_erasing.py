"""What the real engines keep of an interview that was erased: nothing on the disk."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.fakes.client import candidate
from tests.real.talk import PATIENCE, begin, speak, words
from tests.sessions.test_live import sessions
from tests.traces import traces

if TYPE_CHECKING:
    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.timeout(240)]

ORCHARD = "My grandmother taught me to graft quince trees, and I kept her orchard alive through the drought."
RESUME = {"contact": {"name": "Wilhelmina Zuckerbrot"}, "raw_text": "Wilhelmina Zuckerbrot, Quittenhain"}


def prompt_cache(server: RealServer) -> dict[str, str]:
    """The kept states of the language model: name and hash."""
    files = (server.data / "prompt-cache").iterdir()
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_erasing_leaves_no_word_and_the_model_keeps_nothing_but_its_fixed_prompt(
    server: RealServer, session: str
) -> None:
    before = prompt_cache(server)
    with candidate(server.url, session) as client:
        client.send("resume_context", parsed_resume=RESUME)
        begin(client)
        heard = speak(client, ORCHARD).heard
        secrets = ["Zuckerbrot", "Quittenhain", heard]
        assert set(traces(server.data, secrets)) == set(secrets), words(heard)
        done = sessions(server, "erase", session, "--yes")
        assert (done.returncode, done.stderr) == (0, "")
        assert client.receive(PATIENCE)["code"] == "SESSION_NOT_FOUND"
        assert client.closed() == 1000
    assert traces(server.data, secrets) == {}
    assert not [line for line in server.log for secret in secrets if secret in line]
    assert prompt_cache(server) == before
