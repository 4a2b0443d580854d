"""`kpi init --from`: a folder of documents becomes a workspace; what is assumed and what is left is told."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path

import pytest

from bench.places import ROOT
from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.extraction import extract
from kpi.founding.founded import empty_workspace, found_workspace
from kpi.founding.naming import _fits
from kpi.founding.result import Founded
from kpi.matching import compare
from kpi.reading.file_names import period_told
from kpi.reading.printed import period_words
from kpi.workspace import laying
from kpi.workspace.config import load_config
from kpi.workspace.targets import load_targets

PLAN = """\
云溪县民政局2023年上半年工作总结

上半年，共有养老机构24家，其中公办14家、民办10家。

下半年工作计划

下半年，节地生态安葬率达80%以上，新增养老床位60张。
"""
LATER = """\
云溪县民政局2023年工作总结

2023年，节地生态安葬率达76.5%。下半年新增养老床位75张。发放低保金1200万元。
"""
NAMELESS = "2022年工作总结\n\n2022年，新增养老床位33张，发放低保金900万元。\n"
OTHER = "青山县民政局2023年工作总结\n\n2023年，新增养老床位12张。\n"


def folder(root: Path, **texts: str) -> Path:
    """Documents by name, with `__` for a dot and `_in_` behind a folder."""
    place = root / "documents"
    for name, text in texts.items():
        path = place / name.replace("_in_", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return place


def taken(founded: Founded) -> dict[str, tuple[str, str, list[str]]]:
    return {one.found.name: (one.body, one.doc, [reason.code for reason in one.assumed]) for one in founded.taken}


def left(founded: Founded) -> dict[str, str]:
    return {reason.file: reason.code for reason in founded.left}


def test_two_reports_become_a_workspace_that_audit_judges(tmp_path: Path) -> None:
    founded = found_workspace(tmp_path / "own", folder(tmp_path, h1__txt=PLAN, year__txt=LATER))
    assert taken(founded) == {
        "h1.txt": ("云溪县民政局", "reports/云溪县民政局/h1.txt", []),
        "year.txt": ("云溪县民政局", "reports/云溪县民政局/year.txt", []),
    }
    config = load_config(tmp_path / "own")
    assert [(body.name, body.reports) for body in config.bodies] == [("云溪县民政局", "reports/云溪县民政局")]
    specs = load_targets(config)
    assert {(spec.file, spec.plan) for spec in specs} == {("targets/h1.yml", "reports/云溪县民政局/h1.txt")}
    assert "节地生态安葬率" in {spec.indicator for spec in specs}
    assert run(["audit", "-w", str(tmp_path / "own"), "--lang", "en"]) == 1  # 76.5% of 80% is missed


def test_an_audit_of_two_reports_says_what_compare_says_of_them(tmp_path: Path) -> None:
    """A task that the review names and answers (全年任务数180户，已完成104户) is no promise a second time."""
    texts = [(ROOT / f"reports/qinghe/{name}.txt").read_text(encoding="utf-8") for name in ("2025-h1", "2025")]
    folder(tmp_path, a__txt=texts[0], b__txt=texts[1])
    readings = [extract(text, name) for text, name in zip(texts, "ab", strict=True)]
    compared = {(one.target.text, one.verdict.value) for one in compare(*readings).judgements}
    found_workspace(tmp_path / "own", tmp_path / "documents", ["我县民政局"])
    targets = [one for one in audit(tmp_path / "own").targets if one.file == "targets/a.yml"]
    assert {(one.quote, one.latest.verdict) for one in targets if one.latest} == compared
    assert len(targets) == len(compared) == 21


def test_every_draft_is_read_by_the_audit(tmp_path: Path) -> None:
    """Also of a plan that compares with what the targets parser knows no words for."""
    plan = PLAN + "跨境贸易增长快于一般贸易，小微企业贷款增速高于各项贷款2个百分点，财政收入增速高于预期目标。\n"
    found_workspace(tmp_path / "own", folder(tmp_path, h1__txt=plan))
    assert load_targets(load_config(tmp_path / "own"))


def test_the_documents_stay_and_their_copies_are_the_same(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN)
    found_workspace(tmp_path / "own", source)
    assert (tmp_path / "own/reports/云溪县民政局/h1.txt").read_bytes() == (source / "h1.txt").read_bytes()


def test_a_name_given_is_another_name_of_the_only_body(tmp_path: Path) -> None:
    founded = found_workspace(tmp_path / "own", folder(tmp_path, h1__txt=PLAN), ["我县民政局"])
    assert taken(founded)["h1.txt"] == ("我县民政局", "reports/我县民政局/h1.txt", ["init_alias"])
    assert load_config(tmp_path / "own").body("云溪县民政局") is not None


def test_a_name_given_says_nothing_of_which_of_two_bodies_is_meant(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN, other__txt=OTHER, old__txt=NAMELESS)
    founded = found_workspace(tmp_path / "own", source, ["我县民政局"])
    assert left(founded) == {"h1.txt": "init_other_body", "other.txt": "init_other_body"}
    assert list(taken(founded)) == ["old.txt"]


def test_only_the_bodies_asked_for_are_taken(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN, other__txt=OTHER)
    founded = found_workspace(tmp_path / "own", source, ["云溪县民政局"])
    assert list(taken(founded)) == ["h1.txt"]
    assert left(founded) == {"other.txt": "init_other_body"}


def test_who_names_nobody_is_left_unless_one_name_is_given(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN, old__txt=NAMELESS)
    assert left(found_workspace(tmp_path / "a", source)) == {"old.txt": "init_no_body"}
    given = found_workspace(tmp_path / "b", source, ["云溪县民政局"])
    assert taken(given)["old.txt"][2] == ["init_body_said"]


FOREST = "云溪县林业局2024年上半年工作总结\n\n上半年，造林3200亩。\n"
POLICE = "云溪县公安局2024年工作总结\n\n2024年，破案320起。\n"


def test_a_report_of_another_office_is_never_taken_as_the_body_given(tmp_path: Path) -> None:
    source = folder(tmp_path, a__txt=FOREST, b__txt=POLICE)
    founded = found_workspace(tmp_path / "own", source, ["云溪县林业局"])
    assert list(taken(founded)) == ["a.txt"] and left(founded) == {"b.txt": "init_other_body"}
    with pytest.raises(KpiError) as told:
        found_workspace(tmp_path / "b", folder(tmp_path / "x", b__txt=POLICE), ["云溪县林业局"])
    assert [found.code for found in told.value.problems] == ["init_nothing", "init_other_body"]


def test_of_several_names_given_the_one_that_a_report_holds_is_meant(tmp_path: Path) -> None:
    both = ["云溪县林业局", "云溪县公安局"]
    source = folder(tmp_path, a__txt=FOREST, b__txt=POLICE)
    founded = found_workspace(tmp_path / "own", source, both)
    assert {name: body for name, (body, _, _) in taken(founded).items()} == {"a.txt": both[0], "b.txt": both[1]}
    road = "2024年，修路12公里。\n"
    source = folder(tmp_path / "x", a__txt=f"栗园年终总结\n\n{road}", b__txt=f"栗园和柿园\n{road}")
    founded = found_workspace(tmp_path / "b", source, ["栗园", "柿园"])
    assert taken(founded)["a.txt"][0::2] == ("栗园", ["init_said"]) and left(founded) == {"b.txt": "init_no_body"}


def test_a_report_without_a_year_is_of_the_period_that_its_name_tells(tmp_path: Path) -> None:
    plan = "上半年，共有养老机构24家。\n\n下半年工作计划\n\n下半年，新增养老床位60张。\n"
    source = folder(tmp_path, **{"2024-h1__txt": plan, "总结2024__txt": "新增养老床位75张。\n"})
    founded = found_workspace(tmp_path / "own", source, ["云溪县民政局"])
    assert {one.found.name: period_words(one.found.reading.report) for one in founded.taken} == {
        "2024-h1.txt": "2024-01—06", "总结2024.txt": "2024",
    }  # fmt: skip
    assert taken(founded)["2024-h1.txt"][2] == ["init_body_said", "init_period_by_name"]
    config = load_config(tmp_path / "own")
    assert {one.report: one.period for one in config.periods} == {
        "reports/云溪县民政局/2024-h1.txt": "2024年上半年", "reports/云溪县民政局/总结2024.txt": "2024年",
    }  # fmt: skip
    found = audit(tmp_path / "own")
    assert [one.latest.verdict for one in found.targets if one.latest]
    assert "report-period-unknown" not in {one.id for one in found.findings}
    assert audit(tmp_path / "own").read == ()


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("2024年上半年", "2024年上半年"), ("2024-h1", "2024年上半年"), ("2025 H2 report", "2025年下半年"),
        ("总结2024", "2024年"), ("2024/上半年总结", "2024年上半年"), ("Annual 2024 (final)", "2024年"),
        ("2024年前三季度", "2024年前三季度"), ("2024Q1", "2024年一季度"), ("2024年1-6月", "2024年上半年"),
        ("2024年三季度", ""), ("2024-q4", ""), ("2024年6月", ""), ("2024-06-30", ""), ("20240630", ""),
        ("一份没有年份的", ""), ("上半年", ""),
    ],
)  # fmt: skip
def test_what_a_file_name_tells_of_its_period(name: str, period: str) -> None:
    assert period_told(name) == period


def test_periods_in_the_settings_are_checked(tmp_path: Path) -> None:
    empty_workspace(tmp_path / "own")
    with (tmp_path / "own/kpi.yml").open("a", encoding="utf-8") as file:
        file.write("periods: [{report: reports/no.txt, period: 2024-h1}, {report: checks, period: bald}]\n")
    with pytest.raises(KpiError) as told:
        load_config(tmp_path / "own")
    assert [found.code for found in told.value.problems] == ["period_of_nothing", "bad_period"]


def test_a_folder_named_like_a_body_says_whose_its_documents_are(tmp_path: Path) -> None:
    source = folder(tmp_path, 云溪县民政局_in_old__txt=NAMELESS, h1__txt=PLAN)
    found = taken(found_workspace(tmp_path / "own", source))["云溪县民政局/old.txt"]
    assert found == ("云溪县民政局", "reports/云溪县民政局/old.txt", ["init_folder"])


def test_a_short_name_is_an_alias_of_the_only_body_that_it_can_mean(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN, year__txt=LATER.replace("云溪县民政局", "民政局"))
    founded = found_workspace(tmp_path / "own", source)
    assert {body for body, _, _ in taken(founded).values()} == {"云溪县民政局"}
    assert load_config(tmp_path / "own").bodies[0].aliases == ("民政局",)


def test_a_short_name_that_several_bodies_may_mean_is_left(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN, other__txt=OTHER, year__txt=LATER.replace("云溪县民政局", "民政局"))
    assert left(found_workspace(tmp_path / "own", source)) == {"year.txt": "init_ambiguous"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("清禾县民政局", "县民政局", True), 
        ("黔东南苗族侗族自治州人民政府", "黔东南州人民政府", True), ("安徽省人民政府", "安徽省政府", True),
        ("国务院", "中华人民共和国人力资源和社会保障部", False), ("清禾县民政局", "青山县民政局", False),
        ("清禾县民政局", "清禾县财政局", False),
    ],
)  # fmt: skip
def test_names_are_one_body_where_one_only_leaves_something_out(one: str, other: str, same: bool) -> None:
    assert _fits(one, other) is same and _fits(other, one) is same


def test_two_bodies_have_a_folder_and_targets_files_of_their_own(tmp_path: Path) -> None:
    source = folder(tmp_path, a_in_h1__txt=PLAN, b_in_h1__txt=PLAN.replace("云溪", "青山"))
    founded = found_workspace(tmp_path / "own", source)
    assert sorted(doc for _, doc, _ in taken(founded).values()) == [
        "reports/云溪县民政局/h1.txt", "reports/青山县民政局/h1.txt",
    ]  # fmt: skip
    assert sorted(one.draft for one in founded.taken) == [
        "targets/云溪县民政局-h1.yml", "targets/青山县民政局-h1.yml",
    ]  # fmt: skip
    load_targets(load_config(tmp_path / "own"))


def test_of_several_for_one_period_the_fullest_is_taken(tmp_path: Path) -> None:
    brief = "云溪县民政局2023年工作简报\n\n2023年，新增养老床位75张。\n"
    founded = found_workspace(tmp_path / "own", folder(tmp_path, brief__txt=brief, year__txt=LATER))
    assert left(founded) == {"brief.txt": "init_same_period"}


def test_a_copy_is_taken_once(tmp_path: Path) -> None:
    html = "<html><body>" + "".join(f"<p>{line}</p>" for line in PLAN.splitlines() if line) + "</body></html>"
    founded = found_workspace(tmp_path / "own", folder(tmp_path, h1__txt=PLAN, page__html=html))
    assert left(founded) == {"page.html": "init_copy"}


def test_two_of_one_name_both_find_a_place(tmp_path: Path) -> None:
    source = folder(tmp_path, a_in_report__txt=PLAN, b_in_report__txt=LATER)
    docs = [doc for _, doc, _ in taken(found_workspace(tmp_path / "own", source)).values()]
    assert docs == ["reports/云溪县民政局/report.txt", "reports/云溪县民政局/b-report.txt"]


def test_what_is_no_report_is_left_with_the_reason(tmp_path: Path) -> None:
    source = folder(
        tmp_path, h1__txt=PLAN, words__txt="认真学习。\n", empty__txt="", notes__log="x", README__md="y"
    )
    (source / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert left(found_workspace(tmp_path / "own", source)) == {
        "words.txt": "init_no_figures", "empty.txt": "report_empty", "notes.log": "report_not_read",
        "README.md": "file_not_taken", "broken.pdf": "document_truncated",
    }  # fmt: skip


def test_a_link_to_elsewhere_is_not_copied(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN)
    (tmp_path / "private.txt").write_text(LATER, encoding="utf-8")
    (source / "link.txt").symlink_to(tmp_path / "private.txt")
    assert left(found_workspace(tmp_path / "own", source)) == {"link.txt": "file_not_taken"}


def test_names_made_to_do_harm_stay_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = folder(tmp_path, h1__txt=PLAN)
    (source / "$(x);`y` \x1b[31m.txt").write_text(LATER, encoding="utf-8")
    assert run(["init", str(tmp_path / "own"), "--from", str(source)]) == 0
    assert "\x1b[31m" not in capsys.readouterr().out
    docs = {path.name for path in (tmp_path / "own/reports").rglob("*.txt")}
    assert len(docs) == 2 and all("\x1b" not in name for name in docs)
    assert run(["audit", "-w", str(tmp_path / "own")]) == 1


def test_a_folder_without_reports_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(KpiError) as told:
        found_workspace(tmp_path / "own", folder(tmp_path, words__txt="认真学习。\n"))
    assert [found.code for found in told.value.problems] == ["init_nothing", "init_no_figures"]
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("name", ["kpi.yml", "reports", "targets", "checks", "ledger.yml"])
def test_a_workspace_that_is_there_stays_as_it_is(name: str, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / name).mkdir(parents=True)
    assert run(["init", str(own), "--from", str(folder(tmp_path, h1__txt=PLAN))]) == 2
    assert run(["init", str(own), "--empty"]) == 2
    assert [path.name for path in own.iterdir()] == [name]


@pytest.mark.parametrize("there", [False, True])
@pytest.mark.parametrize("failing", ["write_bytes", "rename"])
def test_a_disk_that_fills_up_leaves_nothing(
    failing: str, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = getattr(Path, failing)

    def full(path: Path, *rest: object) -> object:
        if path.name in ("kpi.yml", "reports", "workspace"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return done(path, *rest)

    source, own = folder(tmp_path, h1__txt=PLAN), tmp_path / "deep/own"
    if there:
        own.mkdir(parents=True)
    monkeypatch.setattr(Path, failing, full)
    with pytest.raises(KpiError) as told:
        found_workspace(own, source)
    assert [found.code for found in told.value.problems] == ["cannot_write"]
    assert list((tmp_path / "deep").rglob("*")) == ([own] if there else [])
    assert (tmp_path / "deep").exists() is there


def test_a_workspace_in_a_folder_with_other_files_leaves_them_alone(tmp_path: Path) -> None:
    source = folder(tmp_path, h1__txt=PLAN)
    found_workspace(source, source)
    assert {path.name for path in source.iterdir()} == {"h1.txt", "kpi.yml", "reports", "targets", "checks"}


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "kpi.yml").write_text("mine", encoding="utf-8")
    with pytest.raises(KpiError):
        laying.lay(tmp_path, {"kpi.yml": b"new", "checks/a.yml": b"x"})
    assert [path.name for path in tmp_path.iterdir()] == ["kpi.yml"]
    assert (tmp_path / "kpi.yml").read_text(encoding="utf-8") == "mine"


def test_an_empty_workspace_has_suites_and_the_bodies_given(tmp_path: Path) -> None:
    empty_workspace(tmp_path / "a")
    assert load_config(tmp_path / "a").bodies == ()
    assert {path.name for path in (tmp_path / "a").iterdir()} == {"kpi.yml", "reports", "targets", "checks"}
    empty_workspace(tmp_path / "b", ["云溪县民政局"])
    assert load_config(tmp_path / "b").body_names == ("云溪县民政局",)
    assert run(["audit", "-w", str(tmp_path / "a")]) == 2  # nothing was checked


@pytest.mark.parametrize("options", [["--from", "x", "--empty"], ["--body", "x"]])
def test_options_that_do_not_fit_are_refused(options: list[str], tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "own"), *options]) == 2
    assert not (tmp_path / "own").exists()


def test_the_table_says_what_was_assumed_and_why_something_was_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder(tmp_path, h1__txt=PLAN, old__txt=NAMELESS, words__txt="认真学习。\n")
    assert (
        run(["init", str(tmp_path / "own"), "--from", str(source), "--body", "云溪县民政局", "--lang", "en"]) == 0
    )
    out = capsys.readouterr().out
    assert "1 body, 2 reports, 2 targets drafted" in " ".join(out.split())
    assert "2023-01—06" in out
    assert "assumed: names no body: taken as 云溪县民政局, as --body says" in out
    assert "words.txt  it holds no figures" in out


def test_a_draft_of_an_unknown_body_offers_the_line_for_kpi_yml(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    found_workspace(own, folder(tmp_path, h1__txt=PLAN))
    report = own / "reports/new.txt"
    report.write_text(PLAN.replace("云溪", "青山"), encoding="utf-8")
    assert run(["draft", str(report), "-o", str(own / "targets/new.yml"), "--lang", "en"]) == 0
    assert "kpi.yml does not know 青山县民政局. Add this line below bodies:\n  - name: 青山县民政局" in (
        capsys.readouterr().err
    )
    assert run(["draft", str(own / "reports/云溪县民政局/h1.txt"), "-o", str(own / "targets/again.yml")]) == 0
    assert "kpi.yml" not in capsys.readouterr().err


def test_a_file_in_the_place_of_the_folder_is_called_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "2023.txt").write_text("云溪县民政局2023年工作总结\n新增养老床位100张。\n", encoding="utf-8")
    assert run(["init", str(tmp_path / "own"), "--from", str(tmp_path / "2023.txt"), "--lang", "zh"]) == 2
    assert "这是一个文件，不是文件夹" in capsys.readouterr().err
    assert not (tmp_path / "own").exists()


def test_a_draft_of_a_report_that_no_audit_would_find_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty_workspace(tmp_path / "own")
    source = folder(tmp_path, h1__txt=PLAN)
    file = tmp_path / "own/targets/a.yml"
    assert run(["draft", str(source / "h1.txt"), "-o", str(file), "--lang", "en"]) == 2
    assert "outside the workspace" in capsys.readouterr().err and not file.exists()


def test_where_no_bodies_are_known_a_plan_that_names_another_is_told_with_the_line_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    empty_workspace(own)
    (own / "reports/h1.txt").write_text(PLAN, encoding="utf-8")
    assert run(["draft", str(own / "reports/h1.txt"), "-o", str(own / "targets/a.yml")]) == 0
    assert run(["validate", "-w", str(own)]) == 0
    assert "bodies:" not in capsys.readouterr().err
    draft = (own / "targets/a.yml").read_text(encoding="utf-8")
    (own / "targets/a.yml").write_text(draft.replace("body: 云溪县民政局", "body: 县民政局"), encoding="utf-8")
    assert run(["validate", "-w", str(own), "--lang", "en"]) == 0
    line = "bodies: [{name: 县民政局, aliases: [云溪县民政局]}]"
    assert line in capsys.readouterr().err.replace("\n", " ").replace("  ", " ")
    with (own / "kpi.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert run(["validate", "-w", str(own), "--lang", "en"]) == 0
    assert "bodies:" not in capsys.readouterr().err


def test_a_report_of_a_year_that_looks_back_at_five_is_of_the_year_before(tmp_path: Path) -> None:
    told = "一、“十四五”时期工作回顾\n过去五年，新增养老床位500张。\n二、2026年工作\n新增养老床位60张。\n"
    text = f"2026年云溪省政府工作报告\n\n{told}"
    founded = found_workspace(tmp_path / "own", folder(tmp_path, a__txt=text), ["云溪省"])
    report = founded.taken[0].found.reading.report
    assert (report.period_start, report.period_end) == (date(2025, 1, 1), date(2025, 12, 31))
    nameless = folder(tmp_path / "b", a__txt=text.replace("2026年云溪省政府工作报告", "云溪省政府工作报告"))
    [one] = found_workspace(tmp_path / "other", nameless, ["云溪省"]).taken
    assert "init_several_years" in {reason.code for reason in one.assumed}
