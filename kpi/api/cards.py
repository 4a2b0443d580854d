"""Cards for notebooks: a heading, a line of facts, and a few rows that matter, as HTML without script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from kpi.presenting.escaping import one_line
from kpi.presenting.lang import Lang, choose_lang
from kpi.presenting.messages import message, word

ROWS = 8
_CARD = "border:1px solid #8886;border-radius:6px;padding:.6em .9em;max-width:60em;line-height:1.45"
_CELL = "text-align:left;vertical-align:top;padding:.15em .9em .15em 0"


def card(title: str, facts: Iterable[str], rows: Sequence[Sequence[str]], most: int = ROWS) -> str:
    """`rows` are shown up to `most`; how many there are beyond is told."""
    lang = language()
    hidden = len(rows) - most
    table = "".join(f"<tr>{''.join(_cell(value) for value in row)}</tr>" for row in rows[:most])
    told = f"<div>{_text(message('api.more', lang, n=hidden))}</div>" if hidden > 0 else ""
    line = message("audit.comma", lang).join(fact for fact in facts if fact)
    return (
        f'<div style="{_CARD}"><strong>{_text(title)}</strong><div>{_text(line)}</div>'
        f'<table style="border-collapse:collapse">{table}</table>{told}</div>'
    )


def counted(kind: str, counts: Iterable[tuple[str, int]]) -> list[str]:
    """`3 missed`, `1 not reported`: the values of an enumeration with how often they occur."""
    lang = language()
    return [message("audit.verdict_count", lang, word=word(kind, value, lang), n=n) for value, n in counts]


def language() -> Lang:
    return choose_lang()


def _cell(value: str) -> str:
    return f'<td style="{_CELL}">{_text(value)}</td>'


def _text(words: str) -> str:
    return escape(one_line(words))
