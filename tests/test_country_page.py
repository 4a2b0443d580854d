"""`kpi html --by-body`: a page for each body and one that leads there; `--body` and `--field` of all outputs."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_workspace import COUNTIES, FILES, make, make_counties, only, write

from kpi.auditing.gathering import Wanted, only_bodies
from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.presenting.html.country import Country, page_name
from kpi.presenting.html.page import render
from kpi.presenting.outputs import named

PAGE, FOLDER = "kpi-report.html", "kpi-report-bodies"
NAMES = [f"{name}民政局" for name in COUNTIES.values()]
LIMIT = 1_000_000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_counties(tmp_path_factory.mktemp("country") / "workspace")


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    assert run(["html", "-w", str(root), "-o", str(out), "--by-body", "--lang", "en"]) == 0
    return out


@pytest.fixture(scope="module")
def whole(root: Path) -> dict[str, Any]:
    """The audit of all as JSON."""
    found: dict[str, Any] = json.loads(named("json").render(audit(root), "en"))
    return found


def links(page: Path) -> list[str]:
    return re.findall(r'<a (?:class=\S+ )?href="?([^">\s]+)', page.read_text(encoding="utf-8"))


def as_json(root: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    capsys.readouterr()
    run(["audit", "-w", str(root), "--lang", "en", "--format", "json", *options])
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_every_body_has_its_page_and_its_data(out: Path) -> None:
    expected = {f"{page_name(name)}.{kind}" for name in NAMES for kind in ("html", "json")}
    assert {path.name for path in (out / FOLDER).iterdir()} == expected
    for name in NAMES:
        text = (out / FOLDER / f"{page_name(name)}.html").read_text(encoding="utf-8")
        told = json.loads((out / FOLDER / f"{page_name(name)}.json").read_text(encoding="utf-8"))
        assert {one["body"] for one in told["reports"]} == {name}
        assert all((other in text) == (other == name) for other in NAMES)


def test_links_lead_there_and_back(out: Path) -> None:
    whole = out / PAGE
    pages = [out / link for link in links(whole) if not link.startswith("#")]
    assert len(pages) == 2 and all(page.is_file() for page in pages)
    for page in pages:
        [back] = [link for link in links(page) if not link.startswith("#")]
        assert (page.parent / back).resolve() == whole.resolve()
    for page in (whole, *pages):
        ids = set(re.findall(r'id="?([^">\s]+)', page.read_text(encoding="utf-8")))
        assert {link[1:] for link in links(page) if link.startswith("#")} <= ids


def test_the_page_of_all_counts_what_a_page_of_everything_counts(out: Path, root: Path) -> None:
    result = audit(root, wanted=Wanted(texts=True))
    assert result.evidence
    whole, every = (out / PAGE).read_text(encoding="utf-8"), render(result, result.evidence, "en")
    for part in (r'<p class="judgement">.*?</p>', r'<dl class="tiles">.*?</dl>'):
        assert re.findall(part, whole, re.S) == re.findall(part, every, re.S) != []


def test_the_page_of_a_body_is_that_of_an_audit_of_it_alone(out: Path, root: Path) -> None:
    result = only_bodies(audit(root, wanted=Wanted(texts=True, bodies=(NAMES[0],))), {NAMES[0]})
    assert result.evidence
    alone = render(result, result.evidence, "en")
    page = (out / FOLDER / f"{page_name(NAMES[0])}.html").read_text(encoding="utf-8")
    assert re.sub(r'<p class="kicker"><a .*?</p>\n', "", page) == alone


def test_a_second_run_writes_the_same_and_removes_pages_of_bodies_that_are_gone(out: Path, root: Path) -> None:
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (out / FOLDER / "0123456789abcdef.html").write_text("old", encoding="utf-8")
    (out / FOLDER / "notes.txt").write_text("mine", encoding="utf-8")
    assert run(["html", "-w", str(root), "-o", str(out), "--by-body", "--lang", "en"]) == 0
    assert (out / FOLDER / "notes.txt").read_text(encoding="utf-8") == "mine"
    (out / FOLDER / "notes.txt").unlink()
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_three_thousand_bodies_stay_under_a_megabyte(root: Path) -> None:
    country = Country(PAGE, FOLDER, "zh")
    result = audit(root, wanted=Wanted(contradictions=0, bodies=()), each=country.add)
    first = country._rows[0]
    bad = tuple(replace(count, n=123, headlines=12) for count in first.bad)
    country._rows = [
        replace(first, name=f"某某自治州某某自治县民政局{n}", file=f"{n:016x}.html", bad=bad) for n in range(3000)
    ]
    assert 500_000 < len(country.render(result).encode()) < LIMIT


def test_no_name_of_a_body_is_a_path(tmp_path: Path) -> None:
    """One audit of a body of each name."""
    names = ("../../x", "/etc/passwd", "CON", "a/b", "长" * 300, "<script>")
    root = make(tmp_path / "workspace")
    (root / "targets/yunxi.yml").unlink()
    printed = sorted((root / "reports").iterdir())
    bodies = "bodies:\n"
    for number, name in enumerate(names):
        folder = f"reports/b{number}"
        (root / folder).mkdir()
        for path in printed:
            shutil.copy(path, root / folder)
        bodies += f"  - {{name: {json.dumps(name)}, reports: {folder}}}\n"
    for path in printed:
        path.unlink()
    write(root, "kpi.yml", bodies + only("arithmetic"))
    assert len(pages_outside(root, tmp_path)) == 1 + 2 * len(names)
    assert "<script>&" not in (tmp_path / "out" / PAGE).read_text(encoding="utf-8")


def test_the_page_of_a_body_without_a_name_of_its_own_is_no_path(tmp_path: Path) -> None:
    root = make(tmp_path / "workspace", kpi_yml=FILES["kpi.yml"] + only("arithmetic"))
    assert pages_outside(root, tmp_path)


def pages_outside(root: Path, folder: Path) -> list[str]:
    """What stands in a folder beside its workspace after `kpi html --by-body`: nothing but pages."""
    assert run(["html", "-w", str(root), "-o", str(folder / "out"), "--by-body"]) == 0
    written = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    beside = [path for path in written if not path.startswith("workspace/")]
    assert all(re.fullmatch(rf"out/(?:{PAGE}|{FOLDER}/[0-9a-f]{{16}}\.(?:html|json))", path) for path in beside)
    return beside


# --- a part of an audit ----------------------------------------------------------------------------


def test_one_body_of_all(root: Path, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    part = as_json(root, capsys, "--body", NAMES[1])
    for kind in ("reports", "targets", "relations"):
        assert part[kind] == [one for one in whole[kind] if one["body"] == NAMES[1]] != []
    assert 0 < len(part["findings"]) < len(whole["findings"])
    assert all(one in whole["findings"] for one in part["findings"])
    assert [one["code"] for one in part["weakened"]] == ["narrowed"]
    assert as_json(root, capsys, "--body", NAMES[1], "--body", NAMES[0])["targets"] == whole["targets"]


def test_one_field_of_all(root: Path, whole: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    funerals = as_json(root, capsys, "--field", "殡葬管理")
    assert funerals["targets"] == whole["targets"]
    assert {one["subject_kind"] for one in funerals["findings"]} == {"target"}
    elderly = as_json(root, capsys, "--field", "elderly-care")
    assert elderly["targets"] == [] and elderly["relations"] != []
    assert {one["subject_kind"] for one in elderly["findings"]} == {"relation"}


@pytest.mark.parametrize(("option", "near"), [("--body", "云溪县民政局"), ("--field", "殡葬管理")])
def test_what_is_not_there_is_told(root: Path, capsys: pytest.CaptureFixture[str], option: str, near: str) -> None:
    assert run(["audit", "-w", str(root), "--lang", "en", option, near[:-1]]) == 2
    assert near in capsys.readouterr().err


def test_the_terminal_says_that_it_shows_a_part(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    run(["audit", "-w", str(root), "--lang", "en", "--body", NAMES[0]])
    told = capsys.readouterr()
    assert "only this part is shown" in told.out + told.err
    assert NAMES[1] not in told.out + told.err


def test_pages_of_some_bodies(root: Path, tmp_path: Path) -> None:
    assert run(["html", "-w", str(root), "-o", str(tmp_path), "--by-body", "--body", NAMES[0]]) == 0
    assert {path.suffix for path in (tmp_path / FOLDER).iterdir()} == {".html", ".json"}
    assert len(list((tmp_path / FOLDER).iterdir())) == 2
    assert NAMES[1] not in (tmp_path / PAGE).read_text(encoding="utf-8")
