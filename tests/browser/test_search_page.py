"""A journalist's way through the archive, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def is_phone(page: Page) -> bool:
    """Whether filters are behind a button."""
    size = page.viewport_size
    return size is not None and size["width"] < 600


def open_filters(page: Page) -> None:
    """Show the filters where they are behind a button."""
    if is_phone(page):
        page.locator("a.filters-button").click()


def no_sideways_scroll(page: Page, scripts: bool) -> None:
    """The page is not wider than the window."""
    if scripts:
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide


def search_for(page: Page, query: str) -> None:
    """Type a query on the first page."""
    page.goto(".")
    box = page.get_by_label(re.compile("Search 40 articles"))
    box.fill(query)
    box.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(query)


def leave_the_pane(page: Page) -> None:
    """On a wide page an article is read beside the list first: go to its own page."""
    expect(page.locator(".pane mark").first).to_have_text(re.compile("關稅|关税"))
    no_sideways_scroll(page, scripts=True)
    page.get_by_role("link", name="Open on its own page").click()


def runs_scripts(request: pytest.FixtureRequest) -> bool:
    return "no js" not in request.node.name


def test_from_a_query_to_a_marked_article(page: Page, request: pytest.FixtureRequest) -> None:
    """Types a query, ticks a person, opens a hit, sees marked text, goes back to the results."""
    scripts = runs_scripts(request)
    search_for(page, "关税")
    first = page.locator("ol.hits > li").first
    expect(first.locator("mark").first).to_have_text(re.compile("關稅|关税"))
    no_sideways_scroll(page, scripts)

    open_filters(page)
    person = page.get_by_role("checkbox", name=re.compile("Donald Trump"))
    person.check()
    if is_phone(page) or not scripts:
        # On a phone several filters are chosen before they are applied.
        page.get_by_role("button", name="Apply").last.click()
    page.wait_for_url(re.compile("person=donald-trump"))
    expect(page.locator("input[value=donald-trump]")).to_be_checked()
    expect(page.locator(".chip")).to_contain_text("Donald Trump")
    count = page.locator("ol.hits > li").count()
    assert count >= 1
    expect(page.get_by_role("status")).to_contain_text(f"of {count} article")

    headline = page.locator("ol.hits h2 a").first
    title = headline.inner_text()
    headline.click()
    if scripts and not is_phone(page):
        leave_the_pane(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("main mark").first).to_have_text(re.compile("關稅|关税"))
    no_sideways_scroll(page, scripts)
    page.get_by_role("link", name=re.compile("Back to the results")).click()
    expect(page.get_by_role("status")).to_contain_text("关税")
    assert "person=donald-trump" in page.url


def test_every_script_finds_the_same(page: Page) -> None:
    """關稅 and 关税 give one answer, and so do the names of one person as a filter."""
    totals = []
    for query in ("關稅", "关税", "「關稅」"):
        page.goto(f"?q={query}")
        totals.append(page.locator("ol.hits h2 a").all_inner_texts())
    assert totals[0] == totals[1] == totals[2] != []


def test_a_filter_can_be_excluded_and_cleared(page: Page) -> None:
    page.goto("?q=tariff")
    before = page.locator("ol.hits > li").count()
    open_filters(page)
    page.get_by_role("link", name="Exclude Donald Trump").click()
    page.wait_for_url(re.compile("-person=donald-trump"))
    assert page.locator("ol.hits > li").count() < before
    expect(page.locator(".chip")).to_contain_text("not Donald Trump")
    page.get_by_role("link", name="Clear all").click()
    assert page.locator("ol.hits > li").count() == before


def test_sorting_paging_and_the_end(page: Page) -> None:
    page.goto("?size=15")
    page.get_by_role("link", name="Oldest").click()
    days = [str(one.get_attribute("datetime"))[:10] for one in page.locator("ol.hits time").all()]
    assert days == sorted(days)
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Next").click()
    assert "sort=oldest" in page.url
    assert "page=2" in page.url
    page.goto("?size=15&page=99")
    expect(page.locator("main")).to_contain_text("past the end")


def test_the_timeline_of_days_mentioned_narrows_to_its_bar(page: Page) -> None:
    """Its articles show where they mention the day, and a day in one leads to all that do."""
    page.goto("?q=the&chart=mentioned")
    bar = page.locator("figure.mentioned svg a").first
    label = str(bar.get_attribute("aria-label"))
    count = int(re.findall(r"[\d,]+ article", label)[0].split()[0].replace(",", ""))
    page.goto(str(bar.get_attribute("href")))
    expect(page.get_by_role("status")).to_contain_text(f"of {count} article")
    first = page.locator("ol.hits > li").first
    assert first.locator("mark").count()
    first.locator("h2 a").click()
    day = page.locator(".text a.name.date").first
    expect(day).to_have_attribute("title", re.compile(r"\d"))
    day.click()
    expect(page.locator(".chips")).to_contain_text("days mentioned")
    expect(page.get_by_role("status")).to_contain_text("article")


def test_slash_goes_to_the_query_box(page: Page, request: pytest.FixtureRequest) -> None:
    if not runs_scripts(request):
        pytest.skip("needs JavaScript")
    page.goto("?q=tariff")
    page.keyboard.press("/")
    expect(page.locator("input[name=q]")).to_be_focused()
    page.keyboard.type("/x")
    assert page.locator("input[name=q]").input_value().endswith("/x")


def test_4_enter_in_mid_composition_does_not_search(
    page: Page, request: pytest.FixtureRequest
) -> None:
    """An input method's Enter accepts characters; it must not submit the form."""
    if not runs_scripts(request):
        pytest.skip("needs JavaScript")
    page.goto(".")
    prevented = page.evaluate(
        """() => {
            const box = document.querySelector("input[name=q]");
            const event = new KeyboardEvent("keydown",
                {key: "Enter", isComposing: true, bubbles: true, cancelable: true});
            return !box.dispatchEvent(event);
        }"""
    )
    assert prevented
    assert page.url.endswith("/")
