"""The documentation is true: every command runs, every line of shown output is really printed, every YAML is read.

A block of commands is marked ```console; lines beginning with `$ ` are run in a copy of the sample workspace, what
follows must appear in what they print (in order; a line that is only … skips). ```yaml blocks are parsed, those
with `targets:` by the loader of targets.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml
from waiting_support import LIMIT

from kpi.workspace.config import load_config
from kpi.workspace.targets import load_targets

ROOT = Path(__file__).resolve().parent.parent
TWINS = [(ROOT / name, ROOT / name.replace(".md", ".zh-CN.md")) for name in ("README.md", "docs/warehouse.md")]
PAGES = [*(page for twins in TWINS for page in twins), ROOT / "docs" / "review.md"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(kind: str) -> list[tuple[str, str]]:
    return [
        (f"{page.name}-{number}", match[2])
        for page in PAGES
        for number, match in enumerate(BLOCK.finditer(page.read_text(encoding="utf-8")), start=1)
        if match[1] == kind
    ]


def commands(block: str) -> list[tuple[str, list[str]]]:
    """(command, lines of output that are shown below it)."""
    found: list[tuple[str, list[str]]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif found:
            found[-1][1].append(line)
    return found


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from shutil import copytree

    from known_support import known

    top = tmp_path_factory.mktemp("docs")
    for page in PAGES:
        place = top / page.name
        for name in ("reports", "targets", "checks"):
            copytree(ROOT / name, place / name)
        (place / "kpi.yml").write_bytes((ROOT / "kpi.yml").read_bytes())
        known(place)
    return top


def place_of(workspace: Path, name: str) -> Path:
    """Each page has a workspace of its own, so that its commands may leave files."""
    return workspace / name.rpartition("-")[0]


@cache
def run(kpi: Path, place: Path, command: str) -> tuple[int, str]:
    environment = {**os.environ, "COLUMNS": "80", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(kpi), *shlex.split(command)[1:]], cwd=place, capture_output=True, encoding="utf-8", env=environment,
        timeout=LIMIT,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "block"), blocks("console"), ids=lambda value: value if "-" in value else "")
def test_commands_run_and_print_what_is_shown(kpi_command: Path, workspace: Path, name: str, block: str) -> None:
    found = commands(block)
    assert found, "a console block without a command"
    for command, shown in found:
        if command.startswith("make "):
            targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
            assert command.split()[1] in targets
            continue
        assert command.startswith("kpi "), command
        if ".zh-CN" in name and not shown:
            continue  # the English page runs the same command, which another test holds to
        code, output = run(kpi_command, place_of(workspace, name), command)
        assert code in (0, 1), output
        lines = iter(output.splitlines())
        for line in shown:
            if line.strip() and line.strip() != "…":
                assert any(line.rstrip() == printed.rstrip() for printed in lines), f"not printed: {line}"


@pytest.mark.parametrize(("name", "block"), blocks("yaml"), ids=lambda value: value if "-" in value else "")
def test_yaml_is_read(tmp_path: Path, workspace: Path, name: str, block: str) -> None:
    data = yaml.safe_load(block)
    assert isinstance(data, dict)
    if "targets" in data:
        extra = place_of(workspace, name) / "targets" / "from-the-docs.yml"
        extra.write_text(block, encoding="utf-8")
        specs = load_targets(load_config(extra.parent.parent))
        extra.unlink()
        assert any(spec.stem == "from-the-docs" for spec in specs)


@pytest.mark.parametrize("twins", TWINS, ids=lambda twins: twins[0].name)
def test_both_twins_run_the_same_commands(twins: tuple[Path, Path]) -> None:
    def run_in(page: Path) -> list[str]:
        blocks = BLOCK.finditer(page.read_text(encoding="utf-8"))
        found = [c for match in blocks if match[1] == "console" for c, _ in commands(match[2])]
        return [re.sub(r" --lang \w+", "", command) for command in found]

    assert run_in(twins[0]) == run_in(twins[1])


@pytest.mark.parametrize("page", [*PAGES, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
