"""A comment for a pull request, and a job's step summary: a sentence to quote, the worst, the rest folded.

Text of reports is escaped, so that it can neither format, nor link, nor mention anybody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from kpi.auditing.result import AuditResult, FindingResult, RelationResult
from kpi.presenting.audit_view import SEVERITIES, exit_reason, summary, target_card
from kpi.presenting.card import DETAILED, ORDER, Card, weighed
from kpi.presenting.computations import named_words
from kpi.presenting.escaping import foreign
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message, word
from kpi.presenting.outputs.places import Places, spread, titled
from kpi.presenting.problems import describe_all
from kpi.presenting.text import clip_around
from kpi.presenting.weakened import unread_lines, weakened_line
from kpi.presenting.weights import weights_told
from kpi.presenting.where import spot
from kpi.presenting.worded import in_words

MARKER = "<!-- kpi-audit -->"  # by which a workflow finds the comment that it wrote before
WORST = 10
MOST = 60_000  # characters; GitHub takes 65,536 in a comment
CELL = 300  # characters of one cell
SPECIAL = re.compile(r"([\\`*_\[\]!|~$])")
MENTION = re.compile(r"([@#]|:(?=//))")  # people, issues, links
BADGES = {"critical": "🔴", "warning": "🟡", "info": "🔵"}
ICONS = {0: "✅", 1: "❌", 2: "⚠️"}


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    heading = f"{MARKER}\n### {ICONS[result.exit_code]} {message('markdown.title', lang)}\n"
    if result.problems:
        told = "".join(f"- {escape(text)}\n" for text in describe_all(result.problems, lang)[:100])
        return f"{heading}\n{message('markdown.stopped', lang)}\n\n{told}".encode("utf-8", "replace")
    result = in_words(result)
    heading += "".join(f"\n**{escape(told)}**\n" for told in unread_lines(result, lang))
    text = f"{heading}\n**{escape(summary(result, lang))}**\n\n{escape(exit_reason(result, lang))}\n"
    text += "".join(f"\n- {escape(told)}" for told in weights_told(result, lang)) + "\n"
    if weaker := weakened_line(result, lang):
        text += f"\n**{escape(weaker)}**\n"
    if result.settled:
        text += f"\n{message('ledger.settled', lang, n=len(result.settled))}\n"
    for mended in result.rectified[:WORST]:
        text += f"- {escape(message('ledger.mended', lang, report=mended.by, what=mended.entry.what))}\n"
    for write in (_worst, _targets, _contradictions, _rest, _warnings):
        text += write(result, lang, folder, MOST - len(text))
    return text.encode("utf-8", "replace")


def escape(text: str) -> str:
    """One line of plain text, however it is written: Markdown, HTML, mentions and links are all disarmed."""
    flat = " ".join(foreign(text).split())
    flat = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return MENTION.sub("\\1\u200b", SPECIAL.sub(r"\\\1", flat))


def _cell(text: str) -> str:
    return escape(text if len(text) <= CELL else text[: CELL - 1] + "…")


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], lang: Lang, room: int) -> str:
    """A table of the rows that fit into so many characters, and how many do not."""
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    used = sum(map(len, lines))
    left = list(rows)
    while left and used + (size := len(line := f"| {' | '.join(map(_cell, left[0]))} |")) < room:
        lines.append(line)
        used += size + 1
        left.pop(0)
    more = f"\n{escape(message('more', lang, n=len(left)))}\n" if left else ""
    return "\n" + "\n".join(lines) + "\n" + more


def _folded(title: str, write: Callable[[int], str], room: int) -> str:
    frame = f"\n<details><summary>{escape(title)}</summary>\n{{}}\n</details>\n"
    inside = room - len(frame) - 100
    return frame.format(write(inside)) if inside > 200 else ""


def _place(finding: FindingResult, places: Places, lang: Lang) -> str:
    place = places.of(finding)
    return spot(place.file, place.line, place.stands, lang)


def _finding_rows(
    findings: Iterable[FindingResult], places: Places, lang: Lang
) -> list[tuple[str, str, str, str]]:
    index = 0 if lang == "zh" else 1
    return [
        (
            f"{BADGES[found.severity]} {word('severity', found.severity, lang)}",
            titled(found, lang),
            clip_around(found.message[index], found.quote, message("audit.colon", lang), CELL),
            _place(found, places, lang),
        )
        for found in findings
    ]


def _finding_heads(lang: Lang) -> list[str]:
    return [message(f"column.{name}", lang) for name in ("severity", "title", "message", "place")]


def _worst(result: AuditResult, lang: Lang, folder: str, room: int) -> str:
    worst: list[FindingResult] = []
    for severity in SEVERITIES[:2]:
        own = [found for found in result.findings if found.severity == severity]
        worst += spread(own, WORST - len(worst))
    rows = _finding_rows(worst, Places(result, folder), lang)
    return _table(_finding_heads(lang), rows, lang, room) if rows else ""


def _rest(result: AuditResult, lang: Lang, folder: str, room: int) -> str:
    """All findings in order, when the table above does not hold them."""
    findings = [found for severity in SEVERITIES for found in result.findings if found.severity == severity]
    if len(findings) <= WORST and all(found.severity != "info" for found in findings):
        return ""
    rows = _finding_rows(findings, Places(result, folder), lang)
    title = message("markdown.all_findings", lang, n=len(findings))
    return _folded(title, lambda inside: _table(_finding_heads(lang), rows, lang, inside), room)


def _targets(result: AuditResult, lang: Lang, folder: str, room: int) -> str:
    cards = [target_card(target) for target in result.targets]
    of_each = ([card for card in cards if card.verdict == verdict] for verdict in ORDER if verdict in DETAILED)
    shown = [card for group in of_each for card in weighed(group)]
    heads = [
        message(f"column.{name}", lang) for name in ("verdict", "weight", "target", "actual", "due", "sentence")
    ]
    rows = [
        (
            word("verdict", card.verdict, lang),
            word("weight", card.weight, lang),
            f"{card.title} {card.demand}".strip(),
            card.actual or "—",
            card.due.isoformat(),
            _quotes(card),
        )
        for card in shown
    ]
    title = message("markdown.targets", lang, n=len(rows))
    return _folded(title, lambda inside: _table(heads, rows, lang, inside), room // 2) if rows else ""


def _quotes(card: Card) -> str:
    parts = [
        f"{words.sentence[words.start : words.end]} ({words.place})"
        for words in (card.promise, card.answer)
        if words
    ]
    return " → ".join(parts)


def _contradictions(result: AuditResult, lang: Lang, folder: str, room: int) -> str:
    wrong = [relation for relation in result.relations if relation.contradicts]
    heads = [message(f"column.{name}", lang) for name in ("relation", "computation", "place")]
    rows = [
        (
            word("relation", one.type, lang),
            named_words(one, lang),
            _relation_place(one, lang),
        )
        for one in wrong
    ]
    title = f"{message('audit.contradictions_head', lang)} {len(wrong)}"
    return _folded(title, lambda inside: _table(heads, rows, lang, inside), room // 2) if rows else ""


def _relation_place(relation: RelationResult, lang: Lang) -> str:
    if relation.members and (stands := relation.members[0].quote.place):
        return spot(relation.doc, 0, stands, lang)
    lines = sorted({member.quote.line for member in relation.members})
    return f"{relation.doc}:{','.join(map(str, lines))}" if lines else relation.doc


def _warnings(result: AuditResult, lang: Lang, folder: str, room: int) -> str:
    lines = [f"- {escape(text)}\n" for text in describe_all(set(result.warnings) - set(result.weakened), lang)]
    ends = accumulate(map(len, lines))
    fitting = "".join(line for line, end in zip(lines, ends, strict=True) if end < room - 2)
    return f"\n{fitting}" if fitting else ""
