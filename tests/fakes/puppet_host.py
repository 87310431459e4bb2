"""A host whose engine is the test itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from intervue.engines.hosts import Done, Exited, ExitReason, Failed, Host, HostFailure, Loaded, Result

if TYPE_CHECKING:
    from intervue.engines.hosts import OnEvent


class PuppetHost(Host):
    """Keeps what it is asked, and says what it is told to. Everything happens in the caller's thread."""

    def __init__(self, on_event: OnEvent) -> None:
        super().__init__("puppet", on_event, 1.0)
        self.requests: dict[str, tuple[str, tuple[Any, ...]]] = {}
        self.history: list[str] = []
        """`method argument` of every request so far, and `cancel method argument`."""

    def start(self) -> None: ...

    def submit(self, request: str, method: str, arguments: tuple[Any, ...], deadline: float) -> None:
        self.requests[request] = (method, arguments)
        self.history.append(f"{method} {arguments[0]}")

    def cancel(self, request: str) -> None:
        method, arguments = self.requests[request]
        self.history.append(f"cancel {method} {arguments[0]}")

    def stop(self, timeout: float) -> None:
        self._emit(Exited(ExitReason.STOPPED, ""))

    def kill(self) -> None:
        self.stop(0)

    def join(self, timeout: float) -> bool:
        return True

    @property
    def pid(self) -> int | None:
        return None

    def memory(self) -> int:
        return 0

    # --- What the test makes it say -----------------------------------------------------------------------------------

    def load(self) -> None:
        self._emit(Loaded(0.1))

    def working_on(self) -> list[str]:
        return [f"{method} {arguments[0]}" for method, arguments in self.requests.values()]

    def result(self, text: str, value: object) -> None:
        self._emit(Result(self._find(text), value))

    def done(self, text: str) -> None:
        request = self._find(text)
        del self.requests[request]
        self._emit(Done(request))

    def fail(self, text: str, failure: HostFailure, message: str = "") -> None:
        request = self._find(text)
        del self.requests[request]
        self._emit(Failed(request, failure, message))

    def die(self, reason: ExitReason = ExitReason.DIED, message: str = "It died.", *, begun: bool = True) -> None:
        failure = HostFailure.MEMORY if reason is ExitReason.MEMORY else HostFailure.DIED
        if not begun:
            failure = HostFailure.UNBEGUN
        for request in list(self.requests):
            self._emit(Failed(request, failure, message))
        self.requests.clear()
        self._emit(Exited(reason, message))

    def _find(self, text: str) -> str:
        return next(key for key, (method, arguments) in self.requests.items() if f"{method} {arguments[0]}" == text)


@dataclass
class Puppets:
    """All hosts that a factory made, oldest first."""

    made: list[PuppetHost] = field(default_factory=list)

    def __call__(self, on_event: OnEvent) -> PuppetHost:
        host = PuppetHost(on_event)
        self.made.append(host)
        return host

    @property
    def last(self) -> PuppetHost:
        return self.made[-1]
