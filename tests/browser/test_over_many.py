"""Lists of names, every occurrence in context, trends and gaps, as readers use them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_a_list_is_counted_without_a_script_too(page: Page, address: str) -> None:
    """From the first page to the articles of a name, and back to the names as they were sent."""
    page.goto(".")
    page.get_by_role("link", name="Count a list of names").click()
    page.get_by_label("Names, one a line").fill("Trump\n!!\n關稅\nNobody at all")
    page.get_by_role("button", name="Count", exact=True).click()
    rows = page.locator(".names-table tbody tr")
    expect(rows).to_have_count(3)
    expect(page.locator(".bad-lines")).to_contain_text("Line 2")
    expect(page.get_by_label("Names, one a line")).to_have_value(re.compile("Nobody at all"))
    link = rows.first.get_by_role("link").first
    total = link.inner_text()
    link.click()
    expect(page.get_by_role("status").first).to_contain_text(f"{total} article")


def test_a_file_is_uploaded(opening: Open) -> None:
    page = opening("batch?ui=zh-Hant", width=375)
    page.locator("#file").set_input_files(
        {"name": "names.txt", "mimeType": "text/plain", "buffer": "關稅\n特朗普".encode()}
    )
    page.locator("button[value=page]").click()
    expect(page.locator(".names-table tbody tr")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_a_list_as_a_file(opening: Open) -> None:
    page = opening("batch")
    page.locator("#names").fill("Trump")
    with page.expect_download() as download:
        page.get_by_role("button", name="Count as CSV").click()
    assert download.value.suggested_filename.endswith(".csv")


def test_every_occurrence_stands_in_a_line(page: Page) -> None:
    """Its mark in the middle; sorted by a side; and it opens where it stands."""
    page.goto("?q=tariff OR 關稅")
    page.get_by_role("link", name="In context").click()
    lines = page.locator(".kwic tbody tr")
    count = lines.count()
    assert count > 10
    expect(page.locator(".kwic mark")).to_have_count(count)
    page.get_by_role("link", name="Words after").click()
    expect(page.get_by_role("link", name="Words after")).to_have_attribute("aria-current", "true")
    expect(lines).to_have_count(count)
    widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    text = lines.first.locator("mark").inner_text()
    lines.first.locator(".place a").click()
    expect(page.locator(".quoted mark").first).to_contain_text(text)
    expect(page.locator(".quoted").first).to_be_in_viewport()


def test_what_is_nearest_to_the_match_is_seen(opening: Open) -> None:
    """On a phone there is room for little of a side: it is what stands next to the match."""
    page = opening("context?q=tariff OR 關稅", width=375, height=667)
    row = page.locator(".kwic tbody tr").filter(has=page.locator("text=/./")).nth(3)
    before, place = row.locator(".before bdi"), row.locator(".place mark")
    left, right = before.bounding_box(), place.bounding_box()
    assert left
    assert right
    assert abs(left["x"] + left["width"] - right["x"]) < 16
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def test_searches_side_by_side(page: Page) -> None:
    """From the results of one; a second is added, a measure chosen, one is left out."""
    page.goto("?q=tariff")
    fold = page.locator(".fold summary")
    if fold.is_visible():
        fold.click()
    page.get_by_role("link", name="Trends").click()
    page.get_by_label("Search 2").fill("關稅")
    page.get_by_role("button", name="Draw").click()
    expect(page.locator(".trend-list li")).to_have_count(2)
    points = page.locator(".trend-chart .bars a")
    assert points.count() > 2
    page.get_by_role("link", name="Per 10,000 published", exact=True).click()
    expect(page.locator(".trend-list li")).to_have_count(2)
    cells = page.locator(".trend-table tbody a")
    expect(points).to_have_count(cells.count())
    page.get_by_role("link", name="leave out 關稅").click()
    expect(page.locator(".trend-list li")).to_have_count(1)
    expect(page.get_by_label("Search 2")).to_have_value("")


def test_points_are_one_stop_of_the_keyboard(opening: Open) -> None:
    page = opening("trends?q=tariff&q=關稅")
    points = page.locator(".trend-chart .bars a")
    expect(points.first).to_have_attribute("tabindex", "0")
    points.first.focus()
    page.keyboard.press("ArrowRight")
    expect(points.nth(1)).to_be_focused()
    expect(page.locator(".trend-chart .said")).to_contain_text("article")


@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize(
    "path", ["batch", "context?q=tariff", "trends?q=tariff&q=關稅", "?q=zzqx&from=1990", "about"]
)
def test_nothing_is_wider_than_the_window(opening: Open, path: str, ui: str) -> None:
    page = opening(f"{path}{'&' if '?' in path else '?'}ui={ui}", width=320, height=640)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_few_results_say_where_the_archive_is_empty(page: Page) -> None:
    page.goto("?q=zzqx&from=1990")
    expect(page.locator(".gaps-told")).to_contain_text("1990")
