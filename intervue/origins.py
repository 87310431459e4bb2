"""Who may use the server: under which names it is reached, and which pages may call it.

A browser lets any page send requests to any address, those of this machine included. Two headers tell: `Origin`, the
page a request comes from, and `Host`, the name it believes to be talking to. The second matters because whoever owns a
name may let it point to 127.0.0.1 after the page was loaded (DNS rebinding): the page's own origin is that name then.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intervue.settings import Settings

LOOPBACK_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing; what they return is kept from foreign pages by the browser."""
NO_HOST = "A request names exactly one host, in a Host header of the form name or name:port."
IN_CLEAR = (
    "What comes over the network to this server is not encrypted, passwords and voices included, and browsers give no "
    "microphone to such a page: use --tls self-signed or --tls-cert FILE, or listen on 127.0.0.1 behind a proxy "
    "(docs/DEPLOYMENT.md)"
)
"""Where `is_in_clear`."""
UNNAMED_PROXY = (
    "People reach this server through a proxy (INTERVUE_PUBLIC_URL) that is not named: they all count as one client, "
    "and cookies may pass where nothing is encrypted. Set INTERVUE_TRUSTED_PROXIES to its address, such as 127.0.0.1 "
    "(docs/DEPLOYMENT.md)"
)
"""Where `has_unnamed_proxy`."""
NAMELESS = (
    "Links to interviews begin with the address that whoever makes them happens to use. Set INTERVUE_PUBLIC_URL to the "
    "one under which candidates reach the server"
)
"""Where `is_nameless`."""
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]{1,253})(?::\d{1,5})?")
_EVERY_ADDRESS = {"0.0.0.0", "::"}  # noqa: S104 - to be compared with, not to be listened on


class WrongHostError(Exception):
    """A request that is not meant for this server. `status` is the HTTP status; the text is for whoever sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def is_loopback(name: str) -> bool:
    """Whether only programs of this machine reach what listens on this address or name."""
    if name.lower().removesuffix(".") == "localhost":
        return True
    address = _address(name)
    return address is not None and address.is_loopback


def is_exposed(settings: Settings) -> bool:
    """Whether other machines can reach the server, directly or by a proxy, although nobody is asked who they are."""
    return settings.auth == "off" and (not is_loopback(settings.host) or bool(_signs_of_a_proxy(settings)))


def exposure(settings: Settings) -> str:
    """A sentence for the log where `is_exposed`; empty elsewhere."""
    if not is_exposed(settings):
        return ""
    also = "" if _is_encrypted(settings) else ", and nothing is encrypted"
    return (
        f"Anybody who reaches {settings.host} can hold interviews here: nobody is asked who they are{also} "
        "(INTERVUE_INSECURE)"
    )


def _is_encrypted(settings: Settings) -> bool:
    return settings.tls != "off" or settings.tls_cert is not None


def _signs_of_a_proxy(settings: Settings) -> str:
    """The setting that tells of people from elsewhere at a server on loopback; empty where none does."""
    names = [name for name in settings.allowed_hosts if not is_loopback(_bare(name))]
    public = _public_name(settings)
    if settings.trusted_proxies:
        return "INTERVUE_TRUSTED_PROXIES"
    if public is not None and not is_loopback(_bare(public)):
        return "INTERVUE_PUBLIC_URL"
    return "INTERVUE_ALLOWED_HOSTS" if names else ""


def _bare(name: str) -> str:
    """A host without its port and brackets."""
    found = _HOST.fullmatch(name.lower())
    return (found["name"] if found else name).strip("[]")


def is_in_clear(settings: Settings) -> bool:
    """Whether passwords and voices come over the network to this server as they are."""
    return not _is_encrypted(settings) and not is_loopback(settings.host)


def is_nameless(settings: Settings) -> bool:
    """Whether others are let in and no setting says under which name: links have that which their maker used then."""
    return settings.auth == "on" and not is_loopback(settings.host) and settings.public_url is None


def has_unnamed_proxy(settings: Settings) -> bool:
    """Whether people come from elsewhere to a server on loopback, and what their proxy says of them is not believed."""
    name = _public_name(settings)
    from_elsewhere = name is not None and not is_loopback(name.strip("[]")) and is_loopback(settings.host)
    return from_elsewhere and settings.auth == "on" and not settings.trusted_proxies


def why_not_exposed(settings: Settings) -> str | None:
    """A sentence that refuses to listen where anybody may come in; None where it is fine, or was wished for."""
    if settings.insecure or not is_exposed(settings):
        return None
    if is_loopback(settings.host):
        return (
            f"The server does not start: {_signs_of_a_proxy(settings)} says that people come from elsewhere, through a "
            "proxy, and nobody is asked who they are. Set INTERVUE_AUTH=on, so that everybody is asked "
            "(docs/SECURITY.md), or accept that whoever the proxy lets through may do all with INTERVUE_INSECURE=1."
        )
    return (
        f"The server does not listen on {settings.host}: everybody who reaches that address could hold interviews and "
        "read along, for nobody is asked who they are. Set INTERVUE_AUTH=on, so that everybody is asked "
        "(docs/SECURITY.md), or listen on 127.0.0.1, or accept that anybody comes in with INTERVUE_INSECURE=1."
    )


def check_host(hosts: Sequence[str], settings: Settings) -> None:
    """Raise `WrongHostError` unless the request's `Host` headers name this server."""
    found = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
    if found is None:
        raise WrongHostError(400, NO_HOST)
    name = found["name"].removesuffix(".")
    known = {*settings.allowed_hosts, _public_name(settings)}
    if {name, found[0]} & known or _is_ours(name.strip("[]"), settings.host.lower()):
        return
    raise WrongHostError(
        421,
        f"This server is not known as {name}. If it is reached under that name, as through a proxy, whoever runs it "
        "sets INTERVUE_PUBLIC_URL, or adds the name to INTERVUE_ALLOWED_HOSTS.",
    )


def _public_name(settings: Settings) -> str | None:
    """The name in `INTERVUE_PUBLIC_URL`, which is where people are sent."""
    found = _HOST.fullmatch((settings.public_url or "").lower().partition("://")[2])
    return found["name"].removesuffix(".") if found else None


def _is_ours(name: str, listening: str) -> bool:
    if is_loopback(name) or name == listening:
        return True
    # A page cannot make a number point to another machine: only names can be rebound.
    return listening in _EVERY_ADDRESS and _address(name) is not None


def _address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None


def loopback_origins(settings: Settings) -> str | None:
    """A pattern of origins that are welcome because the server listens on loopback only; None where it does not."""
    return LOOPBACK_ORIGIN if is_loopback(settings.host) and settings.auth == "off" else None


def may_use(origin: str | None, host: str | None, settings: Settings, *, encrypted: bool = False) -> bool:
    """Whether a page may open a socket or change something. Only the server can look at its origin.

    `origin` and `host` are the request's headers; `host` was checked. What is no browser sends no origin, and may.
    `encrypted`: whether the request came over https.
    """
    if origin is None or origin in settings.cors_origins:
        return True
    if settings.public_url is not None and origin.lower() == settings.public_url.lower():
        return True
    scheme, _, rest = origin.lower().partition("://")
    if host and rest == host.lower() and scheme in {"http", "https"}:
        # Whoever sits on the line can put in a page of this name over http: where https is served, it is foreign.
        return scheme == "https" or not (encrypted or (settings.public_url or "").lower() == f"https://{rest}")
    pattern = loopback_origins(settings)
    # Behind a proxy the server is on loopback and the candidate is not: pages of their own machine are foreign then.
    found = _HOST.fullmatch(host.lower()) if host else None
    if found is not None and not is_loopback(found["name"].strip("[]")):
        return False
    return pattern is not None and re.fullmatch(pattern, origin) is not None
