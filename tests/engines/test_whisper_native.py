from __future__ import annotations

import pytest

from intervue.engines.whisper_native import SHORTEST, WHOLE, window

RATE = 16_000


@pytest.mark.parametrize("seconds", [0.3, 5.0, 9.9, 10.0, 12.3, 24.9, 25.0, 28.0])
def test_a_window_leaves_room_after_the_last_word_up_to_the_one_the_network_was_trained_with(seconds: float) -> None:
    frames = window(round(seconds * RATE), RATE)
    assert SHORTEST <= frames <= WHOLE
    assert frames == WHOLE or frames >= (seconds + 5) * 100
    assert frames % 2 == 0


def test_a_short_answer_takes_half_a_window_and_the_longest_piece_a_whole_one() -> None:
    assert window(5 * RATE, RATE) == WHOLE // 2
    assert window(28 * RATE, RATE) == WHOLE
