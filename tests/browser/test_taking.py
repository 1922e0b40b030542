"""What a reader takes along from an article, in a browser."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

ARTICLE: Final = "article/harbour-post-2025-0203"

#: Selects from a character of one text to a character of another, as a mouse does.
_SELECT: Final = """([first, start, last, end]) => {
  const place = (holder, at) => {
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (at <= node.length) return [node, at];
      at -= node.length;
    }
  };
  const holders = document.querySelectorAll("[data-start]");
  getSelection().setBaseAndExtent(...place(holders[first], start), ...place(holders[last], end));
}"""


@pytest.mark.parametrize("selected", [(1, 4, 1, 40), (1, 10, 2, 30), (0, 0, 0, 9)])
def test_selected_words_become_a_link(opening: Open, selected: tuple[int, ...]) -> None:
    """It opens where they stand, and its text is what was selected."""
    page = opening(f"{ARTICLE}?q=tariff")
    page.evaluate(_SELECT, list(selected))
    words = page.evaluate("getSelection().toString()")
    page.locator(".offer a").click()
    page.wait_for_url("**quote=**")
    marked = "".join(page.locator(".quoted").all_text_contents())
    assert "".join(marked.split()) == "".join(words.split())
    expect(page.locator(".passage p[role=status]")).to_contain_text("stands here")
    assert page.evaluate("location.hash") == "#quote"
    expect(page.locator(".quoted").first).to_be_in_viewport()


def test_the_offer_goes_with_the_selection(opening: Open) -> None:
    page = opening(ARTICLE)
    offer = page.locator(".offer")
    expect(offer).to_be_hidden()
    page.evaluate(_SELECT, [1, 4, 1, 40])
    expect(offer).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    expect(offer).to_be_hidden()


def test_without_scripts_the_link_is_there(opening: Open) -> None:
    page = opening(f"{ARTICLE}?quote=body.0-40#quote", java_script_enabled=False)
    expect(page.locator(".passage-link")).to_be_visible()
    address = page.locator(".passage-link").get_attribute("href")
    assert address is not None
    page.goto(address)
    expect(page.locator(".passage p[role=status]")).to_contain_text("stands here")


def test_the_link_is_copied(opening: Open) -> None:
    page = opening(f"{ARTICLE}?quote=body.0-40", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".passage button.copy").click()
    expect(page.locator(".take-status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".passage-link").evaluate("link => link.href")
