"""What a number measures: the noun phrase around it, carried over where the sentence elides it.

Chinese reports put the subject before the number (发放低保金3880万元), behind its classifier (3家孵化园), or leave
it out after a comma (同比增长9.8%; 其中:农村11万户). The word lists are data (`language/subjects.yml`).
"""

from __future__ import annotations

from dataclasses import replace

from kpi.extraction.carried import carry, from_before, sum_of
from kpi.extraction.changes import read_change
from kpi.extraction.elided import is_bare_sum, object_of_clause
from kpi.extraction.lexicon import lexicon, strip_openers, without_compounds, without_verbs
from kpi.extraction.nouns import counted_noun, counts, measured_behind, right_noun, told_of_all
from kpi.extraction.own_words import Own, Spot, own_words
from kpi.extraction.phrases import LONG, Phrase, short
from kpi.extraction.told import fuller, money_within, share_told, told_in_words
from kpi.language.terms import AND, DONE, GRADE, LIST_MARK, OF, RATE, SHARE, YUAN
from kpi.model import Flow, Subject
from kpi.outline.expressions import expression, words
from kpi.outline.marks import OPEN

_SPLITTER = 5  # of words that only split a subject
_SHORT_NAME = 3, 4  # of a noun that may be short for a longer one
_SHORT = 6  # of an attribute that needs its noun
_NAMED = 4  # characters of a clause that names what its item is about
_ITEM = expression("extraction", "subjects.new_item")
_CLAUSES = expression("extraction", "elided.stops")
_THRESHOLD_TAIL = expression("extraction", "subjects.threshold_tail")
_WELL = words("extraction", "subjects.well")
_SHARE = expression("extraction", "subjects.share")
_OF = expression("extraction", "subjects.of")
_NO_NOUN = expression("extraction", "subjects.no_noun")


def read_phrase(spot: Spot) -> Phrase:
    """The subject phrase of one number."""
    own = own_words(spot)
    phrase = Phrase(near=own.near)
    change = read_change(spot, own, phrase)
    noun = _name(spot, own, phrase, bool(change))
    if own.owner.startswith(SHARE) and spot.before is not None:
        # The whole of a share: what follows speaks of its part.
        phrase.base, phrase.root = spot.before.base, spot.before.root
    phrase.head = head_of(phrase.text)
    phrase.last = phrase.last or phrase.text
    phrase.text += change
    phrase.flow = _flow(own.near, own.core, own.link, noun)
    return phrase


def _name(spot: Spot, own: Own, phrase: Phrase, changes: bool) -> str:
    """Give the phrase its noun: that behind the number, else the words before it, else one from before."""
    lex = lexicon()
    text, printed, core, before = spot.text, spot.number, own.core, spot.before
    bare_sum = printed.unit.startswith(YUAN) and is_bare_sum(core)
    noun = "" if changes else counted_noun(text, printed, spot.high, "" if bare_sum else core)
    told = "" if changes else measured_behind(text, printed, spot.high)
    owned = "" if changes else _owned(spot, core)
    some = noun in lex.elided and printed.start == spot.low and spot.same_unit
    told_of = "" if changes else told_in_words(spot, core, noun)
    if owned or told_of:
        phrase.text = phrase.base = phrase.root = told_of or owned + core  # 总投资46亿元的发电项目
        phrase.noun_end = text.find(noun, printed.end) + len(noun) if told_of and noun else 0
    elif before is not None and (some or (noun.endswith(GRADE) and len(noun) <= 4)):
        carry(phrase, "" if some else noun, before, spot.history, printed.unit)
        phrase.text += noun if some else ""  # 25个项目11个竣工
        phrase.noun_end = text.find(noun, printed.end) + len(noun)
    elif bare_sum and sum_of(phrase, spot, core, noun):
        pass
    elif noun:
        phrase.noun_end = text.find(noun, printed.end) + len(noun)
        _with_noun(phrase, core, noun)
        _whole_noun(spot, core, phrase)
    elif _says(own, told):
        phrase.base = phrase.text = phrase.root = short(object_of(core))
        phrase.text += money_within(spot, core)
        _complete_attribute(spot, own, phrase)
        behind = told or ("" if changes else told_of_all(text, printed, spot.high))
        if behind:
            phrase.text += behind  # 城区68公里供水: the place before, the thing behind
            phrase.noun_end = text.find(behind, printed.end) + len(behind)
    elif _shares_noun(spot, own):
        phrase.carried = True  # 完成380户、5万平方米棚改: `completing` gives it the noun behind the list
    elif before is not None and (matter := _of_item(spot, core)):
        phrase.text, phrase.base, phrase.root, phrase.carried = matter + core, matter, matter, True
    elif before is not None and before.base:
        carry(phrase, core, before, _wholes(spot), printed.unit)
        phrase.text += "" if core or spot.same_unit else money_within(spot, phrase.text)
        if own.time not in ("", core) and core:
            phrase.text = own.time + phrase.text  # 全年新增床位410张,下半年新增185张
    else:
        from_before(phrase, spot, core)
    return noun


def _shares_noun(spot: Spot, own: Own) -> bool:
    """Whether a verb alone stands before the number, and another measure of one noun behind it."""
    between = spot.text[spot.number.end : spot.high]
    verb = bool(own.near.strip(LIST_MARK)) and lexicon().bare.fullmatch(own.core) is not None
    return between == LIST_MARK and verb and counts(spot.number.unit)


def _of_item(spot: Spot, core: str) -> str:
    """What an item of a list opens with: 一是甲项目,占地5亩,二是乙项目,占地9亩: each speaks of its own."""
    gap = spot.text[spot.low : spot.number.start]
    named = core.endswith(RATE) and core not in lexicon().dependent  # 参检率
    opened = next(reversed(list(_ITEM.finditer(gap))), None) if core and not named and _elides(core) else None
    clauses = _CLAUSES.split(gap[opened.end() :])[:-1] if opened else []
    return object_of_clause(clauses[0]) if clauses and len(clauses[0]) >= _NAMED else ""


def _wholes(spot: Spot) -> list[tuple[str, Phrase]]:
    """The numbers of which this may be a part; in the bracket right behind one (226家(市本级41家)) that alone."""
    bracketed = spot.same_unit and spot.text.startswith(OPEN, spot.low)
    return spot.history[-1:] if bracketed else spot.history


def _whole_noun(spot: Spot, core: str, phrase: Phrase) -> None:
    """Tell the noun behind a share with what its clause says of it, a short noun by its longer name before."""
    if spot.percent:
        phrase.text = share_told(spot, phrase.text, phrase.noun_end)
    elif _SHORT_NAME[0] <= len(phrase.base) <= _SHORT_NAME[1] and (not core or lexicon().bare.fullmatch(core)):
        phrase.base = phrase.root = fuller(spot, phrase.base) or phrase.base
        phrase.text = phrase.base if phrase.base.endswith(phrase.text) else phrase.text


def _says(own: Own, told: str) -> bool:
    """Whether the own words name something, and do not only part, measure or add to what was named before."""
    core = own.core
    if not core or core == own.age or _SHARE.match(core) or _elides(core):
        return False
    return bool(told) or len(core) > _SPLITTER or not lexicon().splitter.match(core)


def _complete_attribute(spot: Spot, own: Own, phrase: Phrase) -> None:
    """公墓23处,经营性的4处: the noun that an attribute leaves out, that of the numbers before or of the place."""
    behind = spot.text[spot.number.end : spot.number.end + 1]
    if not own.link.startswith(OF) or len(phrase.text) > _SHORT or not _NO_NOUN.match(behind):
        return
    unit = spot.number.unit
    if not counts(unit):
        return
    phrase.attribute = True
    named = [old.root for said, old in spot.history if said == unit and old.root and not old.attribute]
    noun = without_verbs(named[-1]) if named else spot.topic(True)
    if noun and len(noun) <= LONG and not set(noun[-2:]) <= set(phrase.text):
        phrase.root = noun
        phrase.text += noun


def qualify(text: str, phrase: Phrase, start: int, end: int) -> None:
    """Put the threshold between a count and its noun into the subject: 10个 营收超千亿元的 集群."""
    tail = _THRESHOLD_TAIL.match(text, end)
    assert tail is not None
    if tail[1] and not phrase.noun_end:
        phrase.text = phrase.base = phrase.root = tail[1]  # a bare 项目 says enough with its size
        phrase.noun_end = tail.end()
    if phrase.noun_end and phrase.text.endswith(phrase.base):
        size = text[start : tail.start(1) if tail[1] else end if phrase.base[0] == GRADE else tail.end()]
        phrase.text = phrase.text[: -len(phrase.base)] + size + phrase.base


def _elides(core: str) -> bool:
    """Whether the words are but the head of a subject said before (试点的范围)."""
    lex = lexicon()
    bare = core.replace(OF, "")
    return (
        bare in lex.elided
        or lex.parted.sub("", bare) in lex.elided
        or bool(lex.weak.fullmatch(core) or lex.each.fullmatch(core))
    )


def _owned(spot: Spot, core: str) -> str:
    """The noun behind 的 of which the number tells a measure: 总投资46亿元的发电项目, 投资9亿元的59个项目."""
    sized = core in lexicon().elided and not spot.percent and not counts(spot.number.unit)
    found = _OF.match(spot.text, spot.number.end) if sized else None
    return right_noun(spot.text, replace(spot.number, end=found.end()), found.end() + 60) if found else ""


def object_of(core: str) -> str:
    """The object of the last verb in a long phrase (以问卷方式收集问卷调研 → 问卷调研)."""
    lex = lexicon()
    if len(core) <= LONG and not lex.done_in_year.match(core):
        return core
    masked = without_compounds(core)
    for match in filter(None, (lex.object_verb.match(masked), lex.done.match(masked))):
        rest = core[match.end() :].removeprefix(_WELL[0]).removeprefix(DONE)
        rest = strip_openers(rest) if rest[:1].isdigit() else rest
        joined = rest.startswith(AND) and lex.opener.match(rest)  # 培训和赋能活动
        if len(rest) >= 4 and not joined and not rest.startswith((OF, RATE, SHARE)):
            return rest
    return core


def _with_noun(phrase: Phrase, core: str, noun: str) -> None:
    lex = lexicon()
    new = lex.new.search(core)
    verb = ""
    if new:
        verb = core if len(core) <= len(new[0]) + 1 else new[0]
    elif core in lex.elided or (len(noun) <= 2 and len(core) <= 6):
        verb = core  # a bare 村 or 街道 says too little
    phrase.base = phrase.root = noun
    phrase.text = noun if noun.startswith(verb) else verb + noun
    phrase.modifiers = (core,) if core and core != verb else ()


def _flow(near: str, core: str, link: str, noun: str) -> Flow:
    lex = lexicon()
    if (core and lex.new.search(core)) or (noun and lex.new.search(noun)):
        return Flow.NEW
    if (link and lex.stock.search(link)) or (near and lex.stock_lead.search(near)):
        return Flow.STOCK
    if core and lex.spent.search(core):
        return Flow.SPENT
    return Flow.DONE if core else Flow.NONE


def head_of(noun: str) -> str:
    """The head noun of a subject: 低保对象 → 对象, 按期完成率 → 完成率."""
    return noun[-3:] if noun.endswith(RATE) and noun[-2:] not in lexicon().short_rates else noun[-2:]


def subject_from(phrase: Phrase, topic: str, place: str = "") -> Subject:
    return Subject(
        text=phrase.text.replace(" ", "") if " " in phrase.text else phrase.text,
        head=phrase.head or head_of(phrase.base),
        modifiers=phrase.modifiers,
        flow=phrase.flow,
        measure=phrase.measure,
        place=place,
        topic=topic,
    )
