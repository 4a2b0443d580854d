"""The docs site (`make docs`): every page of docs/ is in it, its references are whole, it needs no network."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from waiting_support import LIMIT

from bench.html import CHROMIUM_FLAGS, chromium
from bench.places import ROOT
from kpi.cli.app import COMMANDS
from kpi.extraction.catalogue import builtin_catalogue
from kpi.presenting.lang import Lang
from tools.site.pages import pages, slug, taken
from tools.site.references import made
from tools.site.words import LANGUAGES, names, site, source


def test_the_navigation_holds_every_page_of_docs_once() -> None:
    listed = list(names())
    assert len(listed) == len(set(listed))
    docs = {path.stem for path in (ROOT / "docs").rglob("*.md") if not path.stem.endswith(".zh-CN")}
    assert set(listed) == docs | {"start"} | set(site()["made"])


def test_every_page_of_the_navigation_is_there() -> None:
    taken_from = [source(name, lang) for name in names() for lang in LANGUAGES if name not in site()["made"]]
    assert [path.name for path in taken_from if not path.exists()] == []
    assert set(made("en")) == set(made("zh")) == set(site()["made"])


def test_what_a_page_shows_of_the_repository_is_there() -> None:
    assert [file for file in site()["shown"] if not (ROOT / file).exists()] == []


def test_accuracy_stands_at_the_front() -> None:
    assert next(names()) == "accuracy" and "index.md" in pages("en")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_references_are_whole(lang: Lang) -> None:
    found = made(lang)
    assert [name for name, _ in COMMANDS if f"\n## kpi {name}\n" not in found["cli"]] == []
    assert [one for one in builtin_catalogue().indicators if f"`{one}`" not in found["indicators"]] == []
    formulas = re.findall(r"- formula: (.+)", (ROOT / "checks" / "formulas.yml").read_text(encoding="utf-8"))
    assert len(formulas) > 100 and [one for one in formulas if f"`{one}`" not in found["formulas"]] == []
    schema = json.loads((ROOT / "kpi/presenting/outputs/kpi-audit.schema.json").read_text(encoding="utf-8"))
    assert [name for name in schema["properties"] if f"| `{name}`" not in found["schema"]] == []


def test_links_of_a_page_become_those_of_the_site() -> None:
    start = taken("start", "en")
    assert "[Accuracy](index.md)" in start and "[`checks/formulas.yml`](formulas.md)" in start
    assert not [link for link in re.findall(r"\]\(([^)]*)\)", start) if link.startswith(("docs/", "checks/"))]
    assert "(images/summary-en.png)" in start and "README.zh-CN" not in start


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_between_pages_lead_to_headings(lang: Lang) -> None:
    found = pages(lang)
    anchors = {name: set(re.findall(r"\{ #(\S+) \}$", text, re.M)) for name, text in found.items()}
    links = [
        (name, page or name, anchor)
        for name, text in found.items()
        for page, anchor in re.findall(r"\]\(([\w-]+\.md)?#([^)\s]+)\)", text)
    ]
    assert links and [link for link in links if link[2] not in anchors[link[1]]] == []


def test_a_bar_in_code_in_a_table_has_no_backslash() -> None:
    assert "<code>--lang &lt;zh&#124;en&gt;</code>" in pages("en")["cli.md"]
    rows = [row for text in pages("zh").values() for row in re.findall(r"^\|.*\|$", text, re.M)]
    assert not [code for row in rows for code in re.findall(r"`([^`]+)`", row) if "|" in code]


def test_an_anchor_is_that_of_github() -> None:
    assert slug("Where `a` line: of code") == "where-a-line-of-code"
    assert slug("审核公式（勾稽）") == "审核公式勾稽"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("zensical") is None:
        pytest.skip("zensical is not installed: make docs")
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = subprocess.run([sys.executable, "-m", "tools.site", str(folder)], cwd=ROOT, capture_output=True,
                          text=True, check=False, timeout=LIMIT)  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


def test_nothing_is_fetched_from_a_network(built: Path) -> None:
    loads = re.compile(
        r'<(?:script|link|img|iframe)\b[^>]*(?:src|href)="?(?:https?:)?//|url\((?:https?:)?//|@import'
    )
    shown = [path for path in built.rglob("*") if path.suffix in (".html", ".css")]
    assert shown and [path.name for path in shown if loads.search(path.read_text(encoding="utf-8"))] == []


ASKED = [
    ("index.html", "contradiction", "index.html"),
    ("index.html", "勾稽关系", "definitions.html"),
    ("zh/index.html", "审核公式", "formulas.html"),
    ("zh/index.html", "低保", "formulas.html"),
]


@pytest.mark.browser
def test_search_finds_words_of_both_languages_in_pages_opened_as_files(built: Path) -> None:
    if (binary := chromium()) is None:
        pytest.skip("no Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=list(CHROMIUM_FLAGS))
        for page, asked, leads in ASKED:
            tab = browser.new_page()
            tab.goto((built / page).as_uri())
            tab.keyboard.press("/")
            box = tab.get_by_role("combobox")
            box.press_sequentially(asked)  # as people type: each key asks the search again
            assert box.input_value() == asked
            tab.wait_for_selector(f'dialog a[href*="{leads}?h="]', state="attached")
        browser.close()
