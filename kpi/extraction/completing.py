"""What a number takes from the one behind it: a noun or a predicate that a list prints once, at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi.language.terms import GRADE
from kpi.outline.expressions import expression, words

if TYPE_CHECKING:
    from kpi.extraction.mentions import Mention

_SIZE = expression("extraction", "completing.size")
_JOINED = words("extraction", "completing.joined")


def complete(text: str, mentions: list[Mention]) -> None:
    """8个国家级、13个省级中心, 3个万亩、7个千亩基地: the noun that only the last item prints belongs to all.

    430户760人领到补助: what stands behind the persons is told of the households, too.
    """
    for mention, after in zip(reversed(mentions[:-1]), reversed(mentions), strict=False):
        phrase, other = mention.phrase, after.phrase
        if phrase is None or other is None or after.printed.start - mention.printed.end > len(phrase.base) + 2:
            continue
        if not phrase.text and text[mention.printed.end : after.printed.start] in _JOINED:
            phrase.text, phrase.base, phrase.root, phrase.head = other.text, other.base, other.root, other.head
            phrase.last = phrase.last or other.last
            continue
        if phrase.base.endswith(GRADE) and GRADE in other.base[:-1]:
            phrase.base += other.base.partition(GRADE)[2]
        elif _SIZE.fullmatch(phrase.base) and _SIZE.match(other.base):
            phrase.base += _SIZE.sub("", other.base, count=1)
        else:
            continue
        phrase.text = phrase.base
