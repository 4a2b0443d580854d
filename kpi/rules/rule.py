"""What a named rule is: plain values, read from a YAML file of `kpi/language`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own, and where in a report it stands; 【】 marks what the rule decides."""

    text: str
    section: str = "review"  # review, plan, problems or multi_year


@dataclass(frozen=True, slots=True)
class Rule:
    """One named decision. `fits` are decided by it, `contradicts` are, too, and come out wrong; `silent` are not.

    `where` is the module that decides. A `fixed` rule is what remains where no other speaks: it has no switch.
    A relation's rule that `proposes` goes by nearness and likeness of names: no word says what belongs together.
    Sums and shares all propose but for those whose rule says no: what is near is mostly of something else.
    """

    id: str
    family: str
    zh: str
    en: str
    where: str
    fits: tuple[Example, ...] = ()
    contradicts: tuple[Example, ...] = ()
    silent: tuple[Example, ...] = ()
    fixed: bool = False
    proposes: bool | None = None

    @property
    def examples(self) -> tuple[tuple[str, Example], ...]:
        """(fits, contradicts or silent, the example) in this order."""
        kinds = (("fits", self.fits), ("contradicts", self.contradicts), ("silent", self.silent))
        return tuple((name, example) for name, examples in kinds for example in examples)


@dataclass(frozen=True, slots=True)
class Family:
    """Rules of one kind, in one file of `kpi/language`."""

    name: str
    file: str  # without .yml
    zh: str
    en: str
