"""The tables of a page of docs and of its 中文 twin, made from a dictionary; tests hold them together.

python -m kpi.presenting.tables_page docs/warehouse.md docs/warehouse.zh-CN.md
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from kpi.warehouse.dictionary import Table, dictionary

_HEADS = {"en": ("column", "type", "meaning"), "zh": ("列", "类型", "含义")}
_PAGE = re.compile(r"\bdocs/(\w+)\.md")


def refreshed(page: str, tables: Iterable[Table], lang: str, types: bool = False) -> str:
    """The page with what stands above its first section, and a section a table as the tables are now."""
    lines = [line for table in tables for line in _section(table, lang, types)]
    return page.partition("\n## ")[0].rstrip("\n") + "\n\n" + "\n".join(lines)


def refresh(paths: Iterable[str], tables: Iterable[Table], types: bool = False) -> None:
    """Write the pages anew; one with .zh in its name is in 中文."""
    listed = list(tables)
    for path in map(Path, paths):
        lang = "zh" if ".zh" in path.name else "en"
        path.write_text(refreshed(path.read_text(encoding="utf-8"), listed, lang, types), encoding="utf-8")


def _section(table: Table, lang: str, types: bool) -> Iterator[str]:
    column, kind, meaning = _HEADS[lang]
    yield from (f"## {table.name}", _linked(getattr(table, lang), lang), "")
    yield from ((f"| {column} | {kind} | {meaning} |", "|---|---|---|") if types else
                (f"| {column} | {meaning} |", "|---|---|"))  # fmt: skip
    for one in table.columns:
        typed = f" {one.type} |" if types else ""
        yield f"| `{one.name}` |{typed} {_linked(getattr(one, lang), lang)} |"
    yield ""


def _linked(words: str, lang: str) -> str:
    """With a link to the page that they name, the one in their language."""
    return _PAGE.sub(rf"[\1.md](\1{'.zh-CN' if lang == 'zh' else ''}.md)", words)


if __name__ == "__main__":
    refresh(sys.argv[1:], dictionary().values())
