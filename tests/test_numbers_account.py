"""Every numeral is part of a figure, excluded by a named rule, or unread: the rules' examples, and any text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from extraction_support import PLAN, REVIEW
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bench.places import ROOT
from kpi.extraction.accounting import numerals
from kpi.extraction.mentions import SKIPPED
from kpi.language import language_data
from kpi.model import Reading
from kpi.numbers.account import rule_texts
from kpi.numbers.plain import normalise
from kpi.numbers.words import CHINESE
from kpi.relations import read

RULES = language_data("exclusions")["rules"]
EXAMPLES = [(rule["id"], example) for rule in RULES for example in rule.get("examples", ())]
NUMERAL = re.compile(rf"[0-9]+|[{CHINESE}]")
Span = tuple[int, int]


def marked(example: str, offset: int) -> tuple[str, list[Span]]:
    """The example without its marks, and the spans that they held, moved by `offset`."""
    plain, spans = "", []
    for part in re.split("(【[^】]*】)", example):
        inner = part.strip("【】")
        if part != inner:
            spans.append((offset + len(plain), offset + len(plain) + len(inner)))
        plain += inner
    return plain, spans


def figure_spans(reading: Reading) -> list[Span]:
    return sorted({(one.start, one.end) for one in (*reading.quantities, *reading.worded)})


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_the_marked_numerals_of_an_example_are_excluded_by_its_rule(rule: str, example: str) -> None:
    plain, marks = marked(example, len(REVIEW))
    text = f"{REVIEW}{plain}\n"
    reading = read(text, "case")
    left_out, figures = numerals(reading), figure_spans(reading)
    assert marks
    for start, end in marks:
        found = [one for one in left_out if one.start < end and one.end > start]
        assert not [text[low:high] for low, high in figures if low < end and high > start]
        assert [one.rule for one in found] == [rule] * max(1, len(found))
        assert all(start <= one.start and one.end <= end for one in found)


def named_in_code() -> set[str]:
    """The ids of rules, which look like the names of expressions but for the package before those."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "kpi" / "numbers").glob("*.py")]
    return {name for source in sources for name in re.findall(r'(?<!"numbers", )"([a-z]+\.[a-z-]+)"', source)}


def test_every_rule_that_the_code_names_is_described_and_every_rule_described_can_apply() -> None:
    by_words = {rule["id"] for rule in RULES if "arabic" in rule or "words" in rule}
    of_sections = {f"page.{kind.value}" for kind in SKIPPED}
    assert named_in_code() | of_sections <= set(rule_texts())
    assert set(rule_texts()) == named_in_code() | by_words | of_sections


def test_rule_ids_are_unique_and_each_has_an_example() -> None:
    assert len(rule_texts()) == len(RULES)
    assert {rule for rule, _ in EXAMPLES} | {f"page.{kind.value}" for kind in SKIPPED} == set(rule_texts())


@pytest.mark.parametrize("sentence", ["各镇12021 年新增床位20张。", "人均预期寿命12021 年提高1%。"])
def test_a_year_that_swallowed_a_number_is_left_out_and_told(sentence: str) -> None:
    reading = read(f"{REVIEW}全年工作平稳。{PLAN}{sentence}\n", "case")
    text = reading.report.text
    start = text.index("12021")
    assert [one.rule for one in numerals(reading) if one.start == start] == ["date.lost-blank"]
    told = [one for one in reading.unread if one.start == start]
    assert [text[one.start : one.end] for one in told] == ["12021"]
    assert text[slice(*told[0].sentence)] == sentence.rstrip("。")


def test_a_numeral_that_no_rule_knows_is_told_where_it_may_hide_a_figure() -> None:
    odd = "筹集床位377橦橦橦。"
    text = f"{REVIEW}{odd}{PLAN}{odd}\n"
    reading = read(text, "case")
    unread = [one for one in numerals(reading) if not one.rule]
    assert [text[one.start : one.end] for one in unread] == ["377", "377"]
    assert [one.start for one in reading.unread] == [unread[1].start]  # in the plan; the other is in no relation


PIECES = [
    *"0123456789零〇一二两三四五六七八九十百千万亿",
    *"。，,、;；:：()（）“”‘’《》〔〕[]【】年月日%％号第每届级成半点余多几来近约上数负-—–~+×/·. 　\n\t|＃#A",
    *("人", "个", "元", "户", "张", "次", "公里", "平方米", "倍", "个百分点", "元/人·月", "人次", "千瓦"),
    *("１２", "３．５", "12", "345", "2024", "12021", "4.5", "1,204", "12 480", "7 .3 %", "9:30", "1:4", "3—4"),
    *("百分之", "分之", "翻一番", "持平", "首个", "零事故", "全覆盖", "叁拾", "三分之一", "十几万元", "数十"),
    *("上千户", "热线", "http://a.example/1", "一、", "(二)", "“十四五”", "至", "到", "和", "在", "之间"),
    *("其中", "分别为", "达到", "增长", "比", "救助", "以上", "左右", "下半年工作计划", "注释"),
    *("PM2.5", "5G", "2万3千", "1亿2000万", "二〇二四年"),
]


@example("救助零几人。")
@example("新增1,2046张床位。")
@example("百分之2万3千")
@example("提高12·1倍。")
@example("2024年完成12三分之一。")
@example("9:309:30零")
@example("新增装机3几千瓦。")
@example("新增1首个。")
@example("百分之零事故")
@example("百分之1,2040")
@example("三分之一 十几万元")
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=1000)
def test_figures_and_left_out_numerals_part_all_numerals_of_any_text(text: str) -> None:
    reading = read(text, "odd")
    figures = figure_spans(reading)
    left_out = [(one.start, one.end) for one in numerals(reading)]
    assert left_out == sorted(left_out)
    apart = sorted((one.start, one.end) for one in (*reading.quantities, *reading.worded) if not one.damaged)
    for one, other in pairwise(apart):
        assert one[1] <= other[0], (text[slice(*one)], text[slice(*other)])
    assert all(0 <= start < end <= len(text) for start, end in (*figures, *left_out))
    assert all(one[1] <= other[0] for one, other in pairwise(left_out))
    for low, high in left_out:
        assert not [span for span in figures if span[0] < high and span[1] > low], text[low:high]
    for match in NUMERAL.finditer(normalise(text)):
        holders = [span for span in (*figures, *left_out) if span[0] <= match.start() and match.end() <= span[1]]
        assert holders, (match.span(), match[0], [text[slice(*span)] for span in (*figures, *left_out)])
    told = {(one.start, one.end) for one in reading.unread}
    assert told <= set(left_out)
    assert all(one.rule in rule_texts() or not one.rule for one in numerals(reading))
