"""Point 46: all that a search finds is taken away, as a file or a feed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def _focus_exports(page: Page) -> None:
    """Reach the way to the exports by the keyboard alone."""
    summary = page.locator(".take summary")
    for _ in range(200):
        page.keyboard.press("Tab")
        if summary.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError("no key leads there")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("ui, name", [("en", "Export"), ("zh-Hant", "匯出"), ("zh-Hans", "导出")])
def test_46_the_whole_result_by_the_keyboard(opening: Open, width: int, ui: str, name: str) -> None:
    page = opening(f"?q=tariff OR 關稅&size=5&page=2&sort=oldest&ui={ui}", width)
    _focus_exports(page)
    expect(page.locator(".take summary")).to_have_text(name)
    page.keyboard.press("Enter")
    links = page.locator(".take a")
    expect(links).to_have_count(4)
    addresses = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert [address.split("?")[0] for address in addresses] == [
        *("/export.csv", "/export.jsonl", "/export.ris", "/feed.atom")
    ]
    assert all("page=" not in address and "sort=oldest" in address for address in addresses)
    boxes = [link.bounding_box() for link in links.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    with page.expect_download() as begun:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert begun.value.suggested_filename.endswith(".csv")
    text = Path(begun.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    total = int(page.locator(".save-search").get_attribute("data-total") or 0)
    assert len(rows) == total > 5


def test_46_without_javascript(chromium: Browser, address: str) -> None:
    """A search that finds nothing has a feed of what will come, and the other language's files."""
    context = chromium.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    for query, own in (("tariff", 4), ("zzqx", 1)):
        page.goto(f"?q={query}")
        page.locator(".take summary").click()
        expect(page.locator(".take a")).to_have_count(own + 3)
        expect(page.locator(".take a[href*='across=words']")).to_have_count(3)
        expect(page.locator(".take a").last).to_be_visible()
        feed = page.locator("link[rel=alternate]")
        expect(feed).to_have_attribute("href", f"/feed.atom?q={query}")
    page.goto(".")
    expect(page.locator("link[rel=alternate]")).to_have_attribute("href", "/feed.atom")
    context.close()
