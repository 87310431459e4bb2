"""Engines that die in the middle of their work cost a candidate one recoverable error at most."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.engines.host_probe import eventually, gone
from tests.fakes.client import candidate
from tests.fakes.server import engine_processes
from tests.real.server import LOADING, within
from tests.real.talk import COMPLETE, INVOICES, NURSES, PRINTER, Turn, answer, begin, hear, recording, send, speak

if TYPE_CHECKING:
    from tests.real.server import RealServer

pytestmark = [pytest.mark.models, pytest.mark.timeout(240)]

MOMENTS = {"stt": "processing_stt", "llm": "generating", "tts": "interviewer"}
"""After which message an engine is at work. The fourth, the decoder, works too shortly to be met: see its own test."""


def assert_harmless(turn: Turn) -> None:
    assert turn.outlines[-1] == "ready"
    assert len(turn.errors) <= 1
    assert all(error["recoverable"] for error in turn.errors)
    if not turn.errors:
        assert turn.outlines == COMPLETE


def assert_goes_on(server: RealServer, role: str, killed: int) -> None:
    assert gone(killed)
    assert engine_processes(server.pid)[role] != killed


@pytest.mark.parametrize("role", MOMENTS)
def test_an_engine_that_is_killed_at_work_costs_one_error_at_most(server: RealServer, session: str, role: str) -> None:
    with candidate(server.url, session, contract=True) as client:
        begin(client)
        send(client, recording(INVOICES))
        before = hear(client, MOMENTS[role])
        killed = server.working(role, 0.1)
        os.kill(killed, signal.SIGKILL)
        turn = Turn([*before, *hear(client, "ready")])
        assert_harmless(turn)
        if not turn.heard:
            speak(client, INVOICES)
        speak(client, NURSES)
        speak(client, PRINTER)
        assert_goes_on(server, role, killed)
        assert within(LOADING, server.is_ready)


def test_a_decoder_that_is_killed_with_a_recording_in_hand_costs_one_error_at_most(
    server: RealServer, session: str
) -> None:
    with candidate(server.url, session, contract=True) as client:
        begin(client)
        with server.frozen("decoder") as killed:
            send(client, recording(INVOICES))
            before = hear(client, "processing_stt")
            os.kill(killed, signal.SIGKILL)
        assert eventually(lambda: gone(killed))
        turn = Turn([*before, *hear(client, "ready")])
        assert_harmless(turn)
        assert_harmless(answer(client, recording(NURSES)))
        speak(client, PRINTER)
        assert_goes_on(server, "decoder", killed)
