"""The pages of the site as Markdown: those of docs/ and the READMEs with their links bent, and what is made."""

from __future__ import annotations

import html
import posixpath
import re
from functools import partial
from pathlib import Path

from kpi.presenting.lang import Lang
from tools.site.references import made
from tools.site.words import LANGUAGES, ROOT, names, site, source, word

_FENCED = re.compile(r"(^```.*?^```$)", re.M | re.S)
_LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\((?!https?:|#)([^)#\s]+)(#[^)\s]*)?\)")
_HEADING = re.compile(r"^(#{2,}) +(.+?) *$", re.M)
# A bar in code in a table: GitHub takes the backslash away, Python-Markdown shows it.
BAR = "\\|"
_ROW = re.compile(r"^\|.*\|$", re.M)
# The line of a page that leads to its twin: *English: [diff.md](diff.md)*
_TWIN = re.compile(r"\n\*[^*\n]*\[[^\]]*\]\([^)]*\.md\)\*\n")


def pages(lang: Lang) -> dict[str, str]:
    """File name → Markdown, every page of the navigation."""
    found = dict(made(lang))
    for name in names():
        if name not in found:
            found[name] = taken(name, lang)
    return {f"{shown(name)}.md": _with_twin(name, anchored(_ROW.sub(_barred, text)), lang)
            for name, text in found.items()}  # fmt: skip


def shown(name: str) -> str:
    """The name of a page in the site: the first of the navigation is the front."""
    return "index" if name == next(names()) else name


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it: 中文 stays."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchored(text: str) -> str:
    """The page with the anchor of each heading written out, so that the site's are those of GitHub."""
    parts = (part if part.startswith("```") else _HEADING.sub(lambda m: f"{m[0]} {{ #{slug(m[2])} }}", part)
             for part in _FENCED.split(text))  # fmt: skip
    return "".join(parts)


def taken(name: str, lang: Lang) -> str:
    """A page of docs/ or a README, its links those of the site."""
    path = source(name, lang)
    text = path.read_text(encoding="utf-8")
    bend = partial(_bent, path=path, lang=lang)
    return "".join(
        part if part.startswith("```") else _LINK.sub(bend, _TWIN.sub("\n", part, count=1))
        for part in _FENCED.split(text)
    )


def pictures() -> list[Path]:
    """What the pages show, in docs/images."""
    return sorted((ROOT / "docs" / "images").glob("*.png"))


def _bent(link: re.Match[str], path: Path, lang: Lang) -> str:
    picture, words, target, anchor = link[1], link[2], link[3], link[4] or ""
    there = posixpath.normpath((path.parent.relative_to(ROOT) / target).as_posix())
    if picture:
        return f"![{words}](images/{posixpath.basename(there)})"
    page = site()["shown"].get(there) or _page(there)
    if page is None:
        return words
    name = re.sub(r"^docs/|\.zh-CN(?=\.md$)", "", words)
    return f"[{titled(page, lang) if name == f'{page}.md' else words}]({shown(page)}.md{anchor})"


def titled(name: str, lang: Lang) -> str:
    """The title of a page, which the site shows where the repository names the file."""
    if name in site()["made"]:
        return word(name, lang)
    return source(name, lang).read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")


def _barred(row: re.Match[str]) -> str:
    def spelled(code: re.Match[str]) -> str:
        return f"<code>{html.escape(code[1]).replace(BAR, '&#124;')}</code>" if BAR in code[1] else code[0]

    return re.sub(r"`([^`]+)`", spelled, row[0])


def _page(file: str) -> str | None:
    """The page that a file of docs/ is, in whichever language."""
    match = re.fullmatch(r"docs/(?:decisions/)?([\w-]+?)(?:\.zh-CN)?\.md", file)
    return match[1] if match and match[1] in set(names()) else None


def _with_twin(name: str, text: str, lang: str) -> str:
    """The page with a link to itself in the other language, behind its title."""
    other = next(one for one in LANGUAGES if one != lang)
    folder = site()["languages"][other]["folder"]
    leads = posixpath.join(folder or "..", f"{shown(name)}.html")
    title, _, rest = text.partition("\n")
    return f'{title}\n\n<a href="{leads}">{word("other", lang)}</a>\n{rest}'
