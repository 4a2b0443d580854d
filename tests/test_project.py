"""Rules that the repository keeps as a whole: locks, layers, what may not be committed, what importing costs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from waiting_support import LIMIT

from bench.places import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-docs.lock")
# Written in pieces, so that this file does not hold what it forbids.
REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "/opt/" + "pypi", "npmjs" + ".org", "/sim" + "ple/")
MACHINE = re.compile(r"/(?<![\w.~-]/)(?:" + "work" + "|" + "root" + r")/[\w.]")
# A run of so many characters of a corpus text is a copy, not a quote; a target's quote is a clause of its plan.
COPIED, COPIED_IN_TARGETS = 25, 40


def tracked() -> list[Path]:
    command = ["git", "ls-files", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT)
    if listed.returncode:
        pytest.skip("not a git checkout")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


# --- locks ----------------------------------------------------------------------------------------


def pins(lock: str) -> dict[str, list[str]]:
    """Name and version (with the marker, where there is one) → its hashes."""
    found: dict[str, list[str]] = {}
    pin = ""
    for line in text_of(ROOT / lock).splitlines():
        if line and not line.startswith((" ", "#")):
            pin = line.rstrip(" \\")
            found[pin] = []
        elif "--hash=" in line:
            found[pin].append(line.strip(" \\"))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    assert len(pins(lock)) > 20
    for pin, hashes in pins(lock).items():
        assert re.match(r"[a-z0-9-]+==\S+( ; |$)", pin)
        assert hashes, pin
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes)


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_no_address_and_no_path(lock: str) -> None:
    assert not re.findall(r".*(?:://|--index-url|--find-links|@ file| /\w+/).*", text_of(ROOT / lock))


def test_locks_hold_every_declared_dependency() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))
    groups = project["dependency-groups"]
    development = [entry for entry in groups["dev"] if isinstance(entry, str)]
    declared = {
        "requirements.lock": [*project["project"]["dependencies"], *groups["setup"]],
        "requirements-dev.lock": [*project["project"]["dependencies"], *groups["setup"], *development],
        "requirements-docs.lock": [
            *project["project"]["dependencies"],
            *groups["setup"],
            *(entry for entry in groups["docs"] if isinstance(entry, str)),
        ],
    }
    for lock, requirements in declared.items():
        names = {pin.split("==")[0] for pin in pins(lock)}
        assert {re.split(r"[<>=~! ;\[]", requirement)[0] for requirement in requirements} <= names


def test_development_lock_tests_the_versions_that_are_shipped() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_lock_of_the_docs_agrees_with_both() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-docs.lock").items()
    versions = {pin.split("==")[0]: pin for pin in pins("requirements-dev.lock")}
    docs = {pin.split("==")[0]: pin for pin in pins("requirements-docs.lock")}
    assert {name: (pin, versions[name]) for name, pin in docs.items() if versions.get(name, pin) != pin} == {}


# --- what may not be committed --------------------------------------------------------------------


def forbidden(text: str) -> bool:
    return bool(MACHINE.search(text)) or any(registry in text for registry in REGISTRIES)


def test_no_tracked_file_holds_a_registry_or_a_path_of_a_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if forbidden(text := text_of(path))
        for number, line in enumerate(text.splitlines(), 1)
        if forbidden(line)
    ]
    assert found == []


def squeezed(text: str) -> str:
    return "".join(text.split())


def widened(ours: str, at: int, theirs: str, there: int, length: int) -> str:
    """The longest shared run around `length` shared characters at `at` in ours and `there` in theirs."""
    before, after = 0, length
    while at > before and there > before and ours[at - before - 1] == theirs[there - before - 1]:
        before += 1
    while at + after < len(ours) and there + after < len(theirs) and ours[at + after] == theirs[there + after]:
        after += 1
    return ours[at - before : at + after]


Places = dict[str, list[tuple[str, int]]]


def blocks_of(ours: dict[str, str], length: int) -> Places:
    """Where each run of half `length` characters stands in `ours`: name and offset."""
    step = (length + 1) // 2
    places: Places = {}
    for name, text in ours.items():
        for place in range(len(text) - step + 1):
            places.setdefault(text[place : place + step], []).append((name, place))
    return places


def copied_runs(ours: dict[str, str], places: Places, theirs: str, length: int) -> Iterator[str]:
    """`name: run` for each run of `length` characters that a text of `ours` shares with `theirs`.

    Any such run covers a whole block of `theirs` cut every half `length` characters, so only blocks are looked up.
    """
    step = (length + 1) // 2
    for block in range(0, len(theirs) - step + 1, step):
        for name, place in places.get(theirs[block : block + step], ()):
            run = widened(ours[name], place, theirs, block, step)
            if len(run) >= length and len(re.findall(r"[一-鿿]", run)) >= length // 2:
                yield f"{name}: {run}"


def test_a_shared_run_is_found_from_its_length_on() -> None:
    theirs = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"
    for start in range(4):
        run = theirs[start : start + 9]
        for ours, found in (("甲" + run + "乙", [f"a: {run}"]), ("甲" + run[:-1] + "乙", [])):
            texts = {"a": ours}
            assert sorted(set(copied_runs(texts, blocks_of(texts, 9), theirs, 9))) == found


def test_no_text_copies_a_sentence_of_the_corpus(corpus_dir: Path) -> None:
    ours = {
        str(path.relative_to(ROOT)): squeezed(text_of(path))
        for path in tracked()
        if path.suffix in (".txt", ".md", ".yml")
    }
    targets = {name: text for name, text in ours.items() if name.startswith(("targets/", "examples/"))}
    prose = {name: text for name, text in ours.items() if name not in targets}
    kinds = [(texts, blocks_of(texts, n), n) for texts, n in ((prose, COPIED), (targets, COPIED_IN_TARGETS))]
    copies: set[str] = set()
    for source in sorted(corpus_dir.glob("*.txt")):
        theirs = squeezed(text_of(source))
        for texts, places, length in kinds:
            copies |= {f"{run} ({source.stem})" for run in copied_runs(texts, places, theirs, length)}
    assert sorted(copies) == []


# --- layers and size ------------------------------------------------------------------------------


def layers() -> dict[str, int]:
    """Package → its place in the line of docs/architecture.md (`model, errors, language → reading → …`)."""
    (line,) = re.findall(r"^ +(\w.*→.*)$", text_of(ROOT / "docs" / "architecture.md"), re.MULTILINE)
    return {name.strip(): place for place, names in enumerate(line.split("→")) for name in names.split(",")}


def imported_packages(path: Path) -> Iterator[tuple[int, str]]:
    """(line, package of kpi) for every import in a file, those inside functions too."""
    inside = path.relative_to(ROOT).parts[:-1]
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(inside[: len(inside) - node.level + 1]) + "." if node.level else ""
            module = f"{base}{node.module}." if node.module else base
            names = [f"{module}{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            root, _, rest = name.partition(".")
            if root == "kpi" and rest:
                yield node.lineno, rest.split(".")[0]


def test_packages_import_only_from_their_left() -> None:
    order = layers()
    assert order["model"] == 0 and order["cli"] == max(order.values())
    wrong = []
    for path in sorted((ROOT / "kpi").rglob("*.py")):
        own = path.relative_to(ROOT / "kpi").parts[0].removesuffix(".py")
        if own.startswith("__"):
            continue  # kpi/__init__.py and __main__.py speak for the whole
        assert own in order, f"{own} is not in docs/architecture.md"
        wrong += [
            f"{path.relative_to(ROOT)}:{line} imports kpi.{package}"
            for line, package in imported_packages(path)
            if package in order and order[package] > order[own]
        ]
    assert wrong == []


def test_no_source_file_grows_past_400_lines() -> None:
    sources = [path for path in (ROOT / "kpi").rglob("*") if path.suffix in (".py", ".sql")]
    assert sources
    assert [path.name for path in sources if len(text_of(path).splitlines()) > 400] == []


# --- tests that say the same on a loaded machine ---------------------------------------------------

CLOCKS = {"time", "timeit"}
RUNNERS = ("run", "call", "check_call", "check_output")
ENDLESS = {"communicate", "wait", *(f"subprocess.{name}" for name in RUNNERS)}


def asks_the_clock(tree: ast.AST) -> bool:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return bool(names & CLOCKS)


def endless_calls(tree: ast.AST) -> Iterator[int]:
    """Lines that start a process or wait for one with no time after which they fail."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        bounded = any(keyword.arg == "timeout" for keyword in node.keywords)
        endless = {node.func.attr, ast.unparse(node.func)} & ENDLESS
        if node.func.attr == "Popen" or (endless and not bounded):
            yield node.lineno


def test_only_the_module_of_waits_asks_the_clock_or_starts_what_may_not_end() -> None:
    trees = {path.name: ast.parse(text_of(path)) for path in sorted((ROOT / "tests").glob("*.py"))}
    assert [name for name, tree in trees.items() if asks_the_clock(tree)] == ["waiting_support.py"]
    del trees["waiting_support.py"]
    assert {name: lines for name, tree in trees.items() if (lines := list(endless_calls(tree)))} == {}


def test_where_the_corpus_is_has_one_meaning() -> None:
    name = "KPI_" + "CORPUS"
    sources = [path for path in tracked() if path.suffix == ".py" and f'"{name}"' in text_of(path)]
    assert [path.name for path in sources] == ["places.py"]


# --- what importing costs -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "heavy"),
    [("kpi", ("pandas", "great_expectations", "duckdb")), ("kpi.cli", ("pandas", "great_expectations"))],
)
def test_importing_loads_no_heavy_module(module: str, heavy: tuple[str, ...]) -> None:
    code = f"import {module}, sys; print(*[name for name in {heavy!r} if name in sys.modules])"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=LIMIT)
    assert done.stdout.split() == []


# --- what a newcomer reads ------------------------------------------------------------------------


def test_every_version_has_its_part_of_the_changelog() -> None:
    version = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["version"]
    told = re.findall(r"^## (\S+)", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert told[0] == version
    command = ["git", "tag", "--list", "v*"]
    tags = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT).stdout
    assert [tag for tag in tags.split() if tag.removeprefix("v") not in told] == []


def test_decisions_are_numbered_and_lead_to_pages_that_exist() -> None:
    pages = sorted(page for page in (ROOT / "docs/decisions").glob("*.md") if ".zh-CN" not in page.name)
    assert [page.name.split("-")[0] for page in pages] == [str(n) for n in range(1, len(pages) + 1)]
    for page in pages:
        text = text_of(page)
        assert re.match(rf"# {page.name.split('-')[0]}\. .+ · [一-鿿]", text)
        assert "**The decision.**" in text and "**What it costs.**" in text
        links = re.findall(r"\]\(([^)#]+)", text)
        assert links and all((page.parent / link).is_file() for link in links)


def test_what_a_walk_through_the_readme_writes_is_not_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for page in ("README.md", "README.zh-CN.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        for folder in re.findall(r"^\$ kpi .*\binit ([\w-]+)", text, re.MULTILINE):
            assert f"/{folder}/" in ignored
        for file in re.findall(r"^\$ kpi .* -o (\w+)\.html", text, re.MULTILINE):
            assert {f"/{file}.html", f"/{file}.json"} <= set(ignored)
