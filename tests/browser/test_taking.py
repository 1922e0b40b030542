"""What a reader takes along from an article, in a browser."""

from __future__ import annotations

from typing import Final

import pytest
from playwright.sync_api import expect

from archive.export.citations import CITATION_STYLES
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
    expect(page.locator(".passage .take-status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator(".passage-link").evaluate("link => link.href")


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("style", CITATION_STYLES)
def test_33_a_citation_is_copied_and_says_so(opening: Open, style: str, width: int) -> None:
    page = opening(ARTICLE, width, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".cite summary").click()
    shown = page.locator(f"pre.cite-{style}")
    entry = page.locator("dd").filter(has=shown)
    entry.get_by_role("button", name="Copy").press("Enter")
    expect(entry.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines() == shown.inner_text().splitlines()
    with page.expect_download() as download:
        entry.get_by_role("link").click()
    assert download.value.suggested_filename.startswith("harbour-post-2025-0203.")


def test_33_the_link_to_an_article_is_copied_without_its_search(opening: Open) -> None:
    page = opening(f"{ARTICLE}?q=tariff&at=1", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".cite summary").click()
    page.get_by_role("button", name="Copy the link to this article").click()
    expect(page.locator(".cite > p [role=status]")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.evaluate("location.origin + location.pathname")


def test_33_without_scripts_every_citation_is_there_to_select(opening: Open) -> None:
    page = opening(ARTICLE, java_script_enabled=False)
    page.locator(".cite summary").click()
    for style in CITATION_STYLES:
        expect(page.locator(f"pre.cite-{style}")).to_be_visible()
    expect(page.locator(".cite button")).to_have_count(5)
    expect(page.locator(".cite button:visible")).to_have_count(0)


def test_a_receipt_prints_without_what_is_for_the_screen(opening: Open) -> None:
    page = opening("?q=tariff&language=en")
    page.locator(".receipt-link").click()
    expect(page.locator("h1")).to_have_text("Search receipt")
    page.emulate_media(media="print")
    expect(page.locator(".masthead nav").first).to_be_hidden()
    expect(page.get_by_text("The receipt as a file")).to_be_hidden()
    expect(page.get_by_text("English", exact=True).first).to_be_visible()
    page.emulate_media(media="screen")
    with page.expect_download() as download:
        page.get_by_role("link", name="The receipt as a file").click()
    assert download.value.suggested_filename.startswith("receipt-")


def test_words_are_checked_by_keyboard_alone(opening: Open) -> None:
    page = opening("quotation")
    page.get_by_label("Words as they are quoted").fill("new U.S. tariffs")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#verdict")).to_contain_text("These words stand in")
    page.locator(".quoting a.headline").first.press("Enter")
    expect(page.locator(".quoted")).to_have_text("new U.S. tariffs")


def test_33_an_article_beside_the_list_is_cited_there(opening: Open) -> None:
    page = opening("?q=tariff", permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("j")
    cite = page.locator(".pane .cite")
    cite.locator("summary").click()
    cite.get_by_role("button", name="Copy", exact=True).first.click()
    expect(cite.get_by_role("status").first).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == cite.locator("pre").first.text_content()


def test_words_selected_beside_the_list_become_a_link(opening: Open) -> None:
    page = opening("?q=tariff")
    page.keyboard.press("j")
    expect(page.locator(".pane .text p").first).to_be_visible()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.pane .text p'))")
    words = page.evaluate("getSelection().toString()")
    page.locator(".pane .offer a").click()
    page.wait_for_url("**quote=**")
    assert page.locator(".quoted").text_content() == words
