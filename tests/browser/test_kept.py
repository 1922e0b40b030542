"""Articles and searches that a reader keeps: in the browser only, on every page."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

#: Narrower than the reading pane needs.
WIDTH = 1100

IDS = ("hoi-kong-2025-0410", "harbour-post-2025-0203", "jiangnan-2025-0411")
LIST = "kept?" + "&".join(f"id={one}" for one in IDS)

#: Storage that a browser forbids altogether, and one that is full.
FORBIDDEN = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("forbidden", "SecurityError"); } });"""
FULL = (
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
)


def ticks(page: Page) -> Locator:
    return page.locator("ol.hits > li > .keep")


def ids_of(page: Page, which: str = "") -> list[str]:
    """The ids of results; `which` is a selector of what such a result has."""
    found: list[str] = page.evaluate(
        """(which) => [...document.querySelectorAll("ol.hits > li[data-id]")]
            .filter((item) => !which || item.querySelector(which))
            .map((item) => item.dataset.id)""",
        which,
    )
    return found


def expect_count(page: Page, count: int) -> None:
    """The masthead tells how many are kept."""
    number = page.locator(".kept-link b")
    if count:
        expect(number).to_have_text(str(count))
        expect(number).to_be_visible()
    else:
        expect(number).to_be_hidden()


def store(page: Page, key: str, value: object) -> None:
    page.evaluate("(pair) => localStorage.setItem(...pair)", [key, json.dumps(value)])


def test_29a_ticks_stay_on_reload_and_on_other_searches(opening: Open) -> None:
    page = opening("?q=tariff", WIDTH)
    expect_count(page, 0)
    for n in (2, 0):
        ticks(page).nth(n).check()
    kept = [ids_of(page)[n] for n in (2, 0)]
    expect_count(page, 2)
    page.reload()
    expect(ticks(page).nth(2)).to_be_checked()
    assert ids_of(page, ":checked") == kept[::-1]
    page.goto("?sort=oldest&size=100&view=compact&ui=zh-Hans")
    expect(page.locator(".keep:checked")).to_have_count(2)
    assert set(ids_of(page, ":checked")) == set(kept)
    page.goto("help")
    expect_count(page, 2)
    page.get_by_role("link", name=re.compile("^Kept")).click()
    page.wait_for_url("kept?" + "&".join(f"id={one}" for one in kept))
    assert ids_of(page, ":checked") == kept
    ticks(page).first.uncheck()
    expect_count(page, 1)
    expect(page.locator("main [role=status]").first).to_have_text("2 articles")
    page.goto("kept?ui=zh-Hant")
    page.wait_for_url(re.compile(rf"/kept\?ui=zh-Hant&id={kept[1]}$"))


def test_29a_a_tick_is_named_and_large_enough(opening: Open) -> None:
    for path in ("?q=tariff", "?q=tariff&view=compact", "."):
        page = opening(path, WIDTH)
        title = page.locator("ol.hits h2").first.inner_text()
        tick = page.get_by_role("checkbox", name=f"Keep: {title}", exact=True)
        box = tick.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 16
        tick.check()
        expect_count(page, 1)


def test_41_x_keeps_the_result_that_has_the_focus(opening: Open) -> None:
    page = opening("?q=tariff", WIDTH)
    page.keyboard.press("x")
    expect_count(page, 0)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect_count(page, 1)
    expect(ticks(page).nth(1)).to_be_checked()
    page.keyboard.press("x")
    expect_count(page, 0)
    page.locator("#q").press("x")
    expect_count(page, 0)
    expect(page.locator("#q")).to_have_value(re.compile("x"))


def test_29a_keep_all_and_none_of_a_list(opening: Open) -> None:
    """Also what the archive has no more, which has no tick."""
    page = opening(f"{LIST}&id=nowhere", WIDTH)
    expect(page.locator("[role=alert]")).to_contain_text("nowhere")
    expect(page.locator(".keep:checked")).to_have_count(0)
    store(page, "kept", ["nowhere", "elsewhere"])
    page.reload()
    expect_count(page, 2)
    page.get_by_role("button", name="Keep all").click()
    expect_count(page, 5)
    expect(page.locator(".keep:checked")).to_have_count(3)
    page.get_by_role("button", name="Remove all").click()
    expect_count(page, 1)
    page.goto("kept")
    page.wait_for_url(re.compile(r"\?id=elsewhere$"))
    expect(page.get_by_role("button", name="Copy the list")).to_have_count(0)
    page.get_by_role("button", name="Remove all").click()
    expect_count(page, 0)
    page.goto("kept")
    expect(page.locator(".nothing")).to_contain_text("No article is kept here")


@pytest.mark.parametrize("held", [[f"x{n}" for n in range(200)], ["y" * 15_990]])
def test_29a_what_is_one_too_many_is_refused(opening: Open, held: list[str]) -> None:
    """Two hundred, or as many characters as the address of a list may have."""
    page = opening("?q=tariff", WIDTH)
    store(page, "kept", held)
    page.reload()
    expect_count(page, len(held))
    with page.expect_event("dialog") as told:
        page.once("dialog", lambda dialog: dialog.accept())
        ticks(page).first.click()
    assert "The list is full" in told.value.message
    expect(ticks(page).first).not_to_be_checked()
    expect_count(page, len(held))
    page.locator(".kept-link").click()
    expect(page.locator(".kept-list [role=alert]")).to_contain_text(held[0][:9])
    expect(page.locator("h1")).to_have_text("Kept")


def test_29a_two_tabs_agree(opening: Open) -> None:
    page = opening("?q=tariff", WIDTH)
    other = page.context.new_page()
    other.goto("?q=tariff")
    ticks(page).first.check()
    expect(ticks(other).first).to_be_checked()
    ticks(other).nth(1).check()
    expect_count(page, 2)
    page.get_by_role("button", name="Save this search").click()
    button = other.locator(".save-search")
    expect(button).to_have_text("Saved")
    button.click()
    expect(page.locator(".save-search")).to_have_text("Save this search")
    other.goto(".")
    expect(other.locator(".saved")).to_be_hidden()
    page.locator(".save-search").click()
    expect(other.locator(".saved li")).to_have_count(1)


def test_29a_back_to_a_page_shows_what_was_kept_since(opening: Open) -> None:
    page = opening("?q=tariff", WIDTH)
    first = ids_of(page)[0]
    page.goto(f"kept?id={first}")
    ticks(page).first.check()
    page.go_back()
    expect(ticks(page).first).to_be_checked()
    expect_count(page, 1)


def pasted(page: Page) -> str:
    """What the reader gets who pastes now."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    field = page.locator("body > textarea")
    field.press("Control+v")
    text = field.input_value()
    field.evaluate("(field) => field.remove()")
    return text


@pytest.mark.parametrize("clipboard", [True, False])
def test_33_the_link_and_the_list_are_copied(opening: Open, clipboard: bool) -> None:
    """Also where a page may not write to the clipboard, as without https."""
    page = opening("help", WIDTH, permissions=["clipboard-read", "clipboard-write"])
    if not clipboard:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto(LIST)
    said = page.locator(".copied")
    for name in ("link", "list"):
        button = page.get_by_role("button", name=f"Copy the {name}")
        button.focus()
        page.keyboard.press("Enter")
        expect(said).to_have_text("Copied.")
        expect(button).to_be_focused()
        text = pasted(page)
        if name == "link":
            assert text == page.url
            continue
        rows = [row.split("\n") for row in text.split("\n\n")]
        assert [row[0] for row in rows] == page.locator("ol.hits h2").all_inner_texts()
        assert rows[0][1:] == [
            "海港日報, 2025-04-10",
            page.url.split("/kept")[0] + f"/article/{IDS[0]}",
        ]
    assert page.locator("main textarea").count() == 0


def test_33_what_cannot_be_copied_is_there_to_copy(opening: Open) -> None:
    page = opening("help", WIDTH)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.add_init_script("document.execCommand = () => false;")
    page.goto(LIST)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".copied")).to_contain_text("copy what is selected")
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == page.url


def test_29a_without_scripts_a_list_is_a_page(opening: Open) -> None:
    page = opening(LIST, WIDTH, java_script_enabled=False)
    expect(page.locator("li[data-id]")).to_have_count(len(IDS))
    expect(page.locator(".keep")).to_have_count(0)
    expect(page.locator("main button:visible")).to_have_count(0)
    page.goto("?q=tariff")
    expect(page.locator(".save-search")).to_be_hidden()


@pytest.mark.parametrize("script", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_29a_without_storage_it_lasts_as_long_as_the_page(opening: Open, script: str) -> None:
    """Nothing else fails: keys work, and the list is in the link."""
    page = opening("help", WIDTH)
    page.add_init_script(script)
    failures: list[object] = []
    page.on("pageerror", lambda error: failures.append(error))
    page.goto("?q=tariff")
    for n in (1, 0):
        ticks(page).nth(n).check()
    expect_count(page, 2)
    page.get_by_role("button", name="Save this search").click()
    expect(page.locator(".save-search")).to_have_text("Saved")
    kept = [ids_of(page)[n] for n in (1, 0)]
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect_count(page, 1)
    page.keyboard.press("x")
    page.locator(".kept-link").click()
    expect(page.locator("li[data-id]")).to_have_count(2)
    assert ids_of(page) == kept
    assert failures == []


def test_29a_what_others_wrote_into_the_storage_does_no_harm(opening: Open) -> None:
    page = opening("?q=tariff", WIDTH)
    for value in ({"a": 1}, "x", 5, None):
        for key in ("kept", "saved"):
            store(page, key, value)
        page.reload()
        expect_count(page, 0)
        expect(page.locator(".save-search")).to_have_text("Save this search")
    ticks(page).first.check()
    expect_count(page, 1)
