"""Figures to hold against the gold annotations, and what the engine reports over the whole corpus."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from waiting_support import LIMIT

from kpi.relations import read

DOCS = ("city-2024h1", "luan-2021h1", "chibi-2022h1", "dongxihu-2022", "xiangshan-2023h1")
AT_LEAST = {
    "relation recall": 0.85,
    "relation verdict": 0.97,
    "inconsistency recall": 0.80,
    "inconsistency precision": 0.85,
}


def as_gold(text: str, doc: str) -> dict[str, object]:
    reading = read(text, doc)
    quantities = [
        {"id": one.id, "start": one.start, "end": one.end, "value": float(one.value)} for one in reading.quantities
    ]
    relations = [{"type": one.type, "members": one.members, "verdict": one.verdict} for one in reading.relations]
    return {"quantities": quantities, "relations": relations, "targets": []}


def test_relations_of_the_five_bureaus(corpus_dir: Path, gold_dir: Path, tmp_path: Path) -> None:
    pairs: list[str] = []
    for doc in DOCS:
        text = (corpus_dir / f"{doc}.txt").read_bytes().decode("utf-8")
        (tmp_path / f"{doc}.json").write_text(json.dumps(as_gold(text, doc)), "utf-8")
        pairs += [str(gold_dir / f"{doc}.json"), str(tmp_path / f"{doc}.json")]
    command = [sys.executable, str(gold_dir / "score.py"), *pairs]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT).stdout
    figures = {
        name: float(rest.split()[0]) for name, _, rest in (line.partition(": ") for line in printed.splitlines())
    }
    assert {name: figures[name] for name in AT_LEAST if figures[name] < AT_LEAST[name]} == {}
