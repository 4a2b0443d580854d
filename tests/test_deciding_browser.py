"""From a click on the page to the merged YAML, in a real browser; skipped, with the reason, without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_support import BROWSER, Tabs, Watched, expected, serious
from deciding_support import audited, make
from known_support import copied

from kpi.cli.app import run
from kpi.presenting.html.page import render

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = BROWSER


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("page") / "workspace")
    result, _ = audited(root)
    assert result.evidence is not None
    (root / "page.html").write_text(render(result, result.evidence, "en"), encoding="utf-8")
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = copied(made, tmp_path / "workspace")
    monkeypatch.chdir(copy)
    return copy


@pytest.fixture
def tab(tabs: Tabs, root: Path) -> Watched:
    watched = tabs.blank(1280, 900)
    watched.page.goto((root / "page.html").as_uri())
    return watched


def saved(page: Page, root: Path) -> Path:
    with page.expect_download() as waiting:
        page.click("#saving [type=submit]")
    path = root / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def of_row(page: Page, words: str) -> str:
    return "#" + (page.locator("#rows tbody tr", has_text=words).first.get_attribute("id") or "")


def test_from_the_click_to_the_merged_yaml(tab: Watched, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tab.page
    assert not page.locator("#saving").is_visible()
    beds, sum_ = of_row(page, "新增养老床位"), "#c1"
    page.click(f"{beds} .decide summary")
    page.locator(f"{beds} .decide label", has_text="全年新增护理型养老床位160张").click()
    page.fill(f"{beds} .why input", "护理型即新增床位")
    page.click(f"{sum_} .decide summary")
    page.click(f"{sum_} .decide [value=dismissed]")
    page.fill(f"{sum_} .why input", '两处口径不同: "见附件" # 二')
    expected(page.locator("#saving [role=status]")).to_have_text("decided: 2")
    page.fill("#saving input", "李某")
    path = saved(page, root)
    assert tab.wrong == []
    assert run(["review", "--apply", path.name, "--yes", "--lang", "en"]) == 0, capsys.readouterr().err
    ledger = (root / "ledger.yml").read_text(encoding="utf-8")
    assert "status: dismissed" in ledger and "who: 李某" in ledger and '见附件" # 二' in ledger
    targets = (root / "targets/yunxi.yml").read_text(encoding="utf-8")
    assert "quote: 全年新增护理型养老床位160张" in targets and "why: 护理型即新增床位" in targets
    capsys.readouterr()
    assert run(["ledger", "--status", "dismissed", "--lang", "en"]) == 0
    assert "李某" in capsys.readouterr().out


def test_with_the_keyboard_alone(tab: Watched, root: Path) -> None:
    page = tab.page
    beds = of_row(page, "新增养老床位")
    page.focus(f"{beds} .decide summary")
    page.keyboard.press("Enter")
    page.locator(f"{beds} .decide fieldset").wait_for()
    page.keyboard.press("Tab")  # the radio that is checked
    page.keyboard.press("ArrowUp")  # round to the last one: none of these
    page.keyboard.press("Tab")
    page.keyboard.type("只报了护理型")
    expected(page.locator("#saving")).to_be_visible()
    page.focus("#saving input")
    page.keyboard.type("王某")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert 'by: "王某"' in text and "candidate: none" in text and 'why: "只报了护理型"' in text


def test_what_is_missing_is_asked_for_where_it_is(tab: Watched) -> None:
    page = tab.page
    page.click("#c1 .decide summary")
    page.click("#c1 .decide [value=dismissed]")
    page.fill("#saving input", "李某")
    page.click("#c1 .decide summary")
    page.click("#saving [type=submit]")
    expected(page.locator("#c1 .why input")).to_be_focused()
    assert page.locator("#c1 .why input").evaluate("one => one.validationMessage") == "Give a reason"


def test_a_reason_without_a_choice_is_not_lost_in_silence(tab: Watched) -> None:
    page = tab.page
    page.click("#c1 .decide summary")
    page.fill("#c1 .why input", "两处口径不同")
    page.fill("#saving input", "李某")
    page.click("#saving [type=submit]")
    expected(page.locator("#c1 .why input")).to_be_focused()
    assert page.eval_on_selector("#c1 .why input", "one => one.validationMessage").startswith("Choose")
    page.fill("#c1 .why input", "")
    expected(page.locator("#saving")).to_be_hidden()


def test_words_that_decide_nothing_want_a_verdict(tab: Watched, root: Path) -> None:
    page = tab.page
    page.evaluate("document.querySelectorAll('#rows .decide').forEach(one => { one.open = true; })")
    page.locator(".decide fieldset").first.wait_for()
    row = page.locator("#rows tr", has=page.locator("select"), has_text="老年助餐点")
    row.locator("[data-part=option] input").last.check()
    hidden = row.locator(".verdict").is_hidden()
    seen = page.evaluate("JSON.parse(document.getElementById('data').textContent).asked.answers")
    judged = {tuple(map(str, words)) for *_, options in seen for words in options}
    said = row.locator("[data-part=option] span").last.inner_text()
    assert hidden is ((said, "1") in judged)


def test_leaving_a_decision_open_again_takes_it_back(tab: Watched) -> None:
    page = tab.page
    page.click("#c1 .decide summary")
    page.click("#c1 .decide [value=confirmed]")
    expected(page.locator("#c1 .decide summary")).to_have_text("Decided: it is so")
    page.click("#c1 .decide [value='']")
    expected(page.locator("#saving")).to_be_hidden()


def test_axe_finds_nothing_serious_while_deciding(tab: Watched) -> None:
    page = tab.page
    for box in page.locator(".decide summary").all():
        box.click()
    page.click("#c1 .decide [value=dismissed]")
    assert serious(page) == []


def test_on_paper_and_without_script_nothing_is_asked(tab: Watched, tabs: Tabs, root: Path) -> None:
    page = tab.page
    page.click("#c1 .decide summary")
    page.click("#c1 .decide [value=confirmed]")
    page.emulate_media(media="print")
    assert not page.locator("#c1 .decide").is_visible() and not page.locator("#saving").is_visible()
    plain = tabs.blank(script=False).page
    plain.goto((root / "page.html").as_uri())
    assert plain.locator(".decide, #saving:visible").count() == 0
