"""How long the HTML summary takes beyond the audit, how large it is, and when a browser can use it.

`python -m bench.html [FOLDER]` keeps the generated workspace and the page in FOLDER.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bench.html_workspace import make_workspace

GOAL_BEYOND, GOAL_INTERACTIVE, GOAL_BYTES = 2.0, 1.0, 1_000_000
# As root and without a network: no sandbox, and nothing that Chromium would look up by itself.
CHROMIUM_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def bench_html(folder: Path) -> None:
    from bench.run import show
    from kpi.auditing.evidence import load_evidence
    from kpi.auditing.pipeline import audit
    from kpi.presenting.audit_json import audit_json
    from kpi.presenting.html.page import render
    from kpi.presenting.jsonvalues import dumps
    from kpi.warehouse.store import open_warehouse

    root = make_workspace(folder / "workspace")
    result = audit(root)
    start = time.perf_counter()
    with open_warehouse(root) as warehouse:
        evidence = load_evidence(warehouse)
    page = render(result, evidence, "zh")
    (folder / "kpi-report.html").write_text(page, encoding="utf-8")
    (folder / "kpi-report.json").write_text(dumps(audit_json(result)), encoding="utf-8")
    beyond = time.perf_counter() - start
    size = len(page.encode())
    about = f"{len(result.reports)} reports, {len(result.targets)} targets"
    show(f"kpi html beyond the audit, {about}", f"{beyond:.2f} s", GOAL_BEYOND, beyond)
    show("its size", f"{size / 1e6:.2f} MB" + ("" if size < GOAL_BYTES else ", EXCEEDED"))
    ready = interactive(folder / "kpi-report.html")
    if ready is None:
        show("interactive in headless Chromium", "not measured: no Chromium or no playwright")
    else:
        show("interactive in headless Chromium, median of 3", f"{ready:.2f} s", GOAL_INTERACTIVE, ready)


def chromium() -> str | None:
    """The browser to drive: $CHROMIUM, else Debian's."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def interactive(page: Path) -> float | None:
    """Seconds from navigation until the page's script has run (domContentLoadedEventEnd); median of 3 loads."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    binary = chromium()
    if binary is None:
        return None
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=list(CHROMIUM_FLAGS))
        for _ in range(3):
            tab = browser.new_page()
            tab.goto(page.resolve().as_uri())
            times.append(tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"))
            tab.close()
        browser.close()
    return sorted(times)[1] / 1000


def main() -> int:
    if len(sys.argv) > 1:
        bench_html(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            bench_html(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
