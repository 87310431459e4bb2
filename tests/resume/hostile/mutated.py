"""Damaged copies of good files, always the same for the same seed."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.resume.pages import developer, nurse, sales_manager, teacher

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "files"
SEED = 5
MAX_BASE = 60_000
"""Bytes of a file of the corpus up to which it is taken: larger ones are mostly fonts."""
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBER = re.compile(rb"\d+")
_PIECES = (
    b"/Type/Pages",
    b" 999999999999 0 R ",
    b" 1 0 R ",
    b"endstream endobj",
    b"<<",
    b"]",
    b"/Length -1",
    b"/Filter/LZWDecode",
    b"%",
    b"(",
)


def mutants(count: int) -> Iterator[tuple[str, bytes]]:
    """`count` damaged files, each with a name that tells what was done to which."""
    luck = random.Random(SEED)
    good = bases()
    ways = [flipped, cut, spliced, shuffled, renumbered, inserted]
    for number in range(count):
        name, data = good[number % len(good)]
        other = good[luck.randrange(len(good))][1]
        way = ways[number // len(good) % len(ways)]
        yield f"{number} {way.__name__} {name}", way(data, other, luck)


def bases() -> Sequence[tuple[str, bytes]]:
    """Good files, one of each layout, with their names."""
    makers = {"developer": developer, "nurse": nurse, "sales manager": sales_manager, "teacher": teacher}
    made = [(name, make()) for name, make in makers.items()]
    # One of each layout; their order of names does not change with the machine.
    layouts: dict[str, Path] = {}
    for path in sorted(CORPUS.glob("*.pdf")):
        if path.stat().st_size <= MAX_BASE:
            layouts.setdefault(path.name.partition("--")[0], path)
    return made + [(path.stem, path.read_bytes()) for path in layouts.values()]


def flipped(data: bytes, _: bytes, luck: random.Random) -> bytes:
    """Some bytes, or the bits of some bytes, are others."""
    out = bytearray(data)
    for _index in range(luck.choice([1, 5, 50, 500])):
        place = luck.randrange(len(out))
        out[place] = luck.choice([out[place] ^ (1 << luck.randrange(8)), luck.randrange(256)])
    return bytes(out)


def cut(data: bytes, _: bytes, luck: random.Random) -> bytes:
    """The end, the beginning or a piece of the middle is gone."""
    first, second = sorted((luck.randrange(len(data)), luck.randrange(len(data))))
    return luck.choice([data[:second], data[:9] + data[first:], data[:first] + data[second:]])


def spliced(data: bytes, other: bytes, luck: random.Random) -> bytes:
    """Objects of another file stand in the place of some of its own."""
    strange = [match[0] for match in _OBJECT.finditer(other)] or [other[:500]]
    return _OBJECT.sub(lambda match: luck.choice(strange) if luck.random() < 0.15 else match[0], data)


def shuffled(data: bytes, _: bytes, luck: random.Random) -> bytes:
    """Its streams have changed places."""
    bodies = [match[1] for match in _STREAM.finditer(data)]
    luck.shuffle(bodies)
    left = iter(bodies)
    return _STREAM.sub(lambda _match: b"stream\n" + next(left) + b"\nendstream", data)


def renumbered(data: bytes, _: bytes, luck: random.Random) -> bytes:
    """Some numbers are others: lengths, references, places, sizes."""
    values = (b"0", b"1", b"3", b"65535", b"2147483648", b"99999999999999999999")
    return _NUMBER.sub(lambda match: luck.choice(values) if luck.random() < 0.03 else match[0], data)


def inserted(data: bytes, _: bytes, luck: random.Random) -> bytes:
    """Pieces of syntax stand where they do not belong."""
    out = data
    for _index in range(luck.randint(1, 20)):
        place = luck.randrange(len(out))
        out = out[:place] + luck.choice(_PIECES) + out[place:]
    return out
