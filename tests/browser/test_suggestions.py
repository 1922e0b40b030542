"""Points 4 and 5: suggestions while a query is typed, and the page of an entity (point 34)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def type_into(page: Page, text: str) -> None:
    """Type into the box and wait for the list."""
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(text)
    expect(page.locator("#suggestions")).to_be_visible()


def test_arrows_choose_and_nothing_is_chosen_unasked(opening: Open) -> None:
    page = opening("")
    box, active = page.locator("#q"), page.locator("#suggestions [aria-selected=true]")
    expect(box).to_have_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "false")
    type_into(page, "te lang")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(active).to_have_count(0)
    assert box.get_attribute("aria-activedescendant") is None
    first = page.locator("#suggestions li").first
    expect(first).to_contain_text("Donald Trump")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    expect(box).to_have_value("te lang")
    page.keyboard.press("ArrowUp")
    expect(active).to_have_count(0)
    page.keyboard.press("ArrowDown")
    count = first.locator("data").get_attribute("value")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"person=donald-trump"))
    assert "q=" not in page.url
    expect(page.locator(".line [role=status]").first).to_contain_text(f"of {count} article")


def test_enter_searches_what_was_typed(opening: Open) -> None:
    page = opening("")
    type_into(page, "tari")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=tari"))


def test_escape_closes_and_keeps_what_was_typed(opening: Open) -> None:
    page = opening("")
    type_into(page, "trump")
    page.keyboard.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("trump")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions")).to_be_visible()
    page.locator("#q").blur()
    expect(page.locator("#suggestions")).to_be_hidden()


def test_a_click_chooses_and_the_words_before_stay(opening: Open) -> None:
    page = opening("")
    type_into(page, "tariff te lang pu")
    page.locator("#suggestions li", has_text="Donald Trump").first.click()
    page.wait_for_url(re.compile(r"q=tariff&person=donald-trump"))
    expect(page.locator("#q")).to_have_value("tariff")


def test_filters_stay_and_no_number_is_told_that_would_not_be_found(opening: Open) -> None:
    page = opening("?q=tariff&language=en")
    type_into(page, "te lang pu")
    first = page.locator("#suggestions li").first
    expect(first.locator("data")).to_have_count(0)
    first.click()
    page.wait_for_url(re.compile(r"language=en"))
    assert "person=donald-trump" in page.url


def test_a_field_goes_on_with_its_values(opening: Open) -> None:
    page = opening("")
    type_into(page, "sourc")
    page.locator("#suggestions li", has_text="source:").click()
    expect(page.locator("#q")).to_have_value("source:")
    expect(page.locator("#q")).to_be_focused()
    page.locator("#suggestions li", has_text="Island Wire").click()
    page.wait_for_url(re.compile(r"source=Island"))


def test_nothing_is_suggested_in_mid_composition(opening: Open) -> None:
    page = opening("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate(
        """() => {
          const box = document.getElementById("q");
          box.focus();
          box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
          box.value = "te";
          const input = { bubbles: true, isComposing: true };
          box.dispatchEvent(new InputEvent("input", input));
        }"""
    )
    page.wait_for_timeout(300)
    assert not [url for url in asked if "suggest?" in url]
    page.evaluate(
        """() => {
          const box = document.getElementById("q");
          box.value = "\u7279";
          box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
        }"""
    )
    expect(page.locator("#suggestions")).to_contain_text("Donald Trump")


@pytest.mark.parametrize(
    "language, name, kind", [("zh-Hant", "特朗普", "人物"), ("zh-Hans", "特朗普", "人物")]
)
def test_names_and_kinds_are_in_the_language_of_the_page(
    opening: Open, language: str, name: str, kind: str
) -> None:
    page = opening(f"?ui={language}", width=375)
    type_into(page, "tlp")
    first = page.locator("#suggestions li").first
    expect(first).to_contain_text(name)
    expect(first).to_contain_text(kind)
    assert page.evaluate("document.documentElement.scrollWidth") == 375


def test_an_entity_has_a_page(page: Page) -> None:
    """With and without scripts, from the line that tells whom a query names."""
    page.goto("?q=trump")
    page.locator(".bearer a").first.click()
    expect(page.locator("h1")).to_contain_text("Donald Trump")
    expect(page.locator("main")).to_contain_text("川普")
    row = page.locator(".counted li").first
    count = row.locator("data").get_attribute("value")
    row.locator("a").click()
    expect(page.locator(".line [role=status]").first).to_contain_text(f"of {count} article")


def test_names_in_an_article_open_pages(page: Page) -> None:
    page.goto("?q=trump")
    page.locator("ol.hits h2 a").first.click()
    page.locator("aside.named a[href*='entity/donald-trump']").click()
    expect(page.locator("h1")).to_contain_text("Donald Trump")


def test_the_command_of_a_curator_is_copied(opening: Open) -> None:
    page = opening("entity/donald-trump", permissions=["clipboard-read", "clipboard-write"])
    page.locator(".curator summary").click()
    page.locator(".command button").first.click()
    expect(page.locator(".command .take-status").first).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "manage.py entities merge donald-trump ID"


def test_what_somebody_said_opens_its_passage(page: Page) -> None:
    """With and without scripts, from the page of an entity."""
    page.goto("entity/jerome-powell")
    said = page.locator(".statements li a").first
    words = said.inner_text()
    said.click()
    expect(page.locator("#quote")).to_contain_text("stands here as it is marked")
    expect(page.locator("main")).to_contain_text(words)


def test_a_speaker_is_suggested(opening: Open) -> None:
    page = opening("", width=375)
    type_into(page, "speaker:jerome")
    page.locator("#suggestions li").first.click()
    expect(page.locator("ol.hits .speakers")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") == 375
