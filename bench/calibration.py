"""One calibrated probability against the gates: which decides better on bodies that were left out?

    make calibrate     (python -m bench.calibration)

Fits a logistic model to the rows of bench/calibration.csv: does the likeliest number answer its target? The rows
of a body are judged by a model that has not seen it, the provinces by one that has seen none of them; the readers'
held_out rows are in no training. Above a probability the model says what the number decides, else it leaves the
target open; `missed` asks for more than `met`. Where no number passes the gates both say what the gates say.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.places import ROOT

CSV = ROOT / "bench" / "calibration.csv"
SAID = ("set", "body", "right", "gates", "outcome", "answers")
LEVELS = ((0.6, 0.8), (0.7, 0.85), (0.8, 0.9), (0.85, 0.9), (0.9, 0.95))  # for met, for missed
DECIDING = ("met", "missed", "uncertain")
RIDGE = 3.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A target that was judged."""

    use: str  # fixing, held_out or provinces
    body: str
    right: frozenset[str]
    gates: str  # the verdict of the engine's gates
    outcome: str  # what the likeliest number would decide, "" where there is none
    answers: bool  # that number is the one that the readers found, and decides as they did
    values: tuple[float, ...]


def read(path: Path = CSV) -> tuple[list[str], list[Row]]:
    """The names of what may be weighed, and the rows."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    names = [name for name in lines[0] if name not in SAID]
    return names, [_row(line, names) for line in lines]


def _row(line: dict[str, str], names: Sequence[str]) -> Row:
    right = frozenset(line["right"].split("|"))
    values = tuple(float(line[name] or 0) for name in names)
    return Row(line["set"], line["body"], right, line["gates"], line["outcome"], line["answers"] == "1", values)


def fit(values: Floats, answers: Floats, ridge: float = RIDGE) -> Floats:
    """Weights of a logistic model with a constant first, by Newton's steps; the constant is not shrunk."""
    shrink = ridge * np.eye(values.shape[1])
    shrink[0, 0] = 1e-9
    weights = np.zeros(values.shape[1])
    for _ in range(50):
        said = chance(values, weights)
        slope = values.T @ (said - answers) + shrink @ weights
        step = np.linalg.solve(values.T @ (values * (said * (1 - said))[:, None]) + shrink, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def chance(values: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(values @ weights, -30, 30))))


def scaled(rows: Sequence[Row]) -> Floats:
    """The rows' values, each column with mean 0 and spread 1, behind a column of ones."""
    values = np.array([row.values for row in rows])
    spread = values.std(axis=0)
    spread[spread == 0] = 1
    return np.column_stack([np.ones(len(rows)), (values - values.mean(axis=0)) / spread])


def left_out(rows: Sequence[Row]) -> Floats:
    """For each row with a number the probability that it answers, by a model that has not seen the row's body."""
    values, answers = scaled(rows), np.array([float(row.answers) for row in rows])
    found = np.zeros(len(rows))
    groups = sorted({_group(row) for row in rows})
    for group in groups:
        tested = np.array([_group(row) == group for row in rows])
        taught = ~tested & np.array([row.use != "held_out" for row in rows])
        found[tested] = chance(values[tested], fit(values[taught], answers[taught]))
    return found


def _group(row: Row) -> str:
    return row.use if row.use == "provinces" else f"{row.use} {row.body}"


def by_chance(row: Row, probability: float, levels: tuple[float, float]) -> str:
    """What the model says where the gates or the model say something of a number."""
    if row.outcome and probability >= levels[row.outcome == "missed"]:
        return row.outcome
    return row.gates if row.gates not in DECIDING else "needs_review"


def figures(rows: Sequence[Row], verdicts: Sequence[str]) -> str:
    """Right verdicts, and of met and missed how many of those said are right and how many were to be found."""
    right = sum(verdict in row.right for row, verdict in zip(rows, verdicts, strict=True))
    parts = [f"right {right}/{len(rows)}"]
    for name in ("met", "missed"):
        said = [name in row.right for row, verdict in zip(rows, verdicts, strict=True) if verdict == name]
        parts.append(f"{name} {sum(said)}/{len(said)} of {sum(name in row.right for row in rows)}")
    return ", ".join(parts)


def main() -> int:
    names, rows = read()
    numbered = [row for row in rows if row.outcome]
    probabilities = dict(zip(map(id, numbered), left_out(numbered), strict=True))
    for use in ("fixing", "held_out", "provinces"):
        chosen = [row for row in rows if row.use == use]
        print(f"{use}: {len({row.body for row in chosen})} bodies")
        print(f"  gates            {figures(chosen, [row.gates for row in chosen])}")
        for levels in LEVELS:
            said = [by_chance(row, float(probabilities.get(id(row), 0)), levels) for row in chosen]
            print(f"  model {levels[0]:.2f} {levels[1]:.2f}  {figures(chosen, said)}")
    taught = [row for row in numbered if row.use != "held_out"]
    weights = fit(scaled(taught), np.array([float(row.answers) for row in taught]))
    print("weights: " + ", ".join(f"{n} {w:+.2f}" for n, w in zip(["constant", *names], weights, strict=True)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
