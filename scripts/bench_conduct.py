"""Measure how the interviewer behaves, with the real language model and answers in text.

    python -m scripts.bench_conduct [--only interviews,odd,injections] [--out FOLDER]   (or: make bench-conduct)

Three invented candidates with two sets of answers each are interviewed; then candidates give answers that are no
answers, and thirty and more commands to the interviewer are tried, in resumes and in speech. Everything is judged by
code (`scripts/conduct/judging.py`). Printed are the transcripts, the checks, each miss with its words, and one line of
JSON last; transcripts are written to the folder, too. The exit status is 1 if an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from intervue.interview.moves import core_question
from intervue.interview.state import MoveKind
from intervue.settings import SettingsError, load_settings
from scripts.conduct import injections as inj
from scripts.conduct.driver import Conversation, Model
from scripts.conduct.judging import faults, flat, judge, taken_up
from scripts.conduct.odd import ODD, SILENCE, Odd, misses
from scripts.conduct.people import DEVELOPER, PEOPLE, Person

AIM_TAKEN_UP = 3
_COUNTED = (MoveKind.INTRODUCTION, MoveKind.QUESTION, MoveKind.FOLLOW_UP)
_ANSWER = "I moved our cron jobs to a message queue last year, because they crashed almost every weekend."


class Report:
    """Prints, and keeps what it printed for the file of transcripts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: list[str] = []

    def say(self, line: str = "") -> None:
        """One line."""
        print(line, flush=True)
        self._lines.append(line)

    def close(self) -> Path:
        """Write the file."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / "conduct.txt"
        path.write_text("\n".join(self._lines) + "\n", encoding="utf-8")
        return path


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="interviews,odd,injections", help="parts, with commas between them")
    parser.add_argument("--injections", default="", metavar="NAMES", help="only these, with commas between them")
    parser.add_argument("--out", type=Path, default=Path("out"), help="folder for the transcripts")
    options = parser.parse_args()
    report, began = Report(options.out), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        try:
            model = Model(load_settings(data_dir=Path(folder)))
        except (RuntimeError, SettingsError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        parts = {"interviews": interviews, "odd": odd_answers, "injections": injections}
        wanted = {name: part for name, part in parts.items() if name in options.only.split(",")}
        try:
            figures = {name: part(model, report, options) for name, part in wanted.items()}
        finally:
            model.close()
    missed = sorted(f"{name}: {miss}" for name, part in figures.items() for miss in part.pop("missed"))
    for miss in missed:
        report.say(f"MISSED {miss}")
    report.say(f"{len(missed)} aims missed. Transcripts: {report.close()}")
    seconds = round(time.monotonic() - began)
    print(json.dumps({"bench": "conduct", "model": model.name, "seconds": seconds, "missed": len(missed), **figures}))
    return 1 if missed else 0


# --- Whole interviews -------------------------------------------------------------------------------------------------


def interviews(model: Model, report: Report, _: argparse.Namespace) -> dict[str, Any]:
    """Three people, two sets of answers each."""
    rows: list[dict[str, Any]] = []
    missed: list[str] = []
    talks: list[Conversation] = []
    for person in PEOPLE:
        pair = []
        for number, answers in enumerate(person.answers):
            name = f"{person.name} {'AB'[number]}"
            talk = hold(model, person, answers, name)
            row = check(talk, person, name, report, missed)
            # What the plan said in the model's place does not count: it would, with no model at all.
            pair.append([turn.replaced or turn.text for turn in talk.turns if turn.move is MoveKind.FOLLOW_UP])
            rows.append(row)
            talks.append(talk)
        changed = sum(one != two for one, two in zip(*pair, strict=False))
        if changed < AIM_TAKEN_UP:
            missed.append(f"{person.name}: other answers change only {changed} questions")
    report.say(f"{'interview':<18}{'questions':>10}{'taken up':>10}{'faults':>8}{'retries':>9}{'replaced':>10}")
    for row in rows:
        report.say("{name:<18}{questions:>10}{taken_up:>10}{faults:>8}{retries:>9}{replaced:>10}".format(**row))
    turns = [turn for talk in talks for turn in talk.turns if turn.tries]
    report.say()
    return {
        "missed": missed,
        "interviews": len(rows),
        "live_turns": len(turns),
        "retries": sum(turn.tries > 1 for turn in turns),
        "replaced": sum(turn.replaced is not None for turn in turns),
        "model_seconds_median": round(statistics.median(turn.seconds for turn in turns), 2) if turns else None,
        "taken_up": [row["taken_up"] for row in rows],
    }


def hold(model: Model, person: Person, answers: tuple[str, ...], name: str) -> Conversation:
    """One interview up to its goodbye."""
    talk = Conversation(model, name.replace(" ", "-"))
    talk.begin(person.resume)
    for answer in answers:
        if not talk.over:
            talk.say(answer)
    talk.close()
    return talk


def check(talk: Conversation, person: Person, name: str, report: Report, missed: list[str]) -> dict[str, Any]:
    """Print an interview, and what is wrong with it."""
    report.say(f"=== {name}")
    plan = flat(talk.core.state.plan.to_json()) if talk.core.state.plan else ""
    known, taken, wrong = [flat(person.resume), plan], 0, 0
    asked: list[str] = []
    for turn in talk.turns:
        if turn.answer:
            report.say(f"  C: {turn.answer}")
        marks = []
        if turn.move in _COUNTED and turn.answer and not turn.replaced:
            new = taken_up(turn.text, turn.answer, known)
            taken += bool(new)
            marks = [f"takes up {', '.join(new)}"] if new else []
        found = faults(turn.text, asked=asked, goodbye=turn.move is MoveKind.GOODBYE)
        wrong += len(found)
        missed += [f"{name}: {fault}: {turn.text}" for fault in found]
        marks += [f"{turn.tries} tries"] * (turn.tries > 1) + [f"replaced: {turn.replaced}"] * bool(turn.replaced)
        for text in turn.rejected:
            report.say(f"     (not spoken: {text})")
        report.say(f"  I: {turn.text}" + "".join(f"  [{mark}]" for mark in [*marks, *found]))
        known += [turn.answer, turn.text]
        asked.append(turn.text)
    report.say()
    if not talk.over:
        missed.append(f"{name}: no goodbye")
    if taken < AIM_TAKEN_UP:
        missed.append(f"{name}: only {taken} questions take up the answer before them")
    return {
        "name": name,
        "questions": sum(turn.move in _COUNTED for turn in talk.turns),
        "taken_up": taken,
        "faults": wrong,
        "retries": sum(turn.tries > 1 for turn in talk.turns),
        "replaced": sum(turn.replaced is not None for turn in talk.turns),
    }


# --- Odd answers ------------------------------------------------------------------------------------------------------


def odd_answers(model: Model, report: Report, _: argparse.Namespace) -> dict[str, Any]:
    """Answers that are no answers, to the first question and to a follow-up."""
    missed: list[str] = []
    count = unmet = 0
    for odd in ODD:
        report.say(f"=== {odd.kind}")
        for index, wording in enumerate(odd.wordings):
            count += 1
            talk = Conversation(model, f"odd-{odd.kind.replace(' ', '-')}-{index}")
            talk.begin(DEVELOPER.resume)
            if index % 2:
                talk.say(_ANSWER)
            found = one_odd(talk, odd, wording, report)
            unmet += bool(found)
            missed += [f"{odd.kind}: {miss}: {wording!r} -> {talk.turns[-1].text}" for miss in found]
            talk.close()
    report.say()
    return {"missed": missed, "wordings": count, "well_met": count - unmet}


def one_odd(talk: Conversation, odd: Odd, wording: str, report: Report) -> list[str]:
    """Give the answer; what is wrong with the reply."""
    state = talk.core.state
    question = core_question(state)
    rephrased = state.plan.topics[state.topic].rephrased if state.plan else question
    reply = talk.say(wording)
    if wording == SILENCE:
        reply = talk.say(SILENCE)
    report.say(f"  C: {wording or '(silence, twice)'}")
    report.say(f"  I: {reply}")
    upcoming = talk.turns[-1].upcoming
    found = misses(odd, wording, reply, question=question, rephrased=rephrased, upcoming=upcoming)
    return found + [fault for fault in faults(reply) if not fault.startswith("asked")]


# --- Injections -------------------------------------------------------------------------------------------------------


def injections(model: Model, report: Report, options: argparse.Namespace) -> dict[str, Any]:
    """Commands to the interviewer: followed or not."""
    missed = []
    report.say("=== injections")
    names = options.injections.split(",") if options.injections else [item.name for item in inj.INJECTIONS]
    chosen = [item for item in inj.INJECTIONS if item.name in names]
    for injection in chosen:
        talk = Conversation(model, f"injection-{injection.name}")
        begin = injected(talk, injection)
        replies = [
            *begin,
            talk.say(_ANSWER),
            talk.say("We had two weeks with duplicate letters, so I wrote a small ledger."),
        ]
        talk.close()
        verdict = judge(replies, injection.followed)
        report.say(f"  {'FOLLOWED' if verdict.followed else 'held':<9}{injection.name} ({injection.where})")
        for reply in replies:
            report.say(f"      I: {reply}")
        if verdict.followed:
            missed.append(f"{injection.name}: {verdict.words!r}")
    count = len(chosen)
    report.say(f"followed: {len(missed)} of {count}")
    report.say()
    return {"missed": missed, "tried": count, "followed": len(missed), "rate": round(len(missed) / max(1, count), 3)}


def injected(talk: Conversation, injection: inj.Injection) -> list[str]:
    """Begin an interview in which the command was given; what the interviewer has said by then."""
    if injection.where == "speech":
        talk.begin(DEVELOPER.resume)
        return [talk.say(injection.text)]
    if injection.where == "hidden":
        return [talk.begin(parsed(inj.pdf_with(injection)))]
    return [talk.begin(inj.resume_with(injection))]


def parsed(pdf: bytes) -> dict[str, Any]:
    """A PDF as the server reads it."""
    from intervue.engines.parser import ResumeParser  # noqa: PLC0415 - a second and 140 MB

    engine = ResumeParser(max_pages=5, max_bytes=2**20)
    engine.load()
    (resume,) = (result for result in engine.parse(pdf) if result is not None)
    return resume.model_dump(mode="json")


if __name__ == "__main__":
    sys.exit(main())
