"""What is no quantity: dates, ordinals, document numbers, phones, names, slogans, page furniture.

Each rule looks at the number and the characters around it, never at what a report is about. The rules' ids, words
and examples stand in `language/exclusions.yml`, their groups are in docs/extraction.md.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kpi.language.expressions import expression, pattern, words
from kpi.language.terms import MONTH, ORDINAL, POINTS, RATIO, YEAR, YUAN
from kpi.numbers.captions import is_of_caption
from kpi.numbers.number import Number
from kpi.numbers.ordinals import ordinal_spans
from kpi.numbers.units import is_count
from kpi.rules import on

ORDINAL_TAIL = ".、．)）"
ORDINAL_HEAD = "\n\r。；;:：”“）)（( \u3000"
OPEN_QUOTES = '“"‘「『'
CLOSE_QUOTES = '”"’」』'
YEAR_LOW, YEAR_HIGH = 1900, 2100

_TITLE = re.compile(r"《[^《》]{1,120}》|〈[^〈〉]{1,80}〉")
_URL = re.compile(r"https?://[\x21-\x7e]+")
_DATE_TAIL = expression("numbers", "exclusions.date_tail")
_ISO = expression("numbers", "exclusions.iso")
_QUOTED_NAME = re.compile(rf"[^{CLOSE_QUOTES}%，。；]{{0,6}}[{CLOSE_QUOTES}]")
_PHONE = expression("numbers", "exclusions.phone")
_EXPLAINS, _DEFINES = (expression("numbers", f"exclusions.{name}") for name in ("explains", "defines"))
_SAID_IN_NOTE = re.compile(r"[^。;\n]+")
_NOTE, _NOTED, _NOTED_ON, _FOOTNOTE, _CLICKS, _COPIES = (
    expression("numbers", f"exclusions.{name}")
    for name in ("note", "noted", "noted_on", "footnote", "clicks", "copies")
)
_FRACTION_OF_ONE = expression("numbers", "exclusions.fraction_of_one")
_GRADED = expression("numbers", "exclusions.graded")
_CAPTION = expression("numbers", "exclusions.caption")
_ADDRESS = expression("numbers", "exclusions.address")
_CODE = re.compile(r"\d{9,}(?=[A-Za-z])")
_LOST_BLANK = re.compile(r"\d(?:19|20)\d\d")


def _said(name: str) -> str:
    return pattern("numbers", f"exclusions.{name}")


DASHES = _said("dashes")
_CAPTIONED, _BEFORE_LAST, _TENTHS, _SYSTEM = map(_said, ("captioned", "before_last", "tenths", "system"))
_DATED, _OF_SYSTEM, _OF_HOUSES, _MEETINGS, _SCHOOLING = (
    words("numbers", f"exclusions.{name}") for name in ("dated", "of_system", "of_houses", "meetings", "schooling")
)
_RUNS_IN, _SPAN_BEFORE, _SPAN_BEHIND = map(_said, ("runs_in", "span_before", "span_behind"))
_MEETING, _PHASE, _TWO, _PLACES, _DIGITS = map(_said, ("meeting", "phase", "two", "places", "digits"))
_ONE, _LAST, _OCLOCK, _MINUTE, _AT_OCLOCK = map(_said, ("one", "last", "oclock", "minute", "at_oclock"))
_DAY, _WITHIN, _NUMBER_OF, _ANNIVERSARY, _DAYED = map(
    _said, ("day", "within", "number_of", "anniversary", "dayed")
)
_TWO_DIGITS_FIRST, _OF_YEAR, _NEAR_BEFORE, _NEAR_BEHIND = map(
    _said, ("two_digits_first", "of_year", "near_before", "near_behind")
)
_SIGNED = ("%", "‰", POINTS, YUAN)


def excluded_spans(text: str) -> tuple[list[int], list[int], list[str]]:
    """Stretches in which no number measures anything: titles, addresses, dates in digits, clock times, notes.

    (starts, ends, rule ids), in text order, without overlap.
    """
    spans: list[tuple[int, int, str]] = []
    for span in _spans(text):
        if on(span[2]) and not (spans and span[0] < spans[-1][1]):
            spans.append(span)
    return [one[0] for one in spans], [one[1] for one in spans], [one[2] for one in spans]


@lru_cache(maxsize=1)  # of the figures and of the account of all numerals of one text, one after the other
def _spans(text: str) -> list[tuple[int, int, str]]:
    spans = [(m.start(), m.end(), "name.title") for m in _TITLE.finditer(text)]
    spans += [(m.start(), m.end(), _day_or_time(text, m)) for m in _ISO.finditer(text)]
    if "://" in text:
        spans += [(m.start(), m.end(), "url.address") for m in _URL.finditer(text)]
    spans += [(m.start(), m.end(), "page.clicks") for m in _CLICKS.finditer(text)]
    spans += [(m.start(), m.end(), "page.copies") for m in _COPIES.finditer(text)]
    spans += [(m.start() + 1, m.end(), "note.line") for m in _FOOTNOTE.finditer(text)]
    spans += [(start, end, "ordinal.line") for start, end in ordinal_spans(text)]
    spans += [span for m in _NOTE.finditer(text) for span in _of_note(text, m)]
    return sorted(spans)


def _of_note(text: str, note: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """What of a note measures nothing: all of one that explains terms, of others the sentences that define.

    注:65岁及以上人口6.94万人,占19.1% tells what the table has not.
    """
    start, end = note.start() + 1, _end_of_note(text, note)
    if _EXPLAINS.match(text, start):
        yield start, end, "note.line"
        return
    for sentence in _SAID_IN_NOTE.finditer(text, note.start("told"), end):
        if _DEFINES.search(sentence[0]):
            yield sentence.start(), sentence.end(), "note.line"


def _day_or_time(text: str, found: re.Match[str]) -> str:
    if found[0][:4].isdigit():
        return "date.iso"  # 2024-03-01 9:30 too
    dayed = text[max(0, found.start() - 4) : found.start()].rstrip()[-1:]
    return "time.second" if found[0].count(":") > 1 and dayed and dayed in _DAYED else "time.clock"


def _end_of_note(text: str, note: re.Match[str]) -> int:
    """Where a note ends: that of its line, or of the last line numbered on from it."""
    more = (_NOTED_ON if note["told"].strip() else _NOTED).match(text, note.end())
    return more.end() if more else note.end()


def inside(position: int, spans: tuple[Sequence[int], Sequence[int], Sequence[str]]) -> str:
    """The rule of the excluded stretch that holds a position, "" where none does."""
    starts, ends, rules = spans
    index = bisect_right(starts, position) - 1
    return rules[index] if index >= 0 and position < ends[index] else ""


def why_excluded(text: str, printed: Number) -> str:
    """The rule by which a number is no quantity, "" where it is one (or may be: no unit is judged later).

    A number whose rule is switched off is none the less no other rule's: it is read, or told as unread.
    """
    rule = _why(text, printed)
    return rule if on(rule) else ""


def _why(text: str, printed: Number) -> str:
    start, end = printed.start, printed.end
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if printed.worded or printed.unit == RATIO:
        return ""
    if is_of_caption(text, printed):
        return "ordinal.caption"
    if printed.chinese:
        return _why_chinese(text, printed, before, after)
    if before in _CAPTIONED and text[end - 1] != "%" and _CAPTION.match(text, start - 2):
        return "ordinal.caption"  # a line 表3 人均收入: no three persons
    if before == ORDINAL or (before in _BEFORE_LAST and not printed.unit):
        return "ordinal.first"
    if printed.unit in _DATED or not printed.unit:
        reason = _why_date(text, printed, before, after)
        if reason:
            return reason
    if before.isascii() and before.isalpha() and (printed.unit not in ("%", YUAN) or text[end - 1] == _TENTHS):
        return "" if printed.unit and _GRADED.match(text, start - 2) else "name.letter"  # 5A11家
    if before in "-–" and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha():
        return "name.letter"
    if printed.unit.isascii() and printed.unit.isalpha() and _CODE.match(text, printed.first):
        return "name.letter"  # 370911002006GB
    if printed.unit in _OF_HOUSES and _ADDRESS.match(text, end):
        return "name.address"
    if after == _SYSTEM and printed.unit in _OF_SYSTEM:
        return "name.system"  # 3人制篮球场, 12年制学校
    if (before in "+＋" and not _is_sign(text, printed)) or (after in "+＋" and not printed.unit):
        return "slogan.plus"
    if before in "【[〔﹝" and (not printed.unit or printed.unit in _DATED):
        return "footnote.mark" if before == "[" and after == "]" else "document.number"
    if printed.multiplied and _runs_in(text, printed, before):
        return "ordinal.run-in"
    if before in OPEN_QUOTES and _QUOTED_NAME.match(text, end):
        in_words = not text[printed.first].isdigit()
        if printed.unit != "%" or (in_words and after in CLOSE_QUOTES):
            return "name.quoted"
    return ""


def _is_sign(text: str, printed: Number) -> bool:
    """转为+2.4%: a plus before a rate, behind a word."""
    led = text[printed.start - 2 : printed.start - 1]
    return printed.unit in _SIGNED and not (led.isascii() and led.isalnum())


def _runs_in(text: str, printed: Number, before: str) -> bool:
    """投资1820.5万元2.3项目进度: a count with a decimal and nothing that averages is the number of an item."""
    if text.find(".", printed.start, printed.digits_end) < 0 or printed.scale != 1:
        return False
    if printed.unit and not is_count(printed.unit):
        return False
    return before in _RUNS_IN and not _FRACTION_OF_ONE.search(text, max(0, printed.start - 6), printed.start)


def _why_chinese(text: str, printed: Number, before: str, after: str) -> str:
    if before == ORDINAL:
        return "ordinal.first"
    if before in OPEN_QUOTES:
        return "name.quoted"
    if printed.unit == YEAR and (before in _SPAN_BEFORE or after in _SPAN_BEHIND):
        return "date.span"  # 五年来, 过去五年: a period, not a quantity
    if printed.unit == YEAR and text.startswith(_SCHOOLING, printed.end):
        return "name.system"  # 九年义务教育
    if printed.unit == _DAY and before == MONTH:
        return "date.words"  # 二月十一日
    if printed.unit == _MEETING and text.startswith(_MEETINGS, printed.end):
        return "name.meeting"
    if printed.unit == _PHASE and text[printed.start] != _TWO:
        return "ordinal.phase"  # 一期, 二期: phases of a project
    if printed.unit == _PLACES and after == _DIGITS:
        return "other.digits"
    if text[printed.start : printed.digits_end] == _ONE and (after in CLOSE_QUOTES or before == _LAST):
        return "word.number-two"  # 最后一公里
    return ""


def _why_date(text: str, printed: Number, before: str, after: str) -> str:
    """Dates and ordinals: whole numbers with 年, 日 or with no unit at all."""
    if printed.multiplied or printed.value != printed.value.to_integral_value():
        return ""
    value, unit = int(abs(printed.value)), printed.unit
    digits = sum(char.isdigit() for char in text[printed.start : printed.digits_end])
    if unit == _OCLOCK or (unit == _MINUTE and before in _AT_OCLOCK):
        return "time.clock" if value <= 60 else ""
    if digits == 5 and (unit == YEAR or (not unit and after == YEAR)):
        lost = _LOST_BLANK.match(text, printed.first)
        return "date.lost-blank" if lost and lost.end() == printed.digits_end else ""
    if unit == YEAR and (
        (digits == 4 and YEAR_LOW <= value <= YEAR_HIGH)
        or (digits == 2 and (text[printed.start] in _TWO_DIGITS_FIRST or after in _OF_YEAR))
    ):
        return "date.year"
    if unit == YEAR and (before in _NEAR_BEFORE or after in _NEAR_BEHIND) and value < 100:
        return "date.span"  # 近5年来: a period, not a quantity
    if unit == _ANNIVERSARY:
        return "ordinal.anniversary"
    if unit == _DAY and after != _WITHIN:
        return "date.part"  # beyond 31 the 月 was lost: 523日 is 5月23日
    if unit == YEAR and digits == 8:
        return "date.joined"  # 20202021年: the dash between two years was lost
    if unit:
        return ""
    if after == MONTH and 12 < value < 10000 and not YEAR_LOW <= value <= YEAR_HIGH:
        return ""  # no month: a rate may have lost its 元/ (低保标准650月)
    if after in (MONTH, _NUMBER_OF) or (after == _DAY and value <= 31):
        return "document.number" if before in "〕﹞]】）" else "date.part" if after != _NUMBER_OF else "name.grade"
    if after in DASHES + "/、." and _DATE_TAIL.match(text, printed.end):
        return "date.part"
    if before in MONTH and value <= 31:
        return "date.part"
    if after in ORDINAL_TAIL and before in ORDINAL_HEAD:
        return "ordinal.heading"
    if after in "]】〕﹞":
        return "document.number" if before != "[" else "footnote.mark"
    if digits == 4 and YEAR_LOW <= value <= YEAR_HIGH:
        return "date.year"
    if digits >= 5 and _PHONE.search(text, printed.end, printed.end + 10):
        return "phone.number"
    return ""
