"""How many connections one address may hold open, and a word in the log when there are too many."""

from __future__ import annotations

import ipaddress
import logging
import math
import time
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from intervue.auth.addresses import client_of
from intervue.origins import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.settings import Settings

logger = logging.getLogger(__name__)

TELL_SECONDS: Final = 60.0
"""The log is told so often that connections are refused."""


class Lines:
    """Counts open connections by the address at their other end. Used by one event loop."""

    def __init__(
        self,
        most: int,
        exempt: Callable[[str], bool] = lambda _host: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`most`: from one address (IPv6: one network of 64 bits). `exempt`: whether an address may have any number."""
        self._most = most
        self._exempt = exempt
        self._clock = clock
        self._open: Counter[str] = Counter()
        self._told: dict[str, float] = {}

    def add(self, host: str | None) -> bool:
        """Count a connection; false if it is one too many, and has to be closed. `remove` it when it is gone."""
        if host is None or self._exempt(host):
            return True
        client = client_of(host)
        self._open[client] += 1
        if self._open[client] <= self._most:
            return True
        self._tell("INTERVUE_CONNECTIONS_PER_ADDRESS_MAX", f"{self._most} are open from {client}")
        return False

    def remove(self, host: str | None) -> None:
        """A connection is gone."""
        if host is None or self._exempt(host):
            return
        client = client_of(host)
        self._open[client] -= 1
        if self._open[client] <= 0:
            del self._open[client]

    def full(self, most: int) -> None:
        """Tell the log that a connection is refused because `most` are open in all."""
        self._tell("INTERVUE_CONNECTIONS_MAX", f"{most} are open")

    def _tell(self, setting: str, how_many: str) -> None:
        now = self._clock()
        if now - self._told.get(setting, -math.inf) >= TELL_SECONDS:
            self._told[setting] = now
            logger.warning("Connections are refused: %s, and %s allows no more.", how_many, setting)


def exempt_from(settings: Settings) -> Callable[[str], bool]:
    """Who may hold any number: trusted proxies, and programs of this machine where nobody is asked who they are."""
    trusted = tuple(ipaddress.ip_network(each) for each in settings.trusted_proxies)

    @lru_cache(maxsize=10_000)
    def is_exempt(host: str) -> bool:
        if settings.auth == "off" and is_loopback(host):
            return True
        try:
            address = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return any(address in network for network in trusted)

    return is_exempt
