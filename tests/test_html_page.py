"""The page as a text: complete, self-contained, escaped, the same every time; and the command that writes it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kpi.auditing import refreshing
from kpi.cli.app import run
from kpi.presenting.html.history import histories
from kpi.presenting.html.page import page_of, render
from tests.html_cases import attacked_page, long_report, sample, sample_page

# Elements whose end tag HTML lets one leave out, and those that have none.
OPTIONAL = {"p", "li", "tr", "td", "th", "tbody", "thead", "option"}
EMPTY = {"meta", "br", "input", "rect", "line", "path", "circle", "polyline", "img"}


class Reader(HTMLParser):
    """Collects ids, links and attributes, and complains where elements are not nested."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY and tag not in OPTIONAL:
            self.open.append(tag)
        for name, value in attributes:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.links.append(value or "")

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)
        if tag not in EMPTY and tag not in OPTIONAL:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in OPTIONAL:
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(sample_page())


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert found
    value: dict[str, object] = json.loads(found[1])
    return value


def rows_of(page: str) -> list[dict[str, object]]:
    data: Any = data_of(page)
    lists = data["lists"]
    short = [dict(zip(data["columns"], row, strict=False)) for row in data["targets"]]
    rows = [{"weight": 0, "margin": None, **row} for row in short]  # what is left out at a list's end
    return [{name: lists[name][value] if name in lists else value for name, value in row.items()} for row in rows]


def test_elements_are_nested_and_ids_are_unique(reader: Reader) -> None:
    assert (reader.wrong, reader.open) == ([], [])
    assert len(reader.ids) == len(set(reader.ids))


def test_every_link_leads_to_something_on_the_page(reader: Reader) -> None:
    assert {link for link in reader.links if not link.startswith("#")} == set()
    assert {link[1:] for link in reader.links} - set(reader.ids) == set()


def test_nothing_is_loaded_from_anywhere(reader: Reader) -> None:
    loading = ("src", "srcset", "action", "data", "poster")
    assert [found for found in reader.attributes if found[1] in loading] == []
    assert not re.search(r"https?://|@import|url\((?!#)", sample_page().replace("http://www.w3.org/2000/svg", ""))


def test_only_the_page_s_own_script_may_run(reader: Reader) -> None:
    [policy] = [value for tag, name, value in reader.attributes if tag == "meta" and "default-src" in value]
    assert "default-src 'none'" in policy and "script-src 'sha256-" in policy
    assert "unsafe-eval" not in policy and policy.count("unsafe-inline") == 1  # styles only


def test_the_same_input_makes_the_same_bytes() -> None:
    assert render(*sample(), "zh") == sample_page()


def test_each_target_has_a_row_and_the_data_holds_them_all(reader: Reader) -> None:
    result, _ = sample()
    assert {f"t{n}" for n in range(1, len(result.targets) + 1)} <= set(reader.ids)
    rows = rows_of(sample_page())
    told = [(row["body"], row["weight"]) for row in rows]
    assert told == [(one.body, one.weight) for one in result.targets]
    assert {name for tag, attribute, name in reader.attributes if (tag, attribute) == ("tbody", "class")} >= {
        f"g-{group}" for group in ("met", "missed", "behind", "silent", "pending")
    }


def test_every_contradiction_is_worked_and_leads_to_its_numbers(reader: Reader) -> None:
    result, evidence = sample()
    wrong = [relation for relation in result.relations if relation.verdict == "inconsistent"]
    page = page_of(result, evidence, "zh")
    assert len(page.sums) == len(wrong) > 0
    for worked in page.sums:
        assert worked.terms or worked.results
        assert {term.href for term in (*worked.terms, *worked.results) if term.href}


def test_the_sentence_counts_every_target_once() -> None:
    result, evidence = sample()
    seen = page_of(result, evidence, "zh").overview
    assert sum(count.n for count in seen.said) + seen.waiting == len(result.targets)


def test_promises_of_several_plans_stand_in_one_row() -> None:
    result, evidence = sample()
    page = page_of(result, evidence, "zh")
    [history] = histories(result.targets, page.rows, page.atlas.order)
    assert len(history.plans) == 3
    adapted = next(strand for strand in history.strands if "适老化改造" in strand.title)
    assert [cell.change for cell in adapted.cells] == ["", "up", "down"]
    assert [cell.eased for cell in adapted.cells] == [False, False, True]


def test_a_promise_that_was_kept_is_never_said_to_have_left_the_list() -> None:
    result, evidence = sample()
    page = page_of(result, evidence, "zh")
    for history in page.histories:
        for strand in history.strands:
            for before, cell in zip(strand.cells, strand.cells[1:], strict=False):
                assert not (cell.gone and before.row and before.row.group in ("met", "pace"))
        assert not any(row.group in ("met", "pace") for row in history.dropped)


def test_the_day_that_the_audit_speaks_of_stands_at_the_head() -> None:
    result, _ = sample()
    assert result.as_of is not None
    assert f"截至 {result.as_of.isoformat()}" in sample_page()
    assert f"as of {result.as_of.isoformat()}" in sample_page("en")


def test_an_announced_number_is_counted_like_any_sum() -> None:
    result, evidence = sample()
    [worked] = [one for one in page_of(result, evidence, "zh").sums if one.subject == "慈善项目"]
    assert [(term.sign, term.value) for term in worked.terms] == [("", "1")] + [("+", "1")] * 5
    assert [(term.sign, term.value) for term in worked.results] == [("=", "6 个"), ("", "7项")]


def test_a_row_does_not_say_its_own_name_twice() -> None:
    """Where the plan's words are the target's name the row leads to their place instead."""
    page = sample_page()
    rows = re.findall(r"<tr id=t\d+.*?(?=<tr id=t|<tbody|</table>)", page, re.S)
    named = [(re.search(r"<th>(.*?)<", row), re.search(r"<a href=#e[^>]*>(.*?)</a>", row)) for row in rows]
    assert any(name and link for name, link in named)
    assert not any(name and link and name[1] == link[1] for name, link in named)


@pytest.mark.parametrize(("lang", "words"), [("zh", "逐项目标"), ("en", "Target by target")])
def test_both_languages(lang: str, words: str) -> None:
    page = sample_page(lang)  # type: ignore[arg-type]
    assert words in page
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in page


def test_what_a_report_says_never_becomes_markup() -> None:
    page = attacked_page()
    reader = Reader(page)
    assert (reader.wrong, reader.open) == ([], [])
    assert page.count("<script") == 2  # the data and our own
    assert [found for found in reader.attributes if found[1].startswith("on")] == []
    assert not {"img", "iframe", "object"} & {tag for tag, _, _ in reader.attributes}
    assert "\u202e" not in page and "\u2028" not in page.split('id="data"')[1]


def test_kpi_html_writes_page_and_data(
    sample_dir: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(["html", "--workspace", str(sample_dir), "-o", str(out), "--lang", "zh"]) == 0
    page, data = out / "kpi-report.html", json.loads((out / "kpi-report.json").read_text(encoding="utf-8"))
    assert "逐项目标" in page.read_text(encoding="utf-8")
    assert len(data["targets"]) == len(rows_of(page.read_text(encoding="utf-8")))
    assert capfd.readouterr().out == ""
    assert sorted(path.name for path in out.iterdir()) == ["kpi-report.html", "kpi-report.json"]


def test_the_page_of_an_audit_is_that_of_kpi_html(sample_dir: Path, tmp_path: Path) -> None:
    where = ["--workspace", str(sample_dir), "--lang", "zh"]
    page, data, check = tmp_path / "a.html", tmp_path / "b.json", tmp_path / "c.html"
    assert run(["html", *where, "-o", str(tmp_path / "one.html")]) == 0
    assert run(["audit", *where, "-o", str(page), "-o", str(data)]) == 1
    assert page.read_bytes() == (tmp_path / "one.html").read_bytes()
    assert data.read_bytes() == (tmp_path / "one.json").read_bytes()
    assert run(["check", str(sample_dir / "reports/qinghe/2025.txt"), *where, "-o", str(check)]) == 1
    told = Reader(check.read_text(encoding="utf-8"))
    assert "r1" in told.ids and "r2" not in told.ids  # the text of this report alone
    assert {link[1:] for link in told.links} - set(told.ids) == set()


def test_a_page_that_cannot_be_written_is_said_plainly(
    sample_dir: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert run(["html", "--workspace", str(sample_dir), "-o", str(tmp_path / "file" / "x.html")]) == 2
    assert "x.html" in capfd.readouterr().err


def test_no_page_is_written_among_the_reports(sample_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(sample_dir.rglob("*"))
    assert run(["html", "--workspace", str(sample_dir), "-o", str(sample_dir / "reports"), "--lang", "en"]) == 2
    assert "would be taken for one" in " ".join(capsys.readouterr().err.split())
    assert sorted(sample_dir.rglob("*")) == before


def test_the_page_is_little_more_than_the_text_of_its_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reports of several bodies as long as those of provinces: what the page says once is not in it twice."""
    monkeypatch.setattr(refreshing, "MANY_FILES", 9)  # read here: processes would each load all that reading needs
    texts = [long_report(body, year) for body in "甲乙丙丁" for year in (2024, 2025)]
    for number, text in enumerate(texts):
        (tmp_path / "documents").mkdir(exist_ok=True)
        (tmp_path / f"documents/{number}.txt").write_text(text, encoding="utf-8")
    assert run(["init", str(tmp_path / "own"), "--from", str(tmp_path / "documents")]) == 0
    assert run(["html", "-w", str(tmp_path / "own"), "-o", str(tmp_path / "page.html"), "--lang", "en"]) == 0
    size = sum(len(text.encode()) for text in texts)
    assert (tmp_path / "page.html").stat().st_size <= 1.6 * size
