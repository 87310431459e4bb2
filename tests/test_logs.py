from __future__ import annotations

import json
import sys

import pytest

from tests.fakes.server import start_process

PROGRAM = """
import logging
from intervue.logs import configure_logging
configure_logging({level!r}, {form!r})
log = logging.getLogger("intervue.test")
log.debug("A detail")
log.info("turn %s", "stage=1", extra={{"session": "s-1", "stage": 1}})
logging.getLogger("uvicorn.error").error("ASGI callable returned without completing handshake.")
logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
try:
    b"\\xff".decode()
except UnicodeDecodeError:
    logging.getLogger("uvicorn.error").exception("Invalid UTF-8 sequence received from client.")
logging.getLogger("uvicorn.error").error("Something real")
logging.getLogger("uvicorn.error").info('127.0.0.1 - "WebSocket /ws?token=secret" [accepted]')
for _ in range(1000):
    try:
        raise OSError(24, "Too many open files")
    except OSError:
        accept = "socket.accept() out of system resource\\nsocket: <asyncio.TransportSocket fd=4>"
        logging.getLogger("asyncio").exception(accept)
logging.getLogger("asyncio").warning("Something slow")
transcript = "private " + "words"
try:
    1 / 0
except ZeroDivisionError:
    log.exception("A defect")
"""


def lines(level: str, form: str) -> list[str]:
    program = PROGRAM.format(level=level, form=form)
    _, said = start_process([sys.executable, "-c", program]).communicate(timeout=20)
    return said.splitlines()


def test_for_machines_every_line_is_one_object() -> None:
    turn, real, full, slow, defect = [json.loads(line) for line in lines("info", "json")]
    assert turn["event"] == "turn stage=1"
    assert (turn["session"], turn["stage"], turn["level"], turn["logger"]) == ("s-1", 1, "info", "intervue.test")
    assert turn["timestamp"].endswith("Z")
    assert real["event"] == "Something real"
    assert "ulimit" in full["event"]
    assert "exception" not in full
    assert slow["event"] == "Something slow"
    assert defect["event"] == "A defect"
    assert "ZeroDivisionError" in defect["exception"]


def test_for_people_lines_are_plain_where_no_terminal_shows_them() -> None:
    said = lines("info", "console")
    assert "turn stage=1" in said[0]
    assert "session=s-1" in said[0]
    assert not any("\x1b" in line for line in said)
    assert any("ZeroDivisionError" in line for line in said)


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_server_that_is_out_of_sockets_says_so_once_and_not_a_thousand_times(form: str) -> None:
    said = "\n".join(lines("info", form))
    assert said.count("Connections have to wait") == 1
    assert "TransportSocket" not in said


@pytest.mark.parametrize("form", ["console", "json"])
def test_a_defect_is_logged_without_what_the_variables_hold(form: str) -> None:
    said = "\n".join(lines("info", form))
    assert "ZeroDivisionError" in said
    assert "private words" not in said


@pytest.mark.parametrize(("level", "details", "turns"), [("debug", 1, 1), ("info", 0, 1), ("warning", 0, 0)])
def test_the_level_says_what_is_logged(level: str, details: int, turns: int) -> None:
    said = "\n".join(lines(level, "json"))
    assert (said.count("A detail"), said.count("turn stage=1")) == (details, turns)
    assert "secret" not in said
