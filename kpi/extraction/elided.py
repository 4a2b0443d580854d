"""What a clause is about that says only a sum or a measure: 投资3亿元, 中央财政拟安排200亿元, 试点范围扩大到50%.

The matter stands behind the sum (支持…, 用于…), in the clause before, or is what the paragraph is about. Only bare
measures look there: words of their own always win.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kpi.extraction.lexicon import lexicon, strip_openers, without_whom
from kpi.language import language_data
from kpi.language.terms import DONE, LIST_MARK, OF
from kpi.numbers.units import alternatives
from kpi.outline.expressions import expression, words
from kpi.outline.marks import STOPS

_WHY = expression("extraction", "elided.why")
_STOPS = expression("extraction", "elided.stops")
_DIGIT = re.compile(r"\d")
_SEGMENTS = expression("extraction", "elided.segments")
_SENTENCES_BACK = 200
SPLITS = expression("extraction", "elided.splits")
_HOW = expression("extraction", "elided.how")
_PREDICATE = expression("extraction", "elided.predicate")
_ANY_MATTER = expression("extraction", "elided.any_matter")
_THEREFORE = words("extraction", "elided.therefore")
_POINTING = words("extraction", "elided.pointing")
_OTHERS = expression("extraction", "elided.others")
_SOURCE = expression("extraction", "elided.source")
_GROUP = expression("extraction", "elided.group")


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = language_data("subjects")
    given = {"payer": "payers", "verb": "money_verbs", "fund": "funds", "purpose": "purposes"}
    given = {name: "|".join(data[words]) for name, words in given.items()}
    given["manner"] = alternatives([*data["manners"], *data["openers"], *data["money_manners"]])
    bare, behind, after, leads = (
        expression("extraction", f"elided.{name}", given) for name in ("bare_sum", "behind", "after", "leads")
    )
    return bare, behind, after, leads


def is_bare_sum(core: str) -> bool:
    """Whether the words before a sum only say that somebody spends it."""
    return bool(core) and _expressions()[0].fullmatch(core) is not None


def without_source(core: str) -> str:
    """从福彩公益金中安排: what a sum is taken from is not what it is for."""
    return _SOURCE.sub("", core)


def is_fund(noun: str) -> bool:
    """专项资金, 国债资金: a noun behind a sum that names no matter."""
    return noun in language_data("subjects")["funds"]


def matter_behind(text: str, end: int) -> str:
    """What a sum is for, told at once behind it: 筹措8亿元实施安居工程."""
    match = _expressions()[1].match(text, end)
    return _matter(match) if match else ""


def matter_after(text: str, end: int) -> str:
    """What a sum is for, told in the clause behind it: 安排9亿元资金,用于危房改造."""
    match = _expressions()[2].match(text, end)
    return _matter(match) if match else ""


def _matter(match: re.Match[str]) -> str:
    listed = _OTHERS.sub("", match[1])  # 储运基地等41个项目
    matter = (listed if listed != match[1] else match[1] + (match[2] or "")).strip(OF + DONE)
    return "" if matter.startswith(_POINTING) else matter


def matter_before(text: str, sentence: int, position: int) -> str:
    """What the clause before a number speaks of, without its verbs; "" where it stands alone or holds a number.

    A sentence that opens with 为此 looks into the one before.
    """
    if text.startswith(_THEREFORE[0], sentence):
        sentence = max(0, *(text.rfind(stop, 0, max(0, sentence - 1)) + 1 for stop in "。\n"))
    return _matter_of(text[max(sentence, position - 300) : position])


def without_reason(clause: str) -> str:
    """固定资产投资受项目接续不足影响: what it speaks of, without what it owes its figure to."""
    return _WHY.sub("", clause)


@lru_cache(maxsize=256)  # long lists of bare measures stand behind the same words
def _matter_of(before: str) -> str:
    clauses = [clause for clause in _STOPS.split(before)[:-1] if clause.strip() and not SPLITS.search(clause)]
    for clause in reversed(clauses):
        if clause.strip() in _THEREFORE:
            continue
        if _DIGIT.search(clause):
            return ""
        told = without_reason(clause.strip())
        if len(told) > 3 and not _HOW.search(told):
            return object_of_clause(told)
    return ""


def topic_before(text: str, sentence: int, core: str) -> str:
    """What the short sentence before this one in its paragraph names: 抓好物流园区建设。 → 物流园区.

    Of a payer's sum and of a pilot it may be any matter: 增加对农业的投入。中央财政安排9亿元.
    """
    start = max(text.rfind("\n", 0, sentence) + 1, sentence - _SENTENCES_BACK)
    return _topic_of(text[start:sentence], _ANY_MATTER.search(core) is not None)


@lru_cache(maxsize=256)
def _topic_of(said: str, any_matter: bool) -> str:
    before = _SEGMENTS.split(said.rstrip(STOPS))[-1]
    clause = _STOPS.split(before)[-1]
    if not clause or len(clause) > 34 or _DIGIT.search(clause):
        return ""
    named = object_of_clause(clause)
    if clause == before and any_matter and len(clause) <= 24:
        return named
    match = _GROUP.search(named)
    return match[1] if match else ""


def object_of_clause(clause: str) -> str:
    """The noun phrase of a clause: its leading verbs go, and what its predicate says of it."""
    lex = lexicon()
    phrase = strip_openers(without_whom(clause.strip().replace(" ", "")))
    while phrase:
        lead = lex.bare_lead.match(phrase) or _expressions()[3].match(phrase)
        if not lead or len(phrase) - lead.end() < 2:
            break
        phrase = strip_openers(phrase[lead.end() :])
    predicate = _PREDICATE.search(phrase, 3)
    named = (
        (phrase[: predicate.start()] if predicate else phrase).strip(OF + DONE + LIST_MARK)[-24:].lstrip(LIST_MARK)
    )
    return "" if named.startswith(_POINTING) else named
