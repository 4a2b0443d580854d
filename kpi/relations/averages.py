"""Whole / heads = average, in any order and over several clauses: 386人次，发放77.2万元，人均2000元.

The average names what it is counted by (人均, 户均, 平均每个项目, 每人每次); the heads are the number of that unit
and the whole the number of the average's own unit nearest to it in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.model import Bound, Relation, RelationVerdict, Role
from kpi.numbers.counting import counted_instead, group_of, mean_over, used_for
from kpi.outline.expressions import expression, mapping, pattern
from kpi.outline.expressions import words as word_list
from kpi.relations.averaged import Average, Terms, averaged
from kpi.relations.averages_over_time import of_days, of_months
from kpi.relations.figures import Figure, Page
from kpi.relations.grim import grim_average
from kpi.relations.slips import mendable, near_miss
from kpi.relations.spans import months_in, months_of
from kpi.relations.wholes import wholes as wholes_of

_APART_OR_AMONG = pattern("relations", "words.apart_or_among")
_APART_OR_PLANNED = pattern("relations", "words.apart_or_planned")
_BODIES = pattern("relations", "words.bodies")
_CUMULATIVE = pattern("relations", "words.cumulative")
_DAYS = pattern("relations", "words.days")
_HOUSEHOLD = pattern("relations", "words.household")
_HOUSEHOLD_VISITS = pattern("relations", "words.household_visits")
_MONTH = pattern("relations", "words.month")
_OF = pattern("relations", "words.of")
_PERSON = pattern("relations", "words.person")
_PERSONS = pattern("relations", "words.persons")
_PERSON_YEARS = pattern("relations", "words.person_years")
_PIECE = pattern("relations", "words.piece")
_TERM = pattern("relations", "words.term")
_TIMES_WORD = pattern("relations", "words.times")
_VISITS_WORD = pattern("relations", "words.visits")
_YEAR = pattern("relations", "words.year")
_YUAN = pattern("relations", "words.yuan")

_CUES = expression("relations", "averages.cues")
_OF_MORE = expression("relations", "averages.of_more")
_MORE = expression("relations", "subsets.more")
_SHORT = expression("relations", "averages.short")
_EVERY = expression("relations", "averages.every")
_PLACES = pattern("relations", "averages.places")
_VERB = expression("relations", "averages.verb")
_BOTH = expression("relations", "averages.both")
_MONTHLY = expression("relations", "averages.monthly")
_TIMES = expression("relations", "averages.times")
_LATTER = pattern("relations", "averages.latter")
_MEAN = expression("relations", "averages.mean")
_POPULATION = expression("relations", "averages.population")
_SIZES = {word: Decimal(size) for word, size in mapping("relations", "words.multipliers").items()}
_VISITS = used_for("visits")
_ROUNDS = word_list("relations", "averages.rounds")
_PARAGRAPH = 14
_COUNTED_ONCE = word_list("relations", "averages.counted_once")
_WHOLE_REPORT = 400  # figures of a long report
_FAR_BACK = 20  # where the average names what it is counted by
_REACH = 6  # figures between an average and what it is of
_FAR = Decimal("0.3")
_OF_A_YEAR = expression("relations", "averages.of_a_year")
_A_YEAR = 12  # months
_SO_MANY_MONTHS = expression("relations", "averages.so_many_months")
_HALF = Decimal("0.5")
_WHOLE_TURNS = Decimal("0.03")  # so near a whole number of months, the average may be of one


def averages(page: Page) -> Iterator[Relation]:
    for sentence in page.sentences:
        for place, figure in enumerate(sentence):
            average = average_of(figure)
            told = figure.quantity.role is not Role.BEFORE and not figure.is_percent and figure.value
            if average is not None and told:
                yield from _judged(page, sentence, place, average)


def average_of(figure: Figure) -> Average | None:
    """How the clause before a number, or its unit, says that it is so much for each."""
    unit, _, per = figure.quantity.unit.partition("/")
    if not per and _CUES.search(figure.left) is None:
        return None
    denominators = [part for part in per.split("·") if part]
    times = {part for part in denominators if part in (_MONTH, _YEAR, _TIMES_WORD)}
    times |= {found["time"] for found in _TIMES.finditer(figure.left)} - {_TERM}
    counted = [part for part in denominators if part not in (_MONTH, _YEAR, _TIMES_WORD)]
    short, every = _SHORT.search(figure.left), _EVERY.search(figure.left)
    if short is not None:
        times |= {_MONTH} if short["month"] or _MONTH in short[0] else set()
        times |= {_YEAR} if short["by"] == _PERSON_YEARS else set()
        by = mean_over(short["by"])
        return Average(figure, unit, by, "", frozenset(times), True)
    sized = _POPULATION.match(counted[0]) if counted else None
    if sized is not None:
        by, size = sized["noun"][:1], _SIZES.get(sized["size"], Decimal(1))
        return Average(figure, unit, _PERSON, by, frozenset(times), True, size) if size > 1 else None
    if _MONTHLY.search(figure.left) and not counted:
        return Average(figure, unit, _MONTH, "", frozenset(times), True)
    if every is not None:
        by = "" if every["by"] in _DAYS else _PIECE if every["by"] in _PLACES else group_of(every["by"])
        noun = every["by"] if every["by"] in _PLACES else every["noun"] if every["by"] in _BODIES else ""
        noun = "" if _VERB.match(noun) else noun
        mean = bool(every["mean"]) or _MEAN.match(every["noun"]) is not None  # 每期平均77人
        return Average(figure, unit, by, noun, frozenset(times - {every["by"]}), mean)
    if counted:
        mean = bool(_MEAN.search(figure.left[-12:]))
        return Average(figure, unit, group_of(counted[0]), "", frozenset(times), mean)
    return None


def _judged(page: Page, sentence: Sequence[Figure], place: int, average: Average) -> Iterator[Relation]:
    near = [one for one in sentence[max(0, place - _REACH) : place + _REACH + 1] if _countable(page, one)]
    near = [one for one in near if one is not average.figure]
    near.sort(key=lambda one: abs(one.index - average.figure.index))
    wholes = [one for one in near if _is_whole(one, average)]
    if average.by == _MONTH:
        yield from of_months(page, average, wholes[:2])
        return
    if not average.by:
        yield from of_days(page, average, wholes[:1])
        return
    if average.size > 1:
        yield from _of_population(page, average)
        return
    heads = [one for one in near if _is_counted(one, average, counted_instead(average.by))]
    if not heads:
        heads = _heads_before(page, sentence, average)
    heads = _latter(page, average, heads)
    found = _first_that_fits(page, average, heads, wholes)
    if found is None:
        heads = [one for one in heads if one.id not in wholes_of(page)] or heads  # 2615人次,其中…;次均
        heads_near, wholes_near = _at_hand(page, average, heads, wholes)
        if not heads_near:
            heads_near, wholes_near = (list(_of_segment(page, average, some)) for some in (heads, wholes))
        if len(heads_near) == 1 and len(wholes_near) == 1:
            found = _one_that_does_not(page, average, heads_near[0], wholes_near[0])
    if found is not None:
        yield found
    elif not wholes and len(heads) == 1 and average.mean:
        yield from grim_average(heads[0], average.figure)


def _at_hand(
    page: Page, average: Average, heads: Sequence[Figure], wholes: Sequence[Figure]
) -> tuple[list[Figure], list[Figure]]:
    """The one of each that stands with the average in a row of three: right before it, around it, or behind it."""
    at, segment = average.figure.index, page.slots[average.figure.index].segment
    before = [one for one in heads if one.index < at and page.slots[one.index].segment == segment]
    for places in ((at - 2, at - 1), (at - 1, at + 1), (at + 1, at + 2)):
        head, whole = ([one for one in some if one.index in places] for some in (heads, wholes))
        if len(head) == len(whole) == 1 and head[0] is not whole[0] and before in ([], head):
            return head, whole
    return [], []


def _of_segment(page: Page, average: Average, figures: Sequence[Figure]) -> Sequence[Figure]:
    """城市…人均…支出…;农村…人均…支出…: those told beside the average, or all where none is."""
    segment = page.slots[average.figure.index].segment
    return [one for one in figures if page.slots[one.index].segment == segment] or figures


def _countable(page: Page, figure: Figure) -> bool:
    quantity = figure.quantity
    return (
        "/" not in quantity.unit
        and not figure.is_percent
        and not quantity.optional
        and quantity.role is not Role.BEFORE
        and ((average := average_of(figure)) is None or _is_mean_count(average))
    )


def _is_mean_count(average: Average) -> bool:
    """月均保障5262人: heads as well, of an amount that each gets a month."""
    return average.by == _MONTH and average.unit != _YUAN


def _is_whole(one: Figure, average: Average) -> bool:
    unit = one.quantity.unit
    alike = one.group == group_of(average.unit) or (
        average.unit in (_PERSON, _PERSONS, *_VISITS) and unit in _VISITS
    )
    return alike and one.value > average.figure.value


def _is_counted(one: Figure, average: Average, others: Sequence[str] = ()) -> bool:
    unit = one.quantity.unit
    alike = one.group == average.by or one.group in others or (average.by == _PERSON and unit == _VISITS_WORD) or (
        average.by == _HOUSEHOLD and unit == _HOUSEHOLD_VISITS
    )  # fmt: skip
    noun = average.noun.rstrip(_OF)[:2]
    return alike and one.value >= 2 and (not noun or noun in one.name or noun in one.quantity.subject.text)


def _heads_before(page: Page, sentence: Sequence[Figure], average: Average) -> list[Figure]:
    """The number of those counted in the sentence before, where this one has none."""
    first = sentence[0]
    before = [
        one for one in page.figures[max(0, first.index - (_FAR_BACK if average.noun else _REACH)) : first.index]
        if one.paragraph == first.paragraph and _countable(page, one) and _is_counted(one, average)
    ]  # fmt: skip
    if not before and average.noun in _COUNTED_ONCE:
        report = page.figures[max(0, first.index - _WHOLE_REPORT) : first.index]
        before = [one for one in report if page.text.startswith(average.noun, one.end)
                  and one.group == average.by and _countable(page, one)]  # fmt: skip
        before = before[:1] if len({one.value for one in before}) == 1 else []
    return list(reversed(before))


def _latter(page: Page, average: Average, heads: list[Figure]) -> list[Figure]:
    """44人,其中13人代养,其余31人由亲属抚养,后者每人每月1500元: of the last ones told."""
    latter = heads and _LATTER in page.text[heads[0].end : average.figure.start]
    return heads[:1] if latter else heads


def _first_that_fits(
    page: Page, average: Average, heads: Sequence[Figure], wholes: Sequence[Figure]
) -> Relation | None:
    plausible: Relation | None = None
    for whole in wholes[:3]:
        for head in heads[:6]:
            for terms, factor in _ways(page, average, head, whole, heads) if head is not whole else ():
                relation = averaged(average, terms, factor)
                if relation is not None and relation.verdict is RelationVerdict.CONSISTENT:
                    return relation
                if head is heads[0] and relation is not None and relation.verdict is RelationVerdict.PLAUSIBLE:
                    plausible = plausible or relation
    return None if _one_of_several(page, average.figure) else plausible


def _one_of_several(page: Page, figure: Figure) -> bool:
    """1980元、1350元: no one of them is that of all heads."""
    near = page.figures[max(0, figure.index - 1) : figure.index + 2]
    return any(one is not figure and one.quantity.unit == figure.quantity.unit
               and one.quantity.sentence == figure.quantity.sentence for one in near)  # fmt: skip


def _one_of_rates(page: Page, figure: Figure) -> bool:
    """初级工每人1000元、中级工每人1500元: rates side by side, each of its own heads."""
    near = (page.figures[one] for one in (figure.index - 1, figure.index + 1) if 0 <= one < len(page.figures))
    return any(
        one.sentence == figure.sentence and one.base == figure.base and average_of(one) is not None for one in near
    )


def _ways(
    page: Page, average: Average, head: Figure, whole: Figure, heads: Sequence[Figure]
) -> Iterator[tuple[Terms, Decimal]]:
    """How often each got it: once, each month of the period, each time that the sentence counts."""
    if _TIMES_WORD in average.times and head.quantity.unit != _VISITS_WORD:
        low = max(0, average.figure.index - _REACH)
        near = page.figures[low : average.figure.index + _REACH]
        for one in near:
            if one.quantity.sentence == whole.quantity.sentence and one.quantity.unit in _ROUNDS:
                yield Terms((head,), whole, one), one.value
        return
    months = months_of(page, whole)
    factor = Decimal(months) if _MONTH in average.times else Decimal(1)
    if _YEAR in average.times:
        factor = Decimal(months or 12) / 12
    if not factor:
        return
    yield Terms((head,), whole), factor
    beside = [one for one in heads if abs(one.index - head.index) == 1 and one.index < head.index]
    if not beside or re.search(_APART_OR_AMONG, page.text[beside[0].end : head.start]):
        return
    adjoin = average.mean and "," not in page.text[beside[0].end : head.start]
    if adjoin or _BOTH.search(average.figure.left):
        yield Terms((beside[0], head), whole), factor  # 173名孤儿862名…, 人均; 两类儿童均按每人每月


def _one_that_does_not(page: Page, average: Average, head: Figure, whole: Figure) -> Relation | None:
    """Heads and whole that nothing else can be: inconsistent where they miss by a slip or by less than a third.

    总藏量78.3万册,人均1.06册,持证读者14.1万人: heads told behind both are others.
    """
    if average.mean and whole.index < average.figure.index < head.index:
        return None
    exact = all(one.quantity.bound is Bound.EXACT for one in (average.figure, head, whole))
    factor = _times_told(page, average, head, whole)
    if not exact or not factor or head is whole or not _told_together(page, average.figure, head, whole):
        return None
    if _one_of_rates(page, average.figure) or _OF_MORE.search(whole.left) or _MORE.match(page.text, whole.end):
        return None  # 初级工每人1000元、中级工每人1500元; 兑现装修、房租等各类补贴
    relation = averaged(average, Terms((head,), whole), factor)
    if relation is None or relation.verdict is not RelationVerdict.INCONSISTENT:
        return relation
    near = near_miss(relation, [head.quantity, average.figure.quantity, whole.quantity])
    if average.times:
        return relation if near else None
    ratio = whole.value / (head.value * average.figure.value)
    turns = max(ratio, 1 / ratio)
    if turns > Decimal("1.5") and abs(turns / round(turns) - 1) <= _WHOLE_TURNS and round(turns) <= 12:
        return relation if ratio < _HALF and near else None  # paid less than once: a point
    if abs(ratio - 1) <= _FAR:
        return relation if _CUMULATIVE not in whole.left else None  # a running total is perhaps of more than those
    return relation if near else None


def _times_told(page: Page, average: Average, head: Figure, whole: Figure) -> Decimal:
    """How often each got it, where the words leave no doubt: once, the months by number, or heads counted each
    month (累计保障9856人次,月人均1035元); else 0."""
    if not average.times:
        return Decimal(1)
    if average.times == {_YEAR} and _YEAR in whole.own:
        return Decimal(1)  # 每个每年2.5万元,全年共需115万元
    if average.times != {_MONTH}:
        return Decimal(0)
    if covered := months_in(whole.own) or (_A_YEAR if _OF_A_YEAR.search(whole.own) else 0):
        return Decimal(covered)  # 年支出539.7万元,人均每月240元
    if head.quantity.unit == _VISITS_WORD and _CUMULATIVE in head.left:
        return Decimal(1)
    low = min(head.end, average.figure.end)
    months = _SO_MANY_MONTHS.findall(page.text[low : whole.start])
    return Decimal(months[0]) if len(months) == 1 else Decimal(0)


def _of_population(page: Page, average: Average) -> Iterator[Relation]:
    """每千名老人拥有床位35.3张: the beds and the old people of the paragraph."""
    figure = average.figure
    paragraph = [one for one in page.paragraphs[figure.paragraph] if one is not figure and _countable(page, one)]
    paragraph = [one for one in paragraph if abs(one.index - figure.index) <= _PARAGRAPH]
    noun = figure.left[-2:]
    wholes = [one for one in paragraph if one.group == group_of(average.unit) and noun in one.name]
    people = [one for one in paragraph if one.group == _PERSON and average.noun in one.name]
    for whole in wholes:
        for head in people:
            relation = averaged(average, Terms((head,), whole), Decimal(1))
            if relation is not None and relation.verdict is RelationVerdict.CONSISTENT:
                yield relation
                return
    if len(wholes) == len(people) == 1:
        relation = averaged(average, Terms((people[0],), wholes[0]), Decimal(1))
        members = [people[0].quantity, figure.quantity, wholes[0].quantity]
        if relation is not None and mendable(relation, members):
            yield relation


def _told_together(page: Page, *figures: Figure) -> bool:
    """In one sentence, side by side but for commas and the parts of the first, in one bracket or none,
    none of them a part or a plan."""
    low = min(figures, key=lambda one: one.start)
    high = max(figures, key=lambda one: one.start)
    parts = [one for one in page.figures[low.index + 1 : high.index] if wholes_of(page).get(one.id) is low]
    between = page.text[parts[-1].end + 1 if parts else low.start : high.end]  # 其中…;次均
    return (
        low.quantity.sentence == high.quantity.sentence
        and len({one.depth for one in figures}) == 1
        and not re.search(_APART_OR_PLANNED, between)
        and high.index - low.index - len(parts) <= 3
    )
