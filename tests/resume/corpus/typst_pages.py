"""Layouts set by Typst, in the manner of the LaTeX classes that people use. Templates: `typst/*.typ`.

To make them: `pip install typst`, and the fonts EB Garamond, Font Awesome 4, Lato, Latin Modern, Liberation, Linux
Libertine, Open Sans and Roboto (Debian: `fonts-ebgaramond fonts-font-awesome fonts-lato fonts-lmodern ...`). Typst sets
another font in place of a missing one and says nothing.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial
from importlib import import_module
from pathlib import Path

from tests.resume.corpus.layout import Layout
from tests.resume.corpus.model import Made, Person, truth

TEMPLATES = Path(__file__).parent / "typst"
PRODUCER = "typst"
STREETS = {
    "chef": "Calle Los Aromos 1420",
    "teacher": "58 Maple Hollow Crescent",
    "warehouse": "14 Tanner's Row",
    "beveiliging": "Wilgenkade 27",
}
"""Where somebody lives, on the pages that print it: no part of the truth."""


def _make(person: Person, *, name: str, wording: int, oldest_first: bool = False, tagged: bool = False) -> Made:
    typst = import_module("typst")  # a producer: needed to make pages only
    if oldest_first:
        person = replace(person, jobs=person.jobs[::-1])
    data = {
        "person": asdict(person),
        "words": _words(person.page_language, wording),
        "street": STREETS.get(person.slug, ""),
    }
    pdf: bytes = typst.compile(
        TEMPLATES / f"{name}.typ",
        root=TEMPLATES,
        sys_inputs={"data": json.dumps(data)},
        timestamp=1_700_000_000,
        pdf_tags=tagged,
    )
    return Made(layout=f"{name}-typst", person=person.slug, pdf=pdf, truth=truth(person))


def _words(language: str, wording: int) -> dict[str, str]:
    """Headings and labels of a language; `wording` counts round where a language has fewer."""
    wordings: list[dict[str, str]] = json.loads((TEMPLATES / "words.json").read_text("utf-8"))[language]
    return wordings[wording % len(wordings)]


def _layout(name: str, people: str, *, wording: int, oldest_first: bool = False, tagged: bool = False) -> Layout:
    make = partial(_make, name=name, wording=wording, oldest_first=oldest_first, tagged=tagged)
    return Layout(f"{name}-typst", PRODUCER, tuple(people.split()), make)


LAYOUTS: tuple[Layout, ...] = (
    _layout("plain", "developer accountant pilot sociale", wording=0),
    _layout("margin", "nurse analyst mechaniker lawyer", wording=1),
    _layout("band", "product electrician hotelaria", wording=2, tagged=True),
    _layout("sidebar", "chef teacher beveiliging pharmacist", wording=1, tagged=True),
    _layout("halves", "sales architect risorse", wording=0),
    _layout("third", "civil designer warehouse periodista", wording=2),
    _layout("timeline", "translator pharmacist sociale", wording=1, tagged=True),
    _layout("rows", "warehouse mechaniker biologist", wording=3),
    _layout("front", "lawyer nurse risorse", wording=3, oldest_first=True),
    _layout("roles", "nurse product analyst lawyer", wording=2),
    _layout("flow", "developer product mechaniker lawyer", wording=1),
    _layout("long", "biologist civil nurse", wording=0),
)
