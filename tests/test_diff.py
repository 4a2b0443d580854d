"""`kpi diff`: what changed between two drafts of one report, and what follows."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from work_support import CONSTANT, GROWTH, steps

from bench.places import ROOT
from kpi.auditing.pipeline import audit
from kpi.between.drafts import Difference, differ, kind_of
from kpi.cli.app import run
from kpi.founding.founded import empty_workspace
from kpi.relations import read

BLOCK = re.compile(r"^```(text|console)(?: (\S+))?\n(.*?)^```", re.M | re.S)
HEAD = "云溪县民政局2025年工作总结\n\n一、2025年工作情况\n\n"
PLAN = "\n\n二、2026年工作计划\n\n"


def drafts(old: str, new: str) -> Difference:
    return differ(read(HEAD + old, "old"), read(HEAD + new, "new"))


def figures(found: Difference) -> list[tuple[str, str, str]]:
    return [
        (kind_of(one), one.old.text if one.old else "", one.new.text if one.new else "") for one in found.figures
    ]


def test_the_same_text_changed_nothing() -> None:
    text = "全县共有养老机构24家，其中公办14家、民办11家。"
    found = drafts(text, text)
    assert (found.figures, found.targets, found.same) == ((), (), 3)
    assert [one.kind for one in found.relations] == ["remains"]


def test_a_number_that_changed_is_one_change() -> None:
    found = drafts("新增养老床位75张，培训护理员200人次。", "新增养老床位85张，培训护理员200人次。")
    assert figures(found) == [("changed", "75张", "85张")]


def test_a_figure_in_a_sentence_put_in_front_is_new_and_no_other_one_is() -> None:
    found = drafts("新增养老床位75张。", "接待来访316人次。新增养老床位75张。")
    assert figures(found) == [("new", "", "316人次")]


def test_a_sentence_taken_out_is_gone() -> None:
    found = drafts("接待来访316人次。新增养老床位75张。", "新增养老床位75张。")
    assert figures(found) == [("gone", "316人次", "")]


def test_a_reworded_sentence_with_the_same_numbers_changed_no_figure() -> None:
    found = drafts("全年新增养老床位75张，惠及老人300名。", "养老床位新增75张，共惠及老人300名。")
    assert figures(found) == []


def test_sentences_that_changed_places_changed_no_figure() -> None:
    found = drafts("新增养老床位75张。接待来访316人次。", "接待来访316人次。新增养老床位75张。")
    assert figures(found) == []


def test_of_several_alike_the_one_whose_number_stands_is_the_same() -> None:
    found = drafts("新增床位75张。新增床位85张。", "新增床位60张。新增床位75张。新增床位85张。")
    assert figures(found) == [("new", "", "60张")]


def test_a_longer_report_takes_as_much_longer() -> None:
    def work(n: int) -> int:
        line = "全县共有养老护理员331名。\n"
        old, new = read(HEAD + line * n, "old"), read(HEAD + line.replace("331", "332") * (n + 1), "new")
        return steps(lambda: differ(old, new))

    assert work(400) <= GROWTH * work(200) + CONSTANT


def test_the_same_number_of_another_thing_is_new() -> None:
    found = drafts("新增养老床位75张。", "新增殡葬服务站75个。")
    assert figures(found) == [("new", "", "75个"), ("gone", "75张", "")]


def test_numbers_in_words_are_compared_as_printed() -> None:
    assert figures(drafts("建成养老机构三家。", "建成养老机构四家。")) == [("changed", "三家", "四家")]


def kinds(found: Difference) -> list[tuple[str, str]]:
    return [(one.kind, (one.new or one.old).type.value) for one in found.relations if one.new or one.old]


def test_a_slip_put_right_is_mended_and_one_that_came_in_is_new() -> None:
    wrong, right = "养老机构24家，其中公办14家、民办11家。", "养老机构25家，其中公办14家、民办11家。"
    assert kinds(drafts(wrong, right)) == [("mended", "sum")]
    assert kinds(drafts(right, wrong)) == [("new", "sum")]
    assert kinds(drafts(wrong, "养老机构24家，其中公办15家、民办11家。")) == [("remains", "sum")]


def test_a_contradiction_taken_out_with_its_figures_is_told() -> None:
    (one,) = drafts("养老机构24家，其中公办14家、民办11家。", "新增养老床位75张。").relations
    assert one.kind == "mended" and one.new is None


def test_relations_that_hold_in_both_are_not_told() -> None:
    text = "养老机构25家，其中公办14家、民办11家。"
    assert kinds(drafts(text, text.replace("25家", "26家").replace("14家", "15家"))) == []


def test_a_target_that_asks_for_less_is_told_and_so_is_one_that_went() -> None:
    old = "新增养老床位75张。" + PLAN + "2026年，护理型床位占比达到65%以上，新增养老床位60张。"
    new = "新增养老床位75张。" + PLAN + "2026年，护理型床位占比达到64%以上。"
    found = [(kind_of(one), (one.new or one.old).text) for one in drafts(old, new).targets if one.new or one.old]
    assert found == [("changed", "护理型床位占比达到64%以上"), ("gone", "新增养老床位60张")]


# --- the command ----------------------------------------------------------------------------------


def unpacked(page: Path, place: Path) -> tuple[list[str], list[str]]:
    """The texts of a page as files; its command, and the lines that it shows."""
    for kind, name, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "text":
            (place / name).write_text(text, encoding="utf-8")
        else:
            command, *shown = text.splitlines()
    return command.removeprefix("$ kpi ").split(), shown


@pytest.mark.parametrize("name", ["diff.md", "diff.zh-CN.md"])
def test_the_page_shows_what_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command, shown = unpacked(ROOT / "docs" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    assert run(command) == 0
    assert capsys.readouterr().out.splitlines() == shown


def test_json_holds_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unpacked(ROOT / "docs" / "diff.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "old.txt", "new.txt", "--plan", "before.txt", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["old"], told["new"], told["same"]) == ("kpi-diff/1", "old", "new", 2)
    assert {one["change"] for one in told["relations"]} == {"mended"}
    (verdict,) = told["verdicts"]
    assert (verdict["old"]["verdict"], verdict["new"]["verdict"]) == ("met", "missed")
    assert run(["diff", "old.txt", "new.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["verdicts"] is None


def test_two_reports_that_are_no_drafts_of_one_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unpacked(ROOT / "docs" / "diff.md", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "before.txt", "old.txt", "--lang", "en"]) == 0
    assert "`kpi compare` is for those" in capsys.readouterr().err
    Path("other.txt").write_text(
        Path("old.txt").read_text(encoding="utf-8").replace("云溪", "青山"), encoding="utf-8"
    )
    assert run(["diff", "old.txt", "other.txt", "--lang", "en"]) == 0
    assert "two bodies" in capsys.readouterr().err


def test_a_contradiction_that_the_ledger_dismisses_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{HEAD}全县共有养老机构24家，其中公办14家、民办11家。"
    own = tmp_path / "own"
    empty_workspace(own, ["云溪县民政局"])
    (own / "reports/2025.txt").write_text(text, encoding="utf-8")
    (found,) = [one for one in audit(own).findings if one.expectation == "sum-inconsistent"]
    (own / "ledger.yml").write_text(
        f"findings:\n  - {{fingerprint: {found.fingerprint}, status: dismissed, check: sum-inconsistent, "
        f"who: 李某, when: 2026-01-04, why: 含一家公建民营, evidence: '{found.evidence}'}}\n",
        encoding="utf-8",
    )
    (tmp_path / "old.txt").write_text(text, encoding="utf-8")
    (tmp_path / "new.txt").write_text(f"{text}接待来访316人次。", encoding="utf-8")
    (tmp_path / "worse.txt").write_text(text.replace("11家", "12家"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "old.txt", "new.txt", "-w", "own", "--lang", "en"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "Contradictions dismissed in the ledger 1" in out and "that remain" not in out
    assert "dismissed by 李某 2026-01-04: 含一家公建民营" in out
    assert run(["diff", "old.txt", "worse.txt", "-w", "own", "--lang", "en"]) == 0
    assert "dismissed" not in capsys.readouterr().out  # what was decided does not hold for other numbers
    assert run(["diff", "old.txt", "new.txt", "--format", "json"]) == 0
    assert '"dismissed": false' in capsys.readouterr().out
    monkeypatch.chdir(own / "reports")
    assert run(["diff", "../../old.txt", "../../new.txt", "--format", "json"]) == 0
    assert '"dismissed": true' in capsys.readouterr().out


def test_a_missing_draft_is_exit_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["diff", "a.txt", "b.txt"]) == 2
