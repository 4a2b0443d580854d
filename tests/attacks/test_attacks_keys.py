"""Every key of every YAML file with values of wrong types, through the whole audit: an answer, never a defect."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from small_workspace import FILES, make, write

from kpi.auditing.keys import SUITE_KEYS
from kpi.auditing.standards import shipped
from kpi.cli.app import run
from kpi.ledger.entries import LEDGER_KEYS
from kpi.workspace.indicators import FILE_KEYS as INDICATOR_KEYS
from kpi.workspace.keys import CONFIG_KEYS, FILE_KEYS, Key

VALUES = (
    "", "~", "[]", "{}", "true", "-1", "1e999", ".nan", "'x'", "[[1], [2]]", "{a: {b: c}}", "2024-13-45",
    "!!int x", "!!binary '*'", "!!set {a}", '"\\0\\e[2J\\u202e"', "'../../x'", "'" + "9" * 5000 + "'",
    "'" + "长" * 3000 + "'", "[~, 1, {a: 1}]", "'{x!r:>9999}'", "0x" + "f" * 400, "!!str", "&a [1]", "*a", "1:2:3",
    "'%'", "９９％", "0", "''",
)  # fmt: skip
PER_KEY = 1
OFF = "".join(f"  - {{name: {name}, off: 此处不用}}\n" for name in shipped())
OWN = """\
suite: own
frame: targets
expectations:
  - type: expect_target_verdict_not_in
    kwargs: {verdicts: [missed]}
    severity: critical
    meta: {id: own, title: {zh: 甲, en: a}, message: {zh: 甲, en: a}}
"""
LEDGER = "findings:\n  - {fingerprint: f1, status: new, check: own}\n"
BEDS = "{id: own-beds, name: 自有床位, unit: 张, measure: level, polarity: more, domain: elderly-care}"
INDICATORS = f"indicators:\n  - {BEDS}\n"
WHOLE = {
    "kpi.yml": (FILES["kpi.yml"] + "suites:\n" + OFF, CONFIG_KEYS),
    "targets/yunxi.yml": (FILES["targets/yunxi.yml"], FILE_KEYS),
    "checks/own.yml": (OWN, SUITE_KEYS),
    "ledger.yml": (LEDGER, LEDGER_KEYS),
    "indicators.yml": (INDICATORS, INDICATOR_KEYS),
}


def places(keys: tuple[Key, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every key of a file by its way from the top."""
    for key in keys:
        yield (*above, key.name)
        yield from places(key.keys, (*above, key.name))


def changed(text: str, way: tuple[str, ...], value: str) -> str:
    """The file with `value` as it stands under a key, which is made where it is not there."""
    tree = yaml.safe_load(text)
    at = tree
    for name in way[:-1]:
        inner = at.setdefault(name, {})
        at = (inner[0] if inner else inner) if isinstance(inner, list) else inner
    if not isinstance(at, dict):
        return text
    at[way[-1]] = "VALUE"
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False).replace("VALUE", value)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make(tmp_path_factory.mktemp("keys") / "workspace")
    for path in (root / "checks").iterdir():
        path.unlink()
    for name, (text, _) in WHOLE.items():
        write(root, name, text)
    return root


def test_the_workspace_is_sound(root: Path) -> None:
    assert run(["audit", "-w", str(root), "--lang", "en"]) == 1


@pytest.mark.parametrize("file", WHOLE)
def test_no_value_is_a_defect(root: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each key meets some of the values, in turn, so that all together meet them all."""
    text, keys = WHOLE[file]
    before = list(WHOLE)[: list(WHOLE).index(file)]
    met = sum(len(list(places(WHOLE[one][1]))) for one in before) * PER_KEY  # where the file before ended
    turn = itertools.islice(itertools.cycle(VALUES), met % len(VALUES), None)
    failed = []
    for way in places(keys):
        for value in itertools.islice(turn, PER_KEY):
            write(root, file, changed(text, way, value))
            code = run(["audit", "-w", str(root), "--lang", "en", "--format", "json"])
            told = capsys.readouterr()
            if code not in (0, 1, 2) or "Internal error" in told.err or (code == 2 and not told.err):
                failed.append((way, value[:40], code, told.err[:200]))
    write(root, file, text)
    assert failed == []
