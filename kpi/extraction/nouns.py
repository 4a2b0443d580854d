"""The noun behind a number: what its classifier counts (3家孵化园), or what a sum or a size is of."""

from __future__ import annotations

import re

from kpi.extraction.lexicon import lexicon
from kpi.extraction.scanner import Printed
from kpi.extraction.units import unit_table

PERCENT = ("%", "‰", "个百分点")
_RIGHT = re.compile(
    r"(?:[(（][^()（）\n]{1,14}[)）](?=[\u4e00-\u9fff])|[(（][^()（）\n]{1,8}[)）]|[^,，。；;：:！？\n\d(（)）]){1,40}"
)
_HANZI = re.compile(r"[\u4e00-\u9fff“\"《]")
_JOIN = re.compile(r"与|和|及")
_BOUND_TAIL = re.compile(r"(?:及?以上|左右|以内)?的?")


def right_noun(text: str, printed: Printed, high: int) -> str:
    """The noun phrase that a classifier counts (3家孵化园 → 孵化园), "" where none follows."""
    lex = lexicon()
    start = printed.end
    if printed.unit in PERCENT or printed.unit == "岁":
        start = _BOUND_TAIL.match(text, start).end()  # type: ignore[union-attr]
    window = text[start : min(high, start + 44)]
    if not window or not _HANZI.match(window) or lex.not_noun.match(window):
        return ""
    match = _RIGHT.match(window)
    if not match:
        return ""
    phrase = match[0]
    masked = lex.compound.sub(lambda found: "　" * len(found[0]), phrase)
    stop = lex.noun_stop.search(masked, 1)
    if lex.attribute.match(phrase) and "的" in phrase:
        phrase = phrase[phrase.index("的") + 1 :]
        masked = lex.compound.sub(lambda found: "　" * len(found[0]), phrase)
        stop = lex.noun_stop.search(masked, 1)
    comma = masked.find("、")
    if stop and (comma < 0 or stop.start() < comma):
        noun = phrase[: stop.start()]
        if len(noun) <= 4 and len(phrase) <= 24 and lex.predicate.match(phrase, len(noun)):
            noun = phrase  # a bare 街道, 社区 says too little: what they do belongs to the subject
        phrase = noun
    elif comma >= 0:
        phrase = phrase[:comma]
    others = phrase.find("等")
    if others >= 2 and len(phrase) - others > 2:
        phrase = phrase[:others]
    join = _JOIN.search(phrase, 4) if len(phrase) > 14 else None
    if join:
        phrase = phrase[: join.start()]
    return phrase.strip('“”"的 和及与以')


def counted_noun(text: str, printed: Printed, high: int, core: str) -> str:
    """The noun behind the number, where its unit is a classifier or nothing stands before the number."""
    unit = unit_table().get(printed.unit.partition("/")[0])
    if unit is None or unit.dimension in ("visits", "points", "times", "years", "months", "days"):
        return ""
    if unit.dimension == "events" and core and not lexicon().verb_end.search(core):
        return ""  # 培训活动39场: the noun stands before; 开展8期照护服务: behind
    if unit.dimension == "age":
        return right_noun(text, printed, high)
    bare = not core or bool(lexicon().verb_end.fullmatch(core)) or core.endswith(("等", "的"))
    if not unit.counts and not (bare and unit.dimension in ("percent", "money", "area", "length", "mass")):
        return ""
    return right_noun(text, printed, high)


def measured_behind(text: str, printed: Printed, high: int) -> str:
    """The thing behind a length (68公里供水、15公里雨水管网), where another item of the list follows it."""
    unit = unit_table().get(printed.unit)
    noun = right_noun(text, printed, high) if unit is not None and unit.dimension == "length" else ""
    return noun if noun and text.startswith("、", text.find(noun, printed.end) + len(noun)) else ""
