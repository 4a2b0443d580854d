"""Debian's Chromium, driven by playwright: one a process, as playwright starts no second one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import pytest
from waiting_support import LIMIT

from bench.html import CHROMIUM_FLAGS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Locator, LocatorAssertions, Page

CHROMIUM = chromium()
BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium, or name one in $CHROMIUM"),
]
RUN_AXE = "() => axe.run({resultTypes: ['violations']})"  # what is well is not told in full


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as playwright:
        sync_api.expect.set_options(timeout=LIMIT * 1000)
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(CHROMIUM_FLAGS), timeout=LIMIT * 1000
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


class Tabs:
    """Tabs that stay open from test to test: a window for each takes three times as long as the page in it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[bool, Watched] = {}

    def blank(
        self,
        width: int = 1280,
        height: int = 720,
        script: bool = True,
        scheme: Literal["light", "dark"] = "light",
    ) -> Watched:
        """A tab as a new one would be: of this size, empty, the pointer in a corner, nothing wrong yet.

        What it showed last is gone with the page; our pages keep nothing elsewhere.
        """
        if script not in self._kept:
            self._kept[script] = Watched(opened(self._browser, java_script_enabled=script))
        tab = self._kept[script]
        tab.page.goto("about:blank")
        tab.page.mouse.move(0, 0)
        tab.page.set_viewport_size({"width": width, "height": height})
        tab.page.emulate_media(media="null", color_scheme=scheme)
        tab.wrong.clear()
        return tab


class Watched:
    """A tab, and everything that went wrong in it: console errors, exceptions, requests, dialogs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda said: self.note(said.text, said.type in ("error", "warning")))
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("request", lambda asked: self.note(asked.url, not asked.is_navigation_request()))
        page.on("dialog", self.answer)

    def answer(self, dialog: Dialog) -> None:
        """A page that would rather stay, as it has decisions that nobody saved, is left all the same."""
        self.note(dialog.message)
        if dialog.type == "beforeunload":
            dialog.accept()
        else:
            dialog.dismiss()

    def note(self, what: str, wrong: bool = True) -> None:
        if wrong:
            self.wrong.append(what)


def opened(browser: Browser, **options: Any) -> Page:
    """A page on which every wait ends, late enough for a loaded machine."""
    page = browser.new_page(**options)
    page.set_default_timeout(LIMIT * 1000)
    return page


def expected(found: Locator) -> LocatorAssertions:
    """For what the page does a moment after the click."""
    from playwright.sync_api import expect

    return expect(found)


def serious(page: Page) -> list[tuple[str, Any, str]]:
    """What axe finds serious or worse on the page: (rule, element, what to mend)."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page.evaluate(axe.Axe().axe_script)
    return [
        (one["id"], node["target"], node.get("failureSummary", "")[:200])
        for one in page.evaluate(RUN_AXE)["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]
