"""Texts of nothing but contradictions: each costs alike, and to read one report ends in time, with exit 2."""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from relations_support import OPENING
from small_workspace import make, write
from work_support import steps

import kpi
from kpi.auditing import refreshing
from kpi.auditing.pipeline import audit
from kpi.auditing.refreshing import outcomes
from kpi.auditing.result import AuditResult
from kpi.cli.app import run
from kpi.clock import read_within, tick
from kpi.errors import KpiError
from kpi.model import Reading
from kpi.presenting.audit_view import audit_lines
from kpi.relations import read
from kpi.relations.figures import Page, build_page
from kpi.relations.rules.recap import recaps
from kpi.workspace.limits import MOST, STANDARD, Limits
from kpi.workspace.reports import ReportFile

# name → a line that contradicts itself or others; `@` is another word each time, `#4` a number of four digits.
FLOODS = {
    "shares": "@机构#4家，其中@#3家，占#2.7%。\n",
    "shares of long numbers": "@机构#15家，其中@#14家，占#2.7%。\n",
    "products": "购买轮椅#3台，每台#3元，计#2.3万元。\n",
    "rises": "@床位由#4张增加到#4张，增长#2.1%。\n",
    "changes": "@收入#4万元，比上年增加#3万元，增长#2.9%。\n",
    "rises by the year": "@收入由2010年的#3亿元增加到2015年的#3亿元，年均增长#2.35%。\n",
    "totals": "其中@#2人、@#2人、@#2人、@#2人、@#2人，合计999人。\n",
    "one thing told in several ways": "截至年底，全县共有养老机构532#1家，床位412#2张。\n",
}
ONE = re.compile(r"@|#(\d+)")


def text_of(line: str, size: int) -> str:
    """So many lines."""
    chance = random.Random(size)

    def other(found: re.Match[str]) -> str:
        if found[1]:
            return str(chance.randrange(10 ** (int(found[1]) - 1), 10 ** int(found[1])))
        return chr(chance.randrange(0x5000, 0x9000)) + chr(chance.randrange(0x5000, 0x9000))

    return ONE.sub(other, line * size)


@pytest.mark.parametrize("flood", FLOODS)
def test_twice_the_contradictions_are_twice_the_work(flood: str) -> None:
    """Four times where each is held against all: what a number is held against has its full number soon."""
    first, once, twice = (OPENING + text_of(FLOODS[flood], size) for size in (20, 40, 80))
    read(first, "x")  # loads what is loaded once
    small, large = steps(lambda: read(once, "x")), steps(lambda: read(twice, "x"))
    assert large < 3 * small


def in_one_paragraph(size: int) -> Page:
    text = f"{OPENING}全县共有养老机构50家{text_of('，其中@#3家', size)}。"
    reading = read(text, "x")
    return build_page(reading.report, text.replace("，", ","), reading.quantities)


def test_a_sentence_without_end_takes_up_nothing() -> None:
    """Each of its numbers was held against each of those that the sentence before it tells."""
    small, large = in_one_paragraph(400), in_one_paragraph(800)
    assert steps(lambda: list(recaps(large))) < 3 * steps(lambda: list(recaps(small)))


def test_the_terminal_counts_what_is_passed_over_once(whole: AuditResult) -> None:
    def shown(times: int) -> int:
        relations = tuple(replace(one, key=f"{one.key}{n}") for n in range(times) for one in whole.relations)
        return steps(lambda: audit_lines(replace(whole, relations=relations), "zh", 80))

    assert shown(400) < 2.5 * shown(200)


FLOOD = OPENING + text_of(FLOODS["shares"], 40)
NAME = "reports/x.txt"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    return audit(make(tmp_path_factory.mktemp("whole") / "workspace"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make(tmp_path / "workspace")
    write(root, NAME, FLOOD)
    return root


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_takes_too_long_is_refused_and_the_others_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """Here, and in processes of their own; nothing of it is kept, so that no finding of it is dropped unseen."""
    monkeypatch.setattr(refreshing, "MANY_FILES", 0)
    monkeypatch.setattr(refreshing, "MANY_BYTES", 0)
    files = [ReportFile(NAME, root / NAME), ReportFile(NAME, root / NAME)]
    for found in outcomes(files, limits=Limits(read_seconds=0), workers=workers):
        assert not isinstance(found, Reading)
        assert [(one.code, one.file, one.fields["limit"]) for one in found] == [("reading_stopped", NAME, "0")]
    assert all(isinstance(found, Reading) for found in outcomes(files, workers=workers))


# By arguments, the seconds after which reading is stopped on a machine that takes one for each step: targets and
# figures alone have fewer.
COMMANDS = {
    ("audit",): 2_000,
    ("check", NAME): 2_000,
    ("extract", NAME): 2_000,
    ("diff", "reports/2023-h1.txt", NAME): 2_000,
    ("draft", NAME): 20,
    ("compare", "reports/2023-h1.txt", NAME): 20,
}


@pytest.mark.parametrize(("arguments", "seconds"), COMMANDS.items(), ids=[one[0] for one in COMMANDS])
def test_every_command_says_that_reading_was_stopped(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], seconds: int,
) -> None:  # fmt: skip
    write(root, "kpi.yml", f"bodies:\n  - name: 云溪县民政局\nlimits:\n  read_seconds: {seconds}\n")
    slow_machine(monkeypatch)
    monkeypatch.chdir(root)
    assert run([*arguments, "--lang", "en"]) == 2
    told = capsys.readouterr()
    words = " ".join((told.out + told.err).split())
    assert f"{NAME}: reading its figures and relations took more than {seconds} s" in words


def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = itertools.count()
    for name in ("monotonic", "thread_time"):
        monkeypatch.setattr(f"kpi.clock.{name}", lambda: float(next(seconds)))


def test_what_python_asks_for_has_the_limit_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow_machine(monkeypatch)
    with pytest.raises(kpi.Error, match="read_seconds"):
        kpi.read(root / NAME)


def test_the_clock_counts_what_this_thread_does() -> None:
    """However much time goes by: a machine that is busy with something else refuses nothing."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("kpi.clock.monotonic", itertools.count(step=1000).__next__)
        patched.setattr("kpi.clock.thread_time", lambda: 1.0)
        with read_within(1, "x"):
            tick()
        patched.setattr("kpi.clock.thread_time", itertools.count().__next__)
        with pytest.raises(KpiError) as raised, read_within(1, "x"):
            for _ in range(3):
                tick()
    assert [one.code for one in raised.value.problems] == ["reading_stopped"]
    tick()  # nobody set a limit


def test_the_limit_is_one_of_kpi_yml() -> None:
    assert STANDARD.read_seconds <= 60 < MOST.read_seconds
