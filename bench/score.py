"""Score `kpi extract` and `kpi compare`, as a person would run them, with the scorers that stand beside the gold.

    python -m bench.score [--misses]

Exit 0 when everything was scored (whatever the figures) or there is no gold here; 2 when a command failed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from bench.places import KPI, absent, shared


@dataclass(frozen=True, slots=True)
class Case:
    """One gold file and the command whose JSON it is held against."""

    gold: Path
    command: tuple[str, ...]
    output: Path


def cases(gold: Path, corpus: Path, outputs: Path) -> tuple[list[Case], list[Case]]:
    """Gold files of single reports, and of pairs (`<plan>--<report>.json`), in name order."""
    singles: list[Case] = []
    pairs: list[Case] = []
    for path in sorted(gold.glob("*.json")):
        documents = [str(corpus / f"{doc}.txt") for doc in path.stem.split("--")]
        verb = "compare" if len(documents) == 2 else "extract"
        case = Case(path, (str(KPI), verb, *documents, "--format", "json"), outputs / path.name)
        (pairs if verb == "compare" else singles).append(case)
    return singles, pairs


def run(case: Case) -> str:
    """Write the command's JSON to `case.output`; the complaint where it failed, else an empty string."""
    done = subprocess.run(case.command, capture_output=True, check=False)
    case.output.write_bytes(done.stdout)
    if done.returncode in (0, 1) and done.stdout:
        return ""
    words = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    return f"{case.gold.stem}: kpi {case.command[1]} left {done.returncode}: {''.join(words)}"


def score(title: str, scorer: Path, chosen: list[Case], options: list[str]) -> int:
    """Print the scorer's figures under `title`; its exit code."""
    if not chosen:
        return 0
    print(f"{title} ({len(chosen)})", flush=True)
    files = [str(path) for case in chosen for path in (case.gold, case.output)]
    return subprocess.run([sys.executable, str(scorer), *files, *options], check=False).returncode


def main(arguments: list[str]) -> int:
    gold, corpus = shared() / "gold", shared() / "corpus"
    for folder in (gold, corpus):
        if not folder.is_dir():
            print(f"nothing scored: {absent(folder)}")
            return 0
    if not KPI.exists():
        print(f"nothing scored: no kpi beside {sys.executable}; `make score` installs it", file=sys.stderr)
        return 2
    options = ["--misses"] if "--misses" in arguments else []
    with tempfile.TemporaryDirectory() as outputs, ThreadPoolExecutor(2) as pool:
        singles, pairs = cases(gold, corpus, Path(outputs))
        every = [*singles, *pairs]
        complaints = {case: words for case, words in zip(every, pool.map(run, every), strict=True) if words}
        for words in complaints.values():
            print(words, file=sys.stderr)
        scored = [[case for case in chosen if case not in complaints] for chosen in (singles, pairs)]
        codes = [
            score("reports: score.py", gold / "score.py", scored[0], options),
            score("pairs: score_pair.py", gold / "score_pair.py", scored[1], options),
        ]
    return 2 if complaints or any(codes) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
