"""Kill every command that writes at random moments: `python -m bench.kill_commands [ROUNDS]`.

Each round takes a fresh copy of a workspace, starts one of the commands, kills it with SIGKILL after a random
time, and looks at every file: it holds what it held before, or what the whole command writes, and nothing between.
Then the command runs to its end and has to leave what it leaves where nobody disturbed it.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.kill import KPI, consistent, run
from bench.workspaces import make_workspace

Files = dict[str, bytes]
PART = re.compile(r"\.kpi-.+\.part$")  # of a file that was not finished; who dies cannot take it away
# {report}, {plan} and {target} are those of the workspace.
COMMANDS = {
    "audit": ("audit",),
    "check": ("check", "{report}"),
    "ledger": ("ledger", "sync"),
    "review": ("review", "--target", "{target}", "--candidate", "none", "--why", "查无此项", "--by", "甲"),
    "draft": ("draft", "{plan}", "-o", "targets/drafted.yml"),
    "html": ("html", "-o", "out"),
    "outputs": (
        "audit",
        *(part for end in ("md", "xml", "sarif", "json", "xlsx") for part in ("-o", f"out/a.{end}")),
    ),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one round: whether no file was half-written, and whether the command then ran as if nothing had been."""

    whole: bool
    completed: bool
    parts: int  # unfinished files that stayed


def files(root: Path) -> Files:
    """Every file but the warehouse's and unfinished ones, by name."""
    found = [path for path in root.rglob("*") if path.is_file() and ".kpi" not in path.relative_to(root).parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found if not PART.search(path.name)}


def fresh(model: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(model, folder)
    (folder / "out").mkdir()
    return folder


def one_round(root: Path, command: Sequence[str], before: Files, after: Files, seconds: float) -> Outcome:
    run(command, root, seconds)
    now = files(root)
    whole = (
        all(data in (before.get(name), after.get(name)) for name, data in now.items())
        and before.keys() <= now.keys()
    )
    parts = sum(1 for path in root.rglob("*") if PART.search(path.name))
    whole = whole and consistent(root)
    run(command, root)
    return Outcome(whole, files(root) == after, parts)


def rounds(
    model: Path,
    folder: Path,
    name: str,
    arguments: Sequence[str],
    times: int,
    chance: random.Random,
    kpi: Sequence[str] = KPI,
) -> list[Outcome]:
    """Rounds of one command. ValueError: even undisturbed it writes nothing where it should."""
    command = [*kpi, *arguments]
    root = fresh(model, folder)
    before = files(root)
    longest = run(command, root)
    after = files(root)
    if before == after and name not in ("audit", "check"):
        raise ValueError(f"{name} wrote nothing")
    return [
        one_round(fresh(model, folder), command, before, after, chance.uniform(0.2, 1.05) * longest)
        for _ in range(times)
    ]


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    chance = random.Random(1)
    fine = True
    with tempfile.TemporaryDirectory() as place:
        model = Path(place) / "model"
        reports = make_workspace(model, reports=4)
        first = next(iter(sorted((model / "targets").iterdir())))
        identifier = re.search(r"id: (\S+)", first.read_text(encoding="utf-8"))
        given = {
            "report": reports[-1].relative_to(model).as_posix(),
            "plan": reports[-2].relative_to(model).as_posix(),
            "target": f"{first.stem}/{identifier[1] if identifier else ''}",
        }
        for at, (name, pattern) in enumerate(COMMANDS.items()):
            share = times // len(COMMANDS) + (at < times % len(COMMANDS))
            arguments = [part.format(**given) for part in pattern]
            # One folder for all rounds of a command: outputs name it.
            told = rounds(model, Path(place) / "workspace", name, arguments, share, chance)
            whole, completed = sum(one.whole for one in told), sum(one.completed for one in told)
            parts = sum(one.parts for one in told)
            counted = f"whole {whole}, completed {completed}, unfinished files {parts}"
            print(f"{name}: killed {share} times, {counted}", flush=True)
            fine = fine and whole == completed == share
    return 0 if fine else 2


if __name__ == "__main__":
    sys.exit(main())
