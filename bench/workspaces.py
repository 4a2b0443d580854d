"""Large workspaces from the sample: as many bodies as wanted, ten reports each, targets for the latest plans."""

from __future__ import annotations

import random
import re
import shutil
from decimal import Decimal
from pathlib import Path

from bench.places import ROOT

BODY = "清禾县"
REPORTS_A_BODY = 10
_YEAR = re.compile(r"20(2[4-7])(?=年|-)")
# Counts and amounts that one number may multiply and no sum, share or product breaks; no ratios (32人/万老年人).
_COUNTS = re.compile(r"(?<![\d.])(?:\d+(?:\.\d+)?(?=人次|户|名|张|对|万元|万人)|\d{3,}(?=人))")
_DIGITS = re.compile(r"(?<![\d.])\d{2,6}(?=名|户|人|处|件|场)")
_FIRST = "甘安东南西北长永平宁清和新石云青白金文华"
_SECOND = "山川河源阳城江湖泉林丰和安宁昌兴远明德光"


def county(number: int) -> str:
    """An invented county, another for each number below 400 × 400."""
    first, second = divmod(number % 400, 20)
    more = "" if number < 400 else _FIRST[number // 400 % 20]
    return f"{more}{_FIRST[first]}{_SECOND[second]}县"


def make_workspace(folder: Path, reports: int, plans: int = 2, seed: int = 1) -> list[Path]:
    """A workspace of `reports` reports, targets for the last `plans` plans of each body; returns the reports.

    Texts are the sample's with names, years and numbers of their own, a few of which no longer fit.
    """
    chance = random.Random(seed)
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "checks", folder / "checks")
    templates = [(kind, (ROOT / f"reports/qinghe/{name}.txt").read_text(encoding="utf-8")) for kind, name in
                 (("h1", "2025-h1"), ("year", "2025"))]  # fmt: skip
    promised = {kind: (ROOT / f"targets/qinghe-{name}.yml").read_text(encoding="utf-8") for kind, name in
                (("h1", "2025h2"), ("year", "2026"))}  # fmt: skip
    names: list[str] = []
    written: list[Path] = []
    for number in range(-(-reports // REPORTS_A_BODY)):
        name = county(number)
        names.append(name)
        count = min(REPORTS_A_BODY, reports - len(written))
        for place in range(count):
            kind, text = templates[place % 2]
            shift = place // 2 - REPORTS_A_BODY // 2 + 1
            path = folder / "reports" / f"b{number:03}" / f"{2025 + shift}{'-h1' if kind == 'h1' else ''}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(changed(larger(text, number), name, shift, chance), encoding="utf-8")
            written.append(path)
            if count - 1 - plans <= place < count - 1:
                plan = path.relative_to(folder).as_posix()
                own = moved(larger(promised[kind], number), name, shift)
                targets = re.sub(r"^plan: .*$", f"plan: {plan}", own, flags=re.M)
                target = folder / "targets" / f"b{number:03}-{path.stem}.yml"
                target.parent.mkdir(exist_ok=True)
                target.write_text(targets, encoding="utf-8")
    bodies = "".join(f"  - {{name: {name}民政局, reports: reports/b{n:03}}}\n" for n, name in enumerate(names))
    (folder / "kpi.yml").write_text(f"bodies:\n{bodies}fail_on: warning\n", encoding="utf-8")
    return written


def larger(text: str, number: int) -> str:
    """The text of a county one to nine times as large as the sample's, by its number."""
    return _COUNTS.sub(lambda match: str(Decimal(match[0]) * (1 + number % 9)), text)


def moved(text: str, name: str, shift: int) -> str:
    """The text of another county, `shift` years later."""
    return _YEAR.sub(lambda match: str(2000 + int(match[1]) + shift), text.replace(BODY, name))


def changed(text: str, name: str, shift: int, chance: random.Random) -> str:
    """Another county's report, with some three numbers of its own."""
    text = moved(text, name, shift)
    places = list(_DIGITS.finditer(text))
    for match in sorted(chance.sample(places, 3), key=lambda m: -m.start()):
        number = str(max(10, int(match[0]) + chance.randint(-9, 9)))
        text = text[: match.start()] + number + text[match.end() :]
    return text
