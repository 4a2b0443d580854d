"""share.by-name: a share that names its part, and its whole, which stand elsewhere.

支出2984.1万元。助学1106.3万元;…其他费用346万元。/ 其他费用占全年支出的11.6%,助学占37.1%. The part is the one count
near by whose own words end with the name before 占; the whole the one that bears the name behind it, or what
it adds up to with others. Takes the sums that the other rules found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpi.model import Bound, Relation, RelationType, RelationVerdict
from kpi.outline.expressions import expression, pattern
from kpi.relations.figures import Figure, Page
from kpi.relations.fits.near import around, before, in_common, lead, same_sentence, settled
from kpi.relations.quotients import by_a_near_miss, quotient
from kpi.relations.rules.parts import counts, own
from kpi.relations.slips import FITS

_ENDS = pattern("relations", "rules_by_name.ends")
_OF_WHAT = pattern("relations", "words.of")
_CUES = expression("relations", "rules_by_name.cues")
_SHARE = expression("relations", "rules_by_name.share")
_AS_SHARE = expression("relations", "rules_by_name.as_share")
# 节地生态安葬率(占火化遗体数)44.2%: the bracket says of what.
_BRACKET = expression("relations", "rules_by_name.bracket")
_AMONG = expression("relations", "rules_by_name.among")
_SUMS = (RelationType.SUM, RelationType.PARTIAL)
_LONGEST = 60  # characters of a bracket before its rate
_BACK = 40
_LINES = 4
_ALIKE = 0.6  # of the pairs of characters of a name
_SHORTEST = 2  # characters of a name near by
_MOST, _TRIED = 40, 10  # figures that count one thing: kept, tried
_LONG = 4  # characters of a name that another begins with
_FEW = 3  # characters of a name that is looked for in all of the text
_TAIL = expression("relations", "rules_by_name.tail")
_TIME = expression("relations", "rules_by_name.time")
_COUNT = expression("relations", "rules_by_name.count")
_TOTAL = expression("relations", "rules_by_name.total")
_HEADS = expression("relations", "rules_by_name.heads")
_OPENS = expression("relations", "rules_by_name.opens")


def shares_by_name(page: Page, found: Sequence[Relation]) -> Iterator[Relation]:
    wholes: dict[str, str] = {}
    longest = sorted(found, key=lambda one: -len(one.members))  # of a list rather than of 其中 with one part
    for relation in longest:
        if relation.type in _SUMS and relation.verdict is not RelationVerdict.INCONSISTENT:
            for member in relation.members[1:]:
                wholes.setdefault(member, relation.members[0])
    figures = {figure.id: figure for figure in page.figures}
    known = {one.members[-1] for one in found if one.type is RelationType.SHARE and one.verdict in FITS}
    counted = _by_ending(page)
    for rate in page.percents:
        if rate.quantity.bound is not Bound.EXACT or not settled(rate) or rate.id in known:
            continue
        led = lead(page, rate)
        leads = led.strip(_ENDS)
        said = _SHARE.search(leads) if _CUES.search(led) else None
        said = said or _AS_SHARE.search(leads)  # 覆盖面为重度残疾人的97.8%
        by_a_near_miss = max(page.slots[rate.index].segment, rate.start - _LONGEST)
        bracket = _BRACKET.search(page.text, by_a_near_miss, rate.start)
        if bracket is not None:
            yield from _of_bracket(page, rate, bracket["whole"])
        elif said is not None:
            told = list(_of(page, rate, said, wholes, figures))
            yield from told or _afar(page, rate, said, counted)


def names_of(leads: str) -> tuple[str, str]:
    """(管理费用, 支出) of 管理费用占全年支出的: of what a share is, and of what whole; "" what is not said."""
    said = _SHARE.search(leads.strip(_ENDS)) if _CUES.search(leads) else None
    if said is None:
        return "", ""
    return said["part"] or "", _HEADS.sub("", _TIME.sub("", said["whole"] or ""))


def _of_bracket(page: Page, rate: Figure, name: str) -> Iterator[Relation]:
    near = [one for one in before(page, rate, _BACK, _LINES) if counts(page, one)]
    bases = called(page, near[1:], name)
    relation = by_a_near_miss(near[0], bases[0], rate) if bases else None
    if relation is not None and bases[0].value > near[0].value:
        yield relation


def _of(
    page: Page, rate: Figure, said: re.Match[str], wholes: dict[str, str], figures: dict[str, Figure]
) -> Iterator[Relation]:
    near = [one for one in before(page, rate, _BACK, _LINES) if counts(page, one)]
    name = _TIME.sub("", said["whole"] or "")
    if said["part"]:
        parts = called(page, near, _OPENS.sub("", said["part"]))
    else:  # 598个,占村民委员会总数的96.9%: of the count right before it
        parts = near[:1] if name and near and near[0].index == rate.index - 1 else []
    for part in parts[:1]:
        if name:
            others = [one for one in near if one.group == part.group and one is not part]
            total = name != said["whole"] and _TOTAL.search(said["whole"]) is not None
            exact = called(page, others, said["whole"])  # 占总支出的: of 本年总支出
            bases = exact or called(page, others, name, total) or _begun(page, others, name)
        else:
            bases = []
        if not bases and said["part"] and wholes.get(part.id) in figures:
            whole = figures[wholes[part.id]]
            noun = _COUNT.sub("", name)
            alike = not name or in_common(noun, around(page, whole)) >= max(1, _ALIKE * (len(noun) - 1))
            bases = [whole] if alike and _is_named(page, rate, whole) else []  # 养老服务投入 of 投入养老服务资金
        relation = by_a_near_miss(part, bases[0], rate) if len({one.value for one in bases}) == 1 else None
        if relation is not None and bases[0].value > part.value:
            yield relation


def _is_named(page: Page, rate: Figure, whole: Figure) -> bool:
    """60岁及以上老年人口中,男性占48.0%: what stands before 中 is the whole, or another one is meant."""
    among = _AMONG.search(page.text, page.slots[rate.index].sentence, rate.start)
    return among is None or called(page, [whole], among["whole"]) == [whole]


def _afar(page: Page, rate: Figure, said: re.Match[str], counted: dict[str, list[Figure]]) -> Iterator[Relation]:
    """农村低保对象占低保对象的78.1%, sections behind both: by what they count, and only what fits."""
    name, whole = _OPENS.sub("", said["part"]), _TIME.sub("", said["whole"] or "")
    if len(name or whole) < _FEW or (whole and len(whole) < _FEW):
        return
    if not name:  # 志愿者14.6万人,占全区常住人口16%: of the count right before it
        parts = [one for one in before(page, rate, 1) if same_sentence(page, one, rate) and counts(page, one)]
    else:
        parts = counted.get(name[-_FEW:], [])
    parts = [one for one in parts if one.quantity.subject.text.endswith(name)][:_TRIED]
    bases = [one for one in counted.get(whole[-_FEW:], []) if one.quantity.subject.text.endswith(whole)][:_TRIED]
    if not whole:  # 支出8.65亿元,低保资金占45.5%: of the number right before it
        bases = [one for one in before(page, rate, 1) if same_sentence(page, one, rate)]
    pairs = (
        (part, base) for part in parts for base in bases if base.group == part.group and base.value > part.value
    )
    pairs = ((part, base) for part, base in pairs if max(part.start, base.start) < rate.start)
    told = (quotient(part, base, rate, fitting=True) for part, base in pairs)
    yield from [one for one in told if one is not None and one.verdict in FITS][:1]


def _may_be(page: Page, figure: Figure) -> bool:
    if figure.index >= 0:
        return counts(page, figure)
    return figure.additive and figure.value > 0 and not figure.is_percent  # a cell of a table


def _by_ending(page: Page) -> dict[str, list[Figure]]:
    """The figures by the last characters of what they count, the first so many of each."""
    found: dict[str, list[Figure]] = {}
    for one in (*page.figures, *page.cells.values()):
        ending = one.quantity.subject.text[-_FEW:]
        if len(ending) == _FEW and len(found.setdefault(ending, [])) < _MOST and _may_be(page, one):
            found[ending].append(one)
    return found


def called(page: Page, figures: Sequence[Figure], name: str, total: bool = False) -> list[Figure]:
    """The figures that count just that, or whose own words end with the name, verbs and places aside; else what
    they count does. Of several numbers one name says nothing, but where the `total` of them is asked for."""
    if len(name) < _SHORTEST:
        return []
    name = _plain(name)
    exact = [one for one in figures if one.quantity.subject.text == name]
    if exact and len({one.value for one in exact}) == 1:
        return exact
    found = [one for one in figures if _plain(own(page, one)).endswith(name)]
    found = found or [one for one in figures if _TAIL.sub("", _plain(own(page, one))).endswith(name)]
    found = found or [one for one in figures if _TAIL.sub("", _plain(one.quantity.subject.text)).endswith(name)]
    if total and found:  # 床位2140张,公办…床位1262张;占床位总数的: the whole of the others
        most = max(one.value for one in found)
        found = [one for one in found if one.value == most]
    return found if len({one.value for one in found}) == 1 else []


def _begun(page: Page, figures: Sequence[Figure], name: str) -> list[Figure]:
    """应急救助8.6万起;落水1.9万起,占应急救助出动总量的: the name that it begins with, and most of it."""
    said = _plain(_COUNT.sub("", name))
    owns = [(one, _plain(_TAIL.sub("", own(page, one)))) for one in figures]
    most = max(_LONG, _ALIKE * len(said))
    return [one for one, begins in owns if len(begins) >= most and said.startswith(begins)]


def _plain(said: str) -> str:
    """80周岁以上的老人 is 80周岁以上老人."""
    return said.replace(_OF_WHAT, "")
