"""The points of reading an article and of the page as a whole, each named by its number."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def test_13_every_result_shows_where_it_matched(opening: Open) -> None:
    page = opening("?q=tariff")
    for hit in page.locator("ol.hits > li").all():
        marks = [mark.lower() for mark in hit.locator("mark").all_inner_texts()]
        assert marks
        assert all("tariff" in mark for mark in marks)
    page.goto("?q=lang:en")
    expect(page.locator("ol.hits .matched").first).to_be_visible()


def test_12_each_text_has_its_language(opening: Open) -> None:
    page = opening("?q=特朗普&ui=zh-Hans")
    languages = {str(hit.get_attribute("lang")) for hit in page.locator("ol.hits > li").all()}
    assert languages == {"en", "zh-Hant", "zh-Hans"}
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def test_29b_a_search_outside_the_archive_says_so(opening: Open) -> None:
    page = opening("?q=tariff&from=1990&to=1995")
    expect(page.locator(".nothing")).to_contain_text("The archive has articles from")
    page.goto("about")
    expect(page.locator("table.holdings").first).to_be_visible()


def open_first(page: Page) -> None:
    """The article of the first headline, on its own page."""
    page.locator("ol.hits h2 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/article/"))


def test_30_names_are_marked_and_can_be_left_plain(opening: Open) -> None:
    page = opening("?q=特朗普")
    open_first(page)
    name = page.locator(".text .name").first
    decoration = "(name) => getComputedStyle(name).textDecorationLine"
    assert name.evaluate(decoration) == "underline"
    page.get_by_label("Names and days").uncheck()
    assert name.evaluate(decoration) == "none"
    page.reload()
    expect(page.get_by_label("Names and days")).not_to_be_checked()
    assert name.evaluate(decoration) == "none"


@pytest.mark.parametrize("scripts", [True, False])
def test_32_results_beside_keep_the_search(opening: Open, scripts: bool) -> None:
    page = opening("?q=tariff&sort=oldest", width=375, java_script_enabled=scripts)
    titles = [title.strip() for title in page.locator("ol.hits h2").all_inner_texts()]
    page.locator("ol.hits h2 a").first.click()
    for title in titles:
        expect(page.locator("h1")).to_have_text(title)
        if title != titles[-1]:
            page.get_by_role("link", name="Next result").click()
    assert page.get_by_role("link", name="Next result").count() == 0
    page.get_by_role("link", name="Previous result").click()
    expect(page.locator("h1")).to_have_text(titles[-2])
    page.get_by_role("link", name="Back to the results").click()
    page.wait_for_url(re.compile(r"q=tariff&sort=oldest$"))


def test_40_another_language_keeps_the_results_beside(opening: Open) -> None:
    page = opening("?q=the OR 的&size=5&page=2")
    open_first(page)
    title = page.locator("h1").inner_text()
    page.locator(".languages a[hreflang=zh-Hant]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("h1")).to_have_text(title)
    page.locator("a[rel=next]").click()
    page.locator("a[rel=prev]").click()
    expect(page.locator("h1")).to_have_text(title)
    assert page.url.endswith("at=6")


def test_32_an_article_of_page_two_leads_back_there(opening: Open) -> None:
    page = opening("?q=the OR 的&size=5&page=2")
    open_first(page)
    page.get_by_role("link", name="Previous result").click()
    page.wait_for_url(re.compile("at=5$"))
    page.get_by_role("link", name="Next result").click()
    page.get_by_role("link", name="Back to the results").click()
    page.wait_for_url(re.compile("page=2&size=5"))


@pytest.mark.parametrize(
    "ui, days",
    [
        ("en", "1 to 13 November 2025"),
        ("zh-Hant", "2025年11月1日至13日"),
        ("zh-Hans", "2025年11月1日至13日"),
    ],
)
def test_40_days_follow_the_language_of_the_page(opening: Open, ui: str, days: str) -> None:
    page = opening(f"?from=2025-11-01&to=2025-11-13&ui={ui}")
    expect(page.locator(".chip")).to_contain_text(days)


def test_44_a_slow_answer_shows_that_it_is_awaited(opening: Open) -> None:
    page = opening("?q=tariff")
    page.evaluate(
        "new MutationObserver(() => sessionStorage.setItem('busy', results.ariaBusy))"
        ".observe(results, { attributeFilter: ['aria-busy'] })"
    )

    def answer_slowly(route: Route) -> None:
        time.sleep(0.6)
        route.continue_()

    page.route(re.compile("q=ferry"), answer_slowly)
    page.locator("#q").fill("ferry")
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile("q=ferry"))
    assert page.evaluate("sessionStorage.getItem('busy')") == "true"
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")


def test_37_back_gives_the_same_place(opening: Open) -> None:
    page = opening("?q=the OR 的&size=20", width=375)
    seventh = page.locator("ol.hits h2 a").nth(7)
    seventh.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    seventh.click()
    page.wait_for_url(re.compile("/article/"))
    page.go_back()
    page.wait_for_function("(y) => Math.abs(scrollY - y) < 30", arg=before)
