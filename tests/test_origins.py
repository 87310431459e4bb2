from __future__ import annotations

from typing import Any

import pytest

from intervue.origins import WrongHostError, check_host, is_exposed, may_use, why_not_exposed
from intervue.settings import Settings


def settings_of(**given: Any) -> Settings:
    return Settings(**given)


ANYWHERE = settings_of(host="0.0.0.0", cors_origins=["https://jobs.example.org"], insecure=True)
LOOPBACK = settings_of(host="::1")
OFFICE = settings_of(host="192.168.1.5", insecure=True)
PUBLIC = settings_of(public_url="https://Interviews.example.org:9443", auth="on")
PROXIED = settings_of(allowed_hosts="jobs.example.org, Talks.example.org:8443")


@pytest.mark.parametrize(
    ("origin", "host", "settings", "welcome"),
    [
        (None, "interviews.local:8000", ANYWHERE, True),
        ("http://interviews.local:8000", "interviews.local:8000", ANYWHERE, True),
        ("http://interviews.local:8000", "Interviews.Local:8000", ANYWHERE, True),
        ("https://jobs.example.org", "interviews.local:8000", ANYWHERE, True),
        ("http://interviews.local:9000", "interviews.local:8000", ANYWHERE, False),
        ("http://localhost:5173", "interviews.local:8000", ANYWHERE, False),
        ("http://localhost:5173", "localhost:8000", LOOPBACK, True),
        ("http://[::1]:5173", None, LOOPBACK, True),
        ("http://localhost.example.com", "localhost:8000", LOOPBACK, False),
        ("null", "localhost:8000", LOOPBACK, False),
        ("https://interviews.example.org:9443", "inside:8000", PUBLIC, True),
        ("http://interviews.example.org:9443", "inside:8000", PUBLIC, False),
        ("https://elsewhere.example.org", "inside:8000", PUBLIC, False),
        ("https://interviews.example.org:9443", "interviews.example.org:9443", PUBLIC, True),
        ("http://interviews.example.org:9443", "interviews.example.org:9443", PUBLIC, False),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", PUBLIC, True),
        ("", "", LOOPBACK, False),
    ],
)
def test_who_may_use_the_server(origin: str | None, host: str | None, settings: Settings, *, welcome: bool) -> None:
    assert may_use(origin, host, settings) is welcome


def test_a_page_that_came_in_clear_may_not_use_what_is_encrypted_of_the_same_name() -> None:
    assert may_use("https://interviews.local", "interviews.local", ANYWHERE, encrypted=True)
    assert not may_use("http://interviews.local", "interviews.local", ANYWHERE, encrypted=True)
    assert may_use("http://interviews.local", "interviews.local", ANYWHERE)


@pytest.mark.parametrize(
    ("host", "settings"),
    [
        ("localhost", LOOPBACK),
        ("LOCALHOST:8000", LOOPBACK),
        ("localhost.:8000", LOOPBACK),
        ("127.0.0.1:9", LOOPBACK),
        ("127.0.0.53", LOOPBACK),
        ("[::1]:8000", LOOPBACK),
        ("jobs.example.org", PROXIED),
        ("jobs.example.org:443", PROXIED),
        ("talks.example.org:8443", PROXIED),
        ("127.0.0.1:8000", PROXIED),
        ("192.168.1.5:8000", OFFICE),
        ("192.168.1.5:8000", ANYWHERE),
        ("[2001:db8::1]", ANYWHERE),
        ("interviews.example.org", PUBLIC),
        ("Interviews.example.org:9443", PUBLIC),
        ("localhost:8000", PUBLIC),
    ],
)
def test_hosts_that_name_the_server_are_let_in(host: str, settings: Settings) -> None:
    check_host([host], settings)


@pytest.mark.parametrize(
    ("host", "settings"),
    [
        ("rebound.example", LOOPBACK),
        ("rebound.example:8000", LOOPBACK),
        ("localhost.example.com", LOOPBACK),
        ("127.0.0.1.example.com", LOOPBACK),
        ("192.168.1.5", LOOPBACK),
        ("0.0.0.0", LOOPBACK),
        ("talks.example.org", PROXIED),
        ("talks.example.org:9443", PROXIED),
        ("evil-jobs.example.org", PROXIED),
        ("192.168.1.6", OFFICE),
        ("rebound.example:8000", ANYWHERE),
    ],
)
def test_other_hosts_are_misdirected_and_the_refusal_says_what_to_set(host: str, settings: Settings) -> None:
    with pytest.raises(WrongHostError, match="INTERVUE_ALLOWED_HOSTS") as refusal:
        check_host([host], settings)
    assert refusal.value.status == 421


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [""],
        ["localhost", "localhost"],
        ["localhost:8000:8000"],
        ["localhost/x"],
        ["me@localhost"],
        ["localhost:"],
        ["[localhost]"],
        ["local host"],
        ["localhost,evil.example"],
        ["löcalhost"],
    ],
)
def test_a_host_that_is_none_or_many_or_malformed_is_a_bad_request(hosts: list[str]) -> None:
    with pytest.raises(WrongHostError) as refusal:
        check_host(hosts, LOOPBACK)
    assert refusal.value.status == 400


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.1.2.3"])
def test_listening_on_loopback_needs_no_leave(host: str) -> None:
    settings = settings_of(host=host)
    assert not is_exposed(settings)
    assert why_not_exposed(settings) is None


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "interviews.local", "10.0.0.1"])
def test_listening_elsewhere_is_refused_unless_that_was_wished_for(host: str) -> None:
    reason = why_not_exposed(settings_of(host=host))
    assert reason is not None
    assert "INTERVUE_INSECURE=1" in reason
    assert "INTERVUE_AUTH=on" in reason
    assert why_not_exposed(settings_of(host=host, auth="on")) is None
    assert why_not_exposed(settings_of(host=host, insecure=True)) is None


def test_an_origin_that_is_no_page_is_none_of_ours() -> None:
    assert may_use("http://localhost:8000", "localhost:8000", LOOPBACK)
    assert not may_use("evil://localhost:8000", "localhost:8000", LOOPBACK)
