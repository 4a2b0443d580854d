"""Milestones: met, in progress or not reported, from the later report's own words."""

from __future__ import annotations

import pytest

from tests.matching_support import only, outcome
from tests.matching_support import rehearsed as rehearsed


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("出台《云水县养老服务条例》。", "《云水县养老服务条例》已于9月正式出台。", "met"),
        ("出台《云水县养老服务条例》。", "《云水县养老服务条例》已形成征求意见稿。", "in_progress"),
        ("出台《云水县养老服务条例》。", "城乡低保提标扩面。", "not_reported"),
        ("修订《云水县临时救助实施细则》。", "新修订的临时救助实施细则自7月起施行。", "met"),
        ("修订《云水县临时救助实施细则》。", "农村临时救助实施细则自7月起施行。", "not_reported"),
        ("修订《云水县临时救助实施细则》。", "省民政厅新修订的临时救助实施细则自7月起施行。", "not_reported"),
        ("县失能老年人照护中心投入运营。", "县失能老年人照护中心已建成并投入运营。", "met"),
        (
            "县失能老年人照护中心投入运营。",
            "县失能老年人照护中心主体工程已完工，正在进行室内装修。",
            "in_progress",
        ),
        ("青石综合保税区封关运营。", "青石综合保税区通过国家验收。", "in_progress"),
        ("建成青石养老产业园一期。", "青石养老产业园一期厂房封顶。", "in_progress"),
        ("青石大桥年内合龙。", "青石大桥顺利合龙。", "met"),
        ("云青高铁建成通车。", "云青高铁全线铺轨完成，转入联调联试阶段。", "in_progress"),
        ("云河实验室挂牌运行。", "云河实验室组建方案获批，科研楼完成主体施工。", "in_progress"),
        ("县物流产业园建成开园。", "县物流产业园完成选址和可研批复。", "in_progress"),
        ("县物流产业园建成开园。", "县物流产业园完成招标，9月建成开园。", "met"),
        ("云水大道改线工程开工建设。", "云水大道改线工程施工图设计获批，用地报批手续办结。", "in_progress"),
        ("县第三小学投入使用。", "县第三小学如期开学。", "met"),
        ("滨江养老院年内投入运营。", "滨江养老院5月竣工验收，因运营方二次招标延期开业。", "in_progress"),
        ("修订《云水县临时救助工作规程》。", "重新修订并印发临时救助工作规程。", "met"),
        # A stage, or what is to come: not done yet.
        (
            "县福利中心照护专区投入使用。",
            "县福利中心照护专区完成装修和设备安装，正办理消防验收手续。",
            "in_progress",
        ),
        ("云水新能源电池项目建成投产。", "云水新能源电池项目厂房全部建成，设备陆续进场安装。", "in_progress"),
        ("编纂出版《云水县地名志》。", "《云水县地名志》完成终审、即将付印。", "in_progress"),
        ("通过国家卫生县城复审。", "国家卫生县城顺利通过复审。", "met"),
        # The name that it bears in quotes: something is said of it, whatever.
        ("“云民通”智慧民政平台上线运行。", "“云民通”平台完成需求调研，将于明年开发。", "needs_review"),
        # Most of the words without the thing itself: for a person to read.
        ("启动高级别自动驾驶示范区建设四期任务。", "高级别自动驾驶示范区完成设施部署。", "needs_review"),
        ("争取创建青石湾国家实验室基地。", "青石湾国家实验室基地启动运行。", "met"),
    ],
)
def test_milestone(plan: str, report: str, verdict: str) -> None:
    judgement = only(plan, report)
    assert judgement.verdict == verdict
    assert (judgement.answer is None) == (verdict == "not_reported")


def test_evidence_is_the_clause_in_the_report() -> None:
    answer = only(
        "出台《云水县养老服务条例》。", "深化改革。《云水县养老服务条例》已于9月正式出台，反响良好。"
    ).answer
    assert answer is not None
    assert answer.text == "《云水县养老服务条例》已于9月正式出台"
    assert answer.value is None


def test_evidence_is_in_the_report_s_own_characters() -> None:
    judgement = only("出台《云水县养老服务条例》。", "《云水县养老服务条例》（修订）已于９月出台。")
    assert judgement.answer is not None
    assert judgement.answer.text == "《云水县养老服务条例》（修订）已于９月出台"


def test_stage_before_use_is_under_way() -> None:
    assert outcome("云水大桥建成通车。", "云水大桥主桥合龙贯通。")[0] == "in_progress"
    assert outcome("云水大桥建成通车。", "云水大桥贯通并建成通车。")[0] == "met"


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("养老床位使用率持续提高。", "养老床位使用率提高3个百分点。", "met"),
        ("养老床位使用率持续提高。", "养老床位使用率稳居全省前列。", "not_comparable"),
        ("养老床位使用率持续提高。", "养老床位使用率下降3个百分点。", "needs_review"),
        ("养老床位使用率保持全省前列。", "养老床位使用率居全省第二。", "met"),
        ("养老床位使用率保持稳定。", "养老床位使用率达62%。", "not_comparable"),
        ("提高残疾人两项补贴标准。", "残疾人两项补贴标准分别提高到100元和120元。", "met"),
        ("提高残疾人两项补贴标准。", "城乡殡葬服务提质扩面。", "not_reported"),
        ("确保不发生规模性返贫致贫。", "全年没有发生规模性返贫致贫。", "met"),
        ("确保不发生规模性返贫致贫。", "稳定消除规模性返贫致贫风险。", "not_comparable"),
    ],
)
def test_what_keeps_its_way_is_answered_by_the_way_that_is_told(plan: str, report: str, verdict: str) -> None:
    assert only(plan, report).verdict == verdict


def test_what_the_plan_says_was_drawn_up_and_is_put_to_the_meeting_was_done() -> None:
    plan = "编制云水县养老服务“十五五”规划。"
    following = "县里编制了《云水县养老服务第十五个五年规划（草案）》，提请审查。"
    judgement = only(plan, "各项工作稳步推进。", following)
    assert (judgement.verdict, judgement.answer and judgement.answer.text) == (
        "met",
        "编制了《云水县养老服务第十五个五年规划（草案）》",
    )
    assert only(plan, "各项工作稳步推进。", "编制云水县养老服务“十五五”规划。").verdict == "not_reported"


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("建成清云铁路。", "清禾至云水铁路建成通车。", "met"),
        ("启动建设中荷设施养老产业园。", "建设云水养老城、中荷现代设施养老产业园。", "met"),
        ("开工建设清禾电站。", "清禾电站具备核准条件。", "in_progress"),
        ("养老服务等支柱产业突破百亿级规模。", "文旅、养老服务2大支柱产业迈入百亿级规模。", "met"),
        ("养老服务等支柱产业突破百亿级规模。", "文旅、养老服务2大支柱产业迈入十亿级规模。", "not_comparable"),
        ("建成中荷设施养老产业园。", "建设云水养老城、中荷现代设施养老产业园。", "in_progress"),
        ("办好云水养老产业博览会。", "云水养老产业博览会影响力不断扩大。", "met"),
    ],
)
def test_the_same_thing_in_other_words(plan: str, report: str, verdict: str) -> None:
    assert only(plan, report).verdict == verdict


@pytest.mark.parametrize(
    ("plan", "report", "verdict"),
    [
        ("制定养老服务改革3.0方案。", "养老服务改革2.0方案全面完成。", "not_reported"),
        ("公布第三批养老服务示范点。", "养老服务第二批示范点公布。", "not_reported"),
        ("公布第三批养老服务示范点。", "养老服务第三批示范点公布。", "met"),
        ("云水医院晋升为二级甲等综合医院。", "云水医院急救中心投入使用。", "not_reported"),
        ("投资3亿元的云水颐养中心开工建设。", "投资3亿元的云水颐养中心项目成功落地。", "in_progress"),
        ("云水写字楼投入使用。", "云水写字楼土建工程全面完工。", "in_progress"),
        ("完成云水口岸验收。", "云水口岸正式启用。", "met"),
    ],
)
def test_another_lot_stage_or_version_answers_nothing(plan: str, report: str, verdict: str) -> None:
    assert only(plan, report).verdict == verdict


def test_what_was_finished_does_not_accuse_of_what_was_to_be_started() -> None:
    plan = "老楼加装电梯新开工1000部。"
    assert outcome(plan, "老楼加装电梯876部。")[0] != "missed"
    assert outcome(plan, "老楼加装电梯新开工876部。")[0] == "missed"


@pytest.mark.parametrize(
    ("plan", "told", "verdict"),
    [
        # Two of a kind: what tells one from the other is not told.
        ("建成云水养老公寓。", "山海养老公寓建成。", "not_reported"),
        ("制定殡葬用地流转的指导意见。", "出台关于社区食堂的指导意见。", "not_reported"),
        ("支持“云水竹编技艺”申报国家级非物质文化遗产。", "清禾灯会入选全球重要农业文化遗产。", "not_reported"),
        # … but the plan named none.
        ("建成首个室内养老公寓。", "山海养老公寓建成。", "needs_review"),
    ],
)
def test_the_noun_alone_is_another_of_its_kind(plan: str, told: str, verdict: str) -> None:
    assert only(plan, f"发放补贴30万元。走访困难群众120户。新聘社工15人。{told}").verdict == verdict


@pytest.mark.parametrize(
    ("plan", "told", "verdict"),
    [
        ("对慈善基金进行全面审计。", "及时对慈善基金进行全面审计。", "met"),
        ("实施困境儿童关爱保护二期工程。", "实施困境儿童关爱保护二期工程。", "met"),
        ("实施困境儿童关爱保护二期工程。", "加快实施困境儿童关爱保护二期工程。", "in_progress"),
    ],
)
def test_what_is_done_by_doing_it_is_answered_by_the_same_verb(plan: str, told: str, verdict: str) -> None:
    assert only(plan, told).verdict == verdict


@pytest.mark.parametrize(
    ("plan", "told", "verdict"),
    [
        ("实施困境儿童关爱保护二期工程。", "实施困境儿童保护二期工程，扩大救助范围。", "met"),
        ("完成适老化住房项目交付任务。", "适老化住房任务完成。", "met"),
        ("建成云水颐养中心一期工程。", "云水颐养中心开业运营。", "met"),
        ("建成云水颐养中心二期工程。", "云水颐养中心开业运营。", "needs_review"),
        ("建立服务老人“四访四到”机制。", "推开服务老人“四访四到”机制。", "met"),
    ],
)
def test_the_same_thing_by_a_shorter_name(plan: str, told: str, verdict: str) -> None:
    assert only(plan, told).verdict == verdict
