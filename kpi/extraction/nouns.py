"""The noun behind a number: what its classifier counts (3家孵化园), or what a sum or a size is of."""

from __future__ import annotations

import re

from kpi.extraction.lexicon import lexicon, strip_closers
from kpi.extraction.phrases import closed
from kpi.language import language_data
from kpi.language.terms import DONE, ETC, OF
from kpi.numbers.number import Number
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression, lists, words

AGES = words("extraction", "nouns.ages")
PERCENT = words("extraction", "nouns.percent")
PERSONS = frozenset(u.name for u in unit_table().units.values() if u.dimension in ("persons", "households"))
# Units that measure a noun behind them where only a verb stands before: 启动2万亩蔬菜基地建设.
MEASURED = ("percent", "money", "area", "length", "mass", "power", "volume")
_RIGHT = expression("extraction", "nouns.right")
_HANZI = re.compile(r"[\u4e00-\u9fff“\"《]")
_AROUND = "".join(words("extraction", "nouns.around"))
_PARTICLES = _AROUND.replace("“", "").replace("”", "")
_JOIN = expression("extraction", "nouns.join")
_BOUND_TAIL = expression("extraction", "nouns.bound_tail")
_DOES = expression("extraction", "nouns.does")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]|“[^“”]*”")
_PEOPLE = expression("extraction", "nouns.people", lists(language_data("subjects")))
_RELATIVE = expression("extraction", "nouns.relative")
_LEADS_ON, _FROM = expression("extraction", "nouns.leads_on"), expression("extraction", "roles.from")
_BACK = 24  # characters


def right_noun(text: str, printed: Number, high: int) -> str:
    """The noun phrase that a classifier counts (3家孵化园, 3家以上的孵化园 → 孵化园), "" where none follows."""
    lex = lexicon()
    tail = _BOUND_TAIL.match(text, printed.end)
    start = tail.end() if tail else printed.end
    window = text[start : min(high, start + 44)]
    if not window or not _HANZI.match(window):
        return ""
    if _LEADS_ON.match(window) and _FROM.search(text, max(0, printed.start - _BACK), printed.start):
        return ""  # 由26户重组为17户
    match = _RIGHT.match(window)
    relative = bool(_RELATIVE.match(window))
    if not match or (
        lex.not_noun.match(window) and lex.not_noun.match(lex.compound.sub(_blank, window[:8])) and not relative
    ):
        return ""
    phrase = match[0]
    if (relative or lex.attribute.match(phrase)) and OF in phrase:
        phrase = phrase[phrase.index(OF) + 1 :]
    masked = _masked(phrase)
    stop = lex.noun_stop.search(masked, 1)
    while stop and masked.startswith(OF, stop.end()) and len(phrase) - stop.end() > 2:
        phrase = phrase[stop.end() + 1 :]  # 政府举办的医疗机构: an attribute, no predicate
        masked = _masked(phrase)
        stop = lex.noun_stop.search(masked, 1)
    does = False
    comma = masked.find("、", 2)  # 省、市重点项目: one character is no noun
    if stop and (comma < 0 or stop.start() < comma):
        noun = phrase[: stop.start()]
        bare = len(_BRACKETED.sub("", noun)) <= 4 and len(phrase) <= 24
        does = bare and lex.predicate.match(phrase, len(noun)) is not None
        phrase = phrase if does else noun  # a bare 街道 says too little: what they do belongs to the subject
    elif comma >= 0:
        phrase = phrase[:comma]
    others = phrase.find(ETC)
    if others >= 2 and len(phrase) - others > 2:
        phrase = phrase[:others]
    join = _JOIN.search(phrase, 4) if len(phrase) > 14 and not does else None
    if join:
        phrase = phrase[: join.start()]
    phrase = strip_closers(_bare_ends(phrase))[0]
    phrase = what_was_done(phrase)
    return "" if phrase in lex.empty else phrase


def what_was_done(phrase: str) -> str:
    """残疾人就业 of 实现了残疾人就业, which 1154人 did."""
    done = lexicon().doing.match(phrase)
    return phrase[done.end() :] if done and done[0].endswith(DONE) else phrase


def _bare_ends(phrase: str) -> str:
    """The phrase without particles and quotes around it; a quote that closes another in it stays (企业“上云”)."""
    phrase = phrase.strip(_PARTICLES)
    inner = phrase.strip(_AROUND)
    bare = inner if closed(inner) == inner else closed(phrase)
    return bare.strip(_PARTICLES)


def _masked(phrase: str) -> str:
    """The phrase with the nouns that hold a stop word, and what stands in brackets, made blank."""
    masked = lexicon().compound.sub(_blank, phrase)
    return _BRACKETED.sub(_blank, masked) if any(mark in masked for mark in "(（“") else masked


def _blank(found: re.Match[str]) -> str:
    return "　" * len(found[0])


def counted_noun(text: str, printed: Number, high: int, core: str) -> str:
    """The noun behind the number, where its unit is a classifier or nothing stands before the number."""
    unit = unit_table().get(printed.unit.partition("/")[0])
    if unit is not None and unit.dimension == "visits" and not core and text[printed.start - 1] == ",":
        return right_noun(text, printed, high)  # 1275人次护理员受训
    if unit is None or unit.dimension in ("visits", "points", "times", "years", "months", "days"):
        return ""
    if unit.dimension == "events" and core and not lexicon().verb_end.search(core):
        return ""  # 培训活动39场: the noun stands before; 开展8期照护服务: behind
    if unit.dimension == "age":
        return right_noun(text, printed, high)
    if unit.counts:
        noun = right_noun(text, printed, high)
        if printed.unit in PERSONS and _PEOPLE.search(core) and text.endswith(core[-2:], 0, printed.start):
            bound = _BOUND_TAIL.match(text, printed.end)
            return noun if bound and bound[0] else ""  # 邀请志愿者10多人引导祭扫
        if len(core) >= 4 and noun and lexicon().noun_stop.match(_masked(noun)) and not _is_bare(core):
            return ""  # 床位90张投入使用: a predicate of the noun before
        return noun
    return right_noun(text, printed, high) if unit.dimension in MEASURED and _is_bare(core) else ""


def counts(name: str) -> bool:
    """Whether a unit counts persons or things (人, 家, 处)."""
    unit = unit_table().get(name.partition("/")[0])
    return unit is not None and unit.counts


def measures_time(name: str) -> bool:
    unit = unit_table().get(name)
    return unit is not None and unit.duration


def _is_bare(core: str) -> bool:
    """Whether the words before a number name nothing that it could measure."""
    return not core or core.endswith((ETC, OF)) or bool(lexicon().bare.fullmatch(core))


def measured_behind(text: str, printed: Number, high: int) -> str:
    """The thing behind a length (68公里供水、15公里雨水管网), where another item of the list follows it."""
    unit = unit_table().get(printed.unit)
    noun = right_noun(text, printed, high) if unit is not None and unit.dimension == "length" else ""
    return noun if noun and text.startswith("、", text.find(noun, printed.end) + len(noun)) else ""


def told_of_all(text: str, printed: Number, high: int) -> str:
    """What a share of the noun before it does: 规上企业100%使用绿色电力."""
    if printed.unit != "%":
        return ""
    match = _DOES.match(text, printed.end, high)
    return match[0] if match else ""
