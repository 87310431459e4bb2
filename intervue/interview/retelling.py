"""Says a line of a resume in a sentence, whatever its grammar: "Cut ...", "Reducing ...", "Look after ..."."""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PAST = _set(
    "led built cut grew wrote ran made won sold took held kept taught brought drove began put met gave found bought "
    "oversaw spent sent dealt fought rose spoke spun stood sped split spread shot rebuilt rewrote undertook chose drew "
    "flew hit paid shut became came did went had saw upheld thought"
)
_BASE = _set(
    "act adapt administer advise analyse analyze answer apply arrange assess assign assist attend audit automate "
    "build buy calculate care carry check clean coach collaborate collect communicate compile conduct configure "
    "consult contribute control convert cook coordinate create deal debug define deliver deploy design determine "
    "develop direct document draft drive edit educate enable encourage ensure establish evaluate examine execute "
    "expand explain facilitate fix follow forecast generate give guide handle help hire identify implement "
    "improve increase inform initiate inspect install integrate introduce investigate keep launch lead learn "
    "liaise look maintain make manage measure mentor migrate minimise minimize model monitor motivate move "
    "negotiate operate optimise optimize organise organize oversee own participate perform pick plan prepare "
    "present prevent process produce program promote propose protect provide publish purchase receive recommend "
    "record recruit reduce refactor repair report represent research resolve review run schedule secure sell "
    "serve set ship sort steer streamline strengthen supervise supply support take teach test track train "
    "translate treat troubleshoot update upgrade use validate verify visit work write"
)
_NO_PAST = _set("need speed seed feed embed bed shed red breed indeed")
_BEING = _set("responsible accountable charged tasked involved engaged employed")
_GERUND_NOUNS = _set("string spring king ring thing building engineering marketing nursing housing")


def retold(line: str, company: str, *, current: bool) -> str:
    """A whole sentence that tells the candidate what their resume says of `company`.

    `line` has no full stop at its end. `current`: whether the candidate still works there.
    """
    line = line.removeprefix("I ").strip()
    word, _, rest = line.partition(" ")
    first = word.casefold().strip(",")
    if first.endswith("ly") and _is_past(rest.partition(" ")[0].casefold()):
        return f"Your resume says that at {company} you {first} {rest}."
    if first in _BEING:
        return f"Your resume says that at {company} you {'are' if current else 'were'} {first} {rest}."
    if _is_past(first):
        return f"Your resume says that at {company} you {first} {rest}."
    base = first if first in _BASE else _third_person(first)
    if base:
        return f"One of your tasks at {company} {'is' if current else 'was'} to {base} {rest}."
    if first.endswith("ing") and first not in _GERUND_NOUNS:
        return f"About your work at {company}, your resume mentions {first} {rest}."
    return f"About your work at {company}, your resume mentions this: {line}."


def _is_past(word: str) -> bool:
    return word in _PAST or (word.endswith("ed") and word not in _NO_PAST)


def _third_person(word: str) -> str:
    """The verb of "manages", "supplies", "coaches"; empty if it is none that is known."""
    candidates = (word[:-1], word[:-2], f"{word[:-3]}y") if word.endswith("s") else ()
    return next((candidate for candidate in candidates if candidate in _BASE), "")
