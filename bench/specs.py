"""Chinese numbers as public specifications read them: `python -m bench.specs [--misses]`.

The files are the Chinese cases of Microsoft Recognizers-Text (MIT), in specs/ of the shared folder. specs.yml
says, with a reason, which are not in the language of reports. A bare number is put into a sentence, since without
a unit it measures nothing. A case is right when every number of the specification is read there with its value
(and unit, or both ends of a range with their bounds), and nothing else is read at that place. Exit 0 always.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.places import absent, shared
from kpi.extraction import extract
from kpi.model import Bound, Quantity

DATA = Path(__file__).with_suffix(".yml")
GOAL = 0.9
NEAR = Decimal("1e-9")  # the specifications print fractions as floats
_NUMBER = re.compile(
    r"-?(?:[\d.]+(?:[,，][\d.]+)*|[零一二两三四五六七八九十百千万亿]+(?:\s[零一二两三四五六七八九十百千万亿]+)*)"
    r"(?:[多余几][万亿]*)*"
)
_FRACTION = re.compile(r"分\s*之|[/／]")


class End(NamedTuple):
    """A value that is to be read, and how it limits; None where the specification does not say."""

    value: Decimal
    bound: Bound | None = None


class Expected(NamedTuple):
    """What stands at one place: no ends where nothing may be read. `units`: ours → what one of it is in theirs."""

    start: int
    end: int
    ends: tuple[End, ...] = ()
    units: dict[str, Decimal] | None = None
    shares: bool = False  # a fraction that may be read as a percentage


class Case(NamedTuple):
    text: str
    expected: tuple[Expected, ...]


@cache
def data() -> dict[str, Any]:
    return dict(yaml.safe_load(DATA.read_text(encoding="utf-8")))


def specs(name: str) -> list[dict[str, Any]]:
    """The cases of one file, as they are."""
    return list(json.loads((shared() / "specs" / f"{name}Model.json").read_text("utf-8-sig")))


def names(text: str, quoted: str) -> bool:
    """Whether specs.yml means this input by what it quotes."""
    return text.startswith(quoted[:-1]) if quoted.endswith("…") else text == quoted


def listed(part: str, name: str, text: str) -> bool:
    return any(names(text, entry["input"]) for entry in data()[part].get(name, ()))


def included(name: str) -> list[Case]:
    """The cases of one file that are in the language of reports, ready to be read."""
    return [_case(name, case) for case in specs(name) if not listed("left_out", name, case["Input"])]


def _folded(text: str) -> str:
    """As the specifications fold it: no character is lost, so that offsets stay."""
    folded = (unicodedata.normalize("NFKC", character).lower() for character in text)
    return "".join(one if len(one) == 1 else before for one, before in zip(folded, text, strict=True))


def _case(name: str, case: dict[str, Any]) -> Case:
    """The input in a sentence, with the place of every number in it."""
    given: str = case["Input"]
    unread = name == "Ordinal" or not case["Results"] or listed("unread", name, given)
    folded = _folded(given)
    text, shape, upto = "", "", 0
    found: list[tuple[int, int, str, dict[str, str]]] = []
    for result in case["Results"]:
        at = folded.index(_folded(result["Text"]), upto)
        after = at + len(result["Text"])
        words = given[at:after]
        measured = unread or _FRACTION.search(words) or re.match(data()["has_unit"], given[after:])
        if name == "NumberRange" and not measured:
            words = _NUMBER.sub(lambda number: number[0] + data()["unit_for_the_bare"], words)
        text += given[upto:at]
        shape += given[upto:at] + "#"
        found.append((len(text), len(text) + len(words), words, result["Resolution"]))
        text += words
        upto = after
    before, behind = _carrier(name, shape + given[upto:], given)
    text = before + text + given[upto:] + behind
    if unread:
        return Case(text, (Expected(0, len(text)),))
    places = (
        Expected(len(before) + start, len(before) + end, *_wanted(name, words, resolution))
        for start, end, words, resolution in found
    )
    return Case(text, tuple(places))


def _carrier(name: str, shape: str, given: str) -> tuple[str, ...]:
    """What is said before and behind the input."""
    for carrier in data()["carriers"].get(name, ()):
        if re.fullmatch(carrier["shape"], shape) and re.search(carrier.get("input", ""), given):
            return tuple(carrier["say"].split("{}"))
    return "", ""


Wanted = tuple[tuple[End, ...], dict[str, Decimal] | None, bool]


def _wanted(name: str, words: str, resolution: dict[str, str]) -> Wanted:
    value = resolution["value"].removesuffix("%")
    if name == "NumberRange":
        return tuple(_ends(value, words)), None, _FRACTION.search(words) is not None
    ours: dict[str, float] | None = data()["units"].get(resolution["unit"], {}) if "unit" in resolution else None
    if name == "Percent":
        ours = {unit: one for unit, one in data()["shares"].items() if (unit[-1] == "点") == (words[-1] == "点")}
    units = None if ours is None else {unit: Decimal(str(one)) for unit, one in ours.items()}
    return (End(Decimal(value)),), units, _FRACTION.search(words) is not None


def _ends(interval: str, words: str) -> Iterator[End]:
    """`[20,35)`, `(500,)` → what docs/definitions.md makes of it: a range is two quantities."""
    low, high = interval[1:-1].split(",")
    above = not high and re.search(data()["somewhat_above"], words)
    if low == high:
        yield End(Decimal(low), Bound.EXACT)
    elif low:
        yield End(Decimal(low), Bound.ABOVE if above else Bound.AT_LEAST)
    if high and low != high:
        yield End(Decimal(high), Bound.AT_MOST)


def _fits(quantity: Quantity, end: End, expected: Expected) -> bool:
    if end.bound not in (None, quantity.bound):
        return False
    factors = [Decimal(1)]
    if expected.units is not None:
        factors = [expected.units[quantity.unit]] if quantity.unit in expected.units else []
    elif expected.shares and quantity.unit in data()["shares"]:
        factors.append(Decimal(str(data()["shares"][quantity.unit])) / 100)
    return any(
        abs(quantity.value * factor - end.value) <= NEAR * max(Decimal(1), abs(end.value)) for factor in factors
    )


def wrong(case: Case) -> list[str]:
    """What is read at each place where it is not what was expected."""
    quantities = extract(case.text, "spec").quantities
    found: list[str] = []
    for place in case.expected:
        read = [one for one in quantities if one.start < place.end and one.end > place.start]
        right = all(any(_fits(one, end, place) for one in read) for end in place.ends)
        if not right or not all(any(_fits(one, end, place) for end in place.ends) for one in read):
            what = ", ".join(f"{one.text} = {one.bound}{one.value}{one.unit}" for one in read)
            wanted = " and ".join(f"{end.bound or ''}{end.value}" for end in place.ends)
            found.append(f"{case.text[place.start : place.end]}: {what or 'nothing'}, not {wanted or 'nothing'}")
    return found


def main(arguments: list[str]) -> int:
    if not (shared() / "specs").is_dir():
        print(f"nothing measured: {absent(shared() / 'specs')}")
        return 0
    for name in data()["left_out"]:
        every, cases = len(specs(name)), included(name)
        misses = [(case, faults) for case in cases if (faults := wrong(case))]
        right = len(cases) - len(misses)
        counted = f"{every:3} cases, {len(cases):3} in the language of reports, {right:3} of them read right"
        held = "kept" if right / len(cases) >= GOAL else "MISSED"
        print(f"{name + 'Model':<16} {counted}: {right / len(cases):.2f}   goal {GOAL:.2f}: {held}")
        for case, faults in misses if "--misses" in arguments else ():
            print(f"  - {case.text}: {'; '.join(faults)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
