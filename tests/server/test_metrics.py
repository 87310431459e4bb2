"""The numbers at `/metrics`, after an interview in which some things went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.engines.host_probe import eventually
from tests.fakes.client import RefusedError, candidate
from tests.fakes.server import Process, process

if TYPE_CHECKING:
    from collections.abc import Iterator

SESSION = "4be1a9c0-metrics"


class Scrape(dict[str, float]):
    """Samples by name and labels: `intervue_errors_total{code="PROCESSING_ERROR"}`."""

    def __init__(self, url: str) -> None:
        super().__init__()
        answer = httpx.get(f"{url}/metrics")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/plain")
        self.text = answer.text
        for family in text_string_to_metric_families(answer.text):
            for sample in family.samples:
                labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
                self[f"{sample.name}{{{labels}}}".removesuffix("{}")] = sample.value


def interview(server: Process) -> None:
    with candidate(server.url, SESSION) as client:
        client.start()
        client.turn()
        server.orders.give("decode.any", "reject once")
        client.answer()
        client.until("ready")
        client.answer("silence")
        client.expect("processing_stt", "EMPTY_TRANSCRIPTION", "ready")
        server.orders.give(f"recognise.{SESSION}", "kill once")  # survived: it is recognised at the second try
        client.turn("And then I told my colleagues what had happened in the meantime")
        client.send_raw("no JSON")
        client.expect("PROCESSING_ERROR", "ready")
        client.send("end_session")
        client.expect("session_ended")
        client.closed()
    with pytest.raises(RefusedError):
        candidate(server.url, SESSION).__enter__()
    with candidate(server.url, "another-metrics"):
        httpx.post(f"{server.url}/resume/parse", files={"file": ("cv.pdf", b"%PDF-1.7 x", "application/pdf")})
        httpx.post(f"{server.url}/resume/parse", files={"file": ("cv.pdf", b"no PDF at all", "application/pdf")})
        httpx.get(f"{server.url}/nowhere/{SESSION}")
        assert eventually(server.is_ready)


@pytest.fixture(scope="module")
def scraped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Scrape, Scrape]]:
    """The numbers before and after."""
    with process(tmp_path_factory.mktemp("metrics")) as server:
        before = Scrape(server.url)
        interview(server)
        assert eventually(lambda: Scrape(server.url)["intervue_sockets_open"] == 0)
        yield before, Scrape(server.url)


def test_a_server_without_interviews_has_counted_none(scraped: tuple[Scrape, Scrape]) -> None:
    before, _ = scraped
    assert before["intervue_sessions_started_total"] == 0
    assert before["intervue_sessions_in_memory"] == 0
    assert before['intervue_engine_state{role="stt",state="ready"}'] == 1
    assert before['intervue_engine_state{role="stt",state="failed"}'] == 0
    assert before['intervue_engine_restarts_total{role="stt"}'] == 0
    assert [name for name in before if name.startswith("intervue_build_info")]


def test_interviews_turns_and_errors_are_counted(scraped: tuple[Scrape, Scrape]) -> None:
    _, after = scraped
    assert after["intervue_sessions_opened_total"] == 2
    assert after["intervue_sessions_started_total"] == 1
    assert sum(value for name, value in after.items() if name.startswith("intervue_sessions_ended_total")) == 1
    assert after['intervue_turns_total{kind="introduction"}'] == 1
    assert sum(value for name, value in after.items() if name.startswith("intervue_turns_total")) == 3
    assert after['intervue_answers_total{outcome="recognised"}'] == 2
    assert after['intervue_answers_total{outcome="silence"}'] == 1
    assert after['intervue_answers_total{outcome="input"}'] == 1
    assert after['intervue_errors_total{code="PROCESSING_ERROR"}'] == 2
    assert after['intervue_errors_total{code="EMPTY_TRANSCRIPTION"}'] == 1


def test_the_stages_of_turns_are_histograms(scraped: tuple[Scrape, Scrape]) -> None:
    _, after = scraped
    assert after['intervue_turn_stage_seconds_count{stage="total"}'] == 3
    assert after['intervue_turn_stage_seconds_count{stage="decode"}'] == 3  # silence was decoded, too
    assert after['intervue_turn_stage_seconds_bucket{le="30.0",stage="total"}'] == 3
    assert 0 < after['intervue_turn_stage_seconds_sum{stage="total"}'] < 60
    assert after['intervue_turn_stage_seconds_count{stage="first_token"}'] >= 1


def test_engines_and_their_queues_are_seen(scraped: tuple[Scrape, Scrape]) -> None:
    _, after = scraped
    assert after['intervue_engine_restarts_total{role="stt"}'] == 1
    assert after['intervue_engine_restarts_total{role="llm"}'] == 0
    for role in ("decoder", "stt", "llm", "tts", "parser"):
        assert after[f'intervue_engine_state{{role="{role}",state="ready"}}'] == 1
        assert after[f'intervue_engine_requests_waiting{{role="{role}"}}'] == 0
        assert after[f'intervue_engine_requests_running{{role="{role}"}}'] <= 1  # something may be prepared still


def test_the_edges_are_counted(scraped: tuple[Scrape, Scrape]) -> None:
    _, after = scraped
    assert after['intervue_socket_handshakes_total{status="101"}'] == 2
    assert after['intervue_socket_handshakes_total{status="403"}'] == 1
    assert after["intervue_sessions_connected"] == 0
    assert after["intervue_socket_received_messages_total"] == 7
    assert after["intervue_socket_sent_bytes_total"] > 1000
    assert after['intervue_resumes_total{outcome="parsed"}'] == 1
    assert after['intervue_resumes_total{outcome="refused"}'] == 1
    assert after['intervue_http_requests_total{method="GET",route="-",status="404"}'] == 1
    assert after['intervue_http_requests_total{method="POST",route="/resume/parse",status="400"}'] == 1
    assert after["intervue_records_total"] > 10
    assert after["intervue_record_commit_seconds_count"] > 3
    assert after["intervue_record_commit_failures_total"] == 0
    assert after["process_resident_memory_bytes"] > 1_000_000


def test_no_label_names_an_interview(scraped: tuple[Scrape, Scrape]) -> None:
    _, after = scraped
    assert "metrics" not in after.text.replace("/metrics", "")
    assert SESSION not in after.text


def test_metrics_can_be_switched_off(tmp_path_factory: pytest.TempPathFactory) -> None:
    with process(tmp_path_factory.mktemp("off"), settings={"metrics": False}) as server:
        assert httpx.get(f"{server.url}/metrics").status_code == 404
