"""Debian's Chromium, driven by playwright: one a process, as playwright starts no second one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from waiting_support import LIMIT

from bench.html import CHROMIUM_FLAGS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, LocatorAssertions, Page

CHROMIUM = chromium()
BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium: apt-get install chromium, or name one in $CHROMIUM"),
]


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


class Watched:
    """A tab, and everything that went wrong in it: console errors, exceptions, requests, dialogs."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda said: self.note(said.text, said.type in ("error", "warning")))
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("request", lambda asked: self.note(asked.url, not asked.is_navigation_request()))
        page.on("dialog", lambda dialog: (self.note(dialog.message), dialog.dismiss()))

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
