"""What is installed: everything that belongs to the package, nothing else, and all that it imports.

The commands of README run there, too: tests/test_docs.py runs them from the same environment.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from waiting_support import LIMIT
from wheel_support import build_wheel, run

from bench.places import ROOT

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the environment is made where a process can fork")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    with ZipFile(build_wheel(tmp_path_factory.mktemp("wheel"))) as wheel:
        return set(wheel.namelist())


def below(folder: str, start: str = "") -> set[str]:
    paths = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {start + path.relative_to(ROOT).as_posix() for path in paths if not path.name.startswith(".")}


def test_it_holds_the_package_and_the_sample(names: set[str]) -> None:
    sample = {name for folder in ("checks", "reports", "targets") for name in below(folder, "kpi/starter/")}
    package = {name for name in names if ".dist-info/" not in name}
    kept_beside = {name for name in below("kpi") if name.endswith(".pickle")}  # data that was parsed once
    assert package == below("kpi") - kept_beside | sample | {"kpi/starter/kpi.yml"}
    assert "kpi/py.typed" in names


def test_the_wheel_is_built_as_the_pages_say(tmp_path: Path) -> None:
    """Without isolation, which would fetch what builds it."""
    pages = [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/ci.md")]
    command = "pip wheel --no-deps -w dist ."
    assert all(command in page for page in pages)
    options = [one for one in command.split()[1:] if one not in ("dist", ".")]
    run(sys.executable, "-m", "pip", *options, tmp_path, "--no-build-isolation", "--quiet", ".")
    (wheel,) = tmp_path.glob("*.whl")
    named = {found for page in pages for found in re.findall(r"[\w.-]+\.whl", page)}
    assert named == {wheel.name}


def test_it_says_what_it_is(names: set[str]) -> None:
    told = {name.partition(".dist-info/")[2] for name in names if ".dist-info/" in name}
    assert {"METADATA", "entry_points.txt", "licenses/LICENSE"} <= told


def asked(kpi: Path, code: str) -> list[str]:
    """What Python of the installed environment prints, away from the checkout."""
    python = kpi.parent / "venv" / "bin" / "python"
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [python, "-c", code],
        cwd=kpi.parent,
        env=outside,
        capture_output=True,
        text=True,
        check=True,
        timeout=LIMIT,
    )
    return done.stdout.split()


@needs_fork
def test_the_environment_has_the_wheel_and_nothing_of_tests(kpi_command: Path) -> None:
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    absent = [name for name in ("pytest", "hypothesis", "mypy", "xmlschema") if f"\n{name}==" not in locked]
    assert absent
    code = (
        "import kpi, duckdb, importlib.util as found\n"
        f"print(kpi.__file__, *[name for name in {absent} if found.find_spec(name)])"
    )
    (place,) = asked(kpi_command, code)
    assert Path(place).is_relative_to(kpi_command.parent / "venv")


@needs_fork
def test_its_own_script_runs(kpi_command: Path, tmp_path: Path) -> None:
    """Not from the server: as pip made it."""
    script = kpi_command.parent / "venv" / "bin" / "kpi"
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    for arguments, said in ((["--version"], f"kpi {version}"), (["init", "new", "--lang", "en"], "new")):
        done = subprocess.run(
            [script, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=LIMIT
        )
        assert done.returncode == 0 and said in done.stdout + done.stderr
    assert (tmp_path / "new/checks/targets.yml").is_file()
