"""Answers to be worked out: from a known base, from the report's own judgement, from words without digits."""

from __future__ import annotations

import pytest

from tests.matching_support import judged, only, outcome
from tests.matching_support import rehearsed as rehearsed

BEFORE = "轮作种植推广面积达到3800万亩。"


def test_stock_over_that_of_the_earlier_report_is_what_was_added() -> None:
    judgement = only("轮作种植面积新增200万亩。", "轮作种植面积达到4179万亩。", past=BEFORE)
    assert judgement.verdict == "met"
    assert judgement.note.startswith("4179万亩 - 3800万亩 = 379万亩 > 200万亩")


def test_stock_without_a_known_base_says_nothing_of_what_was_added() -> None:
    assert outcome("轮作种植面积新增200万亩。", "轮作种植面积达到4179万亩。")[0] == "not_comparable"


def test_rise_of_a_stock_tells_what_was_added() -> None:
    judgement = only("节水灌溉面积新增100万亩。", "节水灌溉面积达到1138万亩、增长61.2%。")
    assert judgement.verdict == "met"
    assert "432" in judgement.note


def test_rise_that_falls_short_accuses_nobody() -> None:
    judgement = only("轮作种植面积新增500万亩。", "轮作种植面积达到4179万亩。", past=BEFORE)
    assert judgement.verdict == "needs_review"


@pytest.mark.parametrize(
    ("report", "verdict"),
    [("城乡供水一体化投资完成年计划的118.2%。", "met"), ("城乡供水一体化投资完成年计划的82%。", "missed")],
)
def test_report_judges_itself_by_its_plan(report: str, verdict: str) -> None:
    assert outcome("完成城乡供水一体化投资30亿元。", report)[0] == verdict


@pytest.mark.parametrize(
    ("report", "verdict"),
    [("困难老年人家庭适老化改造任务完成率104%。", "met"), ("困难老年人家庭适老化改造任务完成率96%。", "missed")],
)
def test_rate_of_a_task_is_of_the_plan(report: str, verdict: str) -> None:
    assert outcome("完成困难老年人家庭适老化改造300户。", report)[0] == verdict


def test_any_verb_that_leads_from_a_number_to_the_next_tells_the_old_and_the_new() -> None:
    judgement = only("省属企业整合到18户以内。", "国企改革深化，省属企业由26户重组为17户。")
    assert (judgement.verdict, judgement.note) == ("met", "17户 < 18户")


def test_of_two_alike_the_number_with_the_verb_of_the_target_answers() -> None:
    built = "新开工亿元以上工业项目60个、竣工投产40个。"
    told = judged(built, "新开工亿元以上工业项目64个、竣工投产37个。")
    assert [(one.answer.text if one.answer else "", str(one.verdict)) for one in told] == [
        ("64个", "met"),
        ("37个", "missed"),
    ]


def test_share_of_the_plan_is_worked_out() -> None:
    judgement = only("完成城乡供水一体化投资30亿元。", "城乡供水一体化投资完成年计划的118.2%。")
    assert judgement.note.startswith("118.2% × 30亿元 = 35.46亿元")


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("居民消费价格涨幅控制在2%左右。", "居民消费价格与上年持平。", "met"),
        ("行政村卫生室覆盖率达到100%。", "行政村卫生室实现全覆盖。", "met"),
        ("实施6个重大产业攻关专项。", "六大产业攻关专项深入实施。", "met"),
        # Fewer than asked for may be other ones; a flat year is no growth of 6%.
        ("实施8个重大产业攻关专项。", "六大产业攻关专项深入实施。", "not_comparable"),
        ("社会消费品零售总额增长6%。", "社会消费品零售总额与上年持平。", "needs_review"),
    ],
)
def test_number_without_digits(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ("发放惠民消费券超7900万张。", "missed"),  # 8000 would have been said
        ("发放惠民消费券超7000万张。", "uncertain"),
        ("发放惠民消费券超8000万张。", "met"),
    ],
)
def test_a_little_over_is_no_infinity(report: str, verdict: str) -> None:
    wanted = "7950" if verdict == "uncertain" else "8000"
    assert outcome(f"发放惠民消费券{wanted}万张。", report)[0] == verdict


def test_rate_that_rounds_to_about_what_was_asked_is_met() -> None:
    assert outcome("空气优良天数比例保持在93%左右。", "空气优良天数比例达到92.8%。") == ("met", "92.8%")


def test_prices_that_stay_below_are_met_and_say_by_how_much() -> None:
    judgement = only("居民消费价格涨幅2%左右。", "居民消费价格上涨0.1%。")
    assert judgement.verdict == "met"
    assert judgement.note == "0.1% < 2% (-1.9%)"


def test_a_fall_is_shown_the_way_it_fell() -> None:
    judgement = only("困难老人占比降低2个百分点。", "困难老人占比由6.2%降到4%。")
    assert judgement.verdict == "met"
    assert judgement.note.startswith("6.2% - 4% = 2.2个百分点")


@pytest.mark.parametrize(
    "report", ["未能完成新建绿道130公里。", "新建绿道130公里的任务没有完成。", "尚未如期建成新建绿道135公里。"]
)
def test_what_was_not_done_is_not_met(report: str) -> None:
    assert outcome("新建绿道130公里。", report)[0] == "needs_review"


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ("新增城镇就业950人，完成年计划的105%。", "needs_review"),  # the two cannot both be of this target
        ("新增城镇就业1050人，完成年计划的95%。", "needs_review"),
        ("新增城镇就业950人，完成年计划的95%。", "missed"),
        ("新增城镇就业950人。税收收入完成年计划的105%。", "missed"),  # of something else
        ("新增城镇就业1050人，完成年计划的105%。", "met"),
    ],
)
def test_a_share_of_the_plan_that_says_otherwise_leaves_it_open(report: str, verdict: str) -> None:
    assert outcome("新增城镇就业1000人。", report)[0] == verdict


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        ("固定资产投资增速未达预期。", "missed"),
        ("固定资产投资没有完成年度目标。", "missed"),
        ("山区乡镇集体企业固定资产投资增速未达预期。", "needs_review"),  # of a part
    ],
)
def test_the_report_says_itself_that_it_fell_short(report: str, verdict: str) -> None:
    assert outcome("固定资产投资增长5%。", report)[0] == verdict


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("办好第三届清禾养老产业博览会。", "第三届清禾养老产业博览会成功举办。", "met"),
        ("支持清禾湖申报国家湿地公园。", "清禾湖入选国家湿地公园。", "met"),
        ("支持清禾湖申报国家湿地公园。", "南山获评国家森林公园。", "not_reported"),
        # To be chosen is no end of work that was asked for.
        ("完成清禾湖国家湿地公园改造工程。", "清禾湖国家湿地公园改造工程入选典型案例。", "needs_review"),
    ],
)
def test_events_are_done_when_held_and_titles_when_won(plan: str, report: str, verdict: str) -> None:
    assert outcome(plan, report)[0] == verdict


def test_among_few_numbers_no_word_is_rare() -> None:
    others = "发放补贴30万元。走访困难群众120户。新聘社工15人。举办培训班8期。"
    assert outcome("培训养老护理员300人。", f"{others}培训社会救助协理员310人。")[0] == "needs_review"


def test_every_refused_figure_is_kept() -> None:
    told = "".join(
        f"{place}新建社区食堂{count}个。"
        for count, place in enumerate(("城东", "城西", "城南", "城北", "河东", "河西"), 3)
    )
    judgement = only("新建社区食堂20个。", f"新建社区食堂22个。{told}")
    assert len(judgement.candidates) == 7


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率低于年度目标。"),
        ("单位生产总值能耗下降3%。", "单位生产总值能耗低于年度目标。"),
        ("固定资产投资增长5%。", "固定资产投资增速不低于预期目标。"),
        ("固定资产投资增长5%。", "固定资产投资增速没有低于预期目标。"),
        ("固定资产投资增长5%。", "上半年固定资产投资增速未达预期。"),
        ("固定资产投资增长5%。", "全国固定资产投资增速未达预期。"),
        ("固定资产投资增长5%。", "固定资产投资没有任务。"),
    ],
)
def test_what_is_no_failure_of_this_year_accuses_nobody(plan: str, report: str) -> None:
    assert outcome(plan, report)[0] in ("needs_review", "not_comparable")
