"""Checks in the terminal: all of them, and one explained."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from kpi.auditing.explaining import Explained
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, labelled, styled, table, widest
from kpi.presenting.messages import message, word
from kpi.presenting.text import wrap

_LABEL = 8


def list_lines(checks: Sequence[Explained], lang: Lang, width: int) -> Lines:
    """All checks, suite by suite, each with what it finds."""
    index = 0 if lang == "zh" else 1
    lines: Lines = []
    columns = [Column(widest([check.id for check in checks], 8, max(16, width // 2))), Column(None)]
    for suite, own in groupby(checks, lambda check: check.suite):
        rows = [[Text(check.id, "key"), Text(check.title[index])] for check in own]
        lines += [Text(""), Text(suite, "head"), *table(rows, columns, width)]
    return [*lines, Text(""), *wrap(Text(message("checks.count", lang, n=len(checks)), "label"), width)]


def check_lines(check: Explained, lang: Lang, width: int) -> Lines:
    index = 0 if lang == "zh" else 1
    severity = word("severity", check.severity, lang)
    lines = [*wrap(styled((check.title[index] or check.id, "key"), f"  {check.id}  {severity}"), width)]
    said = check.explain[index] or (message("check.formula", lang) if "formula" in dict(check.kwargs) else "")
    if said:
        lines += [Text(""), *wrap(Text(said), width)]
    lines.append(Text(""))
    rows = [("frame", check.frame), ("type", check.type), *check.kwargs, ("message", check.message[index])]
    rows.append(("file", f"{check.file} ({check.suite})"))
    for name, value in rows:
        label = message(f"check.{name}", lang) if name in ("frame", "type", "message", "file") else name
        lines += labelled(label, Text(value), "", width, max(_LABEL, len(label)))
    return lines
