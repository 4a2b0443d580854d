"""Sentences by the grammar of reports (bench/grammar.yml): are their relations found, is a changed digit noticed?

    python -m bench.grammar [SEED [ROUNDS]] [--misses]

Each round says every kind of relation once, in words, names and numbers drawn from the seed; the numbers fit. Then
one digit of them is changed, three times. No figure here is of texts that strangers wrote: plain sentences are the
ground that real ones stand on, and a form that fails here fails everywhere. Exit 0, whatever the figures.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.tally import Measured, show
from kpi.relations import read

Values = tuple[float, ...]
Told = tuple[str, frozenset[float]]
_DATA = Path(__file__).with_suffix(".yml")
_NUMBER = re.compile(r"(?<![\d.])\d[\d.]*\d")
_TITLE = "云溪县民政局2024年工作总结\n\n一、主要工作\n"
_SLIPS = 3
_TEN_THOUSAND = 10_000


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence and what it tells: type and values of each relation, amounts of money in 万元."""

    text: str
    relations: tuple[tuple[str, Values], ...]


class Grammar:
    """Draws sentences; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self.data: dict[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8"))

    def counts(self, many: int) -> list[int]:
        return [self.draw.randint(23, 1900) for _ in range(many)]

    def amount(self, low: int = 100, high: int = 900) -> float:
        return round(self.draw.uniform(low, high), 1)

    def one_of(self, form: str, **given: object) -> str:
        sentence: str = self.draw.choice(self.data[form])
        return sentence.format(**given)

    def whole(self) -> Said:
        s, u, names = self.draw.choice(self.data["things"])
        numbers = self.counts(len(names))
        part = self.draw.choice(self.data["parts"])
        told = [part.format(name=name, n=n, u=u) for name, n in zip(names, numbers, strict=True)]
        text = self.one_of(
            "wholes", s=s, u=u, t=sum(numbers), parts=self.draw.choice(self.data["joints"]).join(told)
        )
        return Said(text, (("sum", (sum(numbers), *numbers)),))

    def items(self) -> Said:
        s, u, names = self.draw.choice([one for one in self.data["things"] if len(one[2]) == 2])
        numbers = self.counts(2)
        x, y = (f"{name}{n}{u}" for name, n in zip(names, numbers, strict=True))
        text = f"全县共有{s}{sum(numbers)}{u}，按类别分：" + self.one_of("items", x=x, y=y)
        return Said(text, (("sum", (sum(numbers), *numbers)),))

    def share(self) -> Said:
        b = self.draw.randint(300, 9000)
        a = self.draw.randint(30, b - 50)
        q = round(a / b * 100, 1)
        return Said(self.one_of("shares", a=a, b=b, q=q), (("share", (a, b, q)),))

    def rise(self) -> Said:
        a = self.draw.randint(200, 9000)
        d = self.draw.randint(15, int(a * 0.4))
        up = self.draw.random() < 0.5
        b, q = a + d if up else a - d, round(d / a * 100, 1)
        words = {"w": "增加" if up else "减少", "g": "增长" if up else "下降"}
        text = self.one_of("rises", a=a, b=b, d=d, q=q, **words)
        printed = {float(one) for one in _NUMBER.findall(text)}
        told = tuple(float(one) for one in (a, b, d, q) if float(one) in printed)
        return Said(text, (("rise", told[:3]),))

    def product(self) -> Said:
        n, r = self.draw.randint(30, 3000), self.draw.choice([500, 800, 1000, 1200, 2000, 3000])
        m = n * r / _TEN_THOUSAND
        return Said(self.one_of("products", n=n, r=r, m=f"{m:g}"), (("product", (n, r, m)),))

    def balance(self) -> Said:
        a, b = self.amount(), self.amount(300, 2000)
        c = self.amount(50, int(a + b - 10))
        d = round(a + b - c, 1)
        return Said(self.one_of("balances", a=a, b=b, c=c, d=d), (("sum", (d, a, b, c)),))

    def measures(self) -> Said:
        (a, b), (c, d) = self.counts(2), (self.amount(), self.amount())
        t, v = a + b, round(c + d, 1)
        text = self.one_of("measures", a=a, b=b, c=c, d=d, t=t, v=v)
        return Said(text, (("sum", (t, a, b)), ("sum", (v, c, d))))

    def nested(self) -> Said:
        a, b, c = self.counts(3)
        x, t = a + b, a + b + c
        text = self.one_of("nested", a=a, b=b, c=c, x=x, t=t)
        return Said(text, (("sum", (t, x, c)), ("sum", (x, a, b))))

    def forms(self) -> dict[str, Callable[[], Said]]:
        own = (
            self.whole,
            self.items,
            self.share,
            self.rise,
            self.product,
            self.balance,
            self.measures,
            self.nested,
        )
        return {form.__name__: form for form in own}

    def report(self, said: str) -> str:
        before, behind = (self.draw.choice(self.data["fillers"]) for _ in range(2))
        return f"{_TITLE}{before}{said}{behind}\n"

    def slips(self, said: Said) -> Iterator[str]:
        """The sentence with one digit of a member changed, some three times."""
        members = {float(value) for _, values in said.relations for value in values}
        places = [one for one in _NUMBER.finditer(said.text) if float(one[0]) in members]
        for one in self.draw.sample(places, min(_SLIPS, len(places))):
            at = self.draw.choice([n for n in range(*one.span()) if said.text[n].isdigit()])
            digit = self.draw.choice([other for other in "123456789" if other != said.text[at]])
            yield said.text[:at] + digit + said.text[at + 1 :]


def found(report: str) -> dict[Told, str]:
    """The relations of a report by type and values, with their verdicts; amounts of money in 万元."""
    reading = read(report, "grammar")
    values = {
        one.id: round(abs(float(one.value)) / (_TEN_THOUSAND if one.unit == "元" and "万" in one.text else 1), 6)
        for one in (*reading.quantities, *reading.printed)
    }
    told: dict[Told, str] = {}
    for relation in reading.relations:
        kind = "sum" if relation.type.value == "partial" else relation.type.value
        told[kind, frozenset(values[member] for member in relation.members)] = relation.verdict.value
    return told


def measure(seed: int, rounds: int) -> Iterator[Measured]:
    """(figure, whether it holds, the sentence) of every relation, changed digit and sentence without a fault."""
    grammar = Grammar(seed)
    for _ in range(rounds):
        for name, form in grammar.forms().items():
            said = form()
            told = found(grammar.report(said.text))
            for kind, values in said.relations:
                yield f"{name}: relations found", (kind, frozenset(map(float, values))) in told, said.text
            yield f"{name}: not accused", "inconsistent" not in told.values(), said.text
            for slip in grammar.slips(said):
                noticed = "inconsistent" in found(grammar.report(slip)).values()
                yield f"{name}: changed digits noticed", noticed, slip


def main(arguments: list[str]) -> int:
    numbers = [int(one) for one in arguments if one.isdigit()]
    seed, rounds = [*numbers, 1, 30][:2] if len(numbers) != 1 else (numbers[0], 30)
    show(measure(seed, rounds), "--misses" in arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
