"""A second draft over a hand-edited file: edits stay, what is new comes in, what changed or went is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.model import Op, Reading, Report, Subject, Target, TargetKind
from kpi.workspace.config import load_config
from kpi.workspace.drafting import draft_yaml
from kpi.workspace.naming import unique_ids
from kpi.workspace.redrafting import Redraft, redraft
from kpi.workspace.targets import load_targets

DUE = date(2025, 12, 31)
PLAN = "reports/2025.txt"


def target(words: str, subject: str, value: str, unit: str, **more: object) -> Target:
    kind, op = TargetKind.LEVEL, Op.AT_LEAST
    base = Target("t", 0, 0, words, Subject(subject), kind, op, DUE, Decimal(value), unit=unit)
    return replace(base, **more)  # type: ignore[arg-type]


BURIAL = target("节地生态安葬率达80%以上", "节地生态安葬率", "80", "%")
BEDS = target("新增养老床位100张", "新增养老床位", "100", "张", kind=TargetKind.AMOUNT)
MEALS = target("老年助餐点达到60个", "老年助餐点", "60", "个")
RULES = Target("t", 0, 0, "出台《养老服务办法》", Subject("养老服务办法"), TargetKind.MILESTONE, Op.DONE, DUE)
ALL = (BURIAL, BEDS, MEALS, RULES)


def reading(*targets: Target) -> Reading:
    text = "下半年" + "，".join(found.text for found in targets) + "。"
    return Reading(Report("2025", text, body="云溪县民政局", plan_due=DUE), targets=targets)


def again(folder: Path, text: str, *targets: Target) -> Redraft:
    path = folder / "a.yml"
    path.write_bytes(text.encode())
    return redraft(text, path, reading(*targets), PLAN)


def told(done: Redraft) -> list[tuple[str, str]]:
    return [(change.kind.value, change.id) for change in done.changes]


def draft(*targets: Target) -> str:
    return draft_yaml(reading(*targets), PLAN)


def test_an_unchanged_plan_changes_nothing(tmp_path: Path) -> None:
    text = draft(*ALL)
    assert again(tmp_path, text, *ALL) == Redraft(text, (), 4)


def test_every_edit_survives_letter_by_letter(tmp_path: Path) -> None:
    edited = (
        draft(*ALL)
        .replace("body: 云溪县民政局", "body:   '云溪县民政局'   # 本局")
        .replace("  - id: 节地生态安葬率", "\n  # 重点\n  - id: eco-burial")
        .replace("at_least: 80%", "at_least: 75%  # 报市局同意")
        .replace("床位100张\n  - id", "床位100张\n    note: |\n      见会议纪要\n\n      # 第3号\n\n  - id")
    )
    done = again(tmp_path, edited, *ALL)
    assert done.text == edited
    assert [(c.kind.value, c.id, c.plan, c.file) for c in done.changes] == [
        ("edited", "eco-burial", "at_least: 80%", "at_least: 75%")
    ]


def test_what_is_new_comes_last_and_nothing_else_moves(tmp_path: Path) -> None:
    first = draft(BURIAL, BEDS).replace("100张\n    quote", "100张\n    # 由养老科负责\n    quote")
    done = again(tmp_path, first, BURIAL, BEDS, MEALS)
    body, memory = first.split("# 以下由")[0], done.text.split("# 以下由")[1]
    assert done.text.startswith(body + "  - id: 老年助餐点\n    indicator: 老年助餐点\n    at_least: 60个\n")
    assert "老年助餐点~" in memory
    assert told(done) == [("new", "老年助餐点")]
    assert told(again(tmp_path, done.text, BURIAL, BEDS, MEALS)) == []


def test_what_a_person_removed_stays_removed(tmp_path: Path) -> None:
    text = draft(*ALL)
    start = text.index("  - id: 新增养老床位")
    edited = text[:start] + text[text.index("  - id: 老年助餐点") :]
    done = again(tmp_path, edited, *ALL)
    assert done.text == edited
    assert [(c.kind.value, c.id, c.plan, c.file) for c in done.changes] == [
        ("left_out", "新增养老床位", "新增养老床位100张", "")
    ]


def test_a_changed_plan_is_told_and_the_file_keeps_its_number(tmp_path: Path) -> None:
    higher = replace(BURIAL, text="节地生态安葬率达85%以上", value=Decimal(85))
    text = draft(*ALL)
    done = again(tmp_path, text, higher, *ALL[1:])
    assert [(c.kind.value, c.plan, c.file) for c in done.changes] == [
        ("changed", "节地生态安葬率达85%以上", "节地生态安葬率达80%以上")
    ]
    assert "at_least: 80%" in done.text


def test_a_changed_plan_is_recognised_under_another_id_by_its_words(tmp_path: Path) -> None:
    higher = replace(BURIAL, text="节地生态安葬率达85%以上", value=Decimal(85))
    done = again(tmp_path, draft(*ALL).replace("- id: 节地生态安葬率", "- id: burial"), higher, *ALL[1:])
    assert told(done) == [("changed", "burial")]


def test_what_the_plan_dropped_stays_in_the_file_and_is_told(tmp_path: Path) -> None:
    text = draft(*ALL)
    done = again(tmp_path, text, BURIAL, BEDS, RULES)
    assert told(done) == [("gone", "老年助餐点")]
    assert "  - id: 老年助餐点" in done.text


def test_a_persons_own_target_without_quote_is_nobodys_business(tmp_path: Path) -> None:
    own = "  - id: own\n    milestone: 完成搬迁\n# 以下由"
    assert told(again(tmp_path, draft(*ALL).replace("# 以下由", own), *ALL)) == []


def test_a_new_target_takes_no_id_that_is_there(tmp_path: Path) -> None:
    text = draft(BURIAL).replace("- id: 节地生态安葬率", "- id: 老年助餐点")
    assert told(again(tmp_path, text, BURIAL, MEALS)) == [("new", "老年助餐点-2")]


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    done = again(tmp_path, draft(BURIAL, BEDS).replace("\n", "\r\n"), BURIAL, BEDS, MEALS)
    assert done.text.count("\r\n") == done.text.count("\n")


@pytest.mark.parametrize("indent", ["", "    "])
def test_the_files_own_indentation_is_kept(tmp_path: Path, indent: str) -> None:
    text = f"body: 云溪县民政局\ndue: 2025-12-31\ntargets:\n{indent}- id: x\n{indent}  milestone: 完成搬迁"
    done = again(tmp_path, text, MEALS)
    assert done.text.startswith(f"{text}\n{indent}- id: 老年助餐点\n{indent}  indicator: 老年助餐点\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("body: a\ndue: 2025-12-31\nplan: reports/2024.txt\ntargets:\n  - {id: x, milestone: y}\n", "other_plan"),
        ("body: a\ndue: 2025-12-31\ntargets: [{id: x, milestone: y}]\n", "cannot_edit"),
        ("body: a\ntargets:\n  - id: x\n    milestone: y\n", "no_due"),
        ("edited", "yaml_not_mapping"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(KpiError) as caught:
        again(tmp_path, text, *ALL)
    assert [found.code for found in caught.value.problems] == [code]
    assert (tmp_path / "a.yml").read_text() == text


def test_ids_do_not_depend_on_the_order_of_the_plan() -> None:
    more = target("机构养老床位提高5%", "新增养老床位", "5", "%")
    earlier = replace(BEDS, due=date(2025, 9, 30))
    ids = unique_ids((BEDS, more, earlier, BURIAL))
    beds = "新增养老床位"
    assert ids == [f"{beds}-100张-2025-12-31", f"{beds}-5%", f"{beds}-100张-2025-09-30", "节地生态安葬率"]
    assert unique_ids((BURIAL, earlier, more, BEDS)) == ids[::-1]


SAMPLE = "targets/qinghe-2026.yml"


def test_the_sample_is_drafted_over_twice(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_dir)
    before = Path(SAMPLE).read_text(encoding="utf-8")
    command = ["draft", "reports/qinghe/2025.txt", "-o", SAMPLE, "--lang", "en"]
    assert run(command) == 0
    assert f"{SAMPLE}: 18 targets kept" in capsys.readouterr().out
    once = Path(SAMPLE).read_text(encoding="utf-8")
    assert once.startswith(before)
    assert run(command) == 0
    assert Path(SAMPLE).read_text(encoding="utf-8") == once
    load_targets(load_config(sample_dir))


def test_another_report_is_not_mixed_in(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(sample_dir)
    before = Path(SAMPLE).read_bytes()
    assert run(["draft", "reports/qinghe/2025-h1.txt", "-o", SAMPLE, "--lang", "en"]) == 2
    assert Path(SAMPLE).read_bytes() == before
    assert "reports/qinghe/2025.txt" in capsys.readouterr().err
