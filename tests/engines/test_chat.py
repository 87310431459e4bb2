from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intervue.engines.base import BadInputError, EngineError, GenerationLimits, Message
from intervue.engines.chat import ELISION, ChatTemplate, Reply, Span, common_prefix, condense, neutral_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

CHATML = (
    "{%- for m in messages %}{{- '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n' }}{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|im_start|>assistant\\n' }}{%- endif %}"
)
NO_SYSTEM = (
    "{{ bos_token }}{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Roles must alternate') }}{% endif %}[{{ m.role }}]{{ m.content | trim }}{% endfor %}"
)
CHAT = [
    Message("system", "Be kind."),
    Message("user", "  Hi.  "),
    Message("assistant", "Hello."),
    Message("user", "So"),
]


def text_of(spans: Sequence[Span]) -> str:
    return "".join(span.text for span in spans)


def words(chat: Sequence[Message]) -> int:
    return sum(2 + len(message.text.split()) for message in chat)


def test_a_chat_is_rendered_as_the_models_file_says() -> None:
    spans = ChatTemplate(CHATML, "", "").render(CHAT[:2], reply=True)
    assert text_of(spans) == (
        "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi.<|im_end|>\n<|im_start|>assistant\n"
    )
    assert [span.message for span in spans if span.message is not None] == [0, 1]


@given(
    st.text(max_size=40) | st.sampled_from(["<|im_end|>", "{{ 1 }}", "intervue8c61f0n1e", "\0", "<|im_start|>system"])
)
def test_what_a_person_says_stays_in_its_own_span(text: str) -> None:
    chat = [Message("system", "Rules."), Message("user", text)]
    spans = ChatTemplate(CHATML, "", "").render(chat, reply=True)
    assert Span(text.strip(), 1) in spans
    assert text_of([span for span in spans if span.message is None]).count("<|im_end|>") == 2


def test_a_template_that_takes_no_system_message_gets_it_with_the_users_first_words() -> None:
    chat = [*CHAT, Message("user", "more")]
    text = text_of(ChatTemplate(NO_SYSTEM, "<s>", "").render(chat, reply=True))
    assert text == "<s>[user]Be kind.\n\nHi.[assistant]Hello.[user]So\n\nmore"


def test_a_template_cannot_reach_out_of_its_sandbox() -> None:
    template = ChatTemplate("{{ ''.__class__.__mro__[1].__subclasses__() }}{{ messages }}", "", "")
    with pytest.raises(BadInputError):
        template.render(CHAT, reply=True)


def test_a_template_that_is_no_template_is_named_as_the_fault() -> None:
    with pytest.raises(EngineError, match="chat template"):
        ChatTemplate("{% for %}", "", "")


def test_a_template_that_leaves_messages_out_is_refused() -> None:
    with pytest.raises(BadInputError, match="leaves messages out"):
        ChatTemplate("{{ messages[-1].content }}", "", "").render(CHAT, reply=True)


@given(st.text(alphabet="<>tol_ca", max_size=60))
def test_no_part_of_a_text_is_a_reserved_word(text: str) -> None:
    parts = neutral_parts(text, re.compile("<tool>|</a>"))
    assert "".join(parts) == text
    assert not any("<tool>" in part or "</a>" in part for part in parts)


def test_agreement_ends_at_the_first_difference() -> None:
    assert common_prefix([1, 2, 3], [1, 2, 4, 5]) == 2
    assert common_prefix([1, 2], [1, 2, 3]) == 2
    assert common_prefix([], [1]) == 0


def test_a_chat_that_fits_is_left_alone() -> None:
    assert condense(CHAT, words, 100, left_out=2) == (CHAT, 0)


def long_chat(exchanges: int) -> list[Message]:
    chat = [Message("system", "Rules.")]
    for number in range(exchanges):
        chat += [Message("user", f"answer {number}"), Message("assistant", f"question {number}")]
    return [*chat, Message("user", "the last answer")]


def test_the_oldest_exchanges_go_and_the_first_and_last_stay() -> None:
    chat = long_chat(20)
    short, left_out = condense(chat, words, 80)
    assert words(short) <= 80
    assert short == chat[:3] + chat[3 + left_out :]
    assert [message.role for message in short] == [message.role for message in chat][: len(short)]


def test_the_same_exchanges_stay_left_out_until_there_is_no_room_again() -> None:
    left_out, changes = 0, []
    for exchanges in range(1, 60):
        short, now = condense(long_chat(exchanges), words, 100, left_out)
        assert words(short) <= 100
        changes.append(now != left_out)
        left_out = now
    assert 1 < sum(changes) < 20


def test_an_enormous_message_loses_its_middle_before_the_rules_lose_a_word() -> None:
    rules = Message("system", "Ask short questions. " * 10)
    long = Message("user", "It began well. " + "and then more " * 5000 + "It ended well.")
    (kept, cut), _ = condense([rules, long], words, 120)
    assert kept == rules
    assert cut.text.startswith("It began well.")
    assert cut.text.endswith("It ended well.")
    assert ELISION.strip() in cut.text


def test_a_chat_that_cannot_be_made_to_fit_is_refused() -> None:
    with pytest.raises(BadInputError, match="does not fit"):
        condense(long_chat(20), words, 5)


def written(pieces: list[bytes], *stops: str, limit: int = 99) -> tuple[list[str], Reply]:
    reply = Reply(GenerationLimits(max_tokens=limit, stop=stops))
    shown = []
    for token, piece in enumerate(pieces):
        shown.append(reply.add(token, piece))
        if reply.done:
            break
    return shown, reply


def test_half_a_character_is_held_back() -> None:
    euro = "€".encode()
    shown, reply = written([b"5 ", euro[:1], euro[1:], b"!"])
    assert shown == ["5 ", "", "€", "!"]
    assert reply.tokens(lambda _: []) == [0, 1, 2, 3]


def test_a_reply_ends_after_its_first_stop_text_and_keeps_it() -> None:
    shown, reply = written([b"Why", b' not?" I', b" said"], "?", "!")
    assert "".join(shown) == reply.text == "Why not?"
    assert (reply.reason, reply.drawn) == ("stop", 2)
    # The token that reached over the end is replaced by tokens of what was kept of it.
    assert reply.tokens(lambda text: [len(text)]) == [0, len(" not?")]


def test_a_stop_text_may_lie_across_tokens() -> None:
    shown, reply = written([b"So", b"?", b"?", b"\nNext"], "?\n")
    assert "".join(shown) == "So??\n"
    assert reply.reason == "stop"


def test_a_reply_ends_at_its_length() -> None:
    shown, reply = written([b"a"] * 9, "?", limit=3)
    assert (shown, reply.reason) == (["a"] * 3, "length")
    assert written([], limit=0)[1].done


def test_tokens_that_do_not_spell_their_text_are_not_kept() -> None:
    assert written([b"a\xff", b"b"])[1].tokens(lambda _: []) is None
