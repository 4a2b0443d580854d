"""Reports that do not belong together: one file twice, two bodies, the wrong order (kpi compare, kpi check)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_workspace import LATER, PLAN, make, make_audited, write

from kpi.between.pairing import doubts
from kpi.cli.app import run
from kpi.model import Report
from kpi.reading import read_report
from kpi.reading.bodies import Same, level_fits, same_body, spoken_level


def report(body: str, year: int, **more: date) -> Report:
    text = f"{body}{year}年工作总结\n{year}年，救助困难群众1{year}人次，其中城市{year}人次，完成全年任务。\n"
    return Report("a.txt", text, f"{body}{year}年工作总结", body, date(year, 1, 1), date(year, 12, 31), **more)


def codes(plan: Report, later: Report) -> list[tuple[str, bool]]:
    return [(doubt.code, doubt.certain) for doubt in doubts(plan, later)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("云溪县民政局", "云溪县民政局", Same.YES),
        ("云溪县民政局", "民政局", Same.MAYBE),
        ("南岭州人民政府", "南岭苗族侗族自治州人民政府", Same.MAYBE),
        ("海滨区人民政府", "临江市海滨区人民政府", Same.MAYBE),
        ("云溪县民政局", "云溪市民政局", Same.UNLIKE),
        ("云溪县民政局", "临川县民政局", Same.NO),
        ("云溪县民政局", "云溪县统计局", Same.NO),
        ("云溪县人民政府", "云溪县民政局", Same.NO),
        ("南岭省人民政府", "南岭市人民政府", Same.NO),
        ("南岭省人民政府", "国务院", Same.NO),
        ("云溪县林业局", "云溪县公安局", Same.NO),
        ("云溪县档案局", "云溪县民政局", Same.NO),
        ("云溪县应急局", "云溪县应急管理局", Same.MAYBE),
        ("清河街道办事处", "石鼓街道办事处", Same.NO),
        ("", "云溪县民政局", Same.MAYBE),
    ],
)
def test_two_names_may_mean_one_body(one: str, other: str, same: Same) -> None:
    assert same_body(one, other) is same_body(other, one) is same


def test_a_government_named_by_its_level_alone_is_none_of_another_level() -> None:
    assert spoken_level("各位代表：\n现在，我代表市人民政府，向大会报告工作。") == "市"
    assert spoken_level("在市第三届人民代表大会\n县人民政府县长") == ""
    assert level_fits("市", "临江市人民政府")
    assert not level_fits("市", "南岭省人民政府")
    assert not level_fits("市", "临江市统计局")


def test_a_report_that_follows_its_plan_is_beyond_doubt() -> None:
    assert codes(report("云溪县民政局", 2022), report("云溪县民政局", 2023)) == []


def test_the_same_text_twice_is_certain_also_in_another_layout() -> None:
    one = report("云溪县民政局", 2022)
    assert codes(one, one) == [("same_report", True)]
    shifted = read_report("来源：县民政局\n\n" + one.text.replace("\n", "\n\n"), "b.txt")
    assert codes(one, shifted) == [("same_report", True)]


def test_another_body_is_certain_by_its_name_and_likely_where_its_level_changed() -> None:
    assert codes(report("云溪县民政局", 2022), report("临川县民政局", 2023)) == [("two_bodies", True)]
    assert codes(report("云溪县民政局", 2022), report("云溪市民政局", 2023)) == [("two_bodies", False)]


def test_the_wrong_order_is_certain_where_both_texts_say_their_year() -> None:
    plan, earlier = report("云溪县民政局", 2023), report("云溪县民政局", 2022)
    assert codes(plan, earlier) == [("wrong_order", True)]
    unsaid = Report("b.txt", "救助12人。", "", "云溪县民政局", earlier.period_start, earlier.period_end)
    assert codes(plan, unsaid) == [("wrong_order", False)]
    published = report("云溪县民政局", 2023, published=date(2024, 1, 5))
    late = report("云溪县民政局", 2022, published=date(2024, 2, 5))
    assert codes(published, late) == [("wrong_order", False)]


def test_one_period_or_a_period_between_is_likely_to_be_a_mistake() -> None:
    plan = report("云溪县民政局", 2022, plan_due=date(2023, 12, 31))
    other = Report("b.txt", "其他文字", "", "云溪县民政局", plan.period_start, plan.period_end)
    assert codes(plan, other) == [("same_period", False)]
    assert codes(plan, report("云溪县民政局", 2024)) == [("gap", False)]


def test_a_report_that_names_no_body_is_told_and_one_of_no_time_refused() -> None:
    plan = report("云溪县民政局", 2022)
    nobody = Report("b.txt", "救助12人。", "", "", date(2023, 1, 1), date(2023, 12, 31))
    assert codes(plan, nobody) == [("body_unsaid", False)]
    assert codes(plan, Report("b.txt", "这是一封信。", "", "")) == [("no_period", True)]


def files(folder: Path, *texts: str) -> list[str]:
    for number, text in enumerate(texts):
        write(folder, f"{number}.txt", text)
    return [str(folder / f"{number}.txt") for number in range(len(texts))]


def test_compare_refuses_what_is_certain_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, later = files(tmp_path, PLAN, LATER)
    assert run(["compare", plan, later]) == 0
    for pair, said in (((plan, plan), "the same report"), ((later, plan), "the wrong order")):
        capsys.readouterr()
        assert run(["compare", *pair, "--lang", "en"]) == 2
        out, err = capsys.readouterr()
        assert said in err
        assert "--force" in err
        assert out == ""
        assert run(["compare", *pair, "--lang", "en", "--force"]) == 0
        assert f"note: {pair[1]}: {said}" in capsys.readouterr().err.replace("perhaps ", "")


def test_compare_refuses_another_body(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan, later = files(tmp_path, PLAN, LATER.replace("云溪县", "临川县"))
    assert run(["compare", plan, later, "--lang", "zh"]) == 2
    assert "计划是“云溪县民政局”的，这份是“临川县民政局”的" in capsys.readouterr().err


def test_check_refuses_a_copy_another_body_and_a_report_before_every_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_audited(tmp_path / "workspace")
    early = LATER.replace("2023年", "2021年")
    copy, strange, before = files(tmp_path, LATER + "\n附注\n", LATER.replace("云溪县", "临川县"), early)
    for path, said in (
        (copy, "the same report as reports/2023.txt"),
        (strange, "'临川县民政局', which is no body of this workspace (there are: 云溪县民政局)"),
        (before, "the wrong order"),
    ):
        assert run(["check", path, "-w", str(root), "--lang", "en"]) == 2
        assert said in capsys.readouterr().err
    assert run(["check", before, "-w", str(root), "--lang", "en", "--force", "--fail-on", "never"]) == 0


def test_check_takes_any_report_of_the_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_audited(tmp_path / "workspace")
    assert run(["check", str(root / "reports/2023-h1.txt"), "-w", str(root), "--fail-on", "never"]) == 0
    assert "reports/2023-h1.txt" in "".join(capsys.readouterr())


def test_check_looks_for_the_workspace_also_where_it_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = files(tmp_path, LATER.replace("2023年", "2024年"))
    monkeypatch.chdir(make_audited(tmp_path / "workspace"))
    assert run(["check", path, "--lang", "en", "--fail-on", "never"]) == 0


def test_a_report_in_the_folder_of_another_body_is_told_by_every_audit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "workspace", kpi_yml="bodies:\n  - {name: 云溪县民政局, reports: reports}\n")
    write(root, "reports/2024.txt", LATER.replace("云溪县", "临川县").replace("2023年", "2024年"))
    for _ in ("cold", "warm"):
        run(["audit", "-w", str(root), "--lang", "en", "--fail-on", "never"])
        said = "".join("".join(capsys.readouterr()).split())  # lines break within words
        assert "reports/2024.txt:thereportnames'临川县民政局',itsfoldersays'云溪县民政局'" in said


def test_targets_that_stand_in_two_files_are_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "workspace")
    write(root, "targets/copy.yml", (root / "targets/yunxi.yml").read_text(encoding="utf-8"))
    run(["validate", "-w", str(root), "--lang", "en"])
    assert "1 targets stand in targets/copy.yml too and count twice" in " ".join(capsys.readouterr().err.split())
