"""sum.within: a whole, then the run of its parts in the same measure, whatever stands between them.

全市13439户24681人,支出4607万元,其中城镇4286户8917人,支出2568万元,乡村9153户15764人,支出2039万元: three
measures side by side, each summed. Commas, ；, other measures and sentences may stand between the parts; a fit
with so many digits that it is no coincidence, or the words 其中 and the like, tell it.

A list is taken for closed, and told where it misses by little, if its parts are a known split (城镇, 乡村), or if
其中 or a colon opens it, it goes on to the end of its sentence, and the numbers are so long that a near fit says
something.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from kpi.model import Relation, RelationVerdict
from kpi.outline.expressions import pattern
from kpi.outline.marks import MARKS
from kpi.outline.scopes import OPENS
from kpi.relations.cues import cues, parts_named
from kpi.relations.figures import Figure, Page, significant
from kpi.relations.rules.beside import sums_beside
from kpi.relations.rules.closed_lists import said_to_be_all
from kpi.relations.rules.parts import SURE, own, run, told, words
from kpi.relations.sums import are_opposed, may_overlap, slipped, sum_of, tells, whole_split

_EACH = pattern("relations", "words.each")
_WITHIN = pattern("relations", "words.within")

_MOST = 40  # figures behind a whole that are looked at
_SENTENCES = 12  # and sentences
_OPENING = 4  # characters in which 其中 opens a sentence
_LONGEST_SPLIT = 8  # figures behind a whole among which its split is looked for
_NOUN = 4  # characters
_BEHIND = 40  # characters from a whole to the sentence of two parts of it
_NUMERALS = pattern("relations", "rules_within.numerals")  # 两年: the two of them
_SMALL = 20
_FEW = 4  # rounded parts
_FEWEST = 5  # of a whole whose parts stand right behind it
_SHORT = 8  # characters of a part's own words
_VERB = 2  # characters
_ROUND = 10  # what it divides says little by fitting
_JOINS = pattern("relations", "words.joins")


def sums_within(page: Page) -> Iterator[Relation]:
    for figures in page.paragraphs:
        yield from _paragraph(page, figures)


def _paragraph(page: Page, figures: Sequence[Figure]) -> Iterator[Relation]:
    kin: dict[str, deque[Figure]] = {}  # of each family the figures that count, from the whole on
    for one in figures:
        if one.counts:
            kin.setdefault(one.family, deque()).append(one)
    nested = any(one.depth for one in figures)
    ends = _ends(figures)
    for place, whole in enumerate(figures):
        if not whole.counts:
            continue
        alike = kin[whole.family]
        alike.popleft()
        if len(alike) < 2 or alike[1].index > whole.index + _MOST:
            continue  # no two parts
        behind = figures[place + 1 : place + 1 + _MOST]
        found: list[Figure] = []
        stop = min(ends[place], whole.index + 1 + _MOST)
        level = [one for one in islice(alike, _MOST) if one.index < stop]
        level = list(_level(page, whole, behind)) if nested else level
        listed = _to_the_end(page, whole, level)
        for parts in _runs(page, whole, behind if nested else (), level):
            if _is_meant(page, whole, parts, found):
                found += parts
                closed = parts == listed and tells(whole, parts) and _sharp(parts)
                yield sum_of(whole, parts, RelationVerdict.CONSISTENT, closed)
                yield from sums_beside(page, whole, parts)
        if found:
            continue
        all_told = not _leaves_out(page, whole, listed)
        if slipped(whole, listed) and not may_overlap(listed) and all_told:
            yield sum_of(whole, listed, RelationVerdict.INCONSISTENT)
        elif _summed_up(page, whole, listed) and all_told:
            yield from told(whole, listed)
        else:
            yield from _known_split(page, whole, level)


def _summed_up(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """一共6840个:2021年1520个,…: a total that says so and opens its list with a colon leaves nothing out.

    Nor does a way of splitting it right behind (三年3.18亿元,分年看是0.86亿元、1.05亿元、1.27亿元).
    """
    between = page.text[whole.end : parts[0].start] if len(parts) > 1 else ""
    if between and _closed_between(page, whole, parts, between):
        return True  # 9360元,由以下几项构成:清障26个工,每工120元,3120元;…
    if not between or parts[0].index != whole.index + 1:
        return False
    if significant(whole) < SURE:
        return whole.value >= _SMALL // 2 and (
            _year_by_year(page, whole, parts) or _by_colon(page, parts, between)
        )
    if _is_used_up(page, parts):
        return True
    listed = ":" in between and words("in_all").search(own(page, whole)) is not None
    return listed or _splits(between) or _says_all(between) or _year_by_year(page, whole, parts)


def _closed_between(page: Page, whole: Figure, parts: Sequence[Figure], between: str) -> bool:
    """Words that close a list with other measures in between; of a bare list sum.closed-list tells it."""
    apart = page.figures[whole.index + 1 : parts[-1].index]
    others = any(one.digits and one not in parts for one in apart)
    here = others and parts[0].sentence == whole.sentence and significant(whole) >= SURE
    return here and said_to_be_all(page, between, parts)


def _is_used_up(page: Page, parts: Sequence[Figure]) -> bool:
    """至此全部用完; not 农药312吨,到位290吨;农膜640吨,全部到位, which is said of the last alone."""
    said = words("exhausted").match(page.text, parts[-1].end)
    return said is not None and not any(said[0][-_VERB:] in own(page, one) for one in parts)


def _leaves_out(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """收入3842万元:拨款3516万元,基金298万元,上年结转28万元: a further number of the list, of another time.

    A price (每工120元) is none.
    """
    if not parts:
        return False
    listed = {one.index for one in parts}
    stop = parts[-1].index
    behind = page.figures[whole.index + 1 : stop + 1 + _FEW]
    return any(
        one.index not in listed
        and one.group == whole.group
        and one.depth == whole.depth
        and one.sentence == parts[-1].sentence
        and not one.is_percent
        and _EACH not in own(page, one)
        for one in behind
    )


def _year_by_year(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """2021年到2023年,建成17所,2021年4所,2022年6所,2023年7所: every year that the sentence says, each once."""
    said = page.text[page.slots[whole.index].sentence : whole.end]
    years = [words("its_year").search(own(page, one)) for one in parts]
    told = [int(one["year"]) for one in years if one is not None]
    over = words("over_years").search(said)
    if over is None or len(told) < len(parts) or any(last - first != 1 for first, last in pairwise(told)):
        return False
    if over["from"]:
        return [told[0], told[-1]] == [int(over["from"]), int(over["to"])]
    return len(told) == _NUMERALS.index(over["years"])


def _by_colon(page: Page, parts: Sequence[Figure], between: str) -> bool:
    """全镇11个村:东片4个,西片5个,北片3个。: its noun and a colon between, then names and numbers alone."""
    noun, colon, _ = between.partition(":")
    plain = all(_ends_there(page, one) and 0 < len(own(page, one).strip(_JOINS)) <= _SHORT for one in parts)
    return bool(colon) and len(noun) <= _NOUN and len(parts) > 2 and plain


def _splits(between: str) -> bool:
    """分年看, 按城乡分: what stands behind a whole and a comma and says how it is split."""
    _, comma, said = between.partition(",")
    return bool(comma) and words("splits_sentence").match(said) is not None


def _says_all(between: str) -> bool:
    """折价93.6万元,全部为棉被21.6万元、…: what stands between a whole and its first part."""
    return words("all_are").match(between) is not None


def _sharp(parts: Sequence[Figure]) -> bool:
    """Whether the rounding of the parts leaves a slip to be seen: many decimals rounded add up to much slack."""
    return len(parts) <= _FEW or not any("." in part.digits for part in parts)


def _known_split(page: Page, whole: Figure, level: Sequence[Figure]) -> Iterator[Relation]:
    """The first figures behind a whole that are all of a known split, by their own words (城镇…, 乡村…)."""
    alike = [one for one in level if one.group == whole.group][:_LONGEST_SPLIT]
    first: dict[tuple[int, int], Figure] = {}
    for one in reversed(alike):
        for part in parts_named(one.label):
            first[part] = one
    own_parts = {number for number, _ in parts_named(whole.label)}
    for number in sorted({number for number, _ in first} - own_parts):
        places = range(len(cues().splits[number].parts))
        named = [first.get((number, place)) for place in places]
        parts = [one for one in named if one is not None]
        if len({one.index for one in parts}) < len(places) or not whole_split(whole, parts, likely=True):
            continue
        at_hand = _at_hand(page, whole, parts)
        if not whole_split(whole, parts) and _goes_on(page, alike, parts):
            continue
        if (at_hand or tells(whole, parts)) and not _with_others(page, alike, parts):
            yield from told(whole, parts, sure=at_hand and whole_split(whole, parts))
            return
    if len(alike) > 1 and not _goes_on(page, alike, alike[:2]):
        yield from _opposed(page, whole, alike[:2])


def _opposed(page: Page, whole: Figure, parts: Sequence[Figure]) -> Iterator[Relation]:
    """检查354家,备案317家,未备案36家: right behind a whole two parts, one named as all that the other is not."""
    if not are_opposed(parts) or whole.value < _SMALL or any(one.value >= whole.value for one in parts):
        return
    first, last = parts
    near = first.sentence == whole.sentence or first.sentence - whole.end <= _BEHIND
    if near and first.sentence == last.sentence:
        yield from told(whole, parts, sure=False)


def _with_others(page: Page, alike: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """公办98家、民办150家、公建民营64家: a further item of the list, so that the split is not all of it."""
    first, last = min(one.index for one in parts), max(one.index for one in parts)
    items = {page.slots[one.index].clause for one in parts}
    others = [one for one in alike if one.index not in {part.index for part in parts}]
    return any(
        (first < one.index < last and not OPENS.search(own(page, one)))
        or (one.index == last + 1 and page.slots[one.index].clause in items)
        for one in others
    )


def _goes_on(page: Page, alike: Sequence[Figure], parts: Sequence[Figure]) -> bool:
    """财政2.51亿元,福彩公益金0.57亿元,捐赠0.2亿元: parts that are mostly all, and one more in their segment."""
    last = max(parts, key=lambda one: one.index)
    segment = page.slots[last.index].segment
    return any(one.index == last.index + 1 and page.slots[one.index].segment == segment for one in alike)


def _at_hand(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """In the whole's sentence, right behind it or opened by 其中; small wholes are reached by any parts."""
    first = min(parts, key=lambda one: one.index)
    same = all(page.slots[one.index].sentence == page.slots[whole.index].sentence for one in parts)
    between = page.figures[whole.index + 1 : first.index]  # 机关38名、事业21名;在职55人,退休33人: of neither
    behind = len(between) < 2 and not any(one.group == whole.group for one in between)
    return same and whole.value >= _SMALL and (behind or _led(page, whole, first))


def _runs(page: Page, whole: Figure, behind: Sequence[Figure], alike: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The runs of parts that add up to the whole: the one in its bracket, the first behind it, and after each of
    these one more in a segment of its own (the same whole split twice)."""
    inside = [one for one in behind if _holder(page, one) == whole.index]
    found = run(page, whole, inside)
    if found:
        yield found
    found = run(page, whole, _of_brackets(page, whole, behind))
    if found:
        yield found
    found = run(page, whole, alike)
    while found:
        yield found
        ended = page.slots[found[-1].index].segment
        alike = [one for one in alike if page.slots[one.index].segment > ended]
        found = run(page, whole, alike)


def _holder(page: Page, one: Figure) -> int:
    """The figure that a bracket belongs to: 123人,占10.66%(女性52人、男性71人) are the 123."""
    owner = page.slots[one.index].owner
    if owner > 0 and page.figures[owner].is_percent:
        return owner - 1
    return owner


def _of_brackets(page: Page, whole: Figure, behind: Sequence[Figure]) -> list[Figure]:
    """10917人…城市1152户(1836人),农村5132户(9081人): the first figure of each bracket one level deeper."""
    found: dict[int, Figure] = {}
    for one in behind:
        slot = page.slots[one.index]
        if slot.depth == page.slots[whole.index].depth + 1 and slot.owner not in (-1, whole.index):
            found.setdefault(slot.bracket, one)
    return list(found.values())


def _one_by_one(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """在库项目9个,已完工4个、在建3个、未开工2个: right behind it, a few words before each and none behind."""
    last = parts[-1].index
    beside = [one.index for one in parts] == [*range(whole.index + 1, last + 1)]
    more = page.figures[last + 1] if last + 1 < len(page.figures) else None
    ended = more is None or more.family != whole.family or page.slots[more.index].clause != page.slots[last].clause
    names = [own(page, one).strip(_JOINS) for one in parts]
    plain = all(_ends_there(page, one) and one.factor == 1 for one in (whole, *parts))
    short = all(0 < len(name) <= _SHORT for name in names) and len(set(names)) == len(names)
    return beside and ended and plain and short and whole.value % _ROUND != 0


def _ends_there(page: Page, figure: Figure) -> bool:
    return figure.end >= len(page.text) or MARKS.match(page.text, figure.end) is not None


def _to_the_end(page: Page, whole: Figure, level: Sequence[Figure]) -> list[Figure]:
    """The figures of the whole's own unit that 其中 or a colon opens, up to their sentence's end; else [].

    Nothing need open them where their sentence ends with 至此全部用完.
    """
    alike = [one for one in level if one.group == whole.group]
    if len(alike) < 2:
        return []
    sentence = page.slots[alike[0].index].sentence
    if sentence == page.slots[whole.index].sentence:
        opened = _led(page, whole, alike[0]) or _all_used(page, whole, alike)
    else:  # in a sentence of their own only where that opens with 其中, or with how it is split
        among = OPENS.search(page.text, sentence, min(sentence + _OPENING, alike[0].start))
        split = words("splits_sentence").match(page.text, sentence, alike[0].start)
        opened = split is not None or (among is not None and _led(page, whole, alike[0]))
    if not opened:
        return []
    parts = [one for one in alike if page.slots[one.index].sentence == sentence]
    inner = any(OPENS.search(own(page, one)) for one in parts[1:]) or _begins_anew(page, whole, parts)
    return [] if inner or any(one.value >= whole.value for one in parts) else parts


def _all_used(page: Page, whole: Figure, alike: Sequence[Figure]) -> bool:
    """The first of its unit in its sentence, which ends with 至此全部用完."""
    sentence = page.slots[whole.index].sentence
    parts = [one for one in alike if page.slots[one.index].sentence == sentence]
    before = page.figures[max(0, whole.index - _LONGEST_SPLIT) : whole.index]
    first = not any(one.group == whole.group and page.slots[one.index].sentence == sentence for one in before)
    return bool(parts) and first and words("exhausted").match(page.text, parts[-1].end) is not None


def _begins_anew(page: Page, whole: Figure, parts: Sequence[Figure]) -> bool:
    """全市实有主体18.42万户,其中企业5.06万户;城区实有主体11.37万户: a later segment bears the whole's noun."""
    noun = own(page, whole)[-_NOUN:]
    again = [own(page, one).endswith(noun) for one in parts]
    segment = page.slots[parts[0].index].segment
    apart = any(page.slots[one.index].segment != segment for one, is_ in zip(parts, again, strict=True) if is_)
    return len(noun) == _NOUN and apart and not all(again)


def _led(page: Page, whole: Figure, first: Figure) -> bool:
    between = page.text[whole.end : first.start]
    open_ = ":" in between or OPENS.search(between) is not None or _splits(between) or _says_all(between)
    return open_ or words("its_year").match(between.lstrip(",")) is not None


def _ends(figures: Sequence[Figure]) -> list[int]:
    """For each figure of a paragraph without brackets the index up to which so many sentences behind it go."""
    starts = [n for n, one in enumerate(figures) if not n or one.sentence != figures[n - 1].sentence]
    ends: list[int] = []
    at = 0  # the sentence of the figure behind
    for place in range(1, len(figures) + 1):
        at += at + 1 < len(starts) and starts[at + 1] == place
        last = at + _SENTENCES
        ends.append(figures[0].index + (starts[last] if last < len(starts) else len(figures)))
    return ends


def _level(page: Page, whole: Figure, behind: Sequence[Figure]) -> Iterator[Figure]:
    """What may be parts of a whole at its own depth, as far as its bracket and its sentences go."""
    sentences: set[int] = set()
    depth, bracket, family = whole.depth, page.slots[whole.index].bracket, whole.family
    for one in behind:
        slot = page.slots[one.index]
        sentences.add(slot.sentence)
        if slot.depth < depth or len(sentences) > _SENTENCES:
            return
        if slot.depth == depth and slot.bracket == bracket and one.counts and one.family == family:
            yield one


def _is_meant(page: Page, whole: Figure, parts: Sequence[Figure], known: Sequence[Figure]) -> bool:
    """Whether the fit is no coincidence: long numbers, or words that say that the parts are the whole's.

    `known` are parts of another split of it, told before.
    """
    first = parts[0]
    same = all(page.slots[one.index].sentence == page.slots[whole.index].sentence for one in parts)
    alike = all(one.group == whole.group for one in parts)
    if significant(whole) >= (SURE if same and alike else SURE + 1):
        return True
    together = len({page.slots[one.index].sentence for one in parts}) == 1 and len(parts) > 2
    if alike and together and significant(whole) >= SURE:
        return True  # three parts in one sentence
    if whole_split(whole, parts, likely=True) and whole.value >= _SMALL:
        return True
    if same and page.text[whole.end : first.start].partition(",")[0].endswith(_WITHIN):
        return True  # 11家社会组织中,已有9家整改,2家注销
    if same and whole.value >= _FEWEST and _one_by_one(page, whole, parts):
        return True
    if _opens_next(page, whole, parts, known):
        return True
    return same and (_led(page, whole, first) or page.slots[first.index].owner == whole.index)


def _opens_next(page: Page, whole: Figure, parts: Sequence[Figure], known: Sequence[Figure]) -> bool:
    """共发放50万元。其中,城市300人,发放20万元;农村600人,发放30万元。: 其中 opens the one sentence of all parts."""
    sentence = parts[0].sentence
    if sentence == whole.sentence or any((one.sentence, one.depth) != (sentence, whole.depth) for one in parts):
        return False
    between = page.figures[whole.index + 1 : parts[0].index]
    nearest = not any(one.group == whole.group and one not in known for one in between)
    return nearest and OPENS.search(page.text, sentence, min(sentence + _OPENING, parts[0].start)) is not None
