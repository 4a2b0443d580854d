"""Whole and parts: one judgement for every way in which a text lists them (其中, brackets, 由…构成, 合计)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from re import Pattern

from kpi.arithmetic.intervals import ZERO, add, exceeds, judge
from kpi.model import Bound, Computation, Interval, Relation, RelationType, RelationVerdict, Shape
from kpi.outline.expressions import expression, pattern
from kpi.outline.expressions import words as word_list
from kpi.outline.marks import MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.cues import cues, opposed, parts_named
from kpi.relations.figures import Figure
from kpi.relations.notes import in_unit_of, plain, term, total, unit_name
from kpi.relations.slips import lost_or_doubled, or_by_a_slip

CASES = word_list("relations", "sums.cases")  # that add up where the text says so
_TELLING = 4  # with so many significant digits, parts that add up or are one digit off are no coincidence
_PERSON = pattern("relations", "words.person")
_BODY = pattern("relations", "sums.body")  # the group of units under which bodies of all kinds are counted
_OF = pattern("relations", "words.of")
_SMALL = 20  # below it two numbers that stand near a third miss its value too easily
_MANY_TIMES = Decimal("2.5")  # a part so many times its whole is of another one
_NOT_ITS_OWN = Decimal("1.3")  # kinds that pass their whole by more are of another one
_PLACES = 3  # parts named by their places
_PLACE = expression("relations", "sums.place")
_KIND = expression("relations", "sums.kind")
_LITTLE_OVER = Decimal("1.05")  # so little over that a slip makes it
_JUST_OVER = Decimal("1.01")  # so little over, many things with short names are meant to be all of it
_MANY, _SHORT = 5, 6  # things, characters of a name
_KINDS, _NOUN = 4, 2  # of people, characters of the noun that all of them have
_DAMAGED = 50  # a part so many times the whole is a run of lost characters


def total_of(whole: Figure, parts: Sequence[Figure], complete: bool) -> Relation | None:
    """The relation of a whole to its listed parts; `complete` where the text says that they are all of it.

    A sum only where it would be called inconsistent if it did not fit: the text says so, the parts are all of a
    known split, or the numbers are long enough. Parts that merely reach a small whole are partial, if consistent.
    None where nothing can be said: parts that may overlap, or numbers run together.
    """
    damaged = any(part.value > whole.value * _DAMAGED and not _lost_point(part, whole) for part in parts)
    if damaged and whole.value > 0 and not complete:
        return None
    if len(parts) == 1 or not all(_bounded(figure) for figure in (whole, *parts)):
        return _partial(whole, parts)
    computed = add(part.interval for part in parts)
    verdict = judge(computed, whole.interval, whole.cut)
    fits = verdict is not RelationVerdict.INCONSISTENT
    # 5838所 with 4973个 and 183个县: unlike bodies may add up, but that they nearly do says nothing
    unlike = whole.group == _BODY and any(part.quantity.unit != whole.quantity.unit for part in parts)
    near = one_slip_off(whole, parts) and not unlike and not may_overlap(parts)
    known = whole_split(whole, parts) and (fits or whole.value >= _SMALL)
    if complete or known or (tells(whole, parts) and (fits or near)):
        return _relation(RelationType.SUM, whole, parts, verdict)
    return _relation(RelationType.PARTIAL, whole, parts, verdict) if fits else _partial(whole, parts)


def total_of_all(whole: Figure, parts: Sequence[Figure]) -> Relation | None:
    """The parts as all of the whole, where they fit or a single slip would mend it; None further off."""
    return or_by_a_slip(total_of(whole, parts, complete=True), [one.quantity for one in (whole, *parts)])


def sum_of(whole: Figure, parts: Sequence[Figure], verdict: RelationVerdict, closed: bool = True) -> Relation:
    """Parts that structure has found; a fit is told as exactly as the digits allow.

    A sum only where the list is closed, so that it would be told if it did not fit; else partial.
    """
    if verdict is not RelationVerdict.INCONSISTENT:
        verdict = judge(add(part.interval for part in parts), whole.interval, whole.cut)
    kind = RelationType.SUM if closed or whole_split(whole, parts) else RelationType.PARTIAL
    return _relation(kind, whole, parts, verdict)


def adds_up(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether several parts make up the whole, within rounding or cutting; cheap, for trying lists out."""
    if len(parts) < 2 or not _bounded(whole):
        return False
    low = high = ZERO
    for part in parts:
        interval = part.interval
        if interval.low is None or interval.high is None:
            return False
        low += interval.low
        high += interval.high
    return judge(Interval(low, high), whole.interval, whole.cut) is not RelationVerdict.INCONSISTENT


def slipped(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether several parts miss the whole by one digit, and the numbers are long enough for that to be a slip."""
    return len(parts) > 1 and tells(whole, parts) and one_slip_off(whole, parts)


def may_overlap(parts: Sequence[Figure]) -> bool:
    """党员3214人、女性2238人: one may be both; 重度失能, 轻度失能 share their trait, and are not."""
    found = [frozenset(cues().traits.findall(part.own)) for part in parts if part.group == _PERSON]
    return any(found) and not frozenset.intersection(*found)


def _bounded(figure: Figure) -> bool:
    """False for 以上 and 以内, which add up to anything."""
    return figure.interval.low is not None and figure.interval.high is not None


def _differ_by_split(parts: Sequence[Figure]) -> bool:
    """网上预约508件、窗口加急37件 differ in more than 网上 and 窗口, so that some may be neither."""
    rest = set()
    for part in parts:
        said = OPENS.sub("", part.label)
        for split, place in sorted(parts_named(part.label)):
            said = cues().splits[split].parts[place].sub("", said)
        rest.add(MARKS.sub("", said).strip())
    return len(rest) < len(parts) or "" in rest


def whole_split(whole: Figure, parts: Sequence[Figure], likely: bool = False) -> bool:
    """True where the parts are all of a known split (城市/农村, 集中/分散), each named by one part.

    With `likely` also where they are only mostly all: for callers that tell no more than slips.
    """
    if likely and are_opposed(parts):
        return True
    if not all(parts_named(part.label) for part in parts) or not (likely or _differ_by_split(parts)):
        return False
    return any(
        len(split.parts) == len(parts)
        and (likely or not split.likely)
        and (split.of is None or bool(split.of.search(whole.label + whole.name)))
        and _named_by(split.parts, parts)
        for split in cues().splits
    )


def are_opposed(parts: Sequence[Figure]) -> bool:
    """合格31家、不合格4家: two parts, one named as all that the other is not."""
    return len(parts) == 2 and opposed(*(bare_name(part) for part in parts))


def bare_name(part: Figure) -> str:
    """What a part is called, without what opens the list or joins it."""
    return MARKS.sub("", OPENS.sub("", part.label)).strip().removesuffix(_OF)


def too_many(whole: Figure, parts: Sequence[Figure]) -> bool:
    """96人…失能58人、半失能41人: kinds of which nobody is two at once, and more of them than there are in all."""
    together = sum((part.value for part in parts), Decimal(0))
    exact = all(figure.quantity.bound is Bound.EXACT for figure in (whole, *parts))
    over = exact and whole.value < together <= whole.value * _NOT_ITS_OWN and not adds_up(whole, parts)
    kinds = over and len(parts) > 1 and are_apart(parts)
    little = together <= whole.value * _JUST_OVER or (
        together <= whole.value * _LITTLE_OVER and one_slip_off(whole, parts)
    )
    return kinds or (over and (_in_places(parts) or (little and _things(parts))))


def are_apart(parts: Sequence[Figure]) -> bool:
    """Kinds of which nobody is two at once: by their names (电话, 窗口), or called so (政策类, 资金类, 项目类)."""
    names = [bare_name(part) for part in parts]
    called = len(set(names)) == len(names) >= _PLACES and all(_KIND.search(name) for name in names)
    return called or any(_apart(kinds, parts) for kinds in cues().exclusive)


def _in_places(parts: Sequence[Figure]) -> bool:
    """北关街道2318人、新桥镇2407人: nobody is counted in two places; three or more, named by nothing else."""
    names = [bare_name(part) for part in parts]
    return len(set(names)) == len(names) >= _PLACES and all(_PLACE.fullmatch(name) for name in names)


def _things(parts: Sequence[Figure]) -> bool:
    """小麦2640亩、洋芋1870亩: many things with short names; 农民代表512名、工人代表138名: people of kinds."""
    names = [bare_name(part) for part in parts]
    if len(set(names)) < len(names) or not all(names):
        return False
    if parts[0].group != _PERSON:
        return len(names) >= _MANY and all(len(name) <= _SHORT for name in names)
    return len(names) >= _KINDS and len({name[-_NOUN:] for name in names}) == 1 and not may_overlap(parts)


def _apart(kinds: Sequence[Pattern[str]], parts: Sequence[Figure]) -> bool:
    found = [[n for n, kind in enumerate(kinds) if kind.search(part.own)] for part in parts]
    return all(len(one) == 1 for one in found) and len({one[0] for one in found}) == len(parts)


def named_split(parts: Sequence[Figure]) -> bool:
    """True where the parts are all of a split that needs no whole named (the three sectors of an economy)."""
    return any(
        split.of is None and len(split.parts) == len(parts) and _named_by(split.parts, parts)
        for split in cues().splits
    )


def _named_by(names: Sequence[Pattern[str]], parts: Sequence[Figure]) -> bool:
    found = [next((n for n, name in enumerate(names) if name.search(part.label)), -1) for part in parts]
    return sorted(found) == list(range(len(names)))


def tells(whole: Figure, parts: Sequence[Figure]) -> bool:
    """Whether the whole, printed or computed, has so many digits that a fit is no coincidence; all exact."""
    if any(figure.quantity.bound is not Bound.EXACT for figure in (whole, *parts)):
        return False
    place = max(figure.last_place for figure in (whole, *parts)) or Decimal(1)  # 0 of what is counted one by one
    total = sum((part.value for part in parts), Decimal(0))
    return max(_digits(whole.value, place), _digits(total, place)) >= _TELLING


def _digits(value: Decimal, place: Decimal) -> int:
    """Significant digits of a value rounded to `place`."""
    return len(str(int((value / place).to_integral_value())).rstrip("0"))


def one_digit_off(whole: Figure, parts: Sequence[Figure]) -> bool:
    """True where changing one digit of one member mends the sum."""
    gap = abs(sum((part.value for part in parts), Decimal(0)) - whole.value)
    if not gap:
        return False
    digit = gap.quantize(Decimal(1).scaleb(gap.adjusted()))  # the nearest that one digit can make
    slack = sum((figure.last_place for figure in (whole, *parts)), Decimal(0)) / 2
    return abs(gap - digit) <= slack and (digit > slack * 10 or gap == digit)


def one_slip_off(whole: Figure, parts: Sequence[Figure]) -> bool:
    """The same, or another slip of the pen in one member (356 with 331 and 52: two digits that changed places)."""
    if one_digit_off(whole, parts):
        return True
    gap = whole.value - sum((part.value for part in parts), Decimal(0))
    return bool(slip(whole, whole.value - gap)) or any(slip(part, part.value + gap) for part in parts)


def _partial(whole: Figure, parts: Sequence[Figure]) -> Relation | None:
    """Parts that need not be all of the whole: wrong only when they exceed it."""
    exceeding = next((part for part in parts if exceeds(part.interval, whole.interval)), None)
    if exceeding is not None and exceeding.value > whole.value * _MANY_TIMES and not _lost_point(exceeding, whole):
        return None  # 城关街道63人次。其中乡镇审批的292人次: of another whole
    if exceeding is not None:
        return _relation(RelationType.PARTIAL, whole, (exceeding,), RelationVerdict.INCONSISTENT)
    computed = add(part.interval for part in parts)
    printed = sum((part.value for part in parts), Decimal(0))
    if printed > whole.value and not exceeds(computed, whole.interval):
        return None  # 不少于1000个，其中不少于700个、300个、60个: nothing can be said
    if exceeds(computed, whole.interval):
        # 领生活补贴2867人、领护理补贴3105人 may hold the same people twice; only one digit off is a slip
        misprinted = one_slip_off(whole, parts) and not any(cues().overlapping.search(part.left) for part in parts)
        if not misprinted and not too_many(whole, parts):
            return None
        return _relation(RelationType.PARTIAL, whole, parts, RelationVerdict.INCONSISTENT)
    equal = computed.low == whole.interval.low and computed.high == whole.interval.high
    return _relation(
        RelationType.PARTIAL, whole, parts, RelationVerdict.CONSISTENT if equal else RelationVerdict.INCOMPLETE
    )


def _lost_point(part: Figure, whole: Figure) -> bool:
    """教职工4.09万人,其中专任教师267万人: a number of the whole's unit that has lost its decimal point."""
    alike = part.quantity.unit == whole.quantity.unit and part.factor == whole.factor
    places = len(whole.digits.partition(".")[2])
    long = alike and places > 0 and "." not in part.digits and len(part.digits) >= places + 1
    return long and part.value / 10**places < whole.value


def _relation(kind: RelationType, whole: Figure, parts: Sequence[Figure], verdict: RelationVerdict) -> Relation:
    members = (whole.id, *(part.id for part in parts))
    return Relation(kind, members, verdict, _computation(kind, whole, parts, verdict))


def _computation(
    kind: RelationType, whole: Figure, parts: Sequence[Figure], verdict: RelationVerdict
) -> Computation:
    value = sum((part.value for part in parts), Decimal(0))
    several = len(parts) > 1
    result = total(value, whole, parts) if several else ""
    gap, off, sign = total(abs(value - whole.value), whole, parts), "", "="
    if verdict is RelationVerdict.INCOMPLETE:
        sign, off = "<", f"{gap}{unit_name(whole)}" if gap != "0" else ""
    elif verdict is RelationVerdict.INCONSISTENT:
        sign, off = "≠" if several else ">" if value > whole.value else "<", f"{gap}{unit_name(whole)}"
    elif value != whole.value:
        sign = "→" if verdict is RelationVerdict.TRUNCATED else "≈"
    elif several:  # what comes out is what is printed
        result, sign = f"{result}{unit_name(whole)}", ""
    return Computation(
        Shape.SUM if kind is RelationType.SUM else Shape.AT_MOST,
        tuple(term(part, "+" if place else "", in_unit_of(part, whole)) for place, part in enumerate(parts)),
        sign,
        (term(whole),),
        result,
        add(part.interval for part in parts),
        whole.interval,
        off,
    )


def slip(figure: Figure, wanted: Decimal) -> str:
    """`wanted` as it would be printed where a slip of the pen makes the figure of it, else ""."""
    if wanted <= 0 or not figure.digits or not figure.factor:
        return ""
    places = len(figure.digits.partition(".")[2])
    number = wanted / figure.factor
    if number != round(number, places):
        return ""
    text = plain(number, places)
    if len(text) != len(figure.digits):
        return text if lost_or_doubled(figure.digits, text) else ""
    different = [n for n, (a, b) in enumerate(zip(text, figure.digits, strict=True)) if a != b]
    swapped = len(different) == 2 and all(text[a] == figure.digits[b] for a, b in (different, different[::-1]))
    return text if len(different) == 1 or swapped else ""
