"""The points of the query box, the results and the filters, each named by its number."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


def total_of(page: Page) -> int:
    """How many articles the page says there are."""
    said = page.get_by_role("status").first.inner_text()
    match = re.search(r"of ([\d,]+) articles?|^([\d,]+) articles?", said)
    return int((match[1] or match[2]).replace(",", "")) if match else 0


def test_1_the_form_searches_without_scripts(opening: Open) -> None:
    page = opening("help", java_script_enabled=False)
    form = page.locator("form[role=search]")
    assert form.get_attribute("method") == "get"
    box = page.get_by_label(re.compile("^Search"))
    box.fill("tariff")
    box.press("Enter")
    assert total_of(page) == 3


@pytest.mark.parametrize("typed", ["“interest rates”", '  "interest rates" ', "＂interest rates＂"])
def test_6_signs_of_any_width_and_kind_are_one(opening: Open, typed: str) -> None:
    page = opening("?q=%22interest rates%22")
    total = total_of(page)
    assert total
    page.get_by_label(re.compile("^Search")).fill(typed)
    page.get_by_label(re.compile("^Search")).press("Enter")
    page.wait_for_url(lambda address: "%22interest%20rates%22" not in address)
    assert total_of(page) == total


@pytest.mark.parametrize("typed", ["(((", '"', "NOT", "-", "~", "🙂", "title:", "%00", "OR OR"])
def test_7_whatever_is_typed_has_a_page(opening: Open, typed: str) -> None:
    page = opening("")
    answer = page.goto(f"?q={typed}" if typed == "%00" else "?q=")
    assert answer is not None
    assert answer.status == 200
    box = page.get_by_label(re.compile("^Search"))
    box.fill(typed)
    with page.expect_navigation() as navigation:
        box.press("Enter")
    assert navigation.value.status == 200
    expect(page.get_by_role("status").first).not_to_be_empty()
    expect(page.locator(".nothing, ol.hits").first).to_be_visible()


def test_8_other_names_are_told_and_can_be_left_out(opening: Open) -> None:
    page = opening("?q=朱克伯格")
    whole = total_of(page)
    expect(page.get_by_text("Also searched")).to_contain_text("扎克伯格")
    for name in ("Mark Zuckerberg", "Zuckerberg"):
        page.get_by_role("link", name=f"Leave out {name}", exact=True).click()
        page.wait_for_url(re.compile(f"without={name.split()[-1]}|without=Mark"))
    add = page.get_by_role("link", name="Add Zuckerberg", exact=True)
    expect(add).to_be_visible()
    assert total_of(page) < whole
    add.click()
    expect(page.get_by_role("status").first).to_contain_text(f"of {whole} ")


@pytest.mark.parametrize(
    "ui, names", [("en", "Donald Trump 特朗普"), ("zh-Hant", "特朗普 Donald Trump")]
)
def test_8_a_line_tells_whom_a_query_names(opening: Open, ui: str, names: str) -> None:
    page = opening(f"?q=Trump&ui={ui}")
    line = page.locator(".bearer")
    expect(line).to_contain_text(names)
    count = int(re.search(r"(\d+) (?:articles|篇)", line.inner_text())[1])  # type: ignore[index]  # else the test fails
    line.get_by_role("link").last.click()
    page.wait_for_url(re.compile("person=donald-trump"))
    expect(page.get_by_role("status").first).to_contain_text(str(count))


def test_9_query_and_filters_are_cleared_apart(opening: Open) -> None:
    page = opening("?q=tariff&language=en")
    page.get_by_label(re.compile("^Search")).fill("")
    page.get_by_label(re.compile("^Search")).press("Enter")
    page.wait_for_url(lambda address: "tariff" not in address)
    expect(page.locator(".chip")).to_contain_text("English")
    page.go_back()
    page.locator(".chip").click()
    page.wait_for_url(lambda address: "language" not in address)
    expect(page.locator("#q")).to_have_value("tariff")


def test_9a_a_day_typed_offers_that_day(opening: Open) -> None:
    page = opening("?q=tariff 3 February 2025")
    expect(
        page.get_by_role("link", name=re.compile("^published on|^mentions")).first
    ).to_be_visible()


def test_9b_a_name_a_letter_off_is_told(opening: Open) -> None:
    page = opening("?q=Zuckerburg")
    offered = page.locator(".meant a").first
    expect(offered).to_have_text(re.compile("zuckerberg", re.IGNORECASE))
    offered.click()
    assert total_of(page) >= 2


@pytest.mark.parametrize(
    "path", ["", "?q=tariff", "?q=zzzq", "?page=9999", "help", "about", "kept"]
)
def test_10_there_is_one_first_heading(opening: Open, path: str) -> None:
    page = opening(path)
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()


def test_11_the_last_page_holds_the_last_result(opening: Open) -> None:
    page = opening("?q=the OR 的&size=7&sort=oldest")
    total = total_of(page)
    page.locator("nav.pager a:not([rel])").last.click()
    expect(page.get_by_role("status").first).to_contain_text(f"–{total} of {total} ")
    assert page.locator("ol.hits > li").count() == total % 7 or 7


def test_16_the_order_is_kept_across_pages(opening: Open) -> None:
    page = opening("?q=the OR 的&size=10")
    page.get_by_role("link", name="Oldest").click()
    page.get_by_role("link", name="Next").click()
    page.wait_for_url(re.compile("sort=oldest.*page=2"))
    expect(page.get_by_role("link", name="Oldest")).to_have_attribute("aria-current", "true")
    days = [str(time.get_attribute("datetime"))[:10] for time in page.locator("ol.hits time").all()]
    assert days == sorted(days)


def test_17_a_page_past_the_end_leads_back(opening: Open) -> None:
    page = opening("?q=tariff&page=9999")
    expect(page.locator(".nothing")).to_contain_text("the last page is 1")
    page.get_by_role("link", name="First page").click()
    assert total_of(page) == 3
    page.goto("?q=the OR 的&size=5")
    expect(page.locator("nav.pager [aria-current=page]")).to_have_text("1")
    assert page.locator("nav.pager a[rel=next]").count() == 1


def test_19_a_filter_is_a_checkbox_that_reads_name_and_count(opening: Open) -> None:
    page = opening("?q=tariff")
    box = page.get_by_role("checkbox", name=re.compile(r"Donald Trump\D*\d+"))
    expect(box).to_be_visible()
    assert page.locator("aside fieldset legend").count() >= 4


def test_20_a_number_is_what_its_value_gives(opening: Open) -> None:
    page = opening("?q=the OR 的")
    row = page.locator("li", has=page.locator("input[name=language][value=en]"))
    count = int(row.locator("data").inner_text())
    row.locator("input").check()
    page.wait_for_url(re.compile("language=en"))
    assert total_of(page) == count
    # In a group values widen: the other number stays what it was.
    expect(page.locator("input[name=language][value=zh-Hant]")).to_be_visible()


def test_21_chosen_values_stay_on_top_even_at_none(opening: Open) -> None:
    page = opening("?q=zzzq&person=jerome-powell&-source=Island Wire")
    first = page.locator("details[data-group=person] li").first
    expect(first.locator("input")).to_be_checked()
    expect(first.locator("data")).to_have_text("0")
    expect(page.locator("details[data-group=source] .excluded")).to_contain_text("not Island Wire")


def test_24_clear_all_only_with_filters(opening: Open) -> None:
    page = opening("?q=tariff")
    assert page.get_by_role("link", name="Clear all").count() == 0
    page.goto("?q=tariff&language=en&person=donald-trump")
    assert page.locator(".chip").count() == 2
    page.get_by_role("link", name="Clear all").click()
    page.wait_for_url(lambda address: "language" not in address)
    assert page.locator(".chip").count() == 0


def test_26_a_folded_group_stays_folded(opening: Open) -> None:
    page = opening("?q=tariff")
    group = page.locator("details[data-group=language]")
    expect(group).to_have_attribute("open", "")
    group.locator("summary").click()
    page.wait_for_function("sessionStorage.getItem('groups')?.includes('language')")
    page.reload()
    expect(group).not_to_have_attribute("open", "")
