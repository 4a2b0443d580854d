"""How much a target matters: by its plan's words, by what people wrote, and what follows for findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from known_support import known
from small_workspace import FILES, make, make_audited, only, replace, write

from kpi.auditing.pipeline import audit
from kpi.auditing.result import AuditResult
from kpi.errors import KpiError
from kpi.extraction import extract
from kpi.extraction.repeats import told_once
from kpi.presenting.problems import describe
from kpi.workspace.config import load_config
from kpi.workspace.drafting import draft_yaml
from kpi.workspace.targets import load_targets

HEAD = "南岭市2025年政府工作报告\n各位代表：\n一、2024年工作回顾\n全年平稳。\n二、2025年工作安排\n"


def weights(plan: str) -> dict[str, str]:
    return {target.text: target.weight.value for target in extract(HEAD + plan, "a.txt").targets}


def headlines(plan: str) -> list[str]:
    return [words for words, weight in weights(plan).items() if weight == "headline"]


def test_what_is_neither_announced_nor_counted_has_the_weight_of_its_kind() -> None:
    found = weights("新增养老床位300张。出台《南岭市养老服务办法》。\n")
    assert found == {"新增养老床位300张": "number", "出台《南岭市养老服务办法》": "milestone"}


def test_the_figures_behind_an_announcement_go_on_over_sentences_of_figures() -> None:
    plan = (
        "主要预期目标是：生产总值增长6%以上。一产、二产增加值分别增长4%、7%。"
        "全市上下要坚定信心，迎难而上，新建社区食堂20家。新增养老床位300张。\n"
    )
    assert headlines(plan) == ["生产总值增长6%以上", "一产、二产增加值分别增长4%", "7%"]


@pytest.mark.parametrize("opening", ["主要预期目标是：\n", "主要预期目标\n是："])
def test_the_figures_may_stand_on_the_lines_below(opening: str) -> None:
    plan = opening + "生产总值增长6%以上；\n新增城镇就业3万人。\n新建社区食堂20家。\n"
    assert headlines(plan)[0] == "生产总值增长6%以上"
    assert "新建社区食堂20家" not in headlines(plan)


def test_a_counted_list_of_deeds_makes_its_items_headlines() -> None:
    plan = "今年办好{}件民生实事：\n1.新建社区食堂20家。\n2.出台《社区食堂办法》。\n培育企业50家。\n"
    deed = "今年办好2件民生实事"
    assert headlines(plan.format(2)) == [deed, "1.新建社区食堂20家", "出台《社区食堂办法》"]
    assert headlines(plan.format("二"))[-2:] == ["1.新建社区食堂20家", "出台《社区食堂办法》"]
    assert headlines(plan.format(10)) == ["今年办好10件民生实事"]  # two items are not the ten


def test_work_for_the_people_that_counts_nothing_is_no_list() -> None:
    assert headlines("（一）办好民生实事，改善生活。新建社区食堂20家。\n") == []


def test_an_announcement_in_a_review_weighs_nothing() -> None:
    text = HEAD.replace("全年平稳。", "主要预期目标是：新建社区食堂20家，任务数30家。") + "新增床位300张。\n"
    assert [t.text for t in extract(text, "a.txt").targets if t.weight == "headline"] == []


# --- one promise told twice --------------------------------------------------------------------------


def told(plan: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(target.text, also) for target, also in told_once(extract(HEAD + plan, "a.txt").targets)]


def test_a_promise_told_twice_is_one_and_keeps_both_quotes(tmp_path: Path) -> None:
    plan = (
        "（一）扩大投资。固定资产投资今年要增长10%左右。\n（二）目标。主要预期目标是：固定资产投资增长10%左右。\n"
    )
    assert told(plan) == [("固定资产投资今年要增长10%左右", ("固定资产投资增长10%左右",))]
    drafted = draft_yaml(extract(HEAD + plan, "a.txt"), "a.txt")
    assert 'also: ["固定资产投资增长10%左右"]' in drafted
    assert "weight: headline" in drafted  # one of the two tellings is one


def test_like_words_of_different_things_are_two_promises() -> None:
    assert len(told("甲园区新引进项目40个、新开工30个，乙园区新引进项目50个、新开工30个。\n")) == 4
    assert len(told("推动肉牛、草业2个产业链和马铃薯、羊绒2个产业链升级。\n")) == 2
    assert len(told("固定资产投资增长10%左右，工业投资增长10%左右。\n")) == 2


# --- who may set it ------------------------------------------------------------------------------


def weighed(root: Path) -> tuple[str, str]:
    (target,) = audit(root).targets
    return target.weight, target.weight_rule


def dropped(root: Path) -> Path:
    """The small workspace, whose later report says nothing of its one target."""
    make(root)
    replace(root, "reports/2023.txt", "节地生态安葬率达76.5%。", "")
    return known(root)


def plan_as_headline(root: Path) -> None:
    replace(root, "reports/2023-h1.txt", "下半年，节地生态", "下半年主要预期目标是：节地生态")


def severities(result: AuditResult) -> dict[str, str]:
    return {f.expectation: f.severity for f in result.findings if f.expectation.endswith("-dropped")}


def test_a_dropped_headline_is_critical_and_another_dropped_target_a_warning(tmp_path: Path) -> None:
    root = dropped(tmp_path / "workspace")
    assert severities(audit(root)) == {"target-dropped": "warning"}
    plan_as_headline(root)
    result = audit(root)
    assert severities(result) == {"headline-dropped": "critical"}
    assert (result.targets[0].weight, result.targets[0].weight_rule) == ("headline", "weight.headline.expected")


def test_the_target_comes_before_kpi_yml_and_that_before_the_catalogue(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace", kpi_yml=FILES["kpi.yml"] + only("targets"))
    assert weighed(root) == ("number", "weight.number")
    write(root, "indicators.yml", "indicators:\n  - {id: eco-burial-rate, weight: headline}\n")
    assert weighed(root) == ("headline", "indicators.yml")
    kpi_yml = (root / "kpi.yml").read_text(encoding="utf-8")
    write(root, "kpi.yml", kpi_yml + "weights:\n  milestone: [yunxi/burial]\n")
    assert weighed(root) == ("milestone", "kpi.yml")
    replace(root, "targets/yunxi.yml", "at_least: 80%", "at_least: 80%\n    weight: number")
    assert weighed(root) == ("number", "targets/yunxi.yml")


def test_what_makes_less_of_a_headline_is_told_in_every_output(tmp_path: Path) -> None:
    root = dropped(tmp_path / "workspace")
    plan_as_headline(root)
    replace(root, "targets/yunxi.yml", "at_least: 80%", "at_least: 80%\n    weight: number")
    result = audit(root)
    assert severities(result) == {"target-dropped": "warning"}
    (told,) = result.weakened
    assert describe(told, "en") == (
        "targets/yunxi.yml: 1 targets that the plan puts first are made less of here (such as yunxi/burial)"
    )


def test_a_weight_of_nothing_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace")
    write(root, "kpi.yml", "bodies:\n  - name: 云溪县民政局\nweights:\n  headline: [节地生态安葬]\n")
    (found,) = [one for one in audit(root).warnings if one.code == "weight_of_nothing"]
    assert (found.file, found.line, found.fields["nearest"]) == ("kpi.yml", 4, "节地生态安葬率")


def test_an_unknown_weight_is_an_error_with_the_nearest_word(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace")
    replace(root, "targets/yunxi.yml", "at_least: 80%", "at_least: 80%\n    weight: headlines")
    with pytest.raises(KpiError) as error:
        load_targets(load_config(root))
    (found,) = error.value.problems
    assert (found.code, found.fields["nearest"]) == ("unknown_choice", "headline")


def test_a_quote_is_looked_up_in_the_plan_before_the_review(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace", kpi_yml=FILES["kpi.yml"] + only("targets"))
    replace(root, "reports/2023-h1.txt", "上半年，共有", "上半年，节地生态安葬率达80%以上，共有")
    (target,) = audit(root).targets
    assert target.promise is not None
    assert target.promise.sentence.startswith("下半年")


# --- no targets at all -------------------------------------------------------------------------------


def test_without_targets_the_figures_are_checked_alone_and_every_output_says_so(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace")
    (root / "targets/yunxi.yml").unlink()
    result = audit(root)
    assert {finding.severity for finding in result.findings if finding.expectation == "sum-inconsistent"} == {
        "critical"
    }
    assert result.exit_code == 1
    assert [told.code for told in result.weakened] == ["arithmetic_alone"]
    replace(root, "reports/2023-h1.txt", "民办11家", "民办10家")
    assert audit(root, "critical").exit_code == 0


def test_a_targets_folder_that_is_named_and_not_there_is_an_error(tmp_path: Path) -> None:
    root = make_audited(tmp_path / "workspace")
    write(root, "kpi.yml", "targets: aims\n")
    with pytest.raises(KpiError) as error:
        audit(root)
    assert "no_targets" in [found.code for found in error.value.problems]
