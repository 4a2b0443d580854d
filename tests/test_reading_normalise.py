"""Full-width signs become ASCII without moving any offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi.numbers.plain import normalise


def test_full_width_digits_letters_and_punctuation_become_ascii() -> None:
    assert normalise("增长８．８％，（Ａ类）：２００１年！") == "增长8.8%,(A类):2001年!"


def test_spaces_within_numbers_stay() -> None:
    assert normalise("增长8 ．8 ％") == "增长8 .8 %"


@given(st.text(max_size=600))
def test_length_never_changes_and_short_and_long_texts_agree(text: str) -> None:
    assert len(normalise(text)) == len(text)
    assert normalise(text + "民" * 400)[: len(text)] == normalise(text)
