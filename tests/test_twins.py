"""Every page has a twin in 中文 that says the same: sections, commands, code, names, links and figures agree.

Words may differ, figures may not: whoever changes a number, a row, a command or a link of one page changes the
other. A number of one digit may be a word in one of the two; it is held in tables only.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.places import ROOT
from tools.site.pages import slug

# Tables that are made from one dictionary for both: their words need not hold the same numbers.
MADE = {"python.md", "rules.md", "warehouse.md"}
ENGLISH = [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if ".zh-CN" not in p.name)]
ALL = [*ENGLISH, *(page.with_name(f"{page.stem}.zh-CN.md") for page in ENGLISH)]
FENCED = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.M | re.S)
INDENTED = re.compile(r"(?<=\n\n)(?: {4,}\S[^\n]*\n|\n(?= {4}\S))+")
HEADING = re.compile(r"^(#+) +(.+)$", re.M)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(#[^)\s]*)?\)")
CODE = re.compile(r"``[^\n]+?``|`(?:[^`\n]|\n(?!\n))+`")
NUMBER = re.compile(r"[0-9][0-9,.]*[0-9]|[0-9]")
# What stands for something in code is in the language of the page: `kpi diff OLD NEW`.
WORDS = re.compile(r"[\u4e00-\u9fff]|\b[A-Z]{2,}\b")
ROW = re.compile(r"^\|.*\|$", re.M)


def twin(page: Path) -> Path:
    return page.with_name(f"{page.stem}.zh-CN.md")


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8").replace(".zh-CN", "")


def without_comments(block: str) -> list[str]:
    """The lines of a block of code, without comments and without what a comment was set behind with."""
    lines = (re.sub(r"(^|\s+)#\s.*$", "", line).rstrip() for line in block.splitlines())
    return [re.sub(r" --lang \w+", "", line) for line in lines if line]


def code(text: str) -> list[list[str]]:
    """Blocks of code; of commands with what they print the commands alone: output differs in language."""
    found = [
        [line for line in without_comments(match[2]) if match[1] != "console" or line.startswith("$ ")]
        for match in FENCED.finditer(text)
    ]
    return found + [without_comments(match[0]) for match in INDENTED.finditer(FENCED.sub("", text))]


def prose(text: str) -> str:
    """The page without code and the targets of links."""
    return CODE.sub("", LINK.sub("]", INDENTED.sub("\n", FENCED.sub("", text))))


def rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows of all tables: how many cells, and the numbers in them, sorted."""
    return [
        (row.count("|") - row.count("\\|"), sorted(NUMBER.findall(CODE.sub("", row)))) for row in ROW.findall(text)
    ]


def sections(text: str) -> list[list[str]]:
    """The numbers of two digits and more in each section, outside of tables, sorted."""
    parts = HEADING.split(ROW.sub("", prose(text)))
    told = [parts[0], *(f"{head} {body}" for head, body in zip(parts[2::3], parts[3::3], strict=True))]
    return [sorted(number for number in NUMBER.findall(part) if len(number) > 1) for part in told]


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.name)
def test_a_twin_says_the_same(page: Path) -> None:
    assert twin(page).exists(), f"{page.name} has no twin {twin(page).name}"
    ours, theirs = text_of(page), text_of(twin(page))
    bare = [FENCED.sub("", text) for text in (ours, theirs)]
    levels = [[len(mark) for mark, _ in HEADING.findall(text)] for text in bare]
    assert levels[0] == levels[1], "headings"
    assert code(ours) == code(theirs), "blocks of code"
    tables = [[row if page.name not in MADE else row[0] for row in rows(text)] for text in bare]
    assert tables[0] == tables[1], "tables"
    assert sections(ours) == sections(theirs), "figures"
    names = [{" ".join(name.split()) for name in CODE.findall(text) if not WORDS.search(name)} for text in bare]
    assert names[0] ^ names[1] == set() or page.name in MADE, "names in code"
    pages = [
        {link for link, _ in LINK.findall(text) if not link.endswith(".png")} - {"", page.name} for text in bare
    ]
    assert pages[0] ^ pages[1] == set(), "links"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_anchors_lead_to_headings(page: Path) -> None:
    found = [(link, anchor) for link, anchor in LINK.findall(page.read_text(encoding="utf-8")) if anchor]
    for link, anchor in found:
        there = page.parent / link if link else page
        headings = HEADING.findall(FENCED.sub("", there.read_text(encoding="utf-8")))
        assert anchor[1:] in {slug(words) for _, words in headings}, f"{link}{anchor}"


@pytest.mark.parametrize("page", ALL, ids=lambda page: page.name)
def test_a_page_leads_to_pages_of_its_own_language(page: Path) -> None:
    own = ".zh-CN" in page.name
    links = {link for link, _ in LINK.findall(page.read_text(encoding="utf-8")) if link.endswith(".md")}
    # The changelog has no twin.
    other = {link for link in links if ".zh-CN" in link or twin(page.parent / link).exists()}
    other = {link for link in other if (".zh-CN" in link) != own}
    assert other == {page.name.replace(".zh-CN.md", ".md") if own else twin(page).name} & links
