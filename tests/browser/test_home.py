"""The first page, and the line of whom a query names, as readers use them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def number(text: str) -> int:
    """The last number of a text."""
    return int(re.findall(r"[\d,]+", text)[-1].replace(",", ""))


def expect_found(page: Page, count: int) -> None:
    """The search that is shown finds so many articles."""
    status = page.locator("main .line [role=status]")
    expect(status).to_contain_text(re.compile(rf"\b{count:,} ?(articles?|篇)"))


@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
def test_look_the_first_page_says_what_to_ask(opening: Open, ui: str) -> None:
    """Each example finds what it says, in the language of the page."""
    home = f"?ui={ui}"
    page = opening(home)
    expect(page.locator("h1")).to_have_count(1)
    rows = page.locator(".examples li")
    expect(rows).to_have_count(3)
    counts = [number(said) for said in rows.locator(".soft").all_inner_texts()]
    for n, count in enumerate(counts):
        query = rows.nth(n).get_by_role("link").inner_text()
        rows.nth(n).get_by_role("link").click()
        expect(page.locator("#q")).to_have_value(query)
        expect_found(page, count)
        expect(page.locator("html")).to_have_attribute("lang", ui)
        page.goto(home)
    page.locator("section[aria-labelledby=newest] > p a").click()
    expect_found(page, 40)
    assert "sort=newest" in page.url


def test_look_the_first_page_works_everywhere(page: Page) -> None:
    """On a wide page, a phone and without scripts: what is new, and what the archive holds."""
    page.goto(".")
    expect(page.locator("ol.hits > li")).to_have_count(10)
    days = [str(one.get_attribute("datetime")) for one in page.locator("ol.hits time").all()]
    assert days == sorted(days, reverse=True)
    rows = page.locator(".multiples li")
    assert rows.count() > 3
    drawn = page.locator(".multiples li svg").all()
    widths = []
    for one in drawn:
        box = one.bounding_box()
        assert box
        assert box["height"] >= 16
        widths.append(box["width"])
    assert max(widths) - min(widths) < 1
    count = number(rows.first.locator(".soft").inner_text().split("article")[0])
    rows.first.get_by_role("link").click()
    expect_found(page, count)
    assert "source=" in page.url


@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
def test_8_a_line_tells_whom_the_query_names(opening: Open, ui: str) -> None:
    """By both names, with its articles by language, which its link finds without the words."""
    page = opening(f"?q=川普&language=zh-Hant&language=en&ui={ui}")
    line = page.locator(".bearer")
    expect(line).to_have_count(1)
    for name in ("Donald Trump", "特朗普"):
        expect(line).to_contain_text(name)
    total, english, chinese = (
        int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", line.inner_text())[-3:]
    )
    assert total == english + chinese > 0
    line.get_by_role("link").last.click()
    page.wait_for_url(re.compile("person=donald-trump"))
    expect(page.locator("#q")).to_have_value("")
    expect_found(page, total)
    expect(page.locator(".bearer")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("lang", ui)
    values = page.locator(".filters input[name=language]")
    expect(values.and_(page.locator(":checked"))).to_have_count(2)


def test_8_two_names_are_two_lines(opening: Open) -> None:
    page = opening("?q=Trump OR 習近平")
    expect(page.locator(".bearer")).to_have_count(2)
    expect(page.locator(".bearer").nth(1)).to_contain_text("Xi Jinping")
    page.goto("?q=tariff")
    expect(page.locator(".bearer")).to_have_count(0)


@pytest.mark.parametrize("ui", ["en", "zh-Hant"])
def test_12_the_hour_stands_beside_what_is_new(opening: Open, ui: str) -> None:
    page = opening(f"?sort=newest&ui={ui}")
    seen = page.locator("ol.hits time").all_inner_texts()
    hours = [bool(re.search(r"\d\d:\d\d$", text)) for text in seen]
    assert hours[0]
    assert not hours[-1]
    assert hours == sorted(hours, reverse=True)
