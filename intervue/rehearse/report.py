"""What a rehearsal leaves behind: a table, and files."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, Any

from rich.table import Table

from intervue.rehearse.recording import mix
from intervue.rehearse.sound import seconds

if TYPE_CHECKING:
    from pathlib import Path

    from intervue.rehearse.candidate import Rehearsal, Turn

_STAGES = ("transcript", "reply", "audio", "total")


def timings(turn: Turn) -> dict[str, float | None]:
    """Seconds: sent -> candidate's transcript -> interviewer's transcript -> audio, and from first to last."""
    before_reply = turn.heard if turn.answer else turn.sent
    return {
        "transcript": _between(turn.sent, turn.heard),
        "reply": _between(before_reply, turn.replied),
        "audio": _between(turn.replied, turn.spoken),
        "total": _between(turn.sent, turn.spoken),
    }


def summary(rehearsal: Rehearsal) -> dict[str, dict[str, float]]:
    """Median and maximum of each stage over all answers (the introduction is not one), in seconds."""
    rows = [timings(turn) for turn in rehearsal.turns if turn.answer]
    found: dict[str, dict[str, float]] = {}
    for stage in _STAGES:
        values = [value for row in rows if (value := row[stage]) is not None]
        if values:
            found[stage] = {"median": round(statistics.median(values), 3), "max": round(max(values), 3)}
    return found


def table(rehearsal: Rehearsal) -> Table:
    """The timings of all turns, for the terminal."""
    made = Table(title="Seconds from the candidate's audio to the interviewer's", title_justify="left")
    for column in ("turn", "answer", *_STAGES):
        made.add_column(column, justify="right")
    number = 0
    for turn in rehearsal.turns:
        number += turn.answer is not None
        length = f"{seconds(turn.answer.samples):.1f} s" if turn.answer else ""
        made.add_row(str(number) if turn.answer else "start", length, *map(_shown, timings(turn).values()))
    figures = summary(rehearsal)
    for name in ("median", "max"):
        made.add_row(name, "", *(_shown(figures.get(stage, {}).get(name)) for stage in _STAGES), style="bold")
    return made


def save(rehearsal: Rehearsal, url: str, out: Path) -> Path:
    """Write the JSON, and a folder beside it with all audio and the whole conversation. Returns the folder."""
    folder = out.with_name(out.stem + "-audio")
    folder.mkdir(parents=True, exist_ok=True)
    files: list[dict[str, str]] = []
    for number, turn in enumerate(rehearsal.turns):
        named: dict[str, str] = {}
        if turn.recording:
            named["answer"] = f"{number:02}-1-candidate.{'wav' if turn.recording[:4] == b'RIFF' else 'webm'}"
            (folder / named["answer"]).write_bytes(turn.recording)
        if turn.reply_mp3:
            named["reply"] = f"{number:02}-2-interviewer.mp3"
            (folder / named["reply"]).write_bytes(turn.reply_mp3)
        files.append(named)
    if rehearsal.parts:
        (folder / "conversation.mp3").write_bytes(mix(rehearsal.parts))
    out.write_text(
        json.dumps(_document(rehearsal, url, folder.name, files), indent=2, ensure_ascii=False) + "\n", "utf-8"
    )
    return folder


def _document(rehearsal: Rehearsal, url: str, folder: str, files: list[dict[str, str]]) -> dict[str, Any]:
    contract = rehearsal.contract
    return {
        "url": url,
        "session_id": rehearsal.session_id,
        "violations": [{"at": it.at, "text": it.text} for it in contract.violations],
        "errors": contract.errors,
        "transcript": [
            {"at": round(it.at, 3), "role": it.role, "text": it.text, "sequence": it.sequence}
            for it in contract.transcript
        ],
        "turns": [
            {
                "said": turn.answer.text if turn.answer else None,
                "understood": turn.heard_text,
                "reply": turn.reply_text,
                "answer_seconds": round(seconds(turn.answer.samples), 3) if turn.answer else None,
                "timings": {name: _rounded(value) for name, value in timings(turn).items()},
                "files": named,
            }
            for turn, named in zip(rehearsal.turns, files, strict=True)
        ],
        "summary": summary(rehearsal),
        "audio_folder": folder,
        "messages": rehearsal.messages,
    }


def _between(start: float | None, end: float | None) -> float | None:
    return None if start is None or end is None else end - start


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
