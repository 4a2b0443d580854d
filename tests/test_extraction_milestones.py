"""Milestones: named deliverables with a verb of completion or start; wishes, schemes and rhetoric are none."""

from __future__ import annotations

import pytest

from kpi.extraction import extract
from kpi.model import TargetKind

_REPORT = """清禾县2024年政府工作报告
一、2023年工作回顾
各项工作平稳。
二、2024年工作安排
{}
"""


def milestones(plan: str) -> list[str]:
    found = extract(_REPORT.format(plan), "a").targets
    return [one.text for one in found if one.kind is TargetKind.MILESTONE]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ("开工建设清河大桥、南山水库。", ["开工建设清河大桥、南山水库"]),
        ("力争开工清河抽水蓄能电站。", ["开工清河抽水蓄能电站"]),
        ("清河流域开工建设水光互补项目。", ["清河流域开工建设水光互补项目"]),
        ("启动建设南北通道工程。", ["启动建设南北通道工程"]),
        ("投用县妇幼保健院二期。", ["投用县妇幼保健院二期"]),
        ("打通青山大道至滨江路的连接线。", ["打通青山大道至滨江路的连接线"]),
        ("推动清河电站下闸蓄水。", ["推动清河电站下闸蓄水"]),
        ("实现环湖绿道全线贯通。", ["实现环湖绿道全线贯通"]),
        ("确保通过国家园林县城复查。", ["通过国家园林县城复查"]),
        ("组建清禾文旅发展集团。", ["组建清禾文旅发展集团"]),
        ("举办全国青少年篮球联赛。", ["举办全国青少年篮球联赛"]),
        ("办好第三届清禾博览会、香菇美食节等活动。", ["办好第三届清禾博览会、香菇美食节等活动"]),
        ("推动出台养老服务条例。", ["推动出台养老服务条例"]),
        ("节能减排完成省定目标任务。", ["节能减排完成省定目标任务"]),
        ("2025年、2026年分别建成清南、清北高速。", ["建成清南、清北高速"]),
        ("清河60万千瓦光伏项目年底前并网发电。", ["清河60万千瓦光伏项目年底前并网发电"]),
        (
            "推动青山高速尽快开工建设、清河大桥建成通车、机场改扩建进入规划。",
            ["推动青山高速尽快开工建设", "清河大桥建成通车"],
        ),
        ("推动甲河、乙河、丙河治理工程开工建设。", ["推动甲河、乙河、丙河治理工程开工建设"]),
        ("县博物馆新馆建成开放。", ["县博物馆新馆建成开放"]),
        ("县人民医院通过三级综合医院评审。", ["县人民医院通过三级综合医院评审"]),
        ("青河湖景区创成国家4A级旅游景区。", ["青河湖景区创成国家4A级旅游景区"]),
        ("9月底前完成低保专项治理。", ["完成低保专项治理"]),
        ("县殡仪馆火化设备改造10月底前完成。", ["县殡仪馆火化设备改造10月底前完成"]),
        ("完成清南线县级界线联检。", ["完成清南线县级界线联检"]),
        ("生产安全事故起数和死亡人数实现“双下降”。", ["生产安全事故起数和死亡人数实现“双下降”"]),
    ],
)
def test_a_named_thing_with_a_verb_of_start_or_finish_is_one(plan: str, found: list[str]) -> None:
    assert milestones(plan) == found


@pytest.mark.parametrize(
    "plan",
    [
        "开工一批重大项目。",
        "今年是行动启动之年。",
        "打通产业链堵点卡点。",
        "打造一批服务平台。",
        "办好人民满意的教育。",
        "出台更多惠企政策。",
        "创建一批示范村。",
        "推动各项工作落地见效。",
        "抓实项目开工。",
        "支持企业设立研发中心。",
        "推动“十四五”规划圆满收官。",
        "通过第三方开展满意度评估。",
    ],
)
def test_what_names_nothing_is_none(plan: str) -> None:
    assert milestones(plan) == []


def test_a_list_of_deeds_counts_in_words_too() -> None:
    found = extract(_REPORT.format("办好十项民生实事。抓好三项工作。"), "a").targets
    assert [(one.text, one.value) for one in found] == [("办好十项民生实事", 10)]


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        (
            "加快推进清河电站前期工作，力争年内开工建设。",
            ["加快推进清河电站前期工作，力争年内开工建设"],
        ),
        ("确保颐养中心一期投用，推动二期开工建设。", ["颐养中心一期投用", "推动二期开工建设"]),
        ("切实帮助企业解决问题，确保尽早投产。", []),
    ],
)
def test_what_the_clause_before_names_is_what_is_started_or_finished(plan: str, found: list[str]) -> None:
    assert milestones(plan) == found
