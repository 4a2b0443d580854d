"""分别: lists in which the n-th number belongs to the n-th noun (城市、农村低保标准分别为716元、516元)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

_AND = re.compile(r"、|以及|和|与|及")
_GAP = re.compile(r"^[、，,和与及\s]{0,3}$")
_BREAK = re.compile(r"[,，。；;：:\n(（]")


def respective_subjects(text: str, mentions: Sequence[Mention]) -> dict[int, tuple[str, int]]:
    """Index of a mention → (subject, index of the first of its chain), for the mentions governed by a 分别."""
    subjects: dict[int, tuple[str, int]] = {}
    index = 0
    while index < len(mentions):
        chain = _chain(text, mentions, index)
        low = mentions[index - 1].printed.end if index else mentions[index].sentence[0]
        lead = text[low : mentions[index].printed.start].replace(" ", "")
        at = lead.rfind("分别")
        if at >= 0 and len(chain) > 1 and len(lead) - at < 24:
            names = respective_names(lead[:at], len(chain)) or _names_before(
                mentions, index, len(chain), lead[:at]
            )
            if len(names) == len(chain):
                tail = re.sub(
                    r"^(?:从|由|达到|达|为|是|提高到|增长到|至|到|[,，、每人月年户名])+", "", lead[at + 2 :]
                )
                grown = re.search(r"增长|提高|下降|增加|减少|上升|降低", tail)
                for place, member in enumerate(chain):
                    subjects[member] = names[place] + (grown[0] if grown else ""), chain[0]
                _extend(text, mentions, chain, names, subjects)
        index = chain[-1] + 1
    return subjects


def _chain(text: str, mentions: Sequence[Mention], start: int) -> list[int]:
    """Indices of mentions that stand side by side (A、B和C)."""
    chain = [start]
    for index in range(start + 1, len(mentions)):
        gap = text[mentions[index - 1].printed.end : mentions[index].printed.start]
        gap = re.sub(r"以上|以下|左右|以内", "", gap)
        if not _GAP.match(gap):
            break
        chain.append(index)
    return chain


def _names_before(mentions: Sequence[Mention], index: int, count: int, lead: str) -> list[str]:
    """42个社区中心和98个农村中心,覆盖率分别达到86%和70%: the nouns are those of the numbers before."""
    head = _BREAK.split(lead)[-1]
    if index < count or not 2 <= len(head) <= 6:
        return []
    phrases = [mention.phrase for mention in mentions[index - count : index]]
    return [phrase.base + head for phrase in phrases if phrase is not None and phrase.base]


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
    if len(second) == len(chain) and re.match(
        r"^(?:以上)?(?:提高|增加|提升|调整|上调|下降|降低|增长)?(?:到|至|为)$", gap
    ):
        for place, member in enumerate(second):
            subjects[member] = names[place], chain[0]


def respective_names(lead: str, count: int) -> list[str]:
    """The nouns before 分别, one for each number; the head that only the last one prints is given to all."""
    phrase = _BREAK.split(lead.rstrip(",， "))[-1]
    items = [part for part in phrase.split("、") if part]
    # Where the items between 、 are as many as the numbers, 和 joins words inside one of them.
    parts = items if len(items) == count else [part for part in _AND.split(phrase) if part]
    if len(parts) < count:
        return []
    *others, last = parts[-count:]
    return [*(part + shared_head(part, last) for part in others), last]


def shared_head(part: str, last: str) -> str:
    """What only the last item prints: (城市, 农村低保标准) → 低保标准; (护理补贴, 生活补贴标准) → 标准."""
    place = last.rfind(part[-2:])
    if place >= 0 and len(part) > 2:
        return last[place + 2 :]
    return last[len(part) :] if len(part) <= 4 else ""
