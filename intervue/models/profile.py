"""Fetching what a profile asks for: for each role the first model that can be had."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intervue.models.report import FetchError

if TYPE_CHECKING:
    from intervue.models.catalog import Catalog, ProfileName
    from intervue.models.fetch import Fetcher

ROLE_NAMES = {"stt": "speech recognition", "live": "live words", "llm": "language model", "tts": "voice"}


@dataclass(slots=True)
class Outcome:
    """What became of one role: the model that serves it (None: there is none), and why it is this one."""

    role: str
    model_id: str | None = None
    why: str = ""
    passed_over: list[str] = field(default_factory=list)

    def sentence(self) -> str:
        """One line for the console."""
        name = ROLE_NAMES[self.role]
        if self.model_id is None:
            return f"{name}: none ({self.why or ', '.join(self.passed_over) + ' cannot be had now'})"
        return f"{name}: {self.model_id} ({self.why})"


def fetch_profile(catalog: Catalog, profile: ProfileName, fetcher: Fetcher, *, upgrade: bool = False) -> list[Outcome]:
    """Serve every role of the profile; a role that has an acceptable model asks no network.

    `upgrade`: try for a better model than the one that is there.
    """
    return [
        _serve(catalog, role, ids, fetcher, upgrade=upgrade)
        for role, ids in catalog.profiles[profile].roles().items()
        if ids
    ]


def lacking(outcomes: list[Outcome]) -> list[str]:
    """The roles without which there is no interview. Live recognition alone will do for recognition."""
    served = {outcome.role for outcome in outcomes if outcome.model_id is not None}
    if "live" in served:
        served.add("stt")
    return [role for role in ("stt", "llm", "tts") if role not in served]


def _serve(catalog: Catalog, role: str, ids: tuple[str, ...], fetcher: Fetcher, *, upgrade: bool) -> Outcome:
    outcome = Outcome(role)
    there = [model_id for model_id in ids if fetcher.has(catalog.get(model_id))]
    if there and (problems := fetcher.damage(catalog.get(there[0]))):
        fetcher.note(f"{there[0]} is damaged: {'; '.join(problems)}. It is fetched again.")
        there, upgrade = there[1:], True
    if there and not upgrade:
        outcome.model_id = there[0]
        outcome.why = "is there already" if there[0] == ids[0] else f"is there already, in place of {ids[0]}"
        return outcome
    if role == "live" and fetcher.offline:
        outcome.why = f"{ids[0]} is not here, and no network is asked"
        return outcome
    if role == "live" and not upgrade and fetcher.failed_lately(ids[0]):
        outcome.why = f"{ids[0]} could not be had lately; `intervue models fetch --upgrade` tries again"
        return outcome
    for model_id in ids:
        if model_id in there:
            outcome.model_id, outcome.why = model_id, "is there already"
            break
        try:
            origin = fetcher.fetch(catalog.get(model_id))
        except FetchError:
            outcome.passed_over.append(model_id)
        else:
            outcome.model_id, outcome.why = model_id, f"from {origin}"
            break
    if outcome.model_id is not None and outcome.passed_over:
        outcome.why += f", because {' and '.join(outcome.passed_over)} cannot be had now"
    elif outcome.model_id == ids[0]:
        outcome.why += "; the first choice"
    return outcome
