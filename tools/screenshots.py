"""Pictures of the sample's HTML summary for the README: `make screenshots` writes docs/images/*.png.

Needs Chromium (Debian package chromium) and the fonts of fonts-noto-cjk.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.html import CHROMIUM_FLAGS, chromium  # noqa: E402
from bench.places import SAMPLE  # noqa: E402

IMAGES = ROOT / "docs" / "images"
LIMIT = 300_000  # bytes of a picture
# name, width, height, scheme, language, where the page is opened, what is pointed at
Scheme = Literal["light", "dark"]
PICTURES: tuple[tuple[str, int, int, Scheme, str, str, str], ...] = (
    ("summary", 1280, 860, "light", "zh", "", ""),
    ("summary-en", 1280, 860, "light", "en", "", ""),
    ("targets", 1280, 860, "light", "zh", "targets", ""),
    ("contradictions", 1280, 800, "light", "zh", "sums", ""),
    ("evidence", 1280, 700, "light", "zh", "", "221家"),
    ("dark", 1280, 700, "dark", "zh", "history", ""),
    ("phone", 390, 844, "light", "zh", "t10", ""),
)


def main() -> int:
    binary = chromium()
    if binary is None:
        print("screenshots need Chromium: apt-get install chromium fonts-noto-cjk", file=sys.stderr)
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pages = write_pages(Path(folder))
        take(binary, pages)
    heavy = [path.name for path in IMAGES.glob("*.png") if path.stat().st_size > LIMIT]
    if heavy:
        print(f"larger than {LIMIT // 1000} kB: {', '.join(heavy)}", file=sys.stderr)
    return 2 if heavy else 0


def write_pages(folder: Path) -> dict[str, Path]:
    """The sample's page in both languages, from a copy: the checkout gets no .kpi folder."""
    from kpi.auditing.evidence import load_evidence
    from kpi.auditing.pipeline import audit
    from kpi.presenting.html.page import render
    from kpi.warehouse.store import open_warehouse

    root = folder / "sample"
    root.mkdir()
    for name in SAMPLE:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    result = audit(root)
    with open_warehouse(root) as warehouse:
        evidence = load_evidence(warehouse)
    pages: dict[str, Path] = {}
    for lang in ("zh", "en"):
        pages[lang] = folder / f"{lang}.html"
        pages[lang].write_text(render(result, evidence, lang), encoding="utf-8")
    return pages


def take(binary: str, pages: dict[str, Path]) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=list(CHROMIUM_FLAGS))
        for name, width, height, scheme, lang, anchor, figure in PICTURES:
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            tab.goto(pages[lang].as_uri() + (f"#{anchor}" if anchor else ""))
            if figure:
                tab.click("#r2 summary")
                found = tab.locator("#r2 .paper b", has_text=figure).first
                found.evaluate("one => one.scrollIntoView({block: 'center'})")
                found.hover()
            tab.wait_for_timeout(200)
            path = IMAGES / f"{name}.png"
            tab.screenshot(path=str(path))
            tab.close()
            print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
