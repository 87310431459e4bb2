"""A session as JSON, as text and as Markdown."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Literal

from intervue.sessions.plain import escaped, escaped_within, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from intervue.sessions.schema import Facts, SessionExport

Format = Literal["json", "text", "markdown"]

WIDTH = 80
SUFFIXES: dict[Format, str] = {"json": ".json", "text": ".txt", "markdown": ".md"}
WHERE = {
    "new": "not begun",
    "warm_up": "in the warm-up",
    "main": "in the main part",
    "wrap_up": "in the wrap-up",
    "goodbye": "at the goodbye",
}
SPEAKERS = {"interviewer": "Interviewer", "candidate": "Candidate"}


def rendered(session: SessionExport, form: Format, width: int = WIDTH) -> str:
    """The session in a format, ending with a line break. Text is wrapped at `width` columns."""
    if form == "json":
        return as_json(session)
    return as_text(session, width) if form == "text" else as_markdown(session)


def as_json(session: SessionExport) -> str:
    """ASCII alone, so that half a surrogate pair survives and no terminal obeys anything in it."""
    return json.dumps(session.model_dump(), indent=2) + "\n"


def as_text(session: SessionExport, width: int = WIDTH) -> str:
    """Facts, then the transcript."""
    lines = [f"{name + ':':12}{value}" for name, value in described(session.session)]
    for entry in session.transcript:
        lines += ["", f"{entry.sequence}. {SPEAKERS[entry.role]}  {clock(entry.at)}"]
        # A word longer than the line is cut: nobody says one, and it would run out of any window.
        lines += textwrap.wrap(plain(entry.text), width, initial_indent="   ", subsequent_indent="   ") or ["   -"]
    if not session.transcript:
        lines += ["", "Nothing was said."]
    return "\n".join(lines) + "\n"


def as_markdown(session: SessionExport) -> str:
    """The same; what people said is shown word for word, whatever it looks like."""
    lines = [f"# Interview {escaped_within(session.session.id)}", ""]
    lines += [f"- **{name}:** {escaped_within(value)}" for name, value in described(session.session)[1:]]
    lines += ["", "## Transcript"]
    for entry in session.transcript:
        lines += ["", f"**{SPEAKERS[entry.role]}** ({entry.sequence}, {clock(entry.at)})", ""]
        lines += [f"> {escaped(entry.text)}"]
    if not session.transcript:
        lines += ["", "Nothing was said."]
    return "\n".join(lines) + "\n"


def described(facts: Facts) -> list[tuple[str, str]]:
    """Name and value of each fact, for people."""
    ended = facts.ended_because or "for no recorded reason"
    return [
        ("Session", plain(facts.id)),
        *([("Position", plain(facts.role))] if facts.role else []),
        ("Candidate", plain(facts.candidate or "-")),
        ("State", f"{facts.state} ({WHERE.get(facts.phase, 'in a part that a later version wrote')})"),
        ("Opened", moment(facts.opened_at)),
        ("Started", moment(facts.started_at) if facts.started_at else "-"),
        ("Last event", moment(facts.last_event_at)),
        ("Ended", f"{moment(facts.ended_at)}, {words(ended)}" if facts.ended_at else "-"),
        ("Minutes", f"{facts.minutes:.1f}"),
        ("Turns", str(facts.turns)),
    ]


def words(name: str) -> str:
    """A phase or a reason for people: "wrap_up" is "wrap up"."""
    return plain(name).replace("_", " ")


def moment(at: str) -> str:
    """An ISO time for people, to the minute."""
    return f"{at[:10]} {at[11:16]} UTC"


def clock(at: str) -> str:
    """The time of day of an ISO time."""
    return f"{at[11:19]} UTC"


def table(rows: list[Facts]) -> str:
    """One line per session."""
    columns: list[tuple[str, Callable[[Facts], str]]] = [
        ("session", lambda it: plain(it.id)),
        ("candidate", lambda it: textwrap.shorten(plain(it.candidate or "-"), 24, placeholder="...")),
        ("started (UTC)", lambda it: moment(it.started_at)[:16] if it.started_at else "-"),
        ("last event", lambda it: moment(it.last_event_at)[:16]),
        ("phase", lambda it: f"{words(it.phase)}{', ended' if it.state == 'ended' else ''}"),
        ("turns", lambda it: f"{it.turns:>5}"),
        ("minutes", lambda it: f"{it.minutes:>7.1f}"),
    ]
    if any(row.role for row in rows):
        columns.insert(2, ("position", lambda it: textwrap.shorten(plain(it.role or "-"), 24, placeholder="...")))
    cells = [[name for name, _ in columns], *([cell(row) for _, cell in columns] for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(columns))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells
    )
