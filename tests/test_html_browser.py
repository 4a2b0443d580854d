"""The page in a real browser: Debian's Chromium, driven by playwright; skipped, with the reason, without it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pypdfium2
import pytest
from browser_support import BROWSER, Tabs, Watched, expected, serious

from tests.html_cases import attacked_page, sample, sample_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = BROWSER


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages as addresses of files."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {"zh": sample_page(), "en": sample_page("en"), "attacked": attacked_page()}
    for name, text in pages.items():
        (folder / f"{name}.html").write_bytes(text.encode("utf-8", errors="replace"))
    return {name: (folder / f"{name}.html").as_uri() for name in pages}


@pytest.fixture
def tab(tabs: Tabs) -> Watched:
    return tabs.blank(1440, 900)


def shown(page: Page) -> list[str]:
    found: list[str] = page.locator("#rows tbody tr:visible").evaluate_all("rows => rows.map(row => row.id)")
    return found


def test_it_opens_without_an_error_and_asks_the_network_for_nothing(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    tab.page.wait_for_timeout(200)
    assert tab.wrong == []
    assert len(shown(tab.page)) == len(sample()[0].targets)


def test_a_verdict_a_field_and_words_narrow_the_rows(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    everything = shown(tab.page)
    tab.page.click(".chips [data-v=missed]")
    missed = shown(tab.page)
    assert 0 < len(missed) < len(everything)
    assert {tab.page.locator(f"#{row} td").first.inner_text().strip() for row in missed} == {"未完成"}
    assert tab.page.locator(".chips [data-v=missed]").get_attribute("aria-pressed") == "true"
    assert tab.page.locator(".shown").inner_text() == f"显示 {len(missed)} / {len(everything)} 项"
    tab.page.select_option("#f-field", "elderly-care")
    assert 0 < len(shown(tab.page)) < len(missed)
    tab.page.fill("#f-text", "没有这样的目标")
    assert shown(tab.page) == [] and tab.page.locator(".nothing").is_visible()
    tab.page.click(".filters [type=reset]")
    expected(tab.page.locator("#rows tbody tr:visible")).to_have_count(len(everything))
    assert shown(tab.page) == everything


def test_words_are_found_in_quotes_too(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    tab.page.fill("#f-text", "57个")
    [row] = shown(tab.page)
    assert "老年助餐服务点" in tab.page.locator(f"#{row}").inner_text()


def test_rows_sort_by_a_heading_both_ways_with_the_keyboard(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])

    def days() -> list[str]:
        return tab.page.locator("#rows tbody td:nth-child(6)").all_inner_texts()

    heading = tab.page.locator("#rows th[data-s=due]")
    heading.locator("[role=button]").focus()
    tab.page.keyboard.press("Enter")
    assert days() == sorted(days()) and heading.get_attribute("aria-sort") == "ascending"
    tab.page.keyboard.press("Enter")
    assert days() == sorted(days(), reverse=True) and heading.get_attribute("aria-sort") == "descending"
    tab.page.select_option("#f-sort", "worst")
    assert tab.page.locator("#rows tbody tr td").first.inner_text().strip() == "未完成"


def test_a_field_of_the_first_screen_shows_its_targets(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    tab.page.click("#overview .fields a[data-field=charity]")
    expected(tab.page.locator("#f-field")).to_have_value("charity")
    assert 0 < len(shown(tab.page)) < len(sample()[0].targets)


@pytest.mark.parametrize("script", [True, False])
def test_a_quote_leads_to_its_words_in_the_report_and_back(
    tabs: Tabs, files: dict[str, str], script: bool
) -> None:
    page = tabs.blank(script=script).page
    page.goto(files["zh"])
    row = page.locator("#rows tbody tr", has_text="57个").first
    number = row.get_attribute("id") or ""
    link = row.locator("a", has_text="57个")
    link.click()
    mark = page.locator(f"#{(link.get_attribute('href') or '')[1:]}")
    mark.wait_for()
    assert mark.inner_text() == "57个"
    box = mark.bounding_box()
    assert box and 0 <= box["y"] <= 720
    assert mark.evaluate("one => one.matches(':target')")
    report = mark.locator("xpath=ancestor::article")
    report.locator(f".paper a[href='#{number}']").first.click()
    page.locator(f"#{number}:target").wait_for()


def test_without_script_it_is_a_plain_table(tabs: Tabs, files: dict[str, str]) -> None:
    page = tabs.blank(script=False).page
    page.goto(files["zh"])
    assert page.locator("#rows tbody tr:visible").count() == len(sample()[0].targets)
    assert not page.locator(".filters").is_visible()


def test_pointing_at_a_figure_draws_what_it_must_fit(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    tab.page.click("#r2 summary")
    tab.page.locator("#r2 .paper b", has_text="221家").first.hover()
    expected(tab.page.locator(".wires path")).to_have_count(3)
    assert tab.page.locator("#r2 .paper b.on").all_inner_texts() == ["221家", "98家", "121家", "3家"]
    assert "98 + 121 + 3 = 222 ≠ 221" in tab.page.locator(".tip").inner_text()
    tab.page.keyboard.press("Escape")
    expected(tab.page.locator(".wires")).to_have_count(0)


def test_relations_are_reached_with_the_keyboard(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    tab.page.click("#r2 summary")
    tab.page.locator("#r2 .rels summary").press("Enter")
    tab.page.locator("#r2 .rels button").first.wait_for()
    tab.page.locator("#r2 .rels button").first.focus()
    tab.page.locator(".wires.bad path").first.wait_for(state="attached")
    tab.page.keyboard.press("Tab")
    expected(tab.page.locator(".wires")).to_have_count(1)


@pytest.mark.parametrize(
    ("lang", "scheme", "width"), [("zh", "light", 1440), ("en", "dark", 1440), ("zh", "dark", 390)]
)
def test_axe_finds_nothing_serious(tabs: Tabs, files: dict[str, str], lang: str, scheme: Any, width: int) -> None:
    page = tabs.blank(width, 900, scheme=scheme).page
    page.goto(files[lang])
    page.click("#r1 summary")
    assert serious(page) == []


@pytest.mark.parametrize("width", [320, 390, 700])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_stands_out_of_a_narrow_screen(tabs: Tabs, files: dict[str, str], lang: str, width: int) -> None:
    page = tabs.blank(width, 844).page
    page.goto(files[lang])
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "media"), [(390, "screen"), (700, "print")])
def test_a_verdict_stands_beside_its_target_not_on_it(
    tabs: Tabs, files: dict[str, str], width: int, media: Literal["screen", "print"]
) -> None:
    page = tabs.blank(width, 844).page
    page.emulate_media(media=media)
    page.goto(files["en"])
    beyond = page.evaluate(
        """() => [...document.querySelectorAll(".worst a, .targets tbody tr")].filter((row) => {
        const words = document.createRange(); words.selectNodeContents(row.children[0]);
        const [one, next] = [words.getBoundingClientRect(), row.children[1].getBoundingClientRect()];
        return one.right > next.left + 1 && one.bottom > next.top + 1; }).map((row) => row.textContent)"""
    )
    assert beyond == []


def test_paper_too_says_what_the_audit_was_held_to(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    tab.page.emulate_media(media="print")
    assert tab.page.get_by_text("与默认不同").is_visible()


def test_on_a_phone_what_proves_a_row_is_folded_away(tabs: Tabs, files: dict[str, str]) -> None:
    page = tabs.blank(390, 844).page
    page.goto(files["zh"])
    assert page.evaluate("document.documentElement.scrollHeight") < 25_000
    row = page.locator("#rows tbody tr.g-missed").first
    quotes, button = row.locator("td:nth-child(7)"), row.locator(".fold")
    assert quotes.is_hidden() and button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    assert quotes.is_visible() and button.get_attribute("aria-expanded") == "true"
    button.press("Enter")
    assert quotes.is_hidden()
    anchor = row.get_attribute("id")
    page.locator(f"#overview .worst a[href='#{anchor}']").click()
    expected(quotes).to_be_visible()
    page.emulate_media(media="print")
    assert page.locator("#rows tbody tr.g-missed td:nth-child(7)").last.is_visible()


def test_of_many_rows_a_phone_shows_some_and_paper_all(tabs: Tabs, tmp_path: Path) -> None:
    """The sample's rows six times over, as its script would find them in a page of many bodies."""
    page = tabs.blank(390, 844).page
    text = sample_page()
    rows = re.search(r"(<tbody class=g-.*?)</table>", text, re.S)
    assert rows
    more = [re.sub(r" id=[^ >]+", "", rows[1]).replace("<tr", "<tr id=t1") for _ in range(5)]
    (tmp_path / "many.html").write_text(text.replace(rows[1], rows[1] + "".join(more), 1), encoding="utf-8")
    page.goto((tmp_path / "many.html").as_uri())
    everything = page.locator("#rows tbody tr").count()
    assert page.locator("#rows tbody tr:visible").count() == 60 < everything
    page.locator("#targets .rest").click()
    assert page.locator("#rows tbody tr:visible").count() == 180
    page.emulate_media(media="print")
    assert page.locator("#rows tbody tr:visible").count() == everything


def test_no_row_is_cut_on_paper(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["zh"])
    # A token at the beginning and at the end of every row and every sum: both must be on one page.
    count = tab.page.evaluate(
        """() => { let n = 0;
        for (const row of document.querySelectorAll("#rows tbody tr, .history tbody tr, .sum")) {
          const cells = row.matches("tr") ? row.children : [row, row];
          cells[0].prepend(`[${n}A]`); cells[cells.length - 1].append(`[${n}Z]`); n++; }
        return n; }"""
    )
    document = tab.page.pdf(prefer_css_page_size=True, print_background=True)
    sheets = list(pypdfium2.PdfDocument(document))
    pages = [re.sub(r"\s", "", sheet.get_textpage().get_text_range()) for sheet in sheets]
    where = [
        tuple([at for at, text in enumerate(pages) if f"[{n}{end}]" in text] for end in "AZ") for n in range(count)
    ]
    assert [n for n, (first, last) in enumerate(where) if len(first) != 1 or first != last] == []
    width, height = (side / 72 * 25.4 for side in sheets[0].get_size())
    assert (round(width), round(height)) == (210, 297)


def test_a_report_full_of_script_stays_inert(tab: Watched, files: dict[str, str]) -> None:
    tab.page.goto(files["attacked"])
    for summary in tab.page.locator("#texts details.text > summary").all():
        summary.click()
    for figure in tab.page.locator(".paper b").all():
        figure.hover()
    tab.page.fill("#f-text", "<img src=x onerror=window.pwned=6>")
    tab.page.wait_for_timeout(200)
    assert tab.page.evaluate("window.pwned") is None
    assert tab.wrong == []
    assert "<script>window.pwned=1</script>" in tab.page.locator("#texts").inner_text()
    assert tab.page.evaluate("document.scripts.length") == 2


def test_the_policy_alone_would_stop_a_script(tabs: Tabs, files: dict[str, str], tmp_path: Path) -> None:
    """Even if escaping failed one day, nothing would run: a foreign script is put in by hand."""
    broken = tmp_path / "broken.html"
    broken.write_text(sample_page().replace("</main>", "<script>window.pwned=1</script></main>"), encoding="utf-8")
    page = tabs.blank().page
    page.goto(broken.as_uri())
    assert page.evaluate("window.pwned") is None
