"""Lists, with 分别 or without, whose n-th number has the n-th noun: 城市、农村低保标准分别为716元、516元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi.extraction.lexicon import lexicon, strip_closers, strip_openers
from kpi.language.terms import ORDINAL, RESPECTIVELY
from kpi.outline.expressions import expression, words

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

_AND = expression("extraction", "respective.and")
_GAP = expression("extraction", "respective.gap")
_BREAK = expression("extraction", "respective.break")
_BRACKETED = re.compile(r"[(（][^()（）]{0,16}[)）]")
_JOINS = expression("extraction", "respective.joins")
_STANDARD = expression("extraction", "respective.standard")
_LINKS = expression("extraction", "respective.links")
_GROWS = expression("extraction", "respective.grows")
_GROWN = expression("extraction", "respective.grown")
_PREDICATE = expression("extraction", "respective.predicate")
_MEASURE = expression("extraction", "respective.measure")
_COMPLETE = expression("extraction", "respective.complete")
_SECOND = expression("extraction", "respective.second")
_PER = expression("extraction", "respective.per")
_DONE = expression("extraction", "respective.done")
_AGAIN = expression("extraction", "respective.again")
_OTHERS = expression("extraction", "respective.others")
_COMPARED = expression("extraction", "respective.compared")
_DIGIT = re.compile(r"\d")
_SIDES = words("extraction", "respective.sides")
_AID = expression("extraction", "respective.aid")
_BOUND = expression("extraction", "respective.bound")
_BASE = expression("extraction", "respective.base")
_CHANGED_TO = expression("extraction", "respective.changed_to")
_TOWN = expression("extraction", "respective.town")


def respective_subjects(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[str, int]]:
    """Index of a mention → (subject, index of the first of its chain), for those that go by a list of nouns."""
    subjects: dict[int, tuple[str, int]] = {}
    if len(mentions) < 2:
        return subjects
    said = _is_said(text, mentions)
    index = 0
    names: list[str] = []
    while index < len(mentions):
        chain = _chain(text, mentions, index)
        low = mentions[index - 1].printed.end if index else mentions[index].sentence[0]
        lead = text[low : mentions[index].printed.start].replace(" ", "")
        at = lead.rfind(RESPECTIVELY)
        if len(chain) == 1:
            names = []
        elif at >= 0 and len(lead) - at < 24:
            again = names if _AGAIN.match(lead[:at]) else []
            names = (
                respective_names(lead[:at], len(chain))
                or (again if len(again) == len(chain) else [])
                or _names_before(mentions, index, len(chain), lead)
            )
            if len(names) == len(chain):
                tail = _LINKS.sub("", lead[at + 2 :])
                grown, done = _GROWS.search(tail), _DONE.match(tail)
                after = grown[0] if grown else done[1] if done and not names[-1].endswith(done[1]) else ""
                for place, member in enumerate(chain):
                    subjects[member] = names[place] + after, chain[0]
                _extend(text, mentions, chain, names, subjects)
        elif chain[0] not in subjects:
            names = _listed(text, mentions, chain, lead) if said else []
            names = names or _side_by_side(text, mentions, chain)
            for place, member in enumerate(chain if names else ()):
                subjects[member] = names[place], chain[0]
        index = chain[-1] + 1
    return subjects


def _is_said(text: str, mentions: Sequence[Mention]) -> bool:
    return RESPECTIVELY in text[mentions[0].sentence[0] : mentions[-1].printed.start].replace(" ", "")


def _listed(text: str, mentions: Sequence[Mention], chain: list[int], lead: str) -> list[str]:
    """原煤、原油、天然气产量达到9万吨、8万吨、7亿立方米,分别增长…: the 分别 behind says how the list goes."""
    after = chain[-1] + 1
    if after >= len(mentions):
        return []
    gap = text[mentions[chain[-1]].printed.end : mentions[after].printed.start]
    second = _chain(text, mentions, after)
    if RESPECTIVELY not in gap or len(gap) > 12 or len(second) != len(chain):
        return []
    phrase = strip_closers(_BREAK.split(_BRACKETED.sub("", lead))[-1])[0]
    parts = [part for part in _AND.split(phrase) if part]
    return respective_names(phrase, len(chain)) if len(parts) == len(chain) else []


def _side_by_side(text: str, mentions: Sequence[Mention], chain: list[int]) -> list[str]:
    """水、电普及率超过98%、85%: as many nouns as numbers of one unit with only 、 or 和 between, and no 分别."""
    first = mentions[chain[0]]
    if len(chain) == 1 or first.phrase is None or not all(_goes_on(text, mentions, index) for index in chain[1:]):
        return []
    grown = _GROWN.search(first.phrase.text)
    phrase = first.phrase.text[: grown.start()] if grown else first.phrase.text
    town = len(chain) == 2 and _TOWN.match(phrase) and _STANDARD.search(phrase)
    listed = len(chain) in (len(phrase.split("、")), len(list(filter(None, _AND.split(phrase)))))
    names = respective_names(phrase, len(chain)) if town or listed else []
    return [name + (grown[0] if grown else "") for name in names]


def _goes_on(text: str, mentions: Sequence[Mention], index: int) -> bool:
    """Whether a number of the same unit, whose base is said once, stands right before this one."""
    before, own = mentions[index - 1], mentions[index]
    gap = _BOUND.sub("", text[before.printed.end : own.printed.start])
    return _JOINS.fullmatch(gap) is not None and f"{before.unit}/".startswith(f"{own.unit}/")


def _chain(text: str, mentions: Sequence[Mention], start: int) -> list[int]:
    """Indices of mentions that stand side by side (A、B和C)."""
    chain = [start]
    for index in range(start + 1, len(mentions)):
        gap = text[mentions[index - 1].printed.end : mentions[index].printed.start]
        if len(gap) > 6:
            break
        gap = _BASE.sub("", _BOUND.sub("", gap))
        if not _GAP.match(gap):
            break
        chain.append(index)
    return chain


def _names_before(mentions: Sequence[Mention], index: int, count: int, lead: str) -> list[str]:
    """42个社区中心和98个农村中心,覆盖率分别达到86%和70%: the nouns are those of the numbers before."""
    lead, _, tail = lead.rpartition(RESPECTIVELY)
    head = strip_openers(_BREAK.split(lead)[-1])
    phrases = [mention.phrase for mention in mentions[max(0, index - count) : index] if mention.phrase is not None]
    bases = [phrase.base for phrase in phrases if phrase.base]
    if len(bases) != count:
        return []
    if lead and bases[-1] == lead and all(phrase.noun_end for phrase in phrases):
        return bases  # 18个省项目、30个市项目分别完成投资
    if "," not in lead or len(head) > 6 or len(head) == 1:
        return []
    if head:
        return [base + head for base in bases]
    # 收入9亿元,利润2亿元,分别增长5%、6%; 分别超计划8% speaks of something else.
    return [] if _COMPARED.match(tail) else [phrase.last or phrase.base for phrase in phrases]


def _extend(
    text: str,
    mentions: Sequence[Mention],
    chain: list[int],
    names: list[str],
    subjects: dict[int, tuple[str, int]],
) -> None:
    """分别从A、B提高到C、D: the second chain has the same subjects."""
    after = chain[-1] + 1
    if after >= len(mentions):
        return
    gap = text[mentions[chain[-1]].printed.end : mentions[after].printed.start]
    second = _chain(text, mentions, after)
    if len(second) == len(chain) and _CHANGED_TO.match(gap):
        for place, member in enumerate(second):
            subjects[member] = names[place], chain[0]


def respective_names(lead: str, count: int) -> list[str]:
    """The nouns before 分别, one for each number; the head that only the last one prints is given to all."""
    clauses = _BREAK.split(_BRACKETED.sub("", lead).rstrip(", "))
    phrase = clauses[-1]
    names = _names_in(phrase, count)
    again = _AGAIN.match(phrase)
    if not names and len(clauses) > 1 and (again or (2 <= len(phrase) <= 6 and not _DIGIT.search(phrase))):
        # 养老金、低保标准和生活补贴再次提高,月人均分别提高: the list stands in the clause before.
        listed = _PREDICATE.sub("", clauses[-2])
        head = "" if again else phrase
        names = [] if _DIGIT.search(listed) else [name + head for name in _names_in(listed, count, exactly=True)]
    return names


def _names_in(phrase: str, count: int, exactly: bool = False) -> list[str]:
    town = _TOWN.match(phrase)
    if count == 2 and town and not _AND.search(phrase):
        rest = phrase[town.end() :]
        city, towns, villages = _SIDES
        return [(city if _AID.search(rest) else towns) + rest, villages + rest]
    others = _OTHERS.search(phrase)  # 新能源汽车、机器人等绿色、智能产品产量
    listed = [part for part in _AND.split(phrase[: others.start()]) if part] if others else []
    if others and len(listed) == count:
        measure = _MEASURE.search(_PREDICATE.sub("", phrase[others.end() :]))
        return [strip_openers(part) + (measure[0] if measure else "") for part in listed]
    items = [part for part in phrase.split("、") if part]
    # Where the items between 、 are as many as the numbers, 和 joins words inside one of them.
    parts = items if len(items) == count else [part for part in _AND.split(phrase) if part]
    if len(parts) < count or (exactly and len(parts) != count):
        return []
    *before, last = parts[-count:]
    if len(parts) == count:
        before[0] = strip_openers(before[0]) or before[0]
    names = [_PER.sub("", last) or last]
    mixed = any(_is_complete(part) for part in before)
    for part in reversed(before):
        names.insert(0, part + _head_for(part, names[0], mixed))
    return names


def _is_complete(part: str) -> bool:
    return len(part) > 2 and _COMPLETE.search(part) is not None


def _head_for(part: str, after: str, mixed: bool) -> str:
    """What a part takes from the name behind it; in a list where some have measures of their own, the like."""
    second = _SECOND.search(after)
    if _is_complete(part):
        return second[0] if second and not part.endswith(second[0]) else ""  # 农民收入、农户收入增速
    head = shared_head(part, after)
    return "" if mixed and len(part) > len(after) - len(head) + 1 else head


def shared_head(part: str, last: str) -> str:
    """What only the last item prints: (城市, 农村低保标准) → 低保标准; (护理补贴, 生活补贴标准) → 标准."""
    place = last.rfind(part[-2:])
    if place >= 0 and len(part) > 2:
        return last[place + 2 :]
    rest = last[len(part) :] if len(part) <= 4 else ""
    # 食品、药品抽检合格率, 国、省考断面: items of one build stand for one another.
    alike = rest and (len(part) == 1 or part[-1] == last[len(part) - 1] or part[0] == last[0] == ORDINAL)
    measure = _MEASURE.search(last)
    if measure and measure.start() >= 1 and not alike and not lexicon().splitter.match(part):
        return measure[0]
    return rest
