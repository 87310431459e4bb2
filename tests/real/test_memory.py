"""The language model keeps what it has read of each interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fakes.client import candidate
from tests.real.server import within
from tests.real.talk import INVOICES, NURSES, PRINTER, begin, speak
from tests.resume import pages

if TYPE_CHECKING:
    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.timeout(240)]


def test_two_interviews_that_alternate_do_not_read_their_histories_again(server: RealServer, session: str) -> None:
    ids = [f"{session}-developer", f"{session}-nurse"]
    with candidate(server.url, ids[0], contract=True) as one, candidate(server.url, ids[1], contract=True) as other:
        for client, pdf in ((one, pages.developer()), (other, pages.nurse())):
            client.send("resume_context", parsed_resume=server.parse(pdf))
            begin(client)
        for text in (INVOICES, NURSES, PRINTER):
            for client in (one, other):
                client.send("playback_complete")
                client.expect("ready")
                speak(client, text)
    for name in ids:
        assert within(10, lambda name=name: len(server.turns(name)) == 4)  # type: ignore[misc]  # binds the loop's value
        first, last = (turn for turn in server.turns(name) if "tokens" in turn)
        grown = last["reused_tokens"] + last["prefilled_tokens"] - first["reused_tokens"] - first["prefilled_tokens"]
        assert last["reused_tokens"] > first["reused_tokens"], "what was read for the first turn was lost"
        assert last["prefilled_tokens"] <= grown, (first, last)
