"""Points 27 to 29 of the page: days chosen, the timeline, and the two kinds of days."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

#: For what no width changes.
wide = pytest.mark.parametrize("page", [(1280, True)], indirect=True, ids=["wide"])


def runs_scripts(request: pytest.FixtureRequest) -> bool:
    return "no js" not in request.node.name


def unfold(page: Page) -> None:
    """Show the timeline where it is folded."""
    fold = page.locator(".fold summary")
    if fold.is_visible() and not page.locator(".timeline svg.bars").is_visible():
        fold.click()


def count_of(label: str) -> int:
    """The articles of a bar, by its words."""
    return int(re.findall(r": ([\d,]+) article", label)[0].replace(",", ""))


def test_27_a_range_is_one_chip(page: Page) -> None:
    page.goto("?from=2025-09-01&to=2025-10")
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".chip")).to_contain_text("published September to October 2025")
    page.locator(".chip").click()
    assert "from=" not in page.url
    assert "to=" not in page.url


def test_28_bars_are_links_that_say_both_languages(page: Page) -> None:
    page.goto(".")
    unfold(page)
    bar = page.locator("figure.published svg a").first
    label = str(bar.get_attribute("aria-label"))
    assert re.fullmatch(r".+ \d{4}: [\d,]+ articles?, English [\d,]+, Chinese [\d,]+", label)
    count = count_of(label)
    bar.click()
    expect(page.get_by_role("status")).to_contain_text(f"of {count} article")
    assert "from=" in page.url


@wide
def test_28_english_stands_above_the_axis_and_chinese_below(page: Page) -> None:
    page.goto("?q=tariff OR 關稅")
    unfold(page)
    axis = page.locator(".plot .axis").bounding_box()
    assert axis is not None
    for side, sign in (("above", 1), ("below", -1)):
        shapes = page.locator(f".plot .bar.{side}").all()
        assert shapes
        for shape in (shapes[0], shapes[-1]):
            box = shape.bounding_box()
            assert box is not None
            assert sign * (axis["y"] - (box["y"] + box["height"] / 2)) > 0


def test_28_scales_have_three_to_five_labels(page: Page) -> None:
    for address in (".", "?from=2025&to=2025", "?from=2020&to=2029", "?chart=mentioned"):
        page.goto(address)
        unfold(page)
        for scale in (".scale text", ".bars text"):
            boxes = [one.bounding_box() for one in page.locator(f".plot {scale}").all()]
            assert 3 <= len(boxes) <= 5, (address, scale)
        # No name of a day stands on another.
        ends = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
        assert all(a[1] < b[0] for a, b in pairwise(ends)), address


def test_28_days_of_a_phone_stand_apart(opening: Open) -> None:
    """Also where the last is at the very end of the scale."""
    page = opening("?from=2024-10-07&to=2025-03-02", 390)
    unfold(page)
    boxes = [one.bounding_box() for one in page.locator(".plot .bars text:visible").all()]
    ends = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert len(ends) >= 3
    assert all(a[1] < b[0] for a, b in pairwise(ends))


@wide
def test_28_gaps_of_the_archive_are_hatched(page: Page) -> None:
    page.goto("?from=2020&to=2029")
    unfold(page)
    assert page.locator(".plot .gap").count()
    expect(page.locator(".legend")).to_contain_text("nothing in the archive")


def test_28_one_stop_for_the_keyboard(page: Page, request: pytest.FixtureRequest) -> None:
    """Arrows go from bar to bar, each is said below, and Tab leaves the drawing."""
    page.goto(".")
    unfold(page)
    bars = page.locator(".plot .bars a")
    assert bars.count() > 2
    if not runs_scripts(request):
        assert not page.locator(".plot .bars a[tabindex]").count()
        return
    expect(page.locator(".plot .bars a[tabindex='0']")).to_have_count(1)
    bars.first.focus()
    expect(page.locator(".said")).to_have_text(str(bars.nth(0).get_attribute("aria-label")))
    for key, at in (("ArrowRight", 1), ("End", bars.count() - 1), ("Home", 0), ("ArrowDown", 1)):
        page.keyboard.press(key)
        expect(bars.nth(at)).to_be_focused()
        expect(page.locator(".said")).to_have_text(str(bars.nth(at).get_attribute("aria-label")))
    expect(page.locator(".plot .bars a[tabindex='0']")).to_have_count(1)
    page.keyboard.press("Tab")
    assert not page.evaluate("!!document.activeElement.closest('.bars')")
    expect(page.locator(".said")).to_be_empty()
    expect(page.locator(".legend")).to_have_css("opacity", "1")
    page.keyboard.press("Shift+Tab")
    expect(bars.nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("from="))


@pytest.mark.parametrize("kind", ["published", "mentioned"])
def test_28_a_bar_speaks_when_pointed_at(
    page: Page, kind: str, request: pytest.FixtureRequest
) -> None:
    page.goto(f"?q=the&chart={kind}")
    unfold(page)
    bar = page.locator(".plot .bars a").first
    if not runs_scripts(request):
        expect(bar.locator("title")).to_have_text(str(bar.get_attribute("aria-label")))
        return
    bar.locator(".place").hover()
    expect(page.locator(".said")).to_have_text(str(bar.get_attribute("aria-label")))


@wide
def test_28_a_table_says_the_same(page: Page) -> None:
    page.goto(".")
    unfold(page)
    page.locator("details.table summary").click()
    table = page.locator("details.table table")
    expect(table).to_be_visible()
    cells = table.locator("tbody tr td:nth-child(2)").all_inner_texts()
    whole = table.locator("tfoot td").first.inner_text()
    assert sum(int(cell.replace(",", "")) for cell in cells) == int(whole.replace(",", ""))
    expect(page.get_by_role("status")).to_contain_text(f"{whole} article")
    labels = [str(a.get_attribute("aria-label")) for a in page.locator(".plot .bars a").all()]
    drawn = [int(cell) for cell in cells if cell != "0"][: len(labels)]
    assert [count_of(label) for label in labels] == drawn


def test_28_from_a_year_to_a_day_and_up_again(page: Page) -> None:
    page.goto("?from=2025&to=2025")
    for unit in ("by month", "by day"):
        unfold(page)
        expect(page.locator(".periods p")).to_contain_text(unit)
        page.locator(".plot .bars a .place").last.click()
    unfold(page)
    ways = page.get_by_role("navigation", name="Period")
    ways.get_by_role("link", name=re.compile(r"Up to \w+ 2025")).click()
    unfold(page)
    expect(page.locator(".periods p")).to_contain_text("by day")
    before = ways.get_by_role("link", name=re.compile("Back to"))
    word = before.inner_text().strip("‹ ")
    before.click()
    unfold(page)
    expect(page.locator(".chip")).to_contain_text(f"published {word}")
    ways.get_by_role("link", name="Up to All days").click()
    expect(page.locator(".chip")).to_have_count(0)


def test_28_folded_on_a_phone(page: Page, request: pytest.FixtureRequest) -> None:
    size = page.viewport_size
    page.goto(".")
    figure = page.locator("figure.timeline")
    if size is None or size["width"] > 768:
        expect(figure).to_be_visible()
        expect(page.locator(".fold")).to_be_hidden()
        return
    expect(figure).to_be_hidden()
    page.locator(".fold summary").click()
    expect(figure).to_be_visible()
    if runs_scripts(request):
        page.reload()
        expect(figure).to_be_visible()


@wide
def test_28_bars_stand_out_in_every_light(page: Page) -> None:
    """Three to one against the paper, by the colours that the browser computes."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("?from=2020&to=2029")
        ratios = page.evaluate(
            """() => {
                const light = (colour) => {
                    const [r, g, b] = colour.match(/[\\d.]+/g).map((n) => n / 255)
                        .map((n) => (n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4));
                    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
                };
                const paper = light(getComputedStyle(document.body).backgroundColor);
                const seen = [[".bar.above", "fill"], [".bar.below", "fill"],
                              ["pattern line", "stroke"], [".axis", "stroke"],
                              [".plot text", "fill"]];
                return seen.map(([name, kind]) => {
                    const one = light(getComputedStyle(document.querySelector(name))[kind]);
                    return (Math.max(one, paper) + 0.05) / (Math.min(one, paper) + 0.05);
                });
            }"""
        )
        assert min(ratios) >= 3, (scheme, ratios)


def test_29_publication_and_days_mentioned_are_two(page: Page) -> None:
    """A switch shows one in place of the other and keeps the search; each has its own filter."""
    page.goto("?q=the")
    unfold(page)
    which = page.get_by_role("navigation", name="Which timeline")
    expect(which.get_by_role("link", name="Published")).to_have_attribute("aria-current", "true")
    which.get_by_role("link", name="Days mentioned").click()
    assert "q=the" in page.url
    assert "chart=mentioned" in page.url
    unfold(page)
    expect(page.locator("figure.timeline")).to_have_count(1)
    bar = page.locator("figure.mentioned svg a").first
    count = count_of(str(bar.get_attribute("aria-label")))
    bar.locator(".place").click()
    expect(page.get_by_role("status")).to_contain_text(f"of {count} article")
    assert "mentioned_from=" in page.url
    assert "chart=mentioned" in page.url
    expect(page.locator(".chip")).to_contain_text("days mentioned ")
