"""Not reported is said only where nothing of the matter was turned down: same number, or same rare noun."""

from __future__ import annotations

import pytest

from tests.matching_support import only, outcome
from tests.matching_support import rehearsed as rehearsed

OTHERS = "发放补贴30万元。走访困难群众120户。新聘社工15人。举办培训班8期。修缮祠堂2座。植树6万株。"
SPOTS = "完成梧桐路、桂花巷、柳林街、青石里、长安里、望月里等13处低洼点位改造。"


@pytest.mark.parametrize(
    ("plan", "report", "reason"),
    [
        (SPOTS, f"{OTHERS}消除点位13处。", "same_number"),
        ("打造集商贸、物流、仓储、展销于一体的绿电园区4个。", f"{OTHERS}建成绿电园区8个。", "same_noun"),
        ("新建养老家庭照护床位20张。", f"{OTHERS}新增家庭养老床位98张。", "same_noun"),
        ("为企业减负100亿元以上。", f"{OTHERS}为经营主体减负118亿元。", "same_noun"),
    ],
)
def test_figure_with_its_gate_is_shown(plan: str, report: str, reason: str) -> None:
    judgement = only(plan, report)
    assert judgement.verdict == "needs_review"
    assert judgement.answer is not None
    assert reason in [candidate.reason for candidate in judgement.candidates]


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        ("完成梧桐路等13处易积水点位改造。", f"{OTHERS}新建公厕13处。"),  # the number alone is none of the matter
        ("完成梧桐路等13处易积水点位改造。", OTHERS),
        ("新建养老家庭照护床位20张。", f"{OTHERS}新增医院床位98张。"),
        ("建设智慧养老产业园3个。", f"{OTHERS}新增现代农业产业园1个。"),  # two kinds of one class
        ("失业人员实现再就业1000人。", f"{OTHERS}五年来，城镇新增就业2.6万人。"),  # two indicators
    ],
)
def test_nothing_of_the_matter(plan: str, report: str) -> None:
    assert outcome(plan, report)[0] == "not_reported"


def test_the_next_plan_is_no_evidence() -> None:
    assert (
        outcome("完成梧桐路等13处易积水点位改造。", OTHERS, next_plan="消除易积水点位13处。")[0] == "not_reported"
    )


def test_target_that_names_nothing_shows_the_nearest_number() -> None:
    judgement = only("全年计划完成投资80亿元。", f"{OTHERS}重点项目完成投资82亿元。")
    assert judgement.verdict == "needs_review"
    assert [candidate.reason for candidate in judgement.candidates] == ["nameless"]


def test_it_is_shown_with_little_confidence_beside_what_was_asked() -> None:
    judgement = only(SPOTS, f"{OTHERS}消除点位13处。")
    assert (judgement.confidence, judgement.note) == (0.4, "13处 ? 13处")


def test_sentence_with_half_the_words_its_noun_and_a_verb_is_shown() -> None:
    told = "沿街楼房外墙和路灯亮化改造工程全面完工。"
    judgement = only("实施老城区沿街楼房外墙亮化改造163栋。", f"{OTHERS}{told}")
    assert judgement.verdict in ("needs_review", "not_comparable")
    assert judgement.answer is not None
    assert judgement.answer.text in told


def test_more_of_the_unit_with_two_words_is_shown() -> None:
    judgement = only("利用闲置厂房、人防地下室建设停车位2500个。", f"{OTHERS}新增停车位和车库4100个。")
    assert judgement.verdict == "needs_review"
    assert [candidate.reason for candidate in judgement.candidates] == ["near_number"]


def test_of_words_that_name_nothing_nobody_is_said_to_be_silent() -> None:
    assert outcome("力争达到60万套。", f"{OTHERS}建成租赁住房61万套。")[0] == "needs_review"


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        ("开工建设清禾县首个室内冰雪健身中心。", "南山全民健身中心开建"),  # the same noun, with a verb
        ("发布新一批“清禾标准”。", "“清禾标准”新增12项"),  # … or with a figure
    ],
)
def test_sentence_on_the_noun_of_a_milestone_is_shown(plan: str, told: str) -> None:
    assert outcome(plan, f"{OTHERS}{told}。") == ("needs_review", told)


def test_many_sentences_on_a_noun_are_of_other_things() -> None:
    told = "".join(f"{place}健身中心开建。" for place in ("城东", "城西", "城南", "城北"))
    assert outcome("开工建设清禾县首个室内冰雪健身中心。", f"{OTHERS}{told}")[0] == "not_reported"
