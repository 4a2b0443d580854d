"""What is delivered: the wheel of this checkout, in an environment with what the lock of users pins, no more."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from waiting_support import LIMIT

from bench.places import ROOT

NAME = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


def installed_wheel(folder: Path) -> Path:
    """The `kpi` command of a new environment in `folder`; nothing is fetched.

    What kpi needs is linked from where the tests run. What only tests need is not there: an import of it fails.
    """
    wheel = build_wheel(folder / "dist")
    environment = folder / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    run(uv, "pip", "install", "--quiet", "--offline", "--no-index", "--no-deps", "--python", python, wheel)
    (site,) = environment.glob("lib/python*/site-packages")
    for place in needed():
        if not (site / place.name).exists():
            (site / place.name).symlink_to(place)
    return environment / "bin" / "kpi"


def build_wheel(folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def needed() -> set[Path]:
    """Modules and packages of all that the lock of users pins, as they lie beside those of tests."""
    found: set[Path] = set()
    for name in NAME.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")):
        try:
            files = metadata.distribution(name).files or []
        except metadata.PackageNotFoundError:  # of another system
            continue
        tops = {Path(str(file)).parts[0] for file in files} - {"..", "__pycache__"}
        found |= {Path(str(metadata.distribution(name).locate_file(top))) for top in tops}
    return {place for place in found if place.exists()}


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LIMIT)
    assert done.returncode == 0, done.stdout + done.stderr
