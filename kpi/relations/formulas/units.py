"""Units of indicators as factor and dimensions, so that a formula that mixes them is told before it meets any."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kpi.numbers.numerals import multiplier
from kpi.numbers.units import unit_table
from kpi.outline.expressions import expression, mapping, pattern
from kpi.relations.formulas.words import words

_HOUSEHOLD = pattern("relations", "words.household")
_MONTH_WORD = pattern("relations", "words.month")
_PERSON = pattern("relations", "words.person")
_YEAR = pattern("relations", "words.year")

_POPULATION = expression("relations", "formulas_units.population")
_PURE = {unit: Decimal(factor) for unit, factor in mapping("relations", "formulas_units.pure").items()}
_PURE[""] = Decimal(1)
_TIMES = {unit: Decimal(months) for unit, months in mapping("relations", "formulas_units.months").items()}
_PEOPLE, _MONTH = _PERSON, _MONTH_WORD

Dimensions = tuple[tuple[str, int], ...]


class Kind(NamedTuple):
    """What a unit counts: `factor` leads to the plain unit (1% is 0.01, 元/年 is 1/12 元/月)."""

    factor: Decimal
    dimensions: Dimensions


PLAIN = Kind(Decimal(1), ())


@lru_cache(maxsize=512)
def kind_of(unit: str) -> Kind:
    """元/人·月 → 元¹ 人⁻¹ 月⁻¹; 张/千名老年人 → 0.001 张 人⁻¹; % → 0.01."""
    numerator, _, denominator = unit.partition("/")
    factor, found = _PURE.get(numerator, Decimal(1)), {}
    if numerator in _TIMES:
        factor, found = _TIMES[numerator], {_MONTH: 1}
    elif numerator not in _PURE:
        found = {_counted(numerator): 1}
    for part in filter(None, denominator.split("·")):
        population = _POPULATION.fullmatch(part)
        if part in _TIMES:
            factor, name = factor / _TIMES[part], _MONTH
        elif population:
            factor, name = (
                factor / multiplier(population[1]),
                population[2] if population[2] == _HOUSEHOLD else _PEOPLE,
            )
        else:
            name = _counted(part)
        found[name] = found.get(name, 0) - 1
    return Kind(factor, _sorted(found))


def _counted(unit: str) -> str:
    """The unit that stands for all that count the same: 场次 for 场, 个 for 家; a thing stands for itself."""
    known = unit_table().get(unit)
    if unit in words().groups:
        return words().groups[unit]
    if known is None or known.dimension == "things":
        return unit
    return next(one.name for one in unit_table().units.values() if one.dimension == known.dimension)


def joined(left: Dimensions, right: Dimensions, sign: int) -> Dimensions:
    """The dimensions of a product (`sign` 1) or a quotient (-1)."""
    found = dict(left)
    for name, power in right:
        found[name] = found.get(name, 0) + sign * power
    return _sorted(found)


def shown(dimensions: Dimensions) -> str:
    """人·月⁻¹ as 人/月; a plain number is 1."""
    over = "·".join(name for name, power in dimensions for _ in range(max(power, 0)))
    under = "·".join(name for name, power in dimensions for _ in range(max(-power, 0)))
    return f"{over or '1'}/{under}" if under else over or "1"


def _sorted(found: dict[str, int]) -> Dimensions:
    return tuple(sorted((name, power) for name, power in found.items() if power))
