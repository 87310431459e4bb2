"""Who is let in, and from where: keys of bearer tokens, proxies, the public address."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING, Final

import httpx

from intervue.auth.bearer import JwtSettingsError, bearer_tokens, doubt_about, download, parse_keys, system_store
from intervue.doctor.finding import Finding, note, ok, problem
from intervue.origins import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intervue.settings import Settings

FETCH_SECONDS: Final = 3.0
_TOKENS: Final = "bearer tokens"
_WIDE: Final = {4: 8, 6: 16}
"""Networks with fewer bits than that are no proxies of anybody's."""


def check_access(settings: Settings) -> Iterator[Finding]:
    """One line for each of these that is set."""
    if settings.jwt_algorithm:
        yield from _check_tokens(settings)
    if settings.trusted_proxies:
        yield _check_proxies(settings)
    if settings.public_url is not None:
        yield _check_public_url(settings.public_url)


def _check_tokens(settings: Settings) -> Iterator[Finding]:
    try:
        bearer_tokens(settings)
    except JwtSettingsError as error:
        yield problem(_TOKENS, str(error), "The server does not start before this is mended: docs/SECURITY.md.")
        return
    if settings.auth == "off":
        advice = "Set INTERVUE_AUTH=on, or take INTERVUE_JWT_ALGORITHM away."
        yield note(_TOKENS, "their keys are set, but nobody is asked who they are", advice)
        return
    if settings.jwt_key_file is None:
        yield _check_address(settings)
        return
    doubt = doubt_about(settings.jwt_key_file, settings.jwt_algorithm)
    what, _, advice = doubt.rpartition(": ")
    if doubt:
        yield note(_TOKENS, what, f"{advice[:1].upper()}{advice[1:]}.")
    else:
        yield ok(_TOKENS, f"{settings.jwt_algorithm} with what is in {settings.jwt_key_file}, of {settings.jwt_issuer}")


def _check_address(settings: Settings) -> Finding:
    url = settings.jwt_jwks_url
    try:
        count = len(parse_keys(asyncio.run(_fetched(url)), settings.jwt_algorithm, url))
    except (httpx.HTTPError, JwtSettingsError, TimeoutError) as error:
        advice = (
            "Nobody gets in with a bearer token before the server has fetched keys: see whether INTERVUE_JWT_JWKS_URL "
            "and INTERVUE_JWT_ALGORITHM are those of the identity provider, and whether this machine may call it."
        )
        late = f"they did not arrive within {FETCH_SECONDS:g} s"
        why = late if isinstance(error, TimeoutError) else str(error) or type(error).__name__
        return note(_TOKENS, f"their keys cannot be had: {why}", advice)
    address = httpx.URL(url)
    if address.scheme == "http" and not is_loopback(address.host):
        advice = "Name the address with https://: who can answer in its place can sign tokens."
        return note(_TOKENS, f"their keys come from {url}, over a connection that is not encrypted", advice)
    keys = "1 key" if count == 1 else f"{count} keys"
    return ok(_TOKENS, f"{keys} for {settings.jwt_algorithm} at {url}, of {settings.jwt_issuer}")


async def _fetched(url: str) -> bytes:
    """Once, as the server does: no redirects, no proxies of the environment. Raises as `download` does."""
    async with httpx.AsyncClient(timeout=FETCH_SECONDS, trust_env=False, verify=system_store()) as client:
        return await download(client, url, FETCH_SECONDS)


def _check_proxies(settings: Settings) -> Finding:
    networks = [ipaddress.ip_network(each) for each in settings.trusted_proxies]
    listed = f"{', '.join(map(str, networks))}; clients' addresses come from {settings.forwarded_header}"
    if any(network.prefixlen < _WIDE[network.version] for network in networks):
        advice = "Name your proxies alone in INTERVUE_TRUSTED_PROXIES: else clients say which address they have."
        return note("proxies", f"very many addresses are believed: {listed}", advice)
    return ok("proxies", listed)


def _check_public_url(url: str) -> Finding:
    address = httpx.URL(url)
    if address.scheme != "https" and not is_loopback(address.host):
        advice = (
            "Browsers give no microphone to such a page, and anybody may read along: INTERVUE_PUBLIC_URL=https://..., "
            "with a certificate of the server's own or of a proxy's (docs/DEPLOYMENT.md)."
        )
        return note("public address", f"{url} is not encrypted", advice)
    return ok("public address", f"{url}, with which links to interviews begin")
