"""Topic chains: the openers of a paragraph and the headings above it, nearest first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpi.outline.topics import BACK, topics

TEXT = """清禾县民政局工作总结

一、主要工作

(一)社会救助

▲临时救助
全面规范救助流程。全年救助310人次。

【慈善事业】全年募集善款92万元,使用61万元。
殡葬服务:火化遗体176具。
"""


def at(words: str) -> int:
    return TEXT.index(words)


def test_headings_stand_nearest_first() -> None:
    chain = list(topics(TEXT).headings(at("全年救助")))
    assert chain[:3] == ["▲临时救助", "(一)社会救助", "一、主要工作"]


def test_a_sentence_is_no_heading() -> None:
    assert "全面规范救助流程。全年救助310人次。" not in list(topics(TEXT).headings(at("火化")))


def test_a_bracketed_word_opens_its_whole_paragraph() -> None:
    chains = topics(TEXT)
    assert chains.opener(at("使用61万元")) == "慈善事业"
    assert chains.opener(at("全年救助")) == ""


def test_a_word_before_a_colon_opens_where_the_place_is_its_beginning() -> None:
    chains = topics(TEXT)
    assert chains.opener(at("殡葬服务")) == "殡葬服务"
    assert chains.opener(at("火化遗体")) == ""


def test_the_first_sentence_of_a_paragraph_is_told_to_those_behind_it() -> None:
    chains = topics(TEXT)
    assert chains.first_sentence(at("全年救助")) == "全面规范救助流程"
    assert chains.first_sentence(at("全面规范")) == ""


def test_a_paragraph_without_an_end_has_no_topic() -> None:
    text = "救助\n" + "全县共有低保对象" * BACK
    chains = topics(text)
    assert chains.paragraph(len(text)) is None
    assert list(chains.headings(len(text))) == []


@given(st.text("一、(【】:。,\n 救助3", max_size=80), st.integers(0, 90))
def test_no_text_raises_and_what_is_told_stands_in_it(text: str, position: int) -> None:
    chains = topics(text)
    told = [chains.opener(position), chains.first_sentence(position), *chains.headings(position)]
    assert all(words in text for words in told)
