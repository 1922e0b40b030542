"""Tasks of reading: lists, hits, articles one after the other, and what is kept."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import ViewportSize, expect

from benchmarks.tasks.walk import HEIGHT, WIDTH, Holdings, Walk, asking

#: Headlines that a journalist looks through.
MANY = 300

#: A phone, without what its browser takes.
PHONE: Final[ViewportSize] = {"width": 390, "height": 664}


def read_300_headlines(walk: Walk, _: Holdings) -> None:
    """Or all, where there are fewer."""
    walk.begin(asking(sort="newest"))
    total = min(MANY, walk.total())
    hundred = walk.page.get_by_role("link", name="100", exact=True)
    if hundred.count():
        walk.click(hundred)
    count = len(walk.headlines())
    walk.screens = walk.list_screens()
    while count < total:
        walk.click(walk.page.get_by_role("link", name="Next", exact=True))
        count += len(walk.headlines())
        walk.screens += walk.list_screens()
    assert count >= total


def reach_the_first_headline_by_keyboard(walk: Walk, _holdings: Holdings) -> None:
    """The skip link, then Tab."""
    walk.begin(asking(sort="newest"))
    walk.press("Tab", "Enter")
    for _ in range(2):
        walk.press("Tab")
        if walk.focused() == walk.headlines()[0].strip():
            return
    raise AssertionError(f"after two Tabs the focus is on {walk.focused()!r}")


def open_hit_7_and_come_back(walk: Walk, _: Holdings) -> None:
    """The article's own page by Enter, and back to the same place."""
    walk.begin(asking(sort="newest"))
    headline = walk.page.locator("ol.hits h2 a").nth(6)
    headline.scroll_into_view_if_needed()
    walk.page.evaluate("scrollTo(0, 400)")
    headline.focus()
    place = walk.page.evaluate("scrollY")
    walk.enter()
    expect(walk.page.locator("main.article h1")).to_be_visible()
    walk.back()
    assert abs(walk.page.evaluate("scrollY") - place) <= 1


def step_through_hits(walk: Walk, holdings: Holdings) -> None:
    """Every place in an article where the query stands."""
    walk.begin(asking(q=holdings.person.english))
    walk.press("j")
    walk.follow()
    status = walk.page.locator(".hits-here [role=status]")
    count = int(status.inner_text().split()[0])
    for number in range(1, count + 1):
        walk.press("n")
        expect(status).to_have_text(f"Hit {number} of {count}")
        expect(walk.page.locator("mark.current").first).to_be_in_viewport()


def read_ten_beside_the_list(walk: Walk, _: Holdings) -> None:
    """One after the other, by one key each."""
    walk.begin(asking(sort="newest"))
    for title in walk.headlines()[:10]:
        walk.press("j")
        expect(walk.page.locator(".pane article h2")).to_have_text(title.strip())


def keep_three_and_copy_a_link(walk: Walk, _holdings: Holdings) -> None:
    """A list of three articles for a colleague."""
    walk.begin(asking(sort="newest"))
    for _ in range(3):
        walk.press("j", "x")
    walk.click(walk.page.locator(".kept-link"))
    walk.click(walk.page.locator(".copy-link"))
    expect(walk.page.locator(".copied")).to_have_text(re.compile("."))
    link = str(walk.page.evaluate("navigator.clipboard.readText()"))
    assert link.count("id=") == 3
    walk.page.evaluate("localStorage.clear()")


def see_the_first_hit_on_a_phone(walk: Walk, holdings: Holdings) -> None:
    """Twenty searches, each with its first hit above the fold."""
    walk.page.set_viewport_size(PHONE)
    names = [name for person in holdings.people for name in (person.english, person.chinese)]
    searched = 0
    for name in names:
        walk.begin(asking(q=name))
        # A name that is a word of its own finds no person by itself.
        if walk.total():
            box = walk.page.locator("ol.hits > li").first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= PHONE["height"], name
            searched += 1
        if searched == 20:
            break
    assert searched == 20, searched
    walk.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})


def hits_in_a_window(walk: Walk, holdings: Holdings) -> int:
    """Whole hits in a window that begins with the list."""
    walk.begin(asking(q=holdings.person.english))
    return int(
        walk.page.evaluate(
            """() => {
                const boxes = [...document.querySelectorAll("ol.hits > li")]
                    .map((hit) => hit.getBoundingClientRect());
                return boxes.filter((box) => box.bottom - boxes[0].top <= innerHeight).length;
            }"""
        )
    )
