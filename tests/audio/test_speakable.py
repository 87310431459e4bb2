"""What is written, and what is said."""

from __future__ import annotations

import json
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervue.audio.clauses import split_for_voice
from intervue.audio.lexicon import lexicon, pronounce
from intervue.audio.speakable import speakable
from tests.model_paths import model_path

NUMBERS = [
    ("3 teams and 1,250 users", "three teams and one thousand two hundred fifty users"),
    ("In 2019 and 2005.", "In twenty nineteen and two thousand five."),
    ("2017-2019", "twenty seventeen to twenty nineteen"),
    ("from 2017\u20132019 at Acme", "from twenty seventeen to twenty nineteen at Acme"),
    ("2020-present", "twenty twenty to present"),
    ("3-5 years", "three to five years"),
    ("a 9-5 job", "a nine to five job"),
    ("10-20%", "ten to twenty percent"),
    ("99.99%", "ninety-nine point nine nine percent"),
    ("0.5 and 3.14", "zero point five and three point one four"),
    ("Python 3.11 and version 1.2.3", "Python three point eleven and version one point two point three"),
    ("v2.0", "version two point zero"),
    ("1st, 2nd, 21st", "first, second, twenty-first"),
    ("the 1990s and the 90s", "the nineteen nineties and the nineties"),
    ("-5 degrees", "minus five degrees"),
    ("1/2, 3/4, 9/10", "one half, three quarters, nine out of ten"),
    ("007", "zero zero seven"),
    ("\u0661\u0662 items", "twelve items"),
    ("5+ years", "five plus years"),
    ("a team of 12.", "a team of twelve."),
    ("GPT-4, UTF-8", "G.P.T four, U.T.F eight"),
    ("EC2 and S3", "E.C two and S three"),
    ("#1 and No. 5", "number one and number five"),
    ("call 555-123-4567", "call five five five, one two three, four five six seven"),
]
MONEY_AND_UNITS = [
    ("$120k", "one hundred twenty thousand dollars"),
    ("$3.5M", "three point five million dollars"),
    ("$4.99, $1", "four dollars and ninety-nine cents, one dollar"),
    ("\u20ac50-60k", "fifty to sixty thousand euros"),
    ("50 EUR", "fifty euros"),
    ("a $5,000 bonus", "a five thousand dollar bonus"),
    ("200ms, 1.5 s, 1 ms", "two hundred milliseconds, one point five seconds, one millisecond"),
    ("a 200 ms delay", "a two hundred millisecond delay"),
    ("64 GB", "sixty-four gigabytes"),
    ("10k users and 3x faster", "ten thousand users and three times faster"),
    ("100 MB/s", "one hundred megabytes per second"),
    ("500 req/s", "five hundred requests per second"),
    ("<100ms", "less than one hundred milliseconds"),
    ("20\u00b0C", "twenty degrees C"),
]
TIMES = [
    ("10:30 am", "ten thirty A.M"),
    ("at 9am.", "at nine A.M."),
    ("10:00", "ten o'clock"),
    ("14:05", "fourteen oh five"),
    ("May 5th, 2020", "May fifth, twenty twenty"),
    ("Jan 2020", "January twenty twenty"),
    ("2023-05-12", "May twelfth, twenty twenty-three"),
    ("05/2020", "May twenty twenty"),
    ("24/7 support", "twenty-four seven support"),
]
WORDS = [
    ("e.g. this, i.e. that", "for example this, that is that"),
    ("vs. theirs, etc.", "versus theirs, et cetera."),
    ("logs, etc. Then we left", "logs, et cetera. Then we left"),
    ("Dr. Smith, approx. 3", "Doctor Smith, approximately three"),
    ("your CV, HR and SQL", "your C.V, H.R and S.Q.L"),
    ("APIs on AWS.", "A.P.I's on A.W.S."),
    ("REST, JSON and STAR", "REST, JSON and STAR"),
    ("in the U.S. team", "in the U.S team"),
    ("CI/CD pipelines", "C.I C.D pipelines"),
    ("TCP/IP and I/O", "T.C.P I.P and I.O"),
    ("C++, C# and .NET", "C plus plus, C sharp and dot net"),
    ("Node.js and ASP.NET", "Node J.S and A.S.P dot net"),
    ("p99 latency", "p ninety-nine latency"),
    ("and/or", "and or"),
    ("an A/B test", "an A.B test"),
    ("R&D", "R and D"),
    ("a -> b", "a to b"),
    ("a\u2192b", "a to b"),
    ("K8s on IoT", "Kubernetes on I.O.T"),
    ("a PhD", "a P.H.D"),
    ("THIS IS VERY IMPORTANT", "THIS IS VERY IMPORTANT"),
    ("Tell me about your resume.", "Tell me about your r\u00e9sum\u00e9."),
    ("Let us resume.", "Let us resume."),
    ("don't, O'Brien's", "don't, O'Brien's"),
    ("M\u00fcller, \u0141ukasz, Nguy\u1ec5n", "M\u00fcller, Lukasz, Nguyen"),
]
ADDRESSES = [
    ("See https://www.example.com/jobs?x=1.", "See example dot com slash jobs."),
    ("on example.com, or", "on example dot com, or"),
    ("jane.doe@example.com!", "jane dot doe at example dot com!"),
    ("in main.py", "in main dot pie"),
    ("#MachineLearning", "hashtag MachineLearning"),
]
MARKUP = [
    ("**bold**, _soft_ and `code`", "bold, soft and code"),
    ("# Title\n\n- one\n- two\n1. three", "Title. one. two. three."),
    ("[our page](https://example.com/a)", "our page"),
    ("```python\nrun it\n```", "run it"),
    ("<speak>Hi<break time='1s'/></speak> <|im_end|>you", "Hi you"),
    ("foo_bar", "foo bar"),
    ("\u201cQuoted\u201d \u2013 it\u2019s fine\u2026 ok...", "Quoted, it's fine, ok."),
    ("that (really) works", "that, really, works"),
    ("What?! Really...? wow!!", "What? Really? wow!"),
    ("Nice \U0001f642\U0001f44d\U0001f3fd work", "Nice work"),
    ("a\x00b\ud800c\u202ed\u200be", "a bcde"),
    ("[[h\u0259l\u02c8o\u028a]]", "hlo"),
    ("\u043f\u0440\u0438\u0432\u0435\u0442 \u0645\u0631\u062d\u0628\u0627 \u4f60\u597d", ""),
    ("...", ""),
    ("", ""),
]


@pytest.mark.parametrize(
    ("written", "said"),
    [*NUMBERS, *MONEY_AND_UNITS, *TIMES, *WORDS, *ADDRESSES, *MARKUP],
    ids=lambda text: repr(text)[:30],
)
def test_what_is_written_is_said_as_a_person_would(written: str, said: str) -> None:
    assert speakable(written) == said


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=80) | st.text(alphabet="aAeE019 .,:;-/+$%#&@'[]()<>*_\n", max_size=80))
def test_whatever_is_written_only_words_and_punctuation_are_said(text: str) -> None:
    said = speakable(text)
    assert re.fullmatch(r"[A-Za-z\u00c0-\u00ff '.,;:?!-]*", said), said
    assert "  " not in said
    assert said == said.strip()


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60))
def test_no_text_can_bring_phonemes_of_its_own(text: str) -> None:
    assert "[[" not in pronounce(speakable(f"[[{text}]] [ [x] ] {text}"))


@pytest.mark.parametrize(
    "unit",
    ["\u0301\u0323", ",", ".", "?", "-", "[a](", "*a", "<a", "1,", "1.1", "a@", "a.", "\n# ", "\ufdfa", "'s", "$1 "],
)
def test_hostile_repetition_takes_time_that_grows_with_its_length_only(unit: str) -> None:
    def seconds(length: int) -> float:
        started = time.process_time()
        speakable((unit * length)[:length] + "a")
        return time.process_time() - started

    seconds(100)
    # Eight times the text: 64 times the time if it grew with the square. The constant absorbs noise in short timings.
    assert seconds(24_000) < 25 * seconds(3_000) + 0.2


def test_words_of_the_lexicon_take_their_punctuation_and_small_words_along() -> None:
    assert (
        pronounce("I used a Redis, and kafka's cache.")
        == "I used [[\u0250 \u0279\u02c8\u025bd\u026as, \u00e6nd k\u02c8\u0251\u02d0fk\u0259z]] cache."
    )
    assert pronounce("a Postgres-based store") == "[[\u0250 p\u02c8o\u028ast\u0261\u0279\u02cc\u025bs]] based store"


def test_words_that_only_contain_a_word_of_the_lexicon_are_left_alone() -> None:
    assert pronounce("redistribute the mavens") == "redistribute the mavens"


def test_words_with_capitals_in_the_lexicon_match_only_as_they_are_written() -> None:
    assert "[[" in pronounce("LaTeX")
    assert pronounce("latex gloves") == "latex gloves"


@pytest.mark.models
def test_the_voice_knows_every_phoneme_of_the_lexicon() -> None:
    voice = json.loads(
        (model_path("piper-en_US-joe-medium") / "en_US-joe-medium.onnx.json").read_text(encoding="utf-8")
    )
    words = lexicon()
    unknown = {
        word: set(phonemes) - set(voice["phoneme_id_map"])
        for word, phonemes in (*words.phonemes.items(), *words.weak.items())
        if set(phonemes) - set(voice["phoneme_id_map"])
    }
    assert unknown == {}


def test_long_text_is_cut_at_sentences_commas_conjunctions_then_words() -> None:
    assert split_for_voice("One two. Three four?", 80) == ["One two.", "Three four?"]
    assert split_for_voice("I moved the service, then I tested it", 30) == ["I moved the service,", "then I tested it"]
    assert split_for_voice("I moved the service and then I tested it", 30) == [
        "I moved the service",
        "and then I tested it",
    ]
    assert split_for_voice("alpha beta gamma delta", 12) == ["alpha beta", "gamma delta"]
    assert split_for_voice("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert split_for_voice(" ... !", 10) == []


@given(st.text(alphabet="ab ,.;and", max_size=200), st.integers(1, 40))
def test_pieces_hold_every_word_in_order_and_none_is_too_long(text: str, most: int) -> None:
    pieces = split_for_voice(text, most)
    assert all(0 < len(piece) <= most for piece in pieces)
    assert re.sub(r"\W", "", "".join(pieces)) == re.sub(r"\W", "", text)


def test_ten_thousand_words_are_cut_quickly() -> None:
    started = time.process_time()
    pieces = split_for_voice(speakable("word " * 10_000), 160)
    assert len(pieces) >= 300
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("at ABC Company", "at 'A.B.C Company"),
        ("that API", "that 'A.P.I"),
        ("at AT&T", "at 'A.T and T"),
        ("with AWS", "with A.W.S"),
        ("at BBC", "at B.B.C"),
    ],
)
def test_letters_that_begin_with_a_are_kept_from_becoming_an_article(text: str, said: str) -> None:
    assert pronounce(speakable(text)) == said
