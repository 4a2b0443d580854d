"""What a number measures: the noun phrase around it, carried over where the sentence elides it.

Chinese reports put the subject before the number (发放低保金3880万元), behind its classifier (3家孵化园), or leave
it out after a comma (同比增长9.8%; 其中:农村11万户). The word lists are data (`language/subjects.yml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kpi.extraction.elided import is_bare_sum, is_fund, matter_after, matter_before, matter_behind, topic_before
from kpi.extraction.lexicon import lexicon, strip_closers, strip_openers
from kpi.extraction.nouns import PERCENT, counted_noun, measured_behind, right_noun, told_of_all
from kpi.model import Flow, Measure, Subject
from kpi.numbers.number import Number


@dataclass(slots=True)
class Phrase:
    """A subject in the making. `base` is the noun phrase that later elided subjects take over."""

    text: str = ""
    base: str = ""
    root: str = ""  # the base without the splitter that was put before it (农村 + 低保对象)
    near: str = ""
    last: str = ""  # the text without its word of growth: what a growth behind it speaks of
    measure: Measure = Measure.LEVEL
    flow: Flow = Flow.NONE
    direction: int = 0  # +1 rises, -1 falls, for growth and change
    head: str = ""
    carried: bool = False
    noun_end: int = 0  # where the noun ends that stands behind the number
    modifiers: tuple[str, ...] = field(default=())


_GROWTH_NAMED = re.compile(r"(?:增长|增速|增幅|涨幅|降幅|增长率|增长速度)(?:预期|目标)*$")
_FALLS = re.compile(r"下降|减少|降低|回落|降|缩|压减|压缩|下滑|下浮|收窄")
_CLAUSE_END = re.compile(r"[,，。；;：:！？!?\n]")
# 试点范围扩大到全国40%的县: where it reaches is no part of what is measured.
_SCOPE = re.compile(r"(?<=..)[要将]?(?:扩大|覆盖|推广|拓展|延伸)到?(?:全国|全省|全市|全区|全县)$")
# 增加到2002年的1161亿元: the year says when the level was reached.
_REACHED_IN = re.compile(r"(?:(?<=[到至为])(?:19|20)\d\d年[末底]?|[由从](?:上年|去年|(?:19|20)\d\d年[末底]?))的?$")
# 由上升转为下降1.2%: what it was before is no part of the subject.
_TURNED = re.compile(r"由[^,，]{1,12}转为?$")
_ROSE = re.compile(r"(?:[提增上下降减扩缩升压回延拓跃优]|调整)[^,，、]{0,3}[到至为]$")
_FOOTNOTE = re.compile(r"\[\d{1,2}\]")
_THRESHOLD_TAIL = re.compile(r"(?:[及或]?以上|[及或]?以下|级以上|级)?的?(项目)?")
_TO_LAST_STOP = re.compile(r".*[,，:：;；。！？!?\n(（]", re.S)
_CLOSERS_OF = {")": "(", "）": "（", "”": "“", "》": "《", "’": "‘"}


def _after_last_stop(text: str) -> str:
    match = _TO_LAST_STOP.match(text)
    return text[match.end() :] if match else text


def left_phrase(text: str, low: int, start: int) -> str:
    """The clause before a number, from `low` (the end of the number before, or of the sentence before).

    A bracket or quote that closes in the phrase is taken in whole: 督导(个案分析)9场.
    """
    window = text[max(low, start - 60) : start]
    near = _after_last_stop(window)
    for closing, opening in _CLOSERS_OF.items():
        if closing in near and near.find(opening) == -1:
            position = window.rfind(opening)
            if position >= 0:
                near = _after_last_stop(window[:position]) + window[position:]
            else:
                near = near[near.rfind(closing) + 1 :]
    return near


def read_phrase(
    text: str, printed: Number, low: int, high: int, history: list[tuple[str, Phrase]], sentence: int
) -> Phrase:
    """The subject phrase of one number.

    `low` and `high` are where the numbers before and behind it end and begin; `history` holds (unit, phrase) of
    those before it in the same sentence, which begins at `sentence`.
    """
    lex = lexicon()
    percent = printed.unit in PERCENT
    near = left_phrase(text, low, printed.start)
    if "[" in near or " " in near or "_" in near:
        near = _FOOTNOTE.sub("", near).replace(" ", "").replace("_", "")
    core, link = strip_closers(_REACHED_IN.sub("", near) if "年" in near[-3:] else near)
    core = strip_openers(core)
    if core.startswith("的") and history:
        # 现行16%的税率降至13%; 总投资9亿元的小区、总投资8亿元: the noun of the number before, then the own words.
        own = core[1:].rpartition("、")[2]
        core = history[-1][1].text + own if percent and history[-1][0] == printed.unit else strip_openers(own)
    if core[-1:] in ("国", "省", "市", "区", "县"):
        core = _SCOPE.sub("", core)
    if near.endswith("、") if not history else near.endswith(("、", "和", "及", "与")):
        core = ""  # 100%社区和60%以上的农村大队: what stands before belongs to the number before
    phrase = Phrase(near=near)
    before = history[-1][1] if history else None
    grown = None if _reaches(link) else _growth(core, link)
    if grown and not grown[1] and not percent and right_noun(text, printed, high):
        grown = None  # 提升253条道路品质: a verb with its object, no change
    if grown:
        phrase.measure = Measure.GROWTH if percent or printed.unit == "倍" else Measure.CHANGE
        phrase.direction = -1 if _FALLS.search(grown[2]) else 1
        core = _TURNED.sub("", strip_closers(core[: grown.start()].removesuffix("负"))[0])
    elif percent or printed.unit == "倍":
        share = Measure.SHARE if lex.share.search(near) else Measure.RATE
        phrase.measure = Measure.GROWTH if _GROWTH_NAMED.search(core) else share
    bare_sum = printed.unit.startswith("元") and is_bare_sum(core)
    noun = "" if grown else counted_noun(text, printed, high, "" if bare_sum else core)
    if noun.endswith("级") and len(noun) <= 4 and before is not None:
        _carry(phrase, noun, before, history, printed.unit)
        phrase.noun_end = text.find(noun, printed.end) + len(noun)
    elif bare_sum and _sum_of(phrase, text, printed, core, "" if grown else noun, sentence, history):
        pass
    elif noun:
        _with_noun(phrase, core, noun)
        phrase.noun_end = text.find(noun, printed.end) + len(noun)
    elif core and not _elides(core) and not lex.splitter.match(core) and not core.startswith("占"):
        phrase.base = phrase.text = phrase.root = object_of(core)
        behind = "" if grown else measured_behind(text, printed, high) or told_of_all(text, printed, high)
        if behind:
            phrase.text += behind  # 城区68公里供水: the place before, the thing behind
            phrase.noun_end = text.find(behind, printed.end) + len(behind)
    elif before is not None and before.base:
        _carry(phrase, core, before, history, printed.unit)
    else:
        _from_before(phrase, text, core, sentence, printed.start)
    phrase.head = phrase.text[-2:]
    phrase.last = phrase.last or phrase.text
    if grown:
        phrase.text += grown[2]
    phrase.flow = _flow(near, core, link, noun)
    return phrase


def qualify(text: str, phrase: Phrase, start: int, end: int) -> None:
    """Put the threshold between a count and its noun into the subject: 10个 营收超千亿元的 集群."""
    tail = _THRESHOLD_TAIL.match(text, end)
    assert tail is not None
    if tail[1] and not phrase.noun_end:
        phrase.text = phrase.base = phrase.root = tail[1]  # a bare 项目 says enough with its size
        phrase.noun_end = tail.end()
    if phrase.noun_end and phrase.text.endswith(phrase.base):
        size = text[start : tail.start(1) if tail[1] else end if phrase.base[0] == "级" else tail.end()]
        phrase.text = phrase.text[: -len(phrase.base)] + size + phrase.base


def _elides(core: str) -> bool:
    """Whether the words are but the head of a subject said before (试点的范围)."""
    return core.replace("的", "") in lexicon().elided


def object_of(core: str) -> str:
    """The object of the last verb in a long phrase (以问卷方式收集问卷调研 → 问卷调研)."""
    if len(core) <= 12:
        return core
    lex = lexicon()
    match = lex.object_verb.match(lex.compound.sub(lambda found: "　" * len(found[0]), core))
    rest = core[match.end() :].removeprefix("好") if match else ""
    return rest if len(rest) >= 4 and not rest.startswith(("的", "率", "、")) else core


def _sum_of(
    phrase: Phrase,
    text: str,
    printed: Number,
    core: str,
    noun: str,
    sentence: int,
    history: list[tuple[str, Phrase]],
) -> bool:
    """A sum of which its clause says only who spends it: what for stands behind it, or before."""
    grown = phrase.measure in (Measure.CHANGE, Measure.GROWTH)
    noun = "" if is_fund(noun) else noun
    behind = "" if grown else matter_behind(text, printed.end) or noun
    if behind:
        phrase.text = phrase.base = phrase.root = core + behind
        phrase.noun_end = text.find(behind[-2:], printed.end) + 2
        return True
    if history and (core in lexicon().elided or phrase.near.startswith("、")):
        before, after = "", "" if grown else matter_after(text, printed.end)
    else:
        before = matter_before(text, sentence, printed.start)
        after = "" if before or grown else matter_after(text, printed.end)
        if not before and not after and not history:
            before = topic_before(text, sentence, core)
    if before == core or not before + after:
        return False
    phrase.text = phrase.base = phrase.root = before + core + after
    phrase.carried = bool(before)
    return True


def _from_before(phrase: Phrase, text: str, core: str, sentence: int, position: int) -> None:
    """A measure alone in its sentence takes the matter of the clause before it, or of the sentence before."""
    lex = lexicon()
    topic = matter_before(text, sentence, position)
    if not topic:
        topic = lex.verb_lead.sub("", strip_openers(_clause_before(text, sentence, position)), count=1)
    if not topic and core:
        topic = topic_before(text, sentence, core)
    own = (core.endswith("率") and core not in lex.dependent) or core == topic
    phrase.text = core if own else topic + core
    phrase.root = phrase.base = core if own or not topic else topic
    phrase.carried = True


def _clause_before(text: str, sentence: int, position: int) -> str:
    """The last whole clause before the number in its sentence: what an elided subject falls back on."""
    clauses = [c for c in _CLAUSE_END.split(text[max(sentence, position - 300) : position])[:-1] if len(c) > 3]
    return clauses[-1].replace(" ", "")[-24:] if clauses else ""


def _growth(core: str, link: str) -> re.Match[str] | None:
    """The words of change that end a phrase; its start is an offset into `core`."""
    lex = lexicon()
    if not lex.growth_last.intersection((core + link)[-8:]):
        return None
    return lex.growth.search(core + link, max(0, len(core) - 14)) or lex.growth.search(
        core, max(0, len(core) - 14)
    )


def _with_noun(phrase: Phrase, core: str, noun: str) -> None:
    lex = lexicon()
    new = lex.new.search(core)
    verb = ""
    if new:
        verb = core if len(core) <= len(new[0]) + 1 else new[0]
    elif core in lex.elided or (len(noun) <= 2 and len(core) <= 6):
        verb = core  # a bare 村 or 街道 says too little
    phrase.base = phrase.root = noun
    phrase.text = noun if noun.startswith(verb) else verb + noun
    phrase.modifiers = (core,) if core and core != verb else ()


def _carry(phrase: Phrase, core: str, before: Phrase, history: list[tuple[str, Phrase]], unit: str) -> None:
    """An elided subject: that of the number before, or after 其中/城市 of the last number in the same unit."""
    lex = lexicon()
    phrase.carried = True
    if core and (lex.splitter.match(core) or core.endswith("级")):
        same = next((old for old_unit, old in reversed(history) if old_unit == unit), before)
        phrase.root = same.root or same.base
        phrase.base = phrase.text = core + lex.verb_lead.sub("", phrase.root, count=1)
        return
    phrase.base, phrase.root = before.base, before.root
    rose = not core and history[-1][0] == unit and _ROSE.match(_REACHED_IN.sub("", phrase.near)) is not None
    if rose or (
        not core and unit in PERCENT and before.measure is Measure.GROWTH and phrase.near.strip("、和及与 ") == ""
    ):
        phrase.text, phrase.measure, phrase.direction = before.text, before.measure, before.direction
        phrase.last = before.last
        return  # 增长29.2%、39.4%; 涨幅由5%回落到2%
    if unit == "个百分点" and before.measure in (Measure.SHARE, Measure.RATE):
        phrase.base = before.text  # 占总人口比重87.3%,比上年提升0.1个百分点: the share rises, not the people
    if core.endswith("率") and core not in lex.dependent and core in lex.elided:
        phrase.text = core  # 参检单位320家,参检率达98%: the rate names its own noun
    else:
        whole = lex.measure_tail.sub("", lex.verb_lead.sub("", before.base, count=1)) if core else before.base
        grown = phrase.measure in (Measure.GROWTH, Measure.CHANGE)
        again = phrase.near in ("、", "和", "及", "与") and history[-1][0] == unit
        if not core and (again or (grown and not _of_share(before, unit))):
            whole = before.last or before.base
        phrase.text = whole if whole.endswith(core) else whole + core


def _of_share(before: Phrase, unit: str) -> bool:
    """产值占比重56%,增长18%: the growth is that of the 产值; one in points would be that of the share."""
    return before.measure in (Measure.SHARE, Measure.RATE) and unit != "个百分点"


def _reaches(link: str) -> bool:
    """提高到, 增长至: the number is the level reached, not the growth."""
    return bool(link) and (
        link[-1] in "到至" or link.endswith(("提高到", "达到", "达")) or "到" in link or "至" in link
    )


def _flow(near: str, core: str, link: str, noun: str) -> Flow:
    lex = lexicon()
    if (core and lex.new.search(core)) or (noun and lex.new.search(noun)):
        return Flow.NEW
    if (link and lex.stock.search(link)) or (near and lex.stock_lead.search(near)):
        return Flow.STOCK
    if core and lex.spent.search(core):
        return Flow.SPENT
    return Flow.DONE if core else Flow.NONE


def subject_from(phrase: Phrase, topic: str, place: str = "") -> Subject:
    return Subject(
        text=phrase.text.replace(" ", "") if " " in phrase.text else phrase.text,
        head=phrase.head or phrase.base[-2:],
        modifiers=phrase.modifiers,
        flow=phrase.flow,
        measure=phrase.measure,
        place=place,
        topic=topic,
    )
