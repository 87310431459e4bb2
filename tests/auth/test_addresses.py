"""Whose request it is, behind proxies and before people who claim things."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervue.auth.addresses import UNKNOWN, ClientAddress, address_of, client_of

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

Header = Literal["x-forwarded-for", "forwarded"]
HEADERS: tuple[Header, Header] = ("x-forwarded-for", "forwarded")
PROXIES = ["10.0.0.0/8", "127.0.0.1/32", "2001:db8:1::/48"]


def seen(
    peer: str,
    *headers: tuple[str, str],
    kind: str = "http",
    trusted: list[str] = PROXIES,
    header: Header = "x-forwarded-for",
) -> tuple[str, str]:
    """Address and scheme as the application sees them."""
    found: list[Scope] = []

    async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
        found.append(scope)

    scope: dict[str, Any] = {
        "type": kind,
        "client": (peer, 4711),
        "scheme": "ws" if kind == "websocket" else "http",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
    }
    asyncio.run(ClientAddress(app, trusted, header)(scope, None, None))  # type: ignore[arg-type]  # not used
    return address_of(found[0]), found[0]["scheme"]


FOR, PROTO = "x-forwarded-for", "x-forwarded-proto"


@pytest.mark.parametrize(
    ("peer", "said", "address"),
    [
        ("10.1.2.3", "203.0.113.7", "203.0.113.7"),
        ("10.1.2.3", "203.0.113.7:50123", "203.0.113.7"),
        ("10.1.2.3", "[2001:db8::7]:50123", "2001:db8::7"),
        ("10.1.2.3", "2001:db8::7", "2001:db8::7"),
        ("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("2001:db8:1::5", "203.0.113.7", "203.0.113.7"),
        # Two proxies of ours, one after the other.
        ("10.1.2.3", "203.0.113.7, 10.9.9.9", "203.0.113.7"),
        # Whatever the client wrote stands further left.
        ("10.1.2.3", "127.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("10.1.2.3", "8.8.8.8, 203.0.113.7, 10.9.9.9", "203.0.113.7"),
        # All of them are ours: the machine that asks is the furthest.
        ("10.1.2.3", "10.5.5.5, 10.9.9.9", "10.5.5.5"),
        # What is no address ends it: the proxy that passed it on is what is known.
        ("10.1.2.3", "unknown", "10.1.2.3"),
        ("10.1.2.3", "203.0.113.7, nonsense, 10.9.9.9", "10.9.9.9"),
        ("10.1.2.3", "", "10.1.2.3"),
        ("10.1.2.3", ", ,203.0.113.7", "203.0.113.7"),
    ],
)
def test_behind_our_proxies_the_first_address_from_the_right_that_is_not_theirs_is_the_client(
    peer: str, said: str, address: str
) -> None:
    assert seen(peer, (FOR, said))[0] == address


@pytest.mark.parametrize("peer", ["203.0.113.9", "11.0.0.1", "::1", "2001:db8:2::5"])
def test_what_others_claim_is_not_believed(peer: str) -> None:
    claims = ((FOR, "127.0.0.1"), (PROTO, "https"), ("forwarded", "for=127.0.0.1;proto=https"))
    assert seen(peer, *claims) == (peer, "http")
    assert seen(peer, *claims, header="forwarded") == (peer, "http")


def test_without_proxies_of_ours_nothing_is_believed_from_loopback_either() -> None:
    assert seen("127.0.0.1", (FOR, "203.0.113.7"), (PROTO, "https"), trusted=[]) == ("127.0.0.1", "http")


def test_a_list_over_several_headers_is_one_list() -> None:
    assert seen("10.1.2.3", (FOR, "8.8.8.8"), (FOR, "203.0.113.7"), (FOR, "10.9.9.9"))[0] == "203.0.113.7"


@pytest.mark.parametrize(
    ("kind", "proto", "scheme"),
    [("http", "https", "https"), ("websocket", "https", "wss"), ("http", "HTTP", "http"), ("http", "gopher", "http")],
)
def test_the_scheme_is_the_one_that_the_proxy_was_asked_with(kind: str, proto: str, scheme: str) -> None:
    assert seen("10.1.2.3", (FOR, "203.0.113.7"), (PROTO, proto), kind=kind)[1] == scheme
    assert seen("10.1.2.3", (PROTO, proto), kind=kind) == ("10.1.2.3", scheme)


def test_a_list_of_schemes_goes_with_the_list_of_addresses() -> None:
    assert seen("10.1.2.3", (FOR, "8.8.8.8, 203.0.113.7, 10.9.9.9"), (PROTO, "http, https, http"))[1] == "https"
    assert seen("10.1.2.3", (FOR, "8.8.8.8, 203.0.113.7"), (PROTO, "http, http, https"))[1] == "https"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("for=203.0.113.7;proto=https", ("203.0.113.7", "https")),
        ('For="[2001:db8::7]:4711";Proto=http', ("2001:db8::7", "http")),
        ('for=8.8.8.8, for="203.0.113.7:80";by=10.0.0.1;proto=https, for=10.9.9.9', ("203.0.113.7", "https")),
        ("for=_hidden;proto=https", ("10.1.2.3", "https")),
        ("nonsense", ("10.1.2.3", "http")),
    ],
)
def test_the_standard_header_is_read_where_the_settings_say_so(said: str, expected: tuple[str, str]) -> None:
    told = (("forwarded", said), (FOR, "198.51.100.1"), (PROTO, "https" if expected[1] == "http" else "http"))
    assert seen("10.1.2.3", *told, header="forwarded") == expected


def test_the_header_that_proxies_do_not_write_is_the_clients_own_and_is_not_read() -> None:
    assert seen("10.1.2.3", ("forwarded", "for=127.0.0.1;proto=https")) == ("10.1.2.3", "http")


def test_an_endless_list_is_read_within_bounds() -> None:
    assert seen("10.1.2.3", (FOR, ", ".join(["203.0.113.7"] + ["10.9.9.9"] * 5000)))[0] == "10.9.9.9"


@given(said=st.text(alphabet=st.characters(max_codepoint=255), max_size=80), header=st.sampled_from(HEADERS))
def test_whatever_is_written_there_an_address_and_a_scheme_come_out(said: str, header: Header) -> None:
    claims = tuple((name, said) for name in (FOR, PROTO, "forwarded"))
    address, scheme = seen("10.1.2.3", *claims, header=header)
    assert ipaddress.ip_address(address)
    assert scheme in {"http", "https"}
    assert seen("203.0.113.9", *claims, header=header) == ("203.0.113.9", "http")


def test_the_addresses_of_one_network_of_ipv6_count_as_one_client() -> None:
    assert client_of("2001:db8:0:1::1") == client_of("2001:db8:0:1:ffff::2") == "2001:db8:0:1::/64"
    assert client_of("2001:db8:0:2::1") != client_of("2001:db8:0:1::1")
    assert client_of("203.0.113.7") == client_of("::ffff:203.0.113.7") == "203.0.113.7"
    assert client_of("fe80::1%eth0") == "fe80::/64"
    assert client_of("testclient") == UNKNOWN
