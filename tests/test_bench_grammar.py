"""Plain sentences by the grammar of reports: what they tell is found, and none without a fault is accused."""

from __future__ import annotations

from collections import Counter

from bench.grammar import Grammar, measure

ROUNDS = 6


def test_every_form_is_read_and_none_accused() -> None:
    told = [(figure, what) for figure, holds, what in measure(1, ROUNDS) if not holds and "digits" not in figure]
    assert told == []


def test_changed_digits_of_every_form_are_noticed() -> None:
    asked, noticed = Counter[str](), Counter[str]()
    for figure, holds, _ in measure(2, ROUNDS):
        asked[figure] += 1
        noticed[figure] += holds
    forms = [f"{form}: changed digits noticed" for form in Grammar(0).forms()]
    assert len(forms) == 8
    # Rounded shares and amounts hide every tenth slip or so.
    assert [form for form in forms if noticed[form] < 0.7 * asked[form]] == []


def test_a_seed_says_the_same_again() -> None:
    first, second = Grammar(3), Grammar(3)
    said = [[form() for form in one.forms().values()] for one in (first, second)]
    assert said[0] == said[1]
    assert said[0] != [form() for form in Grammar(4).forms().values()]
