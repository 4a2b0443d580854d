"""Sentences that hold a word: where an expression that needs it is tried."""

from __future__ import annotations

import re

import pytest

from kpi.outline.sentences import found_with, sentences, sentences_holding, sentences_with

TEXT = "开头。快于全国,高于全省!无\n高于全市"
WORD = re.compile("高于")


def told(spans: list[tuple[int, int]]) -> list[str]:
    return [TEXT[start:end] for start, end in spans]


def test_a_sentence_has_its_stop() -> None:
    assert told(list(sentences(TEXT, 0, len(TEXT)))) == ["开头。", "快于全国,高于全省!", "无\n", "高于全市"]
    assert "".join(told(list(sentences(TEXT, 2, 9)))) == TEXT[2:9]


def test_only_sentences_with_the_word_are_told() -> None:
    assert told(list(sentences_with(WORD, TEXT, 0, len(TEXT)))) == ["快于全国,高于全省!", "高于全市"]
    assert not list(sentences_with(WORD, TEXT, 0, 8))


def test_sentences_that_hold_what_was_found_are_those_that_hold_the_word() -> None:
    for word in (WORD, re.compile("全"), re.compile("无|头"), re.compile("零")):
        spans = [found.span() for found in word.finditer(TEXT)]
        held = list(sentences_holding(spans, TEXT, 0, len(TEXT)))
        assert held == list(sentences_with(word, TEXT, 0, len(TEXT)))


@pytest.mark.parametrize("pattern", ["高于[^,]{2}", "[快高]于全[国省]", "于", "(?<=,)高于"])
def test_what_is_found_is_what_a_search_of_the_whole_finds(pattern: str) -> None:
    needs = re.compile("于")
    found = [match.span() for match in found_with(needs, re.compile(pattern), TEXT, 0, len(TEXT))]
    assert found == [match.span() for match in re.finditer(pattern, TEXT)]
