"""The article beside the list on a wide page, and the way to its own page everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

SEARCH = "?q=tariff"


def headlines(page: Page) -> Locator:
    return page.locator("ol.hits h2 a")


def pane(page: Page) -> Locator:
    return page.locator(".pane")


def expect_shown(page: Page, n: int) -> None:
    """The article of the n-th result, from 1, is read beside the list; the page tells so."""
    title = headlines(page).nth(n - 1).inner_text()
    expect(pane(page)).to_be_visible()
    expect(page.locator(".pane article h2").first).to_have_text(title)
    expect(page.locator(".pane [role=status]").first).to_have_text(title)
    expect(page.locator("ol.hits > li[aria-current=true] h2")).to_have_text([title])
    expect(page.locator("h1")).to_have_count(1)
    assert page.url.endswith(f"{SEARCH}#read-{n}")


def answering(page: Page, handler: Callable[[Route], None]) -> None:
    """Requests for articles go to the handler.

    The page is loaded again, because a page that stands may still send its next request past a
    handler that came after it.
    """
    page.route("**/article/**", handler)
    page.reload()


def holding(page: Page) -> list[Route]:
    """Keep back the answers of articles; the list has those that were asked for since."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    answering(page, hold)
    return held


def expect_asked(page: Page, held: list[Route], count: int) -> None:
    """So many articles were asked for; waits while the page goes on, ten seconds at most."""
    for _ in range(200):
        if len(held) >= count:
            break
        page.wait_for_timeout(50)
    assert len(held) == count


def expect_closed(page: Page) -> None:
    expect(pane(page)).to_be_hidden()
    expect(page.locator("ol.hits > li[aria-current]")).to_have_count(0)
    assert "#" not in page.url


def test_25_a_link_that_is_pressed_beside_days_is_followed(opening: Open) -> None:
    """To the article's page, or to the article beside the list; the days do not come between."""
    page = opening("?q=tariff", 1100)
    page.locator("#from").fill("2024")
    page.locator("ol.hits h2 a").first.click()
    page.wait_for_url(re.compile("/article/"))
    page = opening("?q=tariff", 1280)
    page.locator("#from").fill("2024")
    headline = page.locator("ol.hits h2 a").first
    headline.click()
    expect(page.locator(".pane article h2").first).to_have_text(headline.inner_text())
    assert page.url.endswith("/?q=tariff#read-1")
    expect(page.locator("#from")).to_have_value("2024")


@pytest.mark.parametrize("way", ["Escape", "Close"])
def test_29a_a_click_shows_the_article_beside_the_list(opening: Open, way: str) -> None:
    """Whatever of the headline is clicked; closed, the focus is where it was."""
    page = opening(SEARCH)
    expect(pane(page)).to_be_hidden()
    headlines(page).nth(1).locator("mark").first.click()
    expect_shown(page, 2)
    assert pane(page).locator(".text p").count() > 1
    assert pane(page).locator("mark").count()
    headlines(page).nth(0).click()
    expect_shown(page, 1)
    expect(headlines(page).first).to_have_class("read")
    if way == "Escape":
        page.keyboard.press("Escape")
    else:
        pane(page).get_by_role("button", name="Close").click()
    expect_closed(page)
    expect(headlines(page).first).to_be_focused()
    page.keyboard.press("Escape")
    expect_closed(page)


def test_29a_j_and_k_show_and_enter_leads_to_the_page(opening: Open) -> None:
    page = opening(SEARCH)
    for key, n in (("j", 1), ("j", 2), ("j", 3), ("k", 2)):
        page.keyboard.press(key)
        expect_shown(page, n)
        expect(headlines(page).nth(n - 1)).to_be_focused()
    title = headlines(page).nth(1).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/article/"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.go_back()
    expect_shown(page, 2)


def test_29a_hits_are_stepped_through_beside_the_list(opening: Open) -> None:
    """And j goes on from the article that is read, x keeps it, though the focus is in its text."""
    page = opening(SEARCH)
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect_shown(page, 2)
    status = pane(page).locator(".hits-here [role=status]")
    n = int(str(status.inner_text()).split()[0])
    page.keyboard.press("n")
    expect(status).to_have_text(f"Hit 1 of {n}")
    expect(pane(page).locator("mark.current").first).to_be_in_viewport()
    page.keyboard.press("N")
    expect(status).to_have_text(f"Hit {n} of {n}")
    pane(page).get_by_role("button", name="Next hit").click()
    expect(status).to_have_text(f"Hit 1 of {n}")
    page.keyboard.press("x")
    expect(page.locator(".keep:checked")).to_have_count(1)
    expect(page.locator("li[aria-current=true] .keep")).to_be_checked()
    page.keyboard.press("j")
    expect_shown(page, 3)
    page.keyboard.press("k")
    expect_shown(page, 2)
    page.keyboard.press("n")
    expect(status).to_have_text(f"Hit 1 of {n}")


def test_37_the_address_opens_the_article_again(opening: Open) -> None:
    """On reload, after Back, and typed; j goes on from it. One of no result opens nothing."""
    page = opening(f"{SEARCH}#read-3")
    expect_shown(page, 3)
    page.reload()
    expect_shown(page, 3)
    page.keyboard.press("k")
    expect_shown(page, 2)
    page.keyboard.press("j")
    expect_shown(page, 3)
    pane(page).get_by_role("link", name="Open on its own page").click()
    page.wait_for_url(re.compile("/article/"))
    page.go_back()
    expect_shown(page, 3)
    page.goto(f"{SEARCH}#read-2")
    expect_shown(page, 2)
    page.keyboard.press("Escape")
    page.reload()
    expect_closed(page)
    for sign in ("read-0", "read-99", "read--1", "read-", "read-1x", "first"):
        page = opening(f"{SEARCH}#{sign}")
        expect(page.locator(".keep").first).to_be_visible()
        expect(pane(page)).to_be_hidden()


def test_29a_only_a_plain_click_on_a_wide_page(opening: Open) -> None:
    """With a key held another tab opens; from 1,200 pixels on the article is beside the list."""
    page = opening(SEARCH)
    for how in (["Control"], ["Shift"]):
        with page.context.expect_page() as opened:
            headlines(page).first.click(modifiers=how)  # type: ignore[arg-type]
        expect(opened.value.get_by_role("heading", level=1)).to_be_visible()
        opened.value.close()
        expect_closed(page)
    page.set_viewport_size({"width": 1200, "height": 800})
    headlines(page).first.click()
    expect_shown(page, 1)
    page.set_viewport_size({"width": 1199, "height": 800})
    expect_closed(page)
    expect(headlines(page).first).to_be_focused()
    page.keyboard.press("j")
    expect_closed(page)
    title = headlines(page).first.inner_text()
    headlines(page).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    assert "/article/" in page.url


def test_29a_a_phone_never_shows_it(opening: Open) -> None:
    page = opening(f"{SEARCH}#read-1", 390, 664)
    expect(page.locator(".keep").first).to_be_attached()
    expect(pane(page)).to_be_hidden()
    headlines(page).first.click()
    page.wait_for_url(re.compile("/article/"))


def test_29a_without_scripts_a_headline_is_a_link(opening: Open) -> None:
    page = opening(f"{SEARCH}#read-1", java_script_enabled=False)
    expect(pane(page)).to_be_hidden()
    headlines(page).first.click()
    page.wait_for_url(re.compile("/article/"))


def test_29a_the_list_keeps_its_place(opening: Open) -> None:
    page = opening("?sort=newest&size=50", 1280, 700)
    at = headlines(page).nth(25)
    at.evaluate("(link) => scrollTo(0, scrollY + link.getBoundingClientRect().top - 300)")

    def top() -> float:
        return float(at.evaluate("(link) => link.closest('li').getBoundingClientRect().top"))

    before = top()
    at.click()
    expect(pane(page).locator("article")).to_be_visible()
    assert abs(top() - before) < 2
    page.keyboard.press("Escape")
    expect(pane(page)).to_be_hidden()
    assert abs(top() - before) < 2
    expect(at).to_be_focused()


def test_44_a_slow_answer_is_told_and_can_be_left(opening: Open) -> None:
    page = opening(SEARCH)
    holding(page)
    headlines(page).first.click()
    expect(page.locator(".pane-text[aria-busy=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect_closed(page)
    page.unroute("**/article/**")
    headlines(page).nth(1).click()
    expect_shown(page, 2)
    expect(page.locator(".pane-text[aria-busy]")).to_have_count(0)


@pytest.mark.parametrize("failure", [503, 404, None])
def test_44_a_failing_answer_is_told(opening: Open, failure: int | None) -> None:
    """And the next one is shown; the way to the article's own page is there all the while."""
    page = opening(SEARCH)

    def fail(route: Route) -> None:
        if failure is None:
            route.abort()
        else:
            route.fulfill(status=failure, body="<main class=article><article>no</article></main>")

    answering(page, fail)
    headlines(page).first.click()
    expect(page.locator(".pane-text")).to_have_text("The article could not be loaded.")
    expect(page.locator(".pane-text[aria-busy]")).to_have_count(0)
    way = pane(page).get_by_role("link", name="Open on its own page")
    assert way.get_attribute("href") == headlines(page).first.evaluate("(link) => link.href")
    assert not page.locator("ol.hits h2 a.read").count()
    page.unroute("**/article/**")
    headlines(page).first.click()
    expect_shown(page, 1)


@pytest.mark.parametrize("order", [(2, 0, 1), (0, 1, 2)])
def test_29a_of_quick_steps_the_last_is_shown(opening: Open, order: tuple[int, ...]) -> None:
    """Whichever answer comes first."""
    page = opening(SEARCH)
    titles = headlines(page).all_inner_texts()
    held = holding(page)
    for n in range(3):
        page.keyboard.press("j")
        expect(page.locator("li[aria-current=true] h2")).to_have_text(titles[n])
        # What is no longer waited for may never be sent, where the next step comes first.
        expect_asked(page, held, n + 1)
    expect(page.locator(".pane-text[aria-busy=true]")).to_have_count(1)
    for n in order:
        body = f"<main class=article><article><h1>{titles[n]}</h1></article></main>"
        held[n].fulfill(body=body, content_type="text/html; charset=utf-8")
    expect_shown(page, 3)
    expect(page.locator(".pane-text[aria-busy]")).to_have_count(0)
    expect_shown(page, 3)


def test_29a_escape_elsewhere_leaves_the_article_open(opening: Open) -> None:
    """In the query box it empties the box or ends a composition; in a dialog it closes that."""
    page = opening(SEARCH)
    headlines(page).first.click()
    expect_shown(page, 1)
    page.locator("#q").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_be_focused()
    expect_shown(page, 1)
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect_shown(page, 1)


def test_29a_hits_are_stepped_through_where_the_list_stays(opening: Open) -> None:
    """Only the article scrolls, however far down the list it was opened."""
    page = opening("?q=the&size=50", 1280, 400)
    headlines(page).last.click()
    expect(pane(page).locator(".hits-here")).to_be_visible()
    before = page.evaluate("scrollY")
    assert before > 1000
    for key in ("n", "n", "N", "N"):
        page.keyboard.press(key)
        expect(pane(page).locator("mark.current").first).to_be_in_viewport()
        assert page.evaluate("scrollY") == before


def test_29a_lists_below_the_article_have_small_headings(opening: Open) -> None:
    """The headline is the only large one."""
    page = opening(SEARCH)
    headlines(page).first.click()
    headings = pane(page).locator(".named h2")
    expect(headings.first).to_be_visible()
    sizes = {
        one.evaluate("(heading) => getComputedStyle(heading).fontSize") for one in headings.all()
    }
    assert sizes == {"14px"}


def test_40_another_language_shows_the_same_article(opening: Open) -> None:
    page = opening(SEARCH)
    headlines(page).nth(1).click()
    expect_shown(page, 2)
    title = headlines(page).nth(1).inner_text()
    page.locator(".languages a[hreflang=zh-Hant]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(pane(page).locator("article h2").first).to_have_text(title)
    page.keyboard.press("Escape")
    expect_closed(page)
    page.locator(".languages a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect_closed(page)


def test_14_the_article_that_is_read_is_marked_in_forced_colours(opening: Open) -> None:
    """By a line, which has a colour of its own there; a background has not."""
    page = opening(SEARCH, forced_colors="active")
    headlines(page).nth(1).click()
    expect_shown(page, 2)
    line, paper = page.evaluate(
        """() => {
          const read = document.querySelector("ol.hits > li[aria-current]");
          return [getComputedStyle(read, "::before").borderLeftColor,
                  getComputedStyle(document.body).backgroundColor];
        }"""
    )
    assert line != paper
