from __future__ import annotations

from prometheus_client import generate_latest

from intervue.interview.conduct import Breach
from intervue.interview.turns import TOO_SLOW, USED_UP
from intervue.metrics import Metrics


def text(metrics: Metrics) -> str:
    return generate_latest(metrics.registry).decode()


def test_words_that_are_not_the_programs_own_become_one_label() -> None:
    metrics = Metrics()
    for reason in ("s-1/4.2", "Ada Example", "x" * 500, "", "4711"):
        metrics.session_ended(reason)
    metrics.session_ended("completed")
    metrics.request("BREW", "/health", 405, 0.01)
    assert 'intervue_sessions_ended_total{reason="other"} 5.0' in text(metrics)
    assert 'intervue_sessions_ended_total{reason="completed"} 1.0' in text(metrics)
    assert 'method="other"' in text(metrics)
    assert "BREW" not in text(metrics)


def test_restarts_are_counted_once_however_often_health_is_told() -> None:
    metrics = Metrics()
    for state, restarts in (("starting", 0), ("ready", 0), ("restarting", 1), ("ready", 1), ("ready", 3)):
        metrics.engine("stt", state, restarts)
    assert 'intervue_engine_restarts_total{role="stt"} 3.0' in text(metrics)
    assert 'intervue_engine_state{role="stt",state="ready"} 1.0' in text(metrics)
    assert 'intervue_engine_state{role="stt",state="restarting"} 0.0' in text(metrics)


def test_two_servers_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.session_started()
    assert "intervue_sessions_started_total 1.0" in text(one)
    assert "intervue_sessions_started_total 0.0" in text(other)


def test_every_reason_for_the_plans_words_is_told_by_its_own_label() -> None:
    metrics = Metrics()
    reasons = [*Breach, TOO_SLOW, USED_UP]
    for reason in reasons:
        metrics.replaced(reason)
    told = {
        sample.labels["reason"]: sample.value
        for family in metrics.registry.collect()
        for sample in family.samples
        if sample.name == "intervue_replies_replaced_total"
    }
    assert "other" not in told
    assert len(told) == len(reasons)
    assert set(told.values()) == {1.0}
