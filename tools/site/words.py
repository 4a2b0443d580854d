"""What site.yml says, for one language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kpi.presenting.lang import Lang

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LANGUAGES: tuple[Lang, ...] = ("en", "zh")


@cache
def site() -> dict[str, Any]:
    """site.yml."""
    loaded: dict[str, Any] = yaml.safe_load((HERE / "site.yml").read_text(encoding="utf-8"))
    return loaded


def word(name: str, lang: str, **filled: object) -> str:
    """One of the words of site.yml, filled in."""
    text: str = site()["words"][name][lang]
    return text.format(**filled) if filled else text


def names() -> Iterator[str]:
    """The pages in the order of the navigation."""
    for section in site()["nav"]:
        yield from section["pages"]


def source(name: str, lang: str) -> Path:
    """The file that a page is taken from: a README, one of docs/, or a decision, named by its number."""
    stem = ROOT / ("README" if name == "start" else f"docs/{'decisions/' if name[0].isdigit() else ''}{name}")
    return stem.with_name(f"{stem.name}{site()['languages'][lang]['suffix']}.md")
