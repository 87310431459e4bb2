"""The llama engine's requests over a fake model: who owns which part of the cache, whatever is cancelled when."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intervue.engines import llama
from intervue.engines.base import BadInputError, EngineError, Finished, GenerationLimits, Message, Token, Usage
from tests.engines.fake_llama import FakeContext, FakeSampler

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from pathlib import Path

    Steps = Generator[Token | Finished | None, None, None]

SYSTEM = Message("system", "Ask one short question.")
LIMITS = GenerationLimits(max_tokens=12, stop=("?",), temperature=0.0)


@pytest.fixture(autouse=True)
def _fake_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(llama, "LlamaContext", FakeContext)
    monkeypatch.setattr(llama, "Sampler", FakeSampler)


def engine(*, cells: int = 4000, sequences: int = 3, session: int = 1000, folder: Path | None = None) -> LlamaEngine:
    made = LlamaEngine(
        model_path=__file__,
        threads=1,
        context_tokens=cells,
        sequences=sequences,
        session_tokens=session,
        state_dir=str(folder) if folder else None,
        fixed_prompt=(SYSTEM,),
    )
    made.load()
    return made


class LlamaEngine(llama.LlamaGenerator):
    @property
    def model(self) -> FakeContext:
        return cast("FakeContext", cast("object", self._model))

    def audit(self) -> None:
        for slot in self._cache.slots:
            assert self.model.held(slot.sequence) == slot.tokens


def chat(name: str, *answers: str) -> list[Message]:
    messages = [SYSTEM]
    for answer in answers:
        messages += [Message("user", f"{name}: {answer}"), Message("assistant", f"Well, {name}?")]
    return messages[:-1]


def last(steps: Iterator[Token | Finished | None]) -> Finished:
    result = list(steps)[-1]
    assert isinstance(result, Finished)
    return result


def test_a_turn_reads_only_what_is_new_also_when_two_interviews_alternate() -> None:
    engine_ = engine()
    chats = {name: [SYSTEM, Message("user", f"I am {name}.")] for name in ("Ada", "Bo")}
    held = dict.fromkeys(chats, 0)
    for turn in range(4):
        for name, messages in chats.items():
            finished = last(engine_.generate(name, messages, "You said", LIMITS))
            if turn:
                assert finished.usage.reused == held[name]
            tail = 0 if finished.reason == "end" else 1
            held[name] = finished.usage.prefilled + finished.usage.reused + finished.usage.generated - tail
            messages += [Message("assistant", finished.text), Message("user", f"And then {turn}.")]


def test_what_was_read_ahead_is_not_read_again_when_the_text_has_grown() -> None:
    engine_ = engine()
    begun = [SYSTEM, Message("user", "I worked at Acme, where")]
    ahead = last(engine_.prefill("Ada", begun))
    whole = [SYSTEM, Message("user", "I worked at Acme, where I wrote firmware.")]
    finished = last(engine_.generate("Ada", whole, "", LIMITS))
    assert finished.usage.reused == ahead.usage.prefilled + ahead.usage.reused
    assert finished.text == last(engine().generate("Ada", whole, "", LIMITS)).text


def test_a_cancelled_prefill_keeps_what_it_read() -> None:
    engine_ = engine()
    messages = chat("Ada", "x" * 300)
    steps = engine_.prefill("Ada", messages)
    assert next(steps) is None
    assert next(steps) is None
    steps.close()
    engine_.audit()
    assert last(engine_.prefill("Ada", messages)).usage.reused > len("<user\n") + 30


def test_a_prefill_stands_still_while_a_reply_is_written_and_ends_when_its_session_wants_one() -> None:
    engine_ = engine()
    prefill = engine_.prefill("Ada", chat("Ada", "x" * 300))
    next(prefill)
    reply = engine_.generate("Bo", chat("Bo", "Hello."), "", LIMITS)
    next(reply)
    before = len(engine_.model.batches)
    assert next(prefill) is None
    assert len(engine_.model.batches) == before
    own = engine_.generate("Ada", chat("Ada", "Something else."), "", LIMITS)
    next(own)
    assert isinstance(next(prefill), Finished)


def test_a_reply_that_was_only_asked_for_stops_prefills_until_it_is_cancelled() -> None:
    engine_ = engine()
    prefill = engine_.prefill("Ada", chat("Ada", "x" * 300))
    next(prefill)
    before = len(engine_.model.batches)
    reply = engine_.generate("Bo", chat("Bo", "Hello."), "", LIMITS)
    next(prefill)
    assert len(engine_.model.batches) == before
    reply.close()
    next(prefill)
    assert len(engine_.model.batches) == before + 1


def test_a_long_prompt_is_read_in_small_pieces_while_another_reply_is_written() -> None:
    engine_ = engine()
    reply = engine_.generate("Bo", chat("Bo", "Hello."), "", GenerationLimits(max_tokens=60))
    next(reply)
    engine_.model.batches.clear()
    last(engine_.generate("Ada", chat("Ada", "x" * 300), "", LIMITS))
    assert max(engine_.model.batches) <= 32
    reply.close()
    engine_.model.batches.clear()
    last(engine_.generate("Cy", chat("Cy", "x" * 600), "", LIMITS))
    assert max(engine_.model.batches) > 32


def test_of_two_prompts_the_shorter_is_read_first_and_its_reply_does_not_wait_for_the_longer() -> None:
    engine_ = engine()
    long = engine_.generate("Ada", chat("Ada", "x" * 600), "", LIMITS)
    short = engine_.generate("Bo", chat("Bo", "x" * 40), "", LIMITS)
    next(long)
    next(short)
    engine_.model.batches.clear()
    by_turns = [(next(long), next(short)) for _ in range(4)]
    assert any(own for _, own in by_turns)
    assert not any(other for other, _ in by_turns)
    assert max(engine_.model.batches) <= 32
    assert last(short).text
    assert last(long).text


def test_the_least_recently_used_session_gives_up_its_sequence() -> None:
    engine_ = engine(sequences=2)
    for name in ("Ada", "Bo", "Ada", "Cy"):
        last(engine_.generate(name, chat(name, "Hello."), "", LIMITS))
    prefix = last(engine_.generate("Ada", chat("Ada", "Hello."), "", LIMITS)).usage
    assert prefix.prefilled == 1
    assert last(engine_.generate("Bo", chat("Bo", "Hello."), "", LIMITS)).usage.prefilled > 1


def test_a_reply_waits_while_all_sequences_write_replies() -> None:
    engine_ = engine(sequences=1)
    first = engine_.generate("Ada", chat("Ada", "Hello."), "", LIMITS)
    next(first)
    second = engine_.generate("Bo", chat("Bo", "Hello."), "", LIMITS)
    assert [next(second) for _ in range(5)] == [None] * 5
    last(first)
    assert last(second).text == last(engine().generate("Bo", chat("Bo", "Hello."), "", LIMITS)).text


def test_a_reply_takes_the_place_of_a_prefill_when_there_is_no_other() -> None:
    engine_ = engine(sequences=1)
    prefill = engine_.prefill("Ada", chat("Ada", "x" * 300))
    next(prefill)
    last(engine_.generate("Bo", chat("Bo", "Hello."), "", LIMITS))
    assert isinstance(next(prefill), Finished)
    engine_.audit()


def test_idle_sessions_make_room_when_the_context_is_full() -> None:
    engine_ = engine(cells=900, session=400)
    for round_ in range(3):
        for name in ("Ada", "Bo", "Cy"):
            messages = chat(name, f"{round_}" + "x" * 200)
            fresh = last(engine().generate(name, messages, "", LIMITS))
            assert last(engine_.generate(name, messages, "", LIMITS)).text == fresh.text
            engine_.audit()


def test_replies_that_cannot_all_fit_end_in_an_error_for_one_and_not_in_a_standstill() -> None:
    engine_ = engine(cells=500, session=400)
    running = {
        name: engine_.generate(name, chat(name, "x" * 250), "", GenerationLimits(max_tokens=40))
        for name in ("Ada", "Bo")
    }
    outcomes: dict[str, object] = {}
    for _ in range(500):
        for name in list(running):
            try:
                result = next(running[name])
            except EngineError as error:
                result = Finished(str(error), "end", Usage(0, 0, 0, 0.0))
            if isinstance(result, Finished):
                outcomes[name] = result
                del running[name]
    assert set(outcomes) == {"Ada", "Bo"}
    engine_.audit()


def test_a_forgotten_session_frees_its_cells_and_ends_its_reply() -> None:
    engine_ = engine()
    prompt_only = engine_.model.used()
    reply = engine_.generate("Ada", chat("Ada", "Hello."), "", LIMITS)
    next(reply)
    last(engine_.forget("Ada"))
    with pytest.raises(EngineError, match="ended"):
        list(reply)
    assert engine_.model.used() == prompt_only


def test_a_long_interview_is_condensed_and_goes_on() -> None:
    engine_ = engine(session=400)
    messages = [SYSTEM, Message("user", "I am Ada.")]
    reread = 0
    for turn in range(30):
        finished = last(engine_.generate("Ada", messages, "", LIMITS))
        assert finished.usage.prefilled + finished.usage.reused <= 400
        reread += finished.usage.prefilled > 100
        messages += [Message("assistant", finished.text), Message("user", f"Answer {turn} " + "y" * 20)]
    # It is read anew now and then, not on every turn.
    assert 1 <= reread <= 15


def test_an_enormous_answer_is_cut_and_an_impossible_one_is_refused() -> None:
    engine_ = engine(session=400)
    assert last(engine_.generate("Ada", [SYSTEM, Message("user", "z" * 1_000_000)], "", LIMITS)).text
    with pytest.raises(BadInputError):
        list(engine_.generate("Ada", [SYSTEM, *[Message("user", "a")] * 5], "", GenerationLimits(max_tokens=399)))
    with pytest.raises(BadInputError):
        list(engine_.generate("Ada", [], "", LIMITS))
    engine_.audit()


def test_the_prompt_is_read_once_and_then_comes_from_disk(tmp_path: Path) -> None:
    assert engine(folder=tmp_path).model.batches
    assert not engine(folder=tmp_path).model.batches


def test_a_damaged_state_file_is_ignored_and_made_anew(tmp_path: Path) -> None:
    engine(folder=tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-40] + b"damaged" + file.read_bytes()[-33:])
    assert engine(folder=tmp_path).model.batches
    assert not engine(folder=tmp_path).model.batches


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    assert last(engine(folder=occupied).generate("Ada", chat("Ada", "Hello."), "", LIMITS)).text


STEP = st.tuples(
    st.sampled_from("ABCDE"), st.sampled_from(["prefill", "generate", "step", "step", "step", "close", "forget"])
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(plan=st.lists(STEP, max_size=60), cells=st.sampled_from([1000, 1600, 4000]), sequences=st.integers(1, 4))
def test_whatever_is_cancelled_when_every_session_goes_on_as_if_alone(
    plan: list[tuple[str, str]], cells: int, sequences: int
) -> None:
    engine_ = engine(cells=cells, sequences=sequences, session=450)
    running: dict[tuple[str, int], Steps] = {}
    for number, (name, action) in enumerate(plan):
        messages = chat(name, *["said something" * (number % 5 + 1)] * (number % 3 + 1))
        if action == "prefill":
            running[name, number] = engine_.prefill(name, messages)
        elif action == "generate":
            running[name, number] = engine_.generate(name, messages, "Well,", LIMITS)
        elif action == "forget":
            list(engine_.forget(name))
        else:
            _advance(running, name, close=action == "close")
        engine_.audit()
    for steps in running.values():
        steps.close()
    assert engine_.model.samplers == 0
    for name in "ABCDE":
        messages = chat(name, "the last word")
        alone = last(engine().generate(name, messages, "Well,", LIMITS))
        assert last(engine_.generate(name, messages, "Well,", LIMITS)).text == alone.text
        engine_.audit()


def _advance(running: dict[tuple[str, int], Steps], name: str, *, close: bool) -> None:
    for key in [key for key in running if key[0] == name]:
        if close:
            running.pop(key).close()
            continue
        try:
            next(running[key])
        except (StopIteration, EngineError):
            del running[key]
