"""What was agreed on before an interview: the position, and limits of its own. Recorded before anybody enters."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intervue.interview.policy import Policy


@dataclass(frozen=True, slots=True)
class Arrangement:
    """An interview that somebody made ahead. What is None is as the installation has it."""

    role: str = ""
    """The position that is to be filled."""
    job_description: str = ""
    questions: int | None = None
    minutes: float | None = None
    by: str = ""
    """Who made it, as the audit log calls them."""

    def to_json(self) -> dict[str, Any]:
        """For the record."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Arrangement:
        """From the record; fields of later versions are left out."""
        return cls(**{name: data[name] for name in cls.__dataclass_fields__ if name in data})

    def limit(self, policy: Policy) -> Policy:
        """The installation's policy with this interview's own limits."""
        return replace(
            policy,
            questions=policy.questions if self.questions is None else self.questions,
            seconds=policy.seconds if self.minutes is None else self.minutes * 60,
        )
