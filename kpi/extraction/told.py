"""What the words around a number say of it beyond its noun: whom money is for, at what rate, what people did."""

from __future__ import annotations

from kpi.extraction.elided import object_of_clause
from kpi.extraction.lexicon import lexicon, strip_closers, strip_openers
from kpi.extraction.nouns import PERSONS, right_noun, what_was_done
from kpi.extraction.own_words import NEAR, Spot
from kpi.extraction.phrases import closed
from kpi.language import language_data
from kpi.language.terms import LIST_MARK, STANDARD, YUAN
from kpi.outline.expressions import expression, lists
from kpi.outline.marks import OPEN

_GIVEN = lists(language_data("subjects"))
_AT_RATE = expression("extraction", "told.at_rate", _GIVEN)
_BY = expression("extraction", "told.by")
_PAID = expression("extraction", "told.paid", _GIVEN)
_PAID_FOR = expression("extraction", "told.paid_for", _GIVEN)
_RECEIVERS = expression("extraction", "told.receivers")
_NAMELESS = expression("extraction", "told.nameless")
_DEED = expression("extraction", "told.deed", _GIVEN)
_COVERS = expression("extraction", "told.covers")
_KINDS = expression("extraction", "told.kinds")
_NAMED_WHOLE = expression("extraction", "told.named_whole")
_MONEY = expression("extraction", "told.money")
_PARTS = expression("extraction", "told.parts")
_CLASS = expression("extraction", "told.class")
_GROWS = expression("extraction", "told.grows")
_FULLER = expression("extraction", "told.fuller")
_BACK = 24  # characters before a number in which 按 or 为 stands
_LEAST = 2  # characters of what makes a short name longer
_LONGEST = 24  # characters of a share with what its whole does


def told_in_words(spot: Spot, core: str, noun: str) -> str:
    """The whole subject where more than the `noun` behind the number says it, "" where that or `core` will do."""
    told = covered(spot, noun)
    if told or noun:
        return told
    named = of_kinds(core)
    return (
        class_of(spot, core)
        or rate_of(spot)
        or paid_for(spot, core)
        or deed_of(spot, core)
        or (fuller(spot, named) if named else "")
    )


def rate_of(spot: Spot) -> str:
    """按照2000元和3000元的标准进行居家改造: what is paid at the rate, "" where the number is none."""
    text, number = spot.text, spot.number
    if not number.unit.startswith(YUAN) or not _BY.search(
        text, max(spot.sentence, number.start - _BACK), number.start
    ):
        return ""
    found = _AT_RATE.match(text, number.end)
    return found[1] + STANDARD if found else ""


def paid_for(spot: Spot, core: str) -> str:
    """A short name of money with whom it is for: 为239名孤儿发放保障金584万元, 为困难老人拨付了津贴9万元."""
    if not spot.number.unit.startswith(YUAN):
        return ""
    low = max(spot.low, spot.number.start - 2 * _BACK)
    named = _PAID_FOR.search(spot.text, low, spot.number.start)
    if named:
        return strip_openers(named[1]) + strip_closers(strip_openers(named[2]))[0]
    paid, before = _PAID.fullmatch(core), spot.before
    if not paid or before is None or before.carried or not before.noun_end:
        return ""
    low = max(spot.sentence, low - _BACK)
    return before.root + paid[1] if _RECEIVERS.search(spot.text, low, spot.number.start) else ""


def deed_of(spot: Spot, core: str) -> str:
    """符合条件的80人纳入低保, 向90户送去慰问金: what people did or got, where no word before says who they are."""
    if spot.number.unit not in PERSONS:
        return ""
    nameless = _NAMELESS.fullmatch(core)
    if not nameless:
        return ""
    found = _DEED.match(spot.text, spot.number.end)
    if found:
        return (nameless[1] or "") + what_was_done(found[1])
    return spot.topic(True) if nameless[1] else ""  # 做好助学金发放。今年摸排符合条件29人


def money_within(spot: Spot, core: str) -> str:
    """发放救助资金9万元。其中:城市低保2万元: a part of money is money, by the word that ends the whole's name."""
    if spot.number.unit != YUAN or _MONEY.search(core) or not _PARTS.match(spot.text, spot.sentence):
        return ""
    whole = next((old.text for unit, old in reversed(spot.said) if unit == YUAN), "")
    named = _MONEY.search(whole)
    return named[0] if named else ""


def covered(spot: Spot, noun: str) -> str:
    """What reaches a share of the noun behind it: 设施可覆盖100%社区和60%的大队."""
    low = max(spot.sentence, spot.number.start - 2 * _BACK)
    covers = _COVERS.search(spot.text, low, spot.number.start) if spot.percent else None
    noun = noun or (right_noun(spot.text, spot.number, spot.high) if covers else "")
    return closed(covers[1]) + noun if covers and noun else ""


def share_told(spot: Spot, noun: str, end: int) -> str:
    """What is told of a share whose noun stands behind it: 50%以上患者参与康复."""
    does = lexicon().noun_stop.match(spot.text, end)
    stop = spot.clause_end(end) if does and not _GROWS.match(spot.text, end) else end
    told = spot.text[end:stop].strip(LIST_MARK)
    whole = not spot.text[stop : stop + 1].isdigit() and len(noun) + len(told) <= _LONGEST
    return noun + told if whole else noun


def fuller(spot: Spot, noun: str) -> str:
    """The longer name that the sentence gave a thing before: 推进社会组织孵化园建设,已建成3家孵化园."""
    said = spot.text[spot.sentence : spot.number.start]
    at = said.rfind(noun, 0, max(said.rfind(","), 0)) if noun and not spot.history else -1
    if at <= 0 or not _NAMED_WHOLE.match(said, at + len(noun)):
        return ""
    named = _FULLER.search(said, 0, at)
    longer = object_of_clause(named[0]) if named else ""
    return longer + noun if len(longer) >= _LEAST else ""


def class_of(spot: Spot, core: str) -> str:
    """助学津贴一类(小学)30人,二类(初中)20人: a class is one of what the first is a class of."""
    label = spot.text[max(spot.low - 2, 0) : spot.low]
    if not spot.text.startswith(OPEN, spot.low) or not _CLASS.fullmatch(label):
        return ""
    for _, old in reversed(spot.history[-NEAR:]):
        first = _CLASS.search(old.text)
        if first and first[0][-1] == label[-1]:
            return old.text[: first.start()] + label + core
    return ""


def of_kinds(core: str) -> str:
    """The noun of which all kinds are told: 组织开展各类培训."""
    found = _KINDS.search(core)
    return found[1] if found else ""
