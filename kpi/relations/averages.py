"""Whole / heads = average, in any order and over several clauses: 386人次，发放77.2万元，人均2000元.

The average names what it is counted by (人均, 户均, 平均每个项目, 每人每次); the heads are the number of that unit
and the whole the number of the average's own unit nearest to it in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kpi.arithmetic.intervals import divide, judge, meets, scale
from kpi.arithmetic.laws import rounded
from kpi.model import Bound, Computation, Interval, Relation, RelationType, RelationVerdict, Role, Shape
from kpi.numbers.counting import counted_instead, group_of, mean_over, used_for
from kpi.relations.averaged import Average, Terms, averaged, verdict_of
from kpi.relations.figures import Figure, Page
from kpi.relations.grim import grim_average
from kpi.relations.notes import constant, plain, term
from kpi.relations.slips import mendable
from kpi.relations.spans import months_of, report_days

_SHORT = re.compile(
    r"(?P<month>月)?(?P<by>人次|人年|人月|[人户村县镇校件次场床班家站日例具处座项])均[^,，。；;、\d]{0,10}$"
)
_EVERY = re.compile(
    r"(?P<mean>平均)?每一?(?P<by>[人名位户具期次场个家所件对亩张批例处座起份轮天日村镇乡县校站台辆])(?P<noun>[^,，。；;、\d每]{0,14})"
)
_PLACES = "村镇乡县校站"
_VERB = re.compile(
    r"[年月]?(?:服务|补助|补贴|投入|开展|举办|培训|支持|受益|奖励|资助|救助|发放|拥有|配备|仅有|有)"
)
_BOTH = re.compile(r"[两二]类|均按|统一按|均为|分别按")
_MONTHLY = re.compile(r"(?:每月|月均?)(?:共|需|实际)?(?:发放|支出|拨付|下拨|补助)[^,，。；;、\d]{0,8}$")
_TIMES = re.compile(r"每(?P<time>[月年次期])")
_MEAN = re.compile("平均|均")
_POPULATION = re.compile(r"^(?P<size>[百千万])?(?P<noun>[\u4e00-\u9fff]{2,})$")
_SIZES = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), None: Decimal(1)}
_VISITS = used_for("visits")
_ROUNDS = ("次", "期", "轮", "批", "批次", "场")
_PARAGRAPH = 14
_COUNTED_ONCE = ("社区", "村", "乡镇", "镇", "街道", "镇街", "行政村", "村(社区)")
_WHOLE_REPORT = 400  # figures of a long report
_FAR_BACK = 20  # where the average names what it is counted by
_REACH = 6  # figures between an average and what it is of
_FAR = Decimal("0.3")
_SO_MANY_MONTHS = re.compile(r"(?<!\d)(\d{1,2})个月")
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
    denominators = [part for part in per.split("·") if part]
    times = {part for part in denominators if part in ("月", "年", "次")}
    times |= {found["time"] for found in _TIMES.finditer(figure.left)} - {"期"}
    counted = [part for part in denominators if part not in ("月", "年", "次")]
    short, every = _SHORT.search(figure.left), _EVERY.search(figure.left)
    if short is not None:
        times |= {"月"} if short["month"] or "月" in short[0] else set()
        times |= {"年"} if short["by"] == "人年" else set()
        by = mean_over(short["by"])
        return Average(figure, unit, by, "", frozenset(times), True)
    sized = _POPULATION.match(counted[0]) if counted else None
    if sized is not None:
        by, size = sized["noun"][:1], _SIZES[sized["size"]]
        return Average(figure, unit, "人", by, frozenset(times), True, size) if size > 1 else None
    if _MONTHLY.search(figure.left) and not counted:
        return Average(figure, unit, "月", "", frozenset(times), True)
    if every is not None:
        by = "" if every["by"] in "天日" else "个" if every["by"] in _PLACES else group_of(every["by"])
        noun = every["by"] if every["by"] in _PLACES else every["noun"] if every["by"] in "个家所处座" else ""
        noun = "" if _VERB.match(noun) else noun
        return Average(figure, unit, by, noun, frozenset(times - {every["by"]}), bool(every["mean"]))
    if counted:
        mean = bool(_MEAN.search(figure.left[-12:]))
        return Average(figure, unit, group_of(counted[0]), "", frozenset(times), mean)
    return None


def _judged(page: Page, sentence: Sequence[Figure], place: int, average: Average) -> Iterator[Relation]:
    near = [one for one in sentence[max(0, place - _REACH) : place + _REACH + 1] if _countable(page, one)]
    near = [one for one in near if one is not average.figure]
    near.sort(key=lambda one: abs(one.index - average.figure.index))
    wholes = [one for one in near if _is_whole(one, average)]
    if average.by == "月":
        yield from _monthly(page, average, wholes[:2])
        return
    if not average.by:
        yield from _daily(page, average, wholes[:1])
        return
    if average.size > 1:
        yield from _of_population(page, average)
        return
    heads = [one for one in near if _is_counted(one, average, counted_instead(average.by))]
    if not heads:
        heads = _heads_before(page, sentence, average)
    found = _first_that_fits(page, average, heads, wholes)
    if found is None:
        heads_near, wholes_near = _of_segment(page, average, heads), _of_segment(page, average, wholes)
        if len(heads_near) == 1 and len(wholes_near) == 1:
            found = _one_that_does_not(page, average, heads_near[0], wholes_near[0])
    if found is not None:
        yield found
    elif not wholes and len(heads) == 1 and average.mean:
        yield from grim_average(heads[0], average.figure)


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
        and average_of(figure) is None
    )


def _is_whole(one: Figure, average: Average) -> bool:
    unit = one.quantity.unit
    alike = one.group == group_of(average.unit) or (average.unit in ("人", "名", *_VISITS) and unit in _VISITS)
    return alike and one.value > average.figure.value


def _is_counted(one: Figure, average: Average, others: Sequence[str] = ()) -> bool:
    unit = one.quantity.unit
    alike = one.group == average.by or one.group in others or (average.by == "人" and unit == "人次") or (
        average.by == "户" and unit == "户次"
    )  # fmt: skip
    noun = average.noun.rstrip("的")[:2]
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


def _ways(
    page: Page, average: Average, head: Figure, whole: Figure, heads: Sequence[Figure]
) -> Iterator[tuple[Terms, Decimal]]:
    """How often each got it: once, each month of the period, each time that the sentence counts."""
    if "次" in average.times and head.quantity.unit != "人次":
        low = max(0, average.figure.index - _REACH)
        near = page.figures[low : average.figure.index + _REACH]
        for one in near:
            if one.quantity.sentence == whole.quantity.sentence and one.quantity.unit in _ROUNDS:
                yield Terms((head,), whole, one), one.value
        return
    months = months_of(page, whole)
    factor = Decimal(months) if "月" in average.times else Decimal(1)
    if "年" in average.times:
        factor = Decimal(months or 12) / 12
    if not factor:
        return
    yield Terms((head,), whole), factor
    beside = [one for one in heads if abs(one.index - head.index) == 1 and one.index < head.index]
    if not beside or re.search("[;。]|其中", page.text[beside[0].end : head.start]):
        return
    adjoin = average.mean and "," not in page.text[beside[0].end : head.start]
    if adjoin or _BOTH.search(average.figure.left):
        yield Terms((beside[0], head), whole), factor  # 173名孤儿862名…, 人均; 两类儿童均按每人每月


def _one_that_does_not(page: Page, average: Average, head: Figure, whole: Figure) -> Relation | None:
    """Heads and whole that nothing else can be: inconsistent where they miss by a slip or by less than a third."""
    exact = all(one.quantity.bound is Bound.EXACT for one in (average.figure, head, whole))
    factor = _times_told(page, average, head, whole)
    if not exact or not factor or head is whole or not _told_together(page, average.figure, head, whole):
        return None
    relation = averaged(average, Terms((head,), whole), factor)
    if relation is None or relation.verdict is not RelationVerdict.INCONSISTENT:
        return relation
    if average.times:
        members = [head.quantity, average.figure.quantity, whole.quantity]
        return relation if mendable(relation, members) else None
    ratio = whole.value / (head.value * average.figure.value)
    turns = max(ratio, 1 / ratio)
    if turns > Decimal("1.5") and abs(turns / round(turns) - 1) <= _WHOLE_TURNS and round(turns) <= 12:
        return None
    slip = mendable(relation, [head.quantity, average.figure.quantity, whole.quantity])
    running = "累计" in whole.left  # perhaps of more than those
    return relation if slip or (abs(ratio - 1) <= _FAR and not running) else None


def _times_told(page: Page, average: Average, head: Figure, whole: Figure) -> Decimal:
    """How often each got it, where the words leave no doubt: once, the months by number, or heads counted each
    month (累计保障9856人次,月人均1035元); else 0."""
    if not average.times:
        return Decimal(1)
    if average.times != {"月"}:
        return Decimal(0)
    if head.quantity.unit == "人次" and "累计" in head.left:
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
    people = [one for one in paragraph if one.group == "人" and average.noun in one.name]
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
    """In one sentence, side by side but for commas, in one bracket or none, none of them a part or a plan."""
    low = min(figures, key=lambda one: one.start)
    high = max(figures, key=lambda one: one.start)
    between = page.text[low.start : high.end]
    return (
        low.quantity.sentence == high.quantity.sentence
        and len({one.depth for one in figures}) == 1
        and not re.search(r"[;；。]|其中|以上|计划", between)
        and high.index - low.index <= 3
    )


def _monthly(page: Page, average: Average, wholes: Sequence[Figure]) -> Iterator[Relation]:
    """月发放246.8万元，全年累计支出2961.6万元: so many months' worth, within what changes over them."""
    for whole in wholes:
        months = months_of(page, whole)
        computed = scale(average.figure.interval, Decimal(months or 1))
        if not months or computed.low is None or whole.index < average.figure.index:
            continue
        value = average.figure.value * months
        over = (whole.value - value) / value
        verdict = verdict_of(judge(computed, whole.interval, whole.cut), exact=True, monthly=True, over=over)
        if verdict is RelationVerdict.INCONSISTENT:
            continue  # perhaps of the last month
        sign = "≈" if verdict is RelationVerdict.CONSISTENT else "~"
        computation = Computation(
            Shape.PRODUCT, (term(average.figure), constant(months, "×", "month")), sign, (term(whole),),
            plain(value / whole.factor), computed, whole.interval,
        )  # fmt: skip
        members = (average.figure.id, whole.id)
        yield Relation(RelationType.PRODUCT, members, verdict, computation, f"each:{months}")
        return


def _daily(page: Page, average: Average, wholes: Sequence[Figure]) -> Iterator[Relation]:
    """日均: by the days of the period, which the text may count otherwise; only where it fits."""
    days = report_days(page.report)
    for whole in wholes:
        if not days or whole.interval.low is None or whole.interval.high is None:
            continue
        each = divide(whole.interval, Interval(Decimal(min(days, 365)), Decimal(days)))  # few count 29 February
        figure = average.figure
        if meets(each, rounded(figure.interval)):
            shown = plain(whole.value / days / figure.factor, 1)
            whole_days = meets(scale(whole.interval, 1 / Decimal(days)), rounded(figure.interval))
            verdict = RelationVerdict.CONSISTENT if whole_days else RelationVerdict.PLAUSIBLE
            computation = Computation(
                Shape.AVERAGE, (term(whole), constant(days, "/", "day")), "≈", (term(figure),), shown, each,
                figure.interval,
            )  # fmt: skip
            yield Relation(RelationType.PRODUCT, (figure.id, whole.id), verdict, computation)
