"""The points of the page in a real browser, each named by its number and what it asks."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def heights(page: Page) -> list[float]:
    """How high each result is."""
    found: list[float] = page.evaluate(
        "[...document.querySelectorAll('ol.hits > li')]"
        ".map((hit) => hit.getBoundingClientRect().height)"
    )
    return found


def focused(page: Page) -> str:
    """The text of what has the focus."""
    return str(page.evaluate("document.activeElement.textContent.trim()"))


@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("query", ["", "tariff", "關稅", "關稅 特朗普", "title:關稅"])
def test_29a_a_result_takes_100_pixels_or_32(opening: Open, ui: str, query: str) -> None:
    page = opening(f"?q={query}&ui={ui}")
    assert 0 < max(heights(page)) <= 100
    page.goto(f"?q={query}&ui={ui}&view=compact")
    assert 0 < max(heights(page)) <= 32


def test_29a_view_and_size_are_links_and_kept_across_pages(opening: Open) -> None:
    page = opening("?size=15&view=compact&q=the OR 的")
    page.get_by_role("link", name="Next").click()
    expect(page.locator("ol.compact")).to_be_visible()
    page.get_by_role("link", name="50", exact=True).click()
    page.wait_for_url(re.compile("view=compact.*size=50"))
    page.get_by_role("link", name="List", exact=True).click()
    page.wait_for_url(re.compile(r"size=50$"))
    page.locator("#q").fill("tariff")
    page.locator("#q").press("Enter")
    page.wait_for_url(re.compile("q=tariff.*size=50"))


@pytest.mark.parametrize(
    "path", [".", "?q=關稅 特朗普&person=donald-trump&ui=zh-Hans", "?q=tariff"]
)
@pytest.mark.parametrize("scripts", [True, False])
def test_look_a_phone_shows_the_first_result(opening: Open, path: str, scripts: bool) -> None:
    page = opening(path, 390, 664, java_script_enabled=scripts)
    box = page.locator("ol.hits > li").first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 664
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("figure.timeline")).to_be_hidden()


def test_08_a_phone_shows_that_a_query_was_read_at_length(opening: Open) -> None:
    """The last line of those that fit is cut in half, so that a reader scrolls to the others."""
    page = opening("?q=特朗普 關稅&ui=zh-Hant", 320, 664)
    reading = page.locator(".read-as")
    shown, whole, line = reading.evaluate(
        """(lines) => {
          const height = parseFloat(getComputedStyle(lines).lineHeight);
          return [lines.clientHeight, lines.scrollHeight, height];
        }"""
    )
    assert whole > shown
    assert 0.3 < shown / line % 1 < 0.7


def test_look_a_phone_opens_filters_by_a_button_with_their_number(opening: Open) -> None:
    page = opening("?q=tariff&person=donald-trump&from=2025-01&to=2025-12", 390, 664)
    button = page.locator(".filters-button")
    expect(button).to_contain_text("2")
    button.click()
    expect(page.locator("#filters")).to_be_visible()
    page.goto(page.url.split("#")[0])
    page.locator(".fold summary").click()
    expect(page.locator("figure.timeline")).to_be_visible()


def test_12_read_articles_look_read(opening: Open) -> None:
    """Under another search and order too."""
    page = opening("?q=tariff")
    headline = page.locator("ol.hits h2 a").first
    title = headline.inner_text()
    unread = headline.evaluate("(link) => getComputedStyle(link).color")
    headline.click()
    expect(page.locator(".pane article h2").first).to_have_text(title)
    page.goto("?sort=oldest&size=100&ui=zh-Hant")
    read = page.locator("ol.hits h2 a.read")
    expect(read).to_have_text([title])
    assert read.evaluate("(link) => getComputedStyle(link).color") != unread


def test_38_the_skip_link_lands_on_the_first_hit(opening: Open) -> None:
    page = opening("?q=tariff")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == page.locator("ol.hits h2 a").first.inner_text()


def test_38_nothing_scrolls_sideways_at_320_pixels(opening: Open) -> None:
    for path in (".", "?q=關稅&view=compact", "help", "facets/person", "?q=zzq&person=nobody"):
        page = opening(path, 320, 640)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_23_exclude_is_small_and_shown_on_hover_and_focus(opening: Open) -> None:
    page = opening("?q=tariff")
    button = page.get_by_role("link", name="Exclude Donald Trump")
    box = button.bounding_box()
    assert box
    assert 24 <= box["width"] <= 28
    assert box["height"] >= 24
    expect(button).to_have_css("opacity", "0")
    button.focus()
    expect(button).to_have_css("opacity", "1")
    button.click()
    group = page.locator("li.excluded")
    expect(group).to_contain_text("not Donald Trump")
    # The focus stays with the value.
    expect(page.get_by_role("link", name="Stop excluding Donald Trump")).to_be_focused()


def test_25_two_days_are_typed_before_they_apply(opening: Open) -> None:
    page = opening("?q=tariff")
    page.get_by_label("From", exact=True).first.click()
    page.keyboard.type("2025-01-01")
    page.keyboard.press("Tab")
    page.keyboard.type("2025-12-31")
    assert "from=" not in page.url
    page.keyboard.press("Tab")
    page.wait_for_url(re.compile("from=2025-01-01&to=2025-12-31"))
    expect(page.locator("#from")).to_have_value("2025-01-01")
    expect(page.locator("#to")).to_have_value("2025-12-31")
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".chip")).to_contain_text("2025")


def test_25_days_apply_with_enter_and_when_the_page_is_clicked(opening: Open) -> None:
    page = opening(".")
    page.locator("#to").fill("2025")
    page.locator("#to").press("Enter")
    page.wait_for_url(re.compile(r"\?to=2025$"))
    page.locator("#mentioned_from").fill("2024")
    page.locator("h1").evaluate("(e) => e.ownerDocument.body.focus()")
    page.locator(".masthead").click(position={"x": 400, "y": 20})
    page.wait_for_url(re.compile("mentioned_from=2024"))


def test_27_a_bad_day_is_named_beside_its_field(opening: Open) -> None:
    page = opening("?q=tariff&from=20x&to=soon&person=donald-trump")
    expect(page.locator("#from-error")).to_have_text("“20x” is not a day.")
    expect(page.locator("#to-error")).to_have_text("“soon” is not a day.")
    assert page.locator("ol.hits > li").count()
    expect(page.locator(".chip")).to_contain_text("Donald Trump")


def test_27_common_ranges_are_links(opening: Open) -> None:
    page = opening("?q=tariff")
    for name in ("today", "last 7 days", "this month", "last year"):
        address = str(page.get_by_role("link", name=name).get_attribute("href"))
        assert re.search(r"q=tariff&from=[\d-]+&to=[\d-]+$", address)


def test_3_slash_goes_to_the_box_on_every_page(opening: Open) -> None:
    page = opening("help")
    for path in ("help", "about", "facets/person", "nowhere", "."):
        page.goto(path)
        page.keyboard.press("/")
        expect(page.locator("#q")).to_be_focused()


def test_29a_j_and_k_walk_through_the_results(opening: Open) -> None:
    page = opening("?q=tariff")
    titles = page.locator("ol.hits h2 a").all_inner_texts()
    for key, title in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert focused(page) == titles[title]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[1])


def test_31_n_goes_from_hit_to_hit_and_says_so(opening: Open) -> None:
    page = opening("?q=tariff")
    page.locator("ol.hits h2 a").first.click()
    status = page.locator(".hits-here [role=status]")
    n = int(str(status.inner_text()).split()[0])
    page.keyboard.press("n")
    expect(status).to_have_text(f"Hit 1 of {n}")
    page.keyboard.press("N")
    expect(status).to_have_text(f"Hit {n} of {n}")
    page.get_by_role("button", name="Next hit").click()
    expect(status).to_have_text(f"Hit 1 of {n}")
    expect(page.locator("mark.current")).to_be_in_viewport()


def test_41_the_keys_are_listed_and_can_be_turned_off(opening: Open) -> None:
    page = opening("?q=tariff")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.get_by_label("Use single keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("j")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Use single keys").check()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


@pytest.mark.parametrize("how", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}])
def test_14_marks_underline_headlines_and_colour_texts(opening: Open, how: dict[str, str]) -> None:
    page = opening("?q=關稅 OR tariff", **how)
    headline = page.locator("h2 mark").first
    expect(headline).to_have_css("background-image", "none")
    for mark in (headline, page.locator(".snippet mark").first):
        expect(mark).to_have_css("text-decoration-line", "underline")


def test_18_the_empty_page_counts_what_each_condition_costs(opening: Open) -> None:
    page = opening("?q=tariff&person=donald-trump&from=1990&to=1991")
    expect(page.locator(".nothing")).to_contain_text(
        re.compile(r"has articles from .* to .* 20\d\d")
    )
    found = page.locator(".nothing li")
    assert len(set(found.all_inner_texts())) == found.count() >= 3
    row = found.first
    expect(row).to_contain_text("published")
    n = int(row.locator("data").inner_text())
    row.get_by_role("link").click()
    expect(page.get_by_role("status").first).to_contain_text(f"of {n} article")


def test_18_an_unknown_person_is_told(opening: Open) -> None:
    page = opening("?q=tariff&person=nobody")
    expect(page.locator(".read-as")).to_contain_text("No article has “nobody” as person")


def test_2_the_title_of_the_first_page_is_the_name_of_the_archive(opening: Open) -> None:
    page = opening(".")
    assert page.title() == "News Archive"
    page.goto("?q=zzzq")
    assert page.title() == "zzzq – 0 results – News Archive"


@pytest.mark.parametrize("typed", ["trump", "特朗普", "telangpu", "Te Lang"])
def test_22_more_lists_all_values_and_finds_one_in_any_script(opening: Open, typed: str) -> None:
    page = opening(".")
    page.locator("a[data-facet=person]").click()
    dialog = page.locator("dialog.values")
    dialog.get_by_label("Name contains").fill(typed)
    expect(dialog.locator("li")).to_have_count(1)
    dialog.get_by_role("checkbox", name=re.compile("Donald Trump")).check()
    dialog.get_by_role("button", name="Apply").click()
    page.wait_for_url(re.compile("person=donald-trump"))
    expect(page.locator(".chip")).to_contain_text("Donald Trump")


def test_22_more_is_a_page_without_scripts(opening: Open) -> None:
    page = opening("?q=tariff OR the", java_script_enabled=False)
    page.locator("a[data-facet=person]").click()
    page.get_by_label("Name contains").fill("trump")
    page.get_by_role("button", name="Find").click()
    row = page.locator(".all-values li")
    expect(row).to_have_count(1)
    n = int(row.locator("data").inner_text())
    row.get_by_role("link").click()
    expect(page.get_by_role("status")).to_contain_text(f"of {n} article")


def test_42_nothing_overlaps_on_paper(opening: Open) -> None:
    page = opening("?q=關稅 特朗普")
    page.emulate_media(media="print")
    for hidden in (".filters", ".search", ".ways", ".panels"):
        expect(page.locator(hidden)).to_be_hidden()
    header = page.locator(".masthead").bounding_box()
    reading = page.locator(".read-as").bounding_box()
    assert header
    assert reading
    assert header["y"] + header["height"] <= reading["y"]


def test_42_a_headline_keeps_off_the_rule_on_paper(opening: Open) -> None:
    page = opening("?q=tariff", 1100)
    page.locator("ol.hits h2 a").first.click()
    page.emulate_media(media="print")
    header = page.locator(".masthead").bounding_box()
    headline = page.locator("h1").bounding_box()
    assert header
    assert headline
    assert headline["y"] - header["y"] - header["height"] >= 12


def test_40_the_language_of_the_page_keeps_the_search(opening: Open) -> None:
    page = opening("?q=tariff&person=donald-trump&view=compact")
    page.get_by_role("link", name="繁體中文").click()
    page.wait_for_url(re.compile("q=tariff&person=donald-trump.*view=compact.*ui=zh-Hant"))
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.get_by_role("status")).to_contain_text("篇文章")
