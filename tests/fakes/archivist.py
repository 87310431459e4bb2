"""An archivist that keeps everything in memory, and fails or waits when it is told to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pykka

from actors.messages import AppendRecords, LoadRecords, Record, Recorded, RecordingFailed, RecordsLoaded
from actors.worker import tell

if TYPE_CHECKING:
    import threading
    from collections.abc import Mapping, Sequence


class FakeArchivist(pykka.ThreadingActor):
    """Answers as `ArchivistActor` does, and minds no session that has ended.

    Give the same `memory` to a second one to rehearse a restart.
    `failure`: while it is set, every append fails with this sentence. `gate`: appends wait until it is set.
    """

    use_daemon_thread = True

    def __init__(
        self,
        memory: Mapping[str, Sequence[Record]] | None = None,
        *,
        failure: str | None = None,
        gate: threading.Event | None = None,
    ) -> None:
        super().__init__()
        self.memory: defaultdict[str, list[Record]] = defaultdict(list)
        for session, records in (memory or {}).items():
            self.memory[session] = list(records)
        self.failure = failure
        self._gate = gate

    def on_receive(self, message: AppendRecords | LoadRecords) -> None:
        kept = self.memory[message.session]
        if isinstance(message, LoadRecords):
            tell(message.reply_to, RecordsLoaded(message.session, tuple(kept), None))
            return
        if self._gate and not self._gate.wait(10):
            raise TimeoutError("the test never opened the archivist's gate")
        numbers = [record.number for record in message.records]
        fault = self.failure
        if numbers != list(range(len(kept) + 1, len(kept) + 1 + len(numbers))):
            fault = f"Records {numbers} do not follow {len(kept)}."
        if fault:
            tell(message.reply_to, RecordingFailed(message.session, numbers[0], fault))
        else:
            kept.extend(message.records)
            tell(message.reply_to, Recorded(message.session, numbers[-1]))
