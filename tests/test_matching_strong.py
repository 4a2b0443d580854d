"""Answers as sure in other words: the same words alone, the same number, a part that reaches the whole."""

from __future__ import annotations

import pytest

from kpi.extraction import extract
from kpi.extraction.catalogue import Catalogue, Indicator, Polarity, builtin_catalogue
from kpi.matching.compare import compare
from kpi.model import Measure, Verdict
from tests.matching_support import outcome, report_text
from tests.matching_support import rehearsed as rehearsed

OTHERS = "发放补贴30万元。走访困难群众120户。新聘社工15人。举办培训班8期。修缮祠堂2座。植树6万株。"


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("优良天数比率达到95%以上。", "空气质量优良率96.1%。", "met"),
        ("福利彩票销量突破3.2亿元。", "全年销售福利彩票3.07亿元，筹集公益金0.9亿元。", "missed"),
        # The same indicator in another dimension is another thing.
        ("新增公办学位4200个。", "新增义务教育学位3800个。", "not_reported"),
    ],
)
def test_what_the_catalogue_calls_by_one_name_is_alike(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


def test_dimensions_of_a_workspace_keep_apart_what_shares_an_indicator() -> None:
    own = Indicator(
        "stations", "暖心驿站", "个", Measure.LEVEL, Polarity.MORE, "elderly", dimensions=("乡镇", "社区")
    )
    known = builtin_catalogue()
    catalogue = Catalogue.build((*known.indicators.values(), own), known.domains.values())
    texts = (
        report_text(2023, "各项工作稳步推进。", "社区暖心驿站达到60个。"),
        report_text(2024, "乡镇暖心驿站达到40个。", "继续努力。"),
    )
    plan, report = (extract(text, str(number), catalogue) for number, text in enumerate(texts))
    assert [one.indicator for one in (*plan.planned, *report.quantities)] == ["stations", "stations"]
    (judgement,) = compare(plan, report).judgements
    assert judgement.verdict is Verdict.NOT_COMPARABLE


@pytest.mark.parametrize(
    ("plan", "report", "answer"),
    [
        ("新建绿道130公里。", "新建绿道137公里、累计达到2136公里。", "137公里"),
        ("建设社区养老服务综合体30个。", "建成镇街养老服务综合体30个。", "30个"),
        ("完成家庭适老化改造1500户。", "完成困难家庭适老化改造1600户。", "1600户"),
        ("新增小学和初中学位7200个。", "新增初中学位8700多个。", "8700多个"),
        ("完成梧桐路、桂花巷等13处易积水点位改造。", "消除易积水点位13处。", "13处"),
        ("研发经费投入占比达到4.5%左右。", "研发经费投入占比达到4.5%左右。", "4.5%"),
        ("地区生产总值增长5%左右。", "地区生产总值增长5.2%左右。", "5.2%"),
        ("今年用于“一老一小”的投入拟安排9884万元。", "“一老一小”支出超过1亿元。", "1亿元"),
        ("推动物业服务覆盖300个老旧小区。", f"{OTHERS * 7}380个老旧小区引入物业服务。", "380个"),
        # A rate in the sentence on the matter, with nothing of its own.
        ("养老护理补贴试点扩大到全县40%的村。", "234个村开展养老护理补贴试点，覆盖面扩大到60%以上。", "60%"),
    ],
)
def test_answer_in_other_words_is_met(plan: str, report: str, answer: str) -> None:
    assert outcome(plan, report) == ("met", answer)


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        # A part that falls short says nothing of the whole, …
        ("完成家庭适老化改造1500户。", "完成困难家庭适老化改造1400户。"),
        ("安排救助资金5000万元。", "安排救助资金、临时补助资金6000万元。"),  # … nor does a wider sum, …
        ("全县居民收入增长6%。", "企业退休居民收入增长7%。"),  # … nor the growth of a part
    ],
)
def test_part_or_wider_sum_does_not_decide(plan: str, report: str) -> None:
    assert outcome(plan, report)[0] not in ("met", "missed")


def test_fewer_even_with_others_is_missed() -> None:
    plan = "新建社区平价蔬菜超市20个。"
    assert outcome(plan, f"{OTHERS}新建10家社区平价蔬菜超市和直销店。") == ("missed", "10家")
    assert outcome(plan, f"{OTHERS}新建直销店10家。")[0] != "missed"
    limit = "工亡和交通事故控制在20起以内。"
    assert outcome("交通事故控制在20起以内。", f"{OTHERS}发生工亡和交通事故25起。")[0] != "missed"
    assert outcome(limit, f"{OTHERS}发生交通事故15起。")[0] != "missed"


def test_level_that_closes_several_years_is_that_of_the_last() -> None:
    plan = "养老服务重点企业总量超过140家。"
    told = "五年来，养老事业快速发展。社会组织1200家，养老服务重点企业{}家、家政企业30家。"
    assert outcome(plan, OTHERS + told.format(128)) == ("missed", "128家")
    assert outcome(plan, OTHERS + told.format(150)) == ("met", "150家")
    assert outcome("新增养老服务重点企业140家。", OTHERS + told.format(128))[0] == "not_comparable"


def test_how_many_there_are_is_not_what_was_done_to_them() -> None:
    told = f"{OTHERS}养老服务企业超过200家。"
    assert outcome("完成100家养老服务企业数字化转型。", told)[0] == "not_comparable"
