"""What a second draft found, in the terminal: a line to sum up, then what changed, target by target."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from kpi.presenting.lang import Lang
from kpi.presenting.layout import Lines, indented, labelled, styled
from kpi.presenting.messages import message
from kpi.presenting.text import wrap
from kpi.workspace.redrafting import Change, ChangeKind, Redraft

MARKS = {
    ChangeKind.NEW: ("+", "good"),
    ChangeKind.CHANGED: ("~", "warn"),
    ChangeKind.EDITED: ("✎", "label"),
    ChangeKind.GONE: ("−", "bad"),
    ChangeKind.LEFT_OUT: ("·", "label"),
}


def redraft_lines(done: Redraft, file: str, lang: Lang, width: int) -> Lines:
    """`file: kept 16; new 1, gone 2`, then each with what plan and file say."""
    counts = [(kind, sum(change.kind is kind for change in done.changes)) for kind in ChangeKind]
    parts = [f"{message(f'redraft.{kind.value}', lang)} {n}" for kind, n in counts if n]
    summary = message("redraft.kept", lang, file=file, n=done.kept)
    summary += message("audit.semicolon", lang) + message("audit.comma", lang).join(parts) if parts else ""
    lines = wrap(Text(summary + message("audit.stop", lang), "key"), width)
    for change in done.changes:
        lines += _change(change, file, lang, width)
    return lines


def _change(change: Change, file: str, lang: Lang, width: int) -> Lines:
    mark, style = MARKS[change.kind]
    said = message(f"redraft.{change.kind.value}", lang)
    head = styled((f" {mark} ", style), (change.id, "key"), (f"  {said}", style))
    labels = (message("redraft.plan", lang), message("redraft.file", lang))
    label_width = max(map(cell_len, labels))
    place = f"{file}:{change.line}" if change.line else ""
    inner: Lines = []
    for label, text, where in zip(labels, (change.plan, change.file), ("", place), strict=True):
        if text:
            inner += labelled(label, Text(text), where, width - 3, label_width)
    return [*wrap(head, width), *indented(inner, 3)]
