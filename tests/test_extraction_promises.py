"""What a plan mentions without promising it is no target."""

from __future__ import annotations

import pytest
from extraction_support import figures, targets

from kpi.model import Op, Role


def roles(plan: str) -> list[Role]:
    return [quantity.role for quantity in figures("", plan)]


@pytest.mark.parametrize(
    ("plan", "values"),
    [
        ("今年安排养老资金83万元,比去年增加36万元。", [830000, 360000]),
        ("拟安排债券800万元,比上年减少300万元。", [8000000, 3000000]),
        ("负债率按2.6%安排,比去年低0.4个百分点。", ["2.6", "0.4"]),
        ("合理安排预算。去年全县超收7239万元,其中镇级超收4168万元。", []),
        ("合理安排预算。去年全县超收7239万元,比上年增加300万元,今年要超收8000万元。", [80000000]),
        ("从改革看,两年来发放补贴2100万元,带动投资4200万元。", []),
        ("今年起收费标准已由15.3%降到12%。", []),
        ("改革取消了原先336万元的收费,取消了70多万元的摊派。", []),
        ("由社会机构为了300名老人开展服务。", [300]),
    ],
)
def test_results_are_no_targets_but_rises_against_last_year_are(plan: str, values: list[object]) -> None:
    assert [str(t.value) for t in targets(plan)] == [str(value) for value in values]


@pytest.mark.parametrize(
    "plan",
    [
        "凝聚全县8亿人民的力量。",
        "今年高校毕业生将达7万人。",
        "我省有3000万人口、900万劳动力资源。",
        "建设56个民族的共同家园。",
        "落实支持民间投资新36条,细化措施。",
        "小麦收购价每50公斤。",
        "延续15%的优惠税率。",
        "保持6%一档的税率不变。",
        "对应纳税所得额不到100万元的部分减半征收。",
        "围绕22个产业、189条产业链,补链延链。",
        "做好城北组团8.8平方公里起步区的规划。",
        "支持12英寸硅片扩产。",
        "落实“技改18条”。",
        "落实“民营经济”33条。",
        "落实市安委会15条硬措施。",
        "巩固“6个90%”优势。",
        "力争收益10万元以下行政村清零。",
        "我市4个国家级、13个省级开发区是主战场。",
        "在7个项目全面投产基础上,加快改造。",
        "用好“10%工作法”。",
        "全国近3亿人领取养老金,必须确保发放。",
        "重点把握好5个方面。",
        "关停10万千瓦及以下燃煤机组。",
        "以25万吨铜杆、32万吨铜资源综合利用项目为龙头。",
        "重点做好以下10方面工作。",
        "上述2万元全部拨付到位。",
        "降低电价5%政策延长到年底。",
        "推动华新二期10万吨高纯镍、40万吨磷酸铁锂等项目开工建设。",
        "鼓励年用电量50亿度以上的企业改造。",
    ],
)
def test_what_exists_or_goes_on_is_no_target(plan: str) -> None:
    assert [target.text for target in targets(plan) if target.value is not None] == []


@pytest.mark.parametrize(
    ("plan", "texts"),
    [
        ("力争收入过10万元的行政村占70%以上。", ["70%"]),
        ("推动总投资572万元的74个项目落地。", ["74个"]),
        ("年收益超10万元、超30万元村集体分别达55个、20个。", ["55个", "20个"]),
        ("8个产业集群全产业链产值突破6100万元。", ["6100万元"]),
        ("整合设立总规模不低于100万元的产业引导基金。", ["100万元"]),
        ("力争规上工业产值超500亿元。", ["500亿元"]),
        ("引进高校毕业生2万人以上。", ["2万人"]),
        ("围绕主导产业开展招商80次。", ["80次"]),
        ("补充更新30个健身点。", ["30个"]),
        ("2个泊位开工建设。", ["2个"]),
        ("公交与轨道50米内换乘比例提高到90%。", ["90%"]),
        ("经营性收入50万元以上行政村占比达到70%。", ["70%"]),
        ("收益80万元以上的村达15个、40万元以上的村达190个。", ["15个", "190个"]),
        ("500万元以上固定资产投资增长3%。", ["3%"]),
        ("引进2户以上跨境电商企业。", ["2户"]),
        ("将现行16%的税率降至13%。", ["13%"]),
        ("力争引进5亿元、10亿元以上项目各2个。", ["2个"]),
        ("推动39个已签约项目开工、84个在谈项目签约。", ["39个", "84个"]),
        ("利用现有场地改造建设20个站点。", ["20个"]),
        ("确保开工率一季度达到35%、上半年达到80%。", ["35%", "80%"]),
        ("改造2000年前建成的小区,更换管网300公里。", ["300公里"]),
        ("已建成的主要有:堤防6100公里;新增公路1万公里。", []),
        ("算力规模突破2万P。", ["2万P"]),
    ],
)
def test_the_figure_that_is_asked_for_is_the_target(plan: str, texts: list[str]) -> None:
    found = [quantity.text for quantity in figures("", plan) if quantity.role is Role.TARGET]
    assert found == texts


def test_a_count_in_the_title_of_a_five_year_plan_makes_no_target_of_a_review() -> None:
    assert figures("完成三年计划、15万名群众搬迁。")[-1].role is Role.ACTUAL


@pytest.mark.parametrize(
    ("plan", "op"),
    [
        ("内设机构由40个减少到29个。", Op.AT_MOST),
        ("办理时限压降至5个。", Op.AT_MOST),
        ("赤字率拟按3%安排。", Op.EXACTLY),
        ("空置房减少300套。", Op.AT_LEAST),
    ],
)
def test_the_words_before_a_number_say_which_side_counts(plan: str, op: Op) -> None:
    assert targets(plan)[-1].op is op


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        ("新签约10亿元以上项目50个。", "新签约10亿元以上项目50个"),
        ("形成10个营业收入超100亿元的产业集群。", "形成10个营业收入超100亿元的产业集群"),
        ("为2万名65岁以上老年人体检。", "为2万名65岁以上老年人"),
    ],
)
def test_a_size_or_an_age_belongs_to_the_clause_of_its_count(plan: str, text: str) -> None:
    (target,) = targets(plan)
    assert target.text.startswith(text)


def test_a_year_behind_the_plans_is_later_and_its_figure_a_target() -> None:
    (target,) = targets("按现价计算,2030年生产总值将超过55亿元。")
    assert target.due.year == 2030


@pytest.mark.parametrize(
    "review",
    [
        "签约项目279个、拟投资1413万元。",
        "先后4次降低存款准备金率。",
        "在建、拟建项目63个。",
        "省定20件民生实事全部完成。",
        "为民要办的10项年度目标任务如期完成。",
        "重点项目投资完成全年任务的116.1%。",
        "完成投资1258.7万元、超目标任务26.2个百分点。",
        "如期完成裁减员额50人的任务。",
        "全长56公里的大道即将贯通。",
    ],
)
def test_no_target_of_a_review(review: str) -> None:
    assert all(quantity.role is not Role.TARGET for quantity in figures(review))
