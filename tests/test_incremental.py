"""Only what changed is done again, what was done can be thrown away, and a process may die at any moment."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from small_workspace import LATER, PLAN, TARGETS, make, replace, write
from waiting_support import LIMIT, running

from bench import kill_commands
from bench.kill import rounds, tables
from kpi.auditing import incremental, making, refreshing
from kpi.auditing.pipeline import audit
from kpi.cli.app import run
from kpi.errors import KpiError
from kpi.warehouse import engine
from kpi.warehouse.lock import Lock
from kpi.warehouse.store import Warehouse, borrow, open_warehouse
from kpi.workspace.config import load_config
from kpi.workspace.reports import list_reports

OTHER = "石门县民政局"


def two_bodies(root: Path) -> Path:
    """Two bodies with the same reports."""
    make(root)
    for name, text in {"reports/sm-2023-h1.txt": PLAN, "reports/sm-2023.txt": LATER,
                       "targets/shimen.yml": TARGETS.replace("2023-h1", "sm-2023-h1")}.items():  # fmt: skip
        write(root, name, text.replace("云溪县民政局", OTHER))
    write(root, "kpi.yml", f"bodies:\n  - name: 云溪县民政局\n  - name: {OTHER}\n")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return two_bodies(tmp_path / "workspace")


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace with its first audit behind it."""
    root = two_bodies(tmp_path_factory.mktemp("done") / "workspace")
    audit(root)
    return root


@pytest.fixture
def audited(done: Path, root: Path) -> Path:
    """The same for one test, with the warehouse of that audit."""
    borrow(done, root)
    return root


@pytest.fixture
def worked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Bodies that were matched."""
    done: list[str] = []
    match = making._match

    def matched(warehouse: Warehouse, share: making.Share) -> None:
        done.extend(share.bodies)
        match(warehouse, share)

    monkeypatch.setattr(making, "_match", matched)
    return done


def test_an_unchanged_workspace_costs_nothing(
    root: Path, worked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpi.auditing.gx import Validator

    off = "suites: [{name: deadlines, off: 试}, {name: ledger, off: 试}]\n"  # they look at the whole each time
    write(root, "kpi.yml", (root / "kpi.yml").read_text(encoding="utf-8") + off)
    first = audit(root)
    assert sorted(worked) == sorted(["云溪县民政局", OTHER])
    worked.clear()
    monkeypatch.setattr(Validator, "validate", lambda *_: pytest.fail("nothing is to be judged"))
    monkeypatch.setattr(refreshing, "_outcome", lambda *_: pytest.fail("nothing is to be read"))
    again = audit(root)
    assert worked == [] and again.read == ()
    assert (again.findings, again.checks) == (first.findings, first.checks)
    assert again.evaluated == first.evaluated > 10


def test_one_changed_report_touches_its_own_body_only(audited: Path, worked: list[str]) -> None:
    replace(audited, "reports/2023.txt", "76.5%", "86.5%")
    result = audit(audited)
    assert (worked, result.read) == (["云溪县民政局"], ("reports/2023.txt",))
    assert [f.body for f in result.findings if f.expectation == "target-missed"] == [OTHER]


@pytest.mark.parametrize(
    ("name", "old", "new", "bodies"),
    [
        ("targets/yunxi.yml", "80%", "70%", ["云溪县民政局"]),
        ("checks/targets.yml", "severity: critical", "severity: warning", ["云溪县民政局", OTHER]),
        ("kpi.yml", "bodies:", "tolerance: {about: 9%}\nbodies:", ["云溪县民政局", OTHER]),
        ("ledger.yml", "", "", []),
    ],
)
def test_what_is_done_again_is_what_rests_on_the_change(
    audited: Path, worked: list[str], name: str, old: str, new: str, bodies: list[str]
) -> None:
    if name == "ledger.yml":
        write(audited, name, "findings: []\n")
    else:
        replace(audited, name, old, new)
    audit(audited)
    assert sorted(worked) == sorted(bodies)


def test_step_by_step_ends_with_the_same_rows_as_all_at_once(audited: Path) -> None:
    steps = [
        ("reports/2023.txt", None),
        ("reports/2023.txt", LATER.replace("76.5%", "81%")),
        ("targets/yunxi.yml", TARGETS.replace("80%", "85%")),
        ("reports/sm-2023.txt", LATER.replace("云溪县民政局", OTHER).replace("75张", "55张")),
    ]
    for name, text in steps:
        if text is None:
            (audited / name).unlink()
        else:
            write(audited, name, text)
        audit(audited)
    stepwise = tables(audited)
    (audited / ".kpi/warehouse.duckdb").unlink()
    audit(audited)
    assert tables(audited) == stepwise
    assert len(stepwise["findings"]) > 2 and len(stepwise["judged"]) == 2


def test_a_body_that_goes_takes_its_verdicts_and_findings_along(audited: Path) -> None:
    for name in ("reports/sm-2023-h1.txt", "reports/sm-2023.txt", "targets/shimen.yml"):
        (audited / name).unlink()
    audit(audited)
    left = tables(audited)
    assert OTHER not in repr([left[name] for name in left if name != "meta"])


def test_another_bodys_report_changes_no_verdict(audited: Path) -> None:
    before = [row for row in tables(audited)["verdicts"] if row[0].startswith("yunxi")]
    write(
        audited, "reports/sm-2023.txt", LATER.replace("云溪县民政局", OTHER) + "节地生态安葬率工作扎实推进。" * 50
    )
    audit(audited)
    assert [row for row in tables(audited)["verdicts"] if row[0].startswith("yunxi")] == before


def test_an_older_engines_rows_are_read_again(audited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tables(audited)
    with open_warehouse(audited) as warehouse:
        warehouse.execute("UPDATE reports SET engine = '0.0.1+old'")
        warehouse.execute("UPDATE quantities SET value = 7")
        warehouse.execute("UPDATE judged SET state = 'old'")
    assert len(audit(audited).read) == 4
    assert tables(audited) == whole
    monkeypatch.setattr(incremental, "judging_version", lambda: "newer")
    assert audit(audited).read == ()
    assert tables(audited)["judged"] != whole["judged"]
    assert engine.judging_version() != "newer"


def test_an_older_schema_is_rebuilt(audited: Path) -> None:
    whole = tables(audited)
    with open_warehouse(audited) as warehouse:
        warehouse.execute("UPDATE meta SET value = 'older' WHERE key = 'schema'")
        warehouse.execute("DELETE FROM quantities")
    result = audit(audited)
    assert "warehouse_rebuilt" in [warning.code for warning in result.warnings]
    assert tables(audited) == whole


def test_what_was_read_anew_and_never_judged_is_judged_even_if_the_text_is_the_old_one(audited: Path) -> None:
    whole = tables(audited)
    with open_warehouse(audited) as warehouse:  # a process that dies between reading and judging
        config = load_config(audited)
        write(audited, "reports/2023.txt", LATER.replace("76.5%", "76.4%"))
        refreshing.refresh_reports(warehouse, config, list_reports(config))
    write(audited, "reports/2023.txt", LATER)
    audit(audited)
    assert tables(audited) == whole
    with open_warehouse(audited) as warehouse:
        write(audited, "reports/2023.txt", LATER.replace("76.5%", "76.4%"))
        refreshing.refresh_reports(warehouse, config, list_reports(config))
        assert warehouse.rows("SELECT body FROM judged WHERE state <> ''") == [(OTHER,)]


# --- two at once ----------------------------------------------------------------------------------


HOLD = (
    "import pathlib, sys\nfrom kpi.warehouse.store import open_warehouse\n"
    "with open_warehouse(pathlib.Path(sys.argv[1])):\n"
    "    print('open', flush=True)\n    sys.stdin.read()\n"
)


@contextmanager
def holding(root: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the warehouse open until its input ends."""
    command = [sys.executable, "-c", HOLD, str(root)]
    with running(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "open\n"
        yield holder


def test_the_second_audit_waits_and_says_for_whom(
    audited: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with holding(audited) as holder, monkeypatch.context() as patched:

        def pause(seconds: float) -> None:
            """What the audit does while it waits: here the other process ends then, and no time passes."""
            assert holder.poll() is None, "the lock outlives its process"
            holder.communicate(timeout=LIMIT)

        patched.setattr("kpi.warehouse.lock.time", SimpleNamespace(monotonic=lambda: 0.0, sleep=pause))
        assert run(["audit", "-w", str(audited), "--lang", "en"]) == 1
    assert f"another process ({holder.pid}) is auditing" in capsys.readouterr().err
    monkeypatch.setenv("KPI_WAIT", "0.2")
    with holding(audited) as holder:
        assert run(["audit", "-w", str(audited), "--lang", "en"]) == 2
        assert f"in use by another process ({holder.pid})" in capsys.readouterr().err
    assert run(["audit", "-w", str(audited)]) == 1  # the lock went with its process


def test_a_lock_is_one_processes(tmp_path: Path) -> None:
    held = Lock.acquire(tmp_path)
    with pytest.raises(KpiError) as error:
        Lock.acquire(tmp_path)
    assert error.value.problems[0].code == "warehouse_locked"
    held.release()
    Lock.acquire(tmp_path).release()


# --- killed at any moment -------------------------------------------------------------------------


def test_killed_at_random_moments_it_reopens_and_the_next_run_completes(root: Path, kpi_command: Path) -> None:
    """A few rounds; `python -m bench.kill` does fifty."""
    changed = (root / "reports/2023.txt", LATER, LATER.replace("76.5%", "76.4%"))
    assert rounds(root, *changed, times=2, seed=7, kpi=[str(kpi_command)]) == (2, 2)


def test_a_command_that_is_killed_leaves_no_file_half_written(
    root: Path, tmp_path: Path, kpi_command: Path
) -> None:
    """Two rounds of one; `python -m bench.kill_commands` does sixty of all that write."""
    arguments = ["draft", "reports/2023-h1.txt", "-o", "targets/drafted.yml"]
    told = kill_commands.rounds(
        root, tmp_path / "copy", "draft", arguments, 2, random.Random(3), [str(kpi_command)]
    )
    assert all(one.whole and one.completed for one in told)
