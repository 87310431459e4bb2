"""Which passwords are taken."""

from __future__ import annotations

import pytest

from intervue.auth import passwords
from intervue.auth.passwords import WeakPasswordError


@pytest.mark.parametrize(
    ("user", "password"),
    [
        ("an", "grand piano strings ring"),
        ("ben", "the bench is green today"),
        ("anna", "Anna likes 17 lighthouses"),
        ("anna", "correct horse battery"),
        ("ben", "пароль из слов"),
    ],
)
def test_a_phrase_is_taken_whatever_names_its_words_hold(user: str, password: str) -> None:
    passwords.check(password, user)


@pytest.mark.parametrize(
    ("user", "password"),
    [
        ("anna", "anna anna anna"),
        ("anna", "ANNA-anna-2026!!"),
        ("benjamin", "benjamin12345"),
        ("anna", "aaaabbbbcccc"),
        ("anna", "too short"),
    ],
)
def test_what_everybody_would_try_first_is_not(user: str, password: str) -> None:
    with pytest.raises(WeakPasswordError):
        passwords.check(password, user)
