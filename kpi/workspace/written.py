"""Quantities in targets, written as people write them and read by the same parser as reports."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple, Protocol

from kpi.errors import nearest, problem
from kpi.model import Bound, Op, TargetKind
from kpi.workspace.record import Record, plain_number
from kpi.workspace.yamlfile import Items, Scalar

# Words around a number that contradict the key it stands under: `at_most: 80%以上`.
_CONTRADICTS: dict[str, frozenset[Bound]] = {
    "at_least": frozenset({Bound.AT_MOST}),
    "at_most": frozenset({Bound.AT_LEAST}),
    "exactly": frozenset({Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT, Bound.ABOVE, Bound.BELOW}),
    "between": frozenset({Bound.AT_LEAST, Bound.AT_MOST}),
    "about": frozenset({Bound.AT_LEAST, Bound.AT_MOST}),
    "add": frozenset({Bound.AT_MOST}),
    "multiple": frozenset({Bound.AT_MOST}),
}

_KINDS = {
    "add": TargetKind.AMOUNT,
    "milestone": TargetKind.MILESTONE,
    "relative": TargetKind.RELATIVE,
    "multiple": TargetKind.LEVEL,
}
# Kinds that their own key says, and no other.
_BY_KEY_ONLY = (TargetKind.MILESTONE, TargetKind.RELATIVE)
MULTIPLE = "倍"

OPS = {
    "at_least": Op.AT_LEAST,
    "at_most": Op.AT_MOST,
    "exactly": Op.EXACTLY,
    "between": Op.RANGE,
    "about": Op.ABOUT,
    "add": Op.AT_LEAST,
    "multiple": Op.AT_LEAST,
    "milestone": Op.DONE,
}


class Parsed(Protocol):
    """What `kpi.numbers.written.parse_value` gives."""

    @property
    def value(self) -> Decimal: ...
    @property
    def value_high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def bound(self) -> Bound: ...
    @property
    def known_unit(self) -> bool: ...


class Plain(NamedTuple):
    """A YAML number without a unit."""

    value: Decimal
    value_high: Decimal | None = None
    unit: str = ""
    bound: Bound = Bound.EXACT
    known_unit: bool = True


class Demand(NamedTuple):
    """What a target's measure asks for."""

    kind: TargetKind
    op: Op
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str = ""
    relative: str = ""


def read_demand(record: Record, measure: str) -> Demand | None:
    """The demand under the measure key of a target; None (with problems) where it cannot be read."""
    if measure == "milestone":
        return Demand(_kind(record, measure), Op.DONE)
    if measure == "relative":
        return _relative(record)
    tree = record.value(measure)
    if measure == "between":
        parts = [part.text for part in tree.items if isinstance(part, Scalar)] if isinstance(tree, Items) else []
        parsed = [read for part in parts or [record.text(measure)] if (read := _read(record, measure, part))]
        if len(parsed) < max(len(parts), 1):
            return None
        return _range(record, parsed)
    found = _read(record, measure, record.text(measure))
    if found is None:
        return None
    if found.value_high is not None:
        record.add(problem("range_needs_between", *record.at(measure), key=measure, found=record.text(measure)))
        return None
    if measure == "multiple" and found.unit != MULTIPLE:
        record.add(problem("bad_multiple", *record.at(measure), found=record.text(measure)))
        return None
    return Demand(_kind(record, measure), OPS[measure], found.value, None, found.unit)


def _relative(record: Record) -> Demand | None:
    from kpi.extraction.relatives import read_comparison  # as above

    words = record.text("relative")
    found = read_comparison(words)
    if found is None:
        record.add(problem("bad_relative", *record.at("relative"), found=words))
        return None
    return Demand(_kind(record, "relative"), found.op, relative=words)


def _range(record: Record, parsed: list[Parsed]) -> Demand | None:
    low, high = parsed[0].value, parsed[-1].value if len(parsed) > 1 else parsed[0].value_high
    text = record.text("between") or ", ".join(str(part.value) for part in parsed)
    # In `[6, 6.5%]` the unit of one end is the unit of both.
    units = {part.unit for part in parsed if part.unit}
    if high is None or len(units) > 1 or low >= high:
        record.add(problem("bad_range", *record.at("between"), found=text, expected="6%—6.5%"))
        return None
    return Demand(_kind(record, "between"), Op.RANGE, low, high, next(iter(units), ""))


def _read(record: Record, measure: str, text: str) -> Parsed | None:
    parsed = parse_written(text)
    if parsed is None:
        expected = "80%, 100张, 2134元/月"
        record.add(problem("bad_quantity", *record.at(measure), key=measure, found=text, expected=expected))
        return None
    if not parsed.known_unit:
        near = nearest_unit(parsed.unit)
        record.add(problem("unknown_unit", *record.at(measure), found=parsed.unit, quantity=text, nearest=near))
        return None
    if parsed.bound in _CONTRADICTS[measure]:
        record.add(problem("bound_contradicts", *record.at(measure), key=measure, found=text))
        return None
    return parsed


def _kind(record: Record, measure: str) -> TargetKind:
    """What the key says by itself (`add`: an amount), all else a level unless `kind: amount` says otherwise."""
    implied = _KINDS.get(measure)
    said = record.choice("kind")
    if not said or not record.text("kind"):
        return implied or TargetKind.LEVEL
    kind = TargetKind(said)
    if kind is not (implied or kind) or (implied is None and kind in _BY_KEY_ONLY):
        expected = implied or f"{TargetKind.LEVEL}, {TargetKind.AMOUNT}"
        record.add(problem("kind_contradicts", *record.at("kind"), found=said, key=measure, expected=expected))
    return kind


def parse_written(text: str) -> Parsed | None:
    """A quantity as people write it, or a plain number, which has no unit."""
    from kpi.numbers.written import parse_value  # the language data loads only when a target is read

    number = plain_number(text)
    return Plain(number) if number is not None else parse_value(text)


def known_units() -> tuple[str, ...]:
    """All units that reports and targets may use."""
    from kpi.language import language_data

    data = language_data("units")
    words = [unit for dimension in data["dimensions"].values() for unit in dimension["units"]]
    return tuple(str(word) for word in (*words, *data.get("aliases", ())))


def nearest_unit(unit: str) -> str:
    """The known unit closest to `unit`; of a rate (人/万老年人) each side by itself."""
    sides = unit.split("/", 1)
    near = [side if side in known_units() else nearest(side, known_units()) for side in sides[:1]]
    if len(sides) > 1:
        from kpi.language import language_data

        near.append(nearest(sides[1], map(str, language_data("units").get("denominators", ()))))
    return "/".join(near) if all(near) else ""
