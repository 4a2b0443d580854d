"""What keeps a number from answering: each is a way in which a prototype accused somebody wrongly."""

from __future__ import annotations

import pytest

from tests.matching_support import judged, outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        pytest.param(
            "中央财政安排养老服务补助3200万元。", "中央财政安排就业补助1800万元。", id="fiscal boilerplate"
        ),
        pytest.param("地区生产总值增长6%。", "单位地区生产总值能耗下降3.1%。", id="head noun: GDP and its energy"),
        pytest.param("森林覆盖率达到60%。", "普惠性幼儿园覆盖率达到48%。", id="head noun: coverage of what"),
        pytest.param("制造业技改投资增长20%。", "高技术制造业投资增长9%。", id="sub-population"),
        pytest.param("全社会研发经费达到180亿元。", "省属企业研发投入133亿元。", id="a part of the body"),
        pytest.param("固定资产投资增长5%。", "扣除房地产开发投资后，固定资产投资增长2.7%。", id="an exception"),
        pytest.param("进出口总额增长8%。", "服务贸易进口增长3%。", id="imports are not trade"),
        pytest.param("公共财政支出达到50亿元。", "公共财政收入完成31亿元。", id="revenue and expenditure"),
        pytest.param("高新技术企业达到220家。", "新增高新技术企业46家。", id="stock and flow"),
        pytest.param("城镇居民人均可支配收入增长8%。", "农村居民人均可支配收入增长5%。", id="town and country"),
        pytest.param("新增义务教育学位4000个。", "新增普通高中学位2600个。", id="another level of school"),
        pytest.param("实施工业技改项目120个。", "实施文化旅游项目85个。", id="another object in the same unit"),
    ],
)
def test_is_not_called_missed(plan: str, report: str) -> None:
    assert outcome(plan, report)[0] not in ("missed", "met")


def test_part_of_a_year_does_not_decide_the_year() -> None:
    assert outcome("地区生产总值增长6%。", "上半年地区生产总值增长4.1%。")[0] == "not_comparable"


def test_total_of_five_years_is_no_answer_to_a_year() -> None:
    verdict, _ = outcome("新增城镇就业5000人。", "“十四五”时期，新增城镇就业2.4万人。")
    assert verdict == "not_comparable"


def test_yearly_mean_is_no_answer() -> None:
    assert outcome("地区生产总值增长6%。", "五年来，地区生产总值年均增长5.2%。")[0] == "not_comparable"


def test_state_at_the_end_of_five_years_answers_a_level() -> None:
    assert outcome("行政村通双车道公路覆盖率达到90%。", "五年来，行政村通双车道公路覆盖率达到94%。") == (
        "met",
        "94%",
    )


def test_later_plan_is_no_answer() -> None:
    assert outcome("改造农村公路240公里。", "各项工作取得新成效。", "改造农村公路180公里。")[0] == "not_reported"


def test_old_value_in_the_later_plan_answers() -> None:
    verdict, answer = outcome(
        "孤儿基本生活保障标准提高到每人每月2375元。",
        "民生事业持续改善。",
        "孤儿基本生活保障标准从每人每月2375元提高到2423元。",
    )
    assert (verdict, answer) == ("met", "2375元")


def test_goal_that_is_quoted_in_the_review_accuses_nobody() -> None:
    assert outcome("高职院校扩招200人。", "实现高职院校扩招100人目标。")[0] == "needs_review"


def test_a_number_answers_one_target_only() -> None:
    found = judged("新增养老床位300张，新增护理型养老床位200张。", "新增护理型养老床位120张。")
    assert [j.verdict.value for j in found][1] == "missed"
    assert found[0].verdict.value != "missed"


def test_two_numbers_that_fit_alike_are_left_to_a_person() -> None:
    found = judged("新建社区食堂20个。", "城东新建社区食堂12个，城西新建社区食堂25个。")
    assert found[0].verdict.value in ("needs_review", "met")
    assert {c.answer.text for c in found[0].candidates} == {"12个", "25个"}


def test_jobs_and_persons_are_one_unit_where_the_words_agree() -> None:
    assert outcome("新增就业岗位5000个。", "城镇新增就业5487人。") == ("met", "5487人")


def test_fewer_poor_is_better() -> None:
    assert outcome("减少农村贫困人口1000人以上。", "减少农村贫困人口1232人。")[0] == "met"
