"""The other language beside the results: it comes by itself, and without scripts by a link."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.states import PHONE, WIDE

pytestmark = pytest.mark.browser


def words(page: Page) -> list[str]:
    """The words of the other language that are asked."""
    return page.locator(".across-terms dd > span:not(.left-out) bdi").all_inner_texts()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_other_language_comes_after_the_page(opening: Open, width: int) -> None:
    page = opening("?q=tariff", width=width)
    expect(page.locator(".across-total")).to_contain_text("with every word below")
    expect(page.locator("ol.across-hits > li").first).to_be_visible()
    assert words(page) == ["關稅"]
    # It stands beside the results on a wide page, and behind them on a narrow one.
    column, results = page.locator(".across").bounding_box(), page.locator("main").bounding_box()
    assert column is not None
    assert results is not None
    if width == WIDE:
        assert column["x"] >= results["x"] + results["width"]
    else:
        assert column["y"] >= results["y"] + results["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_word_is_left_out_in_place(opening: Open) -> None:
    page = opening("?q=tariff Hong Kong", width=WIDE)
    expect(page.locator("ol.across-hits > li").first).to_be_visible()
    before = words(page)
    page.locator(".across-terms a").last.click()
    expect(page.locator(".across-terms .left-out")).to_have_count(1)
    assert words(page) == before[:-1]
    assert page.url.endswith("?q=tariff%20Hong%20Kong") or "without" not in page.url
    page.locator(".across-terms .left-out a").click()
    expect(page.locator(".across-terms .left-out")).to_have_count(0)
    assert words(page) == before


def test_it_is_hidden_and_brought_back(opening: Open) -> None:
    page = opening("?q=tariff", width=WIDE)
    page.locator(".across-off").click()
    expect(page.locator(".across")).to_have_count(0)
    page.locator(".across-on a").click()
    expect(page.locator(".across-answer")).to_be_visible()
