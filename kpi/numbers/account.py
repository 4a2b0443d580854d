"""Every numeral is part of a figure, excluded by a rule, or unread (docs/definitions.md).

A run is a maximal stretch of Arabic digits with the separators and multipliers inside it, or of Chinese numerals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kpi.language import language_data
from kpi.language.expressions import expression, pattern, words
from kpi.language.terms import EACH, GRADE, ORDINAL, YEAR
from kpi.model import Numeral
from kpi.numbers.arabic import SPACED_STYLE, arabic_at
from kpi.numbers.exclusions import CLOSE_QUOTES, OPEN_QUOTES, excluded_spans, inside, why_excluded
from kpi.numbers.words import CHINESE, words_at
from kpi.rules import on

# One character that opens either kind of run comes first: to that `re` skips.
_RUN = re.compile(rf"[\d{CHINESE}](?:(?<=\d)\d*(?:[.,·]\d+)*)?[{CHINESE}]*")
_SPACED_RUN = re.compile(rf"[\d{CHINESE}](?:(?<=\d)(?: ?[.,·]? ?\d)*)?[{CHINESE}]*")  # 1 9 9 8 年
_QUOTED = re.compile(rf"[{OPEN_QUOTES}][^{OPEN_QUOTES}{CLOSE_QUOTES}\n]{{0,12}}$")
_UNQUOTED = re.compile(rf"[^{OPEN_QUOTES}{CLOSE_QUOTES}\n]{{0,14}}[{CLOSE_QUOTES}]")
_VERSION = re.compile(r"\d{1,2}\.0")
_DAY = re.compile(r"(?:1[0-2]|[1-9])[·.](?:[12]\d|3[01]|[1-9])")
_YEAR_WORDS = expression("numbers", "account.year_words")
_PLANS = expression("numbers", "account.plans")
_HEADS = frozenset("\n\r。；;:：,，、)）” \t(（")
_ENUMERATING = pattern("numbers", "account.enumerating")
_ONE, _NOUGHT, _PHASE, _GREAT = (
    pattern("numbers", f"account.{name}") for name in ("one", "nought", "phase", "great")
)
_ROUND = expression("numbers", "account.round")
_PLANNED = words("numbers", "account.planned")
_MEETINGS = expression("numbers", "account.meetings")
_CONGRESS = expression("numbers", "account.congress")
_SIDE_BY_SIDE = expression("numbers", "account.side_by_side")
_TIMES = "×xX*＊"
_HANZI = expression("numbers", "account.hanzi")
_NOTED = expression("numbers", "account.noted")
_HOTLINES = frozenset(("110", "114", "119", "120", "122", "12110", "12309", "12315", "12319", "12328", "12329"))
_PHONED = expression("numbers", "account.phoned")
_HOTLINE = re.compile(r"12[13]\d\d|96\d{3}|95\d{3}")


@lru_cache(maxsize=4)
def _has_notes(text: str) -> bool:
    """Asked for every short run of a text: looked for once."""
    return _NOTED.search(text) is not None


def account(
    text: str,
    taken: Sequence[tuple[int, int]],
    left_out: Sequence[tuple[int, int, str]] = (),
    within: Sequence[tuple[int, int]] | None = None,
) -> list[Numeral]:
    """All runs of a plain text outside the spans of its figures (`taken`, in text order), with their rules.

    `left_out` are stretches that are not read at all, with the rule that says so; `within` the stretches to look
    at, by default the whole text. Each in text order, without overlap. Linear in the text.
    """
    spans = excluded_spans(text)
    found: list[Numeral] = []
    stretch = 0
    spaced = bool(SPACED_STYLE.search(text))
    runs = _SPACED_RUN if spaced else _RUN
    for low, high, behind_figure in _gaps(taken, ((0, len(text)),) if within is None else within):
        for match in runs.finditer(text, low, high):
            start, end = match.span()
            while stretch < len(left_out) and left_out[stretch][1] <= start:
                stretch += 1
            if stretch < len(left_out) and left_out[stretch][0] <= start:
                rule = left_out[stretch][2]
            else:
                behind = behind_figure and start == low
                rule = inside(start, spans) or _rule_of(text, match, behind, spaced)
                rule = rule if on(rule) else ""
            found.append(Numeral(start, end, rule))
    return found


def _gaps(taken: Sequence[tuple[int, int]], within: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    """The stretches between the taken spans: (start, end, whether it begins where a taken span ends)."""
    index = 0
    for low, high in within:
        at, behind = low, False
        while index < len(taken) and taken[index][0] < high:
            start, end = taken[index]
            if start > at:
                yield at, start, behind
            if end > at:
                at, behind = end, True
            if end > high:
                break
            index += 1
        if at < high:
            yield at, high, behind


def _rule_of(text: str, match: re.Match[str], behind_figure: bool, spaced: bool) -> str:
    if match[0][0].isdigit():
        return _arabic_rule(text, match, behind_figure, spaced)
    return _words_rule(text, match)


def _arabic_rule(text: str, match: re.Match[str], behind_figure: bool, spaced: bool) -> str:
    start, end = match.span()
    run = match[0]
    number = arabic_at(text, start, spaced)
    rule = why_excluded(text, number) if number is not None else ""
    if rule:
        return rule
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if behind_figure and behind in ",，。；;、\n)）" and run.isdigit() and len(run) <= 2:
        return "footnote.mark"
    lead = text[start - 2 : start - 1] if start > 1 and before in "-_#.\n" else before
    if _is_letter(lead) or _is_letter(behind) or behind == "#":
        return "name.letter"
    if (before and before in _TIMES) or (behind and behind in _TIMES):
        return "size.factor"
    if _DAY.fullmatch(run) and "·" in run:
        return "date.day"
    if (
        _HOTLINE.fullmatch(run)
        or run in _HOTLINES
        or (len(run) >= 3 and _PHONED.search(text, max(0, start - 16), start))
    ):
        return "phone.number"
    if behind and behind in "+＋":
        return "slogan.plus"
    rule = _touched(text, start, end, "arabic")
    if rule:
        return rule
    if _VERSION.fullmatch(run):
        return "name.version"
    if _QUOTED.search(text, max(0, start - 14), start) and _UNQUOTED.match(text, end):
        return "name.quoted"
    marks = len(run) <= 2 and run.isdigit() and behind in ",，。；;、\n" and _HANZI.match(before)
    if marks and _has_notes(text):
        return "footnote.mark"
    if _heads(text, start) and behind and behind in ".、)）":
        return "ordinal.heading"
    return ""


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _words_rule(text: str, match: re.Match[str]) -> str:
    """The commonest first: 一 and 零 in words and round numbers without a digit are most of all runs."""
    start, end = match.span()
    run = match[0]
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if before == ORDINAL:
        return "ordinal.first"
    if behind in _ENUMERATING and len(run) <= 3 and _heads(text, start):
        return "ordinal.heading"
    if run == _ONE:
        return "ordinal.phase" if behind == _PHASE else "word.number-two"
    if run == _NOUGHT:
        return "word.nought"
    if _ROUND.fullmatch(run):
        return "base.per" if before == EACH else "name.grade" if behind == GRADE else "word.round"
    number = words_at(text, start)
    rule = why_excluded(text, number) if number is not None else ""
    if rule:
        return rule
    if _PLANS.match(text, start) and (before in OPEN_QUOTES or text.startswith(_PLANNED, end)):
        return "name.plan"
    if _MEETINGS.match(text, end) or (behind == _GREAT and _CONGRESS.fullmatch(run)):
        return "name.meeting"
    if len(run) >= 2 and _YEAR_WORDS.fullmatch(run) and behind == YEAR:
        return "date.words"
    rule = _touched(text, start, end, "words")
    if rule:
        return rule
    if _SIDE_BY_SIDE.fullmatch(run):
        return "name.digits"
    if len(run) == 1 and (_HANZI.match(behind) or _HANZI.match(before)):
        return "word.short"
    if _QUOTED.search(text, max(0, start - 14), start) and _UNQUOTED.match(text, end):
        return "name.quoted"
    return ""


def _heads(text: str, start: int) -> bool:
    """Whether a number there opens a clause: an item's number."""
    return start == 0 or text[start - 1] in _HEADS


@cache
def rule_texts() -> dict[str, dict[str, str]]:
    """Rule id → its group (`why`) and what it says (`zh`, `en`)."""
    rules = language_data("exclusions")["rules"]
    return {rule["id"]: {"why": rule["why"], "zh": rule["zh"], "en": rule["en"]} for rule in rules}


@dataclass(frozen=True, slots=True)
class _Contexts:
    """The rules by touching words: the characters that may touch, and each rule's words."""

    last: frozenset[str]
    first: frozenset[str]
    rules: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


@cache
def _contexts(kind: str) -> _Contexts:
    rules = [
        (rule["id"], tuple(rule[kind].get("before", ())), tuple(rule[kind].get("behind", ())))
        for rule in language_data("exclusions")["rules"]
        if kind in rule
    ]
    last = frozenset(word[-1] for _, before, behind in rules if not behind for word in before)
    first = frozenset(word[0] for _, _, behind in rules for word in behind)
    return _Contexts(last, first, tuple(rules))


def _touched(text: str, start: int, end: int, kind: str) -> str:
    contexts = _contexts(kind)
    left = start - 1 if start and text[start - 1] in " _" else start
    if text[left - 1 : left] not in contexts.last and text[end : end + 1] not in contexts.first:
        return ""
    for rule, before, behind in contexts.rules:
        if (not before or text.endswith(before, 0, left)) and (not behind or text.startswith(behind, end)):
            return rule
    return ""
