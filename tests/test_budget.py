from __future__ import annotations

from intervue.budget import Budget, Share


def test_what_all_hold_together_is_bounded() -> None:
    budget = Budget(100, free=0)
    first, second = Share(budget), Share(budget)
    assert first.hold(60)
    assert not second.hold(50)
    assert second.hold(40)
    assert not first.hold(61)
    assert budget.held == 100


def test_what_was_given_back_is_there_for_others() -> None:
    budget = Budget(100, free=0)
    first, second = Share(budget), Share(budget)
    assert first.hold(100)
    assert first.hold(30)
    assert second.hold(70)
    first.drop()
    second.drop()
    assert budget.held == 0


def test_a_little_is_free_however_much_others_hold() -> None:
    budget = Budget(100, free=10)
    greedy, modest = Share(budget), Share(budget)
    assert greedy.hold(110)
    assert modest.hold(10)
    assert not modest.hold(11)


def test_holding_less_is_always_possible() -> None:
    budget = Budget(100, free=0)
    share = Share(budget)
    assert share.hold(100)
    budget.most = 10
    assert share.hold(50)
    assert budget.held == 50
