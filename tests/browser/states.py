"""The states in which a page of the archive can be, each by how a reader comes to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, expect

#: Windows with room for a reading pane, and phones.
WIDE, PHONE = 1280, 375


def _stay(page: Page) -> None:
    """Nothing is done but open the page."""


def _read_beside(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator(".pane h2").first).to_be_visible()


def _open_values(page: Page) -> None:
    button = page.locator("a.filters-button")
    if button.is_visible():
        button.click()
    page.locator("a[data-facet=person]").click()
    expect(page.locator("dialog.values li").first).to_be_visible()


def _open_keys(page: Page) -> None:
    page.locator(".open-keys").click()
    expect(page.locator("dialog.keys")).to_be_visible()


def _open_filters(page: Page) -> None:
    button = page.locator("a.filters-button")
    if button.is_visible():
        button.click()
    expect(page.locator("#filters")).to_be_visible()


def _open_table(page: Page) -> None:
    fold = page.locator(".fold summary")
    if fold.is_visible():
        fold.click()
    page.locator("details.table summary").click()


def _open_exports(page: Page) -> None:
    page.locator(".take summary").click()
    expect(page.locator(".take a").first).to_be_visible()


def _step_to_hit(page: Page) -> None:
    page.keyboard.press("n")
    expect(page.locator("mark.current").first).to_be_visible()


def _save(page: Page) -> None:
    page.locator(".save-search").click()
    page.locator("ol.hits .keep").first.check()
    page.locator(".masthead .archive").click()
    expect(page.locator(".saved li")).to_have_count(1)


def _cite(page: Page) -> None:
    page.locator(".cite summary").click()
    page.locator(".cite button.copy").first.click()
    expect(page.locator(".cite .take-status").first).not_to_be_empty()


def _suggest(page: Page) -> None:
    page.locator("#q").press_sequentially("t")
    expect(page.locator("#suggestions li").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#suggestions [aria-selected=true]")).to_have_count(1)


def _open_curator(page: Page) -> None:
    page.locator(".curator summary").click()
    expect(page.locator(".command").first).to_be_visible()


def _select(page: Page) -> None:
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.text p'))")
    expect(page.locator(".offer a")).to_be_visible()


def _count_names(page: Page) -> None:
    page.locator("#names").fill("Trump\n關稅\n!!\nNobody at all")
    page.locator("button[value=page]").click()
    expect(page.locator(".names-table tbody tr")).to_have_count(3)


def _leave_out(page: Page) -> None:
    page.locator(".across-terms a").first.click()
    expect(page.locator(".across-terms .left-out")).to_have_count(1)


@dataclass(frozen=True, slots=True)
class State:
    """A path of the archive without `ui`, what is done there, and the status of the answer."""

    path: str
    act: Callable[[Page], None] = _stay
    status: int = 200
    widths: tuple[int, ...] = (WIDE, PHONE)


_ARTICLE: Final = "article/harbour-post-2025-0203"

STATES: Final[Mapping[str, State]] = {
    "home": State("."),
    "home with a saved search": State("?q=tariff", _save),
    "no result": State("?q=tariff&person=donald-trump&from=1990&to=1991"),
    "unknown word": State("?q=zzqx&person=nobody"),
    "one result": State("?q=Kwai Chung shippers rush"),
    "many results": State("?q=關稅 OR tariff&person=donald-trump&-source=Island Wire"),
    "a name": State("?q=特朗普"),
    "compact": State("?q=the OR 的&view=compact"),
    "page of 100": State("?q=the OR 的&size=100"),
    "second page": State("?q=the OR 的&size=15&page=2"),
    "past the end": State("?q=tariff&page=99"),
    "filters": State("?q=tariff", _open_filters),
    "timeline as a table": State("?q=the&chart=mentioned", _open_table),
    "the other language": State("?q=tariff Hong Kong", _leave_out),
    "the other language alone": State("across?q=關稅 香港"),
    "exports": State("?q=tariff", _open_exports),
    "reading pane": State("?q=tariff", _read_beside, widths=(WIDE,)),
    "bad day": State("?q=tariff&from=20x&to=soon", status=400),
    "bad parameter": State("?q=tariff&size=many", status=400),
    "article with hits": State(f"{_ARTICLE}?q=tariff", _step_to_hit),
    "article without hits": State(_ARTICLE),
    "article with more like it": State("article/hoi-kong-2025-0410"),
    "article cited": State(_ARTICLE, _cite),
    "words selected": State(_ARTICLE, _select),
    "passage": State(f"{_ARTICLE}?quote=body.0-300#quote"),
    "passage that is gone": State(f"{_ARTICLE}?quote=body.0-300.0123456789abcdef"),
    "quotation to check": State("quotation"),
    "quotation found": State("quotation?text=new U.S. tariffs"),
    "quotation found nowhere": State("quotation?text=nobody wrote this"),
    "no quotation": State("quotation?text=…", status=400),
    "in context": State("context?q=the OR 的&order=right"),
    "nothing in context": State("context?q=zzqx"),
    "in context, bad": State("context?q=tariff&order=up", status=400),
    "trends": State("trends?q=tariff&q=關稅&q=Trump&q=the&q=的&measure=share"),
    "trends to ask": State("trends"),
    "too many trends": State("trends?q=a&q=b&q=c&q=d&q=e&q=f", status=400),
    "list of names": State("batch", _count_names),
    "receipt": State("receipt?q=關稅 OR tariff&person=donald-trump&from=2025"),
    "facet page": State("facets/person?q=the OR 的"),
    "facet page without values": State("facets/person?contains=zzqx"),
    "values dialog": State("?q=the OR 的", _open_values),
    "keys dialog": State("?q=tariff", _open_keys),
    "nothing kept": State("kept"),
    "kept": State("kept?id=harbour-post-2025-0203&id=no-such-article"),
    "help": State("help"),
    "about": State("about"),
    "suggestions": State(".", _suggest),
    "suggestions on an article": State(_ARTICLE, _suggest),
    "entity": State("entity/donald-trump", _open_curator),
    "entity that nothing names": State("entity/june-fourth-1989"),
    "name by its sound": State("?q=te lang pu"),
    "no such page": State("nowhere", status=404),
    "no such article": State("article/nowhere", status=404),
}
