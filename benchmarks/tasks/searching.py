"""Tasks of finding: days, names, filters, the timeline, nothing found, languages."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from benchmarks.tasks.walk import Holdings, Walk, asking


def set_days_by_keyboard(walk: Walk, holdings: Holdings) -> None:
    """From the query box to two days that apply."""
    walk.begin(asking(q=holdings.person.english))
    walk.press("/")
    for _ in range(60):
        if walk.page.evaluate("document.activeElement.id") == "from":
            break
        walk.press("Tab")
    walk.type("2020")
    walk.press("Tab")
    walk.type("2025")
    walk.enter()
    expect(walk.page.locator(".chip")).to_contain_text("2025")


def find_a_person_in_the_other_script(walk: Walk, holdings: Holdings) -> None:
    """An English page, a name typed in Chinese, and all articles that name the person."""
    walk.begin(".")
    walk.press("/")
    walk.type(holdings.person.chinese)
    walk.enter()
    walk.click(
        walk.page.locator(".bearer", has_text=holdings.person.english).get_by_role("link").last
    )
    assert walk.total() > 0


def exclude_a_value(walk: Walk, holdings: Holdings) -> None:
    """Everything but what names somebody."""
    walk.begin(asking(sort="newest"))
    before = walk.total()
    walk.click(walk.page.get_by_role("link", name=f"Exclude {holdings.person.english}", exact=True))
    assert 0 < walk.total() < before


def search_a_facet_in_the_other_script(walk: Walk, holdings: Holdings) -> None:
    """All people, by a part of a name that the page writes in English."""
    walk.begin(asking(sort="newest"))
    walk.click(walk.page.locator("a[data-facet=person]"))
    walk.type(holdings.person.chinese[:2])
    dialog = walk.page.locator("dialog.values")
    row = dialog.get_by_role("checkbox", name=re.compile(f"^{holdings.person.english}"))
    walk.click(row.first)
    walk.click(dialog.get_by_role("button", name="Apply"))
    assert f"person={holdings.person.value}" in walk.page.url


def narrow_by_the_timeline(walk: Walk, _: Holdings) -> None:
    """From the newest year to a month to a day, and up again."""
    walk.begin(asking(sort="newest"))
    moment = str(walk.page.locator("ol.hits time").first.get_attribute("datetime"))
    year = moment[:4]
    walk.begin(asking(**{"from": year, "to": year}))
    whole = walk.total()
    for unit in ("by month", "by day"):
        assert unit in walk.page.locator(".periods p").inner_text()
        before = walk.total()
        walk.click(walk.page.locator(".plot .bars a .place").last)
        assert 0 < walk.total() <= before
    period = walk.page.get_by_role("navigation", name="Period")
    for name in (re.compile(rf"Up to \w+ {year}"), re.compile(f"Up to {year}")):
        walk.click(period.get_by_role("link", name=name))
    assert walk.total() == whole


def repair_nothing_found(walk: Walk, holdings: Holdings) -> None:
    """See which condition emptied the list, and drop it."""
    days = {"from": "1901", "to": "1902"}
    walk.begin(asking(q=holdings.person.english, **days))
    assert walk.total() == 0
    offer = walk.page.locator(".nothing li").first
    count = int(offer.locator("data").inner_text().replace(",", ""))
    walk.click(offer.get_by_role("link"))
    assert walk.total() == count > 0


def change_the_language(walk: Walk, holdings: Holdings) -> None:
    """The same search, in Chinese."""
    path = asking(q=holdings.person.english, source=holdings.sources[0])
    walk.begin(path)
    before = parse_qs(urlsplit(walk.page.url).query)
    walk.click(walk.page.locator(".languages").get_by_role("link", name="繁體中文"))
    assert parse_qs(urlsplit(walk.page.url).query) == before | {"ui": ["zh-Hant"]}


def save_a_search(walk: Walk, holdings: Holdings) -> None:
    """Save it, go elsewhere, and come back by it."""
    walk.begin(asking(q=holdings.person.english))
    before = parse_qs(urlsplit(walk.page.url).query)
    walk.click(walk.page.locator(".save-search"))
    walk.click(walk.page.locator(".masthead .archive"))
    walk.click(walk.page.locator(".saved").get_by_role("link").first)
    assert parse_qs(urlsplit(walk.page.url).query) == before
