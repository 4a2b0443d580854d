"""Other readers of Chinese numbers on the five bureaus' gold, where they are installed: `python -m bench.peers`.

    pip install jionlp recognizers-text-suite "emoji<2"

None is a dependency; what is not installed is left out. A gold quantity counts as found when a span over it
has its value, as understood when the unit is right, too; precision is of the spans reported.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.places import absent, shared


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    value: float | None
    unit: str


Reader = Callable[[str], list[Found]]


def ours() -> Reader:
    from kpi.extraction import extract

    return lambda text: [Found(q.start, q.end, float(q.value), q.unit) for q in extract(text, "bench").quantities]


def jionlp() -> Reader:
    import jionlp as jio  # type: ignore[import-not-found]

    def read(text: str) -> list[Found]:
        found = []
        for item in jio.ner.extract_money(text, with_parsing=True, ret_all=True):
            start, end = item["offset"]
            number = item.get("detail", {}).get("num")
            found.append(Found(start, end, float(number) if isinstance(number, str) else None, "元"))
        return found

    return read


def recognizers() -> Reader:
    from recognizers_number import recognize_number, recognize_percentage  # type: ignore[import-not-found]
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_age,
        recognize_currency,
        recognize_dimension,
    )

    units = {"人民币元": "元", "Chinese yuan": "元"}

    def read(text: str) -> list[Found]:
        found: dict[tuple[int, int], Found] = {}
        for recognise in (
            recognize_number,
            recognize_percentage,
            recognize_currency,
            recognize_dimension,
            recognize_age,
        ):
            for item in recognise(text, "zh-cn"):
                value = str((item.resolution or {}).get("value") or "").rstrip("%")
                unit = str(
                    (item.resolution or {}).get("unit") or ("%" if recognise is recognize_percentage else "")
                )
                number = float(value) if _is_number(value) else None
                found[item.start, item.end] = Found(item.start, item.end + 1, number, units.get(unit, unit))
        return list(found.values())

    return read


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


READERS: dict[str, Callable[[], Reader]] = {"kpi": ours, "jionlp": jionlp, "recognizers-text": recognizers}


def score(reader: Reader, cases: list[tuple[str, dict[str, Any]]]) -> tuple[float, float, float, float]:
    """(recall, recall with the right unit, precision, MB/s) over texts with their gold."""
    gold = found = units = right = reported = size = 0
    spent = 0.0
    for text, annotated in cases:
        begun = time.perf_counter()
        spans = reader(text)
        spent += time.perf_counter() - begun
        size += len(text.encode())
        wanted = annotated["quantities"]
        optional = [q for q in wanted if q.get("optional")]
        for quantity in wanted:
            if quantity.get("optional"):
                continue
            gold += 1
            hits = [s for s in spans if _over(s, quantity) and _same(s.value, float(quantity["value"]))]
            found += bool(hits)
            units += any(hit.unit == quantity["unit"] for hit in hits)
        for span in spans:
            if any(_over(span, q) for q in optional):
                continue
            reported += 1
            right += any(_over(span, q) and _same(span.value, float(q["value"])) for q in wanted)
    return found / gold, units / gold, right / max(reported, 1), size / 1e6 / spent


def _over(span: Found, quantity: dict[str, Any]) -> bool:
    start, end = int(quantity["start"]), int(quantity["end"])
    return min(span.end, end) > max(span.start, start)


def _same(value: float | None, wanted: float) -> bool:
    return value is not None and abs(value - wanted) <= 1e-6 * max(1.0, abs(wanted))


def cases(gold: Path, corpus: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(gold.glob("*.json")):
        if "--" not in path.stem:
            with (corpus / f"{path.stem}.txt").open(encoding="utf-8", newline="") as file:
                yield file.read(), json.loads(path.read_text(encoding="utf-8"))


def main() -> int:
    gold = shared() / "gold"
    if not gold.is_dir():
        print(absent(gold))
        return 0
    texts = list(cases(gold, shared() / "corpus"))
    print(f"{'reader':<18} {'recall':>7} {'+ unit':>7} {'precision':>10} {'MB/s':>7}")
    for name, make in READERS.items():
        try:
            reader = make()
        except ImportError:
            print(f"{name:<18} not installed")
            continue
        reader(texts[0][0])  # loads its data
        recall, unit, precision, rate = score(reader, texts)
        print(f"{name:<18} {recall:>7.2f} {unit:>7.2f} {precision:>10.2f} {rate:>7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
