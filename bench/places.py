"""Where the texts and gold files are that stay outside the repository."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "KPI_CORPUS"
ROOT = Path(__file__).resolve().parent.parent
KPI = Path(sys.executable).with_name("kpi")
SAMPLE = ("kpi.yml", "targets", "checks", "reports")


def shared() -> Path:
    """The folder of corpus/ and gold/: $KPI_CORPUS, else `shared` beside the checkout; it need not exist."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().resolve() if named else ROOT.parent / "shared"


def absent(folder: Path) -> str:
    """What to tell a person when `folder` is not there."""
    return f"{folder.name}/ is not in {folder.parent}: set {VARIABLE} to the folder that holds corpus/ and gold/"
