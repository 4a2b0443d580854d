"""Time the opening of documents, in CPU seconds of one core: `python -m bench.documents`.

Reads the documents beside the corpus (KPI_CORPUS); says so where there are none.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.places import absent, shared

RUNS = 5
GOAL_DOCX, GOAL_PAGES, GOAL_HTML = 0.2, 100, 0.05  # seconds, pages a second, seconds


def cpu(action: Callable[[], object]) -> float:
    """The least CPU time of some runs after one that warms up."""
    action()
    best = float("inf")
    for _ in range(RUNS):
        begin = time.process_time()
        action()
        best = min(best, time.process_time() - begin)
    return best


def opened(path: Path) -> Callable[[], object]:
    """Opening a file as commands do, without what was kept from the last time."""
    from kpi.documents.reading import built

    data = path.read_bytes()
    return lambda: built(data, path)  # in this process, whose time is taken


def main() -> int:
    folder = shared() / "documents"
    if not folder.is_dir():
        print(absent(folder))
        return 0
    import pypdfium2 as pdfium

    for path in sorted(folder.glob("*.docx")):
        if not path.name.startswith("password"):
            print(f"{path.name:32} {cpu(opened(path)):7.3f} s   (goal {GOAL_DOCX} s for 25 pages)")
    for path in sorted(folder.glob("*.html")):
        print(f"{path.name:32} {cpu(opened(path)):7.3f} s   (goal {GOAL_HTML} s)")
    for path in sorted(folder.glob("*.pdf")):
        if path.name != "scan.pdf":
            pages = len(pdfium.PdfDocument(path))
            print(f"{path.name:32} {pages / cpu(opened(path)):7.0f} pages/s   (goal {GOAL_PAGES})")
    for path in sorted([*folder.glob("*.ofd"), *folder.glob("*.xls*")]):
        print(f"{path.name:32} {cpu(opened(path)):7.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
