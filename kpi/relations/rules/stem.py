"""share.stem: a rate whose words say what was done to its part, and the count of which that part is.

全县村民委员会236个,已建成服务站198个,覆盖率83.9%. 受理2147件。审核通过1863件,未通过284件,通过率86.8%. The part
is the one count before the rate that did what the rate says; its whole the one that the sentence is about
(农村低保对象中, 护理员里), else what the part adds up to with others, else the count right before it. Takes the
sums and shares that the other rules found; told where it fits or is a near miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpi.model import Bound, Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression
from kpi.outline.marks import MARKS
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, before, fit_words, in_common, same_sentence, settled
from kpi.relations.quotients import by_a_near_miss
from kpi.relations.rules.parts import counts, family, own

_STEM = expression("relations", "rules_stem.stem")
_PLAIN = expression("relations", "rules_stem.plain")
_APART = expression("relations", "sheet_told.apart")
_AMONG = expression("relations", "rules_stem.among")
_OF_THESE = expression("relations", "rules_stem.of_these")
_NOT_DONE = expression("relations", "rules_stem.not_done")
_REACH = expression("relations", "rules_stem.reach")
_REACHED = expression("relations", "rules_stem.reached")
_OPENING = expression("relations", "rules_stem.opening")
_NO_WHOLE = expression("relations", "rules_stem.no_whole")
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_PARTS = 4  # counts before a rate
_TOPICS, _LINES = 24, 3  # figures and lines before the part in which the whole of a topic is looked for
_OPENS = 240  # characters of a sentence in which it says of whom it speaks
_NAME = 2  # characters of a topic


def shares_of_stems(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    figures = {figure.id: figure for figure in page.figures}
    known = {one.members[-1] for one in found if one.type in (RelationType.SHARE, RelationType.RISE)}
    wholes: dict[str, Figure] = {}
    for one in sorted(found, key=lambda one: -len(one.members)):
        if one.type in _SUMS and one.verdict is not RelationVerdict.INCONSISTENT and one.members[0] in figures:
            for member in one.members[1:]:
                wholes.setdefault(member, figures[one.members[0]])
    for rate in page.percents:
        if rate.id not in known and _is_rate(rate):
            yield from _of(page, rate, wholes)


def _is_rate(figure: Figure) -> bool:
    return figure.quantity.bound is Bound.EXACT and settled(figure) and 0 < figure.value < 100


def _of(page: Page, rate: Figure, wholes: Mapping[str, Figure]) -> Iterator[Relation]:
    if _APART.match(page.text, rate.end):
        return  # 通过率87.6%(不含撤回件)
    said = own(page, rate)
    stem = _STEM.search(said)
    if fit_words("growth").search(said) or (stem is None and not _PLAIN.fullmatch(said)):
        return
    part = _part(page, rate, stem["did"] if stem is not None else "")
    if part is None:
        return
    whole = _of_topic(page, part) or (_whole(page, part, wholes) if stem is not None else None)
    relation = by_a_near_miss(part, whole, rate) if whole is not None else None
    if relation is not None:
        yield relation


def _part(page: Page, rate: Figure, did: str) -> Figure | None:
    """The one count before the rate, of its sentence or the one before, that did what its stem says.

    Without a stem the last one of its sentence.
    """
    near = before(page, rate, _PARTS, 1)
    together = [one for one in near if same_sentence(page, one, rate)]
    if not together and did and not _names_another(page, rate, did, near):
        together = [one for one in near if same_sentence(page, one, near[0])]  # 办结44件。办结率95.7%。
    near = [one for one in together if counts(page, one) and not one.is_percent and one.depth == rate.depth]
    if not did:
        return near[0] if near and near[0].index == rate.index - 1 else None
    named = [one for one in near if _did(page, one, rate, did)]
    return named[0] if len(named) == 1 or (named and named[0].index == rate.index - 1) else None


def _names_another(page: Page, rate: Figure, did: str, near: Sequence[Figure]) -> bool:
    """危险废物利用处置6.74万吨。受污染耕地安全利用率94.7%: a rate of another sentence says what it is of."""
    name = MARKS.sub("", own(page, rate).rpartition(did[-_NAME:])[0])
    return len(name) > _NAME and bool(near) and not in_common(name, around(page, near[0]))


def _did(page: Page, part: Figure, rate: Figure, did: str) -> bool:
    said = own(page, part) + page.text[part.end : page.slots[part.index + 1].own]
    if _NOT_DONE.search(said):
        return False
    if _REACH.fullmatch(did):
        return _REACHED.search(said) is not None and _is_last(page, part, rate)
    verb = _OPENING.sub("", own(page, part)).startswith(did[-2])  # 实缴305名,缴纳率; 签订协议2087人,签约率
    return verb or did[-2:] in said or (len(did) > _NAME and did[:_NAME] in said)


def _opens(page: Page, figure: Figure) -> bool:
    """Whether it is the first number of its line."""
    return page.paragraphs[figure.paragraph][0] is figure


def _is_last(page: Page, part: Figure, rate: Figure) -> bool:
    """The number right before the rate, brackets aside."""
    between = page.figures[part.index + 1 : rate.index]
    return all(one.depth > part.depth for one in between)


def _of_topic(page: Page, part: Figure) -> Figure | None:
    """农村低保对象中,重残人员3175人: the one number before it that counts what the sentence is about."""
    sentence = page.slots[part.index].sentence
    found = _AMONG.search(page.text, sentence, min(part.start, sentence + _OPENS))
    if found is None:
        return None
    topic = found["topic"]
    near = before(page, part, _TOPICS, _LINES)
    near = [one for one in near if family(one) == family(part) and counts(page, one) and one.value > part.value]
    named = [one for one in near if _is_called(page, one, topic)]
    return named[0] if len({one.value for one in named}) == 1 else None


def _is_called(page: Page, figure: Figure, topic: str) -> bool:
    """Whether a number counts the topic: 农村低保5208户9071人 counts 农村低保对象."""
    name = figure.quantity.subject.text
    return len(name) >= _NAME and (name == topic or topic.startswith(name) or name.endswith(topic))


def _whole(page: Page, part: Figure, wholes: Mapping[str, Figure]) -> Figure | None:
    """What it adds up to with others, else the count right before it in its paragraph."""
    if part.id in wholes:
        return wholes[part.id]
    whole = page.figures[part.index - 1] if part.index else part
    if family(whole) == family(part) and whole.value > part.value and _OF_THESE.match(page.text, whole.end):
        return whole  # 238家社会组织中已建党组织的有117家,组织覆盖率49.2%
    alike = family(whole) == family(part) and whole.depth == part.depth and counts(page, whole)
    lines = part.paragraph - whole.paragraph
    near = lines == 0 or (lines == 1 and _opens(page, part))
    near = near and ";" not in page.text[whole.end : part.start]
    near = near and (whole.sentence == part.sentence or whole.quantity.unit == part.quantity.unit)
    return (
        whole
        if alike and near and whole.value > part.value and not _NO_WHOLE.search(around(page, whole))
        else None
    )
