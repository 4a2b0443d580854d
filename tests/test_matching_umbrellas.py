"""Umbrella sentences: 十件民生实事全部办结 speaks for the list that it names, and only for it."""

from __future__ import annotations

import pytest

from kpi.matching.umbrellas import umbrellas
from tests.matching_support import judged, only
from tests.matching_support import rehearsed as rehearsed

LIST = "办好10件民生实事。一是新建老年食堂12个。二是为2万名老人免费体检。"


def verdicts(plan: str, report: str) -> dict[str, str]:
    return {judgement.target.text: judgement.verdict.value for judgement in judged(plan, report)}


@pytest.mark.parametrize(
    "report",
    ["10件民生实事全部办结。", "十件民生实事如期高质量完成。", "全面完成10件民生实事。", "民生实事全面兑现。"],
)
def test_items_of_the_list_are_declared(report: str) -> None:
    found = list(verdicts(LIST, report).values())
    assert found[-2:] == ["declared", "declared"]


@pytest.mark.parametrize("report", ["十件民生实事全部办结。", "每年高质量办成10件民生实事。"])
def test_the_list_itself_is_met_by_its_number(report: str) -> None:
    assert next(iter(verdicts(LIST, report).values())) == "met"


def test_the_umbrella_sentence_is_the_evidence() -> None:
    answer = judged(LIST, "民生持续改善。10件民生实事全部办结，群众满意。")[-1].answer
    assert answer is not None
    assert answer.text == "10件民生实事全部办结，群众满意"


@pytest.mark.parametrize(
    ("plan", "report"),
    [
        ("加强养老服务。新建老年食堂12个。", "10件民生实事全部办结。"),  # in no list
        (LIST, "8件民生实事全部办结。"),  # another list
        (LIST, "10件民生实事基本完成。"),  # not all of it
        (LIST, "进一步办好民生实事。"),  # no result
        (LIST, "每年高质量办成10件民生实事。"),  # the list, whatever it held
    ],
)
def test_other_targets_and_other_lists_are_not(plan: str, report: str) -> None:
    assert "declared" not in verdicts(plan, report).values()


def test_a_figure_of_its_own_goes_first() -> None:
    found = verdicts(LIST, "10件民生实事全部办结。新建老年食堂9个。")
    assert found["一是新建老年食堂12个"] == "missed"


def test_lines_below_the_list_belong_to_it() -> None:
    plan = "切实办好10件民生实事：\n1.新建老年食堂12个。\n2.改造公厕30座。\n加强队伍建设。新招社工50人。"
    assert verdicts(plan, "10件民生实事全部完成。") == {
        "切实办好10件民生实事": "met",
        "1.新建老年食堂12个": "declared",
        "2.改造公厕30座": "declared",
        "新招社工50人": "not_reported",
    }


def test_every_number_of_lists_is_kept() -> None:
    text = "省定20件、市定15件民生实事全部完成。"
    assert [found.counts for found in umbrellas("a", text, [(0, len(text))])] == [[15, 20]]
    assert only("办好15件民生实事。", text).verdict == "met"


def test_a_list_for_enterprises_is_another() -> None:
    assert only("办好10件惠企实事。", "年度10件惠民实事圆满办结。").verdict != "met"


def test_the_list_ends_with_its_last_number() -> None:
    found = verdicts(f"{LIST}新聘社工50人。", "10件民生实事全部办结。")
    assert found["新聘社工50人"] == "not_reported"


def test_a_sentence_that_only_names_the_list_opens_it_where_as_many_follow_as_it_counts() -> None:
    found = verdicts("办好2件民生实事。新建老年食堂12个。新聘社工50人。", "2件民生实事全部办结。")
    assert list(found.values()) == ["met", "declared", "declared"]
    found = verdicts("办好10件民生实事。新建老年食堂12个。新聘社工50人。", "10件民生实事全部办结。")
    assert list(found.values()) == ["met", "not_reported", "not_reported"]
