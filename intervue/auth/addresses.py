"""Where a request comes from: behind a proxy its headers say so, and anybody can write headers.

So only what a proxy that the settings name has said is believed. Each proxy adds the address that it saw at the end of
the list (RFC 7239, 7.4): read from the right, the first one that is no proxy of ours is the client. What stands further
left is what that client claims.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from starlette.datastructures import Headers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address

UNKNOWN: Final = "-"
"""The address of a client that has none."""
MOST_HOPS: Final = 32
"""Proxies that are looked at; a longer list was not written by them."""
_SCHEMES: Final = {"http": ("http", "ws"), "https": ("https", "wss")}
_NETWORK_BITS: Final = 64
"""One household or company has at least so much of IPv6 to itself (RFC 6177): its addresses count as one client."""
_SITE_BITS: Final = 48
"""So much of IPv6 is what one customer gets at most, as a rule: 65,536 networks (RFC 6177)."""
_WITH_PORT: Final = re.compile(r"(?:\[(?P<six>[0-9A-Fa-f:.]+)\]|(?P<four>[0-9.]+))(?::\d{1,5})?")
_PAIR: Final = re.compile(r'\s*([A-Za-z]+)=("(?:[^"\\]|\\.)*"|[^\s;,"]+)\s*')


class ClientAddress:
    """Middleware, before everything else: puts the client's own address and scheme into the scope."""

    def __init__(self, app: ASGIApp, trusted: Iterable[str], header: Literal["x-forwarded-for", "forwarded"]) -> None:
        """`trusted`: networks of proxies. `header`: what these write, the only one that is looked at."""
        self._app = app
        self._trusted = tuple(ipaddress.ip_network(each) for each in trusted)
        self._header = header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look, and pass on."""
        if self._trusted and scope["type"] in {"http", "websocket"}:
            peer = _address(scope["client"][0]) if scope.get("client") else None
            if peer is not None and self._is_ours(peer):
                self._believe(scope, peer)
        await self._app(scope, receive, send)

    def _believe(self, scope: Scope, peer: Address) -> None:
        headers = Headers(scope=scope)
        hops = _forwarded(headers) if self._header == "forwarded" else _x_forwarded(headers)
        found, scheme = peer, ""
        for address, said in reversed(hops):
            scheme = said or scheme
            if address is None:
                break  # "unknown", or nonsense: what is known is the proxy that passed it on
            found = address
            if not self._is_ours(address):
                break
        if not hops:
            scheme = _scheme(headers.get("x-forwarded-proto", "")) if self._header == "x-forwarded-for" else ""
        scope["client"] = (str(found), 0) if found != peer else scope["client"]
        if scheme in _SCHEMES:
            scope["scheme"] = _SCHEMES[scheme][scope["type"] == "websocket"]

    def _is_ours(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)


@lru_cache(maxsize=10_000)
def client_of(host: str) -> str:
    """What a client with this address is counted as: itself, or its network where it has a whole one (IPv6)."""
    address = _address(host)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, _NETWORK_BITS), strict=False))
    return UNKNOWN if address is None else str(address)


def site_of(host: str) -> str | None:
    """The larger network that a client may have many networks of (IPv6); None where there is none."""
    address = _address(host)
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    return str(ipaddress.ip_network((address, _SITE_BITS), strict=False))


def address_of(scope: Scope) -> str:
    """The client's address; `UNKNOWN` if there is none."""
    client = scope.get("client")
    return str(client[0]) if client else UNKNOWN


def _address(text: str) -> Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return address if mapped is None else mapped  # IPv4, as a socket of both kinds tells it


def _node(text: str) -> Address | None:
    """An address as proxies write it: with or without a port, IPv6 in brackets or bare."""
    found = _WITH_PORT.fullmatch(text.strip())
    return _address(found["six"] or found["four"]) if found else _address(text.strip())


def _x_forwarded(headers: Headers) -> list[tuple[Address | None, str]]:
    """Addresses with schemes, the client's own claims first."""
    nodes, schemes = _listed(headers, "x-forwarded-for"), _listed(headers, "x-forwarded-proto")
    if len(schemes) != len(nodes):  # most proxies overwrite it: one for all
        schemes = [schemes[-1] if schemes else ""] * len(nodes)
    said = list(zip(nodes, schemes, strict=True))
    return [(_node(node), _scheme(scheme)) for node, scheme in said[-MOST_HOPS:]]


def _forwarded(headers: Headers) -> list[tuple[Address | None, str]]:
    hops: list[tuple[Address | None, str]] = []
    for element in _listed(headers, "forwarded")[-MOST_HOPS:]:
        said: dict[str, str] = {}
        for part in element.split(";"):
            found = _PAIR.fullmatch(part)
            if found:
                said[found[1].lower()] = found[2].strip('"')
        hops.append((_node(said.get("for", "")), _scheme(said.get("proto", ""))))
    return hops


def _listed(headers: Headers, name: str) -> Sequence[str]:
    """The members of a list that may be spread over several headers."""
    return [part for value in headers.getlist(name) for part in value.split(",") if part.strip()]


def _scheme(text: str) -> str:
    scheme = text.strip().lower()
    return scheme if scheme in _SCHEMES else ""
