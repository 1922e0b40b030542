"""The nearest article in the other language: it comes by itself, and without scripts by a link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.states import PHONE, WIDE
from tests.browser.test_points import heights

pytestmark = pytest.mark.browser

ENGLISH, CHINESE = "harbour-post-2024-0617", "hoi-kong-2024-0617"


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("ui", ["en", "zh-Hant", "zh-Hans"])
def test_an_article_tells_what_is_nearest(opening: Open, width: int, ui: str) -> None:
    page = opening(f"article/{ENGLISH}?ui={ui}", width=width)
    link = page.locator(".nearest .counterpart")
    expect(link).to_have_attribute("href", re.compile(f"article/{CHINESE}"))
    page.locator(".nearest summary").click()
    expect(page.locator(".nearest dl dt").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_key_leads_there_and_back(opening: Open) -> None:
    page = opening(f"article/{ENGLISH}")
    expect(page.locator(".nearest .counterpart")).to_be_visible()
    page.keyboard.press("t")
    page.wait_for_url(re.compile(CHINESE))
    expect(page.locator(".nearest .counterpart")).to_be_visible()
    page.keyboard.press("t")
    page.wait_for_url(re.compile(ENGLISH))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("The same in the other language")).to_be_visible()


def test_without_scripts_a_link_leads_to_it(opening: Open) -> None:
    page = opening(f"article/{ENGLISH}", java_script_enabled=False)
    page.get_by_role("link", name="Look for the same in Chinese").click()
    page.locator(".counterpart").click()
    page.wait_for_url(re.compile(CHINESE))


def twin_of(page: Page, article: str) -> None:
    expect(page.locator(f'ol.hits > li[data-id="{article}"] .twin')).to_be_visible()


def test_results_have_links_and_stay_low(opening: Open) -> None:
    page = opening("?q=by-election", width=WIDE)
    twin_of(page, ENGLISH)
    assert 0 < max(heights(page)) <= 100
    page.goto("?q=by-election&view=compact")
    twin_of(page, ENGLISH)
    assert 0 < max(heights(page)) <= 32


def test_it_stands_in_the_reading_pane_too(opening: Open) -> None:
    page = opening("?q=by-election", width=WIDE)
    page.locator(f'ol.hits > li[data-id="{ENGLISH}"] h2 a').click()
    expect(page.locator(".pane .nearest .counterpart")).to_be_visible()
