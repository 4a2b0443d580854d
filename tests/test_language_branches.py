"""A list of words as branches finds what the words in turn would find, the longest first."""

import re

import pytest

from kpi.language.branches import branches


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        (["建成", "建立", "开工"], "建(?:成|立)|开工"),
        (["投产", "投产运营", "投"], "投(?:产(?:运营)?)?"),
        (["1.5", "1-5"], r"1(?:\-5|\.5)"),
        (["同比", "同比"], "同比"),
        ([], ""),
    ],
)
def test_words_with_one_beginning_share_it(words: list[str], expression: str) -> None:
    assert branches(words) == expression


def test_the_longest_word_is_taken_first_and_a_shorter_one_where_the_rest_does_not_fit() -> None:
    words = ["总", "总计", "总计划", "合计"]
    assert re.findall(branches(words), "总计划合计总结") == ["总计划", "合计", "总"]
    assert re.fullmatch(f"(?:{branches(words)})划", "总计划") is not None
