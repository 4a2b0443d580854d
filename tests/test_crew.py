"""Processes beside an audit: one that is ended stops all with a reason, and none outlives the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from waiting_support import LIMIT, running, stay_here, until

from kpi.auditing.crew import Crew
from kpi.errors import KpiError
from kpi.warehouse.parts import write_part
from kpi.warehouse.store import open_warehouse

TWO_THAT_STAY = """
import test_crew
from kpi.auditing.crew import Crew

if __name__ == "__main__":
    with Crew(2) as crew:
        list(crew.map(test_crew.stay, [{0!r}, {1!r}]))
"""

ONE_THAT_STAYS = """
from time import sleep
from kpi.auditing.crew import Crew
from kpi.system import heed_termination

heed_termination()
with Crew(1).folder() as folder:
    print(folder, flush=True)
    sleep({})
"""


def die(number: int) -> None:
    os._exit(1)


def stay(marker: str) -> None:
    """Says that it is there, and does not come back."""
    Path(marker).touch()
    stay_here()


def test_a_process_that_is_ended_stops_the_work_and_leaves_no_files() -> None:
    with Crew(2) as crew:
        with pytest.raises(KpiError) as caught, crew.folder() as folder:
            (folder / "half").touch()
            list(crew.map(die, [1, 2]))
        assert [found.code for found in caught.value.problems] == ["process_ended"]
        assert not folder.exists()


def test_no_process_outlives_the_one_that_started_it(tmp_path: Path) -> None:
    """What they print into ends when the last of them does."""
    script, markers = tmp_path / "two.py", [tmp_path / "a", tmp_path / "b"]
    script.write_text(TWO_THAT_STAY.format(*map(str, markers)), encoding="utf-8")
    paths = os.pathsep.join([str(Path(__file__).parent), *filter(None, sys.path)])
    command, environment = [sys.executable, str(script)], {**os.environ, "PYTHONPATH": paths}
    with running(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as first:
        until(lambda: all(marker.exists() for marker in markers), "both processes to start")
        first.kill()
        ended = Thread(target=first.stdout.read, daemon=True)
        ended.start()
        ended.join(LIMIT / 2)
        assert not ended.is_alive()


@pytest.mark.skipif(os.name == "nt", reason="nobody asks a process of Windows to end")
def test_a_process_that_is_asked_to_end_takes_its_files_along() -> None:
    command = [sys.executable, "-c", ONE_THAT_STAYS.format(LIMIT)]
    with running(command, stdout=subprocess.PIPE, text=True) as process:
        folder = Path(process.stdout.readline().strip())
        assert folder.is_dir()
        process.terminate()
        assert process.wait(timeout=LIMIT) == 128 + signal.SIGTERM
    assert not folder.exists()


@pytest.mark.parametrize(("name", "table"), [("no/such", "one"), ("part", "no/such")])
def test_a_part_that_cannot_be_written_says_where(tmp_path: Path, name: str, table: str) -> None:
    with open_warehouse(None) as warehouse, pytest.raises(KpiError) as caught:
        write_part(warehouse, {table: "SELECT 1"}, tmp_path / name)
    [found] = caught.value.problems
    assert (found.code, found.file) == ("parts_not_written", str((tmp_path / name).parent))
    assert found.fields["reason"].endswith("No such file or directory")
