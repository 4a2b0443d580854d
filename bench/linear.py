"""Odd texts of n, 2n and 4n characters, and a few as large as they come: `python -m bench.linear`.

Four times the text is to take about four times the time, not sixteen. The tests count the interpreter's steps on
the same texts, which says the same on a loaded machine; what happens inside a regular expression shows only here.
"""

from __future__ import annotations

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Run = Callable[[], object]
OPENING = "某县民政局2025年上半年工作总结\n\n一、上半年工作情况\n\n共有100人,"
SUSPICIOUS = 8.0  # between four and sixteen
REPEATS = 3


def reading(text: str) -> Run:
    from kpi.reading import read_report

    return lambda: read_report(text, "odd")


def extraction(text: str) -> Run:
    from kpi.extraction import extract

    return lambda: extract(text, "odd")


def joining(text: str) -> Run:
    """One line with a break behind it: whether its sentence goes on in the next."""
    from kpi.extraction.wrapping import join_hard_wraps

    return lambda: join_hard_wraps.__wrapped__(f"{text}家\n张,")  # without what it remembers


def relating(text: str) -> Run:
    from kpi.extraction import extract
    from kpi.numbers.plain import normalise
    from kpi.relations import find_relations

    text = OPENING + text
    found, scanned = extract(text, "odd"), normalise(text)
    return lambda: find_relations(found.report, scanned, found.quantities)


def loading(text: str) -> Run:
    from kpi.extraction import extract
    from kpi.warehouse.loading import load_reading
    from kpi.warehouse.store import open_warehouse

    found = extract(text, "odd")

    def run() -> None:
        with open_warehouse(None) as warehouse:
            load_reading(warehouse, found, "hash")

    return run


def evaluating(text: str) -> Run:
    """More than 300 formulas over one report."""
    from kpi.auditing.declared import shipped_formulas
    from kpi.extraction import extract
    from kpi.extraction.catalogue import builtin_catalogue
    from kpi.numbers.plain import normalise
    from kpi.relations.formulas import evaluate_all, facts_of

    found, scanned = extract(OPENING + text, "odd"), normalise(OPENING + text)
    many, catalogue = shipped_formulas() * 3, builtin_catalogue()

    def run() -> object:
        facts = facts_of(found.report, scanned, found.printed, catalogue)
        return evaluate_all(many, lambda time: None if time else facts)

    return run


@dataclass(frozen=True)
class Attack:
    """One step of an audit, and pieces that make an odd text for it when they are repeated."""

    prepare: Callable[[str], Run]
    size: int  # n, in characters
    pieces: tuple[str, ...]

    def run(self, piece: str, size: int) -> Run:
        return self.prepare(piece * (size // len(piece)))


# Without a number that counts these are the work of regular expressions alone.
BARE = ("1", "其中", "(", ")", "“", "《", "，", "二十三", " ", "年")
NUMBERED = (
    "其中1人", "(1人", "“1人", "《1人", "1人、", "增长8.3%，", "二十三个", "2025年1人", "总额12人 | 1234 | 12\n",
    "甲镇\t\t1\t2\n", "1 甲镇 128 241 369\n",
)  # fmt: skip
READ = ("民政", "7", "其中", "（", "“", "一、", "。一、", "一、\n", "2022年", " ", "\n", "五年来，我们。\n")
RELATED = (
    "其中1人", "(其中1人", "((", "合计3人,2人", "3人,占5%,", "3个县(甲、乙、", "其中", "总额12人 | 1234 | 12\n",
    "发放低保金1234.56万元。", "由12人增加到13人,增加1人,增长8.3%。",
    "老年人1000人,占总人口的11.2%,", "火化量比上年的3974具减少112具,", "省级586万元、市级136元、",
    "计划3640万元,完成2980万元,其中甲计划2140万元,完成1760万元;乙计划1500万元,完成1220万元。",
    "2021年受理128件;2022年受理135件;2023年受理141件。\n2021年:判决58件,调解70件;2022年:判决65件,调解70件;2023年:判决71件,调解71件。\n",
    "类别 | 户数\n甲类 | 12\n乙类 | 13\n合计 | 25\n甲类占48.0%,乙类占52.0%。\n",
    "事故534起,死亡128人。事故增加18起,上升3.49%;死亡增加4人,上升3.23%。",
)  # fmt: skip
DECLARED = (
    "全县共有低保对象9842人，其中城市1192人、农村8650人。", "其中低保对象9842人", "共有有共有有共有有9人，",
    "其中其中(其中5家社会组织", "社会组织12家、社会团体3家、", "累计低保资金5万元累计低保资金6万元",
    "社会组织 | 家 | 312\n", "年年年末末低保对象1人",
)  # fmt: skip
ATTACKS = {
    "reading": Attack(reading, 250_000, READ),
    "joining of lines": Attack(joining, 200_000, ("家", "1", "1家,", "(", " ")),
    "extraction": Attack(extraction, 100_000, BARE),
    "extraction, numbers": Attack(extraction, 12_000, NUMBERED),
    "relations": Attack(relating, 12_000, RELATED),
    "formulas": Attack(evaluating, 25_000, DECLARED),
    "loading": Attack(loading, 25_000, ("1人、",)),
}


# Texts that once took minutes: a piece ({n} counts) and the bytes of the text, for extraction and relations.
LARGE = (("新增指标{n}号床位{n}张。", 66_000), ("（一）", 160_000), ("1%、", 500_000))
GOAL_LARGE = 3.0  # seconds
MANY_FIGURES = 8_000
GOAL_MEMORY = 700  # MB


def repeated(piece: str, size: int) -> str:
    """The piece again and again, {n} counting, up to `size` bytes of UTF-8."""
    times = size // len(piece.replace("{n}", "").encode()) + 1
    return "".join(piece.format(n=n) for n in range(1, times)).encode()[:size].decode(errors="ignore")


def bench_large() -> None:
    from kpi.cli import COLLECTOR
    from kpi.relations import read

    gc.set_threshold(*COLLECTOR)  # as in every command
    for piece, size in LARGE:
        text = repeated(piece, size)
        took = seconds(lambda text=text: read(text, "odd"), 1)  # type: ignore[misc]
        mark = "kept" if took < GOAL_LARGE else "EXCEEDED"
        print(f"read, {piece!r} to {size // 1000} kB: {took:.2f} s   goal {GOAL_LARGE:.0f} s: {mark}", flush=True)


def bench_memory() -> None:
    """The peak of a `kpi audit` over one sentence of so many figures."""
    kpi = [sys.executable, "-m", "kpi"]
    quiet = {"check": False, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([*kpi, "init", folder], env=os.environ, **quiet)  # type: ignore[call-overload]
        report = Path(folder, "reports", "odd", "2025.txt")
        report.parent.mkdir()
        report.write_text(OPENING + "全县共有养老护理员331名," * MANY_FIGURES, encoding="utf-8")
        subprocess.run([*kpi, "audit", "--workspace", folder], env=os.environ, **quiet)  # type: ignore[call-overload]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    mark = "kept" if peak < GOAL_MEMORY else "EXCEEDED"
    print(f"kpi audit, {MANY_FIGURES:,} figures in one sentence: {peak:.0f} MB   goal {GOAL_MEMORY} MB: {mark}")


def seconds(run: Run, repeats: int = REPEATS) -> float:
    """Processor time, the best of a few."""
    times: list[float] = []
    for _ in range(repeats):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> int:
    print("odd texts of n, 2n and 4n characters: linear work takes 4 times as long for 4n")
    for name, attack in ATTACKS.items():
        for piece in attack.pieces:
            attack.run(piece, 1000)()  # loads what is loaded once
            first, double, fourfold = (seconds(attack.run(piece, attack.size * times)) for times in (1, 2, 4))
            growth = fourfold / max(first, 1e-6)
            print(
                f"{name}, n = {attack.size:,}, {piece!r}: {first:.4f} s, {double:.4f} s, {fourfold:.4f} s, "
                f"{growth:.1f} times{'  NOT LINEAR' if growth > SUSPICIOUS else ''}", flush=True,
            )  # fmt: skip
    bench_large()
    bench_memory()
    return 0


if __name__ == "__main__":
    sys.exit(main())
