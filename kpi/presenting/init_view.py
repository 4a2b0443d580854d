"""What a workspace was made of: the documents taken, whose and of when, what was assumed, what was left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rich.text import Text

from kpi.errors import Problem
from kpi.founding.result import Founded, Taken
from kpi.presenting.escaping import one_line
from kpi.presenting.lang import Lang
from kpi.presenting.layout import Column, Lines, heading, indented, table, widest
from kpi.presenting.messages import message
from kpi.presenting.problems import describe
from kpi.presenting.text import clip, wrap
from kpi.reading.printed import period_words

_NAMED = 12  # files that one reason names; the rest are counted
_NUMBERS = 7


def founded_lines(founded: Founded, place: str, lang: Lang, width: int) -> Lines:
    """The counts, a table of both groups, and what to do next."""
    reports, targets = len(founded.taken), sum(one.targets for one in founded.taken)
    counts = (("bodies", len({one.body for one in founded.taken})), ("reports", reports), ("targets", targets))
    told = {name: message(f"audit.{name}", lang, n=n) for name, n in counts}
    lines = [*wrap(Text(message("init.founded", lang, dir=place, **told), "head"), width), Text("")]
    lines += heading(f"{message('init.taken', lang)} {reports}", "", "bold", width)
    lines += _taken(founded.taken, lang, width)
    if founded.left:
        lines += [Text(""), *heading(f"{message('init.left', lang)} {len(founded.left)}", "", "bold", width)]
        lines += _left(founded.left, lang, width)
    return lines


def _taken(taken: Sequence[Taken], lang: Lang, width: int) -> Lines:
    """A row a report; what was assumed of it stands below."""
    names = [one_line(one.found.name) for one in taken]
    bodies = [one_line(one.body) for one in taken]
    periods = [period_words(one.found.reading.report) for one in taken]
    head = [message(f"column.{name}", lang) for name in ("report", "body")]
    head += [message("label.period", lang), message("bodies.targets", lang)]
    second = widest([head[2], *periods], 6, 18)
    room = width - 1 - second - _NUMBERS - 6
    whose = widest([head[1], *bodies], 4, room // 2)
    columns = [Column(room - whose), Column(whose), Column(second), Column(_NUMBERS, right=True)]
    if (least := widest([head[0], *names], 8, room - whose)) < room - whose:
        columns[0] = Column(least)
    lines = table([[Text(name, "label") for name in head]], columns, width)
    for one, *cells in zip(taken, names, bodies, periods, strict=True):
        number = Text(str(one.targets) if one.targets else "–", "key" if one.targets else "quiet")
        lines += table([[*map(Text, cells), number]], columns, width)
        for reason in one.assumed:
            words = message("init.assumed", lang) + describe(replace(reason, file=""), lang)
            lines += indented(wrap(Text(words, "quiet"), width - 3), 2)
    return indented(lines, 1)


def _left(left: Sequence[Problem], lang: Lang, width: int) -> Lines:
    """A row a reason, with the files that it holds for."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for reason in left:
        groups[describe(replace(reason, file="", line=0), lang)].append(one_line(reason.file))
    names = [_files(files, lang) for files in groups.values()]
    columns = [Column(widest(names, 8, width * 2 // 5)), Column(None)]
    rows = [[Text(name), Text(words, "quiet")] for name, words in zip(names, groups, strict=True)]
    return indented(table(rows, columns, width - 1), 1)


def _files(files: Sequence[str], lang: Lang) -> str:
    named = message("audit.comma", lang).join(clip(name, 40) for name in files[:_NAMED])
    more = len(files) - _NAMED
    if more <= 0:
        return named
    return message("init.several", lang, names=named, n=more if lang == "en" else len(files))
