from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intervue.interview.clauses import SHORTEST_CLAUSE, ClauseCutter, sentences


@given(st.lists(st.text(alphabet="abc ,.?;:\n", max_size=12), max_size=40))
def test_no_character_of_a_text_is_lost_or_said_twice(pieces: list[str]) -> None:
    cutter = ClauseCutter()
    clauses = [clause for piece in pieces for clause in cutter.add(piece)]
    clauses.append(cutter.rest())
    assert "".join("".join(clauses).split()) == "".join("".join(pieces).split())


def test_a_clause_is_spoken_as_soon_as_it_is_long_enough() -> None:
    cutter = ClauseCutter()
    assert cutter.add("You mentioned that the nightly runs failed,") == []
    assert cutter.add(" so") == ["You mentioned that the nightly runs failed,"]
    assert cutter.add(" no, no, ") == []
    assert cutter.rest() == "so no, no,"
    assert len("so no, no,") < SHORTEST_CLAUSE


def test_sentences_are_cut_at_their_ends_only() -> None:
    assert sentences("Hello Mara. We use Node.js 3.5 here! Ready?") == [
        "Hello Mara.",
        "We use Node.js 3.5 here!",
        "Ready?",
    ]
