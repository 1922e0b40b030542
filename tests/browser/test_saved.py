"""Searches that a reader saves: shown on the first page and beside the kept articles."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

#: Narrower than the reading pane needs.
WIDTH = 1100


@pytest.mark.parametrize(
    "path", ["?q=tariff&person=donald-trump", "?q=zzzq", "?q=特朗普&ui=zh-Hant"]
)
def test_29a_a_search_is_saved_shown_at_home_and_forgotten(opening: Open, path: str) -> None:
    """Whatever it finds now: nothing yet, perhaps."""
    page = opening(path, WIDTH)
    button = page.locator(".save-search")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(button).to_have_attribute("aria-pressed", "true")
    total = str(button.get_attribute("data-total"))
    page.goto(".")
    row = page.locator(".saved li")
    expect(row).to_have_count(1)
    expect(row).to_contain_text(path.split("q=")[1].split("&")[0])
    if "person=" in path:
        expect(row).to_contain_text("Donald Trump")
    expect(row.locator("data")).to_have_text(total)
    expect(row.get_by_role("button")).to_have_count(0)
    row.get_by_role("link").click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto("kept")
    row.get_by_role("button", name=re.compile("Remove")).click()
    expect(page.locator(".saved")).to_be_hidden()
    page.goto(path)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_29a_the_pages_of_a_search_are_one_search(opening: Open) -> None:
    page = opening("?q=the&size=5&page=2", WIDTH)
    page.locator(".save-search").click()
    page.goto("?q=the&size=5")
    button = page.locator(".save-search")
    expect(button).to_have_text("Saved")
    page.goto("?q=the&size=5&sort=oldest")
    expect(button).to_have_text("Save this search")
    page.goto("?q=the&page=3&size=5")
    button.click()
    expect(button).to_have_text("Save this search")
    page.goto(".")
    expect(page.locator(".saved")).to_be_hidden()


def test_40_a_saved_search_opens_in_the_language_of_the_page(opening: Open) -> None:
    """And is the same search in each."""
    page = opening("?q=tariff&ui=zh-Hant", WIDTH)
    page.locator(".save-search").click()
    page.goto("?q=tariff")
    expect(page.locator(".save-search")).to_have_text("Saved")
    for home, lang in ((".", "en"), ("?ui=zh-Hans", "zh-Hans")):
        page.goto(home)
        page.locator(".saved li").get_by_role("link").click()
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator("#q")).to_have_value("tariff")
        expect(page.locator(".save-search")).to_have_attribute("aria-pressed", "true")


def test_29a_a_saved_search_says_what_is_new(opening: Open) -> None:
    """Since it was last looked at; looking at it is enough."""
    page = opening("?q=tariff", WIDTH)
    with page.expect_response("**/api/v1/new?q=tariff"):
        page.locator(".save-search").click()
    page.goto(".")
    row = page.locator(".saved li")
    status = page.locator(".saved [role=status]")
    expect(status).to_have_text("Nothing new since you last looked.")
    expect(row.locator(".new")).to_have_count(0)
    page.evaluate(
        "localStorage.saved = JSON.stringify(JSON.parse(localStorage.saved)"
        ".map(([address, words, total]) => [address, words, total, '2001-01-01T00:00:00Z']))"
    )
    page.goto("?ui=zh-Hant")
    total = row.locator("data").inner_text()
    expect(status).to_have_text("自上次查看以來有新文章的搜尋：1")
    expect(row.locator(".new")).to_have_text(f"{total} 篇新文章")
    with page.expect_response("**/api/v1/new?q=tariff"):
        row.get_by_role("link").click()
    page.goto("kept")
    expect(status).to_have_text("Nothing new since you last looked.")


def test_29a_where_the_count_fails_the_searches_stay(opening: Open) -> None:
    page = opening("?q=tariff", WIDTH)
    page.locator(".save-search").click()
    page.route("**/api/v1/new*", lambda route: route.abort())
    page.goto(".")
    expect(page.locator(".saved [role=status]")).to_have_text("What is new could not be loaded.")
    expect(page.locator(".saved li")).to_have_count(1)
