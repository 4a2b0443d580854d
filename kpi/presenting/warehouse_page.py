"""The tables of docs/warehouse.md and its 中文 twin, made from dictionary.yml; a test holds them together.

python -m kpi.presenting.warehouse_page docs/warehouse.md docs/warehouse.zh-CN.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from kpi.warehouse.dictionary import Table, dictionary

_HEADS = {"en": ("column", "meaning"), "zh": ("列", "含义")}
_PAGE = re.compile(r"\bdocs/(\w+\.md)")


def tables(lang: str) -> str:
    """A section a table, in zh or en, with links to the pages beside it."""
    return "\n".join(line for table in dictionary().values() for line in _section(table, lang))


def _section(table: Table, lang: str) -> Iterator[str]:
    column, meaning = _HEADS[lang]
    yield from (f"## {table.name}", _linked(getattr(table, lang)), "", f"| {column} | {meaning} |", "|---|---|")
    yield from (f"| `{one.name}` | {_linked(getattr(one, lang))} |" for one in table.columns)
    yield ""


def _linked(words: str) -> str:
    return _PAGE.sub(r"[\1](\1)", words)


def refreshed(page: str, lang: str) -> str:
    """The page with what stands above its first section, and the tables as they are now."""
    return page.partition("\n## ")[0].rstrip("\n") + "\n\n" + tables(lang)


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        language = "zh" if ".zh" in path.name else "en"
        path.write_text(refreshed(path.read_text(encoding="utf-8"), language), encoding="utf-8")
